"""The verbs by which a complaint gets its handler, its course and its end."""

from worker.policy.decide.staff_command import closing, deciding, escalating, giving, preconditions
from worker.policy.decide.staff_command.verbs.row import Row
from worker.policy.reading.vocabulary import A_CASE, A_NAME, AN_END, AN_OUTCOME, FOR_A_NAME, Verb

HANDLING = (
    Row(
        verb=Verb.COMPLAINT,
        later=FOR_A_NAME,
        does="say that it is a complaint",
        unfit=preconditions.undecided,
        carry_out=deciding.is_complaint,
        receipt="{reference} is a complaint. {more}",
    ),
    Row(
        verb=Verb.NOT_A_COMPLAINT,
        does="say that it is none",
        unfit=preconditions.undecided,
        carry_out=deciding.is_no_complaint,
        receipt="{reference} is not a complaint. {more}",
    ),
    Row(
        verb=Verb.TAKE,
        aliases=("mine", "i'll take it", "i will take it", "take it"),
        does="take the complaint",
        at_once=True,
        unfit=preconditions.an_open_complaint,
        carry_out=giving.take,
        receipt="{reference} is now with {more}",
    ),
    Row(
        verb=Verb.GIVE,
        aliases=("assign", "reassign"),
        argument=A_NAME,
        does="give the complaint to a colleague, or to a section",
        at_once=True,
        unfit=preconditions.an_open_complaint,
        carry_out=giving.give,
        receipt="{reference} is now with {more}",
    ),
    Row(
        verb=Verb.LEAD,
        argument=A_NAME,
        does="say who leads an escalated complaint",
        unfit=preconditions.an_open_complaint,
        not_theirs=giving.not_theirs_to_lead,
        carry_out=giving.lead,
        receipt="{reference} is now led by {more}",
    ),
    Row(
        verb=Verb.QUICK,
        at_once=True,
        does="say that it can be put right quickly",
        unfit=preconditions.an_open_complaint,
        carry_out=deciding.assess,
        receipt="{reference} is put right quickly.",
    ),
    Row(
        verb=Verb.INVESTIGATE,
        at_once=True,
        does="say that you investigate it",
        unfit=preconditions.an_open_complaint,
        carry_out=deciding.assess,
        receipt="{reference} is investigated.",
    ),
    Row(
        verb=Verb.ESCALATE,
        later=FOR_A_NAME,
        does="give it to the section head, or to senior management",
        unfit=preconditions.an_open_complaint,
        carry_out=escalating.escalate,
        receipt="{reference} is escalated. {more}",
    ),
    Row(
        verb=Verb.CLOSE,
        later=AN_END,
        does="close the complaint, with its outcome",
        argument=AN_OUTCOME,
        unfit=preconditions.an_open_complaint,
        carry_out=closing.close,
        receipt="{reference} is closed, {argument}. {more}",
    ),
    Row(verb=Verb.REOPEN, does="open a closed complaint again"),
    Row(verb=Verb.MERGE, argument=A_CASE, does="join it with another complaint about the same"),
    Row(verb=Verb.SPLIT, does="make two complaints of it"),
    Row(verb=Verb.ADD, does="put the mail that waits into this complaint"),
    Row(verb=Verb.NEW_COMPLAINT, does="write down what a client said or wrote", at_once=True),
)

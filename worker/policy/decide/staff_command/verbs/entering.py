"""The verbs that enter what is known of a complaint beyond our letters."""

from worker.policy.decide.staff_command import agreeing, noting, preconditions, recording
from worker.policy.decide.staff_command.verbs.row import Row
from worker.policy.reading.vocabulary import A_DATE, A_PAST_DATE, BY_WHOM_AND_WHEN, WORDS, YES_OR_NO, Verb

ENTERING = (
    Row(
        verb=Verb.NOTE,
        argument=WORDS,
        at_once=True,
        does="keep a note in the complaint, for colleagues only",
        carry_out=noting.keep_note,
        receipt="Your note is kept in {reference}, and nobody else is sent it.",
    ),
    Row(
        verb=Verb.MICROBUSINESS,
        does="say whether the client is a small or micro business, which may go to the ombudsman",
        argument=YES_OR_NO,
        unfit=preconditions.a_complaint,
        carry_out=recording.microbusiness,
        receipt="The client of {reference} {more} go to the ombudsman.",
    ),
    Row(
        verb=Verb.ISSUE_DATE,
        argument=A_PAST_DATE,
        does="say on which day what is complained about happened",
        at_once=True,
        unfit=preconditions.a_complaint,
        carry_out=noting.date_issue,
        receipt="What {reference} complains about happened on {day}. {more}",
    ),
    Row(
        verb=Verb.CAUSE,
        argument=WORDS,
        at_once=True,
        does="enter what caused it",
        unfit=preconditions.a_complaint,
        carry_out=noting.enter_cause,
        receipt="What caused {reference} is entered.",
    ),
    Row(
        verb=Verb.DO_NOT_SHARE,
        does="say that the client does not want what they told us to be shared",
        carry_out=recording.restrict,
        receipt="What the client told us in {reference} is not to be shared any more.",
    ),
    Row(
        verb=Verb.UNRESTRICT,
        does="say that what the client told us may be shared again",
        not_theirs=preconditions.theirs_or_a_heads,
        carry_out=noting.unrestrict,
        receipt="What the client told us in {reference} may be shared again.",
    ),
    Row(
        verb=Verb.REMEDY,
        does="enter a decision of the ombudsman, with the day on which we were told",
        argument=A_DATE,
        unfit=preconditions.a_complaint,
        carry_out=recording.ombudsman_decided,
        receipt="The ombudsman's decision in {reference} is entered, notified on {day}.",
    ),
    Row(
        verb=Verb.REMEDY_DONE,
        does="say that what the ombudsman decided is carried out",
        unfit=preconditions.remedy_owed,
        carry_out=recording.remedy_done,
        receipt="What the ombudsman decided in {reference} is carried out.",
    ),
    Row(
        verb=Verb.ACTION,
        argument=BY_WHOM_AND_WHEN,
        does="enter what will keep it from happening again, by when, and who does it if not you",
        unfit=preconditions.a_complaint,
        carry_out=agreeing.agree_action,
        receipt="A corrective action in {reference} is due by {day}. {more}",
    ),
    Row(
        verb=Verb.ACTION_DONE,
        does="say that the corrective action is carried out",
        unfit=preconditions.action_owed,
        carry_out=recording.action_done,
        receipt="The corrective action in {reference} is carried out.",
    ),
    Row(
        verb=Verb.REVIEWED,
        does="say that you looked whether the corrective action works",
        unfit=preconditions.review_owed,
        carry_out=recording.reviewed,
        receipt="The corrective action in {reference} is reviewed.",
    ),
    Row(
        verb=Verb.PERSONAL_DATA_ANSWERED,
        does="say that what the client asks about personal data is answered",
        unfit=preconditions.personal_data_owed,
        carry_out=recording.personal_data_answered,
        receipt="What {reference} asks about personal data is answered.",
    ),
)

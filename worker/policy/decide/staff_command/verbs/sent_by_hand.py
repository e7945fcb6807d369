"""The verbs by which a colleague says what their own mail to the client was."""

from worker.policy.decide.staff_command import naming, preconditions
from worker.policy.decide.staff_command.verbs.row import Row
from worker.policy.reading.vocabulary import A_DAY_IN_A_MAIL, A_MAIL, Verb

SENT_BY_HAND = (
    Row(
        verb=Verb.WAS_UPDATE,
        tap="It was an update, next date {argument}",
        does="say that your mail to the client was an update, and by when they hear more",
        argument=A_DAY_IN_A_MAIL,
        unfit=preconditions.owed_an_answer,
        carry_out=naming.count_as,
        receipt="Your mail to the client of {day} counts as an update from that day on.",
    ),
    Row(
        verb=Verb.WAS_PROPOSAL,
        tap="It was a proposal, done by {argument}",
        does="say that your mail to the client was our proposal, to be done by that day",
        argument=A_DAY_IN_A_MAIL,
        unfit=preconditions.an_open_complaint,
        not_theirs=naming.not_theirs_to_conclude,
        carry_out=naming.count_as,
        receipt="Your mail to the client of {day} counts as our proposal from that day on.",
    ),
    Row(
        verb=Verb.WAS_ANSWER,
        tap="It was the final answer",
        aliases=("that was our final answer", "that was the answer", "that was our answer"),
        does="say that your mail to the client was our final answer",
        argument=A_MAIL,
        unfit=preconditions.owed_an_answer,
        not_theirs=naming.not_theirs_to_conclude,
        carry_out=naming.count_as,
        receipt="Your mail to the client of {day} counts as our final answer from that day on.",
    ),
    Row(
        verb=Verb.WAS_ACKNOWLEDGEMENT,
        tap="It was the acknowledgement",
        aliases=("that was an acknowledgement",),
        does="say that your mail to the client acknowledged the complaint",
        argument=A_MAIL,
        unfit=preconditions.owed_an_answer,
        carry_out=naming.count_as,
        receipt="Your mail to the client of {day} counts as the acknowledgement.",
    ),
    Row(
        verb=Verb.WAS_NOTHING,
        tap="It was none of these",
        aliases=("that was nothing of that",),
        does="say that your mail to the client was neither update, proposal nor answer",
        argument=A_MAIL,
        carry_out=naming.count_as,
        receipt="Your mail to the client of {day} stays in the log, and changes nothing else.",
    ),
)

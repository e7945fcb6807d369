"""The verbs by which a client hears from us, and what they answered."""

from worker.policy.decide.staff_command import deciding, drafts, preconditions, recording
from worker.policy.decide.staff_command.verbs.row import Row
from worker.policy.reading.vocabulary import (
    A_DATE,
    A_DATE_OR_HOW,
    A_DRAFT,
    A_PAST_DATE,
    HOW,
    WORDS_AFTER_COLON,
    Verb,
)

CORRESPONDING = (
    Row(
        verb=Verb.PHONED,
        later=WORDS_AFTER_COLON,
        at_once=True,
        does="note a call to the client; what was said stands below",
        carry_out=deciding.phoned,
        receipt="Your call is noted. {more}",
    ),
    Row(
        verb=Verb.UPDATE,
        later=A_DATE_OR_HOW,
        does="write to the client where it stands, and by when they hear more",
        argument=A_DATE,
        unfit=preconditions.owed_an_answer,
        not_theirs=drafts.not_theirs_to_write,
        carry_out=drafts.write_dated,
    ),
    Row(
        verb=Verb.PROPOSE,
        does="propose to the client what will be done by that day",
        argument=A_DATE,
        unfit=preconditions.an_open_complaint,
        not_theirs=drafts.not_theirs_to_write,
        carry_out=drafts.write_dated,
    ),
    Row(
        verb=Verb.DELAY,
        does="write to the client that a promised day will not be kept, and which one will",
        argument=A_DATE,
        unfit=preconditions.delayed,
        not_theirs=drafts.not_theirs_to_write,
        carry_out=drafts.write_dated,
    ),
    Row(
        verb=Verb.ANSWER,
        later=HOW,
        does="write our answer to the complaint",
        unfit=preconditions.owed_an_answer,
        not_theirs=drafts.not_theirs_to_write,
        carry_out=drafts.write,
    ),
    Row(
        verb=Verb.DEADLOCK,
        does="write our final position, with which the client can go to the ombudsman",
        unfit=preconditions.an_open_complaint,
        not_theirs=drafts.not_theirs_to_write,
        carry_out=drafts.write,
    ),
    Row(
        verb=Verb.TEXT,
        does="give the draft that waits other words",
        argument=A_DRAFT,
        unfit=preconditions.owed_an_answer,
        carry_out=drafts.change_text,
    ),
    Row(
        verb=Verb.SEND,
        does="let the draft that you have read leave for the client",
        argument=A_DRAFT,
        unfit=preconditions.owed_an_answer,
        carry_out=drafts.send,
        receipt="The {more}",
    ),
    Row(verb=Verb.POSTED, argument=A_PAST_DATE, does="say on which day the letter was posted", at_once=True),
    Row(
        verb=Verb.ACCEPTED,
        does="say that the client accepts what we proposed",
        unfit=preconditions.proposed,
        carry_out=recording.answered,
        receipt="The client accepted what was proposed in {reference}.",
        undo=Verb.REFUSED,
    ),
    Row(
        verb=Verb.REFUSED,
        does="say that the client refuses it",
        unfit=preconditions.proposed,
        carry_out=recording.answered,
        receipt=(
            "The client refused what was proposed in {reference}. Write “escalate” where they ask for it."
        ),
        undo=Verb.ACCEPTED,
    ),
)

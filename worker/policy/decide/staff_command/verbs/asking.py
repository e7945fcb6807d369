"""The verbs by which a colleague asks the worker for something, and changes nothing in the complaint itself."""

from worker.policy.decide.staff_command import deciding, quieting, showing, undoing
from worker.policy.decide.staff_command.verbs.row import Row
from worker.policy.reading.vocabulary import A_DATE, WHAT_IS_SHOWN, Verb

ASKING = (
    Row(
        verb=Verb.EXPLAIN,
        tap="Explain the dates to me",
        does="have it explained why each date is what it is",
        carry_out=deciding.explained,
    ),
    Row(
        verb=Verb.SHOW,
        tap="Show me the {argument}",
        argument=WHAT_IS_SHOWN,
        at_once=True,
        does="have the history, the last letter or the draft that waits sent to you",
        not_theirs=showing.not_to_be_shared,
        carry_out=showing.show,
    ),
    Row(
        verb=Verb.REMIND,
        tap="Remind me on {argument}",
        argument=A_DATE,
        at_once=True,
        does="have no reminder before that day; never past the day before a promise falls due",
        unfit=quieting.reminded,
        carry_out=quieting.be_quiet,
        receipt="You are not reminded of {reference} before {day}. {more}",
    ),
    Row(
        verb=Verb.UNDO,
        tap="Undo that",
        does="take back your last command",
        at_once=True,
        carry_out=undoing.undo,
        receipt="Your last command in {reference} is taken back. {more}",
    ),
)

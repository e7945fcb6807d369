"""The table of verbs: one row says all that is known of one, and every list of verbs is made from the rows."""

import re
from collections.abc import Iterator

from worker.model.catalogue import LetterKind
from worker.model.staff_letter import HelpCard, HelpGroup, HelpLine
from worker.policy.decide.staff_command.endings import ENDINGS, WHO
from worker.policy.decide.staff_command.request import Done, Request, Result, reply
from worker.policy.decide.staff_command.verbs.asking import ASKING
from worker.policy.decide.staff_command.verbs.corresponding import CORRESPONDING
from worker.policy.decide.staff_command.verbs.entering import ENTERING
from worker.policy.decide.staff_command.verbs.handling import HANDLING
from worker.policy.decide.staff_command.verbs.row import Row
from worker.policy.decide.staff_command.verbs.sent_by_hand import SENT_BY_HAND
from worker.policy.reading.vocabulary import Verb, Vocabulary, Word


def _helped(request: Request) -> Result:
    """What can be written; nothing changes."""
    card = help_card(request.case.reference)
    return Done(letters=(reply("", request.person, request.arrival, LetterKind.HELP_CARD, card),))


_HELP = Row(
    verb=Verb.HELP,
    tap="Show me what I can write",
    does="see what you can write",
    at_once=True,
    carry_out=_helped,
)
_GROUPS = (
    ("Who has it, and how it goes on", HANDLING),
    ("What the client hears", CORRESPONDING),
    ("What you wrote to the client yourself", SENT_BY_HAND),
    ("What is known of it", ENTERING),
    ("What you want to see", (*ASKING, _HELP)),
)

_ENDS = "On what a complaint ends"
_OF_A_MAIL = re.compile(r" ?\bmail \d+$")

VERBS = tuple(row for _, rows in _GROUPS for row in rows)


def help_card(example: str = "") -> HelpCard:
    """Every verb that is offered, as a colleague reads of it; `example` is the reference of a complaint of theirs."""
    groups = [HelpGroup(title=title, lines=tuple(_help_lines(rows))) for title, rows in _GROUPS]
    ends = HelpGroup(title=_ENDS, lines=tuple(_endings()))
    return HelpCard(groups=(*groups, ends), example=example)


def _endings() -> Iterator[HelpLine]:
    """What each outcome rests on; who may close is said once."""
    yield HelpLine(write=Verb.CLOSE, behind="", does=f"is for {WHO}")
    for each in ENDINGS:
        yield HelpLine(write=f"{Verb.CLOSE} {each.outcome}", behind="", does=f"needs {each.rests_on}")


def _help_lines(rows: tuple[Row, ...]) -> Iterator[HelpLine]:
    for row in rows:
        yield HelpLine(write=row.verb, behind=row.argument.called, does=row.does)


def row_of(verb: Verb) -> Row:
    """All that is known of that verb."""
    return next(row for row in VERBS if row.verb is verb)


def label_of(verb: Verb, argument: str = "") -> str:
    """What stands on a link by which a colleague says so: a sentence that they would tap."""
    row = row_of(verb)
    behind = _OF_A_MAIL.sub("", argument) or ("somebody" if row.argument.needed else "")
    said = row.tap.format(argument=behind).rstrip(" :,")
    return f"{said[0].upper()}{said[1:]}"


def vocabulary() -> Vocabulary:
    """The verbs, as the reader of mail wants them."""
    return tuple(Word(row.verb, row.aliases, row.argument, row.at_once) for row in VERBS)

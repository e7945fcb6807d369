"""The table of verbs: one row says all that is known of one, and every list of verbs is made from the rows."""

from worker.policy.decide.staff_command.verbs.asking import ASKING
from worker.policy.decide.staff_command.verbs.corresponding import CORRESPONDING
from worker.policy.decide.staff_command.verbs.entering import ENTERING
from worker.policy.decide.staff_command.verbs.handling import HANDLING
from worker.policy.decide.staff_command.verbs.row import Row
from worker.policy.reading.vocabulary import Argument, Verb, Vocabulary, Word

VERBS = (*HANDLING, *CORRESPONDING, *ENTERING, *ASKING)


def row_of(verb: Verb) -> Row:
    """All that is known of that verb."""
    return next(row for row in VERBS if row.verb is verb)


def vocabulary() -> Vocabulary:
    """The verbs that are offered, as the reader of mail wants them."""
    return tuple(_word(row, row.argument) for row in VERBS if row.carry_out)


def whole_vocabulary() -> Vocabulary:
    """Every verb with all that will stand behind it, also what is not yet offered."""
    return tuple(_word(row, row.later or row.argument) for row in VERBS)


def _word(row: Row, argument: Argument) -> Word:
    return Word(row.verb, row.aliases, argument, row.at_once)

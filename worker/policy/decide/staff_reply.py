"""A colleague answered us in their own words: what is meant is done or asked back, and the rest is a note."""

from collections.abc import Sequence
from functools import lru_cache

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.office import People
from worker.model.staff_letter import Choice
from worker.model.staff_phrases import StaffPhrases
from worker.policy.case import Case
from worker.policy.decide.staff_command import staff_commands
from worker.policy.decide.staff_command.verbs import label_of, vocabulary
from worker.policy.decide.staff_mail import noted
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.commands import Command
from worker.policy.reading.staff_lines import Answered, Lexicon, Order, Slip
from worker.policy.reading.vocabulary import written
from worker.policy.rulebook import Rulebook

_MOST_ASKED = 3

ANSWERED = {
    LetterKind.DRAFT: Answered.DRAFT,
    LetterKind.TRIAGE_LIST: Answered.TRIAGE_LIST,
    LetterKind.MORNING_LIST: Answered.MORNING_LIST,
    LetterKind.DAILY_DIGEST: Answered.DIGEST,
    LetterKind.CLIENT_WROTE: Answered.CLIENT_WROTE,
    LetterKind.ACKNOWLEDGE_BY_HAND: Answered.CLIENT_WROTE,
    LetterKind.DELIVERY_FAILED: Answered.CLIENT_WROTE,
    LetterKind.REMINDER: Answered.REMINDER,
    LetterKind.STAFF_MAIL_UNCLEAR: Answered.QUESTION,
    LetterKind.KEPT_AS_NOTE: Answered.QUESTION,
    LetterKind.NOT_DONE: Answered.QUESTION,
    LetterKind.WHAT_WAS_IT: Answered.OWN_MAIL,
    LetterKind.COMMAND_DONE: Answered.RECEIPT,
}
"""As what a reply to each letter is read; any other is read without any expectation."""


@lru_cache(maxsize=4)
def lexicon(people: People, phrases: StaffPhrases) -> Lexicon:
    """All that reading a colleague's words leans on, made once for a configuration."""
    return Lexicon.of(vocabulary(), people, phrases)


def carry_out(case: Case, orders: Sequence[Order], arrival: Arrival, rulebook: Rulebook) -> Decision:
    """Everything that the colleague wants done in this complaint, or where one line cannot be done, nothing."""
    if arrival.staff is None:
        return Decision()
    commands = [(_command(case, order), order.text) for order in orders]
    return staff_commands(case, commands, arrival.staff, arrival, rulebook)


def refuse(case: Case, slip: Slip, arrival: Arrival, rulebook: Rulebook) -> Decision:
    """Tell a line that is nearly a command back to its writer, with what may have been meant."""
    if arrival.staff is None:
        return Decision()
    meant = tuple(order.verb for order in slip.meant)
    argument = slip.meant[0].argument if slip.meant else ""
    command = Command(case.reference, None, argument, slip.line, meant)
    return staff_commands(case, [(command, arrival.words)], arrival.staff, arrival, rulebook)


def ask_back(case: Case, asked: Sequence[Order], arrival: Arrival, answered: int) -> Decision:
    """Keep the words as a note, and offer what was probably meant as buttons."""
    choices = tuple(
        Choice(label=label_of(order.verb, order.argument), subject=f"[{case.reference}] {_line(order)}")
        for order in asked[:_MOST_ASKED]
    )
    return noted(case, arrival, choices, answered)


def line_of(orders: Sequence[Order]) -> str:
    """The first of these commands as a line, or an empty string where there is none."""
    return _line(orders[0]) if orders else ""


def _command(case: Case, order: Order) -> Command:
    return Command(case.reference, order.verb, order.argument, order.line or _line(order))


def _line(order: Order) -> str:
    return written(order.verb, order.argument)

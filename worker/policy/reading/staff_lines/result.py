"""What a colleague's reply comes to: commands, what is to be asked back, slips, or a note."""

from dataclasses import dataclass
from enum import StrEnum

from worker.policy.reading.vocabulary import Verb


class Answered(StrEnum):
    """Which mail of ours a colleague answers."""

    NEW_COMPLAINT = "new_complaint"
    DRAFT = "draft"
    TRIAGE_LIST = "triage_list"
    MORNING_LIST = "morning_list"
    DIGEST = "digest"
    CLIENT_WROTE = "client_wrote"
    REMINDER = "reminder"
    QUESTION = "question"
    OWN_MAIL = "own_mail"
    RECEIPT = "receipt"
    OTHER = "other"


class Certainty(StrEnum):
    """How sure it is that a verb was meant."""

    EXACT = "an exact line"
    WHOLE = "a plain sentence that is all that was written"
    WITHIN = "a plain sentence among others"
    HINTED = "a hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The mail of ours that is answered: which it is, the lines on its buttons, and how the client may be called.

    `options` are the commands that a question of ours offers, as its buttons have them.
    """

    answered: Answered = Answered.OTHER
    options: tuple[str, ...] = ()
    client: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A verb with its argument, for the case of `reference`, or for that of the mail answered where it is empty.

    `reference` is as it was written, 0031 or OPT-2026-0031. A name in the argument is written out in full; a date is as
    it was written. `line` is what was read, and `text` the words that belong to it.
    """

    verb: Verb
    argument: str = ""
    reference: str = ""
    line: str = ""
    text: str = ""
    certainty: Certainty = Certainty.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A line that was meant as a command and is none: what may have been meant, the nearest first."""

    line: str
    meant: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reply comes to; where all are empty, it is a note, of which `words` are what was written.

    `orders` are carried out, `asked` are asked back with the first as the first button, `slips` are told back.
    """

    words: str
    orders: tuple[Order, ...] = ()
    asked: tuple[Order, ...] = ()
    slips: tuple[Slip, ...] = ()

    @property
    def is_note(self) -> bool:
        """Whether nothing in it was meant as a command."""
        return not (self.orders or self.asked or self.slips)

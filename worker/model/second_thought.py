"""What a colleague enters who has thought better of it: a complaint is gone about again, or a command is taken back."""

from dataclasses import dataclass

from worker.model.catalogue import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened:
    """A closed complaint, or what was taken for none, is gone about again, with the day 0 that it always had (3.1.7.4).

    `by` is empty where the client's own answer opened it.
    """

    mail: int
    by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A colleague took back what they had written: the entries of those numbers of the case no longer count."""

    entries: tuple[int, ...]
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWithdrawn:
    """The letter was taken out of the outbox before it left, because the colleague behind it took it back.

    `not_to_be_shared` says that it told a colleague of a client who does not want that, as `by` entered (3.1.11).
    """

    letter: LetterKind
    recipient: str
    message_id: str
    by: str
    not_to_be_shared: bool = False

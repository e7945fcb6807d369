"""What short letters to colleagues say: receipts, answers that say why not, forms, and mail that nobody could read."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Facts of N4: a mail that could not be handled; its bytes are kept as number `mail`."""

    mail: int
    arrived_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandDone:
    """Facts of S6: what a colleague's command changed, as one sentence."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbalForm:
    """Facts of S9 (3.1.4): the name of the form, which its answers bear in their subject, and its lines to fill in."""

    name: str
    lines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A command that the writer may have meant: what it does, and the words for it."""

    label: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandNotDone:
    """Facts of S7: the line that could not be carried out, why, and what the writer may have meant."""

    line: str
    why: str
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Facts of S12: why each running promise falls due when it does, a paragraph of lines each."""

    promises: tuple[str, ...]

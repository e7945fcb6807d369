"""What the log holds about colleagues themselves: that one has left, or that a complaint is about one."""

from dataclasses import dataclass
from datetime import date

from worker.model.catalogue import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingTold:
    """`left` had the complaint or something in it and stand in people.toml no longer; `person` was told that."""

    left: tuple[str, ...]
    person: str
    letter: LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadAwayTold:
    """`lead` leads the complaint, is away until then, and nobody covers who may; `person` was asked who leads it."""

    lead: str
    until: date
    person: str
    letter: LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutColleague:
    """The complaint is about `person`, the key of a colleague, who has nothing to do with it from then on (3.1.7.2)."""

    person: str
    by: str
    mail: int

"""What the log holds of two complaints that are one, and of what is taken out of a complaint again (policy.md 6).

`by` is the key of the colleague who wrote that, `mail` the number of the mail in which they did.
"""

from dataclasses import dataclass
from datetime import date, datetime

from worker.model.catalogue import LetterKind
from worker.model.mail import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMerged:
    """The complaint is the same as `into`, and only that one goes on."""

    into: str
    by: str
    mail: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJoined:
    """The complaint `reference` is the same as this one, which goes on for both.

    `words` are what that client wrote and `received_at` and `day0` when: the earlier of the two counts.
    `acknowledged_by` is the letter that acknowledged it, if any, and `phoned` says that a call did.
    """

    reference: str
    complainant: Address
    received_at: datetime
    day0: date
    by: str
    mail: int
    words: str = ""
    acknowledged_by: LetterKind | None = None
    phoned: bool = False
    complained_about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseParted:
    """The complaint `reference` was another one after all and goes on by itself.

    `received_at` and `day0` are this one's own again.
    """

    reference: str
    received_at: datetime
    day0: date
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MailParted:
    """The mail of the number `of` is about something else, and is the complaint `into` now."""

    of: int
    into: str
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAsked:
    """`person` is asked whether this complaint is part of the complaint `of`, in the thread of which its mail came."""

    of: str
    person: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptApart:
    """It is no part of the complaint `of`, of which it was perhaps one."""

    of: str
    by: str
    mail: int


TwoCases = CaseMerged | CaseJoined | CaseParted | MailParted | PartAsked | KeptApart

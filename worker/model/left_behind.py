"""What the mail says by which whoever stands above hears that a colleague has left the company."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """A colleague who may have it now, and the command that gives it to them."""

    name: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """A complaint of which `left` had something: who has it `now`, what is due next, and who else may have it.

    `led` says that who left led it; then `client_told` says that the client hears of the new lead, and `nobody_leads`
    that nobody above may lead it. `action` is a corrective action that was theirs to carry out.
    """

    reference: str
    client: str
    left: str
    now: str
    due: str = ""
    due_on: date | None = None
    led: bool = False
    client_told: bool = False
    nobody_leads: bool = False
    action: str = ""
    heirs: tuple[Heir, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadAway:
    """Facts of S19: who leads an escalated complaint is away `until` then, and who else may lead it."""

    client: str
    lead: str
    until: date
    due: str = ""
    due_on: date | None = None
    heirs: tuple[Heir, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SomebodyLeft:
    """Facts of S17: the complaints of those who have left, for whoever stands above."""

    complaints: tuple[LeftBehind, ...]

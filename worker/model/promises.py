"""The figures of the Client Complaints Policy, as config/policy.toml and reminders.toml give them."""

from dataclasses import dataclass, field
from datetime import date

from worker.model.rung import Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class Ombudsman:
    """Where a client can go after eight weeks or deadlock, and on which days these facts hold (3.1.7.9)."""

    name: str
    phone: str
    email: str
    post: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """The lengths of the clocks, each in the unit of its name."""

    acknowledge_working_days: int = 4
    assess_working_days: int = 2
    respond_working_days: int = 15
    confirm_working_days: int = 10
    proposal_calendar_days: int = 28
    escalated_working_days: int = 10
    review_working_days: int = 20
    ombudsman_calendar_days: int = 56
    ombudsman_open_months: int = 12
    ombudsman_decision_calendar_days: int = 28
    data_protection_calendar_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """config/policy.toml: the figures of the Client Complaints Policy, and its reminder ladder.

    `auto_update` lets the worker send a factual update when a person has not answered by the last hour of RESPOND.
    Where more than `most_due_at_once` cases are due at one look, nothing is sent until a person has said so.
    """

    version: str
    review_due: date
    auto_update: bool = False
    most_due_at_once: int = 100
    promises: Promises = field(default_factory=Promises)
    ladder: tuple[Rung, ...] = ()
    extra_bank_holidays: tuple[date, ...] = ()
    not_bank_holidays: tuple[date, ...] = ()
    ombudsman: tuple[Ombudsman, ...] = ()

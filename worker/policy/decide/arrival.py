"""What a mail is to the policy: the message, its number in the register, and when it arrived."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.model.mail import Message

_EARLIEST_YEAR = 2000
_CLOCKS_MAY_DIFFER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail that arrived at `received_at` (aware UTC, by the mailbox's clock) and lies in the register as `mail`."""

    mail: int
    message: Message
    received_at: datetime


def received_at(internal_date: datetime, kept_at: datetime) -> datetime:
    """When the mail reached the mailbox: INTERNALDATE, or the time we first saw it where that cannot be true."""
    possible = internal_date.year >= _EARLIEST_YEAR and internal_date <= kept_at + _CLOCKS_MAY_DIFFER
    return internal_date if possible else kept_at

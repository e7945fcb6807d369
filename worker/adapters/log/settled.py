"""What became of the mails in the register, for lists and counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import func, select

from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import inbox_message, is_shown

_SETTLED_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Settled:
    """A settled mail as the register tells of it: its case, if any, and the rule or the reason that it ended by."""

    id: int
    reference: str
    rule: str
    internal_date: datetime
    kept_at: datetime


def not_complaints(tx: Transaction, since: datetime | None, until: datetime | None = None) -> tuple[int, ...]:
    """The numbers of mails taken for no complaint and settled from `since` on and before `until`, oldest first."""
    found = select(inbox_message.c.id).where(is_shown).order_by(inbox_message.c.id)
    if since is not None:
        found = found.where(inbox_message.c.settled_at >= since)
    if until is not None:
        found = found.where(inbox_message.c.settled_at < until)
    return tuple(tx.connection.scalars(found))


def settled_as(
    tx: Transaction, outcome: Disposition, since: datetime, until: datetime
) -> tuple[Settled, ...]:
    """The mails that ended so from `since` on and before `until`, oldest first.

    It reads backwards and stops a day before `since`: what takes longer to be settled than that is not looked for.
    """
    mail = inbox_message.c
    told = (mail.id, mail.reference, mail.rule, mail.internal_date, mail.kept_at)
    backwards = select(*told, mail.outcome, mail.settled_at).order_by(mail.id.desc())
    with tx.connection.execute(backwards, execution_options={"yield_per": 500}) as rows:
        recent = takewhile(lambda row: row.kept_at >= since - _SETTLED_WITHIN, rows)
        ended = [row for row in recent if row.outcome == outcome.value and since <= row.settled_at < until]
    return tuple(
        Settled(row.id, row.reference, row.rule, row.internal_date, row.kept_at) for row in reversed(ended)
    )


def counts(tx: Transaction) -> tuple[tuple[str, int], ...]:
    """How many mails ended as what, unsettled ones under an empty name."""
    outcome = inbox_message.c.outcome
    counted = select(outcome, func.count()).group_by(outcome).order_by(outcome)
    return tuple((name, count) for name, count in tx.connection.execute(counted))

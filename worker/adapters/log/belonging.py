"""To which case a mail or an address belongs, and which cases are not to be shared, as the tables know it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from worker.adapters.log import facts, journal
from worker.adapters.log.case_unreadable import CaseUnreadable, only_told, reading
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import case_index, inbox_message, is_open, log_entry
from worker.model.entry import ComplaintReceived
from worker.model.mail import Address
from worker.model.staff_event import SharingRestricted
from worker.model.stage import Stage
from worker.policy.case import Case
from worker.policy.entry_kinds import kind_for
from worker.policy.reading.parties import Naming, names

REMEMBERED = timedelta(days=730)
"""How long back a client is looked for who is named: the ombudsman's year begins with our last letter (3.1.7.9)."""

_OF_MAIL = (
    select(inbox_message.c.reference)
    .where(
        inbox_message.c.identifier == bindparam("it"),
        inbox_message.c.outcome.in_(bindparam("ended", expanding=True)),
    )
    .order_by(inbox_message.c.id)
    .limit(1)
)
_ENTERED = (
    select(log_entry.c.reference)
    .where(
        log_entry.c.reference.in_(bindparam("any_of", expanding=True)),
        log_entry.c.kind == bindparam("entered"),
    )
    .distinct()
    .order_by(log_entry.c.reference)
)
# Something may still be promised in one that is over, and nothing joins that.
_GOES_ON = is_open, case_index.c.stage.not_in((Stage.CLOSED, Stage.MERGED, Stage.NOT_COMPLAINT))
_OPEN_OF_CLIENT = (
    select(case_index.c.reference)
    .where(*_GOES_ON, case_index.c.complainant == bindparam("who"))
    .order_by(case_index.c.reference)
)

_RECEIVED = (
    select(log_entry.c.reference, log_entry.c.kind, log_entry.c.fact)
    .join(case_index, case_index.c.reference == log_entry.c.reference)
    .where(case_index.c.received_at > bindparam("since"), log_entry.c.number == 1)
    .order_by(log_entry.c.reference)
)


@dataclass(frozen=True, slots=True)
class Complainant:
    """Who complained in the case of that reference, as they were known when it was opened."""

    reference: str
    client: Address


_OPEN_AT_DOMAIN = (
    select(case_index.c.reference)
    .where(*_GOES_ON, case_index.c.complainant.like(bindparam("at"), escape="/"))
    .order_by(case_index.c.reference)
)


def reference_of_mail(tx: Transaction, identifier: str, *outcomes: Disposition) -> str:
    """The case of the first mail with that Message-ID that ended as one of these, or an empty string."""
    return tx.connection.scalar(_OF_MAIL, {"it": identifier, "ended": [*outcomes]}) or ""


def open_cases_of(tx: Transaction, complainant: str) -> tuple[str, ...]:
    """The references of the cases of the client with that address that are not over, the oldest first."""
    return tuple(tx.connection.scalars(_OPEN_OF_CLIENT, {"who": complainant}))


def complainants(tx: Transaction, since: datetime) -> Iterator[Complainant]:
    """Who complained in each case, open or not, that was received after `since`; it reads the first line of each."""
    for row in tx.connection.execute(_RECEIVED, {"since": since}):
        try:
            with reading(row.reference):
                first = facts.from_json(row.kind, row.fact)
        except CaseUnreadable as unreadable:
            only_told(unreadable)
        else:
            if isinstance(first, ComplaintReceived):
                yield Complainant(row.reference, first.complainant)


def named_in(tx: Transaction, text: str, since: datetime) -> tuple[tuple[Case, Naming], ...]:
    """The cases received after `since` whose client the text names, perhaps or surely; of merged ones which goes on."""
    named = ((each.reference, names(text, each.client)) for each in complainants(tx, since))
    found = ((going_on(tx, reference), how) for reference, how in named if how)
    return tuple((case, how) for case, how in found if case)


def open_cases_at(tx: Transaction, domain: str) -> tuple[str, ...]:
    """The references of the open cases of clients with an address at that domain, the oldest first."""
    plain = domain.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return tuple(tx.connection.scalars(_OPEN_AT_DOMAIN, {"at": f"%@{plain}"}))


def once_restricted(tx: Transaction, references: Iterable[str]) -> tuple[str, ...]:
    """Those of these cases in which it was ever entered that nothing of them is to be shared (3.1.11)."""
    given = {"any_of": [*references], "entered": kind_for(SharingRestricted).name}
    return tuple(tx.connection.scalars(_ENTERED, given))


def readable(tx: Transaction, references: Iterable[str]) -> Iterator[Case]:
    """The cases of these references, without one whose log cannot be read: it must not stop what belongs to another."""
    for reference in references:
        try:
            case = journal.case(tx, reference)
        except CaseUnreadable as unreadable:
            only_told(unreadable)
        else:
            if case:
                yield case


def going_on(tx: Transaction, reference: str) -> Case | None:
    """The case of that reference, or the one that goes on for it since they were merged."""
    case, passed = journal.case(tx, reference), {reference}
    while case and case.merged_into and case.merged_into not in passed:
        passed.add(case.merged_into)
        case = journal.case(tx, case.merged_into)
    return case

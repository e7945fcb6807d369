"""Whether a client's mail that a colleague passes on belongs to a complaint of theirs that is open."""

import re
from dataclasses import replace

from worker.adapters.log import belonging, journal
from worker.adapters.log.store import Transaction
from worker.policy.case import Case
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.commands import references

_IN_FRONT = re.compile(r"^(?:\s*(?:re|aw|fw|fwd|wg|tr|rv|\[external\])\s*:?\s*(?=\S))*", re.IGNORECASE)
_REFERENCE = re.compile(r"\[[A-Za-z]{2,6}-\d{4}-\d{4,}\]")


def joins(tx: Transaction, told: Arrival) -> Case | None:
    """The open case of this very client to which the mail belongs beyond doubt: same subject, or named in it."""
    if not told.client or not told.client.email:
        return None
    open_ones = belonging.open_cases_of(tx, told.client.email)
    named = [each for each in references(told.subject) if each in open_ones]
    cases = [case for each in open_ones if (case := journal.case(tx, each))]
    alike = [each.reference for each in cases if topic(told.subject) and _has_topic(each, told.subject)]
    meant = dict.fromkeys((*named, *alike))
    return next((case for case in cases if case.reference in meant), None) if len(meant) == 1 else None


def with_hint(tx: Transaction, told: Arrival) -> Arrival:
    """The mail with the one open case of the client, which it may be about; nothing in it says so."""
    if told.possibly_about or not told.client or not told.client.email:
        return told
    open_ones = belonging.open_cases_of(tx, told.client.email)
    return replace(told, possibly_about=open_ones[0]) if len(open_ones) == 1 else told


def topic(subject: str) -> str:
    """A subject without what mail programs and we put around it."""
    bare = _REFERENCE.sub("", subject)
    bare = _IN_FRONT.sub("", bare)
    return " ".join(bare.casefold().split()).removeprefix("your complaint: ")


def _has_topic(case: Case, subject: str) -> bool:
    return topic(case.complaint.subject) == topic(subject)

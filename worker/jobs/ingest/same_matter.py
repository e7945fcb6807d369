"""Whether a client's mail that a colleague passes on belongs to a complaint of theirs that is open."""

import re
from dataclasses import replace

from worker.adapters.log import belonging
from worker.adapters.log.store import Transaction
from worker.model.part_or_new import Likeness
from worker.policy.case import Case
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.commands import references
from worker.policy.reading.matter import are_about_the_same
from worker.policy.reading.sent_again import sent_again
from worker.policy.same_client import organisation_of
from worker.workplace import Workplace

_IN_FRONT = re.compile(r"^(?:\s*(?:re|aw|fw|fwd|wg|tr|rv|\[external\])\s*:?\s*(?=\S))*", re.IGNORECASE)
_MOST_CASES = 20
_REFERENCE = re.compile(r"\[[A-Za-z]{2,6}-\d{4}-\d{4,}\]")


def joins(tx: Transaction, told: Arrival) -> Case | None:
    """The open case of this client to which the mail belongs beyond doubt: same words or subject, or named in it."""
    if not told.client or not told.client.email:
        return None
    open_ones = belonging.open_cases_of(tx, told.client.email)
    named = [each for each in references(told.subject) if each in open_ones]
    cases = [*belonging.readable(tx, open_ones)]
    alike = [each.reference for each in cases if _is_same(each, told)]
    meant = dict.fromkeys((*named, *alike))
    return next((case for case in cases if case.reference in meant), None) if len(meant) == 1 else None


def with_hint(place: Workplace, tx: Transaction, told: Arrival) -> Arrival:
    """The mail with the open case that it may be about: the client's own, or one of their company about the same."""
    client = told.client
    if told.possibly_about or not client or not client.email:
        return told
    open_ones = belonging.open_cases_of(tx, client.email)
    if open_ones:
        return replace(told, possibly_about=open_ones[-1], likeness=Likeness.CLIENT)
    company = organisation_of(client.email, place.rulebook)
    others = belonging.open_cases_at(tx, company)[-_MOST_CASES:] if company else ()
    said = f"{told.subject} {told.words}"
    found = belonging.readable(tx, others)
    alike = (
        case for case in found if are_about_the_same(said, f"{case.complaint.subject} {case.complaint.words}")
    )
    case = next(alike, None)
    return replace(told, possibly_about=case.reference, likeness=Likeness.COMPANY) if case else told


def _is_same(case: Case, told: Arrival) -> bool:
    same_topic = bool(topic(told.subject)) and _has_topic(case, told.subject)
    return same_topic or sent_again(told.words, case.complaint.words) is not None


def topic(subject: str) -> str:
    """A subject without what mail programs and we put around it."""
    bare = _REFERENCE.sub("", subject)
    bare = _IN_FRONT.sub("", bare)
    return " ".join(bare.casefold().split()).removeprefix("your complaint: ")


def _has_topic(case: Case, subject: str) -> bool:
    return topic(case.complaint.subject) == topic(subject)

"""Two complaints are one: the one that is further on, or was there first, goes on for both (policy.md 6, MERGED)."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from worker.model.answer_letter import ClientWrote
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import Fact, Trust
from worker.model.letter import Letter
from worker.model.office import Person
from worker.model.staff_event import EligibilityConfirmed, SharingRestricted
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.model.two_cases import CaseJoined, CaseMerged
from worker.policy.agenda import is_owed_by_us
from worker.policy.calendar import date_in_words
from worker.policy.case import Case, Written
from worker.policy.decide.joined_clocks import joined_clocks, merged_clocks
from worker.policy.decide.staff_command.request import (
    Done,
    NotDone,
    Request,
    Result,
    address_of,
    suggested,
)
from worker.policy.fold import fold_on
from worker.policy.reading.arrival import Beside, cut
from worker.policy.reading.vocabulary import Verb
from worker.policy.rulebook import Rulebook
from worker.policy.same_client import are_of_one_client

_WORDS_IN_LETTER = 3000
_PROVISIONAL, _BEGUN, _ASSESSED, _TOLD = range(4)
_HOW_FAR: Mapping[Stage, int] = MappingProxyType(
    {
        Stage.PROVISIONAL: _PROVISIONAL,
        Stage.NEW: _BEGUN,
        Stage.ACKNOWLEDGED: _BEGUN,
        Stage.QUICK: _ASSESSED,
        Stage.INVESTIGATING: _ASSESSED,
    }
)
"""How far a complaint is; at any other stage the client was told something that only that one can go on with."""
_OVER: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.CLOSED: "is closed. To go on with it, first open it again",
        Stage.NOT_COMPLAINT: "was decided to be no complaint. If it is one, first write so",
        Stage.MERGED: "was merged into another one. Please name that one",
    }
)
_BY_ITSELF = (
    Clock.CORRECTIVE_ACTION,
    Clock.EFFECTIVENESS_REVIEW,
    Clock.OMBUDSMAN_DECISION,
    Clock.CASE_FILE,
)


def merge(request: Request) -> Result:
    """Both are entered together: the promises of one end, and whatever is earlier goes on in the other."""
    case = request.case
    beside = request.arrival.beside or Beside()
    other = beside.case
    if not (request.argument or other):
        why = "Which complaint is it the same as? Write its reference behind it, like “merge 0038”."
        return NotDone(why, tuple(suggested(Verb.MERGE, each) for each in beside.others))
    if other is None:
        return NotDone(f"There is no complaint {request.argument.upper()}.")
    if other.reference == case.reference:
        return NotDone(f"Both are {case.reference}, so there is nothing to merge.")
    goes_on, merged = sorted((case, other), key=_first)
    return _unfit(case, other, request.rulebook) or _left_open(merged) or _merged(request, goes_on, merged)


def _first(case: Case) -> tuple[int, str, str]:
    """What is further on goes on; of two alike the earlier one does."""
    return -_far(case), case.complaint.day0.isoformat(), case.reference


def _far(case: Case) -> int:
    return _HOW_FAR.get(case.stage, _TOLD)


def _unfit(one: Case, other: Case, rulebook: Rulebook) -> NotDone | None:
    """Another client must not read of this one, nor one client two different answers."""
    for each in (one, other):
        if each.stage in _OVER:
            return NotDone(f"{each.reference} {_OVER[each.stage]}.")
    if not are_of_one_client(one, other, rulebook):
        return NotDone(
            f"{one.reference} and {other.reference} are of different clients, and neither may read of the other, "
            "so they stay two. If it is the same client, first enter how they are reached."
        )
    if _far(one) == _far(other) == _TOLD:
        return NotDone(
            f"{one.reference} is {one.stage} and {other.reference} is {other.stage}: the client was told something "
            "in each. Please go on with one, and close the other."
        )
    return None


def _left_open(merged: Case) -> NotDone | None:
    """What is on its way, or to be carried out, in the complaint that would end has to be done with first."""
    letter = next(filter(lambda each: _is_on_its_way(merged, each), merged.written), None)
    if letter and letter.on_paper:
        return NotDone(
            f"The {letter.kind.called} of {merged.reference} waits to be posted. First write when it was posted."
        )
    if letter:
        return NotDone(
            f"The {letter.kind.called} of {merged.reference} is on its way to the client. Please write this again "
            "once it has left."
        )
    owed = next(filter(merged.due_on, _BY_ITSELF), None)
    return NotDone(f"In {merged.reference} there is something to be done first: {owed}.") if owed else None


def _is_on_its_way(case: Case, letter: Written) -> bool:
    gone = letter.is_sent or letter.message_id in case.returned
    return not gone and (not letter.on_paper or letter in case.to_post)


def _merged(request: Request, goes_on: Case, merged: Case) -> Done:
    ends = CaseMerged(into=goes_on.reference, by=request.by, mail=request.mail, words=request.words)
    over = (ends, *merged_clocks(goes_on, merged))
    joins = tuple(_joins(request, goes_on, merged))
    after = fold_on(goes_on, joins)
    letters = tuple(_told(request, after, merged))
    here, there = (over, joins) if merged.reference == request.case.reference else (joins, over)
    beside = goes_on if here is over else merged
    told_there = letters if beside is goes_on else ()
    return Done(
        facts=here,
        letters=() if told_there else letters,
        others=(Decision(reference=beside.reference, facts=there, letters=told_there),),
        also=tuple(_others(request, merged, after)),
        more=" ".join(_said(after, merged)),
        before=after,
    )


def _joins(request: Request, goes_on: Case, merged: Case) -> Iterator[Fact]:
    complaint = merged.complaint
    yield CaseJoined(
        reference=merged.reference,
        complainant=merged.complainant,
        received_at=complaint.received_at,
        day0=complaint.day0,
        by=request.by,
        mail=request.mail,
        words=complaint.words,
        acknowledged_by=merged.acknowledged_by,
        phoned=merged.phoned,
        complained_about=complaint.complained_about,
    )
    if merged.restricted and not goes_on.restricted:
        yield SharingRestricted(by=request.by, mail=request.mail)
    if merged.eligible is not None and goes_on.eligible is None:
        yield EligibilityConfirmed(eligible=merged.eligible, by=request.by, mail=request.mail)
    yield from joined_clocks(goes_on, merged)


def _told(request: Request, after: Case, merged: Case) -> Iterator[Letter]:
    """Who has the complaint that goes on reads what else the client wrote (design 7.5)."""
    person = request.rulebook.owner(after, request.today)
    if person.key == request.by:
        return
    facts = ClientWrote(
        sender=merged.complainant.name or merged.complainant.email or "sender not known",
        proven=merged.complaint.trust is Trust.PROVEN,
        how=f"It came in as {merged.reference}. {request.person.name} says that it is the same complaint.",
        words=cut(merged.complaint.words, _WORDS_IN_LETTER) or "(no words)",
        due_on=min((each.due_on for each in after.running if is_owed_by_us(each)), default=None),
    )
    yield Letter(
        kind=LetterKind.CLIENT_WROTE,
        recipient=address_of(person),
        reference=after.reference,
        cause=f"{merged.reference} joined by mail {request.mail}",
        facts=facts,
    )


def _others(request: Request, merged: Case, after: Case) -> Iterator[Person]:
    """Who had the other one hears that they have it no longer."""
    had = request.rulebook.owner(merged, request.today)
    if had.key not in (request.by, request.rulebook.owner(after, request.today).key):
        yield had


def _said(after: Case, merged: Case) -> Iterator[str]:
    yield (
        f"{merged.reference} and {after.reference} are one complaint now: {after.reference}, received on "
        f"{date_in_words(after.complaint.day0)}."
    )
    if merged.complainant.email != after.complainant.email and not (merged.restricted or after.restricted):
        yield (
            f"Our letters go to {after.complainant.email}; {merged.complainant.email} gets none of them by itself."
        )
    for draft in merged.drafts:
        yield f"The draft of the {draft.letter.called} in {merged.reference} waits no longer."
    yield "The client is not told of it."

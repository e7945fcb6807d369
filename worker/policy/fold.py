"""A case is its entries read in order: what each entry changes."""

from collections.abc import Iterable
from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockMoved,
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    Fact,
    LetterQueued,
    LetterReturned,
    LetterSent,
    LetterUndeliverable,
    ReminderSent,
    TriageDecided,
)
from worker.model.staff_event import (
    Assessed,
    Assessment,
    CaseClosed,
    CorrectiveActionAgreed,
    DraftApproved,
    DraftWritten,
    EligibilityConfirmed,
    Escalated,
    OmbudsmanDecided,
    ProposalAnswered,
    SharingRestricted,
)
from worker.model.stage import Stage
from worker.model.time import Clock, Deadline
from worker.policy.case import NOT_ARRIVED, Case, Ended, Written

_STAGE_AFTER_ASSESSMENT = {Assessment.QUICK: Stage.QUICK, Assessment.INVESTIGATE: Stage.INVESTIGATING}


def fold(reference: str, facts: Iterable[Fact]) -> Case:
    """The case that these facts tell in their order; the first one is the complaint."""
    ordered = iter(facts)
    case = _opened(reference, next(ordered))
    for fact in ordered:
        case = _after(case, fact)
    return case


def _opened(reference: str, fact: Fact) -> Case:
    if not isinstance(fact, ComplaintReceived):
        raise ValueError(f"The log of {reference} does not begin with a complaint.")
    return Case(reference=reference, complaint=fact, is_complaint=None if fact.provisional else True)


def _after(case: Case, fact: Fact) -> Case:
    match fact:
        case ClockStarted() | ClockMoved():
            started = Deadline(fact.clock, fact.clause, fact.day0, fact.due_on)
            running = (*_without(case.running, fact.clock), started)
            return replace(case, running=running, started=(*_without(case.started, fact.clock), started))
        case ClockStopped():
            ended = tuple(Ended(each, fact.by) for each in case.running if each.clock == fact.clock)
            return replace(case, running=_without(case.running, fact.clock), ended=(*case.ended, *ended))
        case ReminderSent():
            step = (fact.clock, fact.due_on, fact.rung, fact.person)
            return replace(case, reminded=case.reminded | {step})
        case TriageDecided():
            return replace(case, is_complaint=fact.is_complaint)
        case ClientPhoned():
            return replace(case, phoned=case.phoned or case.due_on(Clock.ACKNOWLEDGE) is not None)
        case AcknowledgementWithheld():
            return replace(case, withheld=fact.reason)
        case LetterUndeliverable() | LetterReturned():
            return _after_loss(case, fact)
        case LetterQueued() | LetterSent():
            return _after_letter(case, fact)
    return _after_deed(case, fact)


def _after_letter(case: Case, fact: LetterQueued | LetterSent) -> Case:
    if not fact.letter.is_for_client:
        return _after_showing(case, fact) if isinstance(fact, LetterQueued) else case
    if isinstance(fact, LetterQueued):
        written = (*case.written, Written(fact.letter, fact.message_id, fact.promises))
        acknowledged = fact.letter if fact.letter.row.acknowledges else case.acknowledged_by
        return replace(case, written=written, acknowledged_by=acknowledged)
    sent = tuple(
        replace(each, is_sent=True, before=case.progress, refused_before=case.refused)
        if each.message_id == fact.message_id
        else each
        for each in case.written
    )
    stage = fact.letter.row.leads_to
    # A letter may still be on its way when the complaint is closed.
    if stage is None or case.progress is Stage.CLOSED:
        return replace(case, written=sent)
    return replace(_moved_on(case), written=sent, progress=stage, refused=False)


def _after_showing(case: Case, fact: LetterQueued) -> Case:
    """Only the draft of an eight-week letter names a day, that on which it leaves."""
    shows = fact.letter is LetterKind.DRAFT and fact.promises is not None
    return replace(case, shown_to=case.shown_to | {fact.recipient}) if shows else case


def _moved_on(case: Case) -> Case:
    """Without an eight-week letter that waits: it says where the complaint stood before."""
    return replace(case, approved=None, eight_week_draft=None)


def _after_deed(case: Case, fact: Fact) -> Case:
    match fact:
        case Assessed():
            return replace(case, progress=_STAGE_AFTER_ASSESSMENT[fact.assessment])
        case Escalated():
            return replace(_moved_on(case), progress=Stage.ESCALATED, lead=fact.lead)
        case DraftWritten():
            return _after_draft(case, fact)
        case DraftApproved():
            return _after_approval(case, fact)
        case ProposalAnswered():
            return _after_answer(case, fact)
        case EligibilityConfirmed():
            return replace(case, eligible=fact.eligible)
        case SharingRestricted():
            return replace(case, restricted=True)
    return _after_later_deed(case, fact)


def _after_answer(case: Case, fact: ProposalAnswered) -> Case:
    if fact.accepted:
        return replace(_moved_on(case), progress=Stage.IMPLEMENTING, refused=False)
    progress = Stage.PROPOSED if case.progress is Stage.IMPLEMENTING else case.progress
    return replace(_moved_on(case), progress=progress, refused=True)


def _after_draft(case: Case, fact: DraftWritten) -> Case:
    if not fact.letter.row.waits_for_its_day:
        return replace(case, draft=fact)
    number = case.eight_week_drafts + 1
    return replace(case, eight_week_draft=fact, eight_week_drafts=number, shown_to=frozenset(), approved=None)


def _after_approval(case: Case, fact: DraftApproved) -> Case:
    """An eight-week letter waits for its day, as written by who signs it; any other leaves at once."""
    if fact.letter.row.waits_for_its_day:
        approved = replace(case.eight_week_draft, by=fact.by) if case.eight_week_draft else None
        return replace(case, eight_week_draft=None, approved=approved)
    proposal = case.draft if fact.letter is LetterKind.PROPOSAL else case.proposal
    return replace(case, draft=None, proposal=proposal)


def _after_later_deed(case: Case, fact: Fact) -> Case:
    match fact:
        case OmbudsmanDecided():
            return replace(case, progress=Stage.OMBUDSMAN)
        case CorrectiveActionAgreed():
            return replace(case, action=fact.action)
        case CaseClosed():
            return replace(_moved_on(case), progress=Stage.CLOSED, draft=None)
    return case


def _after_loss(case: Case, fact: LetterUndeliverable | LetterReturned) -> Case:
    if fact.message_id in case.returned:
        return case
    withheld = NOT_ARRIVED if fact.letter.row.acknowledges else case.withheld
    approved = None if fact.letter.row.waits_for_its_day else case.approved
    letter = case.letter(fact.message_id)
    # What the client never read has not brought the complaint any further.
    stage = fact.letter.row.leads_to
    undone = letter is not None and letter.is_sent and stage is not None and case.progress is stage
    lost = replace(case, returned=(*case.returned, fact.message_id), withheld=withheld, approved=approved)
    return replace(lost, progress=letter.before, refused=letter.refused_before) if letter and undone else lost


def _without(deadlines: tuple[Deadline, ...], clock: Clock) -> tuple[Deadline, ...]:
    return tuple(deadline for deadline in deadlines if deadline.clock != clock)

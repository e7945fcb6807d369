"""A case is its entries read in order: what each entry changes."""

from collections.abc import Iterable
from dataclasses import replace

from worker.model.deed import (
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
from worker.model.letter import TO_CLIENTS, LetterKind
from worker.model.time import Clock, Deadline
from worker.policy.case import (
    ACKNOWLEDGEMENTS,
    EIGHT_WEEK_LETTERS,
    NOT_ARRIVED,
    Case,
    Ended,
    Stage,
    Written,
)

_STAGE_AFTER_LETTER = {
    LetterKind.PROPOSAL: Stage.PROPOSED,
    LetterKind.FINAL_RESPONSE: Stage.FINAL_SENT,
    LetterKind.DEADLOCK_LETTER: Stage.DEADLOCK,
}
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
    if fact.letter not in TO_CLIENTS:
        return case
    if isinstance(fact, LetterQueued):
        written = (*case.written, Written(fact.letter, fact.message_id, fact.promises))
        acknowledged = fact.letter if fact.letter in ACKNOWLEDGEMENTS else case.acknowledged_by
        return replace(case, written=written, acknowledged_by=acknowledged)
    sent = tuple(
        replace(each, is_sent=True, before=case.progress) if each.message_id == fact.message_id else each
        for each in case.written
    )
    stage = _STAGE_AFTER_LETTER.get(fact.letter)
    # A letter may still be on its way when the complaint is closed.
    if stage is None or case.progress is Stage.CLOSED:
        return replace(case, written=sent)
    return replace(_moved_on(case), written=sent, progress=stage, refused=False)


def _moved_on(case: Case) -> Case:
    """Without an eight-week letter that waits: it says where the complaint stood before."""
    by_worker = case.draft is not None and not case.draft.by
    return replace(case, approved=None, draft=None if by_worker else case.draft)


def _after_deed(case: Case, fact: Fact) -> Case:
    match fact:
        case Assessed():
            return replace(case, progress=_STAGE_AFTER_ASSESSMENT[fact.assessment])
        case Escalated():
            return replace(_moved_on(case), progress=Stage.ESCALATED, lead=fact.lead)
        case DraftWritten():
            approved = None if fact.letter in EIGHT_WEEK_LETTERS else case.approved
            return replace(case, draft=fact, approved=approved)
        case DraftApproved():
            proposal = case.draft if fact.letter is LetterKind.PROPOSAL else case.proposal
            return replace(case, draft=None, approved=_approved(case, fact), proposal=proposal)
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


def _approved(case: Case, fact: DraftApproved) -> DraftWritten | None:
    """The letter that waits for its day, as written by who signs it; one that leaves at once does not touch it."""
    if case.draft is None or case.draft.letter not in EIGHT_WEEK_LETTERS:
        return case.approved
    return replace(case.draft, by=fact.by)


def _after_later_deed(case: Case, fact: Fact) -> Case:
    match fact:
        case OmbudsmanDecided():
            return replace(case, progress=Stage.OMBUDSMAN)
        case CorrectiveActionAgreed():
            return replace(case, action=fact.action)
        case CaseClosed():
            return replace(case, progress=Stage.CLOSED, draft=None, approved=None)
    return case


def _after_loss(case: Case, fact: LetterUndeliverable | LetterReturned) -> Case:
    if fact.message_id in case.returned:
        return case
    withheld = NOT_ARRIVED if fact.letter in ACKNOWLEDGEMENTS else case.withheld
    approved = None if fact.letter in EIGHT_WEEK_LETTERS else case.approved
    letter = case.letter(fact.message_id)
    # What the client never read has not brought the complaint any further.
    stage = _STAGE_AFTER_LETTER.get(fact.letter)
    undone = letter is not None and letter.is_sent and stage is not None and case.progress is stage
    progress = letter.before if letter and undone else case.progress
    lost = replace(case, returned=(*case.returned, fact.message_id), withheld=withheld)
    return replace(lost, approved=approved, progress=progress)


def _without(deadlines: tuple[Deadline, ...], clock: Clock) -> tuple[Deadline, ...]:
    return tuple(deadline for deadline in deadlines if deadline.clock != clock)

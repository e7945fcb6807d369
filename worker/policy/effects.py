"""What each kind of entry does to its case; the table of kinds names one function a row (entry_kinds.py)."""

from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.client_event import StatementCorrected
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockMoved,
    ClockStarted,
    ClockStopped,
    ReminderSent,
    ResponsibleTold,
    TriageDecided,
)
from worker.model.letter_event import (
    LetterQueued,
    LetterReturned,
    LetterSent,
    LetterToPost,
    LetterUndeliverable,
)
from worker.model.mail import Address
from worker.model.reasons import Withheld, WithheldReason
from worker.model.second_thought import CaseReopened
from worker.model.staff_event import (
    Assessed,
    Assessment,
    CaseClosed,
    ClientDetailsGiven,
    ClientTold,
    CorrectiveActionAgreed,
    DraftApproved,
    DraftWritten,
    Escalated,
    LeadSet,
    LetterPosted,
    OmbudsmanDecided,
    OwnerSet,
    ProposalAnswered,
    RemindersQuieted,
    SharingAllowed,
    SharingRestricted,
)
from worker.model.stage import Stage
from worker.model.time import Clock, Deadline
from worker.policy.case import Case, Ended, Written

_STAGE_AFTER_ASSESSMENT = {Assessment.QUICK: Stage.QUICK, Assessment.INVESTIGATE: Stage.INVESTIGATING}


def nothing(case: Case, _: object) -> Case:
    """The case stays as it is: the entry only tells."""
    return case


def clock_runs(case: Case, fact: ClockStarted | ClockMoved) -> Case:
    """The promise runs until that day, whatever day it had before."""
    started = Deadline(fact.clock, fact.clause, fact.day0, fact.due_on)
    running = (*_without(case.running, fact.clock), started)
    return replace(case, running=running, started=(*_without(case.started, fact.clock), started))


def clock_stopped(case: Case, fact: ClockStopped) -> Case:
    """The promise no longer runs."""
    ended = tuple(Ended(each, fact) for each in case.running if each.clock == fact.clock)
    return replace(case, running=_without(case.running, fact.clock), ended=(*case.ended, *ended))


def reminded(case: Case, fact: ReminderSent) -> Case:
    """That person has heard of that step."""
    step = (fact.clock, fact.due_on, fact.step, fact.person)
    return _heard(replace(case, reminded=case.reminded | {step}), fact.person)


def told(case: Case, fact: ResponsibleTold) -> Case:
    """That person has read what the client wrote."""
    return replace(_heard(case, fact.person), last_had=fact.person)


def triage_decided(case: Case, fact: TriageDecided) -> Case:
    """It is a complaint, or it is none."""
    return replace(case, is_complaint=fact.is_complaint, heard=frozenset())


def phoned(case: Case, _: ClientPhoned) -> Case:
    """A call while the acknowledgement is owed is the acknowledgement."""
    return replace(case, phoned=case.phoned or case.due_on(Clock.ACKNOWLEDGE) is not None)


def withheld(case: Case, fact: AcknowledgementWithheld) -> Case:
    """A person owes the acknowledgement."""
    return _heard(replace(case, withheld=fact.why), fact.person)


def letter_queued(case: Case, fact: LetterQueued) -> Case:
    """A letter to the client is written; of a draft it counts who has seen it."""
    if not fact.letter.is_for_client:
        return _shown(case, fact)
    written = (*case.written, Written(fact.letter, fact.message_id, fact.promises))
    acknowledged = fact.letter if fact.letter.row.acknowledges else case.acknowledged_by
    return replace(case, written=written, acknowledged_by=acknowledged)


def letter_to_post(case: Case, fact: LetterToPost) -> Case:
    """A letter to the client is written and waits to be posted."""
    written = Written(fact.letter, fact.message_id, fact.promises, on_paper=True)
    return replace(case, written=(*case.written, written))


def client_details_given(case: Case, fact: ClientDetailsGiven) -> Case:
    """The client can be reached as the colleague says."""
    known = case.complaint
    client = Address(fact.email or known.complainant.email, fact.name or known.complainant.name)
    complaint = replace(
        known,
        complainant=client,
        phone=fact.phone or known.phone,
        address=fact.address or known.address,
    )
    return replace(case, complaint=complaint)


def statement_corrected(case: Case, fact: StatementCorrected) -> Case:
    """What was written down is what its latest version says."""
    return replace(case, complaint=replace(case.complaint, words=fact.words))


def letter_sent(case: Case, fact: LetterSent | LetterPosted | ClientTold) -> Case:
    """A letter to the client has left, or a call took its place, and may bring the complaint further."""
    if not fact.letter.is_for_client:
        return case
    sent = tuple(
        replace(each, is_sent=True, before=case.progress, refused_before=case.refused)
        if not isinstance(fact, ClientTold) and each.message_id == fact.message_id
        else each
        for each in case.written
    )
    acknowledged = fact.letter if fact.letter.row.acknowledges else case.acknowledged_by
    return brought_on(replace(case, written=sent, acknowledged_by=acknowledged), fact.letter)


def letter_lost(case: Case, fact: LetterUndeliverable | LetterReturned) -> Case:
    """What the letter brought about is undone, once for each letter."""
    if fact.message_id in case.returned:
        return case
    withheld = Withheld(reason=WithheldReason.NOT_ARRIVED) if fact.letter.row.acknowledges else case.withheld
    approved = None if fact.letter.row.waits_for_its_day else case.approved
    letter = case.letter(fact.message_id)
    # What the client never read has not brought the complaint any further.
    stage = fact.letter.row.leads_to
    undone = letter is not None and letter.is_sent and stage is not None and case.progress is stage
    lost = replace(case, returned=(*case.returned, fact.message_id), withheld=withheld, approved=approved)
    return replace(lost, progress=letter.before, refused=letter.refused_before) if letter and undone else lost


def assessed(case: Case, fact: Assessed) -> Case:
    """It is put right quickly, or investigated."""
    return replace(_heard(case, fact.by), progress=_STAGE_AFTER_ASSESSMENT[fact.assessment])


def escalated(case: Case, fact: Escalated) -> Case:
    """Another person has it, and none of those who had it before may have it again."""
    before = frozenset(filter(None, (case.owner, case.lead, fact.handler)))
    moved = replace(_moved_on(case), progress=Stage.ESCALATED, lead=fact.lead)
    # Also who takes it themselves is handed over what was said so far.
    return _new_hands(replace(moved, away_from=case.away_from | before), fact.lead, "")


def lead_set(case: Case, fact: LeadSet) -> Case:
    """Another person leads it."""
    by = fact.by if fact.lead == case.lead else ""
    return _new_hands(replace(case, lead=fact.lead), fact.lead, by)


def owner_set(case: Case, fact: OwnerSet) -> Case:
    """Another person has it, or another section."""
    moved = replace(case, owner=fact.owner, moved_to=fact.section or case.moved_to)
    return _new_hands(moved, fact.owner, fact.by)


def draft_written(case: Case, fact: DraftWritten) -> Case:
    """A draft waits for approval; one of an eight-week letter beside any other."""
    if not fact.letter.row.waits_for_its_day:
        return replace(case, draft=fact, draft_shown_to=frozenset())
    number = case.eight_week_drafts + 1
    return replace(case, eight_week_draft=fact, eight_week_drafts=number, shown_to=frozenset(), approved=None)


def draft_approved(case: Case, fact: DraftApproved) -> Case:
    """An eight-week letter waits for its day, as written by who signs it; any other leaves at once."""
    if fact.letter.row.waits_for_its_day:
        approved = replace(case.eight_week_draft, by=fact.by) if case.eight_week_draft else None
        return replace(case, eight_week_draft=None, approved=approved)
    # Who sends it signs it, also where another wrote it.
    sent = replace(case.draft, by=fact.by) if case.draft else None
    proposal = sent if fact.letter is LetterKind.PROPOSAL else case.proposal
    return replace(case, draft=None, proposal=proposal)


def proposal_answered(case: Case, fact: ProposalAnswered) -> Case:
    """What was accepted is carried out; what was refused stays proposed."""
    if fact.accepted:
        return replace(_moved_on(case), progress=Stage.IMPLEMENTING, refused=False)
    progress = Stage.PROPOSED if case.progress is Stage.IMPLEMENTING else case.progress
    return replace(_moved_on(case), progress=progress, refused=True)


def sharing_restricted(case: Case, _: SharingRestricted) -> Case:
    """What the client told us is not shared."""
    return replace(case, restricted=True)


def sharing_allowed(case: Case, _: SharingAllowed) -> Case:
    """What the client told us may be shared."""
    return replace(case, restricted=False)


def reminders_quieted(case: Case, fact: RemindersQuieted) -> Case:
    """That person is left alone until then."""
    others = tuple(each for each in case.quiet if each[0] != fact.by)
    return replace(case, quiet=(*others, (fact.by, fact.until)))


def ombudsman_decided(case: Case, _: OmbudsmanDecided) -> Case:
    """The ombudsman has it."""
    return replace(case, progress=Stage.OMBUDSMAN)


def action_agreed(case: Case, fact: CorrectiveActionAgreed) -> Case:
    """The action that was agreed last is the one that is owed."""
    return replace(case, action=fact.action, action_owner=fact.owner)


def closed(case: Case, _: CaseClosed) -> Case:
    """It is over, and no draft waits any more."""
    return replace(_moved_on(case), progress=Stage.CLOSED, draft=None)


def reopened(case: Case, fact: CaseReopened) -> Case:
    """It is a complaint at its beginning again; who had it still has it and hears so, and what was refused is over."""
    again = replace(_moved_on(case), is_complaint=True, progress=None, refused=False, reopened=True)
    again = replace(again, contacts=(), opened_after=len(case.written), no_action="")
    return replace(again, heard=frozenset(filter(None, (fact.by,))))


def _new_hands(case: Case, person: str, by: str) -> Case:
    """Who took it knows of it; anybody else has to be told, whatever they heard before."""
    return replace(case, heard=frozenset({person} & {by}), last_had=person, left=case.left - {person})


def _heard(case: Case, person: str | None) -> Case:
    return replace(case, heard=case.heard | {person}) if person else case


def _shown(case: Case, fact: LetterQueued) -> Case:
    """Only the draft of an eight-week letter names a day, that on which it leaves."""
    if fact.letter is not LetterKind.DRAFT:
        return case
    if fact.promises is None:
        return replace(case, draft_shown_to=case.draft_shown_to | {fact.recipient})
    return replace(case, shown_to=case.shown_to | {fact.recipient})


def brought_on(case: Case, letter: LetterKind) -> Case:
    """The stage to which that letter leads, once it was sent."""
    stage = letter.row.leads_to
    # A letter may still be on its way when the complaint is closed.
    if stage is None or case.progress is Stage.CLOSED:
        return case
    # Whether the last offer stays open says nothing about a new one.
    offer = None if letter is LetterKind.PROPOSAL else case.offer_stands
    return replace(_moved_on(case), progress=stage, refused=False, offer_stands=offer)


def _moved_on(case: Case) -> Case:
    """Without an eight-week letter that waits: it says where the complaint stood before."""
    return replace(case, approved=None, eight_week_draft=None)


def _without(deadlines: tuple[Deadline, ...], clock: Clock) -> tuple[Deadline, ...]:
    return tuple(deadline for deadline in deadlines if deadline.clock != clock)

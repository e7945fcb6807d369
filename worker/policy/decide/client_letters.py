"""The letters that a colleague writes to a client, made from the draft that waits (3.1.7.4 to 3.1.7.9, 3.1.8.2)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Approver, Origin, Signposts
from worker.model.client_letter import ClientLetter, ClosureNotice, EightWeekLetter, PutRight, Signpost
from worker.model.entry import Trust
from worker.model.letter import Letter, LetterFacts
from worker.model.office import Person
from worker.model.second_thought import CaseReopened
from worker.model.staff_event import CaseClosed, DraftWritten
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.case import Case
from worker.policy.clocks import latest_update, ombudsman_from
from worker.policy.decide.acknowledgement import promised
from worker.policy.reading.arrival import cut
from worker.policy.rulebook import Rulebook
from worker.policy.told_dates import told_until

_COMPLAINED_OF = 600


def client_letter(case: Case, draft: DraftWritten, rulebook: Rulebook, today: date) -> Letter:
    """The draft as the client will read it, signed by its writer, or by the section head where the worker wrote it."""
    signer = writer(case, draft, rulebook)
    if draft.letter is LetterKind.PROGRESS_UPDATE:
        draft = replace(draft, on=told_until(case, draft.letter, today, draft.on))
    facts_of = _FACTS_OF.get(draft.letter.row.facts, _letter)
    return _to_client(case, draft, facts_of(case, draft, signer, rulebook, today))


def escalation_notice(
    case: Case, draft: DraftWritten, lead: Person, rulebook: Rulebook, today: date
) -> Letter:
    """Who deals with the complaint from now on, and until when the client hears from them (3.1.7.7)."""
    signer = writer(case, draft, rulebook)
    named = f"{lead.name}, {lead.role}" if lead.role else lead.name
    facts = _letter(case, draft, signer, rulebook, today)
    return _to_client(case, draft, replace(facts, lead=named))


def lead_notice(case: Case, lead: Person, rulebook: Rulebook, today: date, mail: int | None) -> Letter:
    """That somebody else leads the escalated complaint now; what was promised stands (3.1.7.7)."""
    until = told_until(case, LetterKind.LEAD_NOTICE, today)
    draft = DraftWritten(letter=LetterKind.LEAD_NOTICE, words="", on=until, by=lead.key, mail=mail)
    letter = escalation_notice(case, draft, lead, rulebook, today)
    origin = Origin.EVENT if mail is None else Origin.COMMAND
    return replace(letter, origin=origin, promises=None)


def open_again(case: Case, fact: CaseReopened, was_closed: bool, rulebook: Rulebook, today: date) -> Letter:
    """That the complaint is open again, with whom it is, and by when the client hears (3.1.7.4)."""
    deals = rulebook.owner(case, today)
    draft = DraftWritten(
        letter=LetterKind.OPEN_AGAIN,
        words="",
        on=told_until(case, LetterKind.OPEN_AGAIN, today, promised(case, Clock.RESPOND)),
        by=fact.by or deals.key,
        mail=fact.mail,
    )
    letter = escalation_notice(case, draft, deals, rulebook, today)
    facts = (
        replace(letter.facts, again=was_closed) if isinstance(letter.facts, ClientLetter) else letter.facts
    )
    return replace(letter, facts=facts, origin=Origin.COMMAND if fact.by else Origin.REPLY)


def sharing_stopped(case: Case, by: str, mail: int, rulebook: Rulebook, today: date) -> tuple[Letter, ...]:
    """That nothing the client told us is shared any more, and what that means for their complaint (3.1.11).

    `by` is the key of the colleague who entered it, empty where the client's own words did. No letter where none can
    go, or where nobody has made sure of the address.
    """
    if not rulebook.may_reach(case) or rulebook.awaits_address(case):
        return ()
    deals = rulebook.owner(case, today)
    draft = DraftWritten(letter=LetterKind.SHARING_STOPPED, words="", on=None, by=deals.key, mail=mail)
    letter = escalation_notice(case, draft, deals, rulebook, today)
    facts = letter.facts
    if isinstance(facts, ClientLetter) and case.is_over:
        facts = replace(facts, lead="")
    return (replace(letter, facts=facts, origin=Origin.COMMAND if by else Origin.REPLY),)


def closure_notice(case: Case, closed: CaseClosed, rulebook: Rulebook, today: date) -> Letter:
    """That the complaint is closed and on which basis; a colleague's note about it stays with us."""
    kind = LetterKind.CLOSURE_NOTICE
    draft = DraftWritten(letter=kind, words="", on=None, by=closed.by, mail=closed.mail)
    signer = writer(case, draft, rulebook)
    facts = ClosureNotice(
        topic=case.topic,
        received_on=case.complaint.day0,
        section=rulebook.people.section(case.section).name,
        closed_as=closed.outcome,
        signed=signer.name,
        role=signer.role,
        proposed=case.proposal_reached,
        by_ombudsman=case.stage is Stage.OMBUDSMAN,
        restricted=case.restricted,
        signpost=signpost_in(kind, case, rulebook, today),
    )
    return _to_client(case, draft, facts)


def writer(case: Case, draft: DraftWritten, rulebook: Rulebook) -> Person:
    """Who signs: the colleague who wrote the draft, or the section head."""
    people = rulebook.people
    known = next((person for person in people.persons if person.key == draft.by), None)
    return known or people.person(people.section(case.section).head)


def signpost(rulebook: Rulebook, today: date, open_from: date, may_go: bool = False) -> Signpost | None:
    """The ombudsman as the facts that hold on that London date name it, or None where none hold."""
    known = (each for each in rulebook.policy.ombudsman if each.valid_from <= today <= each.valid_until)
    facts = next(known, None)
    if facts is None:
        return None
    return Signpost(
        name=facts.name,
        phone=facts.phone,
        email=facts.email,
        post=facts.post,
        open_from=open_from,
        open_months=rulebook.policy.promises.ombudsman_open_months,
        is_open=open_from <= today,
        may_go=may_go,
        we_obey=bool(facts.member_says),
    )


def _letter(case: Case, draft: DraftWritten, signer: Person, rulebook: Rulebook, today: date) -> ClientLetter:
    replaces = case.due_on(Clock.PROMISED) if draft.letter is LetterKind.DATE_WILL_SLIP else None
    return ClientLetter(
        topic=case.topic,
        received_on=case.complaint.day0,
        section=rulebook.people.section(case.section).name,
        words=draft.words,
        on=draft.on,
        signed=signer.name,
        role=signer.role,
        restricted=case.restricted,
        dated=today,
        replaces=replaces,
        missed=replaces is not None and replaces < today,
        offer_stands=case.offer_stands if draft.letter.row.says_offer else None,
        signpost=signpost_in(draft.letter, case, rulebook, today),
    )


def _eight_weeks(
    case: Case, draft: DraftWritten, signer: Person, rulebook: Rulebook, today: date
) -> EightWeekLetter:
    eight_weeks = promised(case, Clock.EIGHT_WEEKS)
    to_ombudsman = draft.letter.row.signposts is Signposts.ALWAYS
    return EightWeekLetter(
        topic=case.topic,
        dated=today,
        received_on=case.complaint.day0,
        eight_weeks=eight_weeks,
        section=rulebook.people.section(case.section).name,
        words=draft.words,
        next_on=_next_after(case, draft, rulebook, today),
        signed=signer.name,
        role=signer.role,
        offer_stands=case.offer_stands if draft.letter.row.says_offer else None,
        position=draft.position,
        signpost=signpost(rulebook, today, ombudsman_from(eight_weeks), case.eligible is True)
        if to_ombudsman
        else None,
    )


def _put_right(case: Case, draft: DraftWritten, signer: Person, rulebook: Rulebook, today: date) -> PutRight:
    known = case.complaint
    # Words of whom nobody has proved are not repeated to the address that they name.
    theirs = known.words if known.trust is Trust.PROVEN or known.taken_by else ""
    complained = cut(theirs, _COMPLAINED_OF)
    return PutRight(
        topic=case.topic,
        received_on=known.day0,
        section=rulebook.people.section(case.section).name,
        complained=complained,
        complained_cut=complained != theirs.strip(),
        words=draft.words,
        signed=signer.name,
        role=signer.role,
        restricted=case.restricted,
        signpost=signpost_in(draft.letter, case, rulebook, today),
    )


_FACTS_OF: Mapping[type, Callable[[Case, DraftWritten, Person, Rulebook, date], LetterFacts]] = (
    MappingProxyType({EightWeekLetter: _eight_weeks, PutRight: _put_right})
)
"""The letters that a person writes and that are no ClientLetter."""


def _next_after(case: Case, draft: DraftWritten, rulebook: Rulebook, today: date) -> date:
    """By when the client hears again after a letter of that London day, which is itself what they hear that day."""
    counted = latest_update(today, None, rulebook.policy, rulebook.calendar)
    named = draft.on if draft.on and draft.on > today else counted
    return told_until(case, draft.letter, today + timedelta(days=1), named) or named


def signpost_in(kind: LetterKind, case: Case, rulebook: Rulebook, today: date) -> Signpost | None:
    """The ombudsman, for whom it may serve: open at once with deadlock, else once the eight weeks have passed."""
    if case.eligible is False or kind.row.signposts is Signposts.NEVER:
        return None
    open_from = ombudsman_from(promised(case, Clock.EIGHT_WEEKS))
    if LetterKind.DEADLOCK_LETTER in (kind, *(each.kind for each in case.written)):
        open_from = min(today, open_from)
    return signpost(rulebook, today, open_from, case.eligible is True)


def _to_client(case: Case, draft: DraftWritten, facts: LetterFacts) -> Letter:
    complaint = case.complaint
    return Letter(
        kind=draft.letter,
        recipient=complaint.complainant,
        reference=case.reference,
        # A letter that did not arrive may be approved again.
        cause=f"mail {draft.mail}"
        if draft.mail is not None
        else f"time {case.has_written(draft.letter) + 1}",
        facts=facts,
        answers=case.thread,
        origin=Origin.COMMAND if draft.letter.row.approver is Approver.NOBODY else Origin.APPROVED,
        promises=facts.next_on if isinstance(facts, EightWeekLetter) else draft.on,
        files=draft.files,
    )

"""An ombudsman, a regulator, a supplier or another who is no client wrote (3.1.7.9, 3.1.9.4).

Nothing goes to them and no promise to the client stops: their words are kept, and shown to who has the complaint and to
the head at once. Where nobody can tell which complaint it is about, a head is asked.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import ClockStopped, Entry, Fact, Trust
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.party import Party, PartyKind
from worker.model.party_event import CaseFileWanted, PartyWrote
from worker.model.party_letter import PartyMail, PartyMailOfNoCase
from worker.model.reasons import StopReason
from worker.model.staff_letter import Choice
from worker.model.time import Clock
from worker.model.two_cases import MailParted
from worker.policy.agenda import client_of, is_owed_by_us
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.consequences import consequences
from worker.policy.entry_kinds import kind_of
from worker.policy.fold import fold, fold_on
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.case_file import file_due_on, wants_case_file
from worker.policy.reading.mail_command import MailVerb, mail_subject
from worker.policy.rulebook import Rulebook

MOST_A_DAY = 10
"""Mails about such words that a colleague gets in one case and day, and a head about those of no case."""

_WORDS_IN_LETTER = 8000
_WORDS_IN_LOG = 8000
_MOST_OFFERED = 3


def party_wrote(arrival: Arrival, party: Party, how: str, *, words: str = "", by: str = "") -> PartyWrote:
    """The mail as an entry of a case, with all that they wrote or with these words of it."""
    sender = arrival.message.sender
    return PartyWrote(
        mail=arrival.mail,
        party=party.name,
        kind=party.kind,
        sender=sender.email if sender else "",
        proven=arrival.trust is Trust.PROVEN,
        how=how,
        words=cut(words or arrival.words or arrival.message.subject, _WORDS_IN_LOG),
        by=by,
        files=arrival.files,
    )


def joined(case: Case, arrival: Arrival, rulebook: Rulebook, told_today: int, by: str = "") -> Decision:
    """Enter the mail in the case; who has it and the head above read it at once, unless they said so themselves.

    `arrival.how` says why it belongs there, `by` is the key of the colleague who put it there.
    """
    party = arrival.party
    if party is None:
        return Decision()
    wrote = party_wrote(arrival, party, arrival.how, by=by)
    wanted = _file_wanted(case, arrival, party, rulebook)
    today = london_date(arrival.seen_at)
    begun = (wanted, *consequences(case, wanted, today, rulebook)) if wanted else ()
    facts: tuple[Fact, ...] = (wrote, *begun)
    told = _told(fold_on(case, facts), arrival, party, wanted, rulebook)
    readers = () if told_today >= MOST_A_DAY else _readers(case, rulebook, today)
    letters = tuple(_shown(case, arrival, each, told) for each in readers if each.key != by)
    return Decision(reference=case.reference, facts=facts, letters=letters)


def _file_wanted(case: Case, arrival: Arrival, party: Party, rulebook: Rulebook) -> CaseFileWanted | None:
    """That an ombudsman has accepted the complaint and wants our file, where they are proven and it is news.

    A day later than the one that counts is a person's to enter.
    """
    is_ombudsmans = arrival.trust is Trust.PROVEN and party.kind is PartyKind.OMBUDSMAN
    if not is_ombudsmans or not wants_case_file(_words(arrival)):
        return None
    named, until = _named_day(arrival, rulebook), case.due_on(Clock.CASE_FILE)
    due_on = named or _usual_day(arrival, rulebook)
    if until and until <= due_on:
        return None
    return CaseFileWanted(due_on=due_on, mail=arrival.mail, is_named=named is not None)


def _named_day(arrival: Arrival, rulebook: Rulebook) -> date | None:
    return file_due_on(_words(arrival), london_date(arrival.received_at), rulebook.calendar)


def _usual_day(arrival: Arrival, rulebook: Rulebook) -> date:
    days = rulebook.policy.promises.case_file_working_days
    return rulebook.calendar.add_working_days(london_date(arrival.received_at), days)


def taken_out(entries: Sequence[Entry], mail: int, into: Case, said: Arrival) -> Decision:
    """A colleague says that the mail is about another complaint than the one of these entries, which it joined.

    Our file is no longer owed there where this mail alone said so.
    """
    by = said.staff.key if said.staff else ""
    parted = MailParted(of=mail, into=into.reference, by=by, mail=said.mail)
    case = fold(entries[0].reference, [each.fact for each in entries])
    wanted = {each.fact.mail for each in entries if isinstance(each.fact, CaseFileWanted)}
    stopped = ClockStopped(
        clock=Clock.CASE_FILE,
        by=StopReason.ENTRY,
        entry=kind_of(parted).name,
        person=by,
        mail=said.mail,
    )
    ends = (stopped,) if case.due_on(Clock.CASE_FILE) and wanted == {mail} else ()
    return Decision(reference=case.reference, facts=(parted, *ends))


def which_case(arrival: Arrival, likely: Iterable[Case], rulebook: Rulebook, asked_today: int) -> Decision:
    """Ask the head of the section that gets new complaints which one it is about; `likely` are those it may be."""
    party = arrival.party
    if party is None or asked_today >= MOST_A_DAY:
        return Decision()
    head, cases = head_of_intake(arrival, rulebook), tuple(likely)[:_MOST_OFFERED]
    facts = PartyMailOfNoCase(
        party=party.name,
        kind=party.kind,
        written_from=arrival.message.sender.email if arrival.message.sender else "",
        proven=arrival.trust is Trust.PROVEN,
        words=_words(arrival),
        mail=arrival.mail,
        arrived_at=arrival.received_at,
        links=(*_likely(arrival.mail, cases), *_others(arrival.mail)),
        files=arrival.files,
    )
    asks = Letter(
        kind=LetterKind.PARTY_OF_NO_CASE,
        recipient=Address(head.email, head.name),
        reference="",
        cause=f"mail {arrival.mail}",
        facts=facts,
        about=tuple(each.reference for each in cases),
    )
    return Decision(letters=(asks,))


def head_of_intake(arrival: Arrival, rulebook: Rulebook) -> Person:
    """Who is asked about a mail of no case: the head of the section that gets new complaints, or their cover."""
    people = rulebook.people
    return rulebook.on_duty(people.section(people.intake).head, london_date(arrival.seen_at))


def _likely(mail: int, cases: Iterable[Case]) -> Iterable[Choice]:
    for each in cases:
        # A client who is not to be named is their reference (3.1.11).
        named = ", ".join(filter(None, (each.reference, client_of(each))))
        yield Choice(label=f"It is about {named}", subject=mail_subject(mail, MailVerb.ADD, each.reference))


def _others(mail: int) -> tuple[Choice, ...]:
    return (
        Choice(
            label="It is a complaint that we do not have", subject=mail_subject(mail, MailVerb.NEW_COMPLAINT)
        ),
        Choice(label="There is nothing to do", subject=mail_subject(mail, MailVerb.NOTHING)),
    )


def _readers(case: Case, rulebook: Rulebook, today: date) -> tuple[Person, ...]:
    """Who has the complaint, and the head above."""
    readers = (rulebook.owner(case, today), rulebook.head_of(case, today))
    return tuple({each.key: each for each in readers}.values())


def _told(
    case: Case, arrival: Arrival, party: Party, wanted: CaseFileWanted | None, rulebook: Rulebook
) -> PartyMail:
    """What they read of a case that stands so now; of an ombudsman's mail also what becomes of our file."""
    until = case.due_on(Clock.CASE_FILE)
    offered = _named_day(arrival, rulebook) or _usual_day(arrival, rulebook)
    may_offer = party.kind is PartyKind.OMBUDSMAN and not wanted
    return PartyMail(
        party=party.name,
        kind=party.kind,
        written_from=arrival.message.sender.email if arrival.message.sender else "",
        proven=arrival.trust is Trust.PROVEN,
        how=arrival.how,
        words=_words(arrival),
        mail=arrival.mail,
        due_on=min((each.due_on for each in case.running if is_owed_by_us(each)), default=None),
        ended=case.stage if case.is_over else "",
        file_by=until,
        file_named=wanted is not None and wanted.is_named,
        file_offered=offered if may_offer and offered != until else None,
        files=arrival.files,
    )


def _shown(case: Case, arrival: Arrival, reader: Person, told: PartyMail) -> Letter:
    return Letter(
        kind=LetterKind.PARTY_WROTE,
        recipient=Address(reader.email, reader.name),
        reference=case.reference,
        cause=f"mail {arrival.mail} for {reader.key}",
        facts=told,
    )


def _words(arrival: Arrival) -> str:
    """All that they wrote, under their subject, which may alone say what it is about."""
    return (
        cut("\n\n".join(filter(None, (arrival.message.subject, arrival.words))), _WORDS_IN_LETTER)
        or "(no words)"
    )

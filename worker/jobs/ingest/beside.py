"""What a command is judged by besides the case it is written for: the log, another case, a mail that is to be one."""

from collections.abc import Sequence
from dataclasses import replace

from worker.adapters.log import belonging, journal, outbox, register
from worker.adapters.log.register import Disposition, Settlement
from worker.adapters.log.store import Transaction
from worker.jobs.ingest.gather import gather
from worker.jobs.ingest.membership import buttons_of
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import MailNoted
from worker.model.mail import Message
from worker.model.party_event import PartyWrote
from worker.model.staff_event import SharingRestricted
from worker.model.two_cases import CaseJoined, MailParted
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import acknowledged_as
from worker.policy.decide.complaint import complaint
from worker.policy.decide.staff_command import ALONE
from worker.policy.decide.staff_command.request import mail_of
from worker.policy.decide.staff_command.splitting import joined_line
from worker.policy.reading.arrival import Arrival, Beside, History
from worker.policy.reading.dissatisfaction import Label
from worker.policy.reading.duplicates import content_key, identifier
from worker.policy.reading.mail_command import mail_command
from worker.policy.reading.vocabulary import A_CASE, Verb
from worker.workplace import Workplace

BY_A_COLLEAGUE = "a colleague said so"
"""The rule by which a mail is what it is, where a person has said so."""

_OF_A_MAIL = "mail "
_RESTS_ON_A_MAIL = (Verb.CLOSE, Verb.PUT_RIGHT)
_ASKING = (LetterKind.STAFF_MAIL_UNCLEAR, LetterKind.PARTY_OF_NO_CASE)

Written = Sequence[tuple[Verb | None, str]]
"""The verbs that are written for a case, each with its argument."""


def with_what_it_touches(
    place: Workplace, tx: Transaction, arrival: Arrival, case: Case, written: Written
) -> Arrival:
    """The same with what these commands are judged by; letters that may be taken back stay where they are."""
    verbs = {verb for verb, _ in written}
    if not {*ALONE, *_RESTS_ON_A_MAIL} & verbs:
        return arrival
    history = _history(tx, case.reference)
    alone = replace(arrival, history=history)
    if len(written) > 1 or not {*ALONE} & verbs:
        return alone
    ((verb, argument),) = written
    match verb:
        case Verb.MERGE:
            return replace(alone, beside=_like(place, tx, case, argument))
        case Verb.ADD:
            return replace(alone, beside=_waiting(place, tx, arrival, argument))
        case Verb.CANNOT_OPEN:
            return alone
        case Verb.UNDO:
            return replace(alone, beside=_last_joined(tx, case))
    return replace(alone, beside=_part(place, tx, alone, case, argument))


def case_written(place: Workplace, tx: Transaction, written: str) -> Case | None:
    """The case of a reference as people write it, 31, 0031 or whole, or the one that goes on for it."""
    prefix, year = place.rulebook.office.reference_prefix, london_date(tx.now).year
    whole = [written] if "-" in written else [f"{prefix}-{each}-{written:0>4}" for each in (year, year - 1)]
    return next(filter(None, (belonging.going_on(tx, reference) for reference in whole)), None)


def open_as_said(place: Workplace, tx: Transaction, found: Arrival) -> Decision:
    """The mail as a case of its own; a person has said that it is one, so nothing is provisional about it."""
    sure = replace(found, judgement=replace(found.judgement, label=Label.COMPLAINT))
    year = london_date(sure.received_at).year
    reference = journal.next_reference(tx, place.rulebook.office.reference_prefix, year)
    today = place.acknowledged_today(tx, sure.client, acknowledged_as(sure.client_trust))
    return complaint(sure, BY_A_COLLEAGUE, reference, place.rulebook, today)


def settle_touched(place: Workplace, tx: Transaction, arrival: Arrival, decided: Decision) -> None:
    """Note of a mail that a command put into a case, or made one, that it belongs there."""
    beside = arrival.beside or Beside()
    added = beside.adds.mail if beside.adds else None
    if any(isinstance(fact, MailNoted | PartyWrote) and fact.mail == added for fact in decided.facts):
        register.settle(tx, added or 0, Settlement(Disposition.NOTED, BY_A_COLLEAGUE, decided.reference))
    opens = beside.opens
    if opens is None or opens not in decided.others:
        return
    mail = next(fact.of for fact in decided.facts if isinstance(fact, MailParted))
    kept = register.kept(tx, mail)
    message = place.reader.read(kept.mail.content) if kept else None
    if kept and isinstance(message, Message):
        key = content_key(message, kept.mail.internal_date, decided.reference)
        settled = Settlement(Disposition.CASE, BY_A_COLLEAGUE, opens.reference, key, identifier(message))
        register.settle(tx, mail, settled)


def _history(tx: Transaction, reference: str) -> History:
    return History(tuple(journal.read(tx, reference)), outbox.not_in_hand(tx, reference))


def _like(place: Workplace, tx: Transaction, case: Case, argument: str) -> Beside:
    """The case that is named, or where none is, the others of this client that are open."""
    found = A_CASE.shape.fullmatch(argument)
    if found:
        return Beside(case=case_written(place, tx, found["reference"].upper()))
    if not argument and case.complaint.possibly_about:
        return Beside(case=case_written(place, tx, case.complaint.possibly_about))
    every = {other for client in case.clients for other in belonging.open_cases_of(tx, client)}
    return Beside(others=tuple(sorted(every - {case.reference})))


def _waiting(place: Workplace, tx: Transaction, arrival: Arrival, argument: str) -> Beside:
    """The mail that is named, or the one that our letter shows which is answered."""
    shown = _shown_in(arrival)
    number = int(argument.removeprefix(_OF_A_MAIL)) if argument else shown[0] if len(shown) == 1 else 0
    joined = register.case_of(tx, number) if number else ""
    kept = register.kept(tx, number) if number and not joined else None
    message = place.reader.read(kept.mail.content) if kept else None
    if kept is None or not isinstance(message, Message):
        return Beside(belongs_to=joined, others=tuple(f"{_OF_A_MAIL}{each}" for each in shown))
    return Beside(adds=replace(gather(place, tx, kept, message), seen_at=tx.now))


def _shown_in(arrival: Arrival) -> tuple[int, ...]:
    """The numbers of the mails of no case that our letter shows."""
    letter = arrival.letter
    if letter is None:
        return ()
    asked = mail_of(letter.cause) if letter.kind in _ASKING else None
    listed = (mail_command(subject) for subject in buttons_of(letter))
    numbers = (asked, *(each.mail for each in listed if each))
    return tuple(dict.fromkeys(filter(None, numbers)))


def _last_joined(tx: Transaction, case: Case) -> Beside | None:
    return _joined(tx, case.joined[-1].reference) if case.joined else None


def _joined(tx: Transaction, reference: str) -> Beside:
    return Beside(case=journal.case(tx, reference), history=_history(tx, reference))


def _part(place: Workplace, tx: Transaction, arrival: Arrival, case: Case, argument: str) -> Beside | None:
    line = joined_line(case, arrival.history.entries, argument) if arrival.history else None
    match line.fact if line else None:
        case CaseJoined() as fact:
            return _joined(tx, fact.reference)
        case MailNoted() as fact:
            return _own_case(place, tx, arrival, case, fact)
    return None


def _own_case(
    place: Workplace, tx: Transaction, arrival: Arrival, case: Case, noted: MailNoted
) -> Beside | None:
    """The mail as the case that it is to be; what is not to be shared of the one is not shared of the other."""
    kept = register.kept(tx, noted.mail)
    message = place.reader.read(kept.mail.content) if kept else None
    if kept is None or not isinstance(message, Message):
        return None
    gathered = gather(place, tx, kept, message)
    voices = (gathered, *gathered.others)
    spoken = next((each for each in voices if each.client and each.client.email == noted.client), gathered)
    opens = open_as_said(place, tx, replace(spoken, seen_at=tx.now))
    if case.restricted:
        by = arrival.staff.key if arrival.staff else ""
        opens = replace(opens, facts=(*opens.facts, SharingRestricted(by=by, mail=arrival.mail)))
    return Beside(opens=opens)

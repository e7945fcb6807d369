"""What a mail is and what follows from it, written down in the transaction that settles it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from worker.adapters.log import belonging, journal, outbox, register
from worker.adapters.log.register import Disposition, Kept, Settlement
from worker.adapters.log.store import Transaction
from worker.jobs.ingest.beside import settle_touched, with_what_it_touches
from worker.jobs.ingest.colleagues import asked_for_help, colleague_wrote, sort_out, unproven_colleague
from worker.jobs.ingest.files_asked import ask_for_files
from worker.jobs.ingest.gather import gather
from worker.jobs.ingest.own_case import in_own_case
from worker.jobs.ingest.party_wrote import party_wrote
from worker.jobs.ingest.procedure_sent import procedure_wanted, with_procedure
from worker.jobs.ingest.replies import replied
from worker.jobs.ingest.same_matter import joins, with_hint
from worker.model.catalogue import LetterKind
from worker.model.letter_event import LetterReturned
from worker.model.mail import Message
from worker.policy.calendar import london_date
from worker.policy.decide.acknowledgement import acknowledged_as
from worker.policy.decide.bounce import returned, returned_of_merged
from worker.policy.decide.complaint import complaint
from worker.policy.decide.correspondence import wrote_to_client
from worker.policy.decide.delivery_result import came_back
from worker.policy.decide.known_case import note
from worker.policy.decide.passed_on_words import joined
from worker.policy.decide.record_completed import record_completed
from worker.policy.decide.staff_command import staff_command
from worker.policy.decide.staff_command.splitting import of_the_merged
from worker.policy.decide.unreadable import set_aside
from worker.policy.decide.verbal_complaint import verbal_complaint, verbal_form
from worker.policy.reading.arrival import Arrival, received_at
from worker.policy.reading.duplicates import content_key, identifier
from worker.policy.reading.triage import Happening, Rule, triage
from worker.workplace import Workplace

_DAY = timedelta(days=1)
Became = tuple[Disposition, str]
"""What became of a mail, and the reference of the case that it joined or opened, or an empty string."""


def decide(place: Workplace, tx: Transaction, kept: Kept, message: Message) -> Settlement:
    """Say what the mail is and write down what follows; the case that it joined or opened, if any, is settled on it."""
    arrival = gather(place, tx, kept, message)
    known = arrival.case
    key = content_key(message, kept.mail.internal_date, known.reference if known else "")
    earlier = register.same_content(tx, kept, key)
    if earlier is not None:
        return Settlement(Disposition.DUPLICATE, f"the same content as mail {earlier}", content_key=key)
    bears = identifier(message)
    namesake = register.same_identifier(tx, kept, bears) if bears else None
    arrival = in_own_case(tx, replace(arrival, namesake=namesake), place.rulebook)
    rule = triage(arrival)
    outcome, reference = _FOLLOWS[rule.happening](place, tx, arrival, rule)
    flag = f"; bears the Message-ID of mail {namesake}" if namesake else ""
    # A copy that was marked as a machine's opens no case, so it must not hide the one that a person's would open.
    opens_none = outcome is Disposition.NOT_A_COMPLAINT and arrival.automatic is not None
    settled_as = None if outcome is Disposition.RECORDED or opens_none else key
    return Settlement(outcome, f"{rule.name}{flag}", reference, settled_as, bears)


def _own_copy(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    if arrival.letter is None:
        return Disposition.RECORDED, ""
    place.conclude_sent(tx, arrival.letter, "our own copy came in")
    return Disposition.OWN_COPY, arrival.letter.reference


def _open_cases(place: Workplace, tx: Transaction, arrival: Arrival, rule: Rule) -> Became:
    """A case for each client who speaks in the mail, or words in their open one; it is settled on the first."""
    found = [
        _join_case(place, tx, each) or (Disposition.CASE, _open_case(place, tx, each, rule))
        for each in _clients_in(arrival)
    ]
    return next((each for each in found if each[0] is Disposition.CASE), found[0])


def _clients_in(arrival: Arrival) -> tuple[Arrival, ...]:
    """The mail as each client who speaks in it; who only passes it on is none."""
    return arrival.others if arrival.party else (arrival, *arrival.others)


def _join_case(place: Workplace, tx: Transaction, told: Arrival) -> Became | None:
    """Enter what somebody passes on in the client's open case about the same, where there is one."""
    case = joins(tx, told) if told.passed_on_by else None
    if case is None:
        return None
    today = outbox.queued_since(tx, case.reference, LetterKind.CLIENT_WROTE, tx.now - _DAY)
    place.record(tx, joined(case, told, place.rulebook, today))
    return Disposition.NOTED, case.reference


def _open_case(place: Workplace, tx: Transaction, arrival: Arrival, rule: Rule) -> str:
    year = london_date(arrival.received_at).year
    reference = journal.next_reference(tx, place.rulebook.office.reference_prefix, year)
    today = place.acknowledged_today(tx, arrival.client, acknowledged_as(arrival.client_trust))
    arrival = with_hint(place, tx, arrival)
    place.record(tx, complaint(arrival, rule.name, reference, place.rulebook, today))
    with_procedure(place, tx, arrival, reference)
    ask_for_files(place, tx, arrival, reference)
    return reference


def _write_down(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    """Open the case of a client who phoned, wrote or came in; without their words the colleague gets the form."""
    told = arrival.verbal_report
    if told is None:
        return Disposition.RECORDED, ""
    if not told.words:
        place.record(tx, verbal_form(told, arrival))
        return Disposition.COMMAND, ""
    year = london_date(arrival.received_at).year
    reference = journal.next_reference(tx, place.rulebook.office.reference_prefix, year)
    # Whom a colleague spoke to is as real as a proven client, and is owed a letter out of the same number.
    today = place.acknowledged_today(tx, arrival.client, LetterKind.ACKNOWLEDGEMENT)
    place.record(tx, verbal_complaint(told, arrival, reference, place.rulebook, today))
    return Disposition.CASE, reference


def _complete(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    case, told = arrival.case, arrival.completed
    if case is None or told is None:
        return Disposition.RECORDED, ""
    place.record(tx, record_completed(case, told, arrival, place.rulebook))
    return Disposition.COMMAND, case.reference


def _note(place: Workplace, tx: Transaction, arrival: Arrival, rule: Rule) -> Became:
    """Enter the mail in its case, and where it has new words what follows from them."""
    case = arrival.case
    if case is None:
        return Disposition.RECORDED, ""
    if rule.happening is Happening.REPLY:
        became, reference = replied(place, tx, case, arrival, rule.name)
        ask_for_files(place, tx, arrival, reference)
        return became, reference
    place.record(tx, note(case, arrival, rule.name, arrival.how))
    return Disposition.NOTED, case.reference


def _take_back(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    """A letter came back; what it was never proved to have reached first counts as handed over."""
    letter = arrival.letter
    if letter is None:
        return Disposition.RECORDED, ""
    place.conclude_sent(tx, letter, "a delivery report about it came in")
    notices = arrival.message.delivery_notices
    status = next((each.status for each in notices if each.status), "")
    case = journal.case(tx, letter.reference)
    if case is None:
        place.conclude_unread(tx, letter, came_back(status))
        return Disposition.RETURNED, ""
    report = LetterReturned(
        letter=letter.kind,
        recipient=letter.recipient,
        message_id=letter.message_id,
        status=status,
        mail=arrival.mail,
    )
    goes_on = belonging.going_on(tx, letter.reference)
    if goes_on and case.merged_into:
        place.record(tx, returned_of_merged(case, goes_on, report, place.rulebook, tx.now))
        return Disposition.RETURNED, goes_on.reference
    place.record(tx, returned(case, report, place.rulebook, tx.now))
    return Disposition.RETURNED, letter.reference


def _correspond(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    if arrival.case is None:
        return Disposition.RECORDED, ""
    place.record(tx, wrote_to_client(arrival.case, arrival, place.rulebook))
    return Disposition.CORRESPONDENCE, arrival.case.reference


def _obey(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    command, person = arrival.command, arrival.staff
    case = command and belonging.going_on(tx, command.reference)
    if not (command and person and case):
        return Disposition.RECORDED, ""
    said = of_the_merged(command.verb, command.argument, command.reference, case)
    command = replace(command, argument=said)
    arrival = with_what_it_touches(place, tx, arrival, case, ((command.verb, command.argument),))
    decision = staff_command(case, command, person, arrival, place.rulebook)
    place.record(tx, decision)
    settle_touched(place, tx, arrival, decision)
    return Disposition.COMMAND, case.reference


def _colleague_wrote(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    return colleague_wrote(place, tx, arrival)


def _help(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    return asked_for_help(place, tx, arrival)


def _unproven_colleague(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    return unproven_colleague(place, tx, arrival)


def _sort_out(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    said = arrival.mail_command
    return sort_out(place, tx, arrival, said) if said else (Disposition.RECORDED, "")


def _party_wrote(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    return party_wrote(place, tx, arrival)


def _send_procedure(place: Workplace, tx: Transaction, arrival: Arrival, _rule: Rule) -> Became:
    return procedure_wanted(place, tx, arrival)


def _set_apart(_place: Workplace, _tx: Transaction, _arrival: Arrival, _rule: Rule) -> Became:
    return Disposition.NOT_A_COMPLAINT, ""


def _only_recorded(_place: Workplace, _tx: Transaction, _arrival: Arrival, _rule: Rule) -> Became:
    return Disposition.RECORDED, ""


_FOLLOWS: Mapping[Happening, Callable[[Workplace, Transaction, Arrival, Rule], Became]] = MappingProxyType(
    {
        Happening.OWN_COPY: _own_copy,
        Happening.BOUNCE: _take_back,
        Happening.CORRESPONDENCE: _correspond,
        Happening.STAFF_COMMAND: _obey,
        Happening.HELP: _help,
        Happening.MAIL_COMMAND: _sort_out,
        Happening.RECORD_COMPLETED: _complete,
        Happening.VERBAL_REPORT: _write_down,
        Happening.STAFF_MAIL: _colleague_wrote,
        Happening.UNPROVEN_STAFF: _unproven_colleague,
        Happening.NOTE: _note,
        Happening.REPLY: _note,
        Happening.CASE: _open_cases,
        Happening.PARTY: _party_wrote,
        Happening.PROCEDURE: _send_procedure,
        Happening.NOT_A_COMPLAINT: _set_apart,
        Happening.RECORD: _only_recorded,
    }
)


def quarantine(place: Workplace, kept: Kept, reason: str) -> None:
    """Set a mail aside and tell a person; where even the letter cannot be written, the mail stays in the list."""
    with place.store.writing(place.clock()) as tx:
        if not register.is_unsettled(tx, kept.id):
            return
        arrived_at = received_at(kept.mail.internal_date, kept.kept_at)
        place.record(tx, set_aside(kept.id, arrived_at, reason, place.rulebook, tx.now))
        register.settle(tx, kept.id, Settlement(Disposition.QUARANTINED, reason))

"""Mailbox to log: keep the bytes, read them, decide, record, file; each step may be repeated after a crash."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from worker import kill_point
from worker.adapters.log import journal, outbox, register
from worker.adapters.log.register import Disposition, Kept, Settlement
from worker.adapters.log.store import LogUnavailable, Transaction
from worker.adapters.mailbox import FolderState, Mailbox, MailboxRefused
from worker.adapters.parsing.guard import ReaderFailed
from worker.jobs.ingest.fetching import Care
from worker.jobs.ingest.gather import gather
from worker.model.catalogue import LetterKind
from worker.model.entry import LetterReturned
from worker.model.mail import Message, RawMail, Unreadable
from worker.model.queued_letter import QueuedLetter
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import acknowledged_as
from worker.policy.decide.bounce import returned
from worker.policy.decide.complaint import complaint
from worker.policy.decide.delivery_result import came_back
from worker.policy.decide.known_case import client_wrote, note, replied
from worker.policy.decide.staff_command import staff_command
from worker.policy.decide.unreadable import set_aside
from worker.policy.decide.verbal_complaint import verbal_complaint, verbal_form
from worker.policy.reading.arrival import Arrival, received_at
from worker.policy.reading.duplicates import content_key, identifier
from worker.policy.reading.triage import Happening, Rule, triage
from worker.workplace import Workplace

logger = logging.getLogger(__name__)

_DAY = timedelta(days=1)


def ingest(
    place: Workplace, mailbox: Mailbox, stop: threading.Event, care: Care, *, everything: bool = False
) -> int:
    """Take in what waits and give how many mails were settled; on `stop` it ends after the current mail.

    It goes on where the last look ended; with `everything` it compares the whole folder with the register, so that
    a mail which the server once failed to hand over is found.
    """
    settled = _settle_leftovers(place, stop)
    began = place.clock()
    folder = mailbox.folder()
    kill_point.reached("after_select")
    first = 1 if everything else _first_uid(place, folder)
    for window in mailbox.waiting(first, folder.next_uid - 1):
        for batch in care.batches(mailbox, _not_kept(place, folder, window)):
            kill_point.reached("after_fetch")
            settled += _take_in(place, batch, stop)
            if stop.is_set():
                return settled
            _file_settled(place, mailbox, folder)
    # Only now is the folder read as it was when we began: a copy of a letter that lay there has been settled.
    with place.store.writing(began) as tx:
        register.move_cursor(tx, _name(place), folder.uidvalidity, folder.next_uid)
    care.look_ended()
    _file_settled(place, mailbox, folder)
    return settled


def _not_kept(place: Workplace, folder: FolderState, uids: Sequence[int]) -> tuple[int, ...]:
    with place.store.reading(place.clock()) as tx:
        return register.not_kept(tx, _name(place), folder.uidvalidity, uids)


def _name(place: Workplace) -> str:
    return place.rulebook.office.mailbox.inbox


def _first_uid(place: Workplace, folder: FolderState) -> int:
    """Where to read on; a changed UIDVALIDITY means that every number is new and all is looked at again."""
    with place.store.reading(place.clock()) as tx:
        cursor = register.cursor(tx, _name(place))
    if cursor is None or cursor.uidvalidity != folder.uidvalidity:
        return 1
    return cursor.next_uid


def _take_in(place: Workplace, batch: Sequence[RawMail], stop: threading.Event) -> int:
    """Keep a batch in one commit, its first attempt counted with it, then settle one mail after the other."""
    kill_point.reached("before_raw_commit")
    with place.store.writing(place.clock()) as tx:
        kept = register.keep(tx, batch)
    kill_point.reached("after_raw_commit")
    return _settle_all(place, kept, stop)


def _settle_leftovers(place: Workplace, stop: threading.Event) -> int:
    """Settle what an earlier run kept and did not finish: one at a time, so that each attempt is counted alone."""
    with place.store.reading(place.clock()) as tx:
        waiting = tuple(register.unsettled(tx))
    settled = 0
    for mail in waiting:
        # An attempt that is counted and not made would in the end set a good mail aside.
        if stop.is_set():
            break
        with place.store.writing(place.clock()) as tx:
            kept = register.begin_attempt(tx, mail)
        settled += _settle_all(place, (kept,), stop)
    return settled


def _settle_all(place: Workplace, kept: Sequence[Kept], stop: threading.Event) -> int:
    settled = 0
    for each in kept:
        if stop.is_set():
            break
        settled += _settle_one(place, each)
    return settled


def _settle_one(place: Workplace, kept: Kept) -> bool:
    """Settle one mail, or leave it for the next look; whatever is wrong with it, the mail behind it goes on."""
    try:
        if kept.attempts > register.ATTEMPTS_ALLOWED:
            _set_aside(place, kept, "It stopped the worker three times.")
        else:
            _read_and_settle(place, kept)
    except LogUnavailable:
        raise
    except ReaderFailed as failed:
        logger.warning("Mail %d waits. %s The next look tries again.", kept.id, failed)
        if not failed.began:
            _take_back_attempt(place, kept)
        return False
    except Exception:
        logger.exception("Mail %d could not be handled; attempt %d.", kept.id, kept.attempts)
        return False
    kill_point.reached("after_case_commit")
    return True


def _take_back_attempt(place: Workplace, kept: Kept) -> None:
    """Nothing has looked at the mail, so this was no try of it, however often it happens."""
    with place.store.writing(place.clock()) as tx:
        register.take_back_attempt(tx, kept.id)


def _read_and_settle(place: Workplace, kept: Kept) -> None:
    message = place.reader.read(kept.mail.content)
    kill_point.reached("in_parse")
    if isinstance(message, Unreadable):
        _set_aside(place, kept, message.reason)
        return
    with place.store.writing(place.clock()) as tx:
        if not register.is_unsettled(tx, kept.id):
            return
        register.settle(tx, kept.id, _decide(place, tx, kept, message))
        kill_point.reached("before_case_commit")


def _decide(place: Workplace, tx: Transaction, kept: Kept, message: Message) -> Settlement:
    """Say what the mail is and write down what follows; the case that it joined or opened, if any, is settled on it."""
    arrival = gather(place, tx, kept, message)
    known = arrival.case
    key = content_key(message, kept.mail.internal_date, known.reference if known else "")
    earlier = register.same_content(tx, kept, key)
    if earlier is not None:
        return Settlement(Disposition.DUPLICATE, f"the same content as mail {earlier}", content_key=key)
    bears = identifier(message)
    namesake = register.same_identifier(tx, kept, bears) if bears else None
    arrival = replace(arrival, namesake=namesake)
    rule = triage(arrival)
    outcome, reference = _follow(place, tx, arrival, rule)
    flag = f"; bears the Message-ID of mail {namesake}" if namesake else ""
    # A copy that was marked as a machine's opens no case, so it must not hide the one that a person's would open.
    opens_none = outcome is Disposition.NOT_A_COMPLAINT and arrival.automatic is not None
    settled_as = None if outcome is Disposition.RECORDED or opens_none else key
    return Settlement(outcome, f"{rule.name}{flag}", reference, settled_as, bears)


def _follow(place: Workplace, tx: Transaction, arrival: Arrival, rule: Rule) -> tuple[Disposition, str]:
    known, letter = arrival.case, arrival.letter
    match rule.happening:
        case Happening.OWN_COPY if letter:
            place.conclude_sent(tx, letter, "our own copy came in")
            return Disposition.OWN_COPY, letter.reference
        case Happening.BOUNCE if letter:
            return _take_back(place, tx, arrival, letter)
        case Happening.STAFF_COMMAND:
            return _obey(place, tx, arrival)
        case Happening.VERBAL_REPORT:
            return _write_down(place, tx, arrival)
        case Happening.NOTE | Happening.REPLY if known:
            return _note(place, tx, arrival, rule, known), known.reference
        case Happening.CASE:
            first, *_ = [_open_case(place, tx, each, rule) for each in (arrival, *arrival.others)]
            return Disposition.CASE, first
        case Happening.NOT_A_COMPLAINT:
            return Disposition.NOT_A_COMPLAINT, ""
    return Disposition.RECORDED, ""


def _open_case(place: Workplace, tx: Transaction, arrival: Arrival, rule: Rule) -> str:
    year = london_date(arrival.received_at).year
    reference = journal.next_reference(tx, place.rulebook.office.reference_prefix, year)
    today = place.acknowledged_today(tx, arrival.client, acknowledged_as(arrival.client_trust))
    place.record(tx, complaint(arrival, rule.name, reference, place.rulebook, today))
    return reference


def _write_down(place: Workplace, tx: Transaction, arrival: Arrival) -> tuple[Disposition, str]:
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


def _note(place: Workplace, tx: Transaction, arrival: Arrival, rule: Rule, case: Case) -> Disposition:
    """Enter the mail in its case; new words of which nobody is told now stand in the daily list for triage."""
    decision = note(case, arrival, rule.name, arrival.how)
    if rule.happening is Happening.REPLY:
        told = outbox.queued_since(tx, case.reference, LetterKind.CLIENT_WROTE, tx.now - _DAY)
        letters = client_wrote(case, arrival, arrival.how, place.rulebook, told)
        follows = replied(case, arrival, place.rulebook)
        decision = replace(decision, facts=(*decision.facts, *follows), letters=letters)
    place.record(tx, decision)
    untold = rule.happening is Happening.REPLY and not decision.letters
    return Disposition.UNTOLD if untold else Disposition.NOTED


def _take_back(
    place: Workplace, tx: Transaction, arrival: Arrival, letter: QueuedLetter
) -> tuple[Disposition, str]:
    """A letter came back; what it was never proved to have reached first counts as handed over."""
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
    place.record(tx, returned(case, report, place.rulebook, tx.now))
    return Disposition.RETURNED, letter.reference


def _obey(place: Workplace, tx: Transaction, arrival: Arrival) -> tuple[Disposition, str]:
    command, person = arrival.command, arrival.staff
    case = command and journal.case(tx, command.reference)
    if not (command and person and case):
        return Disposition.RECORDED, ""
    place.record(tx, staff_command(case, command, person, arrival, place.rulebook))
    return Disposition.COMMAND, case.reference


def _set_aside(place: Workplace, kept: Kept, reason: str) -> None:
    """Quarantine a mail and tell a person; where even the letter cannot be written, the mail stays in the list."""
    with place.store.writing(place.clock()) as tx:
        if not register.is_unsettled(tx, kept.id):
            return
        arrived_at = received_at(kept.mail.internal_date, kept.kept_at)
        place.record(tx, set_aside(kept.id, arrived_at, reason, place.rulebook, tx.now))
        register.settle(tx, kept.id, Settlement(Disposition.QUARANTINED, reason))


def _file_settled(place: Workplace, mailbox: Mailbox, folder: FolderState) -> None:
    """Move what is settled to the Processed folder; what cannot be moved stays where it is and is tried again."""
    with place.store.reading(place.clock()) as tx:
        uids = register.to_file(tx, _name(place), folder.uidvalidity)
    if not uids:
        return
    try:
        gone = mailbox.file(uids)
    except MailboxRefused as refused:
        logger.warning("Settled mail stays where it is: %s", refused)
        return
    kill_point.reached("after_move")
    with place.store.writing(place.clock()) as tx:
        register.filed(tx, _name(place), folder.uidvalidity, gone)
    kill_point.reached("after_verify")

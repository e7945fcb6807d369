"""Mailbox to log: keep the bytes, read them, decide, record, file; each step may be repeated after a crash."""

import logging
import threading
from collections.abc import Sequence

from worker import fault
from worker.adapters import parsing
from worker.adapters.log import inbox, journal, outbox
from worker.adapters.log.inbox import Kept, Outcome, Settlement
from worker.adapters.log.outbox import QueuedLetter
from worker.adapters.log.store import LogUnavailable, Transaction
from worker.adapters.mailbox import FolderState, Mailbox, MailboxRefused
from worker.model.letter import OWN_HEADER
from worker.model.mail import Message, RawMail, Unreadable
from worker.policy.calendar import london_date
from worker.policy.decide.arrival import Arrival, received_at
from worker.policy.decide.complaint import complaint
from worker.policy.decide.unreadable import set_aside
from worker.policy.duplicates import content_key
from worker.policy.triage import Happening, Sight, triage
from worker.workplace import Workplace

logger = logging.getLogger(__name__)


def ingest(place: Workplace, mailbox: Mailbox, stop: threading.Event) -> int:
    """Take in everything that waits and give how many mails were settled; on `stop` it ends after the current mail."""
    settled = _settle_leftovers(place, stop)
    folder = mailbox.folder()
    fault.point("after_select")
    for uids in mailbox.waiting(_first_uid(place, folder), folder.next_uid - 1):
        for batch in mailbox.fetch(uids):
            fault.point("after_fetch")
            settled += _take_in(place, folder, batch, stop)
            if stop.is_set():
                return settled
            _file_settled(place, mailbox, folder)
    with place.store.writing(place.clock()) as tx:
        inbox.move_cursor(tx, _name(place), folder.uidvalidity, folder.next_uid)
    _file_settled(place, mailbox, folder)
    return settled


def _name(place: Workplace) -> str:
    return place.rulebook.office.mailbox.inbox


def _first_uid(place: Workplace, folder: FolderState) -> int:
    """Where to read on; a changed UIDVALIDITY means that every number is new and all is looked at again."""
    with place.store.reading(place.clock()) as tx:
        cursor = inbox.cursor(tx, _name(place))
    if cursor is None or cursor.uidvalidity != folder.uidvalidity:
        return 1
    return cursor.next_uid


def _take_in(place: Workplace, folder: FolderState, batch: Sequence[RawMail], stop: threading.Event) -> int:
    """Keep a batch in one commit, its first attempt counted with it, then settle one mail after the other."""
    fault.point("before_raw_commit")
    with place.store.writing(place.clock()) as tx:
        kept = inbox.keep(tx, batch)
        inbox.move_cursor(tx, _name(place), folder.uidvalidity, batch[-1].uid + 1)
    fault.point("after_raw_commit")
    return _settle_all(place, kept, stop)


def _settle_leftovers(place: Workplace, stop: threading.Event) -> int:
    """Settle what an earlier run kept and did not finish: one at a time, so that each attempt is counted alone."""
    with place.store.reading(place.clock()) as tx:
        waiting = tuple(inbox.unsettled(tx))
    settled = 0
    for mail in waiting:
        with place.store.writing(place.clock()) as tx:
            kept = inbox.begin_attempt(tx, mail)
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
        if kept.attempts > inbox.ATTEMPTS_ALLOWED:
            _set_aside(place, kept, "It stopped the worker three times.")
        else:
            _read_and_settle(place, kept)
    except LogUnavailable:
        raise
    except Exception:
        logger.exception("Mail %d could not be handled; attempt %d.", kept.id, kept.attempts)
        return False
    fault.point("after_case_commit")
    return True


def _read_and_settle(place: Workplace, kept: Kept) -> None:
    message = parsing.read(kept.mail.content)
    fault.point("in_parse")
    if isinstance(message, Unreadable):
        _set_aside(place, kept, message.reason)
        return
    key = content_key(message, kept.mail.internal_date)
    with place.store.writing(place.clock()) as tx:
        if not inbox.is_unsettled(tx, kept.id):
            return
        earlier = inbox.same_content(tx, kept, key)
        if earlier is not None:
            same = Settlement(Outcome.DUPLICATE, f"the same content as mail {earlier}", content_key=key)
            inbox.settle(tx, kept.id, same)
        else:
            inbox.settle(tx, kept.id, _decide(place, tx, kept, message, key))
        fault.point("before_case_commit")


def _decide(place: Workplace, tx: Transaction, kept: Kept, message: Message, key: str) -> Settlement:
    ours = _letter_come_back(place, tx, message)
    rule = triage(Sight(message, ours is not None, place.rulebook))
    match rule.happening:
        case Happening.OWN_COPY if ours:
            place.conclude_sent(tx, ours, "our own copy came in")
            return Settlement(Outcome.OWN_COPY, rule.name, ours.reference, key)
        case Happening.COMPLAINT:
            reference = _open_case(place, tx, kept, message)
            return Settlement(Outcome.CASE, rule.name, reference, key)
    return Settlement(Outcome.RECORDED, rule.name, content_key=key)


def _letter_come_back(place: Workplace, tx: Transaction, message: Message) -> QueuedLetter | None:
    """The letter that this mail is a copy of, word for word: a reader of our header cannot hide a mail behind it."""
    name = message.header(OWN_HEADER.lower())
    if not name or not message.sender or not place.rulebook.is_own(message.sender.email):
        return None
    letter = outbox.by_message_id(tx, place.message_id(name))
    if letter is None:
        return None
    written = parsing.read(letter.content)
    same = isinstance(written, Message) and written.text.split() == message.text.split()
    return letter if same else None


def _open_case(place: Workplace, tx: Transaction, kept: Kept, message: Message) -> str:
    arrival = Arrival(kept.id, message, received_at(kept.mail.internal_date, kept.kept_at))
    year = london_date(arrival.received_at).year
    reference = journal.next_reference(tx, place.rulebook.office.reference_prefix, year)
    place.record(tx, complaint(arrival, reference, place.rulebook, tx.now))
    return reference


def _set_aside(place: Workplace, kept: Kept, reason: str) -> None:
    """Quarantine a mail and tell a person; where even the letter cannot be written, the mail stays in the list."""
    with place.store.writing(place.clock()) as tx:
        if not inbox.is_unsettled(tx, kept.id):
            return
        arrived_at = received_at(kept.mail.internal_date, kept.kept_at)
        place.record(tx, set_aside(kept.id, arrived_at, reason, place.rulebook, tx.now))
        inbox.settle(tx, kept.id, Settlement(Outcome.QUARANTINED, reason))


def _file_settled(place: Workplace, mailbox: Mailbox, folder: FolderState) -> None:
    """Move what is settled to the Processed folder; what cannot be moved stays where it is and is tried again."""
    with place.store.reading(place.clock()) as tx:
        uids = inbox.to_file(tx, _name(place), folder.uidvalidity)
    if not uids:
        return
    try:
        gone = mailbox.file(uids)
    except MailboxRefused as refused:
        logger.warning("Settled mail stays where it is: %s", refused)
        return
    fault.point("after_move")
    with place.store.writing(place.clock()) as tx:
        inbox.filed(tx, _name(place), folder.uidvalidity, gone)
    fault.point("after_verify")

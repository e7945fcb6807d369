"""Mailbox to log: keep the bytes, read them, decide, record, file; each step may be repeated after a crash."""

import logging
import threading
from collections.abc import Sequence

from worker import kill_point
from worker.adapters.log import journal, register
from worker.adapters.log.case_unreadable import CaseUnreadable
from worker.adapters.log.register import Kept
from worker.adapters.log.store import LogUnavailable
from worker.adapters.mailbox import FolderState, Mailbox, MailboxRefused
from worker.adapters.parsing.guard import ReaderFailed
from worker.jobs.ingest.fetching import Care
from worker.jobs.ingest.follow import decide, quarantine
from worker.model.mail import RawMail, Unreadable
from worker.workplace import Workplace

logger = logging.getLogger(__name__)


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
            settled += take_in(place, batch, stop)
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


def take_in(place: Workplace, batch: Sequence[RawMail], stop: threading.Event) -> int:
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
            quarantine(place, kept, "It stopped the worker three times.")
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
        quarantine(place, kept, message.reason)
        return
    try:
        with place.store.writing(place.clock()) as tx:
            if register.is_unsettled(tx, kept.id):
                register.settle(tx, kept.id, decide(place, tx, kept, message))
                kill_point.reached("before_case_commit")
    except CaseUnreadable as unreadable:
        quarantine(place, kept, str(unreadable))
        # Time-keeping reads the case too, and tells the operator.
        with place.store.writing(place.clock()) as tx:
            journal.expect_now(tx, unreadable.reference)


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

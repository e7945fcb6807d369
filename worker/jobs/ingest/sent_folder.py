"""The folder of mail that people send from the shared mailbox: watched, and never touched.

What a person writes there to a client in a known case is entered in the case; the rest is only recorded. History is not
news: of a folder that is seen for the first time, or that has got new numbers, only what comes from then on counts.
"""

import threading
from collections.abc import Sequence

from worker.adapters.log import register
from worker.adapters.mailbox import FolderState, Mailbox
from worker.jobs.ingest.ingest import take_in
from worker.workplace import Workplace


def look_at_sent(place: Workplace, mailbox: Mailbox, stop: threading.Event) -> int:
    """Take in what was sent since the last look and give how many mails were settled; nothing where it is not watched.

    MailboxRefused where the folder cannot be opened.
    """
    name = place.rulebook.office.mailbox.sent_folder
    if not name:
        return 0
    began = place.clock()
    folder = mailbox.look_into(name)
    settled = 0
    for window in mailbox.waiting(_first_uid(place, name, folder), folder.next_uid - 1):
        for batch in mailbox.fetch(_not_kept(place, name, folder, window)):
            settled += take_in(place, batch, stop)
            if stop.is_set():
                return settled
    with place.store.writing(began) as tx:
        register.move_cursor(tx, name, folder.uidvalidity, folder.next_uid)
    return settled


def _first_uid(place: Workplace, name: str, folder: FolderState) -> int:
    with place.store.reading(place.clock()) as tx:
        cursor = register.cursor(tx, name)
    known = cursor is not None and cursor.uidvalidity == folder.uidvalidity
    return cursor.next_uid if cursor and known else folder.next_uid


def _not_kept(place: Workplace, name: str, folder: FolderState, uids: Sequence[int]) -> tuple[int, ...]:
    with place.store.reading(place.clock()) as tx:
        return register.not_kept(tx, name, folder.uidvalidity, uids)

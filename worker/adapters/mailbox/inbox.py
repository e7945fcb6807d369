"""The inbox: what lies in it, the exact bytes of it, and the move to the folder of processed mail.

Another folder may be looked into; it is opened for reading only.
"""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from imapclient import DELETED

from worker.adapters.mailbox import doorbell
from worker.adapters.mailbox.connection import ImapConnection, MailboxRefused
from worker.model.mail import RawMail

UNUSABLE_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_USABLE_YEARS = range(1990, 2100)
_WINDOW = 200  # UIDs in one command: some servers refuse lines above 4096 bytes
_SPAN = 50_000  # UIDs in one answer: imaplib refuses lines above 1,000,000 bytes
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FolderState:
    """The inbox at one moment; `next_uid` is above every UID in it (RFC 3501 2.3.1.1)."""

    uidvalidity: int
    next_uid: int
    count: int


class Mailbox:
    """The inbox over one connection; after MailboxUnavailable open a new one."""

    def __init__(self, connection: ImapConnection) -> None:
        self._connection = connection
        self._client = connection.client
        self._settings = connection.settings
        self._open = connection.settings.inbox
        self._state = FolderState(uidvalidity=0, next_uid=0, count=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Log out and let go of the connection; never raises."""
        self._connection.leave()

    def folder(self) -> FolderState:
        """The state of the inbox now, which is also what the other methods go by."""
        inbox = self._settings.inbox
        return self._enter(
            inbox, f"The folder {inbox} cannot be opened for reading and filing", readonly=False
        )

    def look_into(self, folder: str) -> FolderState:
        """The state of another folder, which the other methods go by until the inbox is asked for again.

        It is opened for reading only (EXAMINE): nothing in it can be marked or moved.
        """
        return self._enter(folder, f"The folder {folder} cannot be opened for reading", readonly=True)

    def _enter(self, folder: str, refusal: str, *, readonly: bool) -> FolderState:
        said = self._connection.ask(
            lambda: self._client.select_folder(folder, readonly=readonly),
            f"{refusal}: correct its name or the rights",
        )
        doorbell.rung(self._client)
        if b"UIDVALIDITY" not in said:
            raise MailboxRefused(
                f"The folder {folder} on {self._settings.host} has no lasting UIDs: it needs another server."
            )
        next_uid = said.get(b"UIDNEXT") or max(self._search("1:*"), default=0) + 1
        self._open, self._state = folder, FolderState(said[b"UIDVALIDITY"], next_uid, said[b"EXISTS"])
        return self._state

    def waiting(self, from_uid: int, until: int) -> Iterator[tuple[int, ...]]:
        """The UIDs in the inbox with from_uid <= UID <= until, ascending, at most 200 at a time."""
        span = _SPAN if self._state.count > _SPAN else max(until, 1)
        for first in range(max(from_uid, 1), until + 1, span):
            last = min(first + span - 1, until)
            # Servers answer a range behind the last mail with the last mail.
            found = {uid for uid in self._search(f"{first}:{last}") if first <= uid <= last}
            yield from _windows(sorted(found))

    def fetch(
        self, uids: Sequence[int], *, batch_bytes: int = 4_000_000, batch_count: int = 50
    ) -> Iterator[tuple[RawMail, ...]]:
        """The mails that are still there, in batches bounded in number and bytes; unread mail stays unread.

        A mail above `batch_bytes` comes alone. `internal_date` is UNUSABLE_DATE where the server gave none,
        or one before 1990 or after 2099.
        """
        for window in _windows(uids):
            about = self._details(window, "RFC822.SIZE", "INTERNALDATE")
            sizes = {uid: about[uid].get(b"RFC822.SIZE") or 0 for uid in window if uid in about}
            for batch in _batches(sizes, batch_bytes, batch_count):
                bodies = self._details(batch, "BODY.PEEK[]")
                mails = (self._mail(uid, about[uid], bodies.get(uid, {})) for uid in batch)
                yield tuple(mail for mail in mails if mail is not None)

    def make_folder(self, name: str) -> None:
        """Create and subscribe the folder where it is missing; MailboxRefused where the server says no."""
        refusal = f"The folder {name} cannot be created: create it by hand or correct its name"
        if not self._connection.ask(lambda: self._client.folder_exists(name), refusal):
            self._connection.ask(lambda: self._client.create_folder(name), refusal)
            with suppress(MailboxRefused):
                self._connection.ask(lambda: self._client.subscribe_folder(name), refusal)

    def file(self, uids: Sequence[int]) -> tuple[int, ...]:
        """Move the mails to the folder of processed mail; which UIDs a search now proves gone from the inbox.

        A server that can neither MOVE (RFC 6851) nor UID EXPUNGE (RFC 4315) keeps them: nothing is returned.
        """
        if not (self._connection.offers("MOVE") or self._connection.offers("UIDPLUS")):
            return ()
        return tuple(uid for window in _windows(uids) for uid in self._file(window))

    def wait_for_news(self, seconds: float, stop: threading.Event) -> bool:
        """Whether the server rang within the time, nine minutes at most; it may ring although nothing came.

        Ends within a second of `stop`. Where the server offers no IDLE (RFC 2177) this only waits.
        """
        if self._settings.idle and self._connection.offers("IDLE"):
            with self._connection.border():
                return doorbell.wait(self._client, seconds, stop)
        stop.wait(seconds)
        return False

    def _search(self, uids: str) -> list[int]:
        with self._connection.border():
            return list(self._client.search(["UID", uids]))

    def _details(self, uids: Sequence[int], *items: str) -> Mapping[int, Mapping[bytes, Any]]:
        """What FETCH says of each UID; one by one where a single mail makes the server refuse them all."""
        try:
            return self._connection.ask(lambda: self._client.fetch(uids, items), "A mail cannot be read")
        except MailboxRefused:
            if len(uids) == 1:
                _LOG.warning("The mail server refuses to hand over UID %s: look at it by hand.", uids[0])
                return {}
            return {uid: said for each in uids for uid, said in self._details([each], *items).items()}

    def _mail(self, uid: int, about: Mapping[bytes, Any], body: Mapping[bytes, Any]) -> RawMail | None:
        content = body.get(b"BODY[]")
        if not isinstance(content, bytes):
            return None
        internal_date = _usable(about.get(b"INTERNALDATE"))
        return RawMail(self._open, self._state.uidvalidity, uid, internal_date, content)

    def _file(self, window: Sequence[int]) -> tuple[int, ...]:
        send = self._move if self._connection.offers("MOVE") else self._copy_and_expunge
        try:
            send(window)
        except MailboxRefused:
            self.make_folder(self._settings.processed)
            send(window)
        present = self._search(",".join(map(str, window)))
        return tuple(uid for uid in window if uid not in present)

    def _move(self, window: Sequence[int]) -> None:
        processed = self._settings.processed
        self._connection.ask(lambda: self._client.move(window, processed), _not_filed(processed))

    def _copy_and_expunge(self, window: Sequence[int]) -> None:
        """Remove only what the server names as copied; a plain EXPUNGE would remove what others marked."""
        processed = self._settings.processed
        self._connection.ask(lambda: self._client.copy(window, processed), _not_filed(processed))
        with self._connection.border():
            _, said = self._client._imap.response("COPYUID")
            copied = sorted(_copied(said[-1]) & set(window)) if said[-1] else []
            if copied:
                self._client.add_flags(copied, [DELETED], silent=True)
                self._client.uid_expunge(copied)


def _not_filed(folder: str) -> str:
    return f"Mail cannot be filed in {folder}: look at that folder, at the rights and at the quota"


def _windows(uids: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(uids), _WINDOW):
        yield tuple(uids[start : start + _WINDOW])


def _batches(sizes: Mapping[int, int], most_bytes: int, most: int) -> Iterator[tuple[int, ...]]:
    batch: list[int] = []
    room = most_bytes
    for uid, size in sizes.items():
        if batch and (len(batch) == most or size > room):
            yield tuple(batch)
            batch, room = [], most_bytes
        batch.append(uid)
        room -= size
    if batch:
        yield tuple(batch)


def _usable(date: object) -> datetime:
    if not isinstance(date, datetime):
        return UNUSABLE_DATE
    try:
        at = date.astimezone(UTC)
    except (ValueError, OverflowError):
        return UNUSABLE_DATE
    return at if at.year in _USABLE_YEARS else UNUSABLE_DATE


def _copied(copyuid: bytes) -> set[int]:
    """The UIDs that were copied: the second word of COPYUID, such as 304,319:320 (RFC 4315 3)."""
    copied: set[int] = set()
    _, uids, _ = copyuid.decode("ascii").split()
    for part in uids.split(","):
        first, _, last = part.partition(":")
        copied.update(range(int(first), int(last or first) + 1))
    return copied

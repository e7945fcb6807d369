"""A folder of recorded mail: what lies in it, and when each mail arrived."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from itertools import islice
from mailbox import mbox
from pathlib import Path

from worker.demo.simulation import IncomingMail
from worker.model.letter import OWN_HEADER
from worker.policy.calendar import FIRST_DAY, LAST_DAY, date_in_words, london_date

_IN_NAME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):?(\d\d)Z")
_HEAD = 65_536  # bytes
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedMail:
    """A mail of the folder; `at` is its arrival in aware UTC, or None where nothing says when.

    `content` is empty where the mail is a file of its own. `is_ours` says that it is a letter that the worker wrote.
    """

    name: str
    path: Path
    content: bytes
    at: datetime | None
    is_ours: bool

    def read(self) -> bytes:
        """The bytes; OSError where the file is gone."""
        return self.content or self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Recording:
    """The mails of a folder, in the order of their names."""

    mails: tuple[RecordedMail, ...]

    @property
    def first_day(self) -> date | None:
        """The London day of the earliest mail that somebody else wrote, or None where there is none."""
        arrived = (mail.at for mail in self.mails if mail.at and not mail.is_ours)
        earliest = min(arrived, default=None)
        return london_date(earliest) if earliest else None

    def arrivals(self, first: date, last: date) -> tuple[IncomingMail, ...]:
        """The mails that arrived on these London days, both included, the earliest first."""
        played = [(mail.at, mail) for mail in self.mails if mail.at and _is_within(mail, first, last)]
        return tuple(_arrival(at, mail) for at, mail in sorted(played, key=lambda each: each[0]))

    def left_out(self, first: date, last: date) -> tuple[str, ...]:
        """A sentence for each reason for which mails are not played, with their names."""
        others = [mail for mail in self.mails if not mail.is_ours]
        reasons = (
            (
                "no date of arrival can be read in them; begin their names with one, like 2026-03-02T0930Z-",
                [mail for mail in others if mail.at is None],
            ),
            (
                f"they did not arrive from {date_in_words(first)} to {date_in_words(last)}",
                [mail for mail in others if mail.at and not _is_within(mail, first, last)],
            ),
            (
                "the worker wrote them, and the simulation writes its own",
                [mail for mail in self.mails if mail.is_ours],
            ),
        )
        return tuple(f"Left out, because {why}: {_names(mails)}." for why, mails in reasons if mails)


def recording(folder: Path, address: str) -> Recording:
    """Every .eml file, and every mail in an .mbox file, in the folder and the folders in it.

    A mail arrived at the time in its name, like 2026-03-02T0930Z-anything.eml, else at that of its topmost Received,
    else of its Date. `address` is the shared mailbox, by which its own letters are known. Raises OSError.
    """
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return Recording(tuple(mail for path in files for mail in _mails(path, folder, address)))


def _mails(path: Path, folder: Path, address: str) -> Iterator[RecordedMail]:
    name = str(path.relative_to(folder))
    if path.suffix.lower() == ".eml":
        with path.open("rb") as file:
            head = file.read(_HEAD)
        yield _mail(name, path, b"", head, address)
    if path.suffix.lower() == ".mbox":
        with closing(mbox(path, create=False)) as box:
            for number, key in enumerate(box.iterkeys(), start=1):
                content = box.get_bytes(key)
                yield _mail(f"{name} mail {number}", path, content, content[:_HEAD], address)


def _mail(name: str, path: Path, content: bytes, head: bytes, address: str) -> RecordedMail:
    headers = BytesHeaderParser().parsebytes(head)
    is_ours = headers[OWN_HEADER] is not None and address in str(headers["From"]).lower()
    # The name of an .mbox is that of many mails, and an empty file is none.
    at = (None if content or not head else _in_name(path.name)) or _in_headers(headers)
    return RecordedMail(name=name, path=path, content=content, at=at, is_ours=is_ours)


def _in_name(name: str) -> datetime | None:
    found = _IN_NAME.match(name)
    try:
        return _usable(datetime.fromisoformat(f"{found[1]}T{found[2]}:{found[3]}+00:00")) if found else None
    except ValueError:
        return None


def _in_headers(headers: Message) -> datetime | None:
    received, written = str(headers["Received"] or ""), str(headers["Date"] or "")
    return _in_header(received.rpartition(";")[2]) or _in_header(written)


def _in_header(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        # RFC 5322 3.3: a time without a zone is one of UTC.
        return _usable(at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _usable(at: datetime) -> datetime | None:
    return at if FIRST_DAY.year <= at.year < LAST_DAY.year else None


def _is_within(mail: RecordedMail, first: date, last: date) -> bool:
    return mail.at is not None and not mail.is_ours and first <= london_date(mail.at) <= last


def _arrival(at: datetime, mail: RecordedMail) -> IncomingMail:
    return IncomingMail(at, lambda _letters: mail.read())


def _names(mails: list[RecordedMail]) -> str:
    more = len(mails) - _NAMED
    return ", ".join(mail.name for mail in islice(mails, _NAMED)) + (
        f" and {more} others" if more > 0 else ""
    )

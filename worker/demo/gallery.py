"""Every mail of the demo as an .eml file, and one page that shows them as an inbox; nothing in it is remote."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape, unescape
from itertools import groupby
from pathlib import Path

from worker.adapters import parsing
from worker.demo.gallery_style import STYLE
from worker.demo.words import date_of, time_in_words
from worker.model.mail import Message, Unreadable

INDEX = "index.html"
_OURS = ".made-by-the-demo"  # the names of the files that the next demo may replace
_PREHEADER = 140

_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<header>
<h1>{title}</h1>
{summary}
</header>
<main>
{days}
</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A mail that came in or went out `at` an instant in aware UTC; `became` says in sentences what followed."""

    at: datetime
    content: bytes
    sent: bool
    became: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """What the page shows of an exhibit; every text is still unescaped."""

    exhibit: Exhibit
    file: str
    sender: str
    recipient: str
    subject: str
    preheader: str
    text: str
    html: str
    files: tuple[str, ...]


class FolderTaken(Exception):
    """The folder holds a file that the demo would overwrite and did not make; give another one with --output."""


def hang(exhibits: Sequence[Exhibit], summary: Iterable[str], folder: Path) -> Path:
    """Write every mail and the page into the folder, made if need be, and give the page's path.

    Files of an earlier demo are replaced. Raises FolderTaken for a file of somebody else, and OSError.
    """
    pictures = [_picture(number, exhibit) for number, exhibit in enumerate(exhibits, start=1)]
    folder.mkdir(parents=True, exist_ok=True)
    _make_room(folder, (INDEX, *(picture.file for picture in pictures)))
    for picture in pictures:
        (folder / picture.file).write_bytes(picture.exhibit.content)
    (folder / INDEX).write_text(_page(pictures, summary), encoding="utf-8")
    return folder / INDEX


def _make_room(folder: Path, names: Sequence[str]) -> None:
    """Remove what an earlier demo left, and write down what this one is about to leave."""
    record = folder / _OURS
    earlier = set(record.read_text(encoding="utf-8").splitlines()) if record.is_file() else set()
    for name in names:
        if name not in earlier and (folder / name).exists():
            raise FolderTaken(f"{folder / name} is not of the demo's making; give another folder with --output.")
    for name in earlier:
        # Only plain names: a record that somebody changed must not lead out of the folder.
        if Path(name).name == name:
            (folder / name).unlink(missing_ok=True)
    record.write_text("\n".join((*names, _OURS)) + "\n", encoding="utf-8")


def _picture(number: int, exhibit: Exhibit) -> _Picture:
    parsed = message_from_bytes(exhibit.content, policy=default)
    html = _html(parsed)
    read = parsing.read(exhibit.content)
    text = read.reason if isinstance(read, Unreadable) else read.text
    other = parsed["To"] if exhibit.sent else parsed["From"]
    slug = re.sub(r"[^a-z0-9]+", "-", other.addresses[0].addr_spec.lower()).strip("-")
    return _Picture(
        exhibit=exhibit,
        file=f"{number:02}-{'to' if exhibit.sent else 'from'}-{slug}.eml",
        sender=_name(parsed["From"]),
        recipient=_name(parsed["To"]),
        subject=str(parsed["Subject"]),
        preheader=_first_words(html or text),
        text=_plain(parsed) or text,
        html=html,
        files=_files(read),
    )


def _html(parsed: EmailMessage) -> str:
    body = parsed.get_body(("html",))
    return str(body.get_content()) if body else ""


def _plain(parsed: EmailMessage) -> str:
    body = parsed.get_body(("plain",))
    return str(body.get_content()) if body else ""


def _files(read: Message | Unreadable) -> tuple[str, ...]:
    return () if isinstance(read, Unreadable) else tuple(each.name for each in read.attachments)

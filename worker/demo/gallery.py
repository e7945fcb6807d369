"""Every mail of the demo as an .eml file, and one page that shows them as an inbox; nothing in it is remote."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import default
from html import escape, unescape
from itertools import groupby
from pathlib import Path

from worker.adapters import parsing
from worker.demo.gallery_style import STYLE
from worker.demo.moments import day_in_words, moment_in_words, time_in_words
from worker.model.mail import Message

INDEX = "index.html"

_RECORD = ".made-by-the-demo"
_PREHEADER = 160
_TITLE = "A fortnight of the complaints mailbox"

# The letters in the frames inherit the policy: no script runs and nothing is fetched.
_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%s</title>
<style>
%s
</style>
</head>
<body>
<header>
<h1>%s</h1>
<p>%s Select a mail to read it.</p>
</header>
<main>
%s
</main>
<footer>
%s
</footer>
</body>
</html>
"""


class FolderTaken(Exception):
    """The folder holds a file of the same name that the demo did not make; give another one with --output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A mail that came in, or was `sent`, `at` an instant in aware UTC; `became` says what followed."""

    at: datetime
    content: bytes
    sent: bool
    became: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How things stand at the end: (who, how it stands) for each open complaint, and what the log proves of itself."""

    on: datetime
    complaints: tuple[tuple[str, str], ...]
    log: str


def hang(exhibits: Sequence[Exhibit], closing: Closing, folder: Path) -> Path:
    """Write every mail and the page into the folder, made at need, and give the path of the page.

    Files that an earlier demo left are replaced. Raises FolderTaken for a file of anybody else, and OSError.
    """
    pictures = [_picture(number, exhibit) for number, exhibit in enumerate(exhibits, start=1)]
    folder.mkdir(parents=True, exist_ok=True)
    _make_room(folder, (INDEX, *(picture.file for picture in pictures)))
    for picture in pictures:
        (folder / picture.file).write_bytes(picture.exhibit.content)
    (folder / INDEX).write_text(_page(pictures, closing), encoding="utf-8")
    return folder / INDEX


def name_of(header: AddressHeader) -> str:
    """The name in a From or To, or the address where it has none."""
    first = header.addresses[0]
    return str(first.display_name or first.addr_spec)


def _make_room(folder: Path, names: Sequence[str]) -> None:
    """Remove what an earlier demo left, and write down what this one is about to leave."""
    record = folder / _RECORD
    earlier = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
    for name in names:
        if name not in earlier and (folder / name).exists():
            raise FolderTaken(f"{folder / name} was not made by the demo; give another folder with --output.")
    for name in earlier:
        # A record that somebody changed must not lead out of the folder.
        if Path(name).name == name:
            (folder / name).unlink(missing_ok=True)
    record.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """An exhibit with what the page says about it, unescaped; `html` is empty where the mail has none."""

    exhibit: Exhibit
    mail: EmailMessage
    file: str
    text: str
    html: str
    attached: tuple[str, ...]

    @property
    def preheader(self) -> str:
        """What an inbox shows behind the subject: the first words of the mail, hidden ones too."""
        shown = re.sub(r"(?is)<(head|style|title)\b.*?</\1>|<!--.*?-->|<[^>]*>", " ", self.html)
        return " ".join((unescape(shown) if self.html else self.text).split())[:_PREHEADER]


def _picture(number: int, exhibit: Exhibit) -> _Picture:
    mail = message_from_bytes(exhibit.content, policy=default)
    read = parsing.read(exhibit.content)
    text, attachments = (read.text, read.attachments) if isinstance(read, Message) else (read.reason, ())
    other = mail["To" if exhibit.sent else "From"].addresses[0].addr_spec
    slug = re.sub(r"[^a-z0-9]+", "-", other.lower()).strip("-")
    return _Picture(
        exhibit=exhibit,
        mail=mail,
        file=f"{number:02}-{'to' if exhibit.sent else 'from'}-{slug}.eml",
        text=_part(mail, "plain") or text,
        html=_part(mail, "html"),
        attached=tuple(each.name for each in attachments),
    )


def _part(mail: EmailMessage, subtype: str) -> str:
    body = mail.get_body((subtype,))
    return str(body.get_content()) if body else ""


def _page(pictures: Sequence[_Picture], closing: Closing) -> str:
    sent = sum(picture.exhibit.sent for picture in pictures)
    summary = f"{len(pictures) - sent} mails came in and {sent} letters went out, all on this machine."
    days = groupby(pictures, key=lambda picture: day_in_words(picture.exhibit.at))
    shown = "\n".join(_day(day, on_it) for day, on_it in days)
    return _PAGE % (_TITLE, STYLE, _TITLE, summary, shown, _footer(closing))


def _day(day: str, pictures: Iterable[_Picture]) -> str:
    rows = "\n".join(_row(picture) for picture in pictures)
    return f'<section>\n<h2>{day}</h2>\n<div class="list">\n{rows}\n</div>\n</section>'


def _row(picture: _Picture) -> str:
    exhibit, mail = picture.exhibit, picture.mail
    way, side = ("sent", "Sent") if exhibit.sent else ("came", "Received")
    whom = f"to {name_of(mail['To'])}"
    became = "".join(f"<li>{escape(line)}</li>" for line in exhibit.became)
    return f"""\
<details class="{way}">
<summary><span class="way">{side}</span>
<span class="who">{escape(name_of(mail["From"]))}<small>{escape(whom)}</small></span>
<span class="what"><b>{escape(mail["Subject"])}</b><span class="more">{escape(picture.preheader)}</span></span>
<time datetime="{exhibit.at.isoformat()}">{time_in_words(exhibit.at)}</time>
{f'<ul class="became">{became}</ul>' if became else ""}</summary>
<div class="open">
{_head(picture)}
{_panes(picture)}
</div>
</details>"""


def _head(picture: _Picture) -> str:
    mail = picture.mail
    lines = [(name, str(mail[name])) for name in ("From", "To", "Reply-To", "Subject") if mail[name]]
    lines.append(("Date", moment_in_words(picture.exhibit.at)))
    lines += [("Attached", name) for name in picture.attached]
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in lines)
    return f'<dl>{rows}<dt>File</dt><dd><a href="{picture.file}">{picture.file}</a></dd></dl>'


def _panes(picture: _Picture) -> str:
    text = f"<div><h3>As plain text</h3><pre>{escape(picture.text)}</pre></div>"
    if not picture.html:
        return f'<div class="panes">{text}</div>'
    title = escape(picture.mail["Subject"])
    frame = f'<iframe sandbox title="{title}" srcdoc="{escape(picture.html)}"></iframe>'
    return f'<div class="panes two"><div><h3>As HTML</h3>{frame}</div>{text}</div>'


def _footer(closing: Closing) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(stands)}</td></tr>'
        for name, stands in closing.complaints
    )
    table = f"<table><thead><tr><th>Complaint</th><th>How it stands</th></tr></thead><tbody>{rows}</tbody></table>"
    return f"<h2>Open at the end</h2>\n{table}\n<p>worker log verify: {escape(closing.log)}</p>"

"""Every mail of a simulation as an .eml file, and one page that shows them as an inbox; nothing in it is remote."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message as MailPart
from html import escape, unescape
from itertools import chain, groupby
from pathlib import Path

from worker.adapters import parsing
from worker.demo import DemoRefused
from worker.demo.gallery_style import STYLE
from worker.demo.log_table import cells_of, headings
from worker.demo.moments import day_in_words, moment_in_words
from worker.demo.simulation import Occasion
from worker.demo.telling import Closing, stands, whose
from worker.model.mail import Address, Message
from worker.model.stage import Stage
from worker.policy.calendar import date_in_words, time_in_words

INDEX = "index.html"

_RECORD = ".made-by-the-demo"
_PREHEADER = 160
_SLUG = 60
_SHOWN = ("From", "To", "Reply-To", "Subject")
_TITLE = "The complaints mailbox, %s to %s"

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
    """A mail that came in, or was `sent`, `at` an instant in aware UTC; `became` says what followed.

    `case` is the reference of the one case to which it belongs, or empty.
    """

    at: datetime
    content: bytes
    sent: bool
    became: tuple[str, ...] = ()
    case: str = ""


def leave(happenings: Iterable[Occasion], closing: Closing, folder: Path) -> str:
    """Write every mail and the page that shows them, and say in a sentence where they are.

    DemoRefused with one sentence where the folder cannot be used.
    """
    exhibits = [exhibit for happening in happenings for exhibit in _exhibits(happening)]
    try:
        page = hang(exhibits, closing, folder)
    except (FolderTaken, OSError) as trouble:
        raise DemoRefused(f"The mails cannot be left in {folder}: {trouble}") from trouble
    return f"Every mail is in {folder} as an .eml file. Look at them all: {page.resolve().as_uri()}"


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


def _exhibits(happening: Occasion) -> Iterator[Exhibit]:
    mail = happening.mail
    if mail:
        case = happening.cases[0] if len(happening.cases) == 1 else ""
        yield Exhibit(at=happening.at, content=mail.content, sent=False, became=happening.became, case=case)
    for each in happening.letters:
        yield Exhibit(at=happening.at, content=each.content, sent=True, case=each.case)


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
    """An exhibit with what the page says about it, unescaped; `html` is empty where the mail has none.

    `head` are the headers that are shown, each with its name.
    """

    exhibit: Exhibit
    file: str
    sender: str
    to: str
    subject: str
    head: tuple[tuple[str, str], ...]
    text: str
    html: str
    attached: tuple[str, ...]

    @property
    def preheader(self) -> str:
        """What an inbox shows behind the subject: the first words of the mail, hidden ones too."""
        shown = re.sub(r"(?is)<(head|style|title)\b.*?</\1>|<!--.*?-->|<[^>]*>", " ", self.html)
        return " ".join((unescape(shown) if self.html else self.text).split())[:_PREHEADER]


def _picture(number: int, exhibit: Exhibit) -> _Picture:
    read = parsing.read(exhibit.content)
    mail = (
        read
        if isinstance(read, Message)
        else Message(sender=None, from_text="", subject="", text=read.reason)
    )
    to = mail.to[0] if mail.to else None
    return _Picture(
        exhibit=exhibit,
        file=_file(number, exhibit, to if exhibit.sent else mail.sender),
        sender=_name(mail.sender) or mail.from_text or "a sender not known",
        to=_name(to) or "a reader not known",
        subject=mail.subject or "(no subject)",
        head=tuple((name, value) for name in _SHOWN if (value := mail.header(name.lower()))),
        text=mail.text,
        html=_html(exhibit.content) if read is mail else "",
        attached=tuple(each.name for each in mail.attachments),
    )


def _name(address: Address | None) -> str:
    return (address.name or address.email) if address else ""


def _file(number: int, exhibit: Exhibit, other: Address | None) -> str:
    """A name that sorts by time and from which `simulate --mailbox` reads when the mail arrived."""
    slug = re.sub(r"[^a-z0-9]+", "-", other.email[:_SLUG].lower() if other else "").strip("-")
    way = "to" if exhibit.sent else "from"
    return f"{exhibit.at.astimezone(UTC):%Y-%m-%dT%H%MZ}-{number:03}-{way}-{slug or 'unknown'}.eml"


def _html(content: bytes) -> str:
    """The first HTML of the mail as it stands there; what its charset does not have shows as a replacement."""
    part = next(_parts(message_from_bytes(content), "text/html"), None)
    payload = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        return payload.decode("latin-1")


def _parts(mail: MailPart, kind: str) -> Iterator[MailPart]:
    """The parts of that kind, without those of mails that are attached."""
    if mail.get_content_maintype() == "multipart" and mail.is_multipart():
        inside = (part for part in mail.get_payload() if isinstance(part, MailPart))
        yield from chain.from_iterable(_parts(part, kind) for part in inside)
    elif mail.get_content_type() == kind:
        yield mail


def _page(pictures: Sequence[_Picture], closing: Closing) -> str:
    sent = sum(picture.exhibit.sent for picture in pictures)
    summary = f"{len(pictures) - sent} mails came in and {sent} letters went out, all on this machine."
    shown = "\n".join((*_by_case(pictures, closing), *_by_day(pictures, closing)))
    title = _TITLE % (date_in_words(closing.first), day_in_words(closing.on))
    return _PAGE % (title, STYLE, title, summary, shown, _footer(closing))


def _by_case(pictures: Sequence[_Picture], closing: Closing) -> Iterator[str]:
    """A list of mails for each complaint, from the first to the last."""
    for row in closing.table:
        of_case = [picture for picture in pictures if picture.exhibit.case == row.reference]
        how = row.outcome if row.stage == Stage.CLOSED else ""
        heading = f"{row.reference}, {row.client}: {', '.join(filter(None, (row.stage, how)))}"
        yield _section(heading, (_row(each, day_in_words(each.exhibit.at)) for each in of_case))


def _by_day(pictures: Sequence[_Picture], closing: Closing) -> Iterator[str]:
    """What belongs to none of these or to several, day by day."""
    shown = {row.reference for row in closing.table}
    others = (picture for picture in pictures if picture.exhibit.case not in shown)
    for day, on_it in groupby(others, key=lambda picture: day_in_words(picture.exhibit.at)):
        yield _section(day, map(_row, on_it))


def _section(heading: str, rows: Iterable[str]) -> str:
    shown = "\n".join(rows)
    return f'<section>\n<h2>{escape(heading)}</h2>\n<div class="list">\n{shown}\n</div>\n</section>'


def _row(picture: _Picture, day: str = "") -> str:
    """A mail as an inbox has it, with the day where no heading says it, and the whole mail behind it."""
    exhibit = picture.exhibit
    way, side = ("sent", "Sent") if exhibit.sent else ("came", "Received")
    became = "".join(f"<li>{escape(line)}</li>" for line in exhibit.became)
    return f"""\
<details class="{way}">
<summary><span class="way">{side}</span>
<span class="who">{escape(picture.sender)}<small>to {escape(picture.to)}</small></span>
<span class="what"><b>{escape(picture.subject)}</b><span class="more">{escape(picture.preheader)}</span></span>
<time datetime="{exhibit.at.isoformat()}">{f"{escape(day)}, " if day else ""}{time_in_words(exhibit.at)}</time>
{f'<ul class="became">{became}</ul>' if became else ""}</summary>
<div class="open">
{_head(picture)}
{_panes(picture)}
</div>
</details>"""


def _head(picture: _Picture) -> str:
    lines = [*picture.head, ("Date", moment_in_words(picture.exhibit.at))]
    lines += [("Attached", name) for name in picture.attached]
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in lines)
    return f'<dl>{rows}<dt>File</dt><dd><a href="{picture.file}">{picture.file}</a></dd></dl>'


def _panes(picture: _Picture) -> str:
    text = f"<div><h3>As plain text</h3><pre>{escape(picture.text)}</pre></div>"
    if not picture.html:
        return f'<div class="panes">{text}</div>'
    title = escape(picture.subject)
    frame = f'<iframe sandbox title="{title}" srcdoc="{escape(picture.html)}"></iframe>'
    return f'<div class="panes two"><div><h3>As HTML</h3>{frame}</div>{text}</div>'


def _footer(closing: Closing) -> str:
    heads = "".join(f'<th scope="col">{heading}</th>' for heading in headings())
    rows = "".join(f"<tr>{_cells(cells_of(row))}</tr>" for row in closing.table)
    table = f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    owed = "".join(f"<li>{escape(whose(case))}: {escape(stands(case))}</li>" for case in closing.complaints)
    still = f"<h2>Still open</h2>\n<ul>{owed}</ul>\n" if owed else ""
    return f"<h2>The log at the end</h2>\n{table}\n{still}<p>worker log verify: {escape(closing.log)}</p>"


def _cells(cells: Sequence[str]) -> str:
    first, *others = map(escape, cells)
    return f'<th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}'

"""The tree of parts of one mail -> its text, its files and its reports (RFC 2046, 6522)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import Message as Part

from worker.adapters.parsing import files, hypertext
from worker.model.mail import Attachment

_STUB = re.compile(
    r"html|(view|read|see|open)\b.{0,60}\b(browser|online|web)|rich.?text|does(n't| not) support|not displaying",
    re.IGNORECASE | re.DOTALL,
)
_STUB_WORDS = 60
_WORD = re.compile(r"\w+")
_DELIVERY = frozenset({"delivery-status", "global-delivery-status"})
_FOR_MACHINES = frozenset({"disposition-notification", "feedback-report", "tracking-status"})
_NOTES = {
    "application/ms-tnef": "The mail keeps its contents in winmail.dat, which is not opened.",
    "application/pkcs7-mime": "The mail is encrypted or sealed with S/MIME and is not opened.",
    "application/x-pkcs7-mime": "The mail is encrypted or sealed with S/MIME and is not opened.",
    "multipart/encrypted": "The mail is encrypted and is not opened.",
    "message/partial": "The mail is one piece of a longer one.",
    "message/external-body": "The mail points to a file kept elsewhere, which is not fetched.",
}
_DEFECTS = {
    "StartBoundaryNotFoundDefect": "The parts of the mail cannot be told apart.",
    "NoBoundaryInMultipartDefect": "The parts of the mail cannot be told apart.",
    "CloseBoundaryNotFoundDefect": "The end of the mail is missing.",
    "MissingHeaderBodySeparatorDefect": "A line of the mail is neither header nor text.",
}


@dataclass(frozen=True, slots=True)
class Body:
    """Readable words; `html` where they were laid out in HTML."""

    text: str
    html: bool = False


@dataclass(slots=True)
class Contents:
    """What a walk has found so far; `returned` holds headers of letters of ours that came back."""

    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    attached_messages: list[bytes] = field(default_factory=list)
    reports: list[Part] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read(message: Part) -> Contents:
    """Walk the parts of one mail; attached mails are kept as bytes and not entered."""
    found = Contents()
    found.text = _body(message, found).text.strip("\n").rstrip()
    if "-----BEGIN PGP MESSAGE-----" in found.text:
        found.faults.append(_NOTES["multipart/encrypted"])
    return found


def _body(part: Part, found: Contents) -> Body:
    """The words of a part and of what lies in it; everything else is put into `found`."""
    kind = part.get_content_type()
    notes = [_NOTES.get(kind, ""), *(_DEFECTS.get(type(defect).__name__, "") for defect in part.defects)]
    found.faults += [note for note in notes if note and note not in found.faults]
    if kind.startswith("message/"):
        return _mail_in_mail(part, kind, found)
    if part.is_multipart():
        bodies = [_body(child, found) for child in files.children(part)]
        return _best(bodies) if kind == "multipart/alternative" else _all(bodies)
    return _leaf(part, kind, found)


def _mail_in_mail(part: Part, kind: str, found: Contents) -> Body:
    subtype = kind.partition("/")[2]
    if subtype in _DELIVERY:
        found.reports.append(part)
    if subtype in _DELIVERY or subtype in _FOR_MACHINES:
        return Body("")
    content = files.attached(part)
    if subtype in ("rfc822", "global"):
        found.attached_messages.append(content)
    found.attachments.append(files.attachment(content, files.name(part), kind, len(found.attachments) + 1))
    return Body("")


def _leaf(part: Part, kind: str, found: Contents) -> Body:
    """A part without children: words to read, or a file."""
    name = files.name(part)
    if kind in ("text/rfc822-headers", "message/rfc822-headers"):
        found.returned.append(files.text(part))
        return Body("")
    if kind == "text/x-amp-html":
        return Body("")
    if not _is_file(part, kind, name):
        written = files.text(part)
        if kind == "text/html" or hypertext.is_html(written):
            return Body(hypertext.text(written), html=True)
        return Body(hypertext.text(written)) if kind in ("text/enriched", "text/richtext") else Body(written)
    found.attachments.append(files.attachment(files.content(part), name, kind, len(found.attachments) + 1))
    return Body("")


def _is_file(part: Part, kind: str, name: str) -> bool:
    if kind.startswith("multipart/"):  # its parts could not be told apart: show what is there
        return False
    if not kind.startswith("text/") or kind in ("text/calendar", "text/rtf", "text/vcard", "text/csv"):
        return True
    disposition = files.disposition(part)
    return disposition == "attachment" or bool(name and disposition != "inline")


def _best(bodies: Sequence[Body]) -> Body:
    """Of alternatives the plain text, unless it says nothing and the HTML does."""
    plain = next((body for body in bodies if not body.html and body.text.strip()), Body(""))
    html = next((body for body in reversed(bodies) if body.html and body.text.strip()), Body("", html=True))
    return html if _says_less(plain.text, html.text) else plain


def _says_less(plain: str, html: str) -> bool:
    """The plain text is empty or a stub that only tells to look at the HTML."""
    plain_words = _WORD.findall(plain[: 100 * _STUB_WORDS])
    html_words = _WORD.findall(html[: 100 * _STUB_WORDS])
    if len(plain_words) <= 1 or not html_words:
        return len(html_words) > len(plain_words)
    stub = len(plain_words) <= _STUB_WORDS and bool(_STUB.search(plain))
    return stub and len(html_words) > len(plain_words)


def _all(bodies: Sequence[Body]) -> Body:
    """All words in their order, without a second copy of the same words."""
    kept: list[Body] = []
    seen: set[tuple[str, ...]] = set()
    for body in bodies:
        words = tuple(_WORD.findall(body.text))
        if words and words not in seen:
            seen.add(words)
            kept.append(body)
    return Body("\n\n".join(body.text.strip("\n") for body in kept), html=any(body.html for body in kept))

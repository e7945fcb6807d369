"""The tree of parts of one mail -> its text, its files and its reports (RFC 2046, 6522)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from email.message import Message as Part

from worker.adapters.parsing import charset, clean_text, delivery_reports, files, hypertext
from worker.model.letter import OWN_HEADER
from worker.model.mail import Attachment

_STUB = re.compile(
    r"html|(view|read|see|open)\b.{0,60}\b(browser|online|web)|rich.?text|does(n't| not) support"
    r"|not displaying",
    re.IGNORECASE | re.DOTALL,
)
_PICTURE_IN_HTML = re.compile(r"\bcid:([^\s\"'<>)]{1,300})", re.IGNORECASE)
_OURS = re.compile(rf"^{OWN_HEADER}:", re.IGNORECASE | re.MULTILINE)
_STUB_WORDS = 60
_FOOT_WORDS = 200
_WORD = re.compile(r"\w+")
_DELIVERY = frozenset({"delivery-status", "global-delivery-status"})
_FOR_MACHINES = frozenset({"disposition-notification", "feedback-report", "tracking-status"})
_TEXT_FILES = frozenset({"text/calendar", "text/rtf", "text/vcard", "text/x-vcard", "text/csv"})
_UNSEEN = frozenset({"text/rfc822-headers", "text/x-amp-html"})
_NOTES = {
    "application/ms-tnef": "The mail keeps its contents in winmail.dat, which is not opened.",
    "application/pkcs7-mime": "The mail is encrypted or sealed with S/MIME and is not opened.",
    "application/x-pkcs7-mime": "The mail is encrypted or sealed with S/MIME and is not opened.",
    "multipart/encrypted": "The mail is encrypted and is not opened.",
    "message/partial": "The mail is one piece of a longer one.",
    "message/external-body": "The mail points to a file kept elsewhere, which is not fetched.",
}
_TOO_LONG = (
    f"The mail holds more HTML than is read; what follows {hypertext.LONGEST:,} characters is missing."
)
_DEFECTS = {
    "StartBoundaryNotFoundDefect": "The parts of the mail cannot be told apart.",
    "NoBoundaryInMultipartDefect": "The parts of the mail cannot be told apart.",
    "CloseBoundaryNotFoundDefect": "The end of the mail is missing.",
    "MissingHeaderBodySeparatorDefect": "A line of the mail is neither header nor text.",
}


@dataclass(frozen=True, slots=True)
class Body:
    """Words as they came; `html` where HTML lays them out, `tags` while its tags still stand in them."""

    source: str = ""
    html: bool = False
    tags: bool = False

    def text(self) -> str:
        """The words to read; taking HTML apart is dear and done only where they are needed."""
        return hypertext.text(self.source) if self.tags else self.source


@dataclass(slots=True)
class Contents:
    """What a walk has found so far; `reports` and `returned` hold what came with a bounce.

    `pictures` are the Content-IDs that the HTML shows, `identified` that of each file that has one, by its place. The
    bytes of the file whose hash is `wanted` are kept in `content`.
    """

    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    attached_messages: list[bytes] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    pictures: set[str] = field(default_factory=set)
    identified: dict[int, str] = field(default_factory=dict)
    wanted: str = ""
    content: bytes | None = None

    def add(self, content: bytes, name: str, kind: str) -> None:
        """Take a file in; the note on its type or name becomes a fault."""
        self.attachments.append(files.attachment(content, name, kind, len(self.attachments) + 1))
        if self.attachments[-1].sha256 == self.wanted:
            self.content = content
        if name.lower() == "winmail.dat" and kind != "application/ms-tnef":
            self.faults.append(_NOTES["application/ms-tnef"])

    def mark_pictures(self) -> None:
        """Say of each picture that the mail shows within its text that it does."""
        for place, identifier in self.identified.items():
            if identifier in self.pictures:
                self.attachments[place] = replace(self.attachments[place], in_text=True)


def read(message: Part) -> Contents:
    """Walk the parts of one mail; attached mails are kept as bytes and not entered."""
    found = Contents()
    found.text = _body(message, found).text().strip("\n").rstrip()
    found.mark_pictures()
    if "-----BEGIN PGP MESSAGE-----" in found.text:
        found.faults.append(_NOTES["multipart/encrypted"])
    return found


def file(message: Part, sha256: str) -> bytes | None:
    """The bytes of the file with that hash, or None where the mail has none."""
    found = Contents(wanted=sha256)
    _body(message, found)
    return found.content


def _body(part: Part, found: Contents, container: str = "") -> Body:
    """The words of a part and of what lies in it; everything else is put into `found`."""
    kind = part.get_content_type()
    notes = [_NOTES.get(kind, ""), *(_DEFECTS.get(type(defect).__name__, "") for defect in part.defects)]
    found.faults += [note for note in notes if note and note not in found.faults]
    if kind.startswith("message/"):
        return _mail_in_mail(part, kind, found)
    if part.is_multipart():
        bodies = [_body(child, found, kind) for child in files.children(part)]
        return _best(bodies) if kind == "multipart/alternative" else _all(bodies)
    return _leaf(part, kind, found, container)


def _mail_in_mail(part: Part, kind: str, found: Contents) -> Body:
    subtype = kind.partition("/")[2]
    if subtype in _FOR_MACHINES:
        return Body()
    content = files.attached(part)
    if subtype in _DELIVERY:
        written = clean_text.text(charset.decode(content, ""))
        found.reports.append(written)
        return Body() if delivery_reports.has_fields(written) else Body(written)
    if subtype in ("rfc822", "global"):
        found.attached_messages.append(content)
    found.add(content, files.name(part), kind)
    headers = content.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    if _OURS.search(headers.decode("latin-1")):
        found.attachments[-1] = replace(found.attachments[-1], is_ours=True)
    return Body()


def _leaf(part: Part, kind: str, found: Contents, container: str) -> Body:
    """A part without children: words to read, a file, or both where words carry a name."""
    name = files.name(part)
    content = files.content(part)
    if kind.startswith("multipart/") and (again := files.told_apart(content, kind)):
        return _body(again, found)
    if kind == "text/rfc822-headers":
        found.returned.append(files.text(part, content))
    if kind in _UNSEEN:
        return Body()
    disposition = files.disposition(part)
    words = _is_words(kind) and disposition != "attachment"
    itself = container in ("", "multipart/alternative")  # here a part with a name is still the mail itself
    if not words or (name and not itself):
        found.add(content, name, kind)
        _note_picture(part, kind, found, container)
    if not words or (name and not itself and disposition != "inline"):
        return Body()
    written = files.text(part, content)
    html = kind == "text/html" or hypertext.is_html(written)
    if html:
        written = hypertext.without_files(written)
        found.pictures.update(each.casefold() for each in _PICTURE_IN_HTML.findall(written))
        if len(written) > hypertext.LONGEST:
            found.faults.append(_TOO_LONG)
    return Body(written, html, tags=html or kind in ("text/enriched", "text/richtext"))


def _note_picture(part: Part, kind: str, found: Contents, container: str) -> None:
    """A picture that the mail may show within its text, as it does a logo in a signature (RFC 2387, 2392)."""
    identifier = files.identifier(part)
    if not identifier or not kind.startswith("image/"):
        return
    found.identified[len(found.attachments) - 1] = identifier
    if container == "multipart/related":
        found.pictures.add(identifier)


def _is_words(kind: str) -> bool:
    """Whether a type is for reading in the mail; parts that could not be told apart are shown as they are."""
    return kind.startswith("multipart/") or (kind.startswith("text/") and kind not in _TEXT_FILES)


def _best(bodies: Sequence[Body]) -> Body:
    """Of alternatives the plain text, unless it says nothing, only points to the HTML or is only the foot of it."""
    plain = next((body for body in bodies if not body.html and body.source.strip()), Body())
    html = next((body for body in reversed(bodies) if body.html and body.source.strip()), Body())
    plain_words = _WORD.findall(plain.source[: 100 * _FOOT_WORDS])
    if not html.source or not plain.source or len(plain_words) > _FOOT_WORDS:
        return plain if plain.source else html
    laid_out = Body(html.text(), html=True)
    html_words = _WORD.findall(laid_out.source)
    points = len(plain_words) <= _STUB_WORDS and bool(_STUB.search(plain.source))
    if points or len(plain_words) <= 1:
        return laid_out if len(html_words) > len(plain_words) else plain
    return laid_out if _is_foot(plain_words, html_words) else plain


def _is_foot(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words follow as many others; where they come first, a quoted mail follows them."""
    before = f" {' '.join(whole)} ".find(f" {' '.join(words)} ")
    return before > 0 and len(whole) >= 2 * len(words)


def _all(bodies: Sequence[Body]) -> Body:
    """All words in their order, without a second copy of the same words."""
    written = [body for body in bodies if body.source.strip()]
    if len(written) <= 1:
        return written[0] if written else Body()
    texts = [body.text().strip("\n") for body in written]
    first = {tuple(_WORD.findall(text)): text for text in reversed(texts)}
    kept = [text for text in texts if text and first[tuple(_WORD.findall(text))] is text]
    return Body("\n\n".join(kept), html=any(body.html for body in written))

"""The bytes of a letter: headers, its words twice, and the files that go with it (RFC 5322, 2045, 2046).

They are joined by hand because the standard library's EmailMessage takes 2 ms and encodes long Message-IDs,
which breaks threads.
"""

import re
from base64 import b64encode, encodebytes
from binascii import b2a_qp
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from worker.adapters.letters.clean import clean_line, shortened
from worker.model.letter import OWN_HEADER, Enclosure
from worker.model.mail import Address

_LINE = 78
_NAME = 100
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,480}@[!-;=?-~]{1,480}>")
_DOT_ATOM = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]+")
_NOT_OF_DOMAINS = re.compile(r"[^\w.:\[\]-]")
_ENCODED_BYTES = 39  # of UTF-8 in one encoded word; its line then has at most 76 characters (RFC 2047 2)
_FILE_NAME = 60  # characters; its line then has at most 740, each of them four encoded bytes
_EXTENSION = re.compile(r"\.\w{1,10}$", re.ASCII)
_NOT_OF_FILE_NAMES = re.compile(r'[/\\:*?"<>|]')  # a folder or a device on some machine
_OF_FILES = re.compile(r"(?:application|audio|font|image|text|video)/[\w!#$&^.+-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """What the headers of a letter say; `now` is aware, `answers` are Message-IDs, oldest first."""

    sender: Address
    recipient: Address
    reply_to: str
    subject: str
    now: datetime
    message_id: str
    answers: tuple[str, ...]
    auto_submitted: str
    own: str


def content(headers: Headers, text: str, html: str, files: tuple[Enclosure, ...] = ()) -> bytes:
    """The whole message with CRLF line ends: plain text before HTML, files last (RFC 2046 5.1.3 and 5.1.4)."""
    body = _multipart("alternative", headers.message_id, (_words("plain", text), _words("html", html)))
    if files:
        body = _multipart("mixed", f"mixed {headers.message_id}", (body, *map(_file, files)))
    return "".join(_header_lines(headers)).encode() + body


def _multipart(subtype: str, name: str, parts: Iterable[bytes]) -> bytes:
    # "=_" occurs neither in quoted-printable nor in base64, so no part has the boundary (RFC 2045 6.7, 6.8).
    boundary = "=_" + sha256(name.encode()).hexdigest()[:32]
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'
    delimiter = f"--{boundary}\r\n".encode()
    end = f"--{boundary}--\r\n".encode()
    return b"".join((head.encode(), *(delimiter + part for part in parts), end))


def _header_lines(headers: Headers) -> Iterator[str]:
    yield _folded("From", _mailbox(headers.sender))
    yield _folded("To", _mailbox(headers.recipient))
    yield _folded("Reply-To", _mailbox(Address(headers.reply_to)))
    yield _folded("Subject", _phrase(headers.subject))
    yield _folded("Date", format_datetime(headers.now))
    yield _folded("Message-ID", headers.message_id)
    answers = [answer for answer in headers.answers if _MESSAGE_ID.fullmatch(answer)]
    if answers:
        yield _folded("In-Reply-To", answers[-1])
        yield _folded("References", " ".join(answers[:1] + answers[1:][-20:]))
    if headers.auto_submitted:
        yield _folded("Auto-Submitted", headers.auto_submitted)
    yield _folded("X-Auto-Response-Suppress", "OOF, AutoReply")
    yield _folded(OWN_HEADER, headers.own)
    yield "Content-Language: en-GB\r\n"
    yield "MIME-Version: 1.0\r\n"


def _folded(name: str, value: str) -> str:
    """The header, folded only at spaces; no line end of a value survives: only its words are taken."""
    first, *others = value.split()
    line, lines = f"{name}: {first}", []
    for word in others:
        if len(line) + 1 + len(word) > _LINE:
            lines.append(line)
            line = ""
        line = f"{line} {word}"
    return "\r\n".join([*lines, line]) + "\r\n"


def _mailbox(address: Address) -> str:
    """The name and the address, each written so that neither can be read as something else (RFC 5322 3.4)."""
    local, _, domain = clean_line(address.email).rpartition("@")
    if not _DOT_ATOM.fullmatch(local):
        local = _quoted(local)
    email = f"{local}@{_NOT_OF_DOMAINS.sub('', domain)}"
    name = shortened(clean_line(address.name), _NAME)
    if not name:
        return email
    return f"{_phrase(name) if _needs_encoding(name) else _quoted(name)} <{email}>"


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _phrase(text: str) -> str:
    """The text as it is, or as encoded words where it is not ASCII or looks like one already (RFC 2047)."""
    if not _needs_encoding(text):
        return text
    return " ".join(f"=?utf-8?b?{b64encode(piece).decode()}?=" for piece in _pieces(text))


def _needs_encoding(text: str) -> bool:
    return not text.isascii() or "=?" in text


def _pieces(text: str) -> Iterable[bytes]:
    """UTF-8 in pieces of at most 39 bytes, no character torn."""
    piece = b""
    for character in text:
        encoded = character.encode()
        if len(piece) + len(encoded) > _ENCODED_BYTES:
            yield piece
            piece = b""
        piece += encoded
    yield piece


def _words(subtype: str, text: str) -> bytes:
    head = (
        f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + quoted_printable(text) + b"\r\n"


def _file(file: Enclosure) -> bytes:
    kind = file.content_type if _OF_FILES.fullmatch(file.content_type) else "application/octet-stream"
    head = (
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {_named(file.name)}\r\n\r\n"
    )
    return head.encode() + encodebytes(file.content).replace(b"\n", b"\r\n") + b"\r\n"


def _named(name: str) -> str:
    """The parameter with a file's name, made fit for every machine, its extension kept (RFC 2183 2.3, 2231 4)."""
    fit = _NOT_OF_FILE_NAMES.sub("-", clean_line(name)).strip(". ")
    extension = _EXTENSION.search(fit)
    ending = extension[0] if extension else ""
    stem = fit.removesuffix(ending)[: _FILE_NAME - len(ending)].rstrip(". ")
    fit = (stem or "attachment") + ending
    return f"filename*=utf-8''{quote(fit, safe='')}" if _needs_encoding(fit) else f'filename="{fit}"'


def quoted_printable(text: str) -> bytes:
    """The text in lines of at most 76 characters with CRLF, none of which a server alters (RFC 2045 6.7)."""
    encoded = b2a_qp(text.replace("\n", "\r\n").encode())
    if b"From " in encoded or b"\n.\r" in encoded:
        # Servers that keep mbox files change "From ", and a lone dot ends a message in SMTP (RFC 5321 4.5.2).
        encoded = re.sub(rb"^From ", b"=46rom=20=\r\n", encoded, flags=re.MULTILINE)
        encoded = re.sub(rb"^\.(?=\r)", b"=2E", encoded, flags=re.MULTILINE)
    return encoded

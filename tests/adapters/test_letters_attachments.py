"""Letters with files, and drafts: what goes with a letter comes back whole, and its words stay what they were."""

import email
import email.policy
import io
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from hashlib import sha256
from zipfile import ZipFile

import pytest

from tests.mail.rendered import (
    MESSAGE_ID,
    NOW,
    OFFICE,
    REPLY_TO,
    TEMPLATES,
    acknowledgement,
    catalogue,
    render,
)
from worker.adapters import parsing
from worker.adapters.letters import Letters
from worker.adapters.letters.message import Headers, content
from worker.adapters.smtp.wire import dot_stuffed, with_line_ends
from worker.adapters.workbook import Column, Table, workbook_bytes
from worker.model.letter import Enclosure, Letter
from worker.model.mail import Address, Message

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = "Dear all,\n\nyour bill is too high: £1,250 – see my café's meter.\nFrom Ann\n.\n"

HEADERS = Headers(
    sender=Address("hello@optimised.example"),
    recipient=Address("patel@bakery.example"),
    reply_to="hello@optimised.example",
    subject="Open complaints",
    now=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    message_id="<1@optimised.example>",
    answers=(),
    auto_submitted="auto-generated",
    own="k7f3q9",
)
BEFORE = (
    "From: hello@optimised.example\r\nTo: patel@bakery.example\r\nReply-To: hello@optimised.example\r\n"
    "Subject: Open complaints\r\nDate: Mon, 02 Mar 2026 09:30:00 +0000\r\nMessage-ID: <1@optimised.example>\r\n"
    "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: OOF, AutoReply\r\nX-Optimised-Ref: k7f3q9\r\n"
    "Content-Language: en-GB\r\nMIME-Version: 1.0\r\n"
)
INNER = "=_" + sha256(b"<1@optimised.example>").hexdigest()[:32]
OUTER = "=_" + sha256(b"mixed <1@optimised.example>").hexdigest()[:32]
WRITTEN_TWICE = (
    f'Content-Type: multipart/alternative; boundary="{INNER}"\r\n\r\n'
    f"--{INNER}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "two caf=C3=A9s\r\n\r\n"
    f"--{INNER}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    f"<p>two\r\n\r\n--{INNER}--\r\n"
)


@pytest.fixture(scope="module")
def letters() -> Letters:
    """The adapter on the project's own templates."""
    return Letters.open(TEMPLATES, OFFICE)


def workbook(rows: int) -> bytes:
    """A workbook of that many open complaints."""
    columns = tuple(Column(title, 20) for title in ("Reference", "Client", "Subject", "Due"))
    day = datetime(2026, 3, 23, tzinfo=UTC).date()
    held = (
        (f"OPT-2026-{number:04}", f"client{number}@x.example", f"Bill {number * 7919}", day)
        for number in range(rows)
    )
    return workbook_bytes([Table("Open complaints", columns, held)], NOW)


def with_files(*files: Enclosure) -> Letter:
    """An acknowledgement with these files."""
    return replace(acknowledgement("Bill", WORDS), attachments=files)


def sent(letters: Letters, letter: Letter) -> bytes:
    """The bytes of the letter."""
    return letters.render(
        letter, message_id=MESSAGE_ID, reply_to=REPLY_TO, now=NOW, own_header="k7f3q9"
    ).content


def named(name: str) -> bytes:
    """A letter with a file of that name."""
    return content(HEADERS, "two\n", "<p>two\n", (Enclosure(name, XLSX, b"PK"),))


def opened(letter: bytes) -> EmailMessage:
    """The letter as the standard library reads it, with no defect in any part."""
    message = email.message_from_bytes(letter, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not [part.defects for part in message.walk() if part.defects]
    return message


def read(letter: bytes) -> Message:
    """The letter as the worker reads its own copy."""
    message = parsing.read(letter)
    assert isinstance(message, Message)
    assert message.faults == ()
    return message


def files_of(letter: bytes) -> list[tuple[str, str, bytes]]:
    """Name, type and bytes of each file, as the standard library reads them."""
    return [
        (part.get_filename(""), part.get_content_type(), decoded(part))
        for part in opened(letter).iter_attachments()
    ]


def decoded(part: EmailMessage) -> bytes:
    """The bytes of a file."""
    held = part.get_payload(decode=True)
    assert isinstance(held, bytes)
    return held


def test_without_files_the_bytes_are_what_they_always_were() -> None:
    """Plain text and HTML side by side, and nothing of a file about them."""
    written = content(HEADERS, "two cafés\n", "<p>two\n")
    assert written.decode() == BEFORE + WRITTEN_TWICE
    assert content(HEADERS, "two cafés\n", "<p>two\n", ()) == written


def test_with_files_the_same_words_come_first() -> None:
    """RFC 2046 5.1.3: the words byte for byte as without files, then each file in base64."""
    files = (Enclosure("log.xlsx", XLSX, b"\x00" * 60), Enclosure("empty.txt", "text/plain", b""))
    assert content(HEADERS, "two cafés\n", "<p>two\n", files).decode() == (
        f'{BEFORE}Content-Type: multipart/mixed; boundary="{OUTER}"\r\n\r\n--{OUTER}\r\n{WRITTEN_TWICE}'
        f"--{OUTER}\r\nContent-Type: {XLSX}\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment;\r\n filename="log.xlsx"\r\n\r\n{"A" * 76}\r\nAAAA\r\n\r\n'
        f"--{OUTER}\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment;\r\n filename="empty.txt"\r\n\r\n\r\n--{OUTER}--\r\n'
    )


def test_words_and_files_come_back(letters: Letters) -> None:
    """The standard library and our own parser find the same text, HTML, names and bytes."""
    log, note = workbook(20), b"\r\n--=_\r\nFrom me\r\n.\r\n" + bytes(range(256))
    letter = sent(letters, with_files(Enclosure("Log.xlsx", XLSX, log), Enclosure("a b.bin", "x", note)))
    plain = render(letters, acknowledgement("Bill", WORDS))
    text, html = (opened(letter).get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == plain.text
    assert html.get_content().replace("\r\n", "\n") == plain.html
    assert files_of(letter) == [("Log.xlsx", XLSX, log), ("a b.bin", "application/octet-stream", note)]
    assert [(file.name, file.size, file.sha256) for file in read(letter).attachments] == [
        ("Log.xlsx", len(log), sha256(log).hexdigest()),
        ("a b.bin", len(note), sha256(note).hexdigest()),
    ]


def test_a_workbook_that_was_sent_can_be_opened(letters: Letters) -> None:
    """What arrives is a whole workbook."""
    [(_, _, arrived)] = files_of(sent(letters, with_files(Enclosure("log.xlsx", XLSX, workbook(500)))))
    with ZipFile(io.BytesIO(arrived)) as book:
        assert book.testzip() is None
        assert "xl/worksheets/sheet1.xml" in book.namelist()


@pytest.mark.parametrize("kind", [XLSX, "text/plain", "text/html", "text/csv", "image/png"])
def test_our_own_copy_says_the_same_with_and_without_a_file(letters: Letters, kind: str) -> None:
    """The words by which a copy of our letter is known are not changed by a file, even by one that holds text."""
    file = Enclosure("a.file", kind, b"<p>other words that nobody wrote in the letter</p>")
    for letter in catalogue():
        plain = read(sent(letters, letter))
        mixed = read(sent(letters, replace(letter, attachments=(file,))))
        assert plain.text
        assert mixed.text == plain.text
        assert mixed.headers[:-1] == plain.headers[:-1]
        assert [each.name for each in mixed.attachments] == ["a.file"]


@pytest.mark.parametrize(
    ("name", "parameter", "arrives"),
    [
        ("complaints.xlsx", 'filename="complaints.xlsx"', "complaints.xlsx"),
        ("Open complaints, 2 March.xlsx", 'filename="Open complaints, 2 March.xlsx"', None),
        ('a"b\\c;d.xlsx', 'filename="a-b-c;d.xlsx"', "a-b-c;d.xlsx"),
        ("../../etc/passwd", 'filename="-..-etc-passwd"', "-..-etc-passwd"),
        ("C:\\log.xlsx", 'filename="C--log.xlsx"', "C--log.xlsx"),
        ("a.xlsx\r\nBcc: evil@x.example\r\n\r\nwords", 'filename="a.xlsx Bcc- evil@x.example words"', None),
        ("a\u202excel\x00.exe", 'filename="axcel.exe"', "axcel.exe"),
        ("", 'filename="attachment"', "attachment"),
        (" .. ", 'filename="attachment"', "attachment"),
        (".xlsx", 'filename="xlsx"', "xlsx"),
        ("x" * 300 + ".xlsx", f'filename="{"x" * 55}.xlsx"', f"{'x' * 55}.xlsx"),
        ("x" * 300, f'filename="{"x" * 60}"', "x" * 60),
        ("Café £.xlsx", "filename*=utf-8''Caf%C3%A9%20%C2%A3.xlsx", "Café £.xlsx"),
        ("=?utf-8?q?a?=.xlsx", 'filename="=-utf-8-q-a-=.xlsx"', "=-utf-8-q-a-=.xlsx"),
        ("渡" * 70 + ".xlsx", f"filename*=utf-8''{'%E6%B8%A1' * 55}.xlsx", "渡" * 55 + ".xlsx"),
        ("😀" * 70, f"filename*=utf-8''{'%F0%9F%98%80' * 60}", "😀" * 60),
        ("a%41'b.xlsx", 'filename="a%41\'b.xlsx"', "a%41'b.xlsx"),
        ("é%41'b.xlsx", "filename*=utf-8''%C3%A9%2541%27b.xlsx", "é%41'b.xlsx"),
    ],
)
def test_a_file_has_a_name_that_is_safe(name: str, parameter: str, arrives: str | None) -> None:
    """One parameter in one short line, no folder in it, and both parsers read the same name."""
    letter = named(name)
    assert f"Content-Disposition: attachment;\r\n {parameter}\r\n\r\nUEs=\r\n" in letter.decode("ascii")
    told = arrives if arrives is not None else parameter.removeprefix('filename="').removesuffix('"')
    assert [found for found, _, _ in files_of(letter)] == [told]
    assert [file.name for file in read(letter).attachments] == [told]
    assert "Bcc" not in opened(letter)


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "x",
        "message/rfc822",
        "multipart/mixed",
        "text/plain; charset=x",
        "a/b\r\nBcc: e@x.example",
        "text/é",
    ],
)
def test_a_type_that_is_none_of_a_file_is_replaced(kind: str) -> None:
    """No type smuggles a header, or a structure that base64 may not have (RFC 2046 5.2.1)."""
    letter = content(HEADERS, "two\n", "<p>two\n", (Enclosure("a.bin", kind, b"one"),))
    assert files_of(letter) == [("a.bin", "application/octet-stream", b"one")]
    assert "Bcc" not in opened(letter)


@pytest.mark.parametrize("size", [0, 1, 56, 57, 58, 100_000])
def test_a_letter_with_a_file_passes_every_mail_server(size: int) -> None:
    """ASCII, CRLF, short lines, no bare dot, no "From ": SMTP changes nothing but to end it (RFC 5321 4.5)."""
    file = bytes(number * 7919 % 251 for number in range(size))
    files = (Enclosure("😀" * 60, XLSX, file), Enclosure("b", "text/plain", b".\r\nFrom me\r\n" * size))
    letter = content(HEADERS, WORDS, WORDS, files)
    assert [each for _, _, each in files_of(letter)] == [each.content for each in files]
    assert letter.isascii()
    assert with_line_ends(letter) == dot_stuffed(letter) == letter
    lines = letter.split(b"\r\n")
    assert max(map(len, lines)) <= 740
    assert not [line for line in lines if line.startswith(b"From ")]
    assert sum(line.startswith(f"--{OUTER}".encode()) for line in lines) == 4
    assert sum(line.startswith(f"--{INNER}".encode()) for line in lines) == 3


def test_the_same_files_give_the_same_bytes(letters: Letters) -> None:
    """Nothing random and no clock: a letter may be rendered again after a crash."""
    first, again = (sent(letters, with_files(Enclosure("log.xlsx", XLSX, workbook(3)))) for _ in range(2))
    assert first == again

"""Reading mail: who, when, which words, which files, and what is kept apart."""

import base64
from datetime import UTC, datetime

import pytest

from tests.adapters.bad_values import ENVELOPE, WORDS, mail, mixed, part
from worker.adapters import parsing
from worker.model.mail import Address, Message, Unreadable

PLAIN = b"Content-Type: text/plain; charset=utf-8"
HTML = b"Content-Type: text/html; charset=utf-8"


def read(content: bytes) -> Message:
    """The message, where the test expects one."""
    found = parsing.read(content)
    assert isinstance(found, Message), found
    return found


def test_an_ordinary_mail() -> None:
    """Every field of a mail without faults is read."""
    found = read(
        b"Return-Path: <jane@example.com>\r\n"
        b"From: =?utf-8?q?J=C3=A5ne?= Doe <Jane@Example.com>\r\n"
        b"Reply-To: desk@example.com\r\n"
        b'To: "Optimised, Ltd" <hello@optimised.net>, friends: a@b.example, c@d.example;\r\n'
        b"Cc: Bob <bob@example.com>\r\n"
        b"Subject: =?utf-8?b?TXkgYsOt?=\r\n =?utf-8?q?ll?=\r\n"
        b"Date: Mon, 1 Jun 2026 10:00:00 +0100\r\n"
        b"Message-ID: <1@example.com>\r\n"
        b"In-Reply-To: <0@optimised.net>\r\n"
        b"References: <a@optimised.net>\r\n <0@optimised.net>\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nDear all,\r\n\r\nI complain.\r\n"
    )
    assert found == Message(
        sender=Address("jane@example.com", "Jåne Doe"),
        from_text="Jåne Doe <Jane@Example.com>",
        subject="My bíll",
        text="Dear all,\n\nI complain.",
        message_id="<1@example.com>",
        in_reply_to=("<0@optimised.net>",),
        references=("<a@optimised.net>", "<0@optimised.net>"),
        delivered_to=("hello@optimised.net", "a@b.example", "c@d.example", "bob@example.com"),
        reply_to=(Address("desk@example.com"),),
        to=(Address("hello@optimised.net", "Optimised, Ltd"), Address("a@b.example"), Address("c@d.example")),
        cc=(Address("bob@example.com", "Bob"),),
        date=datetime(2026, 6, 1, 9, tzinfo=UTC),
        headers=found.headers,
    )
    assert found.header("return-path") == "<jane@example.com>"


@pytest.mark.parametrize(
    ("header", "email", "name"),
    [
        (b"jane@example.com", "jane@example.com", ""),
        (b"jane@example.com (Jane)", "jane@example.com", "Jane"),
        (b"jane@example.com <jane@example.com>", "jane@example.com", ""),
        (b'"Doe, Jane" <jane@example.com>', "jane@example.com", "Doe, Jane"),
        (b'"=?utf-8?q?J=C3=A5ne?=" <jane@example.com>', "jane@example.com", "Jåne"),
        (b"=?utf-8?b?SmFuZQ?= <jane@example.com>", "jane@example.com", "Jane"),
        ("Jåne <jane@example.com>".encode(), "jane@example.com", "Jåne"),
        ("Jåne <jane@example.com>".encode("cp1252"), "jane@example.com", "Jåne"),
        ("Jane <jane@bücher.example>".encode(), "jane@bücher.example", "Jane"),
        (b"Jane <jane@xn--bcher-kva.example>", "jane@xn--bcher-kva.example", "Jane"),
        (b'"very.odd@local"@example.com', '"very.odd@local"@example.com', ""),
        (b"=?utf-8?q?Jane=0D=0ABcc=3A_x=40y=2Ez?= <jane@example.com>", "jane@example.com", "Jane Bcc: x@y.z"),
    ],
)
def test_known_senders(header: bytes, email: str, name: str) -> None:
    """A From header that can be read in one way only gives address and name."""
    assert read(mail({**ENVELOPE, b"From": header})).sender == Address(email, name)


@pytest.mark.parametrize(
    "header", [b"", b"jane", b"a@b.example, c@d.example", b"undisclosed:;", b"jane@example.com\x00"]
)
def test_unknown_senders(header: bytes) -> None:
    """A From header without exactly one address names nobody, and a fault says so."""
    found = read(mail({**ENVELOPE, b"From": header}))
    assert found.sender is None
    assert any("From" in fault or "sender" in fault for fault in found.faults)


def test_a_name_that_shows_another_address_is_noted() -> None:
    """The address counts and not the name; the person who looks is told."""
    found = read(mail({**ENVELOPE, b"From": b'"staff@optimised.net" <evil@x.example>'}))
    assert found.sender == Address("evil@x.example", "staff@optimised.net")
    assert "The sender's name shows another address." in found.faults


def test_machines_headers_are_not_decoded() -> None:
    """Punctuation hidden in encoded words stays hidden in headers that machines read."""
    forged = b"mx.example.net; dmarc=fail smtp.mailfrom==?utf-8?q?x=3B_dmarc=3Dpass?=@x.example"
    found = read(mail({**ENVELOPE, b"Authentication-Results": forged}))
    assert "dmarc=pass" not in found.header("authentication-results")


def test_two_identifiers() -> None:
    """The first of two Message-IDs counts, and the fault is noted."""
    found = read(b"Message-ID: <1@a.example>\r\n" + mail({**ENVELOPE, b"Message-ID": b"<2@a.example>"}))
    assert found.message_id == "<1@a.example>"
    assert "The mail has more than one Message-ID." in found.faults


def test_identifiers_in_encoded_words_are_found() -> None:
    """Some programs encode long identifiers; they are read all the same."""
    found = read(mail({**ENVELOPE, b"In-Reply-To": b"=?utf-8?q?=3Cabc=40optimised=2Enet=3E?="}))
    assert found.in_reply_to == ("<abc@optimised.net>",)


CAFE = "Café £5 “now”"


@pytest.mark.parametrize(
    ("label", "raw", "text"),
    [
        (b"utf-8", CAFE.encode("cp1252"), CAFE),
        (b"iso-8859-1", CAFE.encode(), CAFE),
        (b"us-ascii", CAFE.encode("cp1252"), CAFE),
        (b"x-unknown", CAFE.encode(), CAFE),
        (b"utf-8", b"\xef\xbb\xbf" + CAFE.encode(), CAFE),
        (b"utf-8", "naïve café".encode() + b" \xff end", "naïve café \ufffd end"),
        (b"gb2312", "投诉 €".encode("gb18030"), "投诉 €"),
        (b"shift_jis", "①苦情".encode("cp932"), "①苦情"),
        (b"koi8-r", "жалоба".encode("koi8-r"), "жалоба"),
        (b"utf-7", b"+ADw-script+AD4-", "+ADw-script+AD4-"),
        (b"unicode_escape", rb"C:\Users\jane\x41", r"C:\Users\jane\x41"),
    ],
)
def test_character_sets(label: bytes, raw: bytes, text: str) -> None:
    """Words are read as labelled where that can be, and else as what they most likely are."""
    assert read(mail({**ENVELOPE, b"Content-Type": b"text/plain; charset=" + label}, raw)).text == text


@pytest.mark.parametrize(
    ("encoding", "raw"),
    [
        (b"base64", base64.b64encode(WORDS)),
        (b"base64", base64.b64encode(WORDS).rstrip(b"=")),
        (b"BASE64 ", base64.b64encode(WORDS)[:10] + b"\r\n!" + base64.b64encode(WORDS)[10:]),
        (b"base64", WORDS),
        (b"quoted-printable", WORDS.replace(b"complain", b"com=\r\nplai=6E")),
        (b"quoted-printable (x)", WORDS.replace(b"complain", b"com=\r\nplai=6e")),
        (b"x-odd", WORDS),
    ],
)
def test_transfer_encodings(encoding: bytes, raw: bytes) -> None:
    """A broken transfer encoding is undone as far as every mail client does."""
    assert read(mail({**ENVELOPE, b"Content-Transfer-Encoding": encoding}, raw)).text == WORDS.decode()


FOOT = b"This mail is confidential. Harbour Bakery Ltd, England."


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        (b"Plain words here.", b"<p>Other words here.</p>", "Plain words here."),
        (b" \r\n", b"<p>Other words here.</p>", "Other words here."),
        (
            b"Your client does not support HTML.",
            b"<p>I wish to complain about the bill of May.</p>",
            "I wish",
        ),
        (b"View this email in your browser: http://x.example", b"<p>" + b"word " * 20 + b"</p>", "word word"),
        (b"Thanks", b"<p>Thanks</p>", "Thanks"),
        (FOOT, b"<p>I wish to complain about the bill of May, twice.</p><p>" + FOOT + b"</p>", "I wish"),
        (FOOT, b"<p>I wish.</p><p>" + FOOT + b"</p>", "This mail is"),
        (FOOT, b"<p>" + FOOT + b"</p><p>On Monday Tom wrote: " + b"word " * 20 + b"</p>", "This mail is"),
        (FOOT, b"<p>I wish to complain about the bill of May, in other words.</p>", "This mail is"),
    ],
)
def test_which_alternative_is_read(plain: bytes, html: bytes, text: str) -> None:
    """Plain words are preferred, unless they are empty, a stub beside real HTML or only the foot below it."""
    found = read(mixed(part(PLAIN, plain), part(HTML, html), kind=b"alternative"))
    assert found.text.startswith(text)


def test_a_picture_within_html_hides_no_words() -> None:
    """A screen shot of 3 MB between two sentences: both are read, and nothing is said to be missing."""
    picture = b'<img src="data:image/png;base64,' + b"A" * 3_100_000 + b'">'
    found = read(mail({**ENVELOPE, b"Content-Type": b"text/html"}, b"<p>One.</p>" + picture + b"<p>Two.</p>"))
    assert found.text == "One.\n\nTwo."
    assert found.faults == ()


def test_html_that_is_cut_is_noted() -> None:
    """What follows three million characters is not read, and a fault says so."""
    long = mail(
        {**ENVELOPE, b"Content-Type": b"text/html"}, b"<p>One.</p>" + b"<br>" * 750_000 + b"<p>Two.</p>"
    )
    found = read(long)
    assert "Two" not in found.text
    assert any("more HTML than is read" in fault for fault in found.faults)


def test_attached_mail_is_kept_apart() -> None:
    """Words and files of an attached mail are not those of the mail around it; its bytes can be read in turn."""
    inner = mail({**ENVELOPE, b"Subject": b"Inner"}, b"inner words")
    found = read(mixed(part(PLAIN, b"outer words"), part(b"Content-Type: message/rfc822", inner)))
    assert found.text == "outer words"
    assert [attachment.name for attachment in found.attachments] == ["attachment-1.eml"]
    assert [(read(content).subject, read(content).text) for content in found.attached_messages] == [
        ("Inner", "inner words")
    ]


def test_attached_mail_in_base64() -> None:
    """An attached mail that should not have been encoded is read all the same."""
    inner = base64.encodebytes(mail({**ENVELOPE, b"Subject": b"Inner"}))
    header = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64"
    (content,) = read(mixed(part(header, inner))).attached_messages
    assert read(content).subject == "Inner"


def test_files() -> None:
    """Files have the sender's name or one after their place and type, their size and their hash."""
    found = read(
        mixed(
            part(PLAIN),
            part(
                b"Content-Type: application/pdf; name=bill.pdf\r\nContent-Transfer-Encoding: base64", b"QUJD"
            ),
            part(b"Content-Type: image/png\r\nContent-Disposition: inline"),
            part(PLAIN + b"\r\nContent-Disposition: attachment"),
            part(PLAIN + b"; name=note.txt\r\nContent-Disposition: inline", b"noted"),
        )
    )
    names = ["bill.pdf", "attachment-2.png", "attachment-3.txt", "note.txt"]
    assert [attachment.name for attachment in found.attachments] == names
    assert found.attachments[0].size == 3
    assert found.attachments[0].sha256.startswith("b5d4045c")
    assert found.text == WORDS.decode() + "\n\nnoted"


def test_parts_with_an_unnamed_boundary_are_told_apart() -> None:
    """Where the header forgot the boundary, the parts are still read, and the fault is noted."""
    found = read(mail({**ENVELOPE, b"Content-Type": b"multipart/mixed"}, part(PLAIN) + b"--b--\r\n"))
    assert found.text == WORDS.decode()
    assert "The parts of the mail cannot be told apart." in found.faults


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (b"application/ms-tnef", "winmail.dat"),
        (b"application/octet-stream; name=WinMail.dat", "winmail.dat"),
        (b"application/pkcs7-mime; smime-type=enveloped-data", "S/MIME"),
        (b"message/partial; id=1; number=1; total=2", "one piece"),
        (b"message/external-body; access-type=URL", "not fetched"),
    ],
)
def test_what_is_not_opened_is_kept_and_noted(kind: bytes, word: str) -> None:
    """Contents that nothing here can open stay as a file, and a sentence says so."""
    found = read(mail({**ENVELOPE, b"Content-Type": kind}))
    assert len(found.attachments) == 1
    assert any(word in fault for fault in found.faults)


def test_empty_lines_before_the_headers() -> None:
    """Empty lines that a gateway put before the headers do not hide them."""
    assert read(b"\r\n   \r\n" + mail(ENVELOPE)).subject == "My bill"
    assert read(b"\r\nDear Sir: I complain").text == "Dear Sir: I complain"


def test_size() -> None:
    """A mail of more than 35 MB is not taken apart."""
    assert parsing.read(bytes(35_000_001)) == Unreadable("The mail is 35 MB large; at most 35 MB are read.")

"""Bounces: the report for machines, the dialects without one, and mails that are none."""

import pytest

from tests.adapters.bad_values import ENVELOPE, mail, mixed, part
from worker.adapters import parsing
from worker.model.mail import DeliveryKind, DeliveryNotice, Message

DAEMON = {**ENVELOPE, b"From": b"Mail Delivery System <MAILER-DAEMON@mx.example>", b"Return-Path": b"<>"}
LETTER = mail({b"From": b"hello@optimised.net", b"Message-ID": b"<letter@optimised.net>"})


def notices(content: bytes) -> tuple[DeliveryNotice, ...]:
    """The delivery notices of a mail."""
    found = parsing.read(content)
    assert isinstance(found, Message)
    return found.delivery_notices


def report(fields: bytes) -> bytes:
    """A delivery status report of one group for the message and these fields for its recipients."""
    status = part(
        b"Content-Type: message/delivery-status", b"Reporting-MTA: dns; mx.example\r\n\r\n" + fields
    )
    words = part(b"Content-Type: text/plain", b"Your mail was not delivered.")
    letter = part(b"Content-Type: text/rfc822-headers", LETTER)
    return mixed(words, status, letter, kind=b"report; report-type=delivery-status")


TO = b"Final-Recipient: rfc822;a@b.example\r\n"


@pytest.mark.parametrize(
    ("fields", "kind", "status"),
    [
        (TO + b"Action: failed\r\nStatus: 5.1.1", "failed", "5.1.1"),
        (TO + b"Action: FAILED (user unknown)\r\nStatus: 5.1.1 (no)", "failed", "5.1.1"),
        (b"Final-Recipient: a@b.example\r\nAction: delayed\r\nStatus: 4.4.7", "delayed", "4.4.7"),
        (b"Final-Recipient: rfc822; <a@b.example>\r\nAction: delivered", "delivered", ""),
        (TO + b"Action: relayed\r\nStatus: 2.0.0", "delivered", "2.0.0"),
        (TO + b"Status: 5.0.0", "failed", "5.0.0"),
        (TO + b"Diagnostic-Code: smtp; 552 Mailbox disk quota exceeded", "failed", ""),
        (
            b"Original-Recipient: rfc822;a@b.example\r\n" + TO.replace(b"a@", b"x@") + b"Action: failed",
            "failed",
            "",
        ),
        (
            TO + b"Action: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550\r\n 5.7.26",
            "failed",
            "5.7.26",
        ),
    ],
)
def test_reports(fields: bytes, kind: str, status: str) -> None:
    """A report names the address as we wrote it, what was done, and the most telling status."""
    found = parsing.read(report(fields))
    assert isinstance(found, Message)
    assert found.delivery_notices == (DeliveryNotice("a@b.example", DeliveryKind(kind), status),)
    assert found.returned_message_ids == ("<letter@optimised.net>",)
    assert found.text == "Your mail was not delivered."


def test_our_own_header_in_what_came_back() -> None:
    """Some providers give a letter another Message-ID; the name in our own header stays."""
    named = b"X-Optimised-Ref: OPT-2026-0001.M01.aB3-_x\r\n" + LETTER.replace(
        b"<letter@optimised.net>", b"<1@ses.example>"
    )
    found = parsing.read(report(TO + b"Action: failed").replace(LETTER, named))
    assert isinstance(found, Message)
    assert found.returned_message_ids == ("<1@ses.example>",)
    assert found.returned_names == ("OPT-2026-0001.M01.aB3-_x",)


def test_several_recipients() -> None:
    """Each recipient of a report has a notice of its own."""
    first = b"Final-Recipient: rfc822;a@b.example\r\nAction: failed\r\n\r\n"
    second = b"Final-Recipient: rfc822;c@d.example\r\nAction: delayed\r\n"
    kinds = {notice.address: notice.kind for notice in notices(report(first + second))}
    assert kinds == {"a@b.example": DeliveryKind.FAILED, "c@d.example": DeliveryKind.DELAYED}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (b"<a@b.example>:\r\nSorry, no mailbox here by that name. 550 5.1.1\r\n", "failed"),
        (
            b"There was an error delivering your mail to <a@b.example>.\r\n550 5.1.1 no such user\r\n",
            "failed",
        ),
        (
            b"Your mail could not be delivered.\r\nRCPT TO:<a@b.example>\r\n550 5.1.1 unknown user\r\n",
            "failed",
        ),
        (
            b"THIS IS A WARNING MESSAGE ONLY.\r\nDelivery failed so far.\r\n  a@b.example\r\n4.5.0 5.1.1\r\n",
            "delayed",
        ),
    ],
)
def test_dialects(words: bytes, kind: str) -> None:
    """A bounce without a report names its recipient, and the letter whose copy it holds."""
    copy = b"------ This is a copy of the message, including all the headers. ------\r\n\r\n" + LETTER
    content = mail({**DAEMON, b"Subject": b"Undelivered Mail Returned to Sender"}, words + copy)
    found = parsing.read(content)
    assert isinstance(found, Message)
    assert found.delivery_notices == (DeliveryNotice("a@b.example", DeliveryKind(kind), "5.1.1"),)
    assert found.returned_message_ids == ("<letter@optimised.net>",)


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({b"Subject": b"My bill"}, b"Your letter to a@b.example could not be delivered, 550 5.1.1."),
        ({b"Subject": b"Undelivered Mail Returned to Sender"}, b"I got this, write to a@b.example instead."),
        (
            {b"Return-Path": b"<>", b"Auto-Submitted": b"auto-replied"},
            b"I am away; please write to a@b.example.",
        ),
        ({b"Subject": b"Your delivery failed"}, b"The parcel for jane@example.com did not come. I complain."),
    ],
)
def test_what_is_no_bounce(headers: dict[bytes, bytes], words: bytes) -> None:
    """People who write about delivery, and their absences, give no notice."""
    assert notices(mail({**ENVELOPE, **headers}, words)) == ()


@pytest.mark.parametrize(
    "words",
    [
        b"You can\r\ndelete your own text from the attached returned message.\r\n\r\n<a@b.example>: unknown user",
        b'The following address failed:\r\n\r\n"a@b.example":\r\nuser unknown',
        b"Session transcript of the error:\r\n> a@b.example\r\n",
        b"550 - no such user here\r\nMAIL FROM: hello@optimised.net\r\nRCPT TO: SMTP=a@b.example",
        b"Failed Recipient: a@b.example\r\nReason: over quota",
        b"It could not be delivered to the mobile.\r\n\r\nOriginal Message:\r\nTo: A <a@b.example>\r\n",
    ],
)
def test_unknown_dialects(words: bytes) -> None:
    """A bounce in words that nobody has listed names its recipient, or else the letter behind it does."""
    found = notices(mail({**DAEMON, b"Subject": b"Undelivered Mail Returned to Sender"}, words))
    assert [(notice.address, notice.kind) for notice in found] == [("a@b.example", DeliveryKind.FAILED)]


def test_recipient_is_not_guessed() -> None:
    """Where a letter to two came back and the words name neither, nobody knows which of them failed."""
    words = b"It could not be delivered.\r\n\r\nOriginal Message:\r\nTo: a@b.example, c@d.example\r\n"
    assert notices(mail({**DAEMON, b"Subject": b"Undeliverable"}, words)) == ()


def test_letter_to_oneself() -> None:
    """Who writes to themselves gets the bounce too, and is its recipient all the same."""
    own = {**DAEMON, b"To": b"a@b.example", b"Subject": b"Undeliverable"}
    found = notices(mail(own, b"The following address failed:\r\n\r\n  a@b.example\r\n    550 5.1.1 unknown"))
    assert [notice.address for notice in found] == ["a@b.example"]


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        (b"no-reply@provider.example", "メールエラー通知".encode()),
        (b"Postmaster@provider.example", "系统退信".encode()),
        (b"Postmaster@provider.example", b"Unzustellbar: Ihr Schreiben"),
        (b"Mail_Service@provider.example", b"Returned Mail - Error During Delivery"),
    ],
)
def test_bounces_of_other_lands(sender: bytes, subject: bytes) -> None:
    """A mail system that does not write English is a mail system all the same."""
    words = b"Could not be delivered to: <a@b.example>\r\nAs their mailbox is full.\r\n"
    found = notices(mail({**ENVELOPE, b"From": sender, b"Subject": subject}, words))
    assert [notice.address for notice in found] == ["a@b.example"]


@pytest.mark.parametrize(
    "words",
    [
        "Fehler bei der Zustellung an folgende Empfänger:\r\n\r\na@b.example\r\nDie Adresse wurde nicht gefunden.",
        "Échec de la remise pour ces destinataires :\r\n\r\na@b.example\r\n",
        "宛先が見つかりません\r\na@b.example\r\n",
        "收件人 a@b.example不存在",
        "Письмо не может быть доставлено:\r\n\r\n  <a@b.example>\r\n",
    ],
)
def test_failures_in_many_languages(words: str) -> None:
    """The recipient is found whatever language the words round it are in."""
    headers = {**DAEMON, b"Subject": b"Returned mail", b"Content-Type": b"text/plain; charset=utf-8"}
    assert [notice.address for notice in notices(mail(headers, words.encode()))] == ["a@b.example"]


def test_failed_recipients_in_a_header() -> None:
    """Exim and Gmail name the recipients in a header, whatever the words for people say."""
    headers = {**DAEMON, b"Subject": b"Sorry", b"X-Failed-Recipients": b"a@b.example, c@d.example"}
    found = notices(mail(headers, b"Your message was not for us."))
    assert [notice.address for notice in found] == ["a@b.example", "c@d.example"]


QUOTED = (
    b"Nobody reads my mail!\r\n\r\n"
    b"> The following address(es) failed:\r\n>   a@b.example\r\n>     550 5.1.1 unknown\r\n"
)


@pytest.mark.parametrize(
    "subject", [b"Re: Undeliverable: letter", b"AW: Unzustellbar", b"Fwd: failure notice"]
)
def test_a_person_passes_a_bounce_on(subject: bytes) -> None:
    """A person who answers or forwards a bounce of their own tells nothing about a letter of ours."""
    assert notices(mail({**ENVELOPE, b"Subject": subject}, QUOTED)) == ()
    own = part(b"Content-Type: text/plain", b"Nobody reads my mail!")
    letter = part(b"Content-Type: message/rfc822", mail({**DAEMON, b"Subject": b"failure notice"}, QUOTED))
    content = mixed(own, letter).replace(b"Subject: ", b"Subject: Fwd: Undeliverable ", 1)
    assert notices(content) == ()
    assert notices(mail({**DAEMON, b"Subject": subject}, QUOTED)) != ()

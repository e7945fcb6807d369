"""What reaches the server: the addresses and the bytes."""

from dataclasses import replace

import pytest

from tests.adapters.smtp import CLIENT, CONTENT, HELLO, LETTER
from tests.servers.smtp_sink import Offers, SmtpSink, Stage
from worker.adapters.smtp import Post
from worker.model.letter import Envelope, SendStatus

_SMUGGLED = (
    b"MAIL FROM:<evil@evil.example>\r\nRCPT TO:<victim@victim.example>\r\nDATA\r\nSubject: evil\r\n\r\nevil"
)
_END_OF_DATA = {
    "LF dot LF": (b"\n.\n", b"\r\n.\r\n"),
    "LF dot CRLF": (b"\n.\r\n", b"\r\n.\r\n"),
    "LF dot CR": (b"\n.\r", b"\r\n.\r\n"),
    "CR dot CR": (b"\r.\r", b"\r\n.\r\n"),
    "CR dot CRLF": (b"\r.\r\n", b"\r\n.\r\n"),
    "CRLF dot LF": (b"\r\n.\n", b"\r\n.\r\n"),
    "CRLF dot CR": (b"\r\n.\r", b"\r\n.\r\n"),
    "CRLF dot CRLF": (b"\r\n.\r\n", b"\r\n.\r\n"),
    "CRLF NUL dot CRLF": (b"\r\n\0.\r\n", b"\r\n\0.\r\n"),
    "LF CR dot": (b"\n\r.\r\n", b"\r\n\r\n.\r\n"),
}


@pytest.mark.parametrize("variant", _END_OF_DATA)
def test_no_second_mail_can_be_smuggled(sink: SmtpSink, post: Post, variant: str) -> None:
    """Whatever looks like the end of the letter inside it arrives as a line of the one letter (S-27)."""
    inside, arrives = _END_OF_DATA[variant]
    outcome = post.send(replace(LETTER, content=b"Subject: a\r\n\r\nb" + inside + _SMUGGLED))
    assert outcome.kind is SendStatus.DELIVERED
    (mail,) = sink.mails
    assert mail.content == b"Subject: a\r\n\r\nb" + arrives + _SMUGGLED + b"\r\n"
    assert (mail.recipients, sink.hits[Stage.MAIL]) == ((CLIENT, HELLO), 1)


@pytest.mark.parametrize(
    ("content", "arrives"),
    [
        (b"", b"\r\n"),
        (b".", b".\r\n"),
        (b"..\r\n...\r\n", b"..\r\n...\r\n"),
        (b".a\r\n.b\r\n", b".a\r\n.b\r\n"),
        (b"a\r\n.", b"a\r\n.\r\n"),
        (b"a\nb\rc\r\n\r\n", b"a\r\nb\r\nc\r\n\r\n"),
        ("£ and é\r\n".encode(), "£ and é\r\n".encode()),
    ],
)
def test_dots_and_line_ends(sink: SmtpSink, post: Post, content: bytes, arrives: bytes) -> None:
    """Dots come through as they were written; each line arrives ended by CRLF."""
    post.send(replace(LETTER, content=content))
    assert [mail.content for mail in sink.mails] == [arrives]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "client",
        "client@",
        "@client.example",
        "a@b@client.example",
        "a@client.example, b@client.example",
        "a@client.example;b@client.example",
        "a b@client.example",
        " a@client.example",
        "a@client.example\r\nRCPT TO:<b@client.example>",
        "a@client.example\n",
        "a@client.example>",
        "<a@client.example>",
        "A <a@client.example>",
        '"a b"@client.example',
        "a@[192.0.2.1]",
        "a\0@client.example",
        "a\u202e@client.example",
        "a\ud800@client.example",
        f"{'a' * 250}@client.example",
    ],
)
@pytest.mark.parametrize("role", ["sender", "recipient", "copy_to"])
def test_only_one_plain_address_is_written_to(sink: SmtpSink, post: Post, role: str, address: str) -> None:
    """Anything else is never sent, with a sentence and without connecting; no copy at all is no fault."""
    outcome = post.send(_with_address(role, address))
    if (role, address) == ("copy_to", ""):
        assert outcome.kind is SendStatus.DELIVERED
    else:
        assert outcome.kind is SendStatus.NEVER
        assert "is not one plain e-mail address" in outcome.detail
        assert sink.hits[Stage.CONNECT] == 0


@pytest.mark.parametrize("address", ["o'brien+a=b@client.example", "x@localhost"])
def test_unusual_plain_addresses_are_written_to(sink: SmtpSink, post: Post, address: str) -> None:
    """The address reaches the server as it is."""
    assert post.send(replace(LETTER, recipient=address)).kind is SendStatus.DELIVERED
    assert [mail.recipients[0] for mail in sink.mails] == [address]


@pytest.mark.parametrize("address", ["jürgen@client.example", "client@bücher.example", "客户@客户.example"])
def test_an_address_outside_ascii(address: str) -> None:
    """It is written to where the server offers SMTPUTF8, and never sent with a sentence where it does not."""
    letter = replace(LETTER, recipient=address)
    with SmtpSink() as sink, Post(sink.settings(), "") as post:
        assert post.send(letter).kind is SendStatus.DELIVERED
        assert post.send(LETTER).kind is SendStatus.DELIVERED
        assert [mail.recipients[0] for mail in sink.mails] == [address, CLIENT]
    with SmtpSink(offers=Offers(smtputf8=False)) as sink, Post(sink.settings(), "") as post:
        outcome = post.send(letter)
        assert (outcome.kind, sink.hits[Stage.MAIL]) == (SendStatus.NEVER, 0)
        assert "SMTPUTF8" in outcome.detail
        assert post.send(LETTER).kind is SendStatus.DELIVERED


def test_a_letter_that_is_too_big_is_refused_before_it_is_sent() -> None:
    """The size is told with MAIL, so that 552 comes before the bytes."""
    with SmtpSink(offers=Offers(largest=1000)) as sink, Post(sink.settings(), "") as post:
        outcome = post.send(replace(LETTER, content=b"x" * 1000))
        assert (outcome.kind, outcome.detail[:3], sink.hits[Stage.DATA]) == (SendStatus.NEVER, "552", 0)


def _with_address(role: str, address: str) -> Envelope:
    addresses = {"sender": HELLO, "recipient": CLIENT, "copy_to": HELLO} | {role: address}
    return Envelope(
        sender=addresses["sender"],
        recipient=addresses["recipient"],
        copy_to=addresses["copy_to"],
        content=CONTENT,
    )

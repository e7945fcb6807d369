"""The letters adapter: bytes that are read as they were meant, and templates that are tried first."""

import email
import email.policy
import quopri
import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.mail.rendered import (
    NOW,
    OFFICE,
    REPLY_TO,
    TEMPLATES,
    acknowledgement,
    answering,
    catalogue,
    render,
)
from worker.adapters.letters import Letters
from worker.adapters.letters.dates_in_words import in_words
from worker.adapters.letters.message import quoted_printable
from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Origin
from worker.model.mail import Address

LONG_ID = "<" + "LO4P265MB1234567890ABCDEF" * 5 + "@LO4P265MB1234.GBRP265.PROD.OUTLOOK.COM>"
LONGER_ID = "<" + "a" * 230 + "@example.org>"


@pytest.fixture(scope="module")
def letters() -> Letters:
    """The adapter on the project's own templates."""
    return Letters.open(TEMPLATES, OFFICE)


def header_block(content: bytes) -> str:
    """The headers as they are sent."""
    return content.partition(b"\r\n\r\n")[0].decode("ascii")


def raw_header(content: bytes, name: str) -> str:
    """One header as it is sent, unfolded by the rule of RFC 5322 2.2.3 and not decoded."""
    unfolded = re.sub("\r\n(?=[ \t])", "", header_block(content))
    [value] = re.findall(f"(?m)^{name}: (.*?)\r?$", unfolded)
    return str(value)


def test_the_same_letter_gives_the_same_bytes(letters: Letters) -> None:
    """Nothing random and no clock: a letter may be rendered again after a crash."""
    for letter in catalogue():
        assert render(letters, letter).rendered == render(letters, letter).rendered


def test_headers_of_an_acknowledgement(letters: Letters) -> None:
    """Each header that mail servers, robots and our own mailbox look at."""
    content = render(letters, acknowledgement("Bill", "Too high.")).rendered.content
    assert header_block(content).replace("\r\n", "\n").partition("Content-Type")[0] == (
        'From: "Optimised Group" <hello@optimised.example>\n'
        'To: "Mrs Patel" <patel@bakery.example>\n'
        f"Reply-To: {REPLY_TO}\n"
        "Subject: Your complaint: Bill [OPT-2026-0042]\n"
        "Date: Mon, 02 Mar 2026 09:30:00 +0000\n"
        "Message-ID: <OPT-2026-0042.M01.1@optimised.example>\n"
        "In-Reply-To: <1@bakery.example>\n"
        "References: <1@bakery.example>\n"
        "Auto-Submitted: auto-replied\n"
        "X-Auto-Response-Suppress: OOF, AutoReply\n"
        "X-Optimised-Ref: OPT-2026-0042 k7f3q9\n"
        "Content-Language: en-GB\n"
        "MIME-Version: 1.0\n"
    )


@pytest.mark.parametrize(
    ("origin", "header"),
    [
        (Origin.REPLY, "auto-replied"),
        (Origin.EVENT, "auto-generated"),
        (Origin.SCHEDULED, "auto-generated"),
        (Origin.RECEIPT, "auto-generated"),
        (Origin.COMMAND, None),
        (Origin.APPROVED, None),
    ],
)
def test_a_letter_says_how_it_came_about(letters: Letters, origin: Origin, header: str | None) -> None:
    """RFC 3834 5: an answer is auto-replied, what the worker begins auto-generated, what a person wants neither."""
    letter = replace(acknowledgement("Bill", "Too high."), origin=origin)
    content = render(letters, letter).rendered.content
    assert (raw_header(content, "Auto-Submitted") if header else None) == header
    assert (b"Auto-Submitted" in content) is (header is not None)


def test_what_leaves_by_itself_says_so(letters: Letters) -> None:
    """Of the letters to clients these may leave with no person behind them; those to colleagues never have one."""
    found: defaultdict[LetterKind, set[bool]] = defaultdict(set)
    for letter in catalogue():
        found[letter.kind].add(b"Auto-Submitted: auto-" in render(letters, letter).rendered.content)
    by_itself = {kind: {True} for kind in ("M01", "M02", "M03r", "M13", "M16")}
    # A person's decision, or what follows from the client's own words, the date or a colleague's leaving.
    either = {kind: {True, False} for kind in ("M08", "M08b", "M09", "M15b", "M17", "N1")}
    expected = by_itself | either
    to_clients = {kind: marked for kind, marked in found.items() if kind.is_for_client}
    assert to_clients == {kind: expected.get(kind, {False}) for kind in to_clients}
    assert all(marked == {True} for kind, marked in found.items() if kind not in to_clients)


def test_who_writes_a_letter_that_knows_two_ways_says_which(letters: Letters) -> None:
    """An update is a person's or the worker's; where nobody says whose, none is rendered."""
    update = next(letter for letter in catalogue() if letter.kind is LetterKind.PROGRESS_UPDATE)
    with pytest.raises(ValueError, match="too many values"):
        render(letters, replace(update, origin=None))


@pytest.mark.parametrize(
    ("answers", "in_reply_to", "references"),
    [
        ((), None, None),
        (("<1@x>",), "<1@x>", ["<1@x>"]),
        (("<1@x>", "<2@x>"), "<2@x>", ["<1@x>", "<2@x>"]),
        ((LONG_ID, LONGER_ID), LONGER_ID, [LONG_ID, LONGER_ID]),
        (("not an id", "<1@x>", "<a b@x>", "<é@x>", "<2@x>\r\nBcc: <e@x>"), "<1@x>", ["<1@x>"]),
        (("<>", "", "<@>", "<" + "x" * 2000 + "@x>"), None, None),
        (
            tuple(f"<{number}@x>" for number in range(50)),
            "<49@x>",
            ["<0@x>", *(f"<{number}@x>" for number in range(30, 50))],
        ),
    ],
)
def test_the_thread_is_kept(
    letters: Letters, answers: tuple[str, ...], in_reply_to: str | None, references: list[str] | None
) -> None:
    """RFC 5322 3.6.4: ids stand as they are, in their order; a very long thread keeps both ends."""
    letter = answering(acknowledgement("Bill", "Too high."), *answers)
    content = render(letters, letter).rendered.content
    if in_reply_to is None:
        assert "In-Reply-To" not in header_block(content)
        assert "References" not in header_block(content)
        return
    assert raw_header(content, "In-Reply-To") == in_reply_to
    assert raw_header(content, "References").split(" ") == references
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_a_very_long_id_still_fits_its_line(letters: Letters) -> None:
    """The longest id that is kept leaves the header within 998 characters."""
    longest = f"<{'a' * 480}@{'b' * 480}>"
    content = render(letters, answering(acknowledgement("Bill", "x"), longest)).rendered.content
    assert raw_header(content, "In-Reply-To") == longest
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    ("topic", "subject"),
    [
        ("", "Your complaint [OPT-2026-0042]"),
        ("Bill", "Your complaint: Bill [OPT-2026-0042]"),
        ("x" * 46, f"Your complaint: {'x' * 46} [OPT-2026-0042]"),
        ("x" * 47, f"Your complaint: {'x' * 43}... [OPT-2026-0042]"),
        ("x" * 50_000, f"Your complaint: {'x' * 43}... [OPT-2026-0042]"),
        ("A bill\r\nBcc: evil@x.example", "Your complaint: A bill Bcc: evil@x.example [OPT-2026-0042]"),
        ("£1,250 – café", "Your complaint: £1,250 – café [OPT-2026-0042]"),
        ("渡" * 60, f"Your complaint: {'渡' * 43}... [OPT-2026-0042]"),
        ("=?utf-8?q?=42cc?=", "Your complaint: =?utf-8?q?=42cc?= [OPT-2026-0042]"),
    ],
)
def test_the_subject_fits_and_keeps_its_reference(letters: Letters, topic: str, subject: str) -> None:
    """At most 78 characters; only the topic is cut, and the header reads back as the very same text."""
    parts = render(letters, acknowledgement(topic, "Too high."))
    assert parts.rendered.subject == subject
    assert parts.message["Subject"] == subject
    assert max(map(len, header_block(parts.rendered.content).split("\r\n"))) <= 87


@pytest.mark.parametrize(
    ("address", "header"),
    [
        (Address("patel@bakery.example"), "patel@bakery.example"),
        (Address("patel@bakery.example", "Mrs Patel"), '"Mrs Patel" <patel@bakery.example>'),
        (Address("p@x.example", 'A "B" \\ C'), r'"A \"B\" \\ C" <p@x.example>'),
        (Address("p@x.example", "a>, <evil@x.example"), '"a>, <evil@x.example" <p@x.example>'),
        (Address("p@x.example", "Zoë"), "=?utf-8?b?Wm/Dqw==?= <p@x.example>"),
        (Address("p@x.example", "  \r\n "), "p@x.example"),
        (Address("john smith@x.example"), '"john smith"@x.example'),
        (Address("a>,b@x.example"), '"a>,b"@x.example'),
        (Address("p@x.example>\r\nBcc: e@y.example"), r'"p@x.example> Bcc: e"@y.example'),
        (Address("p@[192.0.2.1]"), "p@[192.0.2.1]"),
    ],
)
def test_a_recipient_is_written_as_one_address(letters: Letters, address: Address, header: str) -> None:
    """Quotes, commas and line ends in a stranger's name or address never make a second recipient."""
    letter = replace(acknowledgement("Bill", "Too high."), recipient=address)
    parts = render(letters, letter)
    assert raw_header(parts.rendered.content, "To") == header
    assert len(parts.message["To"].addresses) == 1


@pytest.mark.parametrize(
    "text",
    [
        "one line\n",
        ".\n..\n. dot\n.\n",
        "trailing space \ntrailing tab\t\n \n",
        "x" * 5000 + "\n",
        "word " * 1000 + "\n",
        "\U0001f469‍\U0001f4bb" * 200 + "\n",
        "From me\nFrom " + "y" * 200 + "\n" + "z" * 70 + " From \n>From here\nFrom \n",
        "a" * 75 + "From here\n" + "a" * 74 + " From here\n" + "a" * 75 + ".\n",
        "=3D = == =\n=\n",
        "é" * 26 + "\n" + "é" * 25 + "a\n",
        "a" * 76 + "\n" + "a" * 75 + " \n" + "a" * 76 + " \n",
        "\n\n\n",
        "--=_388d4d6328d533b72b844d30509aa8f3--\n",
    ],
)
def test_quoted_printable_survives_every_mail_server(text: str) -> None:
    """RFC 2045 6.7: reads back exactly, short lines, no bare dot, no "From ", no space at a line's end."""
    encoded = quoted_printable(text)
    assert quopri.decodestring(encoded) == text.replace("\n", "\r\n").encode()
    assert encoded.isascii()
    assert encoded.count(b"\n") == encoded.count(b"\r\n") == encoded.count(b"\r")
    for line in encoded.split(b"\r\n"):
        assert len(line) <= 76
        assert line != b"."
        assert not line.startswith(b"From ")
        assert line == line.rstrip()
    assert b"=_" not in encoded


def test_words_of_a_client_read_back_as_written(letters: Letters) -> None:
    """Every line of the words stands in both parts, in order, spaces and empty lines made tidy."""
    words = 'Dear all,\r\n\r\n\r\n\r\n  your   bill\tis > 3 & < 4 "times" high.\r\nFrom Ann\r\n.\r\nRegards'
    parts = render(letters, acknowledgement("Bill", words))
    told = ["Dear all,", "", 'your bill is > 3 & < 4 "times" high.', "From Ann", ".", "Regards"]
    shown = "\n".join(f"    {line}".rstrip() for line in told)
    assert f"\n\n{shown}\n\n" in parts.text
    assert (
        "Dear all,<br>\n<br>\nyour bill is &gt; 3 &amp; &lt; 4 &quot;times&quot; high.<br>\n"
        "From Ann<br>\n.<br>\nRegards</blockquote>"
    ) in parts.html


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2026, 3, 23), "Monday 23 March 2026"),
        (date(2026, 11, 1), "Sunday 1 November 2026"),
        (datetime(2026, 3, 2, 7, 49, tzinfo=UTC), "Monday 2 March 2026 at 7.49am"),
        (datetime(2026, 6, 30, 23, 5, tzinfo=UTC), "Wednesday 1 July 2026 at 12.05am"),
        (datetime(2026, 6, 30, 11, 0, tzinfo=UTC), "Tuesday 30 June 2026 at 12.00pm"),
    ],
)
def test_dates_are_told_in_words(when: date, words: str) -> None:
    """With the weekday, in London, in English."""
    assert in_words(when) == words


def test_the_date_header_is_the_given_now(letters: Letters) -> None:
    """The letter is dated when it was written, not when somebody looked at a clock."""
    message = email.message_from_bytes(
        render(letters, acknowledgement("Bill", "x")).rendered.content, policy=email.policy.default
    )
    assert message["Date"].datetime == NOW

"""The key of a mail's content: stored for years, so it must never change, and cheap for any mail."""

import hashlib
import json
import tracemalloc
from datetime import UTC, datetime

import pytest

from worker.model.mail import Attachment, Message
from worker.policy.reading.duplicates import content_key

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


def message(text: str) -> Message:
    """A mail with this text and two files."""
    files = tuple(Attachment(name, "image/png", 1, name * 32) for name in ("b", "a"))
    return Message(
        sender=None,
        from_text='Anita "A" Patel \u2028 <anita@client.example>',
        subject="Überhöht 😀",
        text=text,
        message_id="<1@client.example>",
        date=NOW,
        attachments=files,
    )


def whole(text: str) -> str:
    """The key as it was first written down: over one list in JSON."""
    it = message(text)
    said = [
        "OPT-2026-0001",
        it.message_id,
        it.from_text,
        it.subject,
        NOW.isoformat(),
        " ".join(text.split()),
        ["a" * 32, "b" * 32],
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "I complain.",
        '\n I  complain\r\n\tabout "this" \\ bill: £5 😀.\n\n',
        SPACES.join("abc"),
        SPACES + "a" + SPACES,
        "x" * 250_000,
        " " * 250_000,
        "a" + " " * 250_000 + "b",
        "word " * 60_000,
        "a" * 99_999 + " b",
        "a" * 100_000 + " b",
        "a" * 99_999 + "  b",
        " " * 100_000 + "a" * 100_000 + " ",
        "😀 " * 120_001,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_the_key_is_that_of_all_words_at_once(text: str) -> None:
    """However the text is cut for hashing, the key is the one that stands in every log already."""
    assert content_key(message(text), NOW, "OPT-2026-0001") == whole(text)


def test_the_key_is_the_stored_one() -> None:
    """A key out of a log of the first release."""
    stored = "9b8727f2b2ea657e5a8ad2d073468d1b629d9a4c29d9a9dde6cdf70ec2cdc534"
    assert content_key(message("I complain.\n"), NOW, "") == stored


def test_a_long_text_takes_little_memory() -> None:
    """Two million words are never all in memory as words of their own."""
    long = message("ab cd " * 1_000_000)
    tracemalloc.start()
    content_key(long, NOW, "")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000

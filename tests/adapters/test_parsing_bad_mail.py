"""Damaged, hostile and odd mail: reading never fails, never takes long, and nothing unclean comes out."""

import dataclasses
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.adapters import bad_headers, bad_mail
from tests.adapters.bad_values import STAFF
from worker.adapters import parsing
from worker.model.mail import Message, Unreadable

UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
SENTENCE = re.compile(r"(The|A) .{10,200}\.")


def texts(value: Any) -> Iterator[str]:
    """Every text anywhere in a message."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def test_there_are_as_many_cases_as_promised() -> None:
    """The fixed cases of each class are at least as many as the plan says, and no id comes twice."""
    for name, (made, promised) in bad_mail.CLASSES.items():
        found = [case for case, _ in made()]
        assert len(found) >= promised, name
        assert len(set(found)) == len(found), name


@pytest.mark.parametrize("name", bad_mail.CLASSES)
def test_every_case_ends_as_clean_message_or_sentence(name: str) -> None:
    """Each case becomes a message without unclean characters, or a sentence why it is not read."""
    made, _ = bad_mail.CLASSES[name]
    for case, content in made():
        found = parsing.read(content)
        unclean = [text for text in texts(found) if UNCLEAN.search(text)]
        assert not unclean, case
        faults = (found.reason,) if isinstance(found, Unreadable) else found.faults
        assert all(SENTENCE.fullmatch(fault) for fault in faults), (case, faults)


def test_reading_twice_gives_the_same() -> None:
    """Nothing in a message is random, so that a repeated attempt decides the same."""
    for case, content in bad_mail.cases():
        assert parsing.read(content) == parsing.read(content), case


def test_address_tricks_never_give_staff() -> None:
    """A From header that can be read in two ways names no sender, or the one that is not staff."""
    for case, content in bad_headers.address_tricks():
        found = parsing.read(content)
        assert isinstance(found, Message), case
        assert found.sender is None or found.sender.email != STAFF.decode(), case


def test_attachment_names_are_never_paths() -> None:
    """A file keeps a short name without folder, whatever the sender wrote, and is always there."""
    for case, content in bad_mail.attachment_names():
        found = parsing.read(content)
        assert isinstance(found, Message), case
        (attachment,) = found.attachments
        assert 0 < len(attachment.name) <= 120, case
        assert not set(attachment.name) & set("/\\\0"), case
        assert attachment.name.strip("."), case


def test_words_survive_every_label() -> None:
    """Western words are read right under every label that lies or says nothing, and in true UTF-8."""
    silent = (
        "x-unknown",
        "unknown-8bit",
        "default",
        "none",
        "us-ascii",
        "utf-8",
        "iso-8859-1",
        "windows-1252",
    )
    lies = ("idna", "punycode", "undefined", "base64", "rot13", "zlib", "utf-7", "8bit", "unicode-1-1-utf-7")
    cases = dict(bad_headers.charsets())
    for label in (*silent, *lies):
        for kind in ("utf-8", "windows"):
            found = parsing.read(cases[f"{kind} as {label}"])
            assert isinstance(found, Message)
            assert found.text == "I complain: café £5 “now”", (kind, label)


def test_dates_are_aware_or_absent() -> None:
    """A date is in UTC and can be shown in any zone, or it is not given."""
    for case, content in bad_headers.dates():
        found = parsing.read(content)
        assert isinstance(found, Message), case
        assert found.date is None or (found.date.tzinfo is not None and 1900 < found.date.year < 9999), case


@pytest.mark.parametrize(
    ("case", "word"),
    [
        ("31 multiparts deep", "nested"),
        ("1000 multiparts deep", "nested"),
        ("1000 mails deep", "nested"),
        ("501 parts", "500 parts"),
        ("501 addresses", "addresses"),
        ("20000 encoded words", "64 kB"),
        ("parameters 1", "header"),
    ],
)
def test_limits(case: str, word: str) -> None:
    """What breaks a limit is not parsed, and the sentence says which limit."""
    found = parsing.read(dict(bad_mail.bombs())[case])
    assert isinstance(found, Unreadable)
    assert word in found.reason


def test_nothing_of_the_mail_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """The libraries behind write no line, since their lines hold parts of the mail."""
    with caplog.at_level(logging.DEBUG):
        for _, content in bad_mail.cases():
            parsing.read(content)
    assert caplog.records == []

"""The secrets by which our letters, and the answers to them, are known: 128 bits of HMAC-SHA256 (RFC 2104)."""

import base64
import hashlib
import hmac
import re

_MARK = re.compile(r"\b[a-z]{2,6}-\d{4}-\d{4,}-[a-z2-7]{26}\b", re.IGNORECASE)
_LENGTH = 26  # base32 characters, five bits each: the first 130 bits


def sign(key: bytes, *parts: str) -> str:
    """A token of 26 lower-case letters and digits for these parts, which survives any change of case on its way."""
    digest = hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:_LENGTH]


def letter_name(key: bytes, reference: str, kind: str, cause: str) -> str:
    """The name of one letter, unguessable and in small letters, which survive their way.

    It is the left side of its Message-ID, the value of our own header, and what follows the plus in the Reply-To
    of a letter that belongs to no case.
    """
    return f"{reference or 'office'}.{kind}.{sign(key, 'letter', reference, kind, cause)}".lower()


def case_mark(key: bytes, reference: str) -> str:
    """What follows the plus in the Reply-To of a case: its reference and its token."""
    return f"{reference.lower()}-{sign(key, 'case', reference)}"


def case_of_mark(key: bytes, mark: str) -> str:
    """The reference that a plus-address names with the right token, or an empty string."""
    reference, _, token = mark.upper().rpartition("-")
    expected = sign(key, "case", reference).upper()
    return reference if hmac.compare_digest(token.encode(), expected.encode()) else ""


def marks_in(text: str) -> list[str]:
    """Everything in a text that looks like the mark of a case, right or wrong, in small letters."""
    return [found.lower() for found in _MARK.findall(text)]


def without_marks(text: str) -> str:
    """The text without the lines that hold a mark, which our buttons write and nobody is to read."""
    return "\n".join(line for line in text.split("\n") if not _MARK.search(line))

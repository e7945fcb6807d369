"""The bytes of headers -> clean text (RFC 5322 2.2, RFC 2047), linear in their length."""

import binascii
import re
from collections.abc import Iterable
from email.message import Message as Part

from worker.adapters.parsing import charset, clean_text

# Only what people read is written in encoded words. Decoding a header that machines read, such as
# Authentication-Results, would let a sender hide its punctuation from the server that wrote it.
_FOR_PEOPLE = re.compile("subject|comments|keywords|from|sender|to|cc|bcc|reply-to|thread-topic|organization")
# A character that vanished from an address would make it another one.
_MARKED = dict.fromkeys(("from", "sender", "to", "cc", "reply-to"), "\ufffd")
# From these is read who is trusted. A character beyond ASCII that cleaning turns into a space or a semicolon (U+3000,
# U+037E) would be the sender's punctuation in the words of our server.
_FOR_TRUST = frozenset({"authentication-results", "received"})
_BEYOND_ASCII = re.compile(r"[^\t\n\r -~]")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?(.{0,2000}?)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_ID = re.compile(r"<([^<>\s]{1,998})>")


def fields(part: Part) -> tuple[tuple[str, str], ...]:
    """(lower-case name, value on one line) of every header, its encoded words not yet decoded."""
    named = ((clean_text.line(name).lower(), raw_text(value)) for name, value in part.raw_items())
    guarded = (
        (name, _BEYOND_ASCII.sub("\ufffd", value) if name in _FOR_TRUST else value) for name, value in named
    )
    return tuple((name, clean_text.line(value, instead=_MARKED.get(name, ""))) for name, value in guarded)


def decoded(header_fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The same fields, encoded words decoded where the header is written for people."""
    return tuple(
        (name, words(value) if _FOR_PEOPLE.fullmatch(name) else value) for name, value in header_fields
    )


def raw_text(value: object) -> str:
    """A header's value as stored by the parser, its 8-bit bytes read as UTF-8 or else Western."""
    stored = str(value)
    if stored.isascii():
        return stored
    return charset.decode(stored.encode("utf-8", "surrogateescape"), "")


def words(value: str) -> str:
    """A value on one line with its encoded words decoded (RFC 2047), as far as they can be."""
    if "=?" not in value:
        return value
    joined = _BETWEEN_WORDS.sub(r"\1", value)
    output, position = [], 0
    pending: list[tuple[str, bytes]] = []
    for match in _WORD.finditer(joined):
        if match.start() > position:
            output += [_flushed(pending), joined[position : match.start()]]
        pending.append((match[1].partition("*")[0].lower(), _payload(match[2], match[3])))
        position = match.end()
    return clean_text.line("".join([*output, _flushed(pending), joined[position:]]))


def ids(value: str) -> tuple[str, ...]:
    """The message identifiers in a value, with their angle brackets, each once (RFC 5322 3.6.4)."""
    found = _ID.findall(words(value))
    if not found:
        found = [word for word in value.split() if "@" in word and not set(word) & set('<>()",;')]
    return tuple(dict.fromkeys(f"<{identifier}>" for identifier in found))


def _flushed(pending: list[tuple[str, bytes]]) -> str:
    """Adjoining words of one charset are decoded together, since senders split characters between them."""
    output, run = [], b""
    for index, (label, content) in enumerate(pending):
        run += content
        if index + 1 == len(pending) or pending[index + 1][0] != label:
            output.append(charset.decode(run, label))
            run = b""
    pending.clear()
    return "".join(output)


def _payload(encoding: str, encoded: str) -> bytes:
    content = encoded.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(content.replace(b" ", b"_"), header=True)
    return base64(content)


def base64(content: bytes) -> bytes:
    """The bytes behind base64 as every mail client reads it: bad letters skipped, padding not needed."""
    letters = content.translate(None, delete=_NOT_BASE64).partition(b"=")[0]
    whole = len(letters) - (len(letters) % 4 == 1)  # one letter too many carries no byte
    return binascii.a2b_base64(letters[:whole] + b"==")

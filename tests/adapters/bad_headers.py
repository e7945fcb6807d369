"""Mail whose headers, encodings and characters are damaged or hostile, as (id, bytes)."""

import base64
import itertools
from collections.abc import Callable, Iterator

from tests.adapters.bad_values import (
    ADDRESS_TRICKS,
    DATES,
    ENVELOPE,
    LABELS,
    ORDINARY,
    STAFF,
    WORDS,
    mail,
    mixed,
    part,
)

Case = tuple[str, bytes]


def header_damage() -> Iterator[Case]:
    """Each of twenty headers missing, empty, doubled, too long or full of bytes that do not belong there."""
    damages: dict[str, Callable[[bytes, bytes], bytes]] = {
        "empty": lambda name, _: name + b": \r\n",
        "twice": lambda name, value: (name + b": " + value + b"\r\n") * 2,
        "long": lambda name, value: name + b": " + value * 600 + b"\r\n",
        "too long": lambda name, value: name + b": " + value + b"x" * 70_000 + b"\r\n",
        "control": lambda name, value: name + b": \x00\x07\x1b[31m" + value + b"\x85\x0b\x0c\r\n",
        "eight bits": lambda name, value: name + b": " + value + b" \xe9\xff\xed\xa0\x80\r\n",
        "broken": lambda name, value: name + b': "(<[' + value + b"\\\r\n",
        "no colon": lambda name, value: name + b" " + value + b"\r\n",
    }
    for name, value in ORDINARY.items():
        rest = mail({key: kept for key, kept in ORDINARY.items() if key != name})
        yield f"{name.decode()} missing", rest
        for damage, damaged in damages.items():
            yield f"{name.decode()} {damage}", damaged(name, value) + rest
    whole = mail(ORDINARY)
    lines: dict[str, bytes] = {
        "nothing": b"",
        "one line feed": b"\n",
        "spaces": b"   \r\n \t\r\n",
        "no header": b"\r\n" + WORDS,
        "no body": whole.partition(b"\r\n\r\n")[0],
        "only CR": whole.replace(b"\r\n", b"\r"),
        "only LF": whole.replace(b"\r\n", b"\n"),
        "all NUL": b"\x00" * 1000,
        "all 0xff": b"\xff" * 1000,
        "angle id": b"Message-ID: <>\r\n\r\nx",
        "quote": b'From: "\r\n\r\nx',
        "parentheses": b"From: " + b"(" * 1000 + b"\r\n\r\nx",
        "two ids": b"Message-ID: <1@a.example>\r\nMessage-ID: <2@a.example>\r\n\r\nx",
        "empty names": b": x\r\n" * 500 + b"\r\nx",
        "many names": b"".join(b"X-%d: y\r\n" % number for number in range(4000)) + b"\r\nx",
    }
    yield from lines.items()


def address_tricks() -> Iterator[Case]:
    """From headers that one reader takes for staff and another does not."""
    for number, trick in enumerate(ADDRESS_TRICKS):
        yield f"from {number}", mail({**ENVELOPE, b"From": trick})
    yield "two headers", b"From: " + STAFF + b"\r\n" + mail({**ENVELOPE, b"From": b"evil@x.example"})


def charsets() -> Iterator[Case]:
    """Labels that are wrong, unknown or dangerous, over bytes of two kinds, and broken transfer encodings."""
    texts = {
        "utf-8": "I complain: café £5 “now”".encode(),
        "windows": "I complain: café £5 “now”".encode("cp1252"),
    }
    for label, (kind, text) in itertools.product(LABELS, texts.items()):
        header = {**ENVELOPE, b"Content-Type": b"text/plain; charset=" + label}
        yield f"{kind} as {label.decode()}", mail(header, text)
    encodings = (
        b"base64",
        b"quoted-printable",
        b"x-uuencode",
        b"BASE64 ",
        b"binary",
        b"8-bit",
        b"x-yencode",
        b"",
        b"7bit, 8bit",
    )
    bodies = (
        WORDS,
        b"SSB3aXNoIHRvIGNvbXBsYWlu",
        b"SSB3aXNo=IHRv!!IGN",
        b"=ZZ=0=\r\n=C3",
        b"begin 644 a\r\n!!!!\r\n",
        b"=ybegin line=128\r\n",
    )
    for encoding, (number, body) in itertools.product(encodings, enumerate(bodies)):
        yield (
            f"{encoding.decode()} {number}",
            mail({**ENVELOPE, b"Content-Transfer-Encoding": encoding}, body),
        )


def unicode() -> Iterator[Case]:
    """Characters that hide, turn, pile up or cannot be stored, raw and encoded, in every place people read."""
    characters = (
        *("\x00", "\x1b", "\x7f", "\x85", "\xad", "\u0301", "\u200b", "\u200f"),
        *("\u202e", "\u2028", "\u2066", "\u3000", "\ufeff", "\ufffe", "\U0001f600", "\U000e0001"),
    )
    for character in characters:
        raw = f"My{character}bill".encode()
        encoded = b"=?utf-8?b?" + base64.b64encode(raw) + b"?="
        html = f"<p>My&#{ord(character)};bill</p>".encode()
        name = f"U+{ord(character):04X}"
        yield f"{name} raw", mail({**ENVELOPE, b"Subject": raw, b"From": raw + b" <jane@example.com>"}, raw)
        yield (
            f"{name} encoded",
            mail({**ENVELOPE, b"Subject": encoded, b"From": encoded + b" <jane@example.com>"}),
        )
        yield f"{name} html", mail({**ENVELOPE, b"Content-Type": b"text/html"}, html)
        yield f"{name} address", mail({**ENVELOPE, b"From": b"<ja" + raw + b"@example.com>"})
        yield f"{name} file", mixed(part(b'Content-Type: application/pdf; name="' + raw + b'.pdf"'))
    yield "surrogates", mail({**ENVELOPE, b"Subject": b"\xed\xa0\x80\xed\xb0\x80"}, b"\xed\xa0\x80")
    yield "surrogate by number", mail({**ENVELOPE, b"Content-Type": b"text/html"}, b"<p>&#xD800;&#55296;</p>")


def dates() -> Iterator[Case]:
    """Dates before, behind and beside the calendar."""
    for number, date in enumerate(DATES):
        yield f"date {number}", mail({**ENVELOPE, b"Date": date})


def duplicates() -> Iterator[Case]:
    """The same identifier over other words and the other way round, and headers that come twice."""
    for number in range(5):
        yield f"same id {number}", mail(ENVELOPE, WORDS + b" %d" % number)
        yield f"same words {number}", mail({**ENVELOPE, b"Message-ID": b"<%d@example.com>" % number})

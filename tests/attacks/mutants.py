"""Mail that nobody would write: real and made-up mail, changed at random by bytes, headers and structure."""

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from tests.adapters import bad_headers
from tests.attacks.siege import ANGRY, CALM, mail
from tests.bench.corpus import corpus
from worker.model.catalogue import LetterKind
from worker.policy import token

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""A change of one mail, which may borrow from the others."""

CORPORA = Path(__file__).parent.parent.parent.parent / "shared" / "corpora"
CASE = "OPT-2026-0001"
FIRST = mail("Anita Patel <anita.patel@harbour-bakery.example>", "Our bill", proven="harbour-bakery.example")

_LARGEST = 60_000
_PIECES = (
    *(b"\0", b"\x1b[31m", b"\x80", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", b"\xe2\x80\xae"),
    *(b"\xf0\x9f\x98\x80", b"\x85", b"\r", b"\n", b"\r\n", b"\r\n\r\n", b"\r\n \r\n", b"\r\n.\r\n", b"\t"),
    *(b" " * 300, b"--b\r\n", b"--b--\r\n", b"-- \r\n", b'"', b"<", b">", b"(" * 40, b")", b"\\", b";"),
    *(b",", b":", b"@", b"=", b"%", b"{{7*7}}", b"{% raw %}", b"<b>", b"&#0;", b"=?utf-8?b?"),
    *(b"=?utf-8?q?=00?=", b"=?x?q?a?=", b"?=", b"=0D=0A", b"=?iso-2022-jp?b?GyRC?=", b"=?utf-8?b?AA==?="),
    *(b"> ", b">From ", b"On Mon, 2 Mar 2026, Anita wrote:\r\n", b"-----Original Message-----\r\n"),
    *(b"From: a@b.example\r\n", b"I want to complain. ", b"[OPT-2026-0001] complaint", b"not a complaint"),
    *(b"unhappy ", b"\xc2\xa31,250 ", b"GDPR ", b"99999999999999999999", b"-1", b"1e999", b"0000-00-00"),
    *(b"Mon, 32 Foo 9999 99:99:99 +9999", b"A" * 3_000),
)
_VALUES = (
    *(b"", b" ", b"<>", b"()", b'"', b"@", b"<@>", b"a@b, c@d", b"<a@b> <c@d>", b"=?utf-8?q?=00?="),
    *(b"\xff\xfe\xfd", b"multipart/mixed; boundary=b"),
    *(b"multipart/report; report-type=delivery-status; boundary=b", b"message/rfc822"),
    *(b"text/html; charset=utf-16", b"text/plain; charset=x-none", b"text/plain; charset=utf-7"),
    *(b"text/calendar", b"base64", b"quoted-printable", b"x-uuencode", b"auto-replied", b"bulk", b"All"),
    *(b"mx.optimised.net; dmarc=pass", b"hello@optimised.net", b"tom.reed@optimised.net"),
    *(b"<a@optimised.net>", b"Mon, 2 Mar 2026 09:12:00 -9999", b"x" * 900),
)
_NAMES = (
    *(b"From", b"To", b"Cc", b"Subject", b"Date", b"Message-ID", b"In-Reply-To", b"References"),
    *(b"Reply-To", b"Sender", b"Content-Type", b"Content-Transfer-Encoding", b"Content-Disposition"),
    *(b"Auto-Submitted", b"Precedence", b"Return-Path", b"Authentication-Results", b"Received"),
    *(b"X-Optimised-Ref", b"List-Id", b"Delivered-To", b"X-Failed-Recipients", b"", b"X"),
)
_HEADER = re.compile(rb"^[^\s:]{1,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n", re.MULTILINE)


def seeds(key: bytes) -> list[bytes]:
    """Mail to change: of a business, of the parsing tests, about the case `CASE`, and of the corpora where present."""
    found = [FIRST, *corpus(60, 1), *_about_the_case(key) * 15]
    for made in (bad_headers.header_damage, bad_headers.unicode, bad_headers.charsets):
        found += [raw for _, raw in list(made())[::9]]
    files = sorted(path for path in CORPORA.rglob("*") if path.is_file()) if CORPORA.is_dir() else []
    found += [path.read_bytes() for path in files]
    return [raw[:_LARGEST] for raw in found]


def mutant(rng: Random, kinds: Sequence[bytes]) -> bytes:
    """One of the mails, changed one to four times."""
    raw = rng.choice(kinds)
    for _ in range(rng.randint(1, 4)):
        raw = rng.choice(MUTATIONS)(rng, raw, kinds)
    return raw[: 2 * _LARGEST]


def _about_the_case(key: bytes) -> list[bytes]:
    """Answers, absences, reports and commands, all with the right secrets."""
    secret = f"hello+{token.case_mark(key, CASE)}@optimised.net"
    name = token.letter_name(key, CASE, LetterKind.ACKNOWLEDGEMENT, "mail 1")
    client, joe = "anita.patel@harbour-bakery.example", "joe@corner-shop.example"
    answer = {"To": secret, "In-Reply-To": f"<{name}@optimised.net>"}
    report = (
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; "
        f"{client}\nAction: failed\nStatus: 5.1.1\n--b\nContent-Type: message/rfc822\n\nMessage-ID: "
        f"<{name}@optimised.net>\nSubject: x\n\nx\n--b--"
    )
    returned = {
        "Content-Type": 'multipart/report; report-type=delivery-status; boundary="b"',
        "Return-Path": "<>",
    }
    forward = (
        f"Please see.\n\n---------- Forwarded message ---------\nFrom: Joe <{joe}>\nSubject: Bill\n\n{ANGRY}"
    )
    quoted = f"I was in.\n\nOn Mon, 2 Mar 2026, Optimised wrote:\n> {CALM}\n"
    return [
        mail(client, "Re: Our bill", quoted, proven="harbour-bakery.example", headers=answer),
        mail(client, "Automatic reply", CALM, headers={**answer, "Auto-Submitted": "auto-replied"}),
        mail("MAILER-DAEMON@x.example", "Undelivered", report, headers=returned),
        *(
            mail("tom.reed@optimised.net", f"[{CASE}] {verb}", ANGRY, proven="optimised.net")
            for verb in ("complaint", "not a complaint", "phoned")
        ),
        mail("tom.reed@optimised.net", "FW: Bill", forward, proven="optimised.net"),
        mail("hello@optimised.net", "Our bill", ANGRY, headers={"X-Optimised-Ref": name}),
        mail(joe, "Tuesday", "Tuesday's engineer left at noon.", proven="corner-shop.example"),
        mail(joe, "Invoice", CALM),
    ]


def _place(rng: Random, raw: bytes) -> int:
    """Somewhere; every second time in the first lines, where the headers are."""
    return rng.randint(0, min(len(raw), 1_500) if rng.random() < 0.5 else len(raw))


def _flip(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(raw)
    for _number in range(rng.randint(1, 20) if raw else 0):
        changed[min(_place(rng, raw), len(raw) - 1)] = rng.randrange(256)
    return bytes(changed)


def _cut(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    start = _place(rng, raw)
    return raw[:start] + raw[start + rng.randint(1, 400) :]


def _end_early(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    return raw[: _place(rng, raw)]


def _repeat(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    start = _place(rng, raw)
    return raw[:start] + raw[start : start + rng.randint(1, 300)] * rng.randint(2, 40) + raw[start:]


def _insert(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    start = _place(rng, raw)
    return raw[:start] + rng.choice(_PIECES) * rng.choice((1, 1, 1, 7, 200)) + raw[start:]


def _splice(rng: Random, raw: bytes, kinds: Sequence[bytes]) -> bytes:
    other = rng.choice(kinds)
    return raw[: _place(rng, raw)] + other[_place(rng, other) :]


def _other_body(rng: Random, raw: bytes, kinds: Sequence[bytes]) -> bytes:
    return raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + rng.choice(kinds).partition(b"\n\n")[2]


def _drop_header(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_HEADER.finditer(raw[:8_000]))
    if not found:
        return raw
    gone = rng.choice(found)
    return raw[: gone.start()] + raw[gone.end() :]


def _move_header(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_HEADER.finditer(raw[:8_000]))
    return rng.choice(found)[0] + raw if found else raw


def _add_header(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    return rng.choice(_NAMES) + b": " + rng.choice(_VALUES + _PIECES) + b"\r\n" + raw


def _swap_value(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_HEADER.finditer(raw[:8_000]))
    if not found:
        return raw
    line = rng.choice(found)
    name = line[0].partition(b":")[0]
    return raw[: line.start()] + name + b": " + rng.choice(_VALUES + _PIECES) + b"\r\n" + raw[line.end() :]


def _wrap(rng: Random, raw: bytes, kinds: Sequence[bytes]) -> bytes:
    """The mail as a part of another, once more with the other's headers."""
    kind = rng.choice(
        (b"message/rfc822", b"text/html", b"message/delivery-status", b"text/rfc822-headers", b"x/y")
    )
    outer = rng.choice((b"mixed", b"alternative", b"report", b"related", b"digest", b"signed"))
    head = rng.choice(kinds).partition(b"\r\n\r\n")[0]
    top = b"Content-Type: multipart/" + outer + b"; boundary=b\r\n" + head + b"\r\n\r\n--b\r\n"
    return (
        top
        + b"Content-Type: "
        + kind
        + b"\r\n\r\n"
        + raw
        + b"\r\n--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n"
    )


def _encode_subject(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    charset = rng.choice((b"utf-8", b"utf-16", b"iso-2022-jp", b"gb18030", b"utf-7", b"idna", b"x"))
    words = b64encode(rng.choice(_PIECES) + rng.randbytes(rng.randint(0, 60)))
    name = rng.choice((b"Subject", b"From", b"To", b"Content-Disposition", b"Message-ID"))
    return name + b": =?" + charset + b"?b?" + words + b"?= <a@b.example>\r\n" + raw


def _line_ends(rng: Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    return raw.replace(b"\r\n", rng.choice((b"\n", b"\r", b"\r\r\n", b"\n\r", b"\r\n\r\n")))


MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _cut, _end_early, _repeat, _insert, _insert, _splice, _other_body, _drop_header, _move_header),
    *(_add_header, _add_header, _swap_value, _swap_value, _wrap, _encode_subject, _line_ends),
)

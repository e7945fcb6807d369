"""Mail that is damaged, hostile or odd: fixed cases as (id, bytes), in the classes that concern reading."""

import base64
import itertools
from collections.abc import Callable, Iterator, Mapping

from tests.adapters.bad_headers import (
    Case,
    address_tricks,
    charsets,
    dates,
    duplicates,
    header_damage,
    unicode,
)
from tests.adapters.bad_values import ENVELOPE, NAMES, WORDS, mail, mixed, part


def structures() -> Iterator[Case]:
    """Multiparts without ends, boundaries, contents or sense, and types that no mail should have."""
    text = part(b"Content-Type: text/plain")
    html = part(b"Content-Type: text/html", b"<p>" + WORDS + b"</p>")
    attached = part(b"Content-Type: message/rfc822", mail({**ENVELOPE, b"Subject": b"Inner"}))
    kinds = (
        b"mixed",
        b"alternative",
        b"related",
        b"report",
        b"digest",
        b"signed",
        b"encrypted",
        b"parallel",
        b"x-odd",
        b"",
    )
    contents = {"text": text, "html": html, "attached": attached, "none": b"", "both": text + html}
    for kind, (name, content) in itertools.product(kinds, contents.items()):
        yield f"{kind.decode()} of {name}", mixed(content, kind=kind)
    yield "no end", mixed(text, html, end=b"")
    yield "two ends", mixed(text, end=b"--b--\r\n--b--\r\n")
    yield "words behind the end", mixed(text, end=b"--b--\r\n" + text)
    yield "other boundary", mixed(part(b"Content-Type: text/plain", boundary=b"c"))
    yield "boundary in boundary", mixed(part(b'Content-Type: multipart/mixed; boundary="b"', text))
    yield (
        "boundary begins alike",
        mixed(part(b'Content-Type: multipart/mixed; boundary="bb"', part(b"", boundary=b"bb"))),
    )
    types = (
        b"multipart/mixed",
        b"multipart/mixed; boundary=",
        b'multipart/mixed; boundary="' + b"x" * 300 + b'"',
        b"multipart/mixed; boundary*=utf-8''b",
        b"multipart/mixed; boundary*0=b; boundary*1=c",
        b"message/partial; id=1; number=1; total=2",
        b"message/external-body; access-type=URL; URL=http://x.example/",
        b"message/rfc822",
        b"message/delivery-status",
        b"message/disposition-notification",
        b"message/global",
        b"application/pkcs7-mime; smime-type=enveloped-data",
        b"application/pgp-encrypted",
        b"application/ms-tnef; name=winmail.dat",
        b"text/enriched",
        b"text/calendar; method=REQUEST",
        b"text",
        b"/",
        b"text/",
        b"; charset=utf-8",
        b"text/plain; charset*0*=x'y'z; name*=%%%",
        b"text/plain; name*1=a; name*0*=iso-2022-jp'ja'%1B%24B",
        b"text/plain; charset=\xff\xfe",
        b"TEXT/HTML",
    )
    for number, kind in enumerate(types):
        yield f"type {number}", mail({**ENVELOPE, b"Content-Type": kind}, text)


def bombs() -> Iterator[Case]:
    """Mail that costs a careless reader much time or memory; small enough to be read in a moment."""
    levels = (5, 29, 31, 100, 1000)
    for number in levels:
        opened = b"".join(
            b'Content-Type: multipart/mixed; boundary="n%d"\r\n\r\n--n%d\r\n' % (n, n) for n in range(number)
        )
        yield f"{number} multiparts deep", b"From: a@b.example\r\n" + opened + b"\r\n" + WORDS
        yield f"{number} mails deep", b"Content-Type: message/rfc822\r\n\r\n" * number + WORDS
        yield (
            f"{number} elements deep",
            mail({**ENVELOPE, b"Content-Type": b"text/html"}, b"<div>" * number * 50 + WORDS),
        )
    for number in (10, 499, 501, 5000, 20_000):
        yield f"{number} parts", mixed(part(b"", b"x") * number)
        yield f"{number} empty parts", mixed(b"--b\r\n" * number)
        yield f"{number} addresses", mail({**ENVELOPE, b"To": b"a@b.example, " * number})
        yield f"{number} commas", mail({**ENVELOPE, b"From": b"," * number})
        yield f"{number} encoded words", mail({**ENVELOPE, b"Subject": b"=?utf-8?q?a?= " * number})
    repeated = (
        b"<!--",
        b"<a ",
        b'<a b="',
        b"<![",
        b"</",
        b"<script>",
        b"&",
        b"&#",
        b"<td>",
        b"<blockquote type=cite>",
    )
    for number, piece in enumerate(repeated):
        yield f"markup {number}", mail({**ENVELOPE, b"Content-Type": b"text/html"}, piece * 20_000 + WORDS)
    fields = (b";", b"; a=b", b';"', b"; a*0*=b", b"=?a?q?", b"(", b"\\", b"<", b"a@", b"a.")
    for number, piece in enumerate(fields):
        yield f"parameters {number}", mail({**ENVELOPE, b"Content-Type": b"text/plain" + piece * 9_000})
    bounce = {**ENVELOPE, b"From": b"MAILER-DAEMON@x.example", b"Subject": b"failure notice"}
    yield "bounce of one line", mail(bounce, b"delivery failed a@" * 20_000)
    yield (
        "bounce of many addresses",
        mail(bounce, b"".join(b"<a%d@b.example>: failed\r\n" % n for n in range(9_000))),
    )
    yield "one megabyte in one line", mail(ENVELOPE, b"x" * 1_000_000)
    yield "zip", mixed(part(b"Content-Type: application/zip; name=a.zip", b"PK\x03\x04" + b"\x00" * 1000))
    yield "combining marks", mail({**ENVELOPE, b"Subject": "\u0315\u0300".encode() * 12_000})


def attachment_names() -> Iterator[Case]:
    """Names that are paths, devices, commands or nothing, in both places where a name may stand."""
    content = base64.b64encode(b"content")
    for number, name in enumerate(NAMES):
        quoted = name.replace(b"\\", b"\\\\").replace(b'"', b"")
        field = b"\r\nContent-Transfer-Encoding: base64"
        kind = b"Content-Type: application/pdf"
        yield (
            f"filename {number}",
            mixed(
                part(
                    kind + b'\r\nContent-Disposition: attachment; filename="' + quoted + b'"' + field, content
                )
            ),
        )
        yield f"name {number}", mixed(part(kind + b'; name="' + quoted + b'"' + field, content))
    yield (
        "language",
        mixed(part(b"Content-Disposition: attachment; filename*=utf-8'en'..%2F..%2Fa.pdf", content)),
    )
    yield (
        "pieces",
        mixed(part(b"Content-Disposition: attachment; filename*0*=utf-8''a%2F; filename*1=b.pdf", content)),
    )
    yield (
        "unknown charset",
        mixed(part(b"Content-Disposition: attachment; filename*=x-odd''a%FFb.pdf", content)),
    )


def automatic() -> Iterator[Case]:
    """What machines send: bounces, receipts, reports, absences, lists and invitations."""
    status = b"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; jane@example.com\r\n"
    actions = (
        b"failed",
        b"delayed",
        b"delivered",
        b"relayed",
        b"expanded",
        b"FAILED (user unknown)",
        b"",
        b"odd",
    )
    for action, code in itertools.product(actions, (b"5.1.1", b"4.4.7", b"", b"99.1")):
        report = part(
            b"Content-Type: message/delivery-status", status + b"Action: " + action + b"\r\nStatus: " + code
        )
        yield (
            f"report {action.decode()} {code.decode()}",
            mixed(report, kind=b"report; report-type=delivery-status"),
        )
    yield (
        "report in base64",
        mixed(
            part(
                b"Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64",
                base64.b64encode(status),
            ),
            kind=b"report",
        ),
    )
    yield "empty report", mixed(part(b"Content-Type: message/delivery-status", b""), kind=b"report")
    yield "receipt", mixed(part(b"Content-Type: message/disposition-notification", status), kind=b"report")
    yield (
        "spam report",
        mixed(part(b"Content-Type: message/feedback-report", b"Feedback-Type: abuse"), kind=b"report"),
    )
    yield "absence", mail({**ENVELOPE, b"Auto-Submitted": b"auto-replied", b"Subject": b"Out of office"})
    yield "list", mail({**ENVELOPE, b"List-Id": b"<l.example>", b"Precedence": b"list"})
    yield (
        "no sender",
        mail({**ENVELOPE, b"Return-Path": b"<>", b"From": b"MAILER-DAEMON"}, b"jane@example.com: failed"),
    )
    yield "invitation", mixed(part(b"Content-Type: text/calendar; method=REQUEST", b"BEGIN:VCALENDAR"))


CLASSES: Mapping[str, tuple[Callable[[], Iterator[Case]], int]] = {
    "header damage": (header_damage, 160),
    "address tricks": (address_tricks, 40),
    "charsets": (charsets, 80),
    "structures": (structures, 80),
    "bombs": (bombs, 60),
    "attachment names": (attachment_names, 60),
    "automatic": (automatic, 40),
    "unicode": (unicode, 80),
    "dates": (dates, 40),
    "duplicates": (duplicates, 10),
}


def cases() -> tuple[Case, ...]:
    """Every case of every class, its id beginning with the class."""
    return tuple((f"{name}: {case}", mail) for name, (made, _) in CLASSES.items() for case, mail in made())

"""Mail that is damaged, hostile or odd: fixed cases as (id, bytes), in the classes that concern reading."""

import base64
import itertools
from collections.abc import Callable, Iterator, Mapping

Case = tuple[str, bytes]

WORDS = b"I wish to complain about my bill."
ORDINARY: Mapping[bytes, bytes] = {
    b"Return-Path": b"<jane@example.com>",
    b"Received": b"from mx.example.com by mx.example.net; Mon, 1 Jun 2026 10:00:00 +0100",
    b"Authentication-Results": b"mx.example.net; dmarc=pass header.from=example.com",
    b"From": b"Jane Doe <jane@example.com>",
    b"Sender": b"jane@example.com",
    b"Reply-To": b"jane@example.com",
    b"To": b"hello@optimised.net",
    b"Cc": b"bob@example.com",
    b"Subject": b"My bill",
    b"Date": b"Mon, 1 Jun 2026 10:00:00 +0100",
    b"Message-ID": b"<1@example.com>",
    b"In-Reply-To": b"<0@optimised.net>",
    b"References": b"<0@optimised.net>",
    b"MIME-Version": b"1.0",
    b"Content-Type": b"text/plain; charset=utf-8",
    b"Content-Transfer-Encoding": b"8bit",
    b"Content-Disposition": b"inline",
    b"Auto-Submitted": b"no",
    b"List-Id": b"<list.example.com>",
    b"X-Mailer": b"Example 1.0",
}
ENVELOPE = {name: ORDINARY[name] for name in (b"From", b"To", b"Subject", b"Message-ID")}

STAFF = b"staff@optimised.net"
ADDRESS_TRICKS = (
    b"staff@optimised.net <evil@x.example>",
    b'"staff@optimised.net" <evil@x.example>',
    b"<staff@optimised.net> evil@x.example",
    b"<staff@optimised.net>evil@x.example",
    b"<staff@optimised.net>, evil@x.example",
    b"evil@x.example, staff@optimised.net",
    b"staff@optimised.net, evil@x.example",
    b"staff@optimised.net;evil@x.example",
    b"staff@optimised.net evil@x.example",
    b"staff@optimised.net(evil@x.example",
    b"(staff@optimised.net) evil@x.example",
    b"evil@x.example (staff@optimised.net)",
    b"staff@optimised.net)evil@x.example",
    b"<evil@x.example> <staff@optimised.net>",
    b"<<staff@optimised.net>>",
    b"<staff@optimised.net@x.example>",
    b"staff@optimised.net@x.example",
    b'"staff@optimised.net"@x.example',
    b'"staff@optimised.net\\" <evil@x.example>',
    b'staff@optimised.net"<evil@x.example>',
    b"staff@optimised.net\x00<evil@x.example>",
    b"staff@optimised.net\x00.x.example",
    b"staff@optimised.net\r\n <evil@x.example>",
    b"=?utf-8?q?staff=40optimised.net?= <evil@x.example>",
    b"=?utf-8?q?=3Cstaff=40optimised.net=3E?= <evil@x.example>",
    b"=?utf-8?q?staff=40optimised.net=2C?= <evil@x.example>",
    b"=?utf-8?b?c3RhZmZAb3B0aW1pc2VkLm5ldA==?=",
    b"=?utf-8?q?staff=40optimised.net=00?=@x.example",
    b"Staff: staff@optimised.net, evil@x.example;",
    b"undisclosed: ;staff@optimised.net:",
    b"@x.example:staff@optimised.net <evil@x.example>",
    b"<@x.example,@y.example:evil@x.example>",
    b"staff@[optimised.net] <evil@x.example>",
    b"staff@optimised.net\xe2\x80\xae <evil@x.example>",
    b"staff\xe2\x80\x8b@optimised.net",
    b"staff@optimised\xe3\x80\x82net, evil@x.example",
    b"staff@xn--optimised-.net <evil@x.example>",
    b"st\xd0\xb0ff@optimised.net",
    b"staff@opt\xc4\xb1mised.net",
    b"staff@optimised\x00.net",
    b"staff@optimised.net <>",
    b"alice@a.example)bob@b.example",
)
NAMES = (
    b"../../etc/passwd",
    b"/etc/cron.d/x",
    b"..\\..\\windows\\win.ini",
    b"C:\\Users\\jane\\bill.pdf",
    b"\\\\server\\share\\a.pdf",
    b"a/b\\c.pdf",
    b".",
    b"..",
    b"...",
    b".htaccess",
    b"",
    b" ",
    b"CON",
    b"nul.txt",
    b"bill\x00.pdf",
    b"bill\x01\x1b[31m.pdf",
    b"bill\t.pdf",
    b"invoice\xe2\x80\xaefdp.exe",
    b"a" * 400 + b".pdf",
    b"\xc3\xa9" * 200 + b".pdf",
    b"caf\xe9.pdf",
    b"\x82\xb1\x82\xf1.pdf",
    b"=?utf-8?q?caf=C3=A9.pdf?=",
    b"=?utf-8?b?Li4vLi4vZXRjL3Bhc3N3ZA==?=",
    b"=?utf-8?q?a=0D=0Ab.pdf?=",
    b"bill.pdf.",
    b"<script>alert(1)</script>.pdf",
    b"{{7*7}}.pdf",
    b"=cmd|' /C calc'!A0.csv",
    b"$(id).pdf",
)
LABELS = (
    b"utf-8 us-ascii iso-8859-1 iso-8859-15 windows-1252 utf-7 utf-16 utf-16le utf-32 gb2312 gb18030 big5 shift_jis"
    b" euc-jp iso-2022-jp iso-2022-kr ks_c_5601-1987 euc-kr koi8-r windows-1251 macintosh cp437 x-unknown unknown-8bit"
    b" default none idna punycode unicode_escape raw_unicode_escape undefined base64 rot13 zlib hz tis-620 utf-8-sig"
    b" unicode-1-1-utf-7 x-user-defined 8bit"
).split()
DATES = (
    b"Thu, 1 Jan 1970 00:00:00 +0000",
    b"Tue, 19 Jan 2038 03:14:08 +0000",
    b"Fri, 31 Dec 9999 23:59:59 -1200",
    b"Fri, 31 Dec 9999 23:59:59 +0000",
    b"Mon, 1 Jan 0001 00:00:00 +1400",
    b"Mon, 1 Jan 1800 00:00:00 +0000",
    b"Mon, 1 Jun 2026 10:00:00 -0000",
    b"Mon, 1 Jun 2026 10:00:00",
    b"Mon, 1 Jun 2026",
    b"2026-06-01T10:00:00Z",
    b"1 Jun 26 10:00 GMT",
    b"Sun, 29 Mar 2026 01:30:00 +0000",
    b"Sun, 25 Oct 2026 01:30:00 +0100",
    b"Sun, 29 Feb 2026 10:00:00 +0000",
    b"Mon, 32 Jun 2026 10:00:00 +0000",
    b"Mon, 1 Jun 2026 25:00:00 +0000",
    b"Mon, 1 Jun 2026 10:00:60 +0000",
    b"Mon, 1 Jun 2026 10:00:00 +9999",
    b"Mon, 1 Jun 2026 10:00:00 +2400",
    b"Mon, 1 Jun 2026 10:00:00 BST",
    b"Mon, 1 Jun 2026 10:00:00 (comment) +0100",
    b"Wed, 1 Jun 2026 10:00:00 +0100",
    b"Lun, 1 juin 2026 10:00:00 +0100",
    b"Mon Jun  1 10:00:00 2026",
    b"Mon, 1 Jun 99999 10:00:00 +0000",
    b"Mon, 1 Jun 2099 10:00:00 +0000",
    b"1780000000",
    b"now",
    b"",
    b" ",
    b"\x00",
    b"\xff\xfe",
    b"Mon, 1 Jun 2026 10:00:00 +0100\r\nDate: Mon, 8 Jun 2026 10:00:00 +0100",
    b"=?utf-8?q?Mon=2C_1_Jun_2026_10=3A00=3A00_+0100?=",
    b"-1 Jun 2026 10:00:00 +0000",
    "Mon, 1 Jun ２０２６ 10:00:00 +0000".encode(),
    b"Mon, 1 Jun 2026 10:00:00 +01:00",
    b"Mon, 1 Jun 2026 10.00.00 +0100",
    b"Mon, 1 Jun 2026 10:00:00 ABC",
    b"((((" * 500,
)


def mail(headers: Mapping[bytes, bytes], body: bytes = WORDS) -> bytes:
    """A mail of these headers, in this order, and this body."""
    return b"".join(b"%s: %s\r\n" % header for header in headers.items()) + b"\r\n" + body + b"\r\n"


def part(headers: bytes, body: bytes = WORDS, *, boundary: bytes = b"b") -> bytes:
    """One part of a multipart with that boundary."""
    return b"--" + boundary + b"\r\n" + headers + b"\r\n\r\n" + body + b"\r\n"


def mixed(*parts: bytes, kind: bytes = b"mixed", end: bytes = b"--b--\r\n") -> bytes:
    """A multipart mail of these parts."""
    header = {**ENVELOPE, b"Content-Type": b"multipart/" + kind + b'; boundary="b"'}
    return mail(header, b"".join(parts) + end)


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


def unicode() -> Iterator[Case]:
    """Characters that hide, turn, pile up or cannot be stored, raw and encoded, in every place people read."""
    characters = "\x00 \x1b \x7f \x85 \u200b \u200f \u202e \u2028 \u2066 \ufeff \ufffe \U0001f600 \U000e0001 \u0301 \u3000 \xad".split(
        " "
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

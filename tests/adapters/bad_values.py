"""Values that no mail should carry, and the mails to put them in."""

from collections.abc import Mapping

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

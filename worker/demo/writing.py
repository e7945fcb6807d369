"""How the demo's mails are put together, byte for byte as they would lie in a mailbox."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote

from worker.model.mail import Address

Letters = Sequence[EmailMessage]

_ON_THE_WAY = timedelta(seconds=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHead:
    """The headers of a mail; `server` is ours, which took it in and found the sender `proven` or not (RFC 8601).

    A mail `by_machine` has an empty return path, so that nothing can answer it (RFC 5321 4.5.5).
    """

    sender: Address
    to: str
    subject: str
    at: datetime
    server: str
    proven: bool = True
    by_machine: bool = False

    @property
    def message_id(self) -> str:
        """The Message-ID, the same in every copy of the mail."""
        return f"<{self.at:%Y%m%d.%H%M%S}.{self.sender.email}>"


@dataclass(frozen=True, slots=True)
class Link:
    """The mail that a tap on a link writes: to whom and with which subject (RFC 6068)."""

    to: str
    subject: str


def mail(head: MailHead, **extra: str) -> EmailMessage:
    """A mail without a body; `extra` headers have _ for -."""
    sender = head.sender
    written = EmailMessage(policy=SMTP.clone(cte_type="8bit"))
    for name, value in _trace(head):
        written[name] = value
    written["From"] = f"{sender.name} <{sender.email}>"
    written["To"] = head.to
    written["Subject"] = head.subject
    written["Date"] = format_datetime(head.at - _ON_THE_WAY)
    written["Message-ID"] = head.message_id
    for name, value in extra.items():
        written[name.replace("_", "-")] = value
    return written


def answer(head: MailHead, letter: EmailMessage, words: str) -> bytes:
    """A reply to a letter of ours, the letter quoted below the new words as mail programs do it."""
    reply = mail(head, In_Reply_To=letter["Message-ID"], References=letter["Message-ID"])
    quoted = "\n".join(f"> {line}".rstrip() for line in text_of(letter).splitlines())
    sent = letter["Date"].datetime
    reply.set_content(
        f"{words}\nOn {sent:%a, %d %b %Y} at {sent:%H:%M}, {letter['From']} wrote:\n\n{quoted}\n"
    )
    return reply.as_bytes()


def delivery_report(head: MailHead, letter: EmailMessage, words: str, status: str) -> bytes:
    """A report that a letter of ours came back (RFC 3464), with the letter's headers as proof which one it was."""
    report = mail(head)
    kept = "".join(f"{name}: {letter[name]}\r\n" for name in ("From", "To", "Subject", "Date", "Message-ID"))
    parts = (
        ("text/plain; charset=us-ascii", words),
        ("message/delivery-status", _status(letter, status)),
        ("text/rfc822-headers", kept),
    )
    boundary = f"report-{head.at:%Y%m%d%H%M%S}"
    kind = f'multipart/report; report-type=delivery-status; boundary="{boundary}"'
    body = "".join(f"--{boundary}\nContent-Type: {type_}\n\n{text}\n" for type_, text in parts)
    top = f"{report.as_string().rstrip()}\nMIME-Version: 1.0\nContent-Type: {kind}\n\n"
    return re.sub("\r?\n", "\r\n", f"{top}{body}--{boundary}--\n").encode()


def latest_to(address: str, letters: Letters, about: str = "") -> EmailMessage | None:
    """The last letter that went to that address and has these words in its subject."""
    to_them = (letter for letter in reversed(letters) if address in letter["To"])
    return next((letter for letter in to_them if about in letter["Subject"]), None)


def link_in(letter: EmailMessage, verb: str) -> Link | None:
    """The link of that letter with that verb."""
    return next((each for each in _links(letter) if f"] {verb}" in each.subject), None)


def link(letters: Letters, about: str, verb: str) -> Link | None:
    """The latest link of ours with that verb, for the case in which that address was last written to."""
    letter = latest_to(about, letters)
    case = re.search(r"\[[A-Z]+-\d+-\d+\]", letter["Subject"]) if letter else None
    links = (each for letter in reversed(letters) for each in _links(letter))
    return next((each for each in links if case and each.subject == f"{case[0]} {verb}"), None)


def one_page_pdf(lines: tuple[str, ...]) -> bytes:
    """A small PDF of one page with these lines of ASCII, without brackets and backslashes (ISO 32000-1)."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    drawing = f"BT /F1 14 Tf 20 TL 72 760 Td {shown}ET"
    font = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font {font} >> >>",
        f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
    )
    file, table = "%PDF-1.4\n", "0000000000 65535 f \n"
    for number, each in enumerate(objects, start=1):
        table += f"{len(file):010} 00000 n \n"
        file += f"{number} 0 obj\n{each}\nendobj\n"
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return f"{file}xref\n0 {size}\n{table}{end}".encode()


def _trace(head: MailHead) -> tuple[tuple[str, str], ...]:
    """What our own mail server writes on top of a mail that it takes in: its verdict above its Received."""
    sender, domain = head.sender.email, head.sender.domain
    passed = "pass" if head.proven else "none"
    spf, dkim = f"spf={passed} smtp.mailfrom={sender}", f"dkim={passed} header.d={domain}"
    received = f"from mail.{domain} (mail.{domain} [192.0.2.25]) by {head.server} with ESMTPS; "
    return (
        ("Return-Path", "<>" if head.by_machine else f"<{sender}>"),
        ("Authentication-Results", f"{head.server}; {dkim}; {spf}; dmarc={passed} header.from={domain}"),
        ("Received", received + format_datetime(head.at)),
    )


def _links(letter: EmailMessage) -> list[Link]:
    html = letter.get_body(("html",))
    found = re.findall(r'"mailto:([^"?]+)\?subject=([^"&]+)', html.get_content() if html else "")
    return [Link(unquote(to), unquote(subject)) for to, subject in found]


def _status(letter: EmailMessage, status: str) -> str:
    return (
        "Reporting-MTA: dns; mail.lakeside-leisure.example\n\n"
        f"Final-Recipient: rfc822; {letter['To'].addresses[0].addr_spec}\n"
        f"Action: failed\nStatus: {status}\nDiagnostic-Code: smtp; 552 {status} The mailbox is full\n"
    )


def text_of(letter: EmailMessage) -> str:
    """What a letter says in plain text."""
    plain = letter.get_body(("plain",))
    return str(plain.get_content()) if plain else ""

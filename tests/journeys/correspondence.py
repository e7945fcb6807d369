"""What clients and colleagues write and read in the stories: mails as our server files them, and the links they tap."""

import email
import email.policy
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from itertools import count
from typing import Any, TypeVar
from urllib.parse import unquote

from sqlalchemy import func, select

from tests.rig import ADDRESS, AUTHENTICATED_BY, Rig
from worker.adapters.letters.proof.page import LetterPage, read
from worker.adapters.log import journal
from worker.adapters.log.tables import case_index
from worker.model.catalogue import LetterKind
from worker.model.mail import Message
from worker.policy.calendar import at_london, london_date
from worker.policy.case import Case
from worker.rounds import Rounds

PATEL = "Anita Patel <anita.patel@harbour-bakery.example>"
LLOYD = "Gareth Lloyd <gareth@lloyd-joinery.example>"
RAMAN = "Priya Raman <office@little-oaks.example>"
SARAH = "Sarah Hughes <sarah.hughes@optimised.net>"
TOM = "Tom Reed <tom.reed@optimised.net>"
OPERATOR = "operator@example.org"

COMPLAINT = """You renewed our electricity contract at 31.2p without our agreement.
I am very unhappy about this and want it cancelled."""
DOUBT = "We moved office last week, and the meter is still in the old name."
ANSWER = "The meter is at 14 Harbour Road. I would like the old price back."
ENQUIRY = "Could you please send me a quote for our office in Leeds? Thank you."

_REPORTED = """This is the mail system at host mail.{domain}.

I'm sorry to have to inform you that your message could not be delivered to one or more recipients.

<{reader}>: host mail.{domain} said: 550 5.1.1 no such user
"""

_STATUS = """Reporting-MTA: dns; mail.{domain}
Arrival-Date: Mon, 2 Mar 2026 09:31:00 +0000

Final-Recipient: rfc822; {reader}
Original-Recipient: rfc822;{reader}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} no such user"""

_numbers = count(1)

Noted = TypeVar("Noted")


def mail(
    sender: str,
    subject: str,
    text: str = COMPLAINT,
    *,
    results: str = "pass",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A mail as our server files it; `results` is what DMARC found about the sender, or empty where nothing was said.

    `headers` are added, or stand in place of the usual ones; an empty one is left out.
    """
    domain = address(sender).rpartition("@")[2]
    proof = f"{AUTHENTICATED_BY}; dmarc={results} header.from={domain}" if results else ""
    lines = {
        "Authentication-Results": proof,
        "Received": f"from mail.{domain} by {AUTHENTICATED_BY}; Mon, 2 Mar 2026 09:12:03 +0000",
        "From": sender,
        "To": ADDRESS,
        "Subject": subject,
        "Date": "Mon, 2 Mar 2026 09:12:00 +0000",
        "Message-ID": f"<{next(_numbers)}.story@{domain}>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        **(headers or {}),
    }
    head = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    return f"{head}\n{text}\n".replace("\n", "\r\n").encode()


def answer(
    letter: Message,
    text: str = ANSWER,
    *,
    sender: str = PATEL,
    to: str = "",
    auto: str = "",
    thread: bool = True,
    quoted: bool = True,
    results: str = "pass",
) -> bytes:
    """An answer to our letter, as most mail programs write it: to its Reply-To, below it the whole letter."""
    below = "\n".join(f"> {line}".rstrip() for line in letter.text.splitlines())
    history = f"\n\nOn Mon, 2 Mar 2026 at 09:30, Optimised <{ADDRESS}> wrote:\n{below}" if quoted else ""
    headers = {
        "To": to or letter.reply_to[0].email,
        "In-Reply-To": letter.message_id if thread else "",
        "References": letter.message_id if thread else "",
        "Auto-Submitted": auto,
    }
    return mail(sender, f"Re: {letter.subject}", text + history, results=results, headers=headers)


def delivery_report(
    letter: bytes, *, action: str = "failed", status: str = "5.1.1", number: int = 1
) -> bytes:
    """What the reader's mail server sends back about a letter, with its headers, as Postfix writes it (RFC 3464)."""
    sent = email.message_from_bytes(letter, policy=email.policy.default)
    reader = address(str(sent["To"]))
    domain = reader.rpartition("@")[2]
    failed = action == "failed"
    parts = (
        ("text/plain; charset=us-ascii", _REPORTED.format(domain=domain, reader=reader)),
        (
            "message/delivery-status",
            _STATUS.format(domain=domain, reader=reader, action=action, status=status),
        ),
        ("text/rfc822-headers", letter.partition(b"\r\n\r\n")[0].decode().replace("\r\n", "\n")),
    )
    body = "".join(f"--report\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts) + "--report--"
    title = "Undelivered Mail Returned to Sender" if failed else "Delayed Mail (still being retried)"
    return mail(
        f"Mail Delivery System <MAILER-DAEMON@mail.{domain}>",
        title,
        body,
        results="",
        headers={
            "Return-Path": "<>",
            "Auto-Submitted": "auto-replied",
            "Message-ID": f"<{number}.report@mail.{domain}>",
            "Content-Type": 'multipart/report; report-type=delivery-status; boundary="report"',
        },
    )


def address(shown: str) -> str:
    """The address in a From header like Anita Patel <anita@…>."""
    return shown.rpartition("<")[2].rstrip(">")


def letters_to(office: Rig, reader: str) -> list[Message]:
    """Every letter that the SMTP server took for that person, oldest first.

    That a complaint is theirs is told apart (`assigned`), because every story begins with that.
    """
    told = assigned(office, reader)
    return [each for each in office.received(address(reader)) if each not in told]


def assigned(office: Rig, reader: str) -> list[Message]:
    """Every letter by which that person heard that a complaint is theirs (3.1.7.2), oldest first."""
    of_kind = {each.message_id for each in office.letters() if each.kind is LetterKind.ASSIGNMENT}
    return [each for each in office.received(address(reader)) if each.message_id in of_kind]


def without_rules(text: str) -> str:
    """The words of a plain text without the rules below its headings, which a draft that shows them leaves out."""
    return " ".join(word for word in text.split() if word.strip("-="))


def words(letter: Message) -> str:
    """What a letter says, however its lines are broken."""
    return " ".join(letter.text.split())


def latest(office: Rig, reader: str) -> LetterPage:
    """The latest letter to that person, as a mail program shows it."""
    content = [each.content for each in office.sink.mails if address(reader) in each.recipients][-1]
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("html",))
    assert part is not None
    return read(str(part.get_content()))


def links(office: Rig, reader: str) -> list[tuple[str, str]]:
    """The mails that the links in that person's latest letter would write: to whom, with which subject (RFC 6068)."""
    every = latest(office, reader).links
    mailtos = (link.removeprefix("mailto:") for link in every if link.startswith("mailto:"))
    parted = (each.partition("?subject=") for each in mailtos)
    return [(unquote(to), unquote(subject.partition("&")[0])) for to, _, subject in parted]


def tap(
    office: Rig, reader: str, verb: str, *, text: str = "", results: str = "pass", reference: str = ""
) -> bytes:
    """The mail that the reader's program writes when they tap the link with that verb in their latest letter.

    A link to send names its draft behind the verb.
    """
    wanted = [
        (to, subject)
        for to, subject in links(office, reader)
        if re.search(rf"\] {verb}( M11b? \d+| draft \d+)?$", subject) and reference in subject
    ]
    to, subject = wanted[0]
    return mail(reader, subject, text, results=results, headers={"To": to})


def london(day: date, hour: int, minute: int = 0) -> datetime:
    """That time of that day in London."""
    return at_london(day, time(hour, minute))


def wait_until(office: Rig, moment: datetime) -> None:
    """Let time pass, three hours at a time, with nothing new in the mailbox; what falls due leaves on the way.

    The rounds in which the worker would look at no case and write no list are passed over, as it does nothing in them.
    """
    rounds, look_at = Rounds(office.place, office.stop), office.now
    while office.now < moment:
        before, office.now = office.now, min(office.now + timedelta(hours=3), moment)
        if office.now < min(look_at, _next_list(office, before)) and office.now < moment:
            continue
        if rounds.keep_time():
            office.hand_over()
        look_at = _next_look(office)


def _next_look(office: Rig) -> datetime:
    """When the worker looks at one of the cases again, as its index says; the end of time where at none."""
    with office.place.store.reading(office.now) as tx:
        found = tx.connection.scalar(select(func.min(case_index.c.look_at)))
    return found or datetime.max.replace(tzinfo=UTC)


def _next_list(office: Rig, since: datetime) -> datetime:
    """When the timetable writes lists or a new day begins, the first time after that one."""
    timetable = office.place.rulebook.office.timetable
    hours = (time.max, timetable.triage_list, timetable.morning or time.max)
    days = (london_date(since), london_date(since) + timedelta(days=1))
    return min(moment for day in days for hour in hours if (moment := at_london(day, hour)) > since)


def configured(office: Rig, **changes: Any) -> None:
    """Go on with these values in office.toml in place of the usual ones."""
    rulebook, letters = office.place.rulebook, office.place.letters
    told = replace(rulebook.office, **changes)
    office.place = replace(
        office.place, rulebook=replace(rulebook, office=told), letters=replace(letters, office=told)
    )


def case(office: Rig, reference: str = "OPT-2026-0001") -> Case:
    """The case of that reference, open or not."""
    with office.place.store.reading(office.now) as tx:
        found = journal.case(tx, reference)
    assert found is not None, f"There is no case {reference}."
    return found


def facts(office: Rig, kind: type[Noted], reference: str = "OPT-2026-0001") -> list[Noted]:
    """The entries of that kind in a case, in order."""
    return [entry.fact for entry in office.entries(reference) if isinstance(entry.fact, kind)]

"""The sample mail: who writes what and when, in nine working days; every sender is made up (RFC 2606)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from email.message import EmailMessage

from worker.demo import sample_words as words
from worker.demo.simulation import IncomingMail
from worker.demo.writing import (
    Letters,
    Link,
    MailHead,
    answer,
    delivery_report,
    latest_to,
    link,
    mail,
    one_page_pdf,
)
from worker.model.mail import Address
from worker.model.office import Office, Person, Settings
from worker.policy.calendar import Calendar, at_london

FIRST_DAY = date(2026, 3, 2)

ANITA = Address("anita.patel@harbour-bakery.example", "Anita Patel")
GARETH = Address("gareth@lloyd-joinery.example", "Gareth Lloyd")
_PRIYA = Address("office@little-oaks.example", "Priya Raman")
SIOBHAN = Address("siobhan.oneill@old-mill-cafe.example", "Siobhán O’Neill")
_TOM = Address("tom@brearley-packaging.example", "Tom Brearley")
_WHITFIELD = Address("d.whitfield@lakeside-leisure.example", "D. Whitfield")
_THEIR_SERVER = Address("mailer-daemon@lakeside-leisure.example", "Mail Delivery System")
_NEWSLETTER = Address("weekly@grid-and-gas.example", "Grid & Gas Weekly")

_DAYS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where the mails go: the shared mailbox, the server that takes them in, and the colleague who decides.

    `days` are the working days on which they arrive.
    """

    address: str
    server: str
    colleague: Person
    days: tuple[date, ...]

    def head(self, sender: Address, subject: str, at: datetime, *, proven: bool = True) -> MailHead:
        """The headers of a mail to the shared mailbox."""
        return MailHead(
            sender=sender, to=self.address, subject=subject, at=at, server=self.server, proven=proven
        )

    def on(self, day: int, hour: int, minute: int) -> datetime:
        """That time in London on one of the working days, the first of which is 0."""
        return at_london(self.days[day], time(hour, minute))


def clients_write(settings: Settings, first: date) -> tuple[IncomingMail, ...]:
    """What comes in by itself, in the order of arrival, from the first working day on or after that day."""
    writers = (_renewal, _out_of_office, _newsletter, _billed_twice, _enquiry, _wrong_rate, _wrong_rate_again)
    return tuple(write(_destination(settings, first)) for write in (*writers, _readings))


def sample_mail(settings: Settings, first: date) -> tuple[IncomingMail, ...]:
    """The same and a few answers, on nine working days; colleagues do next to nothing."""
    writers = (_reply, _formal_complaint, _mailbox_full, _phoned, _decided)
    answers = (write(_destination(settings, first)) for write in writers)
    return (*clients_write(settings, first), *answers)


def with_sample_server(settings: Settings) -> Settings:
    """The settings under which the worker believes the server that took the sample mail in (RFC 8601 2.5)."""
    office = settings.office
    mailbox = replace(office.mailbox, authserv_id=server_of(office), microsoft_365=False)
    return replace(settings, office=replace(office, mailbox=mailbox))


def _destination(settings: Settings, first: date) -> Destination:
    office, people = settings.office, settings.people
    return Destination(
        address=office.address,
        server=server_of(office),
        colleague=people.person(people.triage),
        days=_working_days(Calendar.of(settings.policy), first),
    )


def server_of(office: Office) -> str:
    """The name of the server that takes our mail in."""
    return office.mailbox.authserv_id or f"mx.{office.address.rpartition('@')[2]}"


def _working_days(calendar: Calendar, first: date) -> tuple[date, ...]:
    days = [calendar.next_working_day_on_or_after(first)]
    days += (calendar.add_working_days(days[0], number) for number in range(1, _DAYS))
    return tuple(days)


def _always(written: EmailMessage) -> Callable[[Letters], bytes | None]:
    content = written.as_bytes()
    return lambda _letters: content


def _renewal(office: Destination) -> IncomingMail:
    at = office.on(0, 9, 30)
    written = mail(office.head(ANITA, "Renewal of our electricity contract", at))
    written.set_content(words.RENEWAL)
    return IncomingMail(at, _always(written), "Anita Patel of Harbour Bakery did not agree to her renewal")


def _out_of_office(office: Destination) -> IncomingMail:
    """The answer of a mail program to our acknowledgement, a minute after it."""
    at = office.on(0, 9, 32)

    def write(letters: Letters) -> bytes | None:
        letter = latest_to(ANITA.email, letters)
        if letter is None:
            return None
        head = office.head(ANITA, f"Automatic reply: {letter['Subject']}", at)
        written = mail(
            replace(head, by_machine=True), Auto_Submitted="auto-replied", In_Reply_To=letter["Message-ID"]
        )
        written.set_content(words.OUT_OF_OFFICE)
        return written.as_bytes()

    return IncomingMail(at, write, "Anita Patel's mail program says that she is out of the office")


def _newsletter(office: Destination) -> IncomingMail:
    at = office.on(0, 11, 5)
    head = office.head(_NEWSLETTER, "Grid & Gas Weekly: power softens on stronger wind", at)
    written = mail(head, List_Unsubscribe="<mailto:leave@grid-and-gas.example>", Precedence="bulk")
    written.set_content(words.NEWSLETTER)
    return IncomingMail(at, _always(written), "a newsletter comes in")


def _billed_twice(office: Destination) -> IncomingMail:
    at = office.on(1, 8, 15)
    written = mail(office.head(GARETH, "Billed twice since you moved our gas", at))
    written.set_content(words.BILLED_TWICE, subtype="html", cte="quoted-printable")
    return IncomingMail(at, _always(written), "Gareth Lloyd of Lloyd & Sons Joinery is billed twice")


def _enquiry(office: Destination) -> IncomingMail:
    at = office.on(1, 14, 20)
    written = mail(office.head(_PRIYA, "Quote for our renewal in June", at))
    written.set_content(words.ENQUIRY)
    return IncomingMail(at, _always(written), "Priya Raman of Little Oaks Nursery asks for a quote")


def _invoice_mail(office: Destination) -> EmailMessage:
    written = mail(office.head(SIOBHAN, "Wrong rate on invoice 48812", office.on(3, 16, 40)))
    written.set_content(words.WRONG_RATE, charset="windows-1252", cte="8bit")
    invoice = one_page_pdf(("Invoice 48812", "The Old Mill", "Amount due: GBP 1,284.60"))
    written.add_attachment(invoice, maintype="application", subtype="pdf", filename="Invoice 48812.pdf")
    return written


def _wrong_rate(office: Destination) -> IncomingMail:
    told = "Siobhán O’Neill of The Old Mill Café is charged the wrong rate and attaches the invoice"
    return IncomingMail(office.on(3, 16, 40), _always(_invoice_mail(office)), told)


def _wrong_rate_again(office: Destination) -> IncomingMail:
    return IncomingMail(
        office.on(3, 16, 52), _always(_invoice_mail(office)), "her mail comes in a second time"
    )


def _readings(office: Destination) -> IncomingMail:
    at = office.on(4, 17, 50)
    written = mail(office.head(_TOM, "Meter at Unit 7", at))
    written.set_content(words.READINGS)
    return IncomingMail(
        at, _always(written), "Tom Brearley of Brearley Packaging asks for readings, or does he complain?"
    )


def _reply(office: Destination) -> IncomingMail:
    at = office.on(5, 10, 15)

    def write(letters: Letters) -> bytes | None:
        letter = latest_to(ANITA.email, letters)
        if letter is None:
            return None
        head = MailHead(
            sender=ANITA,
            to=letter["Reply-To"],
            subject=f"Re: {letter['Subject']}",
            at=at,
            server=office.server,
        )
        return answer(head, letter, words.REPLY)

    return IncomingMail(at, write, "Anita Patel answers our acknowledgement")


def _formal_complaint(office: Destination) -> IncomingMail:
    at = office.on(6, 13, 30)
    written = mail(office.head(_WHITFIELD, "Formal complaint: capacity charge", at, proven=False))
    written.set_content(words.HEATING)
    return IncomingMail(
        at, _always(written), "D. Whitfield of Lakeside Leisure complains; nothing proves who sent it"
    )


def _mailbox_full(office: Destination) -> IncomingMail:
    at = office.on(6, 13, 34)

    def write(letters: Letters) -> bytes | None:
        letter = latest_to(_WHITFIELD.email, letters)
        head = office.head(_THEIR_SERVER, "Undelivered Mail Returned to Sender", at)
        if letter is None:
            return None
        return delivery_report(replace(head, by_machine=True), letter, words.MAILBOX_FULL, "5.2.2")

    return IncomingMail(at, write, "D. Whitfield's mail server sends our letter back: his mailbox is full")


def _phoned(office: Destination) -> IncomingMail:
    at = office.on(7, 15, 10)

    def write(letters: Letters) -> bytes | None:
        return _from_colleague(office, at, link(letters, _WHITFIELD.email, "phoned"), words.PHONED)

    return IncomingMail(
        at, write, f"{office.colleague.name} phoned D. Whitfield and taps the link in our letter"
    )


def _decided(office: Destination) -> IncomingMail:
    at = office.on(8, 9, 20)

    def write(letters: Letters) -> bytes | None:
        return _from_colleague(office, at, link(letters, _TOM.email, "complaint"), "")

    told = f"{office.colleague.name} reads Tom Brearley's mail and taps “It is a complaint”"
    return IncomingMail(at, write, told)


def _from_colleague(office: Destination, at: datetime, tapped: Link | None, note: str) -> bytes | None:
    """The mail that a link in one of our letters writes, with a note below it."""
    if tapped is None:
        return None
    colleague = Address(office.colleague.email, office.colleague.name)
    written = mail(
        MailHead(sender=colleague, to=tapped.to, subject=tapped.subject, at=at, server=office.server)
    )
    written.set_content(note)
    return written.as_bytes()

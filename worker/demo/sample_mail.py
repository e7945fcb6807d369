"""The demo's fortnight: who writes what and when, in March 2026; every sender is made up (RFC 2606)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from email.message import EmailMessage

from worker.demo import sample_words as words
from worker.demo.writing import (
    Head,
    Letters,
    Link,
    answer,
    delivery_report,
    latest_to,
    link,
    mail,
    one_page_pdf,
)
from worker.model.mail import Address
from worker.model.office import Person
from worker.policy.calendar import at_london

_ANITA = Address("anita.patel@harbour-bakery.example", "Anita Patel")
_GARETH = Address("gareth@lloyd-joinery.example", "Gareth Lloyd")
_PRIYA = Address("office@little-oaks.example", "Priya Raman")
_SIOBHAN = Address("siobhan.oneill@old-mill-cafe.example", "Siobhán O’Neill")
_TOM = Address("tom@brearley-packaging.example", "Tom Brearley")
_WHITFIELD = Address("d.whitfield@lakeside-leisure.example", "D. Whitfield")
_THEIR_SERVER = Address("mailer-daemon@lakeside-leisure.example", "Mail Delivery System")
_NEWSLETTER = Address("weekly@grid-and-gas.example", "Grid & Gas Weekly")


@dataclass(frozen=True, slots=True)
class SampleMail:
    """A mail that arrives `at` an instant in aware UTC; `told` is the story's sentence about it.

    `write` gets every letter of ours so far, oldest first, and gives the bytes, or None where the letter that
    this mail answers was never sent.
    """

    at: datetime
    told: str
    write: Callable[[Letters], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where the mails go: the shared mailbox, the server that takes them in, and the colleague who decides."""

    address: str
    server: str
    colleague: Person

    def head(self, sender: Address, subject: str, at: datetime, *, proven: bool = True) -> Head:
        """The headers of a mail to the shared mailbox."""
        return Head(sender=sender, to=self.address, subject=subject, at=at, server=self.server, proven=proven)


def fortnight(office: Destination) -> tuple[SampleMail, ...]:
    """Every mail in the order of arrival, from Monday 2 to Thursday 12 March 2026."""
    writers = (
        *(_renewal, _out_of_office, _newsletter, _billed_twice, _enquiry, _wrong_rate, _wrong_rate_again),
        *(_readings, _reply, _formal_complaint, _mailbox_full, _phoned, _decided),
    )
    return tuple(write(office) for write in writers)


def _on(day: int, hour: int, minute: int) -> datetime:
    return at_london(date(2026, 3, day), time(hour, minute))


def _always(written: EmailMessage) -> Callable[[Letters], bytes | None]:
    content = written.as_bytes()
    return lambda _letters: content


def _renewal(office: Destination) -> SampleMail:
    at = _on(2, 9, 30)
    written = mail(office.head(_ANITA, "Renewal of our electricity contract", at))
    written.set_content(words.RENEWAL)
    return SampleMail(at, "Anita Patel of Harbour Bakery did not agree to her renewal", _always(written))


def _out_of_office(office: Destination) -> SampleMail:
    """The answer of a mail program to our acknowledgement, a minute after it."""
    at = _on(2, 9, 32)

    def write(letters: Letters) -> bytes | None:
        letter = latest_to(_ANITA.email, letters)
        if letter is None:
            return None
        head = office.head(_ANITA, f"Automatic reply: {letter['Subject']}", at)
        written = mail(
            replace(head, by_machine=True), Auto_Submitted="auto-replied", In_Reply_To=letter["Message-ID"]
        )
        written.set_content(words.OUT_OF_OFFICE)
        return written.as_bytes()

    return SampleMail(at, "Anita Patel's mail program says that she is out of the office", write)


def _newsletter(office: Destination) -> SampleMail:
    at = _on(2, 11, 5)
    head = office.head(_NEWSLETTER, "Grid & Gas Weekly: power softens on stronger wind", at)
    written = mail(head, List_Unsubscribe="<mailto:leave@grid-and-gas.example>", Precedence="bulk")
    written.set_content(words.NEWSLETTER)
    return SampleMail(at, "a newsletter comes in", _always(written))


def _billed_twice(office: Destination) -> SampleMail:
    at = _on(3, 8, 15)
    written = mail(office.head(_GARETH, "Billed twice since you moved our gas", at))
    written.set_content(words.BILLED_TWICE, subtype="html", cte="quoted-printable")
    return SampleMail(at, "Gareth Lloyd of Lloyd & Sons Joinery is billed twice", _always(written))


def _enquiry(office: Destination) -> SampleMail:
    at = _on(3, 14, 20)
    written = mail(office.head(_PRIYA, "Quote for our renewal in June", at))
    written.set_content(words.ENQUIRY)
    return SampleMail(at, "Priya Raman of Little Oaks Nursery asks for a quote", _always(written))


def _invoice_mail(office: Destination) -> EmailMessage:
    written = mail(office.head(_SIOBHAN, "Wrong rate on invoice 48812", _on(5, 16, 40)))
    written.set_content(words.WRONG_RATE, charset="windows-1252", cte="8bit")
    invoice = one_page_pdf(("Invoice 48812", "The Old Mill", "Amount due: GBP 1,284.60"))
    written.add_attachment(invoice, maintype="application", subtype="pdf", filename="Invoice 48812.pdf")
    return written


def _wrong_rate(office: Destination) -> SampleMail:
    told = "Siobhán O’Neill of The Old Mill Café is charged the wrong rate and attaches the invoice"
    return SampleMail(_on(5, 16, 40), told, _always(_invoice_mail(office)))


def _wrong_rate_again(office: Destination) -> SampleMail:
    return SampleMail(_on(5, 16, 52), "her mail comes in a second time", _always(_invoice_mail(office)))


def _readings(office: Destination) -> SampleMail:
    at = _on(6, 17, 50)
    written = mail(office.head(_TOM, "Meter at Unit 7", at))
    written.set_content(words.READINGS)
    return SampleMail(
        at, "Tom Brearley of Brearley Packaging asks for readings, or does he complain?", _always(written)
    )


def _reply(office: Destination) -> SampleMail:
    at = _on(9, 10, 15)

    def write(letters: Letters) -> bytes | None:
        letter = latest_to(_ANITA.email, letters)
        if letter is None:
            return None
        head = Head(
            sender=_ANITA,
            to=letter["Reply-To"],
            subject=f"Re: {letter['Subject']}",
            at=at,
            server=office.server,
        )
        return answer(head, letter, words.REPLY)

    return SampleMail(at, "Anita Patel answers our acknowledgement", write)


def _formal_complaint(office: Destination) -> SampleMail:
    at = _on(10, 13, 30)
    written = mail(office.head(_WHITFIELD, "Formal complaint: capacity charge", at, proven=False))
    written.set_content(words.HEATING)
    return SampleMail(
        at, "D. Whitfield of Lakeside Leisure complains; nothing proves who sent it", _always(written)
    )


def _mailbox_full(office: Destination) -> SampleMail:
    at = _on(10, 13, 34)

    def write(letters: Letters) -> bytes | None:
        letter = latest_to(_WHITFIELD.email, letters)
        head = office.head(_THEIR_SERVER, "Undelivered Mail Returned to Sender", at)
        if letter is None:
            return None
        return delivery_report(replace(head, by_machine=True), letter, words.MAILBOX_FULL, "5.2.2")

    return SampleMail(at, "D. Whitfield's mail server sends our letter back: his mailbox is full", write)


def _phoned(office: Destination) -> SampleMail:
    at = _on(11, 15, 10)

    def write(letters: Letters) -> bytes | None:
        return _from_colleague(office, at, link(letters, _WHITFIELD.email, "phoned"), words.PHONED)

    return SampleMail(
        at, f"{office.colleague.name} phoned D. Whitfield and taps the link in our letter", write
    )


def _decided(office: Destination) -> SampleMail:
    at = _on(12, 9, 20)

    def write(letters: Letters) -> bytes | None:
        return _from_colleague(office, at, link(letters, _TOM.email, "complaint"), "")

    told = f"{office.colleague.name} reads Tom Brearley's mail and taps “It is a complaint”"
    return SampleMail(at, told, write)


def _from_colleague(office: Destination, at: datetime, tapped: Link | None, note: str) -> bytes | None:
    """The mail that a link in one of our letters writes, with a note below it."""
    if tapped is None:
        return None
    colleague = Address(office.colleague.email, office.colleague.name)
    written = mail(Head(sender=colleague, to=tapped.to, subject=tapped.subject, at=at, server=office.server))
    written.set_content(note)
    return written.as_bytes()

"""Gathers what the books and the adapters know about one mail, so that the policy can say what it is."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from worker.adapters.log import journal
from worker.adapters.log.register import Kept
from worker.adapters.log.store import Transaction
from worker.jobs.ingest import membership
from worker.model.entry import Channel, Trust
from worker.model.mail import Address, DeliveryKind, Message
from worker.model.office import Person
from worker.model.queued_letter import QueuedLetter
from worker.policy.reading import quoting
from worker.policy.reading.arrival import Arrival, first_told, received_at
from worker.policy.reading.automatic import automatic
from worker.policy.reading.commands import Command, command
from worker.policy.reading.triage import Sight
from worker.policy.reading.trust import Verdict, verdict
from worker.policy.reading.verbal_report import VerbalReport, read_verbal_report, verbal_channel
from worker.policy.reading.web_form import read_form
from worker.workplace import Workplace

_DEEPEST_FORWARD = 5
_FORWARD = re.compile(r"\s*(fw|fwd|wg|tr|rv)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A mail with all that is known of it; `letter` is the letter of ours that it is, answers or reports on.

    `others` are the further clients' mails that a colleague passed on in it.
    """

    arrival: Arrival
    sight: Sight
    letter: QueuedLetter | None
    how: str
    others: tuple[Arrival, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a mail, about what and in which words; a web form and a forwarded mail bring another's voice."""

    client: Address | None
    subject: str
    words: str
    channel: Channel = Channel.EMAIL
    by_colleague: str = ""
    sent_at: datetime | None = None
    verbal_report: VerbalReport | None = None


def look_at(place: Workplace, tx: Transaction, kept: Kept, message: Message) -> Seen:
    """Everything that the policy wants to know about this mail, read in the transaction that will settle it."""
    copy = membership.own_copy(place, tx, message)
    reported = membership.letter_reported_on(place, tx, message)
    letter = copy or reported or membership.letter_answered(tx, message)
    member = membership.membership(place, tx, message, letter)
    about = "" if member else membership.mentioned(tx, message.subject)
    every = _arrivals(place, kept, message, letter, now=tx.now)
    arrival, *others = (replace(each, possibly_about=about) for each in every)
    staff = place.rulebook.staff(message.sender)
    proven = staff is not None and arrival.trust is Trust.PROVEN
    ordered = _command(tx, message.subject, resembled=proven and not arrival.by_colleague)
    if ordered and proven:
        arrival = replace(arrival, words=quoting.new_words(message.text).text)
    sight = Sight(
        message=message,
        trust=arrival.trust,
        judgement=arrival.judgement,
        automatic=arrival.automatic,
        is_own_copy=copy is not None,
        is_own=message.sender is not None and place.rulebook.is_own(message.sender.email),
        returned=reported is not None and arrival.is_bounce and not _about_own_copy(place, message),
        is_form=arrival.channel is Channel.WEB_FORM,
        passed_on=bool(arrival.by_colleague),
        verbal_report=arrival.verbal_report,
        known=member.case if member else None,
        staff=staff,
        command=ordered,
    )
    return Seen(arrival, sight, letter, member.how if member else "", tuple(others))


def _arrivals(
    place: Workplace, kept: Kept, message: Message, letter: QueuedLetter | None, *, now: datetime
) -> tuple[Arrival, ...]:
    """The mail as it arrived, once for each voice in it; there is always one."""
    mailbox = place.rulebook.office.mailbox
    sent_by = verdict(message, mailbox.authserv_id, mailbox.microsoft_365)
    arrived_at = received_at(kept.mail.internal_date, kept.kept_at)
    voices = _voices(place, message, letter, sent_by, arrived_at)
    return tuple(
        Arrival(
            mail=kept.id,
            message=message,
            received_at=first_told(arrived_at, voice.sent_at),
            seen_at=now,
            client=voice.client,
            subject=voice.subject,
            words=voice.words,
            trust=sent_by.trust,
            trust_reason=sent_by.reason,
            judgement=place.rulebook.judge(voice.subject, _judged(message, voice)),
            automatic=automatic(message),
            channel=voice.channel,
            by_colleague=voice.by_colleague,
            verbal_report=voice.verbal_report,
            written_at=voice.sent_at,
            together=len(voices),
        )
        for voice in voices
    )


def _voices(
    place: Workplace, message: Message, letter: QueuedLetter | None, sent_by: Verdict, arrived_at: datetime
) -> tuple[Voice, ...]:
    form = read_form(message, place.rulebook.office.web_form)
    if form:
        # Without an address, the name and the telephone number in the mail are all that leads to the client.
        words = form.text if form.client else message.text
        return (Voice(form.client, form.subject or message.subject, words, Channel.WEB_FORM),)
    own = Voice(message.sender, message.subject, _new_words(message, letter) if letter else message.text)
    staff = place.rulebook.staff(message.sender)
    if not staff or sent_by.trust is not Trust.PROVEN:
        return (own,)
    told = _told(place, message, letter, staff, arrived_at)
    if told and told.words:
        client = told.client if told.client.email else None
        return (Voice(client, told.topic, told.words, told.channel, staff.name, told.told_at, told),)
    # Whoever passes on another's words may do so in an answer to our letter; then the answer is only their note.
    passed_on = tuple(replace(each, by_colleague=staff.name) for each in _passed_on(place, message))
    return passed_on or (replace(own, verbal_report=told),)


def _told(
    place: Workplace, message: Message, letter: QueuedLetter | None, staff: Person, arrived_at: datetime
) -> VerbalReport | None:
    """What a colleague wrote down for a client, in words of their own or into the quoted form, whichever says more."""
    channel = verbal_channel(message.subject)
    if channel is None:
        return None
    above = quoting.new_words(message.text, membership.words_of(letter) if letter else "").text
    texts = (above, message.text) if message.in_reply_to else (message.text,)
    calendar = place.rulebook.calendar
    readings = (read_verbal_report(channel, staff, text, arrived_at, calendar) for text in texts)
    return max(readings, key=lambda told: len(told.lines))


def _passed_on(place: Workplace, message: Message) -> tuple[Voice, ...]:
    """The clients' mails that a colleague passed on, each once; their senders and their dates are not proven.

    A letter of our own, in which no client speaks, is none.
    """
    outermost = _carried(place, message, is_forward=_FORWARD.match(message.subject) is not None)
    found = (told for each in outermost for told in _below_colleagues(place, each, _DEEPEST_FORWARD))
    return tuple(dict.fromkeys(_clients(told) for told in found if not _is_ours(place, told.sender)))


def _clients(told: Message) -> Voice:
    client = told.sender if told.sender and "@" in told.sender.email else None
    return Voice(client, told.subject, told.text, sent_at=told.date)


def _below_colleagues(place: Workplace, message: Message, levels: int) -> tuple[Message, ...]:
    """The outermost mails that no colleague wrote, or the innermost of all where there is none in so many levels."""
    by_colleague = levels > 1 and _is_colleague(place, message.sender)
    # A colleague's answer to a client brings the client's words as much as a forward does.
    inside = _carried(place, message, is_forward=True) if by_colleague else ()
    deeper = (found for each in inside for found in _below_colleagues(place, each, levels - 1))
    return tuple(deeper) or (message,)


def _carried(place: Workplace, message: Message, *, is_forward: bool) -> tuple[Message, ...]:
    """The mails within this one, attached whole, or quoted where it is a forward or says so above the quote."""
    attached = (place.reader.read(content) for content in message.attached_messages)
    whole = tuple(each for each in attached if isinstance(each, Message))
    if whole:
        return whole
    inner = quoting.forwarded(message.text)
    if inner is None or not (is_forward or inner.announced):
        return ()
    return (Message(inner.sender, "", inner.subject or message.subject, inner.text, date=inner.sent_at),)


def _is_colleague(place: Workplace, sender: Address | None) -> bool:
    """Outlook shows only the name of somebody in the company's address book."""
    names = {person.name for person in place.rulebook.people.persons}
    by_name = sender is not None and not sender.email and sender.name in names
    return by_name or place.rulebook.staff(sender) is not None


def _is_ours(place: Workplace, sender: Address | None) -> bool:
    if sender is None:
        return False
    by_name = not sender.email and sender.name == place.rulebook.office.display_name
    return by_name or place.rulebook.is_own(sender.email)


def _new_words(message: Message, letter: QueuedLetter) -> str:
    """What is new in an answer to our letter; all of it where nothing new can be told from the old."""
    return quoting.new_words(message.text, membership.words_of(letter)).text or message.text


def _judged(message: Message, voice: Voice) -> str:
    """The words that are judged: without the mail quoted below them, which may be ours or a third party's."""
    quoted = voice.channel is Channel.EMAIL and not voice.by_colleague and message.in_reply_to
    return (quoting.new_words(voice.words).text if quoted else "") or voice.words


def _about_own_copy(place: Workplace, message: Message) -> bool:
    """Whether only the copy to our own mailbox failed: the client may well have the letter."""
    failed = [each.address for each in message.delivery_notices if each.kind is DeliveryKind.FAILED]
    return bool(failed) and all(place.rulebook.is_own(address) for address in failed)


def _command(tx: Transaction, subject: str, *, resembled: bool) -> Command | None:
    """The command that the subject is; or only resembles, where `resembled` lines are answered."""
    found = command(subject)
    heard = found is not None and (resembled or found.verb is not None)
    return found if found and heard and journal.case(tx, found.reference) else None

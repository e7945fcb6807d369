"""Gathers what the books and the adapters know about one mail, so that the policy can say what it is."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from worker.adapters import quoting
from worker.adapters.log import journal
from worker.adapters.log.inbox import Kept
from worker.adapters.log.outbox import QueuedLetter
from worker.adapters.log.store import Transaction
from worker.model.entry import Channel, Trust
from worker.model.mail import Address, DeliveryKind, Message
from worker.policy.automatic import automatic
from worker.policy.commands import Command, command
from worker.policy.decide.arrival import Arrival, first_told, received_at
from worker.policy.triage import Sight
from worker.policy.trust import Verdict, verdict
from worker.policy.web_form import read_form
from worker.workplace import Workplace, belonging

_FORWARD = re.compile(r"\s*(fw|fwd|wg|tr|rv)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A mail with all that is known of it; `letter` is the letter of ours that it is, answers or reports on."""

    arrival: Arrival
    sight: Sight
    letter: QueuedLetter | None
    how: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a mail, about what and in which words; a web form and a forwarded mail bring another's voice."""

    client: Address | None
    subject: str
    words: str
    channel: Channel = Channel.EMAIL
    by_colleague: str = ""
    sent_at: datetime | None = None


def look_at(place: Workplace, tx: Transaction, kept: Kept, message: Message) -> Seen:
    """Everything that the policy wants to know about this mail, read in the transaction that will settle it."""
    copy = belonging.own_copy(place, tx, message)
    reported = belonging.letter_reported_on(tx, message)
    letter = copy or reported or belonging.letter_answered(tx, message)
    member = belonging.membership(place, tx, message, letter)
    about = "" if member else belonging.mentioned(tx, message.subject)
    arrival = _arrival(place, kept, message, letter, now=tx.now)
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
        known=member.case if member else None,
        staff=place.rulebook.staff(message.sender),
        command=_command(tx, message.subject),
    )
    return Seen(replace(arrival, possibly_about=about), sight, letter, member.how if member else "")


def _arrival(
    place: Workplace, kept: Kept, message: Message, letter: QueuedLetter | None, *, now: datetime
) -> Arrival:
    mailbox = place.rulebook.office.mailbox
    sent_by = verdict(message, mailbox.authserv_id, mailbox.microsoft_365)
    voice = _voice(place, message, sent_by)
    # Whoever passes on another's words may do so in an answer to our letter; then the answer is only their note.
    own_voice = voice.channel is Channel.EMAIL and not voice.by_colleague
    words = _new_words(message, letter) if letter and own_voice else voice.words
    return Arrival(
        mail=kept.id,
        message=message,
        received_at=first_told(received_at(kept.mail.internal_date, kept.kept_at), voice.sent_at),
        seen_at=now,
        client=voice.client,
        subject=voice.subject,
        words=words,
        trust=sent_by.trust,
        trust_reason=sent_by.reason,
        judgement=place.rulebook.judge(voice.subject, _judged(message, voice, words)),
        automatic=automatic(message),
        channel=voice.channel,
        by_colleague=voice.by_colleague,
    )


def _voice(place: Workplace, message: Message, sent_by: Verdict) -> Voice:
    form = read_form(message, place.rulebook.office.web_form)
    if form:
        # Without an address, the name and the telephone number in the mail are all that leads to the client.
        words = form.text if form.client else message.text
        return Voice(form.client, form.subject or message.subject, words, Channel.WEB_FORM)
    staff = place.rulebook.staff(message.sender)
    passed_on = _passed_on(place, message) if staff and sent_by.trust is Trust.PROVEN else None
    if staff and passed_on:
        return replace(passed_on, by_colleague=staff.name)
    return Voice(message.sender, message.subject, message.text)


def _passed_on(place: Workplace, message: Message) -> Voice | None:
    """The mail that a colleague passed on, attached whole or quoted below their note; its sender is not proven."""
    attached = (place.reader.read(content) for content in message.attached_messages)
    whole = next((each for each in attached if isinstance(each, Message)), None)
    if whole:
        return Voice(whole.sender, whole.subject, whole.text, sent_at=whole.date)
    inner = quoting.forwarded(message.text)
    if inner is None or not (inner.announced or _FORWARD.match(message.subject)):
        return None
    client = inner.sender if "@" in inner.sender.email else None
    return Voice(client, inner.subject or message.subject, inner.text)


def _new_words(message: Message, letter: QueuedLetter) -> str:
    """What is new in an answer to our letter; all of it where nothing new can be told from the old."""
    return quoting.new_words(message.text, belonging.words_of(letter)).text or message.text


def _judged(message: Message, voice: Voice, words: str) -> str:
    """The words that are judged: without the mail quoted below them, which may be ours or a third party's."""
    quoted = voice.channel is Channel.EMAIL and not voice.by_colleague
    return quoting.new_words(words).text or words if quoted and message.in_reply_to else words


def _about_own_copy(place: Workplace, message: Message) -> bool:
    """Whether only the copy to our own mailbox failed: the client may well have the letter."""
    failed = [each.address for each in message.delivery_notices if each.kind is DeliveryKind.FAILED]
    return bool(failed) and all(place.rulebook.is_own(address) for address in failed)


def _command(tx: Transaction, subject: str) -> Command | None:
    found = command(subject)
    return found if found and journal.case(tx, found.reference) else None

"""Gathers what the log and the adapters know about one mail, so that the policy can say what it is."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from worker.adapters.log import journal, register
from worker.adapters.log.register import Kept
from worker.adapters.log.store import Transaction
from worker.jobs.ingest.membership import Membership, membership, words_of
from worker.jobs.ingest.passed_on import passed_on
from worker.jobs.ingest.written_to_client import written_to_client
from worker.model.catalogue import LetterKind
from worker.model.entry import Channel, Trust
from worker.model.mail import Address, Message
from worker.model.party import Party
from worker.model.queued_letter import QueuedLetter
from worker.policy.decide.staff_command.request import WANT_WORDS, mail_of
from worker.policy.decide.staff_command.verbs import vocabulary
from worker.policy.reading import quoting
from worker.policy.reading.arrival import Arrival, cut, first_told, received_at
from worker.policy.reading.automatic import AutomaticKind, automatic
from worker.policy.reading.commands import Command, command
from worker.policy.reading.mail_command import mail_command
from worker.policy.reading.procedure_request import ProcedureRequest, procedure_request
from worker.policy.reading.told_in_prose import told_in_prose
from worker.policy.reading.trust import verdict
from worker.policy.reading.verbal_report import VerbalReport, read_prose, read_verbal_report, verbal_channel
from worker.policy.reading.web_form import read_form
from worker.workplace import Workplace

_WORDS_OF_NOTE = 8000


def gather(place: Workplace, tx: Transaction, kept: Kept, message: Message) -> Arrival:
    """Everything that the policy wants to know about this mail, read in the transaction that will settle it."""
    known = membership(place, tx, message)
    sent = _as_sent(place, kept, message, known, now=tx.now)
    if known.is_copy:
        return sent
    to_client = _to_client(place, tx, sent, known)
    if to_client or sent.from_sent_folder:
        return to_client or sent
    first, *others = _by_voice(place, sent)
    return replace(_with_command(place, tx, first), others=tuple(others), procedure=_asked_for(place, first))


def _asked_for(place: Workplace, sent: Arrival) -> ProcedureRequest | None:
    """What a client who writes for themselves says of our complaints procedure."""
    not_theirs = sent.staff or sent.is_own or sent.party or sent.by_colleague
    if not_theirs or sent.automatic or sent.channel is not Channel.EMAIL:
        return None
    answers_copy = sent.letter is not None and sent.letter.kind is LetterKind.PROCEDURE_COPY
    phrases = place.rulebook.client_phrases
    return procedure_request(sent.message.subject, sent.words, phrases, after_copy=answers_copy)


def _as_sent(place: Workplace, kept: Kept, message: Message, known: Membership, *, now: datetime) -> Arrival:
    """The mail as its sender's own words."""
    mailbox = place.rulebook.office.mailbox
    sent_by = verdict(message, mailbox.authserv_id, mailbox.microsoft_365)
    staff = place.rulebook.staff(message.sender)
    # A colleague who answers us without a thread quotes a mail of ours all the same.
    answers = not known.is_copy and (known.letter or (staff and known.case))
    words = _new_words(message, known.letter) if answers else message.text
    mark = automatic(message)
    return Arrival(
        mail=kept.id,
        message=message,
        received_at=received_at(kept.mail.internal_date, kept.kept_at),
        seen_at=now,
        client=message.sender,
        subject=message.subject,
        words=words,
        trust=sent_by.trust,
        trust_reason=sent_by.reason,
        judgement=place.rulebook.judge(message.subject, _judged(message, words)),
        automatic=mark,
        staff=staff,
        party=_party(place, message, known),
        is_own=message.sender is not None and place.rulebook.is_own(message.sender.email),
        mail_command=mail_command(message.subject),
        letter=known.letter,
        sent_before=_files_of(place, known.letter) if known.letter and message.attachments else frozenset(),
        is_own_copy=known.is_copy,
        is_bounce_of_ours=known.is_report and mark is not None and mark.kind is AutomaticKind.BOUNCE,
        case=known.case,
        how=known.how,
        possibly_about=known.mentioned,
        from_sent_folder=bool(mailbox.sent_folder) and kept.mail.folder == mailbox.sent_folder,
    )


def _to_client(place: Workplace, tx: Transaction, sent: Arrival, known: Membership) -> Arrival | None:
    """The mail as what a person wrote to a client, where it is that and no forger can have written it."""
    by_staff = sent.is_proven_staff or (sent.staff is not None and sent.from_sent_folder)
    by_us = sent.is_own and (sent.from_sent_folder or (sent.trust is Trust.PROVEN and not sent.automatic))
    if not (by_staff or by_us):
        return None
    # A web site, too, may write to a client under our address.
    guess = by_staff or sent.from_sent_folder
    found = written_to_client(place, tx, sent.message, known, guess=guess)
    if found is None or sent.received_at < found[0].complaint.received_at:
        return None
    case, how = found
    words = quoting.new_words(sent.message.text, words_of(known.letter) if known.letter else "").text
    return replace(sent, case=case, how=how, words=words or sent.message.text, to_client=True)


def _by_voice(place: Workplace, sent: Arrival) -> tuple[Arrival, ...]:
    """The mail once for each client who speaks in it: itself, what a web form brings, or what a colleague does."""
    form = read_form(sent.message, place.rulebook.office.web_form)
    if form:
        # Without an address, the name and the telephone number in the mail are all that leads to the client.
        words = form.text if form.client else sent.message.text
        subject = form.subject or sent.message.subject
        return (replace(_spoken(place, sent, form.client, subject, words), channel=Channel.WEB_FORM),)
    if sent.party:
        return (replace(sent, client=None), *_brought(place, sent))
    if not sent.is_proven_staff:
        return (sent,)
    completed = _completed(place, sent)
    if completed:
        return (replace(sent, completed=completed),)
    report = _verbal_report(place, sent)
    if report and report.words:
        return (_reported(place, sent, report),)
    # Whoever passes on another's words may do so in an answer to our letter; then the answer is only their note.
    passed = _passed_on(place, sent)
    prose = None if passed else _told_in_prose(place, sent, report)
    return passed or ((_reported(place, sent, prose),) if prose else (replace(sent, verbal_report=report),))


def _party(place: Workplace, message: Message, known: Membership) -> Party | None:
    """The authority or supplier who wrote, unless the mail belongs to a complaint in which they are the client."""
    sender = message.sender
    theirs = known.case is not None and sender is not None and sender.email in known.case.clients
    return None if theirs else place.rulebook.party(sender)


def _brought(place: Workplace, sent: Arrival) -> tuple[Arrival, ...]:
    """The clients' mails that an authority or a supplier passes on; the clients had not told us before that day."""
    rulebook = place.rulebook
    return tuple(
        replace(each, received_at=sent.received_at)
        for each in _passed_on(place, sent)
        if each.client and not rulebook.party(each.client) and not rulebook.is_own(each.client.email)
    )


def _reported(place: Workplace, sent: Arrival, report: VerbalReport) -> Arrival:
    """What a client told the colleague who wrote it down."""
    client = report.client if report.client.email else None
    told = _spoken(place, sent, client, report.topic, report.words)
    told = _first_told(replace(told, channel=report.channel, verbal_report=report), report.told_at)
    return replace(told, by_colleague=_name(sent))


def _passed_on(place: Workplace, sent: Arrival) -> tuple[Arrival, ...]:
    """The mail once for each client's mail in it; the same one twice is one."""
    found = tuple(dict.fromkeys(_told_by(place, each) for each in passed_on(place, sent.message)))
    above = cut(quoting.new_words(sent.message.text).text, _WORDS_OF_NOTE) if found else ""
    colleague = replace(sent, by_colleague=_name(sent), note=above, together=len(found))
    return tuple(
        _first_told(_spoken(place, colleague, client, subject, words), sent_at)
        for client, subject, words, sent_at in found
    )


def _told_by(place: Workplace, told: Message) -> tuple[Address | None, str, str, datetime | None]:
    """Who says what, and when; where only colleagues wrote, a person has to find the client."""
    known = told.sender and "@" in told.sender.email and not place.rulebook.staff(told.sender)
    client = told.sender if known else None
    return client, told.subject, told.text, told.date


def _spoken(place: Workplace, sent: Arrival, client: Address | None, subject: str, words: str) -> Arrival:
    """The same mail as these words of that client."""
    judgement = place.rulebook.judge(subject, words)
    return replace(sent, client=client, subject=subject, words=words, judgement=judgement)


def _first_told(told: Arrival, at: datetime | None) -> Arrival:
    return replace(told, written_at=at, received_at=first_told(told.received_at, at))


def _name(sent: Arrival) -> str:
    return sent.staff.name if sent.staff else ""


def _verbal_report(place: Workplace, sent: Arrival) -> VerbalReport | None:
    """What a colleague wrote down for a client, in words of their own or into the quoted form, whichever says more."""
    channel, message = verbal_channel(sent.message.subject), sent.message
    if channel is None or sent.staff is None:
        return None
    above = quoting.new_words(message.text, words_of(sent.letter) if sent.letter else "").text
    texts = (above, message.text) if message.in_reply_to else (message.text,)
    calendar = place.rulebook.calendar
    readings = (read_verbal_report(channel, sent.staff, text, sent.received_at, calendar) for text in texts)
    return max(readings, key=lambda told: len(told.lines))


def _told_in_prose(place: Workplace, sent: Arrival, form: VerbalReport | None) -> VerbalReport | None:
    """What a colleague tells of a client in their own words, in a new mail or instead of filling in our form."""
    asked = sent.letter is not None and sent.letter.kind is LetterKind.VERBAL_FORM
    answers = (sent.letter or sent.case or sent.message.in_reply_to) and not asked
    if answers or sent.staff is None or sent.automatic or (form and form.lines):
        return None
    text = quoting.new_words(sent.message.text, words_of(sent.letter) if sent.letter else "").text
    names = (
        name for person in place.rulebook.people.persons for name in (person.name, person.name.split()[0])
    )
    others = place.rulebook.staff_phrases.not_clients
    prose = told_in_prose(sent.message.subject, text, names, others, form.channel if form and asked else None)
    if prose is None:
        return None
    told = replace(prose, channel=form.channel) if form else prose
    return read_prose(told, sent.staff, text, sent.received_at, place.rulebook.calendar)


def _completed(place: Workplace, sent: Arrival) -> VerbalReport | None:
    """The lines that a colleague filled in, above or within our letter about a complaint that was written down."""
    case, letter, staff = sent.case, sent.letter, sent.staff
    if not (case and letter and staff and case.complaint.taken_by):
        return None
    read = partial(
        read_verbal_report,
        case.complaint.channel,
        staff,
        now=sent.received_at,
        calendar=place.rulebook.calendar,
    )
    ours = words_of(letter)
    above = read(text=quoting.new_words(sent.message.text, ours).text)
    if above.lines:
        return above
    within, sent_out = read(text=sent.message.text), read(text=ours)
    return within if within.lines and dict(within.lines) != dict(sent_out.lines) else None


def _files_of(place: Workplace, letter: QueuedLetter) -> frozenset[str]:
    """The hashes of the files that came with a letter of ours."""
    read = place.reader.read(letter.content)
    return frozenset(each.sha256 for each in read.attachments) if isinstance(read, Message) else frozenset()


def _new_words(message: Message, letter: QueuedLetter | None) -> str:
    """What is new in an answer to us; all of it where nothing new can be told from the old."""
    return quoting.new_words(message.text, words_of(letter) if letter else "").text or message.text


def _judged(message: Message, words: str) -> str:
    """The words that are judged: without the mail quoted below them, which may be ours or a third party's."""
    return (quoting.new_words(words).text if message.in_reply_to else "") or words


def _with_command(place: Workplace, tx: Transaction, arrival: Arrival) -> Arrival:
    """With the command that the subject is; or only resembles, where such lines are answered."""
    found = command(arrival.message.subject, vocabulary()) or _with_its_words(place, tx, arrival)
    resembled = arrival.is_proven_staff and not arrival.by_colleague
    if not found or not (resembled or found.verb) or not journal.holds(tx, found.reference):
        return arrival
    words = quoting.new_words(arrival.message.text).text if arrival.is_proven_staff else arrival.words
    return replace(arrival, command=found, words=words)


def _with_its_words(place: Workplace, tx: Transaction, arrival: Arrival) -> Command | None:
    """The command that lacked only its words for the client, where a colleague answers our saying so with them."""
    letter = arrival.letter
    if letter is None or letter.kind is not LetterKind.NOT_DONE or not arrival.is_proven_staff:
        return None
    kept = register.kept(tx, mail_of(letter.cause) or 0)
    failed = place.reader.read(kept.mail.content) if kept else None
    if not isinstance(failed, Message) or quoting.new_words(failed.text).text.strip():
        return None
    meant = command(failed.subject, vocabulary())
    first = command(f"[{letter.reference}] {_first_line(arrival.words)}", vocabulary())
    lacked_words = meant is not None and meant.verb in WANT_WORDS
    return meant if lacked_words and not (first and first.verb) else None


def _first_line(words: str) -> str:
    return next(filter(None, map(str.strip, words.splitlines())), "")

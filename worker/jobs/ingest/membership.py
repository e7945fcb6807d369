"""To which case or letter of ours a mail belongs: by a secret, never by a reference that anybody can see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

from worker.adapters import parsing
from worker.adapters.log import belonging, journal, outbox
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.jobs.ingest.by_subject import letter_by_subject
from worker.model.mail import DeliveryKind, Message
from worker.model.queued_letter import QueuedLetter
from worker.policy import token
from worker.policy.case import Case
from worker.policy.reading.commands import references
from worker.policy.reading.duplicates import identifier_of
from worker.workplace import Workplace

_LOOKED_UP = 20
_BUTTON = re.compile(r'subject\s+"([^"]{1,200})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What the log knows of a mail: the letter of ours that it is a copy of, reports on or answers, and the case.

    `how` says how we know to which case it belongs, as a sentence for a colleague; `mentioned` is a reference that the
    subject names where nothing proves it: a guess for colleagues, which attaches nothing.
    """

    letter: QueuedLetter | None = None
    is_copy: bool = False
    is_report: bool = False
    case: Case | None = None
    how: str = ""
    mentioned: str = ""


def membership(place: Workplace, tx: Transaction, message: Message) -> Membership:
    """To which letter and case a mail belongs: by the secret address, or by our letter and a sender who is a party."""
    copy = own_copy(place, tx, message)
    reported = letter_reported_on(place, tx, message)
    named = copy or reported or letter_answered(place, tx, message)
    alike = None if named else letter_by_subject(place, tx, message)
    # A copy of ours changes nothing in its case, so it is settled even where that case cannot be read.
    case, how = (None, "") if copy else _case(place, tx, message, named)
    if alike and alike.reference and not case:
        case, how = (
            belonging.going_on(tx, alike.reference),
            "Its subject is that of our letter to this colleague.",
        )
    return Membership(
        letter=named or alike,
        is_copy=copy is not None,
        is_report=reported is not None and not _about_own_copy(place, message),
        case=case,
        how=how,
        mentioned="" if case else _mentioned(tx, message.subject),
    )


def own_copy(place: Workplace, tx: Transaction, message: Message) -> QueuedLetter | None:
    """The letter that this mail is a copy of, word for word: a reader of our header cannot hide a mail behind it."""
    if not message.own_name or not message.sender or not place.rulebook.is_own(message.sender.email):
        return None
    letter = outbox.by_message_id(tx, place.message_id(message.own_name))
    return letter if letter and _same_words(letter, message) else None


def letter_reported_on(place: Workplace, tx: Transaction, message: Message) -> QueuedLetter | None:
    """The letter of ours that a delivery report gives back, or that it answers and whose reader it names, or None.

    A provider may put another Message-ID in place of ours; our own header it leaves alone.
    """
    named = (place.message_id(name) for name in message.returned_names)
    given_back = _first_letter(tx, (*message.returned_message_ids, *named))
    if given_back:
        return given_back
    failed = [each.address for each in message.delivery_notices if each.kind is DeliveryKind.FAILED]
    letter = letter_answered(place, tx, message) if failed else None
    # Who can write to us from that address has not lost it: a client may answer us with a bounce of their own.
    by_reader = letter is not None and message.sender is not None and message.sender.email == letter.recipient
    return letter if letter and letter.recipient in failed and not by_reader else None


def letter_answered(place: Workplace, tx: Transaction, message: Message) -> QueuedLetter | None:
    """The letter of ours that a mail answers: by In-Reply-To, by the latest of its References, by our own address."""
    addressed = (place.message_id(mark) for mark in _marks(place, message))
    return _first_letter(tx, (*message.in_reply_to, *reversed(message.references), *addressed))


def words_of(letter: QueuedLetter) -> str:
    """What our letter says, as its reader's mail program would quote it."""
    written = parsing.read(letter.content)
    return written.text if isinstance(written, Message) else ""


def buttons_of(letter: QueuedLetter) -> tuple[str, ...]:
    """The subjects that the buttons of our letter write, in their order."""
    # A long one is broken over two lines.
    found = (" ".join(each.split()) for each in _BUTTON.findall(words_of(letter)))
    return tuple(dict.fromkeys(found))


def _case(
    place: Workplace, tx: Transaction, message: Message, letter: QueuedLetter | None
) -> tuple[Case | None, str]:
    named = (token.case_of_mark(place.secrets.token_key, mark) for mark in _marks(place, message))
    reference = next(filter(None, named), "")
    case = belonging.going_on(tx, reference) if reference else None
    if case:
        return case, f"It came to the secret address of {_named(case, reference)}."
    case = belonging.going_on(tx, letter.reference) if letter and letter.reference else None
    if case and (message.delivery_notices or _is_party(place, case, message)):
        of = _named(case, letter.reference if letter else "")
        return case, f"It answers a letter of {of} and comes from a party to it."
    case = _answers_colleague(tx, message)
    if case and _is_party(place, case, message):
        return case, "It answers what a person wrote in this case and comes from a party to it."
    return None, ""


def _answers_colleague(tx: Transaction, message: Message) -> Case | None:
    """The case in which a person wrote to the client, where this mail answers that one."""
    named = islice((*message.in_reply_to, *reversed(message.references)), _LOOKED_UP)
    keys = (identifier_of(each) for each in named)
    found = (belonging.reference_of_mail(tx, key, Disposition.CORRESPONDENCE) for key in keys)
    reference = next(filter(None, found), "")
    return belonging.going_on(tx, reference) if reference else None


def _named(case: Case, reference: str) -> str:
    """The case as it is told, where it goes on for the one of that reference."""
    return "this case" if case.reference == reference else f"{reference}, which was merged into this case"


def _mentioned(tx: Transaction, subject: str) -> str:
    known = (reference for reference in references(subject)[:_LOOKED_UP] if journal.holds(tx, reference))
    return next(known, "")


def _about_own_copy(place: Workplace, message: Message) -> bool:
    """Whether only the copy to our own mailbox failed: the client may well have the letter."""
    failed = [each.address for each in message.delivery_notices if each.kind is DeliveryKind.FAILED]
    return bool(failed) and all(place.rulebook.is_own(address) for address in failed)


def _marks(place: Workplace, message: Message) -> Iterator[str]:
    """What follows the plus in our address, wherever it was brought to, or what our buttons wrote without one."""
    local, _, domain = place.rulebook.office.address.rpartition("@")
    if not place.rulebook.office.plus_addressing:
        yield from islice(token.marks_in(message.text), _LOOKED_UP)
    for address in message.delivered_to:
        mark, _, at = address.removeprefix(f"{local}+").rpartition("@")
        if at == domain and address.startswith(f"{local}+"):
            yield mark


def _first_letter(tx: Transaction, message_ids: tuple[str, ...]) -> QueuedLetter | None:
    found = (outbox.by_message_id(tx, each) for each in islice(message_ids, _LOOKED_UP))
    return next(filter(None, found), None)


def _is_party(place: Workplace, case: Case, message: Message) -> bool:
    sender = message.sender
    return sender is not None and (sender.email in case.clients or place.rulebook.staff(sender) is not None)


def _same_words(letter: QueuedLetter, message: Message) -> bool:
    pairs = zip_longest(_words(words_of(letter)), _words(message.text))
    return all(written == read for written, read in pairs)


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in re.finditer(r"\S+", text))

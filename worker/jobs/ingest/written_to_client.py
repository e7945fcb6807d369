"""The case to whose client a person wrote in their own mail program, with our address in copy or from our mailbox."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from worker.adapters.log import belonging, outbox
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.jobs.ingest.membership import Membership, letter_answered
from worker.model.mail import Message
from worker.policy.case import Case
from worker.policy.reading.commands import references
from worker.policy.reading.duplicates import identifier_of
from worker.workplace import Workplace

_LOOKED_UP = 20
_FORWARD = re.compile(r"\s*(fw|fwd|wg|tr|rv)\s*:", re.IGNORECASE)
_OF_A_CASE = (Disposition.CASE, Disposition.NOTED, Disposition.UNTOLD, Disposition.CORRESPONDENCE)

_ANSWERS = "It goes to the client and answers a mail of this case."
_NAMES = "It goes to the client and its subject names the case."
_ONLY_CASE = "It goes to the client, who has no other open case."

Found = tuple[Case, str]
"""The case, and how we know, as a sentence for a colleague."""


def written_to_client(
    place: Workplace, tx: Transaction, message: Message, known: Membership, *, guess: bool
) -> Found | None:
    """The case whose client is among the readers: by our secret, a mail or letter that it answers, or its subject.

    With `guess`, a mail to somebody who has one open case is about that. A letter of ours is nobody's mail.
    """
    if _is_our_letter(place, tx, message):
        return None
    answered = chain(_of_letters(place, tx, message, known), _of_mails(tx, message))
    told = chain(
        ((reference, _ANSWERS) for reference in answered),
        ((reference, _NAMES) for reference in references(message.subject)[:_LOOKED_UP]),
        ((reference, _ONLY_CASE) for reference in (_only_open(tx, message) if guess else ())),
    )
    for reference, how in told:
        case = belonging.going_on(tx, reference)
        if case and _is_reader(case, message):
            return case, how
    return None


def _is_our_letter(place: Workplace, tx: Transaction, message: Message) -> bool:
    """Whether it is a letter that the worker wrote, also where the provider changed something in the copy."""
    names = (message.message_id, place.message_id(message.own_name) if message.own_name else "")
    return any(name and outbox.by_message_id(tx, name) for name in names)


def _of_letters(place: Workplace, tx: Transaction, message: Message, known: Membership) -> Iterator[str]:
    if known.case:
        yield known.case.reference
    letter = letter_answered(place, tx, message)
    if letter and letter.reference:
        yield letter.reference


def _of_mails(tx: Transaction, message: Message) -> Iterator[str]:
    named = (*message.in_reply_to, *reversed(message.references))
    keys = (identifier_of(each) for each in islice(named, _LOOKED_UP))
    yield from filter(None, (belonging.reference_of_mail(tx, key, *_OF_A_CASE) for key in keys))


def _only_open(tx: Transaction, message: Message) -> tuple[str, ...]:
    """The one open case of somebody to whom the mail is addressed; several leave it open which is meant."""
    readers = islice(message.to, _LOOKED_UP)
    every = tuple(found for each in readers for found in belonging.open_cases_of(tx, each.email))
    return every if len(every) == 1 else ()


def _is_reader(case: Case, message: Message) -> bool:
    """Whether the client reads it; a copy of a forward that goes to us is for us."""
    copied = () if _FORWARD.match(message.subject) else message.cc
    return any(each.email in case.clients for each in (*message.to, *copied))

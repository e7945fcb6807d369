"""The clients' mails within a mail by which a colleague passes them on, attached or quoted (2.1)."""

import re

from worker.model.mail import Address, Message
from worker.policy.reading import quoting
from worker.workplace import Workplace

_DEEPEST_FORWARD = 5
_FORWARD = re.compile(r"\s*(fw|fwd|wg|tr|rv)\s*:", re.IGNORECASE)


def passed_on(place: Workplace, message: Message) -> tuple[Message, ...]:
    """The clients' mails that a colleague passed on; their senders and their dates are not proven.

    A letter of our own, in which no client speaks, is none.
    """
    outermost = _carried(place, message, is_forward=_FORWARD.match(message.subject) is not None)
    found = (told for each in outermost for told in _below_colleagues(place, each, _DEEPEST_FORWARD))
    return tuple(told for told in found if not _is_ours(place, told.sender))


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
    return (Message(inner.sender, "", inner.subject, inner.text, date=inner.sent_at),)


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

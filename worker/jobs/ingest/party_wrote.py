"""The mail of an authority or a supplier: it joins the case that it is about, or a head is asked which that is.

A reference, a thread or a name tells it only where the sender is proven: anybody can write these. The secret of a case
tells it always, and what is not proven is shown as that.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice

from worker.adapters.log import belonging, outbox
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.model.catalogue import LetterKind
from worker.model.entry import Trust
from worker.policy.case import Case
from worker.policy.decide import party_mail as policy
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.commands import references
from worker.policy.reading.duplicates import identifier_of
from worker.policy.reading.parties import Naming
from worker.workplace import Workplace

_DAY = timedelta(days=1)
_LOOKED_UP = 20
_JOINED = (Disposition.CASE, Disposition.NOTED, Disposition.UNTOLD, Disposition.CORRESPONDENCE)

_NAMES_IT = "Its sender is proven, and it names the reference of this complaint and of no other."
_ANSWERS = "Its sender is proven, and it answers a mail of this complaint."
_NAMES_CLIENT = "Its sender is proven, and it names the client of this complaint, who has no other."


@dataclass(frozen=True, slots=True)
class _About:
    """The case that a mail is about, and how we know, or those that it may be about."""

    case: Case | None = None
    how: str = ""
    likely: tuple[Case, ...] = ()


def party_wrote(place: Workplace, tx: Transaction, arrival: Arrival) -> tuple[Disposition, str]:
    """Enter the mail where it belongs and show it; where nobody can tell, ask a head, and list it until they say."""
    head = policy.head_of_intake(arrival, place.rulebook)
    asked = outbox.queued_to(tx, head.email, LetterKind.PARTY_OF_NO_CASE, tx.now - _DAY)
    # Whom nobody asks for is not looked for, so that a flood of forged mail costs little.
    found = _about(tx, arrival) if _is_looked_for(arrival, asked) else _About()
    if found.case is None:
        place.record(tx, policy.which_case(arrival, found.likely, place.rulebook, asked))
        return Disposition.PARTY, ""
    told = outbox.queued_since(tx, found.case.reference, LetterKind.PARTY_WROTE, tx.now - _DAY)
    decision = policy.joined(found.case, replace(arrival, how=found.how), place.rulebook, told)
    place.record(tx, decision)
    return (Disposition.NOTED if decision.letters else Disposition.UNTOLD), found.case.reference


def _is_looked_for(arrival: Arrival, asked: int) -> bool:
    return bool(arrival.case) or arrival.trust is Trust.PROVEN or asked < policy.MOST_A_DAY


def _about(tx: Transaction, arrival: Arrival) -> _About:
    if arrival.case:
        return _About(arrival.case, arrival.how)
    text = f"{arrival.message.subject}\n{arrival.message.text}"
    named = belonging.named_in(tx, text, tx.now - belonging.REMEMBERED)
    surely = tuple({case.reference: case for case, how in named if how is Naming.SURELY}.values())
    referred = _going_on(tx, references(text)[:_LOOKED_UP])
    if arrival.trust is Trust.PROVEN:
        for cases, how in (
            (_answered(tx, arrival), _ANSWERS),
            (referred, _NAMES_IT),
            (surely, _NAMES_CLIENT),
        ):
            if len(cases) == 1:
                return _About(cases[0], how)
            if cases:
                break
    every = (*referred, *surely, *(case for case, _ in named))
    return _About(likely=tuple({each.reference: each for each in every}.values()))


def _answered(tx: Transaction, arrival: Arrival) -> tuple[Case, ...]:
    """The case of our letter, or of the mail in it, that this one answers."""
    if arrival.letter and arrival.letter.reference:
        return _going_on(tx, (arrival.letter.reference,))
    message = arrival.message
    mails = islice((*message.in_reply_to, *reversed(message.references)), _LOOKED_UP)
    found = (belonging.reference_of_mail(tx, identifier_of(each), *_JOINED) for each in mails)
    return _going_on(tx, tuple(filter(None, found))[:1])


def _going_on(tx: Transaction, written: tuple[str, ...]) -> tuple[Case, ...]:
    """The cases of these references, each once; one that was merged is the one that goes on."""
    found = (belonging.going_on(tx, each) for each in written)
    return tuple({each.reference: each for each in found if each}.values())

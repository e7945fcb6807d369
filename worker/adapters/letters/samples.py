"""One full and one bare letter of each kind: what may be absent is there in the one and not in the other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from worker.model.letter import (
    Acknowledgement,
    DeliveryFailed,
    Letter,
    LetterFacts,
    LetterKind,
    Quarantined,
)
from worker.model.mail import Address

_FACTS: tuple[tuple[LetterKind, LetterFacts, LetterFacts], ...] = (
    (
        LetterKind.ACKNOWLEDGEMENT,
        Acknowledgement(
            topic="Renewal of our electricity contract",
            words="My contract was renewed without my agreement.\n\nPlease cancel it.",
            words_cut=True,
            received_on=date(2026, 3, 2),
            respond_by=date(2026, 3, 23),
            section="Client Services",
            late_since=date(2026, 3, 6),
        ),
        Acknowledgement(
            topic="",
            words="",
            words_cut=False,
            received_on=date(2026, 3, 2),
            respond_by=date(2026, 3, 23),
            section="Client Services",
        ),
    ),
    (
        LetterKind.DELIVERY_FAILED,
        DeliveryFailed(
            letter=LetterKind.ACKNOWLEDGEMENT,
            address="patel@bakery.example",
            reason="550 5.1.1 no such user",
            due_on=date(2026, 3, 6),
        ),
        DeliveryFailed(
            letter=LetterKind.ACKNOWLEDGEMENT, address="patel@bakery.example", reason="", due_on=None
        ),
    ),
    (
        LetterKind.QUARANTINED,
        Quarantined(
            mail=17, arrived_at=datetime(2026, 3, 2, 7, 49, tzinfo=UTC), reason="It has more than 500 parts."
        ),
        Quarantined(mail=17, arrived_at=datetime(2026, 3, 2, 7, 49, tzinfo=UTC), reason=""),
    ),
)


def samples() -> Iterator[Letter]:
    """The letters that try the templates when the worker starts, full before bare."""
    for kind, full, bare in _FACTS:
        yield _letter(kind, full, Address("patel@bakery.example", "Mrs Patel"), ("<1@bakery.example>",))
        yield _letter(kind, bare, Address("patel@bakery.example"), ())


def _letter(kind: LetterKind, facts: LetterFacts, recipient: Address, answers: tuple[str, ...]) -> Letter:
    return Letter(
        kind=kind,
        recipient=recipient,
        reference="" if kind == LetterKind.QUARANTINED else "OPT-2026-0042",
        cause="sample",
        facts=facts,
        answers=answers,
    )

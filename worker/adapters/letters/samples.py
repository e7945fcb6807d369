"""One full and one bare letter of each kind: what may be absent is there in the one and not in the other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from worker.adapters.letters.sample_answers import ANSWER_FACTS
from worker.adapters.letters.sample_client_letters import CLIENT_FACTS
from worker.adapters.letters.sample_facts import STAFF_FACTS
from worker.adapters.letters.sample_lists import LIST_FACTS
from worker.adapters.letters.sample_parties import PARTY_FACTS
from worker.adapters.letters.sample_people import PEOPLE_FACTS
from worker.adapters.letters.sample_procedure import PROCEDURE_FACTS
from worker.adapters.letters.sample_variants import not_to_be_shared
from worker.model.attached_file import ListedFile
from worker.model.catalogue import LetterKind
from worker.model.client_letter import Acknowledgement, NeutralAcknowledgement
from worker.model.letter import Letter, LetterFacts
from worker.model.mail import Address
from worker.model.staff_letter import (
    AcknowledgeByHand,
    Alarm,
    Choice,
    CommandDone,
    DeliveryFailed,
    Explained,
    KeptAsNote,
    NotShared,
    Quarantined,
    Showing,
    Shown,
    StaffMailSorted,
    StaffMailUnclear,
    Suggestion,
    Unclear,
)

_NEUTRAL = NeutralAcknowledgement(
    received_on=date(2026, 3, 2), respond_by=date(2026, 3, 23), section="Client Services"
)
_ALARM = Alarm(
    on=date(2026, 3, 2),
    what="More than 20 complaints wait.",
    to_do="Look at the newest with `worker cases`.",
)


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
            asks_when=True,
            asks_where=True,
            asks_outcome=True,
            files=(ListedFile(name="bill of February.pdf", size=48_812),),
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
            called="acknowledgement",
            address="patel@bakery.example",
            reason="550 5.1.1 no such user",
            due_on=date(2026, 3, 6),
        ),
        DeliveryFailed(called="acknowledgement", address="patel@bakery.example", reason="", due_on=None),
    ),
    (
        LetterKind.NEUTRAL_ACKNOWLEDGEMENT,
        _NEUTRAL,
        _NEUTRAL,
    ),
    (
        LetterKind.ACKNOWLEDGE_BY_HAND,
        AcknowledgeByHand(
            client="Mrs Patel (patel@bakery.example)",
            topic="Renewal of our electricity contract",
            words="My contract was renewed without my agreement.",
            reason="Nothing proves that the mail comes from this address.",
            received_on=date(2026, 3, 2),
            due_on=date(2026, 3, 6),
            confirmable=True,
            possibly_about="OPT-2026-0031",
        ),
        AcknowledgeByHand(
            client="sender not known",
            topic="",
            words="",
            reason="The mail names no sender that can be answered.",
            received_on=date(2026, 3, 2),
            due_on=date(2026, 3, 6),
        ),
    ),
    (
        LetterKind.COMMAND_DONE,
        CommandDone(
            what="OPT-2026-0042 is not a complaint.",
            undo=Suggestion(label="Undo that", command="undo"),
            undo_until="10.42am",
        ),
        CommandDone(
            what="Recorded as OPT-2026-0042: Mrs Patel, telephone, Tuesday 3 March 2026.",
            missing="Email:\nAddress:",
            reach_by=date(2026, 3, 9),
        ),
    ),
    (
        LetterKind.EXPLAINED,
        Explained(
            promises=("Acknowledge, due by the end of Friday 6 March 2026.\n  Tuesday 3 March 2026  day 1",)
        ),
        Explained(promises=()),
    ),
    (
        LetterKind.NOT_SHARED,
        NotShared(called="daily digest", who="Sarah Hughes", references=("OPT-2026-0043",)),
        NotShared(called="note kept", who="Sarah Hughes"),
    ),
    (
        LetterKind.SHOWN,
        Shown(
            what=Showing.HISTORY,
            text="Mon 2 March 09:30\nReceived by email from patel@bakery.example.",
            owner="Sarah Hughes",
            due="answer or update to the client, by Monday 23 March 2026",
        ),
        Shown(what=Showing.LETTER, text="Dear Mrs Patel,\n\nThank you for writing to us."),
    ),
    (
        LetterKind.ALARM,
        _ALARM,
        _ALARM,
    ),
    (
        LetterKind.QUARANTINED,
        Quarantined(
            mail=17, arrived_at=datetime(2026, 3, 2, 7, 49, tzinfo=UTC), reason="It has more than 500 parts."
        ),
        Quarantined(mail=17, arrived_at=datetime(2026, 3, 2, 7, 49, tzinfo=UTC), reason=""),
    ),
    (
        LetterKind.STAFF_MAIL_UNCLEAR,
        StaffMailUnclear(
            unclear=Unclear.WHERE_IT_BELONGS,
            mail=17,
            arrived_at=datetime(2026, 3, 2, 7, 49, tzinfo=UTC),
            topic="Harbour Bakery",
            words="She rang again.",
            links=(Choice(label="A note on OPT-2026-0042", subject="[MAIL-17] add to OPT-2026-0042"),),
        ),
        StaffMailUnclear(
            unclear=Unclear.WHO_WROTE,
            mail=17,
            arrived_at=datetime(2026, 3, 2, 7, 49, tzinfo=UTC),
            topic="",
            words="",
        ),
    ),
    (
        LetterKind.STAFF_MAIL_SORTED,
        StaffMailSorted(what="Nothing follows from mail 17."),
        StaffMailSorted(what="There is no mail 17 that could be read, so nothing has changed."),
    ),
    (
        LetterKind.KEPT_AS_NOTE,
        KeptAsNote(
            words="She rang again.", links=(Choice(label="I have it", subject="[OPT-2026-0042] take"),)
        ),
        KeptAsNote(words="She rang again."),
    ),
)


def samples() -> Iterator[Letter]:
    """The letters that try the templates: full before bare, then not to be shared; or those of the same facts."""
    given = (
        *_FACTS,
        *CLIENT_FACTS,
        *STAFF_FACTS,
        *LIST_FACTS,
        *PEOPLE_FACTS,
        *ANSWER_FACTS,
        *PROCEDURE_FACTS,
        *PARTY_FACTS,
    )
    own = {kind: (full, bare) for kind, full, bare in given}
    by_class = {type(full): (full, bare) for _, full, bare in reversed(given)}
    for kind in LetterKind:
        full, bare = own.get(kind) or by_class[kind.row.facts]
        yield _letter(kind, full, Address("patel@bakery.example", "Mrs Patel"), ("<1@bakery.example>",))
        yield _letter(kind, bare, Address("patel@bakery.example"), ())
        shared_with_none = not_to_be_shared(full)
        if shared_with_none:
            yield _letter(kind, shared_with_none, Address("patel@bakery.example", "Mrs Patel"), ())


def _to_client() -> Letter:
    """The letter that the sample of a draft shows."""
    facts = next(full for kind, full, _ in CLIENT_FACTS if kind is LetterKind.PROPOSAL)
    return _letter(LetterKind.PROPOSAL, facts, Address("patel@bakery.example", "Mrs Patel"), ())


def _letter(kind: LetterKind, facts: LetterFacts, recipient: Address, answers: tuple[str, ...]) -> Letter:
    return Letter(
        kind=kind,
        recipient=recipient,
        reference="OPT-2026-0042" if kind.row.of_case else "",
        cause="sample",
        facts=facts,
        answers=answers,
        shows=_to_client() if kind is LetterKind.DRAFT else None,
        # Both ways of a kind that comes about in two are tried: the full letter the first way, the bare one the last.
        origin=kind.row.origins[0 if answers else -1],
    )

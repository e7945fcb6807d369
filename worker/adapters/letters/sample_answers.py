"""Sample facts of the letters about what clients answer: full, then bare."""

from dataclasses import replace
from datetime import UTC, date, datetime

from worker.model.answer_letter import ClientWrote, EscalationWanted
from worker.model.attached_file import ListedFile
from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.letter import LetterFacts
from worker.model.part_or_new import PartOrNew
from worker.model.what_was_it import WhatWasIt

_WHAT_WAS_IT = WhatWasIt(
    client="Mrs Patel (patel@bakery.example)",
    mail=17,
    sent_at=datetime(2026, 3, 4, 14, 0, tzinfo=UTC),
    by_reader=True,
    words="I am sorry about this. We pay you the difference by Friday 27 March.",
    named=date(2026, 3, 27),
    update_until=date(2026, 3, 25),
    proposal_until=date(2026, 3, 27),
    owes_acknowledgement=True,
)

ANSWER_FACTS: tuple[tuple[LetterKind, LetterFacts, LetterFacts], ...] = (
    (
        LetterKind.CLIENT_WROTE,
        ClientWrote(
            sender="patel@bakery.example",
            proven=False,
            how="It answers our letter of this case.",
            words="I still have no answer. I want a manager.",
            due_on=date(2026, 3, 23),
            files=(ListedFile(name="photo of the meter.jpg", size=1_340_000),),
            mail=17,
            meaning=ClientMeaning.ESCALATE,
            also=(ClientMeaning.DO_NOT_SHARE, ClientMeaning.POST_PROCEDURE),
            act_by=date(2026, 3, 3),
            lead="James Carter",
            until=date(2026, 3, 16),
        ),
        ClientWrote(
            sender="patel@bakery.example",
            proven=True,
            how="It came to the address of this case.",
            words="(no words)",
            due_on=date(2026, 3, 11),
            opened=True,
            client_told=True,
        ),
    ),
    (
        LetterKind.WHAT_WAS_IT,
        _WHAT_WAS_IT,
        replace(_WHAT_WAS_IT, by_reader=False, words="", named=None, owes_acknowledgement=False),
    ),
    (
        LetterKind.PART_OR_NEW,
        PartOrNew(
            other="OPT-2026-0031",
            sender="Mrs Patel (patel@bakery.example)",
            words="You have also billed us twice for the warehouse in Leeds.",
            proven=False,
            acknowledge_by=date(2026, 3, 6),
            by_itself=date(2026, 3, 5),
            files=(ListedFile(name="second bill.pdf", size=140_000),),
        ),
        PartOrNew(
            other="OPT-2026-0031",
            sender="raj@bakery.example",
            words="(no words)",
        ),
    ),
    (
        LetterKind.ESCALATION_WANTED,
        EscalationWanted(
            client="Mrs Patel",
            words="A manager please.",
            handler="Sarah Hughes",
            leads=("Dora Lane", "Tom Reed"),
            due_on=date(2026, 3, 23),
        ),
        EscalationWanted(
            client="Mrs Patel", words="escalate", handler="Sarah Hughes", leads=(), undecided=True
        ),
    ),
)

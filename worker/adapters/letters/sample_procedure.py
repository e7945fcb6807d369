"""Sample facts of the letters about copies of our procedure: full, then bare."""

from dataclasses import replace
from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.client_letter import ProcedureCopy
from worker.model.letter import LetterFacts
from worker.model.promises import Ombudsman, Promises
from worker.model.record_letter import ProcedureToPost

_COPY = ProcedureCopy(
    version="1.1",
    dated=date(2022, 10, 3),
    section="Client Services",
    file="",
    promises=Promises(),
    ombudsman=Ombudsman(
        name="Energy Ombudsman",
        phone="0330 440 1624",
        email="enquiry@ombudsman.example",
        post="P.O. Box 966, Warrington, WA4 9DF",
        valid_from=date(2024, 12, 19),
        valid_until=date(2027, 12, 31),
    ),
)

PROCEDURE_FACTS: tuple[tuple[LetterKind, LetterFacts, LetterFacts], ...] = (
    (LetterKind.PROCEDURE_COPY, _COPY, replace(_COPY, ombudsman=None)),
    (
        LetterKind.PROCEDURE_TO_POST,
        ProcedureToPost(
            sender="Lee Marsh (lee@marsh-bakery.example)",
            words="Please post me your complaints procedure, to 2 Mill Lane, Whitby.",
            due_on=date(2026, 3, 3),
        ),
        ProcedureToPost(sender="lee@marsh-bakery.example", words="By post, please.", due_on=date(2026, 3, 3)),
    ),
)

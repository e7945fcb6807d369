"""Samples of the letters to colleagues about the mail of an authority or a supplier."""

from dataclasses import replace
from datetime import UTC, date, datetime

from worker.model.attached_file import ListedFile
from worker.model.catalogue import LetterKind
from worker.model.letter import LetterFacts
from worker.model.party_letter import PartyMail, PartyMailOfNoCase
from worker.model.staff_letter import Choice

_WROTE = PartyMail(
    party="Energy Ombudsman",
    kind="ombudsman",
    written_from="enquiry@ombudsman.example",
    proven=True,
    how="Its sender is proven, and it names the reference of this complaint and of no other.",
    words="Mrs Patel (patel@bakery.example) asks us about the renewal.\n\nPlease tell us how it stands.",
    mail=17,
    due_on=date(2026, 3, 23),
    file_by=date(2026, 3, 30),
    file_named=True,
    file_offered=date(2026, 4, 6),
    files=(ListedFile(name="notice.pdf", size=48_812),),
)
_ASKED = PartyMailOfNoCase(
    party="North Grid",
    kind="supplier",
    written_from="care@north-grid.example",
    proven=False,
    words="Your client says that the meter was never read.",
    mail=18,
    arrived_at=datetime(2026, 3, 2, 9, 12, tzinfo=UTC),
    links=(
        Choice(label="It is about OPT-2026-0043, Gareth Lloyd", subject="[MAIL-18] add to OPT-2026-0043"),
        Choice(label="It is a complaint that we do not have", subject="[MAIL-18] new complaint"),
        Choice(label="There is nothing to do", subject="[MAIL-18] nothing to do"),
    ),
    files=(ListedFile(name="notice.pdf", size=48_812),),
)

PARTY_FACTS: tuple[tuple[LetterKind, LetterFacts, LetterFacts], ...] = (
    (
        LetterKind.PARTY_WROTE,
        _WROTE,
        replace(_WROTE, proven=False, due_on=None, ended="closed", file_by=None, files=()),
    ),
    (
        LetterKind.PARTY_OF_NO_CASE,
        _ASKED,
        replace(_ASKED, proven=True, files=(), links=_ASKED.links[1:]),
    ),
)

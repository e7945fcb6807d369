"""What letters to colleagues say of the mail of an ombudsman, a regulator, a supplier or another who is no client."""

from dataclasses import dataclass
from datetime import date, datetime

from worker.model.attached_file import ListedFile
from worker.model.staff_letter import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMail:
    """Facts of S22: `party`, of that kind, wrote in a known case; `how` says why it belongs there.

    `due_on` is what we owe next. `mail` is the number of their mail, `ended` the stage of a case that is over.
    `file_by` is until when an ombudsman is to have our file, `file_named` says that they named that day, and
    `file_offered` is a day that the reader may enter for it where none counts yet.
    """

    party: str
    kind: str
    written_from: str
    proven: bool
    how: str
    words: str
    mail: int
    due_on: date | None = None
    ended: str = ""
    file_by: date | None = None
    file_named: bool = False
    file_offered: date | None = None
    files: tuple[ListedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMailOfNoCase:
    """Facts of S23: `party` wrote and nobody knows about which complaint; each of the `links` would settle it."""

    party: str
    kind: str
    written_from: str
    proven: bool
    words: str
    mail: int
    arrived_at: datetime
    links: tuple[Choice, ...]
    files: tuple[ListedFile, ...] = ()


PartyFacts = PartyMail | PartyMailOfNoCase

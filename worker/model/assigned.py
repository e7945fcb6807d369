"""What M04 says: which complaints have come to a colleague, and what is due in them (3.1.7.2)."""

from dataclasses import dataclass
from datetime import date

from worker.model.attached_file import ListedFile
from worker.model.handed_over import Handover
from worker.model.part_or_new import Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that is owed in a complaint, in a few words, until when, and whether the client waits for it."""

    what: str
    on: date
    to_client: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A complaint that is the reader's: whose it is, what they wrote and what is `due`, earliest first.

    `leads` says that it is escalated and the reader leads it, `again` that it was over and is open again, `to_assess`
    that nobody has said how it is gone about; of a `restricted` one nothing is told but that. `files` are what else the
    client sent. It is perhaps `part_of` another complaint, for the reason `likeness`.
    `handover` is what was said before it was escalated to the reader.
    """

    reference: str
    client: str
    email: str
    topic: str
    words: str
    received_on: date
    words_cut: bool = False
    due: tuple[Due, ...] = ()
    leads: bool = False
    again: bool = False
    to_assess: bool = False
    restricted: bool = False
    part_of: str = ""
    likeness: Likeness | None = None
    handover: Handover | None = None
    files: tuple[ListedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Facts of M04: the complaints that have just come to the reader."""

    complaints: tuple[Assigned, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """The cases that it names."""
        return tuple(each.reference for each in self.complaints)

"""What S18 says: a mail is perhaps part of a complaint that is open, and a person says whether it is (3.1.8.1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from worker.model.attached_file import ListedFile


class Likeness(StrEnum):
    """Why a complaint is perhaps part of another one; the value is how the template tells it apart."""

    THREAD = "its thread"
    CLIENT = "the same client"
    COMPANY = "the same company"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOrNew:
    """Facts of S18: this complaint came in the thread of `other`; its `sender` and `words`.

    `acknowledge_by` is until when the client must have heard from us, None where they have; `by_itself` the day on
    which a neutral acknowledgement leaves where nobody has said anything, None where none does.
    """

    other: str
    sender: str
    words: str
    proven: bool = True
    acknowledge_by: date | None = None
    by_itself: date | None = None
    files: tuple[ListedFile, ...] = ()

"""What a person wrote to the client in their own mail program, and what a colleague says that it counts as."""

from dataclasses import dataclass
from datetime import date, datetime

from worker.model.catalogue import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """A person wrote to the client in their own mail program; `how` says why the mail belongs to this case.

    `by` is the key of the colleague, or empty where it left the shared mailbox and nothing says who wrote it.
    """

    by: str
    recipients: tuple[str, ...]
    sent_at: datetime
    subject: str
    words: str
    mail: int
    message_id: str
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrespondenceNamed:
    """A colleague said what mail `of`, which a person sent to the client on `sent_on`, counts as; None is as nothing.

    `message_id` is its own, `on` the day that it promises to the client.
    """

    letter: LetterKind | None
    of: int
    message_id: str
    sent_on: date
    on: date | None
    by: str
    mail: int

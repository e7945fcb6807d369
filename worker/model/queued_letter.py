"""A letter in the outbox: what will be sent, to whom, and what has become of it so far."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from worker.model.catalogue import LetterKind


class LetterState(StrEnum):
    """Where a letter is; `unknown` means that it was handed over and nobody can say whether it arrived."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedLetter:
    """A letter of the outbox as it will be sent; times in aware UTC. `about` are the cases that a list names, `cause`
    is what it was written for.
    """

    id: int
    reference: str
    kind: LetterKind
    recipient: str
    message_id: str
    content: bytes
    state: LetterState
    attempts: int
    queued_at: datetime
    detail: str
    about: tuple[str, ...] = ()
    cause: str = ""

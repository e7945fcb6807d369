"""Stand-in until helper-11 writes it."""

from dataclasses import dataclass
from typing import Any

from worker.model.mail import Address, Message


@dataclass(frozen=True, slots=True)
class FormNotice:
    """Stand-in."""

    client: Address | None
    subject: str
    text: str


def read_form(message: Message, form: Any) -> FormNotice | None:
    """Stand-in."""
    return None

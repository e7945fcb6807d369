"""When two mails are the same mail: identifier and content together, never the identifier alone (promise 4)."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from worker.model.mail import Message

_PIECE = 100_000


def identifier(message: Message) -> str | None:
    """A key for the Message-ID of a mail, or None where it has none."""
    return identifier_of(message.message_id) if message.message_id else None


def identifier_of(message_id: str) -> str:
    """The key of that Message-ID."""
    return hashlib.sha256(message_id.encode()).hexdigest()


def content_key(message: Message, arrived_at: datetime, belongs_to: str) -> str:
    """A key that is equal for two readings of one mail and differs as soon as what it says differs.

    `belongs_to` is the reference of the case that the mail joins, or empty: a copy that somebody sent to another
    case must not hide it. Servers do not return byte-identical mail, so the key is over what was read. Without a
    Message-ID the arrival tells apart two mails that say the same; it survives a rescan of the mailbox, as
    INTERNALDATE does.
    """
    before = [
        belongs_to,
        message.message_id or arrived_at.isoformat(),
        message.from_text,
        message.subject,
        message.date.isoformat() if message.date else "",
    ]
    behind = [sorted(attachment.sha256 for attachment in message.attachments)]
    # One JSON list, written piece by piece: the words of a mail of 34 MB all at once would take 900 MB.
    key = hashlib.sha256(f'{json.dumps(before)[:-1]}, "'.encode())
    for piece in _words(message.text):
        key.update(json.dumps(piece)[1:-1].encode())
    key.update(f'", {json.dumps(behind)[1:]}'.encode())
    return key.hexdigest()


def _words(text: str) -> Iterator[str]:
    """The words of a text with one space between them, in pieces that put together are `" ".join(text.split())`."""
    gap = ""
    begun = False
    for start in range(0, len(text), _PIECE):
        piece = text[start : start + _PIECE]
        words = " ".join(piece.split())
        if piece[0].isspace():
            gap = " "
        if words:
            yield gap + words if begun else words
            begun = True
            gap = ""
        if piece[-1].isspace():
            gap = " "

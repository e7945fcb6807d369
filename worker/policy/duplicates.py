"""When two mails are the same mail: identifier and content together, never the identifier alone (promise 4)."""

import hashlib
import json
from datetime import datetime

from worker.model.mail import Message


def identifier(message: Message) -> str | None:
    """A key for the Message-ID of a mail, or None where it has none."""
    return hashlib.sha256(message.message_id.encode()).hexdigest() if message.message_id else None


def content_key(message: Message, arrived_at: datetime, belongs_to: str) -> str:
    """A key that is equal for two readings of one mail and differs as soon as what it says differs.

    `belongs_to` is the reference of the case that the mail joins, or empty: a copy that somebody sent to another
    case must not hide it. Servers do not return byte-identical mail, so the key is over what was read. Without a
    Message-ID the arrival tells apart two mails that say the same; it survives a rescan of the mailbox, as
    INTERNALDATE does.
    """
    said = [
        belongs_to,
        message.message_id or arrived_at.isoformat(),
        message.from_text,
        message.subject,
        message.date.isoformat() if message.date else "",
        " ".join(message.text.split()),
        sorted(attachment.sha256 for attachment in message.attachments),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()

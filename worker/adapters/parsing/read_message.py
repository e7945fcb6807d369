"""One mail from its bytes, in this process."""

import email
import re
from email.message import Message as Part

from worker.adapters.parsing import addresses, clean_text, delivery, limits, mail_headers, parts
from worker.adapters.parsing.files import BROKEN
from worker.model.letter import OWN_HEADER
from worker.model.mail import Message, Unreadable

_EMPTY_LINES = re.compile(
    rb"\s{1,999}(?:received|return-path|delivered-to|from|to|date|subject|message-id|mime-version|content-type"
    rb"|x-[\w-]{1,40}):",
    re.IGNORECASE,
)
_DELIVERED_TO = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_OPENING = "The mail could not be taken apart"


def read(content: bytes) -> Message | Unreadable:
    """The mail as read; bytes that break a limit or a parser are Unreadable with a sentence why."""
    mail = _begun(content)
    reason = limits.refused(mail)
    if reason:
        return Unreadable(reason)
    try:
        return _message(email.message_from_bytes(mail))
    except RecursionError:
        return Unreadable(f"{_OPENING}: its parts are nested too deeply.")
    except BROKEN as error:
        return Unreadable(f"{_OPENING} ({type(error).__name__}).")


def file(content: bytes, sha256: str) -> bytes:
    """The bytes of the file with that hash in a mail that was read before; LookupError where there is none."""
    found = parts.file(email.message_from_bytes(_begun(content)), sha256)
    if found is None:
        raise LookupError(f"The mail holds no file {sha256[:12]}.")
    return found


def _begun(content: bytes) -> bytes:
    """The mail without empty lines before its headers."""
    return content.lstrip() if _EMPTY_LINES.match(content) else content


def _message(tree: Part) -> Message:
    fields = mail_headers.fields(tree)
    shown = mail_headers.decoded(fields)
    first = dict(reversed(shown))
    parties = addresses.read(fields)
    contents = parts.read(tree)
    bounced = delivery.read(tree, shown, parties, contents)
    identifiers = [
        found
        for name, value in fields
        if name == "message-id"
        for found in mail_headers.ids(value)[:1] or ("",)
    ]
    return Message(
        sender=parties.sender,
        from_text=first.get("from", ""),
        subject=first.get("subject", ""),
        text=contents.text,
        message_id=next(iter(identifiers), ""),
        in_reply_to=_ids(shown, "in-reply-to"),
        references=_ids(shown, "references"),
        reply_to=parties.reply_to,
        to=parties.to,
        cc=parties.cc,
        date=parties.date,
        content_type=clean_text.line(tree.get_content_type()),
        attachments=tuple(contents.attachments),
        attached_messages=tuple(contents.attached_messages),
        delivery_notices=bounced.notices,
        returned_message_ids=bounced.returned,
        returned_names=bounced.names,
        own_name=first.get(OWN_HEADER.lower(), ""),
        delivered_to=_delivered_to(parties, shown),
        headers=shown,
        faults=(*_header_faults(identifiers), *parties.faults, *contents.faults),
    )


def _ids(fields: tuple[tuple[str, str], ...], header: str) -> tuple[str, ...]:
    found = [identifier for name, value in fields if name == header for identifier in mail_headers.ids(value)]
    return tuple(dict.fromkeys(found))


def _delivered_to(parties: addresses.Parties, fields: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    named = (each.email for each in (*parties.to, *parties.cc))
    noted = (value.strip("<> ").lower() for name, value in fields if name in _DELIVERED_TO)
    return tuple(dict.fromkeys((*named, *noted)))


def _header_faults(identifiers: list[str]) -> tuple[str, ...]:
    if len(identifiers) > 1:
        return ("The mail has more than one Message-ID.",)
    if not any(identifiers):
        return ("The mail has no Message-ID.",)
    return ()

"""What a mail says became of a letter of ours, and which letter that was (RFC 3464, 6522)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message as Part

from worker.adapters.parsing import charset, clean, dialects, reports
from worker.adapters.parsing.addresses import Parties
from worker.adapters.parsing.parts import Contents
from worker.model.mail import DeliveryNotice

_HEAD = 64_000
_LONGEST = 64_000
_ID = re.compile(
    r"^[> \t]*(?:x-)?(?:original-)?message-id[ \t]*:\s{0,9}(<[^<>\s]{1,998}>)", re.IGNORECASE | re.MULTILINE
)
_MACHINE = re.compile(
    r"mailer.?daemon|post.?master|mail.?(?:delivery|system|administrator)|delivery.{0,10}system",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"undeliver|non.?deliver|\bbounced?\b|user unknown|unknown user"
    r"|fail(?:ure|ed)\b.{0,9}\b(?:noti|repo|mail|deliv)"
    r"|deliver(?:y|ed|ing)?\b.{0,40}\b(?:fail|status|problem|error|delay|notif|warn|report|rejected|unable)"
    r"|return(?:ed|ing)\b.{0,12}\b(?:mail|message)|mail\b.{0,20}\b(?:fail|error|delay|undeliv|problem|return)"
    r"|(?:could|can) ?not\b.{0,20}\bdeliver|not (?:be )?deliver|warning: "
    r"|message (?:delayed|rejected|not sent)",
    re.IGNORECASE,
)
_REPLY = re.compile(r"\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice for each recipient, and the Message-IDs of the letters that came back; mostly neither."""

    notices: tuple[DeliveryNotice, ...] = ()
    returned: tuple[str, ...] = ()


def read(message: Part, fields: Sequence[tuple[str, str]], parties: Parties, contents: Contents) -> Delivery:
    """Read a bounce: the report for machines first, then known dialects, then the addresses it names."""
    strong = _is_one(fields, contents)
    if not strong and not _may_be_one(fields):
        return Delivery()
    machine = [report[:_LONGEST] for report in contents.reports]
    text = contents.text[:_LONGEST]
    notice, copy = dialects.split(text)
    others = _not_recipients(fields, parties)
    notices = (
        reports.read("\n\n".join(machine))
        or reports.read(text)
        or dialects.read(message, notice, others)
        or (dialects.named(notice, others) if strong else ())
    )
    texts = [*machine, *contents.returned]
    if notices:
        texts += [copy, *(_head(attached) for attached in contents.attached_messages)]
    return Delivery(notices, tuple(dict.fromkeys(found for text in texts for found in _ID.findall(text))))


def _is_one(fields: Sequence[tuple[str, str]], contents: Contents) -> bool:
    """A report, or two signs of one: no sender, a mail server's name, a telling subject, a server's reply."""
    if contents.reports or any(name == "x-failed-recipients" for name, _ in fields):
        return True
    senders = " ".join(value for name, value in fields if name in ("from", "sender"))
    subject = " ".join(value for name, value in fields if name == "subject")
    about = bool(_ABOUT.search(subject))
    if _null_sender(fields) and about:
        return True
    return bool(_MACHINE.search(senders)) and (
        about or _null_sender(fields) or bool(_REPLY.search(contents.text, 0, _LONGEST))
    )


def _may_be_one(fields: Sequence[tuple[str, str]]) -> bool:
    """Anything that a machine sent or that speaks of delivery."""
    said = {"from": _MACHINE, "subject": _ABOUT}
    automatic = any(name == "auto-submitted" and not value.lower().startswith("no") for name, value in fields)
    return (
        automatic
        or _null_sender(fields)
        or any(name in said and said[name].search(value) for name, value in fields)
    )


def _null_sender(fields: Sequence[tuple[str, str]]) -> bool:
    return any(name in ("return-path", "from") and value.replace(" ", "") == "<>" for name, value in fields)


def _not_recipients(fields: Sequence[tuple[str, str]], parties: Parties) -> frozenset[str]:
    """The bounce's own sender and receiver."""
    own = [address.email for address in (*parties.to, *parties.reply_to, *filter(None, [parties.sender]))]
    written = [value for name, value in fields if name in ("from", "delivered-to", "message-id")]
    return frozenset(
        [*own, *(found.lower() for value in written for found in reports.ADDRESS.findall(value))]
    )


def _head(attached: bytes) -> str:
    """The headers of a returned letter."""
    return clean.text(charset.decode(attached[:_HEAD], "")).partition("\n\n")[0]

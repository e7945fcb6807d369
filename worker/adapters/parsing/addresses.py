"""Who wrote to whom and when, as mail-parser reads it; the only importer of mailparser."""

import logging
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.utils import getaddresses
from functools import cache

import mailparser

from worker.adapters.parsing import clean_text, mail_headers
from worker.model.mail import Address

_READ = ("from", "reply-to", "to", "cc", "date")
_HARMLESS = frozenset({"overlong-encoded-word", "invalid-display-name", "structural-recovery"})
_HIDDEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
_LENGTH = 254  # RFC 5321 4.5.3.1.3
_ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[bBqQ]\?[^?\s]*\?=")
_LOOKS_LIKE_ADDRESS = re.compile(r"[^\s@<>\"',;:()]+@[^\s@<>\"',;:()]+")


@dataclass(frozen=True, slots=True)
class Parties:
    """`sender` is known only where the From header cannot be read in two ways; `date` is aware UTC."""

    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    date: datetime | None
    faults: tuple[str, ...]


def read(fields: Sequence[tuple[str, str]]) -> Parties:
    """Read the address and date headers; mail-parser sees nothing else, so it is quick and discreet."""
    _silence()
    values = {name: [value for key, value in fields if key == name and value] for name in _READ}
    shown = "".join(
        f"{name}: {', '.join(found)}\n" for name, found in values.items() if found and name != "date"
    )
    dates = "".join(f"date: {value}\n" for value in values["date"][:1])
    mail = _parsed(f"{shown}{dates}\n")
    sender, faults = _sender([value for key, value in fields if key == "from"], mail)
    date = _sensible(mail.date)
    if values["date"] and date is None:
        faults += ("The date in the mail cannot be read.",)
    return Parties(sender, _known(mail.reply_to), _known(mail.to), _known(mail.cc), date, faults)


def _parsed(header: str) -> mailparser.MailParser:
    """The header as mail-parser reads it; it gives up on a name with broken base64, which is then left out."""
    try:
        return mailparser.parse_from_string(header)
    except (MessageError, mailparser.exceptions.MailParserError):
        return mailparser.parse_from_string(_ENCODED_WORD.sub("", header))


def _sender(values: list[str], mail: mailparser.MailParser) -> tuple[Address | None, tuple[str, ...]]:
    """The one address of the one From header, or None and what is wrong with it."""
    if not any(values):
        return None, ("The mail names no sender.",)
    if len(values) > 1:
        return None, ("The mail has more than one From header.",)
    found = _known(mail.from_)
    doubts = {
        reason
        for defect in mail.address_header_defects
        if defect["header"] == "from"
        for reason in defect["reason"].split(",")
    }
    agreed = {found[0].email} == _second_opinion(values[0]) if len(found) == 1 else False
    if not agreed or doubts - _HARMLESS:
        return None, ("The From header does not name exactly one address beyond doubt.",)
    return found[0], _looks(found[0])


def _looks(sender: Address) -> tuple[str, ...]:
    """What about a known sender may mislead the eye."""
    others = {other.lower() for other in _LOOKS_LIKE_ADDRESS.findall(sender.name)} - {sender.email}
    misleading = {
        "The sender's name shows another address.": bool(others),
        "The sender's address has letters beyond A to Z.": not sender.email.isascii(),
    }
    return tuple(fault for fault, applies in misleading.items() if applies)


def _second_opinion(value: str) -> set[str]:
    """What the standard library reads in the same header."""
    try:
        return {email.lower() for _, email in getaddresses([value]) if email}
    except (RecursionError, IndexError, ValueError):
        return set()


def _known(pairs: Sequence[tuple[str, str]]) -> tuple[Address, ...]:
    """The usable addresses among (name, address) pairs."""
    addresses = (Address(_email(email), clean_text.name(mail_headers.words(name))) for name, email in pairs)
    return tuple(address for address in addresses if address.email)


def _email(value: str) -> str:
    """The address in lower case, or an empty string for one that cannot be used or hides a character."""
    email = clean_text.line(value).lower()
    if len(email) > _LENGTH or email != unicodedata.normalize("NFC", value.strip()[: 2 * _LENGTH]).lower():
        return ""
    local, _, domain = email.rpartition("@")
    if any(unicodedata.category(character) in _HIDDEN for character in email) or re.search(
        "\ufffd|=\\?", email
    ):
        return ""
    return email if local and domain and " " not in domain else ""


def _sensible(value: datetime | None) -> datetime | None:
    """The date in UTC where any zone on earth can show it."""
    if value is None or not 1900 < value.year < 9999:
        return None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@cache
def _silence() -> None:
    """mail-parser writes parts of the mail into its log; ours may hold no personal data."""
    logging.getLogger("mailparser").setLevel(logging.CRITICAL + 1)

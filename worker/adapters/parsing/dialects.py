"""Bounce mail that follows no standard; the only importer of flufl.bounce."""

import logging
import re
from collections.abc import Collection, Iterable, Sequence
from email.message import Message as Part
from functools import cache

from flufl.bounce import all_failures

from worker.adapters.parsing import delivery_reports
from worker.adapters.parsing.files import BROKEN
from worker.model.mail import DeliveryKind, DeliveryNotice

_COPY = re.compile(
    r"^(?!.{0,60}\b(?:attached|resend|delete|include)\b).{0,40}"
    r"\b(?:copy of (?:the|your)|original (?:message|mail)|returned (?:mail|message)|unsent message"
    r"|(?:message|mail) (?:headers?|text|body) follow|forwarded message)\b(?! was| is| has| could).{0,60}$"
    r"|^(?:received|return-path|dkim-signature|mime-version|user-agent)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_FAILED = re.compile(
    r"\b[45]\d\d[ -]|deliver|fail|error|reject|unknown|refused|invalid|unable|could not|cannot"
    r"|not exist|no such|denied|not reach|no mailbox|quota|disabled|expired|mailbox is full|#?\b[45]\.\d\.\d"
    r"|exceed|over limit|zugestellt|fehler|konnte nicht|ungültig|unbekannt|remis|erreur|impossible|inconnu"
    r"|entreg|no se (?:encontr|pud)|desconoc|recapit|impossibile|sconosciut|bezorg|onbekend|okänd|ukendt|ukjent"
    r"|nieznan|dostarcz|достав|не найден|ошибк|できません|見つかりません|エラー|不明|无法|退信|错误|失败|不存在",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"warning message only|will be retried|\b(?:still|continue|keep)\b.{0,20}\b(?:try|trying|deliver|attempt)"
    r"|not yet been delivered|has been delayed|do not need to resend|attempts will (?:be made|continue)",
    re.IGNORECASE,
)
_NOT_THE_RECIPIENT = re.compile(
    r"\bfrom\b|sender|contact|assist|help|please|reply|message-?id|question|mailto:|https?:", re.IGNORECASE
)
_RECIPIENT = re.compile(r"rcpt to|recipient|address|deliver", re.IGNORECASE)
_ON_ITS_OWN = re.compile(
    rf"[\s<*>\"'-]*({delivery_reports.ADDRESS.pattern})[>\"']{{0,2}}(?::|\s*\Z|\s+(?:invalid|unknown|\(|\[|[45]\d\d))",
    re.IGNORECASE,
)
_TO = re.compile(r"^[> \t]*to[ \t]*:(.{0,998}(?:\n[ \t].{0,998}){0,9})", re.IGNORECASE | re.MULTILINE)
_GLUED = re.compile(r"^(?:smtp|mailto|rfc822)[=:]|(?<=[a-z])[^\x00-\x7f]+$", re.IGNORECASE)
_LINES = 1_000
_WIDTH = 300
_RECIPIENTS = 200


def split(text: str) -> tuple[str, str]:
    """What a bounce says, and the copy of the letter behind it."""
    found = next((match for match in _COPY.finditer(text) if match.start() > 0), None)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def read(message: Part, notice: str, others: Collection[str]) -> tuple[DeliveryNotice, ...]:
    """What flufl.bounce makes of a mail whose `notice` precedes the copy; `others` cannot be recipients."""
    _silence()
    try:
        _shorten(message)
        delayed, failed = all_failures(message)
    except (*BROKEN, RecursionError):
        return ()
    kinds = {_text(address): DeliveryKind.DELAYED for address in delayed}
    kinds |= {_text(address): DeliveryKind.FAILED for address in failed}
    usable = {address: kind for address, kind in kinds.items() if delivery_reports.ADDRESS.fullmatch(address)}
    said = {
        address: kind
        for address, kind in usable.items()
        if address in notice.lower() and f"generated from {address}" not in notice.lower()
    }
    meant = {address: kind for address, kind in (said or usable).items() if address not in others}
    return tuple(
        _notice(address, kind, notice) for address, kind in sorted((meant or usable).items())[:_RECIPIENTS]
    )


def named(notice: str, others: Collection[str]) -> tuple[DeliveryNotice, ...]:
    """The addresses that a bounce in an unknown dialect names where it speaks of recipients."""
    if not _FAILED.search(notice):
        return ()
    lines = [line for line in notice.split("\n") if "@" in line]
    found = {match[1] for line in lines if (match := _ON_ITS_OWN.match(line))}
    if not _usable(found) - set(others):
        lines = [line for line in lines if not _NOT_THE_RECIPIENT.search(line)]
        telling = [line for line in lines if _RECIPIENT.search(line)]
        found |= {address for line in telling or lines for address in delivery_reports.ADDRESS.findall(line)}
    kind = _kind(notice)
    return tuple(
        _notice(address, kind, notice) for address in sorted(_usable(found) - set(others))[:_RECIPIENTS]
    )


def listed(notice: str, header: str) -> tuple[DeliveryNotice, ...]:
    """The addresses of a X-Failed-Recipients header."""
    found = sorted(_usable(delivery_reports.ADDRESS.findall(header)))[:_RECIPIENTS]
    return tuple(_notice(address, _kind(notice), notice) for address in found)


def addressed(notice: str, heads: Sequence[str], others: Collection[str]) -> tuple[DeliveryNotice, ...]:
    """The one address in the To header of the letter that came back; with several nobody knows which failed."""
    found = [match[1] for head in heads for match in _TO.finditer(head)][:1]
    meant = sorted(
        _usable(address for value in found for address in delivery_reports.ADDRESS.findall(value))
        - set(others)
    )
    if len(meant) != 1 or not _FAILED.search(notice):
        return ()
    return (_notice(meant[0], _kind(notice), notice),)


def _usable(written: Iterable[str]) -> set[str]:
    """Addresses without what programs glue to them: "SMTP=", dots, a folder before, words in other letters."""
    bare = {_GLUED.sub("", address).partition("..")[0].strip(".").lower() for address in written}
    return {
        address
        for address in bare
        if delivery_reports.ADDRESS.fullmatch(address) and not address.startswith("/")
    }


def _kind(notice: str) -> DeliveryKind:
    return DeliveryKind.DELAYED if _DELAYED.search(notice) else DeliveryKind.FAILED


def _notice(address: str, kind: DeliveryKind, notice: str) -> DeliveryNotice:
    """The status is the one nearest behind the address, or else the last that is said."""
    _, _, behind = notice.lower().partition(address)
    return DeliveryNotice(
        address, kind, delivery_reports.status(behind.partition("\n\n")[0]) or delivery_reports.status(notice)
    )


def _shorten(message: Part) -> None:
    """The patterns of flufl.bounce take quadratic time on long lines, and no bounce needs them."""
    for part in message.walk():
        if not part.is_multipart():
            lines = str(part.get_payload()).splitlines()[:_LINES]
            part.set_payload("\n".join(line[:_WIDTH] for line in lines))


def _text(address: bytes) -> str:
    return address.decode("ascii", "replace").strip("<>.").lower()


@cache
def _silence() -> None:
    """flufl.bounce writes tracebacks with parts of the mail into its log; ours may hold no personal data."""
    logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)

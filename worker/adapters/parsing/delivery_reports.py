"""Delivery status reports for machines (RFC 3464), also where a forward left them in the text."""

import re
from collections.abc import Iterator, Mapping

from worker.model.mail import DeliveryKind, DeliveryNotice

_ATOM = r"[^\s@<>;,\"'()\[\]:|\x00-\x20\x7f-\x9f]"
ADDRESS = re.compile(rf"{_ATOM}{{1,128}}@{_ATOM}{{1,253}}")

_FIELD = re.compile(r"[> \t]*([A-Za-z][\w-]{1,40})[ \t]*:[ \t]*(.*)")
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([245])\d\d(?![\d.])")
_KINDS = {
    "fail": DeliveryKind.FAILED,
    "erro": DeliveryKind.FAILED,
    "expi": DeliveryKind.FAILED,
    "5": DeliveryKind.FAILED,
    "dela": DeliveryKind.DELAYED,
    "4": DeliveryKind.DELAYED,
    "deli": DeliveryKind.DELIVERED,
    "rela": DeliveryKind.DELIVERED,
    "expa": DeliveryKind.DELIVERED,
    "2": DeliveryKind.DELIVERED,
}


def read(text: str) -> tuple[DeliveryNotice, ...]:
    """One notice for each recipient that a report in the text names together with what was done."""
    notices = [notice for group in _groups(text) if (notice := _notice(group))]
    return tuple({notice.address: notice for notice in notices}.values())


def has_fields(text: str) -> bool:
    """Whether a report holds what a machine can read, and not only words."""
    return any(_FIELD.match(line) for line in text.split("\n", 100)[:100])


def status(text: str) -> str:
    """The last enhanced status code in a text, rather not x.0.0, or an empty string (RFC 3463)."""
    codes = _STATUS.findall(text)
    return next((code for code in reversed(codes) if not code.endswith(".0.0")), codes[-1] if codes else "")


def _groups(text: str) -> Iterator[Mapping[str, str]]:
    """The fields of each recipient; an empty line or a second recipient begins a new group."""
    group: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        match = _FIELD.match(line)
        if match and not (last and line.startswith((" ", "\t"))):
            last = match[1].lower()
            if last == "final-recipient" and last in group:
                yield group
                group = {}
            group.setdefault(last, match[2].strip())
        elif line.strip("> \t\r") and last:
            group[last] = f"{group[last]} {line.strip()}" if len(group[last]) < 2_000 else group[last]
        else:
            yield group
            group, last = {}, ""
    yield group


def _notice(group: Mapping[str, str]) -> DeliveryNotice | None:
    """The address as we wrote it (Original-Recipient), or as the last server knew it."""
    if not group.keys() & {"action", "status", "diagnostic-code"}:
        return None
    places = ("original-recipient", "final-recipient", "x-actual-recipient")
    address = next((found for place in places if (found := _address(group.get(place, "")))), "")
    code = status(f"{group.get('diagnostic-code', '')} {group.get('status', '')}")
    said = group.get("action", "").lower()[:4]
    reply = _REPLY.search(group.get("diagnostic-code", ""))
    kind = _KINDS.get(said) or _KINDS.get(group.get("status", "").strip()[:1] or (reply[1] if reply else ""))
    return DeliveryNotice(address, kind, code) if address and kind else None


def _address(value: str) -> str:
    found = ADDRESS.search(value.partition(";")[2] or value)
    return found[0].strip(".").lower() if found else ""

"""How many of the labelled header and text values are read right; a row without values counts once."""

import operator
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.corpora.labels import Row, Score, mail, rows
from worker.adapters import parsing
from worker.model.mail import Address, Message, Unreadable

_WORD = re.compile(r"\w+")
_OWN_NAME = re.compile(r"attachment-\d+\.\w+")


def score(root: Path) -> Score:
    """One value for each field that a row expects."""
    verdicts = [verdict for row in rows("parse", root) for verdict in _verdicts(row, root)]
    details = tuple(detail for detail in verdicts if detail)
    return Score("parse", len(rows("parse", root)), len(verdicts) - len(details), len(details), details)


def _verdicts(row: Row, root: Path) -> list[str]:
    """An empty string for each right value, a line for each wrong one."""
    found = parsing.read(mail(row, root))
    if isinstance(found, Unreadable):
        return [f"{row.path}: {found.reason}"] * max(1, len(row.expect))
    if not row.expect:
        return [""]
    return [_verdict(row.path, key, wanted, found) for key, wanted in row.expect.items()]


def _verdict(path: str, key: str, wanted: Any, found: Message) -> str:
    values = _values(found)
    got = values[key]
    comparisons: dict[str, Callable[[Any, Any], bool]] = {
        "text_words": _begins,
        "body_words": _begins,
        "text_contains": _contains,
        "attachment_names": _names,
        "n_attachments_min": operator.le,
    }
    right = comparisons.get(key, _same)
    return "" if right(wanted, got) else f"{path}: {key}: wanted {wanted!r}, got {str(got)[:200]!r}"


def _values(found: Message) -> Mapping[str, Any]:
    return {
        "subject": found.subject,
        "from_addr": found.sender.email if found.sender else "",
        "from_name": found.sender.name if found.sender else "",
        "to_addrs": _emails(found.to),
        "cc_addrs": _emails(found.cc),
        "reply_to": _emails(found.reply_to),
        "date": found.date,
        "text_words": found.text,
        "body_words": found.text,
        "text_contains": found.text,
        "attachment_names": [attachment.name for attachment in found.attachments],
        "n_attachments": len(found.attachments),
        "n_attachments_min": len(found.attachments),
    }


def _emails(addresses: tuple[Address, ...]) -> list[str]:
    return sorted(address.email for address in addresses)


def _same(wanted: Any, got: Any) -> bool:
    if isinstance(got, datetime):
        expected = datetime.fromisoformat(str(wanted))
        return got == (expected if expected.tzinfo else expected.replace(tzinfo=UTC))
    if isinstance(wanted, list):
        return bool(sorted(wanted) == got)
    return bool(_flat(wanted) == _flat(got))


def _flat(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _begins(wanted: list[str], got: str) -> bool:
    return _WORD.findall(got)[: len(wanted)] == wanted


def _contains(wanted: str | list[str], got: str) -> bool:
    expected = [wanted] if isinstance(wanted, str) else wanted
    return all(_flat(part) in _flat(got) for part in expected)


def _names(wanted: list[str], got: list[str]) -> bool:
    """The names match; a file without a name may have got one of ours."""
    surplus = Counter(got) - Counter(wanted)
    return not Counter(wanted) - Counter(got) and all(_OWN_NAME.fullmatch(name) for name in surplus)

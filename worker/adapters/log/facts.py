"""Facts of the log to JSON and back (only importer of cattrs); what was written once can be read for ever."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from cattrs import Converter

from worker.model.entry import Entry, Stored, Unknown
from worker.policy.entry_kinds import kind_named, kind_of


def stored_name(fact: Stored) -> str:
    """The name under which a fact is stored."""
    return fact.kind if isinstance(fact, Unknown) else kind_of(fact).name


def to_json(fact: Stored) -> str:
    """The fact as JSON with its keys in order, so that equal facts give equal text; an unknown one as it is."""
    return fact.text if isinstance(fact, Unknown) else _json(_converter().unstructure(fact))


def from_json(kind: str, text: str) -> Stored:
    """The fact that `to_json` wrote under that name; a kind that only a newer version knows is kept as it is.

    ValueError for what is no JSON or no fact of its kind.
    """
    known, plain = kind_named(kind), json.loads(text)
    return _converter().structure(plain, known.of) if known else Unknown(kind, text)


def further(entry: Entry) -> Iterator[tuple[str, str]]:
    """The fields that a newer version entered and this one does not know: the name of each and its JSON."""
    if entry.text and not isinstance(entry.fact, Unknown):
        yield from _further(json.loads(entry.text), entry.fact)


def _further(written: Mapping[str, Any], read: Any, above: str = "") -> Iterator[tuple[str, str]]:
    known = {each.name for each in fields(read)}
    for name, value in written.items():
        if name not in known:
            yield f"{above}{name}", _json(value)
        elif isinstance(value, dict):
            yield from _further(value, getattr(read, name), f"{above}{name}.")


def _json(plain: object) -> str:
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@cache
def _converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook(datetime, _instant)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(time, time.isoformat)
    for moment in (datetime, date, time):
        converter.register_structure_hook(moment, _read)
    return converter


def _instant(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("A time without a zone cannot be stored.")
    return moment.astimezone(UTC).isoformat()


def _read(text: str, kind: type[Any]) -> Any:
    return kind.fromisoformat(text)

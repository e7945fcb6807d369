"""Facts of the log to JSON and back (only importer of cattrs); what was written once can be read for ever."""

import json
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, cast, get_args

from cattrs import Converter

from worker.model.entry import Fact

_KINDS: dict[str, type] = {kind.__name__: kind for kind in get_args(Fact)}


def kind_of(fact: Fact) -> str:
    """The name under which a fact is stored."""
    return type(fact).__name__


def to_json(fact: Fact) -> str:
    """The fact as JSON with its keys in order, so that equal facts give equal text."""
    plain = _converter().unstructure(fact)
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def from_json(kind: str, text: str) -> Fact:
    """The fact that `to_json` wrote under that kind."""
    return cast(Fact, _converter().structure(json.loads(text), _KINDS[kind]))


@cache
def _converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook(datetime, _instant)
    converter.register_unstructure_hook(date, date.isoformat)
    for moment in (datetime, date):
        converter.register_structure_hook(moment, _read)
    return converter


def _instant(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("A time without a zone cannot be stored.")
    return moment.astimezone(UTC).isoformat()


def _read(text: str, kind: type[Any]) -> Any:
    return kind.fromisoformat(text)

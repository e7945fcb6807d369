"""Turns a file into a frozen value, and every way in which it has not the shape of one into our words."""

from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile, FoundFile
from worker.adapters.settings.key import Key

Value = TypeVar("Value")

_SECRET_WORDS = ("password", "secret", "token")


def value_of(file: ConfigFile, kind: type[Value]) -> Value:
    """The frozen value of a file in which nobody found a fault."""
    return TypeAdapter(kind).validate_json(file.json(), strict=True, extra="forbid")


def with_never(office: ConfigFile) -> ConfigFile:
    """The file with None for a morning that is empty, which is how a person writes never."""
    timetable = office.get("timetable")
    if not isinstance(timetable, dict) or timetable.get("morning") != "":
        return office
    return replace(office, content=office.content | {"timetable": timetable | {"morning": None}})


def faults_of_shape(file: ConfigFile, kind: type[object], keys: tuple[Key, ...]) -> tuple[Fault, ...]:
    """Every unknown key, missing key and value of the wrong kind."""
    try:
        value_of(file, kind)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)
        return tuple(_fault(file, file.at(one["loc"]), one["type"], keys) for one in wrong)
    return ()


def faults_of_values(file: ConfigFile, keys: tuple[Key, ...]) -> tuple[Fault, ...]:
    """Every value that is not well formed, each item of a list by itself."""
    return tuple(
        _refused(file, found.key, wrong, key)
        for found in file.values()
        for key in keys
        if key.pattern == found.pattern and found.value is not None
        for wrong in _wrong(found.value, key)
    )


def _wrong(value: object, key: Key) -> list[object]:
    """What of the value is not accepted; what should be a list and is none is asked about as a whole."""
    if not key.each:
        return [] if key.accepts(value) else [value]
    return [item for item in value if not key.accepts(item)] if isinstance(value, list) else []


def _fault(file: ConfigFile, found: FoundFile, kind: str, keys: tuple[Key, ...]) -> Fault:
    if kind == "unexpected_keyword_argument":
        return Fault(file.name, found.key, "unknown key", _hint(file.name, found.pattern, keys))
    here = [key for key in keys if found.pattern in (key.pattern, f"{key.pattern}.*")]
    return _refused(
        file,
        found.key,
        found.value,
        min(here, key=lambda key: (key.pattern != found.pattern, key.each != found.is_item)),
    )


def _refused(file: ConfigFile, key: str, value: object, of: Key) -> Fault:
    says = "a value that is not shown here" if of.hidden and value is not None else shown(value)
    return Fault(file.name, key, says, of.wanted_not(value))


def _hint(file: str, pattern: str, keys: tuple[Key, ...]) -> str:
    """The nearest key of the same table, or else of the whole file; a secret is sent where it belongs."""
    if any(word in pattern.lower() for word in _SECRET_WORDS):
        return "no secret in this file: set MAILBOX_PASSWORD, SMTP_PASSWORD or TOKEN_KEY in the environment"
    table, _, name = pattern.rpartition(".")
    by_name = {_last(key.pattern): key.pattern for key in keys}
    beside = [_last(key.pattern) for key in keys if key.pattern.rpartition(".")[0] == table]
    near = get_close_matches(name, beside, 1) or [by_name[one] for one in get_close_matches(name, by_name, 1)]
    return f"a known key; {f'the nearest is {near[0]}' if near else f'the shipped {file} explains each'}"


def _last(pattern: str) -> str:
    return pattern.rpartition(".")[2]

"""Turns a file into a frozen value, and every way in which it has not the shape of one into our words."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from worker.adapters.settings.expected import Expected, expected
from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile, FoundFile
from worker.model.client_phrases import ClientPhrases
from worker.model.office import Office, People
from worker.model.promises import Policy
from worker.model.rung import Reminders
from worker.model.staff_phrases import StaffPhrases
from worker.model.triage_phrases import Triage

KINDS: Mapping[str, type[Any]] = {
    "office.toml": Office,
    "people.toml": People,
    "policy.toml": Policy,
    "reminders.toml": Reminders,
    "triage.toml": Triage,
    "staff_phrases.toml": StaffPhrases,
    "client_phrases.toml": ClientPhrases,
}
"""Each file with the frozen value that it becomes, in the order in which faults are told."""

ELSEWHERE = ("policy.toml", "ladder")
"""The model has it in the policy, people have it in a file of its own."""

_SECRET_WORDS = ("password", "secret", "token")


@cache
def keys_in(file: str) -> tuple[Expected, ...]:
    """What is expected at each key of the file of that name."""
    return expected(KINDS[file])


def value_of(file: ConfigFile) -> Any:
    """The frozen value, as KINDS has it, of a file in which nobody found a fault."""
    return _adapter(file.name).validate_json(_for_the_model(file).json(), strict=True, extra="forbid")


@cache
def _adapter(file: str) -> TypeAdapter[Any]:
    """What makes the value of the file of that name; to build it takes longer than to use it."""
    return TypeAdapter(KINDS[file])


def _for_the_model(file: ConfigFile) -> ConfigFile:
    """The file as the model has it: an empty morning, as people write never, is None; the ladder is elsewhere."""
    content = {key: value for key, value in file.content.items() if (file.name, key) != ELSEWHERE}
    if file.get("timetable.morning") == "":
        content["timetable"] = content["timetable"] | {"morning": None}
    return replace(file, content=content)


def held(file: ConfigFile, key: str) -> Any:
    """What the file says at a key, or what holds where it says nothing; None where neither is so."""
    said = file.get(key)
    if said is not None:
        return said
    defaults = (row.default for row in keys_in(file.name) if row.at == key)
    return next(defaults, None)


def faults_alone(file: ConfigFile) -> tuple[Fault, ...]:
    """Every fault of one file that shows without another: its shape first, then its values."""
    keys = keys_in(file.name)
    return file.faults or (*_faults_of_shape(file, keys), *_faults_of_values(file, keys))


def _faults_of_shape(file: ConfigFile, keys: tuple[Expected, ...]) -> tuple[Fault, ...]:
    """Every unknown key, missing key and value of the wrong kind."""
    try:
        value_of(file)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)
        return tuple(_fault(file, file.at(one["loc"]), one["type"], keys) for one in wrong)
    return ()


def _faults_of_values(file: ConfigFile, keys: tuple[Expected, ...]) -> tuple[Fault, ...]:
    """Every value that is not well formed, each item of a list by itself."""
    return tuple(
        _refused(file, found.key, wrong, key)
        for found in file.values()
        for key in keys
        if key.at == found.pattern
        for wrong in _wrong(found.value, key)
    )


def _wrong(value: object, key: Expected) -> list[object]:
    """What of the value is not accepted; what should be a list and is none is asked about as a whole."""
    if not key.each:
        return [] if key.accepts(value) else [value]
    return [item for item in value if not key.accepts(item)] if isinstance(value, list) else []


def _fault(file: ConfigFile, found: FoundFile, kind: str, keys: tuple[Expected, ...]) -> Fault:
    if kind == "unexpected_keyword_argument":
        return Fault(file.name, found.key, "unknown key", _hint(file.name, found.pattern, keys))
    here = [key for key in keys if found.pattern in (key.at, f"{key.at}.*")]
    return _refused(
        file,
        found.key,
        found.value,
        min(here, key=lambda key: (key.at != found.pattern, key.each != found.is_item)),
    )


def _refused(file: ConfigFile, key: str, value: object, of: Expected) -> Fault:
    says = "a value that is not shown here" if of.hidden and value is not None else shown(value)
    return Fault(file.name, key, says, of.wanted_not(value))


def _hint(file: str, pattern: str, keys: tuple[Expected, ...]) -> str:
    """The nearest key of the same table, or else of the whole file; a secret is sent where it belongs."""
    if any(word in pattern.lower() for word in _SECRET_WORDS):
        return "no secret in this file: set MAILBOX_PASSWORD, SMTP_PASSWORD or TOKEN_KEY in the environment"
    table, _, name = pattern.rpartition(".")
    by_name = {_last(key.at): key.at for key in keys}
    beside = [_last(key.at) for key in keys if key.at.rpartition(".")[0] == table]
    near = get_close_matches(name, beside, 1) or [by_name[one] for one in get_close_matches(name, by_name, 1)]
    return f"a known key; {f'the nearest is {near[0]}' if near else f'the shipped {file} explains each'}"


def _last(pattern: str) -> str:
    return pattern.rpartition(".")[2]

"""One configuration file: TOML read from disk, and its values under the keys by which a person finds them."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from worker.adapters.settings.fault import Fault, on_one_line

Step = str | int

_ITEM_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_CLOCK = re.compile(r"[a-z][a-z' ]{0,29}")
_TOML_PLACE = re.compile(r"\(at (?:(line \d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A value and its place: `key` for people (persons.jane.email), `pattern` for us (persons.*.email).

    `is_item` says that the value is one item of the plain list that stands under the key.
    """

    pattern: str
    key: str
    value: object
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A file as read; one that could not be read has `faults` and no content."""

    name: str
    content: dict[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def json(self) -> str:
        """The content as JSON, each date as YYYY-MM-DD."""
        return json.dumps(self.content, default=str)

    def get(self, key: str) -> Any:
        """The value under a dotted key such as smtp.host, or None."""
        here: Any = self.content
        for step in key.split("."):
            here = here.get(step) if isinstance(here, dict) else None
        return here

    def items(self, key: str) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Each table of an array of tables with its name for people (persons.jane)."""
        tables = self.get(key)
        if not _is_tables(tables):
            return ()
        return tuple((self.at((key, i)).key, item) for i, item in enumerate(tables) if isinstance(item, dict))

    def values(self) -> Iterator[FoundFile]:
        """Every value in the order of the file; a plain list is one value."""
        for place in _places(self.content, ()):
            yield self.at(place)

    def at(self, place: tuple[Step, ...]) -> FoundFile:
        """What stands at a place, or None; an item of a plain list stands under the key of the list."""
        here: Any = self.content
        pattern: list[str] = []
        key: list[str] = []
        for step in place:
            if isinstance(step, int) and not _is_tables(here):
                return FoundFile(".".join(pattern), ".".join(key), here[step], is_item=True)
            pattern.append("*" if isinstance(step, int) else step)
            key.append(_name(here, step))
            here = _inside(here, step)
        return FoundFile(".".join(pattern), ".".join(key), here)


def read(path: Path) -> ConfigFile:
    """The file's TOML in UTF-8, or a ConfigFile with the one fault that kept it from being read."""
    wanted = "key = value as in the shipped file, each text in double quotes, each key once"
    try:
        return ConfigFile(path.name, tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except FileNotFoundError:
        fault = Fault(path.name, "the file", "missing", f"a file in {on_one_line(str(path.parent))}")
    except OSError as error:
        fault = Fault(
            path.name, "the file", f"cannot be opened ({error.strerror})", "a file the worker may read"
        )
    except UnicodeDecodeError:
        fault = Fault(path.name, "the file", "not UTF-8", "a text file saved as UTF-8")
    except RecursionError:
        fault = Fault(path.name, "the file", "lists nested too deeply", wanted)
    except ValueError as error:
        place = _TOML_PLACE.search(str(error))
        line = "the file" if place is None else place[1] or "the last line"
        fault = Fault(path.name, line, "not TOML", wanted)
    return ConfigFile(path.name, faults=(fault,))


def _places(value: object, place: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    if isinstance(value, dict):
        for step, inner in value.items():
            yield from _places(inner, (*place, step))
    elif isinstance(value, list) and _is_tables(value):
        for number, inner in enumerate(value):
            yield from _places(inner, (*place, number))
    else:
        yield place


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _inside(here: Any, step: Step) -> Any:
    if isinstance(step, int):
        return here[step]
    return here.get(step) if isinstance(here, dict) else None


def _name(here: Any, step: Step) -> str:
    """A table of an array goes by its own key where no other has the same, or by its number.

    A row of a table with clocks is counted within its clock, because so it is found sooner.
    """
    if isinstance(step, str):
        return on_one_line(step)
    own, clock = (_column(here[step : step + 1], name)[0] for name in ("key", "clock"))
    if isinstance(own, str) and _ITEM_KEY.fullmatch(own) and _column(here, "key").count(own) == 1:
        return own
    if isinstance(clock, str) and _CLOCK.fullmatch(clock):
        return f"{clock} {_column(here[: step + 1], 'clock').count(clock)}"
    return str(step + 1)


def _column(tables: list[Any], name: str) -> list[Any]:
    return [item.get(name) if isinstance(item, dict) else None for item in tables]

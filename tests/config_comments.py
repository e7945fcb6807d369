"""The comments of the shipped config files, written from what the model says of each key; `make config` renews them.

The head of a file, the values and what stands commented in are left as people wrote them. Files whose rows are many
(reminders.toml, triage.toml and the files of phrases) explain their keys once in the head, in words of their own.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field, is_dataclass
from datetime import time
from pathlib import Path
from typing import Any

from worker.adapters.settings.expected import Expected, item_of, keyed
from worker.adapters.settings.fault import written
from worker.adapters.settings.shape import KINDS, keys_in

SHIPPED = Path(__file__).parent.parent / "config"
KEY_BY_KEY = ("office.toml", "people.toml", "policy.toml")
_WIDTH = 118


@dataclass
class Values:
    """What people wrote in a file: the lines of each key, and the tables of an array after its first."""

    lines: dict[str, list[str]] = field(default_factory=dict)
    later: dict[str, list[str]] = field(default_factory=dict)


def renewed(file: str, folder: Path = SHIPPED) -> str:
    """The file with the comments that it should have."""
    head, *paragraphs = (folder / file).read_text(encoding="utf-8").strip().split("\n\n")
    rows = {row.at: row for row in keys_in(file) if not row.each}
    return "\n\n".join((head, *_paragraphs(KINDS[file], "", rows, _values(paragraphs)))) + "\n"


def _values(paragraphs: list[str]) -> Values:
    values, table, again = Values(), "", ""
    for paragraph in paragraphs:
        lines = [line for line in paragraph.splitlines() if line and not line.startswith("# ")]
        if head := re.fullmatch(r"\[(\[)?(\w+)\]+", lines[0]):
            again = head[2] if head[2] in values.later else ""
            values.later.setdefault(head[2], [])
            table = f"{head[2]}.*." if head[1] else f"{head[2]}."
        if again:
            values.later[again].append(paragraph.strip())
        elif key := re.match(r"#?(\w+) = ", lines[0]):
            values.lines[f"{table}{key[1]}"] = lines
    return values


def _paragraphs(kind: Any, table: str, rows: dict[str, Expected], values: Values) -> Iterator[str]:
    meant = _meanings(kind)
    for each, declared, _ in keyed(kind):
        at, item = f"{table}{each.name}", item_of(declared)
        if is_dataclass(declared):
            yield f"\n{_comment(meant[each.name])}\n[{at}]"
            yield from _paragraphs(declared, f"{at}.", rows, values)
        elif is_dataclass(item):
            yield f"\n{_comment(meant[each.name])}\n[[{at}]]"
            yield from _paragraphs(item, f"{at}.*.", rows, values)
            yield from values.later.get(at, ())
        else:
            stands = [line for line in values.lines.get(at, ()) if not line.startswith("#")]
            default = f"#{each.name} = {_default(rows[at])}"
            yield "\n".join((_comment(meant[each.name]), _unit(rows[at]), *(stands or (default,))))


def _unit(row: Expected) -> str:
    return f"# Unit: {row.unit or row.words}. Default: {_default(row)}. Example: {written(row.example)}"


def _default(row: Expected) -> str:
    if isinstance(row.default, time):
        return f'"{row.default:%H:%M}"'
    return "none" if row.default is None else written(row.default)


def _comment(meaning: str) -> str:
    # A line that begins with `= true` reads badly.
    text = " ".join(meaning.split()).replace(" = ", "\u00a0=\u00a0")
    lines = textwrap.wrap(text, _WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"# {line}" for line in lines).replace("\u00a0", " ")


def _meanings(kind: Any) -> dict[str, str]:
    """The string below each field of a class, which says what the field means."""
    (definition,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(definition, ast.ClassDef)
    return {
        above.target.id: below.value.value
        for above, below in zip(definition.body, definition.body[1:], strict=False)
        if isinstance(above, ast.AnnAssign) and isinstance(above.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(below.value.value, str)
    }


if __name__ == "__main__":
    for name in KEY_BY_KEY:
        (SHIPPED / name).write_text(renewed(name), encoding="utf-8")

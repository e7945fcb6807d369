"""client_phrases.toml: every question and word in capital letters that it names exists, and no sentence is empty."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile
from worker.policy.reading.staff_lines.phrasing import says_nothing

_IN_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]+\b")
_ASKED = ("proposal", "record")
_OPEN = "REST"


def faults_of_answers(phrases: ConfigFile) -> Iterator[Fault]:
    """What would never be found, or be found everywhere, or would mean nothing that the worker knows."""
    rows = (*phrases.items("words"), *phrases.items("meanings"))
    known = {_OPEN, *(str(row.get("name")) for _, row in phrases.items("words"))}
    for name, row in phrases.items("meanings"):
        yield from _of_meaning(phrases.name, name, row)
    for name, row in rows:
        for key in ("say", "phrases"):
            yield from _of_texts(phrases.name, f"{name}.{key}", row.get(key), known)


def _of_meaning(file: str, name: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    if row.get("asked") not in (None, *_ASKED):
        yield Fault(file, f"{name}.asked", shown(row["asked"]), f"one of {', '.join(_ASKED)}")


def _of_texts(file: str, key: str, value: object, known: set[str]) -> Iterator[Fault]:
    for text in value if isinstance(value, list) else ():
        if not isinstance(text, str):
            continue
        for word in _IN_CAPITALS.findall(text):
            if word not in known:
                wanted = f"words in capital letters that stand in [[words]]; {word} does not"
                yield Fault(file, key, shown(text), wanted)
        if says_nothing(text):
            yield Fault(file, key, shown(text), "a sentence with a word that may not be missing")

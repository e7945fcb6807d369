"""staff_phrases.toml: every verb, mail and word in capital letters that it names exists, and no sentence is empty."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile
from worker.policy.reading.staff_lines.answer import YES
from worker.policy.reading.staff_lines.phrasing import says_nothing
from worker.policy.reading.staff_lines.pieces import SLOTS
from worker.policy.reading.staff_lines.result import Answered
from worker.policy.reading.vocabulary import Verb

_IN_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_VERBS = (*Verb, YES)


def faults_of_sentences(phrases: ConfigFile) -> Iterator[Fault]:
    """What would never be found, or be found everywhere, or would mean nothing that the worker knows."""
    known = {*SLOTS, *(str(row.get("name")) for _, row in phrases.items("words"))}
    for name, row in phrases.items("words"):
        yield from _unknown(phrases.name, f"{name}.say", row.get("say"), known)
    for name, row in phrases.items("meanings"):
        yield from _of_meaning(phrases.name, name, row)
        yield from _unknown(phrases.name, f"{name}.phrases", row.get("phrases"), known)
        for phrase in _texts(row.get("phrases")):
            if says_nothing(phrase):
                wanted = "a sentence with a word that may not be missing"
                yield Fault(phrases.name, f"{name}.phrases", shown(phrase), wanted)


def _of_meaning(file: str, name: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(row.get("verb"), str) and row["verb"] not in _VERBS:
        yield Fault(file, f"{name}.verb", shown(row["verb"]), f"one of {', '.join(_VERBS)}")
    for answered in _texts(row.get("answers")):
        if answered not in tuple(Answered):
            yield Fault(file, f"{name}.answers", shown(answered), f"one of {', '.join(Answered)}")


def _unknown(file: str, key: str, texts: object, known: set[str]) -> Iterator[Fault]:
    for text in _texts(texts):
        for word in _IN_CAPITALS.findall(text):
            if word not in known:
                wanted = f"words in capital letters that stand in [[words]]; {word} does not"
                yield Fault(file, key, shown(text), wanted)


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

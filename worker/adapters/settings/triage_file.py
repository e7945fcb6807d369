"""triage.toml: the file as people write it, with its phrases in tables that begin with [[group]]."""

from collections.abc import Iterator
from dataclasses import dataclass

from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile
from worker.adapters.settings.shape import value_of
from worker.model.triage_phrases import PhraseGroup, Triage


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageFile:
    """The keys of triage.toml."""

    complaint_from: float
    unsure_from: float
    group: tuple[PhraseGroup, ...]


def triage_of(file: ConfigFile) -> Triage:
    """The phrases of a file in which nobody found a fault."""
    written = value_of(file, TriageFile)
    return Triage(
        complaint_from=written.complaint_from, unsure_from=written.unsure_from, groups=written.group
    )


def faults_of_triage(file: ConfigFile) -> Iterator[Fault]:
    """What shows only when values are held against each other: points out of order, a phrase written twice."""
    least, most = file.get("unsure_from"), file.get("complaint_from")
    if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
        yield Fault(file.name, "unsure_from", shown(least), f"at most complaint_from, which is {shown(most)}")
    first: dict[str, str] = {}
    for group, phrase in _phrases(file):
        words = " ".join(phrase.lower().split())
        if words in first:
            yield Fault(
                file.name, f"{group}.phrases", shown(phrase), f"a phrase once: {first[words]} has it too"
            )
        first.setdefault(words, group)


def _phrases(file: ConfigFile) -> Iterator[tuple[str, str]]:
    """Each phrase with the name of its group."""
    for name, group in file.items("group"):
        phrases = group.get("phrases")
        texts = phrases if isinstance(phrases, list) else ()
        yield from ((name, phrase) for phrase in texts if isinstance(phrase, str))

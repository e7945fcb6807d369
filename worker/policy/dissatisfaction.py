"""Is this a complaint? Phrases and weights that anybody can read and change decide (3.1.6.2).

The machine only sorts: a mail near the border is called unsure, and a person reads it while the clocks run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from worker.model.triage import PhraseGroup, Triage

_READ_AT_MOST = 100_000
_STEM = 4
_GAP = r"(?:[^ ]+ ){0,4}"
_STRUCK = " / "
_LETTERS = bytes(code if chr(code).isalnum() else 32 for code in range(256))
_SPELLED_OUT = {
    "arent": "are not",
    "cannot": "can not",
    "cant": "can not",
    "couldnt": "could not",
    "didnt": "did not",
    "doesnt": "does not",
    "dont": "do not",
    "hadnt": "had not",
    "hasnt": "has not",
    "havent": "have not",
    "im": "i am",
    "isnt": "is not",
    "ive": "i have",
    "shouldnt": "should not",
    "wasnt": "was not",
    "werent": "were not",
    "weve": "we have",
    "wont": "will not",
    "wouldnt": "would not",
    "youve": "you have",
}


class Label(StrEnum):
    """What a mail reads like; `unsure` is for a person to decide."""

    COMPLAINT = "complaint"
    UNSURE = "unsure"
    ENQUIRY = "enquiry"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The label, the sum of the weights, a reason for each group found, and the tags of those groups."""

    label: Label
    score: float
    reasons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase ready to be looked for, and only where its longest word `anchor` occurs.

    `pattern` is None where the phrase has no `*` or `...`: a plain search is ten times as fast.
    """

    group: int
    words: str
    anchor: str
    pattern: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """A `Triage` prepared for reading: `stems` leads from the first letters of a word to phrases with it."""

    triage: Triage
    stems: dict[str, tuple[_Phrase, ...]]


def phrasebook(triage: Triage) -> Phrasebook:
    """Prepare the phrases; this takes some milliseconds and is done once.

    ValueError where a phrase has no word by which it can be found.
    """
    stems: dict[str, tuple[_Phrase, ...]] = {}
    for place, group in enumerate(triage.groups):
        for written in group.phrases:
            phrase = _phrase(place, written)
            stem = phrase.anchor[:_STEM]
            stems[stem] = (*stems.get(stem, ()), phrase)
    return Phrasebook(triage, stems)


def judge(subject: str, text: str, book: Phrasebook) -> Judgement:
    """Judge a subject and the text that the sender wrote, without the mail quoted below it.

    The score is the sum of the weights of the groups found. At most 100,000 characters are read.
    """
    found = tuple(_found(f"{subject}\n{text}"[:_READ_AT_MOST], book))
    score = sum(group.weight for group, _ in found)
    label = Label.ENQUIRY
    if score >= book.triage.unsure_from:
        label = Label.COMPLAINT if score >= book.triage.complaint_from else Label.UNSURE
    reasons = tuple(f'{group.meaning}: "{words}" ({group.weight:+g})' for group, words in found)
    tags = dict.fromkeys(group.tag for group, _ in found if group.tag)
    return Judgement(label, score, reasons, tuple(tags))


def _found(text: str, book: Phrasebook) -> Iterator[tuple[PhraseGroup, str]]:
    """Each group found, in the order of the file, with what was said first of it."""
    said, vocabulary = _plain(text)
    candidates = _candidates(vocabulary, book)
    for place in sorted(candidates):
        group = book.triage.groups[place]
        hits = [hit for phrase in candidates[place] if (hit := _search(phrase, said))]
        if hits:
            yield group, min(hits, key=said.index).strip()
        if hits and group.strike:
            said = _without(candidates[place], said)


def _candidates(vocabulary: set[str], book: Phrasebook) -> dict[int, list[_Phrase]]:
    candidates: dict[int, list[_Phrase]] = {}
    for stem in {word[:_STEM] for word in vocabulary} & book.stems.keys():
        for phrase in book.stems[stem]:
            if phrase.anchor in vocabulary or phrase.anchor.endswith("*"):
                candidates.setdefault(phrase.group, []).append(phrase)
    return candidates


def _search(phrase: _Phrase, said: str) -> str:
    """The phrase as it was said, with the space on either side, or an empty string."""
    if phrase.pattern is None:
        return phrase.words if phrase.words in said else ""
    found = phrase.pattern.search(said)
    return found[0] if found else ""


def _without(phrases: list[_Phrase], said: str) -> str:
    for phrase in phrases:
        if phrase.pattern is None:
            said = said.replace(phrase.words, _STRUCK)
        else:
            said = phrase.pattern.sub(_STRUCK, said)
    return said


def _plain(text: str) -> tuple[str, set[str]]:
    """The text as lower-case words with one space around each, and the set of these words."""
    flat = text.lower().replace("’", "'").encode("latin-1", "replace").translate(_LETTERS, b"'`")
    words = flat.decode("latin-1").split()
    said, vocabulary = f" {' '.join(words)} ", set(words)
    for short in vocabulary & _SPELLED_OUT.keys():
        said = said.replace(f" {short} ", f" {_SPELLED_OUT[short]} ")
        vocabulary.update(_SPELLED_OUT[short].split())
    return said, vocabulary


def _phrase(group: int, written: str) -> _Phrase:
    words = [word for part in written.split() for word in _words(part)]
    anchors = [word for word in words if word != "..." and (word[-1] != "*" or len(word) > _STEM)]
    if not anchors:
        raise ValueError(f"The phrase {written!r} needs a whole word, or four letters in front of its *.")
    plainly = f" {' '.join(words)} "
    anchor = max(anchors, key=len)
    if "*" not in plainly and "..." not in words:
        return _Phrase(group, plainly, anchor, None)
    pieces = (_GAP if word == "..." else re.escape(word).replace(r"\*", "[^ ]*") + " " for word in words)
    return _Phrase(group, plainly, anchor, re.compile(" " + "".join(pieces)))


def _words(part: str) -> list[str]:
    if part == "...":
        return [part]
    words = _plain(part)[0].split()
    return [*words[:-1], words[-1] + "*"] if part.endswith("*") and words else words

"""The phrases of client_phrases.toml made ready to be held against what a client wrote."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from worker.model.client_answer import ClientMeaning
from worker.model.client_phrases import AnswerMeaning, ClientPhrases
from worker.policy.reading.staff_lines.phrasing import Maker, plain_words
from worker.policy.reading.staff_lines.pieces import Heard, Piece

_MONEY = re.compile(r"(?:£|\bGBP|€|\$)\s?\d[\d,]*(?:\.\d+)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase made ready; `is_open` says that it ends in words of the writer's own."""

    row: tuple[Piece, ...]
    of: AnswerMeaning
    meaning: ClientMeaning
    is_open: bool


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """All phrases, the buttons by their plain words, and the words that are the same for all."""

    said: tuple[Said, ...]
    buttons: Mapping[str, ClientMeaning]
    about: Mapping[ClientMeaning, Piece]
    before: Piece
    after: Piece
    courtesies: Piece
    harmless: Piece
    conditions: Piece
    reserves: Piece
    silences: Piece
    takes_back: Piece
    spellings: Mapping[str, str]

    def plain(self, text: str) -> str:
        """The words in small letters, spelled out and without punctuation."""
        return " ".join(plain_words(_MONEY.sub(" amount ", text), self.spellings))

    def edges(self, heard: Heard) -> tuple[tuple[int, ...], frozenset[int]]:
        """The places up to which all is courtesy, and those from which on it is."""
        starts = [0]
        for place in starts:
            starts += sorted(heard.ends((self.before,), place) - {*starts})
        ends = {len(heard.words)}
        for place in range(len(heard.words) - 1, -1, -1):
            if heard.ends((self.after,), place) & ends:
                ends.add(place)
        return tuple(starts), frozenset(ends)

    def is_courtesy(self, words: str) -> bool:
        """Whether the words say nothing."""
        heard = Heard(tuple(words.split()))
        starts, ends = self.edges(heard)
        return bool(ends.intersection(starts)) or any(
            heard.ends((self.courtesies,), start) & ends for start in starts
        )

    def is_taken_back(self, words: str) -> bool:
        """Whether the words are a sentence that takes a button back."""
        heard = Heard(tuple(words.split()))
        starts, ends = self.edges(heard)
        return any(heard.ends((self.takes_back,), start) & ends for start in starts)

    def is_harmless(self, words: str) -> bool:
        """Whether the words leave an acceptance what it is."""
        heard = Heard(tuple(words.split()))
        return any(len(heard.words) in heard.ends((self.harmless,), start) for start in self.edges(heard)[0])


@cache
def table_of(phrases: ClientPhrases) -> AnswerTable:
    """The table made ready, once."""
    maker = Maker.of(phrases.words, phrases.spellings)
    about: dict[ClientMeaning, tuple[str, ...]] = {}
    for each in phrases.meanings:
        about[each.meaning] = (*about.get(each.meaning, ()), *each.about)
    return AnswerTable(
        said=tuple(
            Said(maker.row(phrase), each, each.meaning, "REST" in phrase)
            for each in phrases.meanings
            for phrase in each.phrases
        ),
        buttons={
            " ".join(plain_words(button, maker.spellings)): each.meaning
            for each in phrases.meanings
            for button in each.buttons
        },
        about={meaning: maker.any_of(words) for meaning, words in about.items()},
        before=maker.any_of(phrases.before),
        after=maker.any_of(phrases.after),
        courtesies=maker.any_of(phrases.courtesies),
        harmless=maker.any_of(phrases.harmless),
        conditions=maker.any_of(phrases.conditions),
        reserves=maker.any_of(phrases.reserves),
        silences=maker.any_of(phrases.silences),
        takes_back=maker.any_of(phrases.takes_back),
        spellings=maker.spellings,
    )

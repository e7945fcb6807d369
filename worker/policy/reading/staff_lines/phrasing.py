"""The sentences of staff_phrases.toml made ready to be held against what a colleague wrote."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from worker.model.staff_phrases import Meaning, SameWords, StaffPhrases
from worker.policy.reading.staff_lines.pieces import SLOTS, Heard, Piece

_SHORT = (
    (re.compile(r"\bcan't\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\b(she|he|it|that|this|there|what|who|where|here|let|how)'s\b"), r"\1 is"),
    (re.compile(r"'s\b"), " s"),
)
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_TOKEN = re.compile(r"\([^)]*\)|\[[^\]]*\]|\S+")


@dataclass(frozen=True, slots=True)
class Saying:
    """A phrase made ready, with its meaning, the place of its table in the file, and the words that it `needs`."""

    meaning: Meaning
    rank: int
    row: tuple[Piece, ...]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sayings:
    """All phrases, the courtesies around a sentence, what stops one or silences all, and the spellings."""

    all: tuple[Saying, ...]
    before: Piece
    after: Piece
    stops: Piece
    silences: Piece
    spellings: Mapping[str, str]

    def plain(self, text: str) -> str:
        """The words in small letters, spelled out and without punctuation."""
        return " ".join(plain_words(text, self.spellings))

    def courteous(self, heard: Heard) -> tuple[tuple[int, ...], frozenset[int]]:
        """The places up to which all is courtesy, and those from which on it is."""
        starts = [0]
        for place in starts:
            starts += sorted(heard.ends((self.before,), place) - {*starts})
        last = len(heard.words)
        ends = {last}
        for place in range(last - 1, -1, -1):
            if heard.ends((self.after,), place) & ends:
                ends.add(place)
        return tuple(starts), frozenset(ends)

    def is_courtesy(self, words: str) -> bool:
        """Whether the words say nothing but yes, please or thanks."""
        starts, ends = self.courteous(Heard(tuple(words.split())))
        return bool(ends.intersection(starts))


@cache
def sayings(phrases: StaffPhrases) -> Sayings:
    """The table made ready, once."""
    maker = Maker.of(phrases.words, phrases.spellings)
    return Sayings(
        tuple(
            _saying(meaning, rank, maker.row(phrase))
            for rank, meaning in enumerate(phrases.meanings)
            for phrase in meaning.phrases
        ),
        maker.any_of(phrases.before),
        maker.any_of(phrases.after),
        maker.any_of(phrases.stops),
        maker.any_of(phrases.silences),
        maker.spellings,
    )


def _saying(meaning: Meaning, rank: int, row: tuple[Piece, ...]) -> Saying:
    needs = frozenset(
        piece.word for piece in row if piece.word and piece.word not in SLOTS and piece.word[-1] != "*"
    )
    return Saying(meaning, rank, row, needs)


def says_nothing(phrase: str) -> bool:
    """Whether a phrase has no word of its own once all that may be missing is left out."""
    needed = [token for token in _TOKEN.findall(phrase) if token[0] != "("]
    return not any(token[0] == "[" or token not in ("REST", "...") for token in needed)


def plain_words(text: str, spellings: Mapping[str, str]) -> Iterator[str]:
    """The words in small letters, spelled out and without punctuation, one by one."""
    small = text.lower()
    for short, long in _SHORT:
        small = short.sub(long, small)
    for word in _NOT_WORDS.sub(" ", small.replace("'", "")).split():
        yield from spellings.get(word, word).split()


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes pieces of phrases; words that stand for others are made once, and shared."""

    same: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, str]
    made: dict[str, Piece]

    @classmethod
    def of(cls, words: Iterable[SameWords], spellings: Iterable[SameWords]) -> "Maker":
        """With the words that stand for others, and what people write for a word."""
        spelled = {word: same.name for same in spellings for word in same.say}
        return cls({same.name: same.say for same in words}, spelled, {})

    def any_of(self, phrases: Iterable[str]) -> Piece:
        """One piece for any of the phrases."""
        return Piece(choices=tuple(self.row(phrase) for phrase in phrases))

    def row(self, phrase: str) -> tuple[Piece, ...]:
        """The pieces of a phrase in their order."""
        return tuple(piece for token in _TOKEN.findall(phrase) for piece in self._pieces(token))

    def _pieces(self, token: str) -> Iterator[Piece]:
        if token in SLOTS:
            yield Piece(token)
        elif token[0] in "([":
            inside = tuple(self.row(each) for each in token[1:-1].split("/"))
            yield Piece(choices=(*inside, ()) if token[0] == "(" else inside)
        elif "/" in token:
            yield Piece(choices=tuple(self.row(each) for each in token.split("/")))
        elif token in self.same:
            if token not in self.made:
                self.made[token] = self.any_of(self.same[token])
            yield self.made[token]
        else:
            star = "*" if token.endswith("*") else ""
            words = list(plain_words(token, self.spellings))
            yield from (Piece(word) for word in words[:-1])
            yield from (Piece(word + star) for word in words[-1:])

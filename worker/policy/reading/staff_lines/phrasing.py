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
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\b(she|he|it|that|this|there|what|who|where|here|how)'s\b"), r"\1 is"),
    (re.compile(r"'s\b"), " s"),
)
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_TOKEN = re.compile(r"\([^)]*\)|\[[^\]]*\]|\S+")


@dataclass(frozen=True, slots=True)
class Saying:
    """A phrase made ready, with its meaning, and the place of its table in the file.

    It can stand only in words that have all that it `needs`, and one of each of `one_of`.
    """

    meaning: Meaning
    rank: int
    row: tuple[Piece, ...]
    needs: frozenset[str]
    one_of: tuple[frozenset[str], ...]

    def may_stand_in(self, words: frozenset[str]) -> bool:
        """Whether these words have what it needs, which is quicker told than whether it stands there."""
        return self.needs <= words and not any(each.isdisjoint(words) for each in self.one_of)


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
    chosen = tuple(_first_words(piece) for piece in row if piece.choices)
    one_of = tuple(sorted((each for each in chosen if each), key=len))
    return Saying(meaning, rank, row, _needs(row), one_of)


def _needs(row: tuple[Piece, ...]) -> frozenset[str]:
    return frozenset(
        piece.word for piece in row if piece.word and piece.word not in SLOTS and piece.word[-1] != "*"
    )


def _first_words(piece: Piece) -> frozenset[str]:
    """Words of which one has to be said for the piece, or none where it may be said without any of them."""
    found: set[str] = set()
    for row in piece.choices:
        inside = _needs(row) or next((each for part in row if (each := _first_words(part))), frozenset())
        if not inside:
            return frozenset()
        found |= {max(inside, key=len)} if _needs(row) else inside
    return frozenset(found)


def says_nothing(phrase: str) -> bool:
    """Whether a phrase has no word of its own once all that may be missing is left out."""
    needed = [token for token in _TOKEN.findall(phrase) if token[0] != "("]
    heard = (token for token in needed if token[0] == "[" or not _NOT_WORDS.fullmatch(token.lower()))
    return not any(token not in ("REST", "...") for token in heard)


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
            # A sign without letters, like a pound sign, is not heard in a sentence either.
            yield from (Piece(word + star) for word in words[-1:])

"""What a client says in plain sentences: each meaning found, and what stands beside it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from worker.model.client_answer import ClientMeaning
from worker.policy.reading.client_answers.table import AnswerTable, Said
from worker.policy.reading.staff_lines.pieces import Heard, Piece

_END = re.compile(r"(?<=[.!?])[)\"']*\s+|\n+")
_PART = re.compile(r"\s*[,;:()]+\s*|\s+[-\u2013\u2014/]+\s+|\.\.+\s*|(?<=\w)[-\u2013\u2014]+\s+|[.!?]+")
_JOINT = re.compile(r" (?:and|so|but|because|as|since|then) | (?=please )")
_NOT = re.compile(r"\b(?:not|never|no|nor|nobody|nothing|without|neither)\b")
_REQUESTS = re.compile(r"(?:\w+ ){0,3}?(?:can|could|would|will|may|please|how do i get|where do i get)\b")
_ASKS = re.compile(
    r"(?:(?:can|could|would|will|do|does|did|should|shall|must|may|am|is|are|have|has|was|were)"
    r" (?:i|you|we|he|she|they|it|this|that|my|the|your|our|someone)|what|how|when|who|why|where|which)\b"
)
_QUOTED = re.compile(r"\"[^\"\n]{3,}\"|“[^”\n]{3,}”|«[^»\n]{3,}»")
_SHORT = 60  # words; in a longer mail only the first sentences say what it is about
_FIRST = 3
_MOST_PARTS = 7
# What stands behind these is read by a person alone, so that nothing ends by such a mail.
_LONGEST = 6000  # characters
_LONGEST_SENTENCE = 80  # words
_READ = 25  # sentences


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence in plain words, its parts, and whether it asks."""

    whole: str
    parts: tuple[str, ...]
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The meanings that were found, each with its words, and those that are denied or doubted elsewhere in the mail.

    `is_covered` says that nothing was written but these and courtesies, `reserves` that something stands against an
    acceptance, `takes_back` that a sentence takes a button back, and `is_silenced` that a person has to read the whole
    mail.
    """

    meanings: Mapping[ClientMeaning, str] = field(default_factory=dict)
    denied: frozenset[ClientMeaning] = frozenset()
    is_covered: bool = True
    reserves: bool = False
    takes_back: bool = False
    is_silenced: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    said: Said
    words: str
    at: int


def plainly_said(own: str, asked: str, table: AnswerTable) -> Plain:
    """What these words of a client's own say; `asked` is the question of ours that is open, if any."""
    bare = _QUOTED.sub(" ", own[:_LONGEST])
    written = [each.split() for each in _END.split(bare) if each.strip()]
    is_cut = len(own) > _LONGEST or len(written) > _READ or any(map(_is_too_long, written))
    every = (_sentence(" ".join(each[:_LONGEST_SENTENCE]), table) for each in written[:_READ])
    sentences = tuple(each for each in every if each.whole)
    if _stands(table.plain(own[:_LONGEST]), table.silences):
        return Plain(is_silenced=True, is_covered=False)
    read = sentences if len(own.split()) <= _SHORT else sentences[:_FIRST]
    found = tuple(each for at, one in enumerate(read) for each in _found_in(at, one, asked, table))
    left = tuple(_left(at, one, found, table) for at, one in enumerate(sentences))
    reserves = is_cut or _has_reserves(sentences, left, table)
    covered = not (is_cut or any(left))
    kept = [each for each in found if _holds(each.said, covered=covered, reserves=reserves)]
    return Plain(
        meanings={each.said.meaning: each.words for each in reversed(kept)},
        denied=frozenset(_denied(table, left)),
        is_covered=covered,
        reserves=reserves,
        takes_back=any(table.is_taken_back(words) for each in sentences for words in _takes_back(each)),
    )


def _is_too_long(words: Sequence[str]) -> bool:
    return len(words) > _LONGEST_SENTENCE


def _holds(said: Said, *, covered: bool, reserves: bool) -> bool:
    """A mere yes, no or thank you is all that is written; whoever accepts or withdraws may say how it goes on."""
    return (covered or not said.of.whole) and not (said.of.unreserved and reserves)


def _sentence(written: str, table: AnswerTable) -> AnswerSentence:
    parts = tuple(filter(None, (table.plain(each) for each in _PART.split(written) if each)))
    whole = table.plain(written)
    return AnswerSentence(whole, parts, "?" in written or bool(_ASKS.match(whole)))


def _found_in(at: int, sentence: AnswerSentence, asked: str, table: AnswerTable) -> Iterator[_Found]:
    """Every meaning that the sentence, or a part of it that may stand alone, has."""
    for words in dict.fromkeys(_candidates(sentence)):
        heard = Heard(tuple(words.split()))
        starts, ends = table.edges(heard)
        for said in table.said:
            if said.of.asked and said.of.asked != asked:
                continue
            fits = any(heard.ends(said.row, start) & ends for start in starts)
            if fits and not _is_doubtful(said, words, sentence, table):
                yield _Found(said, words, at)


def _candidates(sentence: AnswerSentence) -> Iterator[str]:
    yield sentence.whole
    parts = sentence.parts[:_MOST_PARTS]
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield " ".join(parts[start:end])
    for part in parts:
        yield from _pieces(part)


def _pieces(part: str) -> Iterator[str]:
    """What stands before, behind and between each and, so, but."""
    joints = islice(_JOINT.finditer(part), _MOST_PARTS)
    places = [0, *(place for joint in joints for place in joint.span()), len(part)]
    begins, ends = places[::2], places[1::2]
    for number, start in enumerate(begins):
        for end in ends[number:]:
            yield part[start:end].strip()


def _is_doubtful(said: Said, words: str, sentence: AnswerSentence, table: AnswerTable) -> bool:
    """Whether the sentence asks, sets a condition, tells what others say, or denies what the words say."""
    if sentence.asks and not (said.of.may_ask and _REQUESTS.match(sentence.whole)):
        return True
    around = f" {sentence.whole} ".replace(f" {words} ", " | ", 1)
    if _stands(sentence.whole if said.is_open else around, table.conditions):
        return True
    inside = next((f" {part} " for part in sentence.parts if f" {words} " in f" {part} "), "")
    before = inside.partition(f" {words} ")[0]
    return bool(_NOT.search(_JOINT.split(f"{before} ")[-1])) if inside else False


def _left(at: int, sentence: AnswerSentence, found: tuple[_Found, ...], table: AnswerTable) -> str:
    """What the sentence says beyond the meanings found in it and courtesies."""
    rest = f" {sentence.whole} "
    for each in sorted((each for each in found if each.at == at), key=lambda each: -len(each.words)):
        rest = rest.replace(f" {each.words} ", " ", 1)
    pieces = (piece for part in _split(rest, sentence) for piece in _JOINT.split(f" {part} "))
    return " ".join(
        piece.strip() for piece in pieces if piece.strip() and not table.is_courtesy(piece.strip())
    )


def _takes_back(sentence: AnswerSentence) -> Iterator[str]:
    """The sentence and its longer parts: a mere no between two commas takes nothing back."""
    yield sentence.whole
    yield from (part for part in sentence.parts if " " in part)


def _split(rest: str, sentence: AnswerSentence) -> Iterator[str]:
    """The rest in the parts of the sentence that are still whole, and what else there is."""
    for part in sentence.parts:
        if f" {part} " in rest:
            yield part
            rest = rest.replace(f" {part} ", " ", 1)
    yield rest.strip()


def _has_reserves(sentences: tuple[AnswerSentence, ...], left: tuple[str, ...], table: AnswerTable) -> bool:
    """Whether something stands beside an acceptance that may take it back or wants more."""
    for sentence, rest in zip(sentences, left, strict=True):
        harmless = bool(rest) and (table.is_harmless(rest) or table.is_harmless(sentence.whole))
        if rest and (sentence.asks or _stands(rest, table.reserves)) and not harmless:
            return True
        if rest and _stands(rest, table.conditions):
            return True
    return False


def _denied(table: AnswerTable, left: tuple[str, ...]) -> Iterator[ClientMeaning]:
    """The meanings of which something else in the mail says no, or on which it sets a condition."""
    for meaning, about in table.about.items():
        for rest in left:
            if rest and _stands(rest, about) and (_NOT.search(rest) or _stands(rest, table.conditions)):
                yield meaning


def _stands(words: str, any_of: Piece) -> bool:
    return bool(Heard(tuple(words.split())).within((any_of,)))

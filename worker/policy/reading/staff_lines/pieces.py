"""Phrases as pieces, and the words of a sentence held against them; each piece is tried once at each word."""

from dataclasses import dataclass, field

from worker.policy.reading.staff_lines.marks import CASE, CLIENT, DATE, HEAD, NAME, PAST, SUPPLIER

_GAP_WORDS = 4
_NOBODY = (
    "the",
    "our",
    "a",
    "an",
    "my",
    "it",
    "you",
    "everyone",
    "supplier",
    "suppliers",
    "that",
    "this",
    "not",
)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A word, a beginning that ends in `*`, a slot in capital letters, or one of several rows of pieces."""

    word: str = ""
    choices: tuple[tuple["Piece", ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a sentence, or of a part of one, and what was tried on them already."""

    words: tuple[str, ...]
    tried: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def ends(self, row: tuple[Piece, ...], start: int) -> set[int]:
        """Where the row of pieces may end that begins at that word."""
        places = {start}
        for piece in row:
            places = {end for place in places for end in self._ends_of(piece, place)}
            if not places:
                break
        return places

    def all_of(self, row: tuple[Piece, ...]) -> bool:
        """Whether the row is all the words."""
        return len(self.words) in self.ends(row, 0)

    def within(self, row: tuple[Piece, ...]) -> str:
        """The words at which the row stands somewhere, or nothing."""
        for start in range(len(self.words)):
            ends = self.ends(row, start)
            if ends - {start}:
                return " ".join(self.words[start : max(ends)])
        return ""

    def _ends_of(self, piece: Piece, place: int) -> tuple[int, ...]:
        key = (id(piece), place)
        if key not in self.tried:
            self.tried[key] = tuple(self._tried_ends(piece, place))
        return self.tried[key]

    def _tried_ends(self, piece: Piece, place: int) -> set[int]:
        if piece.choices:
            rows = (row for row in piece.choices if self._may_begin(row, place))
            return {end for row in rows for end in self.ends(row, place)}
        if piece.word in ("...", "REST"):
            last = len(self.words) if piece.word == "REST" else min(len(self.words), place + _GAP_WORDS)
            return set(range(place, last + 1))
        return {place + 1} if place < len(self.words) and _is(self.words[place], piece.word) else set()

    def _may_begin(self, row: tuple[Piece, ...], place: int) -> bool:
        """Whether its first word stands there, which most of a hundred choices fail by, before more is tried."""
        if not row or row[0].choices or row[0].word in ("...", "REST"):
            return True
        return place < len(self.words) and _is(self.words[place], row[0].word)


def _is(said: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return said.startswith(wanted[:-1])
    if not wanted.isupper():
        return said == wanted
    match wanted:
        case "NAME" | "ANAME":
            return said.startswith((NAME, HEAD))
        case "HEAD":
            return said.startswith(HEAD)
        case "DATE":
            return said.startswith((DATE, PAST))
        case "ADATE":
            return said.startswith(DATE)
        case "CASE":
            return said.startswith(CASE)
        case "CLIENTNAME":
            return said == CLIENT
    return said not in _NOBODY and not said.startswith((NAME, HEAD, SUPPLIER))


SLOTS = ("NAME", "ANAME", "HEAD", "DATE", "ADATE", "CASE", "CLIENTNAME", "SOMEBODY", "REST", "...")

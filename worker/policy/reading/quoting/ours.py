"""Our own letter where it stands in a reply without any mark that it is quoted."""

import re
from collections.abc import Sequence

from worker.policy.reading.quoting.lines import Line

_WORD = re.compile(r"\w+")
_LINK = re.compile(r"<?(?:https?://|mailto:)\S+")
_SKIPPED = 60
_FEWEST_WORDS = 12


def our_lines(lines: Sequence[Line], our_text: str) -> frozenset[int]:
    """The places of lines that repeat our text: runs in our order of twelve words or more.

    Fewer words in common are no proof: "I accept this" stands in our letter too.
    """
    ours = _words(our_text)
    if ours == " ":
        return frozenset()
    found: set[int] = set()
    run: list[int] = []
    counted, position = 0, -1
    for at, line in enumerate(lines):
        words = _words(line.bare)
        if words == " ":
            continue
        next_position = _place(ours, words, position)
        if next_position < 0 or position < 0:
            found.update(run if counted >= _FEWEST_WORDS else ())
            run, counted = [], 0
            next_position = _place(ours, words, -1)
        if next_position >= 0:
            run.append(at)
            counted += words.count(" ") - 1
        position = next_position
    return frozenset(found.union(run if counted >= _FEWEST_WORDS else ()))


def not_ours(lines: Sequence[Line], our_text: str) -> list[Line]:
    """The lines whose words stand nowhere in our text in this order."""
    ours = _words(our_text)
    return [line for line in lines if _words(line.bare) not in ours]


def _words(text: str) -> str:
    """The words in lower case, each with a space before and behind."""
    words = _WORD.findall(_LINK.sub(" ", text).casefold())
    return f" {' '.join(words)} " if words else " "


def _place(ours: str, words: str, position: int) -> int:
    """Where our text goes on behind the words: anywhere in it, or only at or soon after `position`."""
    end = len(ours) if position < 0 else position + len(words) + _SKIPPED
    start = ours.find(words, max(0, position), end)
    return start + len(words) - 1 if start >= 0 else -1

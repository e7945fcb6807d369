"""What is new in a reply: its writer's words without quoted history and signature."""

from collections.abc import Sequence
from dataclasses import dataclass

from worker.policy.reading.quoting.attribution import attribution
from worker.policy.reading.quoting.device import device_lines
from worker.policy.reading.quoting.headers import header_block
from worker.policy.reading.quoting.history import forward_begins, history_begins
from worker.policy.reading.quoting.lines import Line, next_written, quote_end, read_lines, written
from worker.policy.reading.quoting.ours import not_ours, our_lines
from worker.policy.reading.quoting.signature import says_answer, signature_start

_BREAKING_WIDTH = 70
_HIDDEN = ("[quoted text hidden]", "[quoted text clipped]", "[message clipped]")


@dataclass(frozen=True, slots=True)
class NewWords:
    """A reply taken apart: `text` is what its writer added, the others are what was set aside."""

    text: str
    signature: str
    quoted: str


def new_words(text: str, our_text: str = "") -> NewWords:
    """The words that the writer of a reply added, in order, answers between quoted lines included.

    `our_text` is the letter replied to, in case it stands there without marks. Never ask this of the first
    mail of a case: its writer may quote others to complain of them. An empty `text` means that nothing new
    was found.
    """
    lines = read_lines(text)
    own, quoted = _parted(lines, our_text)
    if our_text and not own:
        own = [_answers_below(lines, our_text)]
    texts: list[str] = []
    signature: list[Line] = []
    for stretch in own:
        words, aside = _without_signature(stretch)
        texts.append(written(words))
        signature += aside
    return NewWords("\n\n".join(filter(None, texts)), written(signature), written(quoted))


def _parted(lines: Sequence[Line], our_text: str) -> tuple[list[list[Line]], list[Line]]:
    """The writer's own lines, in stretches between which something was quoted, and the quoted lines."""
    ours = our_lines(lines, our_text)
    stretches: list[list[Line]] = [[]]
    quoted: list[Line] = []
    at = 0
    while at < len(lines):
        count = int(lines[at].depth > 0 or at in ours) or _quoted_lines(lines, at)
        if count:
            quoted += lines[at : at + count]
            stretches[-1] = _above_quote(stretches[-1])
            stretches += [[]] if stretches[-1] else []
        else:
            stretches[-1].append(lines[at])
        at += max(1, count)
    return [stretch for stretch in stretches if any(line.bare for line in stretch)], quoted


def _above_quote(stretch: list[Line]) -> list[Line]:
    """The lines without the rule that a mail program drew above the quote."""
    end = len(stretch)
    while end and (stretch[end - 1].is_rule or not stretch[end - 1].bare):
        end -= 1
    return stretch[:end]


def _quoted_lines(lines: Sequence[Line], at: int) -> int:
    """How many lines from here on are not the writer's although no > marks them."""
    if not lines[at].bare:
        return 0
    if lines[at].bare.casefold() in _HIDDEN:
        return 1
    if history_begins(lines, at):
        return _history_lines(lines, at)
    found = attribution(lines, at)
    if found is None:
        return int(_runs_over(lines, at))
    return found.count if found.marked else len(lines) - at


def _history_lines(lines: Sequence[Line], at: int) -> int:
    """All lines below, unless what is announced has its > so that what stands below it is the writer's."""
    below = next_written(lines, at + 1)
    marked = below < len(lines) and lines[below].depth > lines[at].depth
    if not marked or header_block(lines, at):
        return len(lines) - at
    # In a reply, a line between quoted ones may be an answer.
    return (quote_end(lines, below, lines[below].depth) if forward_begins(lines, at) else below) - at


def _runs_over(lines: Sequence[Line], at: int) -> bool:
    """Whether the line is the rest of the quoted line above, which a mail program broke without a new >."""
    if not 0 < at < len(lines) - 1 or not (lines[at - 1].depth and lines[at + 1].depth):
        return False
    above, words = lines[at - 1], lines[at].bare
    unfinished = len(above.raw) >= _BREAKING_WIDTH and above.bare[-1:] not in ".?!:;"
    return unfinished and words[:1].islower() and not says_answer(words)


def _answers_below(lines: Sequence[Line], our_text: str) -> list[Line]:
    """Where nothing stands above the history: what is not ours within our letter, up to still older mail."""
    blocks = (header_block(lines, at) for at in range(len(lines)))
    starts = [block.end for block in blocks if block] or [len(lines)]
    older = next((at for at in range(starts[0], len(lines)) if _quoted_lines(lines, at) > 1), len(lines))
    below = lines[starts[0] : older]
    if not our_lines(below, our_text):
        return []
    return not_ours([line for line in below if not line.depth], our_text)


def _without_signature(stretch: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    devices = device_lines(stretch)
    rest = [line for at, line in enumerate(stretch) if at not in devices]
    start = signature_start(rest)
    return rest[:start], [*rest[start:], *(stretch[at] for at in sorted(devices))]

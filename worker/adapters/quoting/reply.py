"""What is new in a reply: its writer's words without quoted history and signature."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from worker.adapters.quoting.attribution import attribution
from worker.adapters.quoting.device import device_lines
from worker.adapters.quoting.headers import header_block
from worker.adapters.quoting.history import history_begins
from worker.adapters.quoting.lines import Line, read_lines, written
from worker.adapters.quoting.ours import our_lines, repeats_ours
from worker.adapters.quoting.signature import signature_start

_HIDDEN = ("[quoted text hidden]", "[quoted text clipped]", "[message clipped]")


@dataclass(frozen=True, slots=True)
class NewWords:
    """A reply taken apart: `text` is what its writer added; `signature` and `quoted` are what was set aside."""

    text: str
    signature: str
    quoted: str


@dataclass(slots=True)
class _Parts:
    """Stretches of the writer's own lines, parted wherever something quoted stood between them."""

    own: list[list[Line]] = field(default_factory=lambda: [[]])
    signature: list[Line] = field(default_factory=list)
    quoted: list[Line] = field(default_factory=list)

    def quote(self, lines: Iterable[Line]) -> None:
        while self.own[-1] and (self.own[-1][-1].is_rule or not self.own[-1][-1].bare):
            self.own[-1].pop()
        if self.own[-1]:
            self.own.append([])
        self.quoted.extend(lines)

    @property
    def is_empty(self) -> bool:
        return not any(line.bare for own in self.own for line in own)


def new_words(text: str, our_text: str = "") -> NewWords:
    """The words that the writer of a reply added, in order, answers between quoted lines included.

    `our_text` is the letter replied to, in case it stands there without marks. Never ask this of the first mail of a
    case: its writer may quote others to complain of them. An empty `text` means that nothing new was found.
    """
    lines = read_lines(text)
    parts = _take_apart(lines, our_text)
    if parts.is_empty and our_text:
        parts.own = [_answers_below(lines, our_text)]
    for own in parts.own:
        _set_signature_aside(own, parts)
    words = (written(own) for own in parts.own)
    return NewWords("\n\n".join(filter(None, words)), written(parts.signature), written(parts.quoted))


def _take_apart(lines: Sequence[Line], our_text: str) -> _Parts:
    parts = _Parts()
    ours = our_lines(lines, our_text)
    at = 0
    while at < len(lines):
        count = 1
        if not lines[at].depth:
            count = _quoted_lines(lines, at)
        if lines[at].depth or count or at in ours:
            parts.quote(lines[at : at + max(1, count)])
        else:
            parts.own[-1].append(lines[at])
        at += max(1, count)
    return parts


def _quoted_lines(lines: Sequence[Line], at: int) -> int:
    """How many lines from here on are not the writer's although no > marks them."""
    if lines[at].bare.casefold() in _HIDDEN:
        return 1
    if history_begins(lines, at):
        return len(lines) - at
    found = attribution(lines, at)
    if found is None:
        return 0
    return found.count if found.marked else len(lines) - at


def _answers_below(lines: Sequence[Line], our_text: str) -> list[Line]:
    """Where nothing stands above the history: what is not ours within our letter, up to still older mail."""
    blocks = (header_block(lines, at) for at in range(len(lines)))
    starts = [block.end for block in blocks if block] or [len(lines)]
    older = next((at for at in range(starts[0], len(lines)) if _quoted_lines(lines, at) > 1), len(lines))
    below = lines[starts[0] : older]
    if not our_lines(below, our_text):
        return []
    return [line for line in below if not line.depth and not repeats_ours(line, our_text)]


def _set_signature_aside(own: list[Line], parts: _Parts) -> None:
    devices = device_lines(own)
    parts.signature += [own[at] for at in sorted(devices)]
    own[:] = [line for at, line in enumerate(own) if at not in devices]
    start = signature_start(own)
    parts.signature[:0] = own[start:]
    del own[start:]

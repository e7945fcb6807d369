"""Where the quoted history of a mail begins, after which nothing is the writer's own."""

import re
from collections.abc import Sequence

from worker.policy.reading.quoting.headers import header_block
from worker.policy.reading.quoting.lines import LONGEST_MARK, Line, next_written
from worker.policy.reading.quoting.wording import announces_forward, announces_original

_SEPARATOR = re.compile(
    r"\W{0,12}(?:please )?(?:reply|type|write|enter|add|put)(?: your)?"
    r"(?: reply| answer| response| message| words)? above (?:this|the) line\b.{0,40}$",
    re.IGNORECASE,
)
_NEAR = 3


def history_begins(lines: Sequence[Line], at: int) -> bool:
    """Whether everything from this line on was written by a mail program or by others."""
    line = lines[at]
    if not line.bare or len(line.bare) > LONGEST_MARK:
        return False
    if announces_original(line.between_rules) or forward_begins(lines, at) or _SEPARATOR.match(line.bare):
        return True
    return header_block(lines, at) is not None


def forward_begins(lines: Sequence[Line], at: int) -> bool:
    """Whether the line says that a forwarded mail begins; without rules round it, its headers must follow."""
    line = lines[at]
    if announces_forward(line.between_rules):
        return True
    if len(line.bare) > LONGEST_MARK or not announces_forward(line.bare.rstrip(" :：")):
        return False
    below = next_written(lines, at + 1)
    return below - at <= _NEAR and below < len(lines) and header_block(lines, below) is not None

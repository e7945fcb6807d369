"""Words whose lines a mail program broke at a width of its own: put together again, so that ours is the only one."""

import re
from itertools import pairwise

_WIDTHS = range(60, 81)
"""As long is the longest line of such a text; what is narrower was meant so, like verse, and what is wider is whole."""

_OWN_LINE = re.compile(r"\s|[>|*\u2022-]|\(?(?:\d{1,2}|[a-z])[.)]\s|[A-Z][\w-]{0,19}:\s")
"""How a line begins that is one by itself: indented, quoted, of a list, or with a label."""
_ALONE = re.compile(r"[>|]|.*(?:\S {3,}\S|\t)|[-=_*~]{3,}\s*$")
"""A line to which nothing is put: quoted, of a table, or a rule."""


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line where its lines were broken by width; any other text as it is.

    A line was broken so where the next word had no room on it. One line has to go on in the midst of a sentence, else
    each may be meant as it stands.
    """
    lines = text.split("\n")
    width = max((len(line.rstrip()) for line in lines if " " in line.strip()), default=0)
    if width not in _WIDTHS:
        return text
    broken = [_is_broken(above, below, width) for above, below in pairwise(lines)]
    if not any(here and below[:1].islower() for here, below in zip(broken, lines[1:], strict=False)):
        return text
    rest = ((" " if here else "\n") + line for here, line in zip(broken, lines[1:], strict=False))
    return "".join((lines[0], *rest))


def _is_broken(above: str, below: str, width: int) -> bool:
    """Whether the first word of the line below had no room on the line above."""
    if not above.strip() or not below.strip() or _OWN_LINE.match(below):
        return False
    if _ALONE.match(above) or _ALONE.match(below):
        return False
    return len(above.rstrip()) + 1 + len(below.split(None, 1)[0]) > width

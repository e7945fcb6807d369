"""Our six main letters beside GOV.UK Notify, by the points of mail.md 8, as COMPARED.md shows them."""

import re
from collections.abc import Callable

from tests.mail.cases import copies
from worker.adapters.letters.proof import Copy
from worker.adapters.letters.proof.features import unknown
from worker.model.catalogue import LetterKind

MAIN = (
    LetterKind.ACKNOWLEDGEMENT,
    LetterKind.VERBAL_RECORD,
    LetterKind.PROPOSAL,
    LetterKind.ESCALATION_NOTICE,
    LetterKind.EIGHT_WEEK_LETTER,
    LetterKind.DAILY_DIGEST,
)

Point = tuple[str, str, Callable[[Copy], str]]
POINTS: tuple[Point, ...] = (
    ("HTML, in kB", "8.4", lambda copy: f"{copy.bytes / 1000:.1f}"),
    ("errors of the HTML standard's parser", "0", lambda _: "0"),
    ("violations of WCAG 2.2 AA at 320 px, light / dark", "0 / 0", lambda _: "0 / 0"),
    (
        "features that a mail program has not got, outside the written list",
        "2",
        lambda copy: str(len(unknown(copy.html, copy.page))),
    ),
    (
        "a dark look of its own",
        "no",
        lambda copy: "yes" if "prefers-color-scheme:dark" in copy.html else "no",
    ),
    ("fetched from elsewhere", "1 (a logo)", lambda copy: str(len(re.findall("src=|https?:", copy.html)))),
    ("type of the words, in px (LGO: 18.7)", "19", lambda copy: str(_type_size(copy))),
    ("longest line of the plain text", "166", lambda copy: str(max(map(len, copy.text.split("\n"))))),
    ("words that stand in both parts", "84%", lambda copy: f"{copy.shared:.0%}"),
    ("longest sentence, in words", "as its author writes", lambda copy: str(copy.longest_sentence)),
    ("school grade that reads it", "as its author writes", lambda copy: f"{max(copy.grade, 0):.0f}"),
    (
        "preheader",
        "the first 256 characters",
        lambda copy: f"written, {len(copy.preheader)} characters",
    ),
    (
        "what can be tapped",
        "links to web pages",
        lambda copy: f"{len(copy.page.links)}, all write a mail or dial" if copy.page.links else "nothing",
    ),
    ("one source for both parts", "yes", lambda _: "yes"),
    ("a reply does all that a link does", "where a reply address is set", lambda _: "yes"),
)
"""Each point, what the other side has by mail.md 8, and what a letter of ours has; zeros that stand fixed are those
that `make mails` refuses to be anything else."""


def table() -> str:
    """The points as a table, a column for each letter."""
    full = {letter.kind: copy for how, letter, copy in copies() if how == "full"}
    ours = [full[kind] for kind in MAIN]
    head = ("", "GOV.UK Notify", *(f"{kind} {kind.called}" for kind in MAIN))
    rows = ((point, theirs, *map(measure, ours)) for point, theirs, measure in POINTS)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def _type_size(copy: Copy) -> int:
    """The size in which most of the words are set."""
    sizes = re.findall(r"font-size:(\d+)px;line-height:\d+px;color:#0b0c0c", copy.html)
    return int(max(set(sizes), key=sizes.count))

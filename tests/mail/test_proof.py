"""Every letter in every case passes every check that needs no browser (mail.md 5), and each check can fail."""

import re

import pytest

from tests.mail.cases import copies
from tests.mail.rendered import OFFICE
from worker.adapters.letters import Letters
from worker.adapters.letters.blocks import parse
from worker.adapters.letters.plain import text
from worker.adapters.letters.proof import Copy, copy_of, findings
from worker.adapters.letters.proof.checks import CHECKS, LEAST_SHARED
from worker.adapters.letters.proof.colours import PAIRS, contrast
from worker.adapters.letters.proof.features import FEATURES, NOT_MISSED
from worker.adapters.letters.proof.prose import HARDEST_GRADE, LONGEST_SENTENCE, grade, sentences
from worker.adapters.letters.samples import samples
from worker.adapters.letters.templates import Scene
from worker.model.catalogue import LetterKind

EXCUSED = {
    "long": ("words", "envelope"),
    "other scripts": ("words", "envelope"),
    "hostile": ("words", "envelope", "plain text"),
}
"""Cases in which sentences, subject and marks are a stranger's, who need not write as we do."""


def test_every_case_passes_every_check() -> None:
    """Nothing is found; of strangers' words only what is ours is judged."""
    found = [
        (letter.kind, how, each.check, each.what)
        for how, letter, copy in copies()
        for each in findings(copy)
        if each.check not in EXCUSED.get(how, ())
    ]
    assert found == []


def test_every_kind_is_tried_in_every_case_that_it_can_have() -> None:
    """Full, bare, nameless, without topic, long, foreign and hostile; restricted where a client may object."""
    tried = {(letter.kind, how) for how, letter, _ in copies()}
    for kind in LetterKind:
        assert {(kind, how) for how in ("full", "bare", "no name", "no topic", *EXCUSED)} <= tried


def test_both_parts_hold_all_that_a_stranger_wrote() -> None:
    """Whatever the script, no fact is in one part only, and nothing of it is a tag, a link or a heading."""
    for _, letter, copy in copies():
        own = {"h1", "h2", "h3"} & {tag for tag, _ in copy.page.elements}
        assert len(copy.page.headings) == sum(tag in own for tag, _ in copy.page.elements)
        assert not [link for link in copy.page.links if "evil" in link], letter.kind
        assert "script" not in {tag for tag, _ in copy.page.elements}
        assert copy.shared >= LEAST_SHARED


def test_what_goes_by_post_asks_for_nothing_that_paper_cannot_do(letters: Letters) -> None:
    """Nothing to tap, no reply by email, and the same plain words."""
    for letter in samples():
        if not letter.kind.is_for_client:
            continue
        _, _, body = letters.templates[letter.kind].fill(Scene(letter, OFFICE, OFFICE.address, on_paper=True))
        told = text(parse(body.text), body)
        assert not re.search(r"(?i)reply to this email|subject \"|\btap\b", told), letter.kind
        assert max(len(each.split()) for each in sentences(told)) <= LONGEST_SENTENCE
        assert grade(told) <= HARDEST_GRADE


def well() -> Copy:
    """A letter in which nothing is found."""
    how, _, copy = copies()[0]
    assert (how, findings(copy)) == ("full", ())
    return copy


def spoiled(**changes: str) -> Copy:
    """The same with other words, read anew."""
    copy = well()
    parts = {name: getattr(copy, name) for name in ("subject", "preheader", "text", "html", "reference")}
    return copy_of(**{**parts, **changes})


HTML, TEXT = well().html, well().text
LONG_WORDED = (
    "We hereby endeavour to commence a determination of the aforementioned representation in accordance with "
    "the applicable contractual obligations, notwithstanding anything that may have been communicated previously."
)


REFUSED = (
    ("structure", spoiled(html=HTML.replace("</table>", "", 1))),
    ("structure", spoiled(html=HTML.replace(' lang="en-GB"', ""))),
    ("structure", spoiled(html=HTML.replace(' scope="row"', "").replace('role="presentation" ', ""))),
    ("features", spoiled(html=HTML.replace("<p ", '<p onclick="x" ', 1))),
    ("features", spoiled(html=HTML.replace('style="margin:0', 'style="position:fixed;margin:0', 1))),
    ("features", spoiled(html=HTML.replace("</style>", "@media (max-width:9px){}</style>"))),
    ("size", spoiled(html=HTML + "<!--" + "x" * 100_000 + "-->")),
    ("both parts", spoiled(text=TEXT.replace("Monday 23 March 2026", "soon"))),
    ("both parts", spoiled(html=HTML.replace("OPT-2026-0042", "OPT-2026-0043"))),
    (
        "both parts",
        spoiled(text=TEXT + "many other words which stand in the plain text alone " * 5),
    ),
    ("plain text", spoiled(text=TEXT + "x" * 73)),
    ("plain text", spoiled(text=TEXT + "**bold**")),
    ("plain text", spoiled(text=TEXT.replace("\n\n", "\n\n\n", 1))),
    ("plain text", spoiled(text=TEXT.replace("\n\nReply", "\n\nHow\n---\n\nReply"))),
    ("links", spoiled(html=HTML.replace("tel:03333702024", "https://optimised.example"))),
    ("links", spoiled(html=HTML.replace("tel:03333702024", "mailto:a+b@optimised.example"))),
    (
        "links",
        spoiled(html=HTML.replace("tel:03333702024", "mailto:a@b.example?subject=%5BOPT-2026-9999%5D%20x")),
    ),
    ("links", spoiled(html=HTML.replace("</body>", '<img src="x"></body>'))),
    ("words", spoiled(text=f"{LONG_WORDED}\n\n{TEXT}")),
    ("words", spoiled(text=f"Kindly wait.\n\n{TEXT}")),
    ("dates", spoiled(text=TEXT.replace("Monday 23 March 2026", "Tuesday 23 March 2026"))),
    ("dates", spoiled(text=TEXT.replace("Monday 23 March 2026", "Monday 31 February 2026"))),
    ("envelope", spoiled(subject="x" * 79)),
    ("envelope", spoiled(preheader="Too short.")),
)


@pytest.mark.parametrize(("check", "copy"), REFUSED, ids=[name for name, _ in REFUSED])
def test_each_check_can_fail(check: str, copy: Copy) -> None:
    """What is wrong with a letter is found by the check that is meant to find it."""
    assert check in {each.check for each in findings(copy)}


def test_no_check_is_without_a_letter_that_it_refuses() -> None:
    """A new check comes with a letter that it refuses; the colours are tried by themselves."""
    assert {name for name, _ in CHECKS} - {name for name, _ in REFUSED} == {"colours"}


@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_colours_can_be_told_apart(ink: str, paper: str, least: float) -> None:
    """Words reach WCAG AAA and lines AA, on white and on dark paper."""
    assert contrast(ink, paper) >= least


def test_every_exception_is_one() -> None:
    """What the list excuses is used by some letter, and each reason is a sentence."""
    assert NOT_MISSED.keys() <= set(FEATURES.values())
    assert all(reason.endswith(".") for reason in NOT_MISSED.values())


def test_a_hard_clause_is_found_hard() -> None:
    """The counters of grade and sentences are no ornament."""
    assert max(len(each.split()) for each in sentences(LONG_WORDED)) > LONGEST_SENTENCE
    assert grade(LONG_WORDED) > 12

"""3.1.6.3: what an answer holds is read from sixty letters; what is not plainly there never counts."""

from pathlib import Path

import pytest

from worker.policy.reading.answer_parts import answer_parts

ROWS = tuple(
    (frozenset(holds.split()) - {"none"}, words.replace("\\n", "\n"))
    for holds, _, words in (
        line.partition("\t")
        for line in Path(__file__).with_name("answer_parts.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
)


@pytest.mark.parametrize(("holds", "words"), ROWS)
def test_what_an_answer_holds(holds: frozenset[str], words: str) -> None:
    """Every part that the file names is seen, and where it names none, none is."""
    found = answer_parts(words)
    assert found >= holds
    assert bool(found) == bool(holds)


def test_there_are_enough_letters() -> None:
    """Of each part, and of those that hold none."""
    assert len(ROWS) >= 60
    for part in ("explanation", "apology", "action"):
        assert sum(part in holds for holds, _ in ROWS) >= 7
    assert sum(not holds for holds, _ in ROWS) >= 20

"""What a letter may use of HTML and CSS is held against caniemail's own figures (mail.md 5, row 4).

`caniemail.json` holds of these, for each feature of ours, what the newest version of each mail program makes of it.
"""

import json
from pathlib import Path

from worker.adapters.letters.proof.features import EVERYWHERE, FEATURES, NOT_MISSED, PROGRAMS

FIGURES = json.loads(Path(__file__).with_name("caniemail.json").read_text(encoding="utf-8"))["features"]
ASKED = {slug for slug in FEATURES.values() if slug != EVERYWHERE}
LACKING = {
    slug for slug, programs in FIGURES.items() if any(has.startswith("n") for has in programs.values())
}


def test_every_feature_is_one_of_theirs() -> None:
    """A name that they do not know would be held against nothing."""
    assert FIGURES.keys() == ASKED
    named = {f"{family} {platform}" for family, platform in PROGRAMS}
    assert all(programs.keys() <= named for programs in FIGURES.values())


def test_what_some_program_lacks_is_not_missed() -> None:
    """Each has its written reason why nothing is lost; one that every program has by now needs none."""
    assert NOT_MISSED.keys() == LACKING

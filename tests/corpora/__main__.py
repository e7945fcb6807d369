"""Prints every score of the labelled mail; with DETAILS=1 also each wrong row."""

import importlib
import os
import sys
from pathlib import Path

from tests.corpora.labels import ABSENT, Score, corpora_root
from tests.corpora.our_complaints import our_scores


def scores() -> tuple[Score, ...]:
    """The score of every set of labels that is there and has a module score_*.py, in the order of their names."""
    root = corpora_root()
    labelled = sorted(path.stem for path in (root / "labels").glob("*.jsonl"))
    named = [name for name in labelled if (Path(__file__).parent / f"score_{name}.py").is_file()]
    return tuple(importlib.import_module(f"tests.corpora.score_{name}").score(root) for name in named)


def main() -> None:
    """Print one line a score."""
    if not (corpora_root() / "labels").is_dir():
        sys.exit(ABSENT)
    for score in (*scores(), *our_scores()):
        found = f"{score.right:5} right  {score.wrong:4} wrong  {score.share:.1%}  {score.lost:4} words lost"
        print(f"{score.name:13} {score.rows:5} rows  {found}")
        if os.environ.get("DETAILS"):
            print(*(f"  {detail}" for detail in score.details), sep="\n")


if __name__ == "__main__":
    main()

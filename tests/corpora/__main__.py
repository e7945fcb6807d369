"""Prints every score of the labelled mail; with DETAILS=1 also each wrong row."""

import importlib
import os
import sys
from pathlib import Path

from tests.corpora.labels import ABSENT, Score, corpora_root


def scores() -> tuple[Score, ...]:
    """The score of every module score_*.py in this folder, in the order of their names."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("score_*.py"))
    modules = [importlib.import_module(f"tests.corpora.{name}") for name in names]
    return tuple(module.score(corpora_root()) for module in modules)


def main() -> None:
    """Print one line a score."""
    if not (corpora_root() / "labels").is_dir():
        sys.exit(ABSENT)
    for score in scores():
        found = f"{score.right:5} right  {score.wrong:4} wrong  {score.share:.1%}"
        print(f"{score.name:12} {score.rows:5} rows  {found}")
        if os.environ.get("DETAILS"):
            print(*(f"  {detail}" for detail in score.details), sep="\n")


if __name__ == "__main__":
    main()

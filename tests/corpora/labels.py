"""The labelled mail in ../shared/corpora (or $CORPORA): rows, their bytes, and how a score is told."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[2]
ABSENT = "The labelled mail is absent: set CORPORA, or put the folder shared/corpora beside the project."


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled mail: `expect` is what must come out, `more` every other field of the line."""

    id: str
    path: str
    expect: Mapping[str, Any]
    text: str | None = None
    more: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the labelled values came out right; each detail is one line about one wrong row.

    `lost` counts the words of a writer that are missing, where the labels are words.
    """

    name: str
    rows: int
    right: int
    wrong: int
    details: tuple[str, ...] = ()
    lost: int = 0

    @property
    def share(self) -> float:
        """Right values among all, from 0 to 1."""
        return self.right / max(1, self.right + self.wrong)


def corpora_root() -> Path:
    """The folder of labelled mail; it may be absent."""
    return Path(os.environ.get("CORPORA") or HERE.parent / "shared" / "corpora")


def root_or_skip() -> Path:
    """The folder of labelled mail, or the running test is skipped."""
    root = corpora_root()
    if not (root / "labels").is_dir():
        pytest.skip(ABSENT)
    return root


@cache
def rows(label_set: str, root: Path) -> tuple[Row, ...]:
    """Every row of labels/<label_set>.jsonl, in the order of the file."""
    lines = (root / "labels" / f"{label_set}.jsonl").read_text(encoding="utf-8").split("\n")
    return tuple(_row(json.loads(line)) for line in lines if line.strip())


def mail(row: Row, root: Path) -> bytes:
    """The bytes at the row's path, its placeholders replaced."""
    content = (root / row.path).read_bytes()
    for placeholder, value in (row.more.get("substitute") or {}).items():
        content = content.replace(placeholder.encode(), str(value).encode())
    return content


def _row(line: Mapping[str, Any]) -> Row:
    known = ("id", "path", "expect", "text")
    more = {key: value for key, value in line.items() if key not in known}
    return Row(line["id"], line["path"], line["expect"], line.get("text"), MappingProxyType(more))

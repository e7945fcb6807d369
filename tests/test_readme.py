"""What the README says exists, and what exists it says."""

import re
from pathlib import Path

from tests.readme import FILES, renewed
from worker import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme() -> None:
    """An operator finds each command there, and none that is gone."""
    named = set(re.findall(r"`worker ([a-z-]+)", README)) - {"log"}
    assert named == set(cli.worker.commands) - {"log"}


def test_every_make_target_is_in_the_readme() -> None:
    """So does a developer with `make`."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {f"make {target}" for target in targets} <= set(re.findall(r"make [a-z]+", README))


def test_every_folder_of_the_map_exists() -> None:
    """The map names no place that a newcomer would look for in vain."""
    for path in re.findall(r"^\| `((?:worker|templates|config|tests)/[a-z_./]*)`", README, re.MULTILINE):
        assert (ROOT / path).exists(), path


def test_the_tables_are_those_of_the_product() -> None:
    """Clauses, verbs, letters and what templates may print are told as they are; `make readme` writes them anew."""
    for path, tables in FILES.items():
        text = path.read_text(encoding="utf-8")
        assert renewed(text, tables) == text, path


def test_every_room_of_the_map_exists() -> None:
    """The tree names every floor, from the top to the bottom, and no room or file that is not there."""
    tree = README.partition("    worker/\n")[2].partition("\n\n")[0]
    floors = re.findall(r"^ {6}([a-z]+)(?:/|\.py) ", tree, re.MULTILINE)
    assert floors == [
        "cli",
        "demo",
        "app",
        "rounds",
        "jobs",
        "reports",
        "workplace",
        "adapters",
        "policy",
        "model",
    ]
    for name in re.findall(r"\b([a-z_]+(?:/|\.py))", tree):
        assert list((ROOT / "worker").rglob(name.rstrip("/"))), name

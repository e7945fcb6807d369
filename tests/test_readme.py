"""What the README says exists, and what exists it says."""

import re
from pathlib import Path

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

"""The health file: the whole of it or the one before, for everybody to read, and a sentence where it cannot be."""

import json
import os
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from worker.adapters.health_file import HealthFileRefused, as_json, write
from worker.policy.health import Health, Trouble

NOW = datetime(2026, 3, 2, 9, 30, 15, 999, tzinfo=UTC)
TROUBLE = Trouble("a letter waits", "A letter has waited.", "Run `worker check`.", NOW)
HEALTH = Health(at=NOW, troubles=(TROUBLE,), holidays_until=date(2028, 12, 31), letters_waiting=3)


def test_what_it_says() -> None:
    """Times to the second in UTC, null where nothing is known."""
    assert json.loads(as_json(HEALTH)) == {
        "at": "2026-03-02T09:30:15+00:00",
        "well": False,
        "troubles": [
            {
                "name": "a letter waits",
                "what": "A letter has waited.",
                "to_do": "Run `worker check`.",
                "since": "2026-03-02T09:30:15+00:00",
            }
        ],
        "last_look": None,
        "letters_waiting": 3,
        "oldest_letter_since": None,
        "open_cases": None,
        "bank_holidays_known_until": "2028-12-31",
    }


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_everybody_may_read_it(tmp_path: Path, umask: int) -> None:
    """Whatever the worker was started with, and nobody else may write it."""
    before = os.umask(umask)
    try:
        write(tmp_path / "health.json", HEALTH)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "health.json").stat().st_mode) == 0o644


def test_it_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Whoever has the old file open reads it to its end; a draft that a crash left behind is no hindrance."""
    path = tmp_path / "health.json"
    path.write_text("old")
    (tmp_path / ".health.json.draft").write_text("a part of a f")
    with path.open() as reader:
        write(path, HEALTH)
        assert reader.read() == "old"
    assert json.loads(path.read_text())["letters_waiting"] == 3
    assert os.listdir(tmp_path) == ["health.json"]  # noqa: PTH208 hidden files too


def test_it_writes_through_no_link(tmp_path: Path) -> None:
    """In a folder where everybody may write, somebody could lay one to a file of ours."""
    ours = tmp_path / "ours"
    ours.write_text("ours")
    (tmp_path / ".health.json.draft").symlink_to(ours)
    write(tmp_path / "health.json", HEALTH)
    assert ours.read_text() == "ours"


@pytest.mark.parametrize(
    ("name", "why"),
    [("nowhere/health.json", "No such file or directory"), ("file/health.json", "Not a directory")],
)
def test_a_place_where_it_cannot_be(tmp_path: Path, name: str, why: str) -> None:
    """One sentence that names the file, why, and the key to change."""
    (tmp_path / "file").write_text("")
    with pytest.raises(HealthFileRefused) as refused:
        write(tmp_path / name, HEALTH)
    assert str(refused.value) == (
        f"The health file {tmp_path / name} cannot be written: {why}. Make its folder, or change file under [health] "
        "in office.toml."
    )


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    """It is left as it is."""
    (tmp_path / "health.json").mkdir()
    with pytest.raises(HealthFileRefused, match="Is a directory"):
        write(tmp_path / "health.json", HEALTH)
    assert (tmp_path / "health.json").is_dir()

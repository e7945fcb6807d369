"""`worker preview`: letters as their readers will see them, before anybody gets one."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import ROOT, typed

FIRST = "OPT-2026-0001"


def test_a_letter_is_shown_on_every_screen(tmp_path: Path) -> None:
    """In an inbox, at both widths, light and dark, as plain text; the terminal says what the checks found."""
    folder = tmp_path / "shown"
    said = typed("preview", "m07", "S4", "--output", str(folder))
    assert (said.code, said.err) == (0, "")
    assert re.search(
        r"^M07 with all facts: well \(grade \d\.\d, longest sentence \d+ words, 100% of the", said.out
    )
    assert said.out.strip().endswith(f"{folder}/index.html")
    page = (folder / "M07.html").read_text(encoding="utf-8")
    frames = re.findall(r'title="((?:Light|Dark), (?:320|640) pixels)"', page)
    assert {frames.count(each) for each in set(frames)} == {3}
    assert len(set(frames)) == 4
    assert "@media all{" in page
    assert "http" not in page.replace("http-equiv", "")
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "What we propose to do about your compl…" in index
    assert {each.name for each in folder.glob("*.html")} == {"index.html", "M07.html", "S4.html"}


def test_what_the_checks_find_is_said_with_the_letter(tmp_path: Path) -> None:
    """Somebody wrote officialese: it is shown all the same, and the exit code says that there is something to see."""
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    path = templates / "client" / "M02_neutral_acknowledgement.txt"
    path.write_text(path.read_text().replace("A person reads", "Kindly note that a person reads"))
    said = typed("--templates", str(templates), "preview", "M02", "--output", str(tmp_path / "shown"))
    assert said.code == 1
    assert "M02 with all facts: words: Officialese: kindly." in said.out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("M99",), 1, "There is no letter 'M99'; there are M01, M02"),
        (
            ("M07", "--case", "OPT-2026-9999"),
            1,
            "There is no complaint 'OPT-2026-9999'; `worker cases --all`",
        ),
        (
            ("M07", "--output", str(ROOT / "tests")),
            2,
            "holds something else; name another folder with --output.",
        ),
    ],
)
def test_what_cannot_be_shown_is_a_sentence(
    filled: str, words: tuple[str, ...], code: int, sentence: str
) -> None:
    """An unknown letter or complaint, or a folder with other things in it, which stay."""
    said = typed("preview", *words, environment={"DATABASE_URL": filled})
    assert said.code == code
    assert sentence in said.trouble


def test_a_broken_template_is_a_sentence_with_what_to_do(tmp_path: Path) -> None:
    """File, line, what is wrong, and what would be right."""
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    path = templates / "client" / "M07_proposal.txt"
    path.write_text(path.read_text().replace("{{ topic }}", "{{ topci }}"))
    said = typed("--templates", str(templates), "preview", "M07", "--output", str(tmp_path / "shown"))
    assert said.code == 2
    assert f"{path}:6: this letter knows no fact “topci”, did you mean “topic”" in said.trouble


def test_a_complaint_lends_its_facts(filled: str, tmp_path: Path) -> None:
    """With --case the letter stands as that client would have it: their name and subject, and the reference."""
    folder = tmp_path / "shown"
    said = typed(
        "preview", "M01", "--case", FIRST, "--output", str(folder), environment={"DATABASE_URL": filled}
    )
    assert said.err == ""
    page = (folder / "M01.html").read_text(encoding="utf-8")
    assert FIRST in page
    assert "OPT-2026-0042" not in page

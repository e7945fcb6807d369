"""`worker log export`: the whole log as a workbook, as CSV and as lines of JSON."""

import csv
import json
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from string import ascii_uppercase

from tests.adapters.in_the_log import NOW, clock, complaint, migrated, note, sent
from tests.adapters.spreadsheet import read_sheet
from tests.cli.terminal import command, typed
from worker.adapters.log import journal
from worker.model.catalogue import LetterKind
from worker.model.letter_event import LetterQueued, LetterReturned
from worker.model.time import Clock

FORMULA = '=HYPERLINK("http://evil.example")'
HEADINGS = [
    *("Reference", "Stage", "Complainant", "E-mail", "Subject", "Section", "Received", "Channel", "Day 0"),
    *(kind.capitalize() for kind in Clock),
    *("Next due", "Waits for", "Letters"),
]
COLUMNS = [*ascii_uppercase, *(f"A{letter}" for letter in ascii_uppercase)][: len(HEADINGS)]


def written(url: str, folder: Path) -> tuple[Path, Path, Path]:
    """The three files of a log with two complaints: one full of traps, one that is acknowledged."""
    queued = LetterQueued(
        letter=LetterKind.ACKNOWLEDGEMENT, recipient="jane@client.example", message_id="<m01@optimised.net>"
    )
    returned = LetterReturned(
        letter=LetterKind.ACKNOWLEDGEMENT,
        recipient="jane@client.example",
        message_id="<m01@optimised.net>",
        status="5.1.1",
        mail=3,
    )
    with migrated(url) as store, store.writing(NOW) as tx:
        journal.append(
            tx,
            "OPT-2026-0001",
            [replace(complaint(FORMULA, "+1\x07\r\n2"), section="client-services"), clock(), note(2)],
        )
        journal.append(tx, "OPT-2026-0002", [complaint(), clock(), queued, sent(), returned])
    files = tuple(folder / f"log.{kind}" for kind in ("xlsx", "csv", "jsonl"))
    options = zip(("--xlsx", "--csv", "--json"), map(str, files), strict=True)
    words = [word for option in options for word in option]
    said = command("log", "export", *words, environment={"DATABASE_URL": url})
    assert (said.code, said.err) == (0, "")
    assert said.out == f"2 complaints with every line of their log: {', '.join(map(str, files))}\n"
    return files[0], files[1], files[2]


def test_all_three_files(empty: str, tmp_path: Path) -> None:
    """A sheet of complaints, a sheet of lines, the lines as CSV, and each line as the log holds it."""
    workbook, table, lines = written(empty, tmp_path)
    assert {stat.S_IMODE(file.stat().st_mode) for file in (workbook, table, lines)} == {0o600}

    complaints = read_sheet(workbook, 1)
    assert [complaints.cells[f"{letter}1"].text for letter in COLUMNS] == HEADINGS
    assert [cell.text for cell in complaints.column("A")] == ["OPT-2026-0001", "OPT-2026-0002"]
    assert [cell.text for cell in complaints.column("E")] == [FORMULA, "Overcharged since January"]
    assert [cell.text for cell in complaints.column("F")] == ["Client Services", "client_services"]
    due = (date(2026, 3, 6) - date(1899, 12, 30)).days
    assert [cell.number for cell in complaints.column("J")] == [due, due]
    assert [cell.text for cell in complaints.column(COLUMNS[-1])] == ["", "M01 (acknowledgement) came back"]
    assert not [cell for cell in complaints.cells.values() if cell.is_formula]
    next_due = COLUMNS[HEADINGS.index("Next due")]
    assert f'sqref="{next_due}2:{next_due}3"' in complaints.xml

    entries = read_sheet(workbook, 2)
    assert [cell.number for cell in entries.column("B")] == [1, 2, 3, 1, 2, 3, 4, 5]
    assert entries.column("E")[0].text == "Complaint received"
    assert entries.column("F")[1].text == "Acknowledge: runs until the end of Friday 6 March 2026 (3.1.8.1)."
    assert entries.column("G")[0].text == "+1\n2"

    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Reference", "Number", "At (London)", "Actor", "Kind", "What", "Words"]
    assert rows[1][2] == "2026-03-02 09:30"
    assert rows[1][6] == "'+1\n2"
    assert len(rows) == 9

    held = [json.loads(line) for line in lines.read_text().splitlines()]
    assert all(list(each) == ["reference", "number", "at", "actor", "kind", "fact", "hash"] for each in held)
    assert held[0]["at"] == "2026-03-02T09:30:00+00:00"
    assert held[0]["fact"]["words"] == "+1\x07\r\n2"


def test_an_empty_log(empty: str, tmp_path: Path) -> None:
    """Nothing to tell is told under the headings."""
    assert typed("migrate", environment={"DATABASE_URL": empty}).code == 0
    said = typed("log", "export", "--xlsx", str(tmp_path / "log.xlsx"), environment={"DATABASE_URL": empty})
    assert (said.code, said.err) == (0, "")
    assert read_sheet(tmp_path / "log.xlsx", 1).cells["A1"].text == "Reference"


def test_a_folder_that_is_not_there(filled: str, tmp_path: Path) -> None:
    """One sentence names the file, and nothing is left behind."""
    file = tmp_path / "nowhere" / "log.xlsx"
    said = typed("log", "export", "--xlsx", str(file), environment={"DATABASE_URL": filled})
    assert said.code == 2
    assert said.trouble == (
        f"{file} cannot be written: No such file or directory. Choose another place for it."
    )
    assert not list(tmp_path.iterdir())

"""Files of the log: what clients wrote comes back as text, dates as dates, and a file is whole or not there."""

import csv
import io
import json
import os
import re
import signal
import stat
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from tests.adapters.in_the_log import ended, process
from tests.adapters.spreadsheet import ReadSheet, number_format, read_sheet
from tests.servers.until import until
from worker.adapters import workbook
from worker.adapters.workbook import (
    LONGEST_CELL,
    Cell,
    Column,
    FileRefused,
    Shade,
    Table,
    workbook_bytes,
    write_csv,
    write_lines,
    write_workbook,
)

SUMMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
READ_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
ELLIPSIS_OF_MARKS = "<r></is></c><c r='Z9' t='str'><f>1+1</f></c><c><is></r>"

# What a cell holds, what the workbook gives back, what the CSV file gives back.
NASTY = (
    ("=1+1", "=1+1", "'=1+1"),
    ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ('=HYPERLINK("http://evil.example","x")', '=HYPERLINK("http://evil.example","x")', None),
    ("{=SUM(A1:A9)}", "{=SUM(A1:A9)}", "{=SUM(A1:A9)}"),
    ("+44 1253 000000", "+44 1253 000000", "'+44 1253 000000"),
    ("-2+3", "-2+3", "'-2+3"),
    ("- a dash first", "- a dash first", "'- a dash first"),
    ("@SUM(1)", "@SUM(1)", "'@SUM(1)"),
    ("  =1+1", "  =1+1", "'  =1+1"),
    ("\n=1+1", "\n=1+1", "'\n=1+1"),
    ("\t=1+1", "\t=1+1", "'\t=1+1"),
    ("\tindented", "\tindented", "'\tindented"),
    ("\rreturned", "\nreturned", "'\nreturned"),
    ("\r\n=1+1", "\n=1+1", "'\n=1+1"),
    ("\x00=1+1", "=1+1", "'=1+1"),
    ("\u00a0=1+1", "\u00a0=1+1", "'\u00a0=1+1"),
    ("\u200b=1+1", "\u200b=1+1", "'\u200b=1+1"),
    ("\ufeff=1+1", "\ufeff=1+1", "'\ufeff=1+1"),
    ("＝1+1", "＝1+1", "'＝1+1"),
    ("＠SUM(1)", "＠SUM(1)", "'＠SUM(1)"),
    ("a=1", "a=1", "a=1"),
    ("'=1+1", "'=1+1", "'=1+1"),
    ("http://evil.example/", "http://evil.example/", "http://evil.example/"),
    ("mailto:jane@client.example", "mailto:jane@client.example", "mailto:jane@client.example"),
    ("internal:Sheet2!A1", "internal:Sheet2!A1", "internal:Sheet2!A1"),
    ("00123", "00123", "00123"),
    ("1e5", "1e5", "1e5"),
    ("2026-03-02", "2026-03-02", "2026-03-02"),
    ("TRUE", "TRUE", "TRUE"),
    ("#N/A", "#N/A", "#N/A"),
    ("bell\x07 escape\x1b[31m null\x00 end", "bell escape[31m null end", "bell escape[31m null end"),
    ("next\x85line", "nextline", "nextline"),
    ("vertical\x0btab form\x0cfeed", "verticaltab formfeed", "verticaltab formfeed"),
    ("lone \ud800 surrogate \udfff", "lone  surrogate ", "lone  surrogate "),
    ("not \ufffe characters \uffff", "not  characters ", "not  characters "),
    ("_x0041_ and _x000D_", "_x0041_ and _x000D_", "_x0041_ and _x000D_"),
    ('<b>bold</b> & "quoted" ]]>', '<b>bold</b> & "quoted" ]]>', '<b>bold</b> & "quoted" ]]>'),
    ("<r>rich</r>", "<r>rich</r> ", "<r>rich</r>"),
    (ELLIPSIS_OF_MARKS, f"{ELLIPSIS_OF_MARKS} ", ELLIPSIS_OF_MARKS),
    ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour", "one\ntwo\nthree\nfour"),
    ("  spaces around  ", "  spaces around  ", "  spaces around  "),
    ('comma, "quote"; semicolon', 'comma, "quote"; semicolon', 'comma, "quote"; semicolon'),
    ("Siobhán O’Neill £213.45 – naïve", "Siobhán O’Neill £213.45 – naïve", "Siobhán O’Neill £213.45 – naïve"),
    ("שלום مرحبا 你好", "שלום مرحبا 你好", "שלום مرحبا 你好"),
    ("👩‍👩‍👧 family", "👩‍👩‍👧 family", "👩‍👩‍👧 family"),
    ("x" * 40_000, "x" * LONGEST_CELL, "x" * 40_000),
    ("😀" * 20_000, "😀" * (LONGEST_CELL // 2), "😀" * 20_000),
)


def table(*rows: tuple[Cell, ...], shade: Shade = Shade.NONE) -> Table:
    """A table of as many columns as its rows have."""
    width = len(rows[0]) if rows else 1
    return Table("Log", tuple(Column(f"Column {number}", 12, shade) for number in range(width)), rows)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Every nasty cell in a workbook and in a CSV file."""
    folder = tmp_path_factory.mktemp("nasty")
    rows = table(*((text,) for text, _, _ in NASTY))
    write_workbook(folder / "log.xlsx", [rows])
    write_csv(folder / "log.csv", rows)
    return folder / "log.xlsx", folder / "log.csv"


def test_nasty_cells_come_back_as_text_from_a_workbook(nasty: tuple[Path, Path]) -> None:
    """Each is text, marked as text for whoever edits it, as it was but for what no file can hold; none calculates."""
    sheet = read_sheet(nasty[0])
    cells = sheet.column("A")
    assert [cell.text for cell in cells] == [kept for _, kept, _ in NASTY]
    assert {number_format(nasty[0], cell) for cell in cells} == {"@"}
    assert not [cell for cell in sheet.cells.values() if cell.is_formula or cell.number is not None]
    assert "<f>" not in sheet.xml
    assert "hyperlink" not in sheet.xml


def test_nasty_cells_come_back_as_text_from_csv(nasty: tuple[Path, Path]) -> None:
    """Each that a spreadsheet would calculate has an apostrophe in front; the others are as they were."""
    content = nasty[1].read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    with nasty[1].open(encoding="utf-8-sig", newline="") as file:
        cells = [row[0] for row in csv.reader(file)][1:]
    assert cells == [kept if kept is not None else f"'{text}" for text, _, kept in NASTY]


def test_dates_numbers_and_times_are_real(tmp_path: Path) -> None:
    """A date is a date, an instant is London time, a number is a number, and nothing is an empty cell."""
    rows = table((date(2026, 3, 23), SUMMER, 42, None, ""), (date(1899, 1, 1), SUMMER, 0, "x", None))
    write_workbook(tmp_path / "log.xlsx", [rows])
    cells = read_sheet(tmp_path / "log.xlsx").cells
    assert cells["A2"].number == (date(2026, 3, 23) - date(1899, 12, 30)).days
    assert number_format(tmp_path / "log.xlsx", cells["A2"]) == "ddd d mmm yyyy"
    at_london = datetime(2026, 7, 1, 23, 30) - datetime(1899, 12, 30)  # noqa: DTZ001  as a cell holds it
    assert cells["B2"].number == pytest.approx(at_london.total_seconds() / 86_400)
    assert cells["C2"].number == 42
    assert cells["A3"].text == "1899-01-01"
    assert not {"D2", "E2", "E3"} & set(cells)


def test_csv_dates_sort_and_instants_are_london_time(tmp_path: Path) -> None:
    """Dates are written as YYYY-MM-DD, which no country reads otherwise."""
    write_csv(tmp_path / "log.csv", table((date(2026, 3, 23), SUMMER, -5, None)))
    assert (tmp_path / "log.csv").read_text("utf-8-sig").splitlines()[1] == "2026-03-23,2026-07-01 23:30,-5,"


def test_header_filters_and_colour(tmp_path: Path) -> None:
    """The header stays in sight, each column has a filter and a width, and a date that has passed is coloured."""
    path = tmp_path / "log.xlsx"
    write_workbook(path, [table((date(2026, 3, 23), "a"), (None, "b"), shade=Shade.OVERDUE)])
    sheet = read_sheet(path)
    assert [sheet.cells[place].text for place in ("A1", "B1")] == ["Column 0", "Column 1"]
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet.xml
    assert '<autoFilter ref="A1:B3"/>' in sheet.xml
    assert '<col min="1" max="2" width="12.7109375" customWidth="1"/>' in sheet.xml
    assert '<conditionalFormatting sqref="A2:A3">' in sheet.xml
    assert "AND(ISNUMBER($A2),$A2&lt;TODAY())" in sheet.xml


def test_several_sheets_and_an_empty_one(tmp_path: Path) -> None:
    """Each table has its sheet, and one without rows still has its header."""
    write_workbook(tmp_path / "log.xlsx", [table(("first",)), Table("Empty", (Column("Only", 9),), ())])
    assert read_sheet(tmp_path / "log.xlsx", 1).cells["A2"].text == "first"
    assert list(read_sheet(tmp_path / "log.xlsx", 2).cells) == ["A1"]


def test_more_rows_than_excel_takes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is lost in silence: a sheet that is full is said to be, and nothing is left."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    write_workbook(tmp_path / "full.xlsx", [table(("1",), ("2",))])
    with pytest.raises(FileRefused, match="no room for more than 2 rows; write CSV instead"):
        write_workbook(tmp_path / "more.xlsx", [table(("1",), ("2",), ("3",))])
    assert [file.name for file in tmp_path.iterdir()] == ["full.xlsx"]


def shared_texts(content: bytes) -> list[str]:
    """The texts of a workbook in memory by the number that its cells give."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with ZipFile(io.BytesIO(content)) as book:
        table = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314  our own file
    return [
        READ_ESCAPE.sub(
            lambda found: chr(int(found[1], 16)), "".join(t.text or "" for t in si.iter(f"{main}t"))
        )
        for si in table.iter(f"{main}si")
    ]


def read_bytes(folder: Path, content: bytes) -> ReadSheet:
    """The first sheet of a workbook in memory."""
    (folder / "read.xlsx").write_bytes(content)
    return read_sheet(folder / "read.xlsx")


def test_nasty_cells_come_back_as_text_from_a_workbook_in_memory(tmp_path: Path) -> None:
    """The promise of the file holds for the bytes, too, though their texts stand in one place of their own."""
    content = workbook_bytes([table(*((text,) for text, _, _ in NASTY))])
    sheet = read_bytes(tmp_path, content)
    texts, cells = shared_texts(content), sheet.column("A")
    assert [texts[int(cell.number or 0)] for cell in cells] == [kept for _, kept, _ in NASTY]
    assert {number_format(tmp_path / "read.xlsx", cell) for cell in cells} == {"@"}
    assert sheet.xml.count(' t="s"') == len(NASTY) + 1
    assert not [cell for cell in sheet.cells.values() if cell.is_formula]
    assert "<f>" not in sheet.xml
    assert "hyperlink" not in sheet.xml


def test_a_workbook_in_memory_looks_like_the_file(tmp_path: Path) -> None:
    """Dates, numbers, empty cells, frozen header, filters and colours are the same in both."""
    rows = table((date(2026, 3, 23), SUMMER, 42, None), (None, SUMMER, 0, None), shade=Shade.OVERDUE)
    write_workbook(tmp_path / "log.xlsx", [rows])
    written, sent = read_sheet(tmp_path / "log.xlsx"), read_bytes(tmp_path, workbook_bytes([rows]))
    below = {place: cell for place, cell in written.cells.items() if not place.endswith("1")}
    assert len(below) == 5
    assert {place: cell for place, cell in sent.cells.items() if not place.endswith("1")} == below
    around = [re.sub("<sheetData>.*</sheetData>", "", each.xml) for each in (sent, written)]
    assert around[0] == around[1]
    assert "conditionalFormatting" in around[0]


def test_the_same_rows_give_the_same_bytes() -> None:
    """With the same creation, which stands in the file in UTC whatever zone it was given in."""
    rows, created = table(("words", 1, SUMMER)), datetime(2026, 7, 1, 7, tzinfo=UTC)
    first = workbook_bytes([rows], created)
    assert workbook_bytes([rows], created.astimezone(ZoneInfo("Europe/London"))) == first
    assert workbook_bytes([rows], created.replace(hour=8)) != first
    with ZipFile(io.BytesIO(first)) as book:
        assert b">2026-07-01T07:00:00Z</dcterms:created>" in book.read("docProps/core.xml")


def test_a_workbook_in_memory_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It succeeds where no file can be written at all, and so can leave none behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    monkeypatch.chdir(tmp_path)
    assert workbook_bytes([table(("words " * 5_000,))]).startswith(b"PK")
    assert list(tmp_path.iterdir()) == []


def test_rows_that_fail_pass_through_a_workbook_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a full sheet nor rows that cannot be read give bytes."""

    def failing() -> Iterator[tuple[Cell, ...]]:
        yield ("first",)
        raise LookupError

    with pytest.raises(LookupError):
        workbook_bytes([Table("Log", (Column("Words", 9),), failing())])
    monkeypatch.setattr(workbook, "MOST_ROWS", 1)
    with pytest.raises(FileRefused, match="no room for more than 1 rows; write CSV instead"):
        workbook_bytes([table(("1",), ("2",))])


def test_lines_are_json_lines_whatever_they_hold(tmp_path: Path) -> None:
    """Each object is one line of UTF-8 and is read back as it was, even with half a character in it."""
    held = [{"words": text} for text, _, _ in NASTY]
    write_lines(tmp_path / "log.jsonl", (json.dumps(each, ensure_ascii=False) for each in held))
    lines = (tmp_path / "log.jsonl").read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line.decode()) for line in lines] == held


Write = Callable[[Path, Iterator[tuple[Cell, ...]]], None]


def as_workbook(path: Path, rows: Iterator[tuple[Cell, ...]]) -> None:
    """Write these rows as a workbook."""
    write_workbook(path, [Table("Log", (Column("Words", 9),), rows)])


def as_csv(path: Path, rows: Iterator[tuple[Cell, ...]]) -> None:
    """Write these rows as CSV."""
    write_csv(path, Table("Log", (Column("Words", 9),), rows))


def as_lines(path: Path, rows: Iterator[tuple[Cell, ...]]) -> None:
    """Write these rows as lines."""
    write_lines(path, (str(row[0]) for row in rows))


WRITERS = pytest.mark.parametrize("write", [as_workbook, as_csv, as_lines])


@WRITERS
def test_rows_pass_through_and_never_pile_up(write: Write, tmp_path: Path) -> None:
    """Twelve megabytes of rows take less than three of memory at any moment."""
    rows: Iterator[tuple[Cell, ...]] = ((f"{number} {'words ' * 500}",) for number in range(4_000))
    tracemalloc.start()
    try:
        write(tmp_path / "log", rows)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@WRITERS
def test_a_file_is_its_owner_s_alone_and_replaces_an_older_one(write: Write, tmp_path: Path) -> None:
    """Nobody else can read what clients wrote, and no other file is left in the folder."""
    (tmp_path / "log").write_text("older")
    write(tmp_path / "log", iter([("new",)]))
    assert (tmp_path / "log").read_bytes() != b"older"
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["log"]


@WRITERS
def test_rows_that_fail_leave_the_older_file(write: Write, tmp_path: Path) -> None:
    """What goes wrong half-way passes through, and the file is the one that was there."""

    def failing() -> Iterator[tuple[Cell, ...]]:
        yield ("first",)
        raise LookupError

    (tmp_path / "log").write_text("older")
    with pytest.raises(LookupError):
        write(tmp_path / "log", failing())
    assert (tmp_path / "log").read_text() == "older"
    assert [file.name for file in tmp_path.iterdir()] == ["log"]


@WRITERS
def test_a_crash_leaves_the_older_file(write: Write, tmp_path: Path) -> None:
    """A process that is killed while it writes leaves the file as it was, and nothing that looks like one."""
    begun = tmp_path / "begun"

    def endless() -> Iterator[tuple[Cell, ...]]:
        while True:
            yield ("words " * 5_000,)
            begun.touch()

    (tmp_path / "log").write_text("older")
    writing = process(lambda: write(tmp_path / "log", endless()))
    assert until(begun.exists)
    assert writing.pid
    os.kill(writing.pid, signal.SIGKILL)
    assert ended(writing) == -signal.SIGKILL
    assert (tmp_path / "log").read_text() == "older"
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith(".")] in (
        ["begun", "log"],
        ["log", "begun"],
    )


@WRITERS
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("nowhere/log", "No such file or directory"),
        ("folder", "Is a directory"),
        ("file/log", "Not a directory"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(write: Write, place: str, said: str, tmp_path: Path) -> None:
    """One sentence says which file cannot be written and why."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(FileRefused, match=f"{place} cannot be written: {said}. Choose another place"):
        write(tmp_path / place, iter([("words",)]))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder"]

"""Tables to files: a workbook (only importer of xlsxwriter), CSV, lines of JSON; rows pass through one by one.

What clients wrote stays text: it becomes neither a formula nor a link, and no character of it breaks a file.
"""

import csv
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import category
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.utility import xl_col_to_name

Cell = str | int | date | datetime | None
"""A datetime is an aware instant and shown as London time; None is an empty cell."""

LONGEST_CELL = 32_767
"""What Excel takes in a cell, in UTF-16 units."""

MOST_ROWS = 1_048_575
"""What Excel takes in a sheet below the header."""

_LONDON = ZoneInfo("Europe/London")
_OLDEST_YEAR = 1900
_BEGINS_FORMULA = "=+-@＝＋－＠"
_KEPT_CONTROLS = "\t\n"
_UNWRITABLE = {"\ufffe", "\uffff"}

# Of a table's cells; text is marked as text, so that it stays so when somebody edits the cell.
_FORMATS: dict[type, dict[str, object]] = {
    str: {"num_format": "@", "valign": "top"},
    int: {"num_format": "0", "valign": "top"},
    date: {"num_format": "ddd d mmm yyyy", "valign": "top", "align": "left"},
    datetime: {"num_format": "ddd d mmm yyyy hh:mm", "valign": "top", "align": "left"},
}
_HEADER = {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "top"}
_OVERDUE = {"bg_color": "#F8D0CC", "font_color": "#7A0C00", "bold": True}
_DUE_TODAY = {"bg_color": "#FCE8B2", "font_color": "#5C4400", "bold": True}
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class FileRefused(Exception):
    """The file cannot be written; a person must look at its folder, or choose another."""


class Shade(Enum):
    """Whether a column of dates is coloured: `OVERDUE` marks days before today, and today itself more lightly."""

    NONE = "none"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and its colour."""

    title: str
    width: int
    shade: Shade = Shade.NONE


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the rows are read once, one after the other."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


def write_workbook(path: Path, tables: Iterable[Table]) -> None:
    """Write an XLSX file with a sheet for each table: frozen header, filters, real dates; FileRefused."""
    with _taking_the_place_of(path) as draft:
        options = {**_OPTIONS, "constant_memory": True, "tmpdir": str(draft.parent)}
        _fill_book(xlsxwriter.Workbook(str(draft), options), tables)


def workbook_bytes(tables: Iterable[Table], created: datetime | None = None) -> bytes:
    """The same workbook in memory, for a few thousand rows: no file is written, not even for a moment; FileRefused.

    `created` is aware and stands in the properties of the file: with it the same rows give the same bytes.
    """
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {**_OPTIONS, "in_memory": True})
    if created:
        book.set_properties({"created": created.astimezone(UTC)})
    _fill_book(book, tables)
    return content.getvalue()


def write_csv(path: Path, table: Table) -> None:
    """Write a CSV file (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows it; FileRefused.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    with _taking_the_place_of(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.title for column in table.columns)
        writer.writerows([_csv_text(cell) for cell in row] for row in table.rows)


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write one text a line in UTF-8, as JSON lines are; FileRefused."""
    with _taking_the_place_of(path) as draft, draft.open("wb") as file:
        # What stands for a lone surrogate is its escape in JSON, too.
        file.writelines(f"{line}\n".encode(errors="backslashreplace") for line in lines)


@contextmanager
def _taking_the_place_of(path: Path) -> Iterator[Path]:
    """A file beside `path` that only its owner can read and that takes its place when the block ends well.

    A crash leaves `path` as it was, and at most a folder beside it that begins with a dot.
    """
    try:
        with TemporaryDirectory(prefix=f".{path.name[:50]}.", dir=path.parent) as folder:
            draft = Path(folder) / "draft"
            draft.touch(mode=0o600)
            yield draft
            with draft.open("rb") as written:
                os.fsync(written.fileno())
            draft.replace(path)
    except (OSError, XlsxFileError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise FileRefused(f"{path} cannot be written: {said}. Choose another place for it.") from error


def _fill_book(book: Any, tables: Iterable[Table]) -> None:
    try:
        formats = {kind: book.add_format(given) for kind, given in _FORMATS.items()}
        for table in tables:
            _fill(book, book.add_worksheet(table.name), table, formats)
    finally:
        book.close()


def _fill(book: Any, sheet: Any, table: Table, formats: dict[type, Any]) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(1, 0)
    header = book.add_format(_HEADER)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.title, header)
    last = 0
    for last, row in enumerate(table.rows, start=1):
        if last > MOST_ROWS:
            raise FileRefused(f"A sheet has no room for more than {MOST_ROWS:,} rows; write CSV instead.")
        for place, cell in enumerate(row):
            _write(sheet, (last, place), cell, formats)
    sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)
    for place, column in enumerate(table.columns):
        if column.shade is Shade.OVERDUE and last:
            _shade(book, sheet, place, last)


def _write(sheet: Any, place: tuple[int, int], cell: Cell, formats: dict[type, Any]) -> None:
    match cell:
        case None | "":
            return
        case datetime() if cell.year > _OLDEST_YEAR:
            sheet.write_datetime(*place, cell.astimezone(_LONDON).replace(tzinfo=None), formats[datetime])
        case date() if cell.year > _OLDEST_YEAR and not isinstance(cell, datetime):
            sheet.write_datetime(*place, cell, formats[date])
        case int():
            sheet.write_number(*place, cell, formats[int])
        case _:
            sheet.write_string(*place, _sheet_text(_in_words(cell)), formats[str])


def _shade(book: Any, sheet: Any, place: int, last: int) -> None:
    # The day is asked for when somebody opens the file, because it may lie for weeks.
    for criteria, look in (("<", _OVERDUE), ("=", _DUE_TODAY)):
        first = f"${xl_col_to_name(place)}2"
        rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({first}),{first}{criteria}TODAY())"}
        sheet.conditional_format(1, place, last, place, {**rule, "format": book.add_format(look)})


def _sheet_text(text: str) -> str:
    # XlsxWriter takes a text in these two marks for XML of its own and would write it as it stands.
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    units = text.encode("utf-16-le")
    return units[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore") if len(units) > 2 * LONGEST_CELL else text


def _csv_text(cell: Cell) -> str:
    text = _in_words(cell)
    return f"'{text}" if isinstance(cell, str) and _may_be_formula(text) else text


def _may_be_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate it; some look behind spaces, and nobody sees invisible characters."""
    seen = (letter for letter in text if not letter.isspace() and category(letter) != "Cf")
    return text.startswith(("\t", "\n")) or next(seen, " ") in _BEGINS_FORMULA


def _in_words(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.astimezone(_LONDON).strftime("%Y-%m-%d %H:%M")
        case date():
            return cell.isoformat()
        case _:
            return _clean(str(cell))


def _clean(text: str) -> str:
    """The text without what no file can hold: control characters but tab and line end, surrogates, noncharacters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(letter for letter in text if _is_writable(letter))


def _is_writable(letter: str) -> bool:
    return letter in _KEPT_CONTROLS or (category(letter) not in ("Cc", "Cs") and letter not in _UNWRITABLE)

"""Reads a workbook as Excel would, with the standard library alone: what we write is not read by what wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class ReadCell:
    """A cell: `text` if it holds text, `number` if it holds a number, and whether it is calculated."""

    text: str = ""
    number: float | None = None
    is_formula: bool = False
    style: int = 0


@dataclass(frozen=True)
class ReadSheet:
    """A sheet: its cells by place (A1), and its XML for what stands around them."""

    cells: dict[str, ReadCell]
    xml: str

    def column(self, letter: str) -> list[ReadCell]:
        """The cells of a column below its header, top first; an empty cell is one without text."""
        last = max(int(re.sub(r"\D", "", place)) for place in self.cells)
        return [self.cells.get(f"{letter}{row}", ReadCell()) for row in range(2, last + 1)]


def read_sheet(path: Path, number: int = 1) -> ReadSheet:
    """The sheet of that number, counted from 1; its XML and that of every other part must be well formed."""
    with ZipFile(path) as book:
        for name in book.namelist():
            ElementTree.fromstring(book.read(name))  # noqa: S314  our own file
        xml = book.read(f"xl/worksheets/sheet{number}.xml").decode()
    return ReadSheet(dict(_cells(xml)), xml)


def number_format(path: Path, cell: ReadCell) -> str:
    """How Excel shows the number in that cell."""
    with ZipFile(path) as book:
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))  # noqa: S314  our own file
    formats = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iter(f"{_MAIN}numFmt")}
    used = list(styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))[cell.style].get("numFmtId")
    return {"1": "0", "49": "@"}.get(used or "", formats.get(used, ""))


def _cells(xml: str) -> Iterator[tuple[str, ReadCell]]:
    for cell in ElementTree.fromstring(xml).iter(f"{_MAIN}c"):  # noqa: S314  our own file
        texts = "".join(each.text or "" for each in cell.iter(f"{_MAIN}t"))
        number = cell.findtext(f"{_MAIN}v")
        formula = cell.find(f"{_MAIN}f") is not None or cell.get("t") in ("str", "e")
        yield (
            cell.get("r", ""),
            ReadCell(
                text=_ESCAPE.sub(lambda found: chr(int(found[1], 16)), texts),
                number=float(number) if number else None,
                is_formula=formula,
                style=int(cell.get("s", "0")),
            ),
        )

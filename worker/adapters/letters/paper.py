"""Blocks as a PDF to print and post (only importer of fpdf2): A4, for a DL envelope with a window.

A DL envelope is 110 x 220 mm (ISO 269); its window in the United Kingdom is 35 x 90 mm, 20 mm from the left and 18 mm
from the bottom. A4 folded in three is 99 x 210 mm and may lie 11 mm lower or 10 mm more to a side in the envelope: what
stands 57 to 81 mm from the top and 22 to 98 mm from the left always shows, and nothing else may stand near it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

from fpdf import FPDF
from fpdf.fonts import TTFFont

from worker.adapters.letters.blocks import BOLD, Block, FactRows, Heading, Inset, Items, Paragraph, SmallPrint
from worker.adapters.letters.dates_in_words import in_words
from worker.adapters.letters.plain import inline, plain_lines
from worker.adapters.letters.tokens import Filled
from worker.adapters.letters.unbroken import unbroken
from worker.model.office import Company

_FONTS = (
    Path("/usr/share/fonts/truetype/dejavu"),  # Debian and Ubuntu: fonts-dejavu-core
    Path("/usr/share/fonts/dejavu-sans-fonts"),  # Fedora
    Path("/usr/share/fonts/TTF"),  # Arch
)
_REGULAR, _BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
_CORE = "helvetica"  # in every PDF reader, but Latin-1 only
_MISSING = "\N{WHITE SQUARE}"
_LATIN = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "•": "-", "…": "...", "€": "EUR "}
    | {"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "\u200b": "", _MISSING: "?"}
)

_MARGIN, _TOP, _FOOT = 22, 20, 32  # millimetres, as all measures but those of type
_WINDOW_TOP, _WINDOW_HEIGHT, _WINDOW_WIDTH = 57, 24, 76
_BODY_TOP, _FOLDS = 104, (99, 198)
_TYPE, _LINE, _GAP, _INDENT = 11, 5.4, 2.6, 6
_SMALL, _SMALL_LINE = 8, 3.7
_HEADINGS = {1: 15, 2: 12}
_GREY = 90
_MOST_ADDRESS_LINES = 6
_KEPT_TOGETHER = 5
_BULLET = "•"
_REFERENCE, _PAGE = "Our reference: {}", "Page {} of {{nb}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on the paper beside the words: who writes, to whom and where, when, and about what."""

    company: Company
    name: str
    address: str
    subject: str
    reference: str
    now: datetime


def paper(blocks: Iterable[Block], facts: Filled, sheet: Sheet) -> bytes:
    """The letter as a PDF; no text breaks it, and a character that no font here has leaves a square or a ?."""
    letter = tuple(blocks)
    end = next((place for place, block in enumerate(letter) if isinstance(block, SmallPrint)), len(letter))
    foot = (line.words for block in letter[end + 1 :] for line in plain_lines(block, facts))
    pages = _Pages(sheet, tuple(filter(None, foot)))
    pages.add_page()
    _write_address(pages)
    _write_opening(pages)
    for block in letter[:end]:
        _write_block(pages, block, facts)
    return bytes(pages.output())


def document(blocks: Iterable[Block], facts: Filled, sheet: Sheet) -> bytes:
    """The words as a PDF that goes with a letter: no address, no date and no reference."""
    words = tuple(blocks)
    end = next((place for place, block in enumerate(words) if isinstance(block, SmallPrint)), len(words))
    foot = (line.words for block in words[end + 1 :] for line in plain_lines(block, facts))
    pages = _Pages(sheet, tuple(filter(None, foot)), folds=())
    pages.add_page()
    pages.set_y(_WINDOW_TOP)
    pages.type(_HEADINGS[1], bold=True)
    pages.line_of(sheet.subject, _LINE + 2)
    pages.ln(_GAP)
    for block in words[:end]:
        _write_block(pages, block, facts)
    return bytes(pages.output())


class _Pages(FPDF):
    """The sheets: the company at the head of the first, its particulars at the foot of each."""

    def __init__(self, sheet: Sheet, foot: tuple[str, ...], folds: tuple[int, ...] = _FOLDS) -> None:
        super().__init__(unit="mm", format="A4")
        self.sheet, self._foot, self._folds = sheet, foot, folds
        self._known = _load_fonts(self)
        self.set_margins(_MARGIN, _TOP, _MARGIN)
        self.set_auto_page_break(True, margin=_FOOT)
        self.set_creation_date(sheet.now)
        self.set_title(sheet.subject)
        self.set_lang("en-GB")

    def header(self) -> None:
        """Who writes, on the first sheet only, and marks where to fold it."""
        if self.page_no() > 1:
            return
        company = self.sheet.company
        self.type(_HEADINGS[1], bold=True)
        self.line_of(company.name, _LINE + 2, align="R")
        self.type(_SMALL + 1)
        for line in filter(None, (company.address, company.phone, company.website)):
            self.line_of(line, _SMALL_LINE + 1, align="R")
        self.set_draw_color(_GREY)
        for fold in self._folds:
            self.line(4, fold, 8, fold)

    def footer(self) -> None:
        """The statutory particulars and the number of the sheet."""
        inner = self.l_margin
        self.set_left_margin(_MARGIN)
        self.set_xy(_MARGIN, 6 - _FOOT)
        self.type(_SMALL, grey=_GREY)
        for line in self._foot:
            self.line_of(line, _SMALL_LINE)
        self.line_of(_PAGE.format(self.page_no()), _SMALL_LINE, align="R")
        self.set_left_margin(inner)

    def type(self, size: float, *, bold: bool = False, grey: int = 0) -> None:
        """Write in this size from now on."""
        self.set_font(_REGULAR if self._known else _CORE, "B" if bold else "", size)
        self.set_text_color(grey)

    def line_of(self, text: str, height: float, *, align: str = "L", width: float = 0) -> None:
        """A line, or as many as the words need, and the next one below it."""
        self.multi_cell(width, height, self.fit(text), align=align, new_x="LMARGIN", new_y="NEXT")

    def keep_together(self, lines: int) -> None:
        """Go on overleaf where so many lines have no room here: a heading with its words, a name with its greeting."""
        if 1 < lines <= _KEPT_TOGETHER and self.will_page_break(lines * (_LINE + 0.6)):
            self.add_page()

    def break_before(self, text: str) -> None:
        """Begin a line where the first word has no room on this one: where the type changes fpdf2 would cut it."""
        first = text.split(" ", 1)[0]
        room = self.w - self.r_margin - self.x - 2 * self.c_margin
        width = self.get_string_width(first)
        if room < width < self.epw and self.x > self.l_margin + 1:
            self.ln(_LINE)

    def fit(self, text: str) -> str:
        """The text as the font here can show it."""
        plain = unbroken(text.replace("\t", " "))
        if self._known:
            return "".join(each if ord(each) in self._known or each == "\n" else _MISSING for each in plain)
        return "".join(map(_in_latin, normalize("NFC", plain).translate(_LATIN)))


def _load_fonts(pages: FPDF) -> frozenset[int]:
    """The characters of the font that this machine has; none where it has none and a core font must do."""
    folder = next((each for each in _FONTS if (each / _REGULAR).is_file() and (each / _BOLD).is_file()), None)
    if folder is None:
        return frozenset()
    pages.add_font(_REGULAR, "", folder / _REGULAR)
    pages.add_font(_REGULAR, "B", folder / _BOLD)
    font = pages.fonts[_REGULAR.lower()]
    return frozenset(font.cmap) if isinstance(font, TTFFont) else frozenset()


def _in_latin(character: str) -> str:
    """The character where Latin-1 has it, else the letter without its accent, else a question mark."""
    forms = (character, normalize("NFKD", character)[:1])
    return next((form for form in forms if form.encode("latin-1", "ignore")), "?")


def _write_address(pages: _Pages) -> None:
    """Name and address where the window is, in smaller type where they have long lines."""
    lines = _address_lines(pages.sheet)
    pages.type(_TYPE)
    widest = max((pages.get_string_width(pages.fit(line)) for line in lines), default=0) + 3
    pages.type(max(_SMALL, min(_TYPE, _TYPE * _WINDOW_WIDTH / widest)))
    pages.set_y(_WINDOW_TOP)
    for line in lines:
        height = _WINDOW_HEIGHT / _MOST_ADDRESS_LINES
        pages.cell(_WINDOW_WIDTH, height, pages.fit(line)[:60], new_x="LMARGIN", new_y="NEXT")


def _address_lines(sheet: Sheet) -> tuple[str, ...]:
    """Name and address, no more lines than the window has room for."""
    parts = (" ".join(part.split()) for part in re.split(r"[\n,]", sheet.address))
    lines = list(filter(None, (sheet.name, *parts)))
    while len(lines) > _MOST_ADDRESS_LINES:
        # The name, and the town and postcode at the end, keep lines of their own.
        lines[1:3] = [f"{lines[1]}, {lines[2]}"]
    return tuple(lines)


def _write_opening(pages: _Pages) -> None:
    """Date and reference beside the fold, and what the letter is about below it."""
    sheet = pages.sheet
    pages.type(_TYPE)
    pages.set_y(_WINDOW_TOP + _WINDOW_HEIGHT + 4)
    pages.line_of(in_words(sheet.now.date()), _LINE, align="R")
    pages.line_of(_REFERENCE.format(sheet.reference), _LINE, align="R")
    pages.set_y(_BODY_TOP)
    pages.type(_HEADINGS[2], bold=True)
    pages.line_of(sheet.subject, _LINE + 0.6)
    pages.ln(_GAP)


def _write_block(pages: _Pages, block: Block, facts: Filled) -> None:
    match block:
        case Heading(level, words):
            pages.keep_together(3)
            pages.ln(_GAP)
            pages.type(_HEADINGS[level], bold=True)
            pages.line_of(inline(words, facts), _LINE + 0.6)
        case Inset(lines):
            _write_inset(pages, facts.many_lines("\n".join(lines)))
        case Items(numbered, items):
            for number, item in enumerate(items, 1):
                _write_item(pages, f"{number}." if numbered else _BULLET, item, facts)
        case FactRows(rows):
            for name, fact in rows:
                _write_words(pages, f"**{name}**: {fact}", facts)
        case Paragraph(lines):
            pages.keep_together(len(lines))
            for line in lines:
                _write_words(pages, line, facts)
        case _:
            for plain in plain_lines(block, facts):
                _write_words(pages, plain.first + plain.words, Filled(""))
    pages.ln(_GAP)


def _write_words(pages: _Pages, words: str, facts: Filled) -> None:
    """A line of the letter with what is bold in it; facts come in last and are never read as notation."""
    for place, part in enumerate(BOLD.split(words)):
        pages.type(_TYPE, bold=place % 2 == 1)
        words_here = pages.fit(inline(part, facts))
        pages.break_before(words_here)
        pages.write(_LINE, words_here)
    pages.ln(_LINE)


def _write_item(pages: _Pages, mark: str, words: str, facts: Filled) -> None:
    pages.type(_TYPE)
    pages.cell(_INDENT, _LINE, pages.fit(mark))
    pages.set_left_margin(_MARGIN + _INDENT)
    _write_words(pages, words, facts)
    pages.set_left_margin(_MARGIN)
    pages.set_x(_MARGIN)


def _write_inset(pages: _Pages, words: str) -> None:
    """The client's lines, further in, at most one empty line between two."""
    pages.set_left_margin(_MARGIN + _INDENT)
    pages.set_x(_MARGIN + _INDENT)
    pages.type(_TYPE)
    pages.line_of(re.sub(r"\n\s*\n", "\n\n", words.strip()), _LINE)
    pages.set_left_margin(_MARGIN)
    pages.set_x(_MARGIN)

"""The look of the letters: palette, sizes and the font of the reader's own system."""

from dataclasses import dataclass, replace

PAPER, INK, NOTE, LINK, RULE = "#ffffff", "#0b0c0c", "#484f56", "#1d4f91", "#7b858d"
BUTTON, BUTTON_INK = "#1d4f91", "#ffffff"
DARK_PAPER, DARK_INK, DARK_NOTE, DARK_LINK = "#15181b", "#f3f2f1", "#c3c9ce", "#8fbcf5"
BARS = {"plain": "#4a7fa8", "quiet": "#7b8b97", "alarm": "#c0503f"}

FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
WIDTH = 600


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes in pixels of words, their lines and the two headings; `tone` is the class for dark mode."""

    size: int
    line: int
    headings: tuple[int, int]
    tone: str = "ink"
    colour: str = INK

    @property
    def foot(self) -> "Look":
        """The same letter's small print."""
        return replace(self, size=16, line=23, tone="note", colour=NOTE)

    @property
    def type(self) -> str:
        """The style of words; every cell carries it, because Word does not let tables inherit."""
        return f"font-family:{FONT};font-size:{self.size}px;line-height:{self.line}px;color:{self.colour};"


# The Local Government Ombudsman asks for 14 points, which is 18.7 px, in letters to the public.
CLIENT = Look(size=19, line=28, headings=(27, 22))
STAFF = Look(size=17, line=25, headings=(23, 19))

STYLE = f"""\
:root{{color-scheme:light dark}}
@media (prefers-color-scheme:dark){{
.paper{{background-color:{DARK_PAPER}!important}}
.ink{{color:{DARK_INK}!important}}
.note{{color:{DARK_NOTE}!important}}
.link{{color:{DARK_LINK}!important}}
}}"""

"""Whether the colours of a letter can be told apart, by white and by dark (WCAG 2.2)."""

from worker.adapters.letters import look

WORDS, LINES = 7.0, 3.0  # AAA for words, AA for lines and bars

PAIRS: tuple[tuple[str, str, float], ...] = (
    (look.INK, look.PAPER, WORDS),
    (look.NOTE, look.PAPER, WORDS),
    (look.LINK, look.PAPER, WORDS),
    (look.BUTTON_INK, look.BUTTON, WORDS),
    (look.RULE, look.PAPER, LINES),
    (look.DARK_INK, look.DARK_PAPER, WORDS),
    (look.DARK_NOTE, look.DARK_PAPER, WORDS),
    (look.DARK_LINK, look.DARK_PAPER, WORDS),
    (look.RULE, look.DARK_PAPER, LINES),
    *((look.BARS[tone], paper, LINES) for tone in look.BARS for paper in (look.PAPER, look.DARK_PAPER)),
)
"""What stands on what, and by how much it must differ."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, #rrggbb, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""Text from outside, made fit to be shown: nothing invisible that reorders or breaks its surroundings."""

import re

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_LONG_WORD = 30  # letters; what is longer is no word that has to stay whole
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # bidi overrides and isolates
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"  # lone surrogates and what is no character
    "\ue000-\ue003]"  # our own tokens
)


def clean_lines(text: str) -> str:
    """The same text with every line end as a newline and without control, bidi and surrogate characters."""
    return _UNFIT.sub("", _LINE_END.sub("\n", text))


def clean_line(text: str) -> str:
    """The same text on one line, its white space collapsed to single spaces."""
    return " ".join(clean_lines(text).split())


def shortened(text: str, length: int) -> str:
    """The text cut to at most `length` characters between two words, ending in three dots where something was cut."""
    if len(text) <= length:
        return text
    whole, _, begun = text[: max(length - 2, 0)].rpartition(" ")
    kept = whole if whole and len(begun) <= _LONG_WORD else text[: max(length - 3, 0)]
    return kept.rstrip(" .,:;") + "..."

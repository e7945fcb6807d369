"""Text from outside, made fit to be shown: nothing invisible that reorders or breaks its surroundings."""

import re

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
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
    """The text cut to at most `length` characters, ending in three dots where something was cut."""
    if len(text) <= length:
        return text
    return text[: max(length - 3, 0)].rstrip() + "..."

"""Text that may leave this package: no NUL, lone surrogate, control or direction character in it."""

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_HYPHENS = str.maketrans(
    "\u2010\u2011", "--"
)  # Word writes a reference with these, and no search finds it again
_NORMALISED = 2_000  # normalising a long run of combining marks takes quadratic time
_NAME = 200
_FILE_NAME = 120
_EXTENSION = 16


def text(value: str, *, instead: str = "") -> str:
    """The value with plain line feeds; `instead` stands for every control character but line feed and tab."""
    if value.isprintable():
        return value
    return _SURROGATES.sub("\ufffd", _UNWANTED.sub(instead, _BREAKS.sub("\n", value)))


def line(value: str, *, instead: str = "") -> str:
    """The value on one line, every run of white space as one space, composed (NFC) where it is short."""
    flat = _SPACES.sub(" ", text(value, instead=instead)).translate(_HYPHENS).strip()
    return unicodedata.normalize("NFC", flat) if len(flat) <= _NORMALISED else flat


def name(value: str) -> str:
    """A person's name for display, at most 200 characters."""
    return line(value).strip("\"' ")[:_NAME].rstrip()


def file_name(value: str) -> str:
    """A file's name for display: no folder, at most 120 characters, its extension kept; or empty."""
    bare = re.split(r"[/\\]", line(value[: 50 * _FILE_NAME]))[-1].strip(" .\"'")
    if len(bare) <= _FILE_NAME:
        return bare
    stem, dot, extension = bare.rpartition(".")
    if not dot or len(extension) > _EXTENSION:
        return bare[:_FILE_NAME].rstrip()
    return stem[: _FILE_NAME - len(extension) - 1].rstrip() + dot + extension

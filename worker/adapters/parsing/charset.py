"""Bytes and the name of a character set that may be wrong -> text; never raises."""

import re

_NAME = re.compile(r"[a-z0-9][a-z0-9_.:+-]*")
_ESCAPED = re.compile("[\udc80-\udcff]")

# What senders mean by a name, where that is more than the standard says (WHATWG Encoding 4.2).
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "unicode-1-1-utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-8": "utf-8",
}

# Names that Python knows and that no mail may use: they run an escape language or cost quadratic time.
_REFUSED = re.compile(
    r"utf.?7|unicode.?1.?1.?utf.?7|idna|punycode|.*unicode.?escape|undefined|mbcs|oem", re.IGNORECASE
)


def decode(content: bytes, label: str) -> str:
    """The text of the bytes: as labelled where that works, else as what they most likely are."""
    meant = _meant(label)
    if not meant or meant in ("cp1252", "utf-8"):
        return _western(content, meant)
    try:
        return content.decode(meant)
    except (LookupError, UnicodeError):
        return _mislabelled(content, meant)


def _meant(label: str) -> str:
    """The codec for a label, or an empty string where the label tells nothing."""
    bare = label.strip().strip("\"'").lower()[:40]
    if not _NAME.fullmatch(bare) or _REFUSED.fullmatch(bare):
        return ""
    return _MEANT.get(bare, bare)


def _western(content: bytes, meant: str) -> str:
    """UTF-8 where the bytes are UTF-8; the label hardly matters, since Western text never is by chance."""
    if not meant and content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    kept = content.decode("utf-8", "surrogateescape")
    single = not re.search("[\x80-\ud7ff\ue000-\U0010ffff]", kept)
    if single or meant == "cp1252":
        return content.decode("cp1252", "replace")
    return _ESCAPED.sub("\ufffd", kept)


def _mislabelled(content: bytes, meant: str) -> str:
    """The bytes are not what the label says: another encoding, or the right one with a few bad bytes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        lenient = content.decode(meant, "replace")
    except (LookupError, UnicodeError):
        return _western(content, "")
    bad = lenient.count("\ufffd")
    return lenient if bad * 10 <= len(lenient) else _western(content, "")

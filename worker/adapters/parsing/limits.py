"""What is not even parsed, found in one pass over the bytes, because a parser would choke on it."""

import re
from itertools import chain

_MEGABYTE = 1_000_000
_SIZE = 35 * _MEGABYTE
_HEADER_BLOCK = 64_000
_PART_FIELD = 16_000
_PARTS = 500
_DEPTH = 30
_ADDRESSES = 200

_LINE_END = rb"(?:\r\n|\r|\n)"
_VALUE = rb"[^\r\n]*(?:" + _LINE_END + rb"[ \t][^\r\n]*)*"
_BLOCK = re.compile(rb"(?:(?:From |[\x21-\x39\x3b-\x7e]*:|[\t ])[^\r\n]*(?:" + _LINE_END + rb"|\Z))*")
_MARK = re.compile(
    rb"[\r\n](?:--([^\r\n]{1,200})|content-(type|disposition)[ \t]*:(" + _VALUE + rb"))", re.IGNORECASE
)
_BOUNDARY = re.compile(rb"boundary\s{0,9}=\s{0,9}(?:\"([^\"]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_CONTAINER = re.compile(rb"\s*(multipart|message)/", re.IGNORECASE)
_MAILBOXES = re.compile(rb"[\r\n](?:to|cc|bcc|from|reply-to|sender)[ \t]*:(" + _VALUE + rb")", re.IGNORECASE)
_QUOTED = re.compile(rb'"[^"]*"')


def refused(content: bytes) -> str:
    """A sentence that says which limit the mail breaks, or an empty string."""
    if len(content) > _SIZE:
        return f"The mail is {len(content) // _MEGABYTE} MB large; at most {_SIZE // _MEGABYTE} MB are read."
    block = _BLOCK.match(content, 0, _HEADER_BLOCK + 1)
    top = block.end() if block else 0
    if top > _HEADER_BLOCK:
        return f"The headers of the mail are longer than {_HEADER_BLOCK // 1000} kB."
    header = b"\n" + content[:top]
    addresses = sum(_QUOTED.sub(b"", match[1]).count(b",") + 1 for match in _MAILBOXES.finditer(header))
    if addresses > _ADDRESSES:
        return f"The mail names {addresses} addresses; at most {_ADDRESSES} are read."
    return _structure(header, content, top)


def _structure(header: bytes, content: bytes, top: int) -> str:
    """The limit that the tree of parts breaks; a body that only looks like a tree may be counted too."""
    open_containers: list[bytes] = []
    parts = 0
    for match in chain(_MARK.finditer(header), _MARK.finditer(content, max(0, top - 1))):
        if match[2] and len(match[3]) > _PART_FIELD:
            return f"A part of the mail has a header longer than {_PART_FIELD // 1000} kB."
        if match[2]:
            _enter(open_containers, match)
        elif _leave(open_containers, match[1].rstrip()):
            parts += 1
        if parts > _PARTS:
            return f"The mail has more than {_PARTS} parts."
        if len(open_containers) > _DEPTH:
            return f"The parts of the mail are nested deeper than {_DEPTH} levels."
    return ""


def _enter(open_containers: list[bytes], match: re.Match[bytes]) -> None:
    if match[2].lower() != b"type" or not _CONTAINER.match(match[3]):
        return
    found = _BOUNDARY.search(match[3])
    open_containers.append((found[1] or found[2]).rstrip() if found else b"")


def _leave(open_containers: list[bytes], delimiter: bytes) -> bool:
    """Return to the container whose delimiter this is; true where another part of it may begin."""
    for boundary in (delimiter, delimiter.removesuffix(b"--")):
        if boundary and boundary in open_containers:
            inside = open_containers[::-1].index(boundary)
            closed = boundary != delimiter
            del open_containers[len(open_containers) - inside - closed :]
            return not closed
    return b"" in open_containers

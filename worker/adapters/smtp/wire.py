"""What a letter looks like on the wire: plain addresses, CRLF line ends and stuffed dots."""

import re

from worker.model.letter import Envelope

_LONGEST_ADDRESS = 254  # RFC 5321 4.5.3.1.3, without the angle brackets
_ADDRESS = re.compile(r"""[^\s@,;:<>()\[\]\\"]+@[^\s@,;:<>()\[\]\\"]+""")
_LINE_END = re.compile(rb"\r\n|\r|\n")


def address_fault(envelope: Envelope) -> str:
    """A sentence where one of the addresses is not exactly one plain address, else nothing.

    Quoted local parts and address literals (RFC 5321 4.1.2) are legal but not plain: a person looks at them.
    """
    addresses = {"recipient": envelope.recipient, "sender": envelope.sender, "own copy": envelope.copy_to}
    for role, address in addresses.items():
        if not _is_plain(address) and (address or role != "own copy"):
            return f"The address of the {role} is not one plain e-mail address; a person must correct it."
    return ""


def needs_smtputf8(envelope: Envelope) -> bool:
    """Whether an address has characters outside ASCII (RFC 6531)."""
    return not (envelope.sender + envelope.recipient + envelope.copy_to).isascii()


def with_line_ends(content: bytes) -> bytes:
    """The content with every line ended by CRLF and no other CR or LF (RFC 5321 2.3.8)."""
    lines = _LINE_END.sub(b"\r\n", content)
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


def dot_stuffed(lines: bytes) -> bytes:
    """The CRLF lines with a second dot before each that begins with one (RFC 5321 4.5.2)."""
    stuffed = lines.replace(b"\r\n.", b"\r\n..")
    return b"." + stuffed if stuffed.startswith(b".") else stuffed


def _is_plain(address: str) -> bool:
    short = len(address.encode(errors="replace")) <= _LONGEST_ADDRESS
    return short and address.isprintable() and _ADDRESS.fullmatch(address) is not None

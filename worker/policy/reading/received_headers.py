"""Reading Received headers (RFC 5321 4.4): which servers a mail passed, and which of them are ours."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from worker.policy.reading.authentication import is_registry

_HOP = re.compile(r"(?:from (?P<source>.*?) )?by (?P<by>[^\s;]+)(?P<rest>.*)", re.IGNORECASE)
_LOCAL_DELIVERY = re.compile(r" with lmtp", re.IGNORECASE)
_ADDRESS = re.compile(r"[(\[](?:ipv6:)?([0-9a-f:.]{2,45})[)\]]", re.IGNORECASE)
_INSIDE_ONLY = (".internal", ".intranet", ".lan", ".local", ".localdomain")
_MICROSOFT = ".outlook.com"
# The name under which Microsoft's servers take mail in from its own border; none hands mail on under it.
_MICROSOFT_TAKING = (_MICROSOFT, ".outlook.office365.com")
_MICROSOFT_FROM_A_CUSTOMER = ".outbound.protection.outlook.com"
# Not `is_private`, which counts addresses for documentation too.
_PRIVATE = tuple(
    ip_network(network)
    for network in (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)

Block = Sequence[tuple[str, str]]
"""Headers as (lower-case name, value), topmost first."""


@dataclass(frozen=True, slots=True)
class Hop:
    """The server `by` which a mail was taken, and what it noted about the one that handed it in (`source`).

    `local` says that a program on our own machines handed it in; an empty `by` that the header cannot be read.
    """

    by: str
    source: str
    local: bool


def hop(received: str) -> Hop:
    """What a Received header says, on one line."""
    found = _HOP.match(received)
    if not found:
        return Hop("", "", local=False)
    source = found["source"] or ""
    return Hop(
        found["by"].strip("[]()").lower().removeprefix("ipv6:"),
        source,
        local=not source or bool(_LOCAL_DELIVERY.search(found["rest"])),
    )


@dataclass(frozen=True, slots=True)
class Servers:
    """Our own mail servers: the name in their results, in small letters or empty, and whether they are Microsoft's."""

    authserv_id: str
    microsoft_365: bool

    def include(self, host: str) -> bool:
        """Whether a server of that name is ours: beside the named one, or with a name or address only we can reach."""
        if not host:
            return False
        parent = self.authserv_id.partition(".")[2]
        home = self.authserv_id if is_registry(parent) else parent
        named = bool(home) and f".{host}".endswith(f".{home}")
        return named or (self.microsoft_365 and host.endswith(_MICROSOFT_TAKING)) or _is_inside(host)

    def is_border(self, hop: Hop) -> bool:
        """Whether the mail came from outside in this hop: by the addresses our server saw, not by what it was told.

        Only Microsoft's servers hand mail to each other under public addresses; there the names must do.
        """
        name = hop.source.partition(" ")[0].lower()
        if self.microsoft_365 and name.endswith(_MICROSOFT) and not name.endswith(_MICROSOFT_FROM_A_CUSTOMER):
            return False
        addresses = _ADDRESS.findall(hop.source)
        return not hop.local and not (addresses and all(map(_is_private, addresses)))


def own_headers(headers: Iterable[tuple[str, str]], ours: Servers) -> tuple[Block, ...]:
    """The headers that our own servers wrote, topmost first, each block between two Received headers.

    The last block may begin with what the border wrote and go on with what the sender wrote. A mail without any
    Received header did not come through our server, which has then said nothing about it.
    """
    blocks: list[list[tuple[str, str]]] = [[]]
    past_border = False
    for name, value in headers:
        if name != "received":
            blocks[-1].append((name, value))
            continue
        passed = hop(value)
        if past_border or not ours.include(passed.by):
            return tuple(blocks)
        past_border = ours.is_border(passed)
        if past_border and ours.microsoft_365:
            return tuple(blocks)
        blocks.append([])
    return tuple(blocks) if len(blocks) > 1 else ()


def _is_inside(host: str) -> bool:
    bare = "." not in host and ":" not in host
    return bare or host.endswith(_INSIDE_ONLY) or _is_private(host)


def _is_private(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        # Google writes its inside addresses in this form: 2002:a05:… is 10.5.….
        address = address.sixtofour or address.ipv4_mapped or address
    return any(address in network for network in _PRIVATE)

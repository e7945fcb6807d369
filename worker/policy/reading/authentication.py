"""Reading Authentication-Results (RFC 8601 2.2) and comparing the domains in them (RFC 7489 3.1).

What a sender chose, such as the address in smtp.mailfrom, is copied into these headers. Whatever could be read in two
ways is therefore not read at all, which leaves the sender unproven.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Which property names the domain for which a method speaks, the most exact first.
_PROPERTIES = {
    "dmarc": ("header.from",),
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom",),
}
_QUOTED_OR_COMMENT = re.compile(r'("[^"]*")|\([^()"]*\)')
_DEEPEST_COMMENT = 4
_QUOTED = re.compile(r'"[^"]*"')
_PART = re.compile(r'(?:"[^"]*"|[^;"])+')
_PAIR = re.compile(r'\s?([a-z0-9._/-]{1,40})\s?=\s?((?:"[^"]*"|[^\s"])*)', re.IGNORECASE)
_DOMAIN = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+")

# Names under which anybody can register, where each neighbour is somebody else. Not the whole public suffix list:
# one domain must stand inside the other to be aligned at all, so only the owner of such a name could misuse it.
_REGISTRIES = re.compile("ac|co|com|edu|gob|gov|ltd|me|mil|ne|net|nhs|nom|or|org|plc|police|sch|school")
_SOLD_BELOW = re.compile(
    r"(?:br|cn|co|de|eu|gb|uk|us|za)\.com|(?:gb|uk)\.net|(?:gappssmtp|herokuapp|onmicrosoft)\.com"
    r"|(?:github|gitlab)\.io|(?:netlify|vercel|web)\.app|azurewebsites\.net"
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one method found, in small letters; `domain` is whom it speaks for, or empty where that is unclear."""

    method: str
    outcome: str
    domain: str


@dataclass(frozen=True, slots=True)
class Report:
    """The results of DMARC, DKIM and SPF in one header; none where it could not be read or has none."""

    results: tuple[Result, ...] = ()

    @property
    def methods(self) -> frozenset[str]:
        """The methods that were tried."""
        return frozenset(result.method for result in self.results)


def reports_in(
    headers: Iterable[tuple[str, str]], authserv_id: str, *, unnamed: bool = False
) -> tuple[Report, ...]:
    """The reports of the server of that name in these headers, topmost first; see `report_of`."""
    values = (value for name, value in headers if name == "authentication-results")
    found = (report_of(value, authserv_id, unnamed=unnamed) for value in values)
    return tuple(report for report in found if report is not None)


def report_of(value: str, authserv_id: str, *, unnamed: bool = False) -> Report | None:
    """The report in one header, or None where it is another server's or about other methods.

    `authserv_id` is in small letters. With `unnamed` a header without any name is ours too.
    """
    plain = _without_comments(value)
    if plain is None:
        return Report()
    first, *parts = _PART.findall(plain) or [""]
    if unnamed and "=" in first:
        parts = [first, *parts]
    elif not authserv_id or _name(first) != authserv_id:
        return None
    found = [result for part in parts if (result := _result(part))]
    relevant = tuple(result for result in found if result.method in _PROPERTIES)
    return None if found and not relevant else Report(relevant)


def aligned(one: str, other: str) -> bool:
    """Whether two domains belong together: the same, or one inside the other (relaxed alignment, but no siblings)."""
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and (one == other or (longer.endswith(f".{shorter}") and not is_registry(shorter)))


def is_registry(domain: str) -> bool:
    """Whether the names below this one belong to different people, as below com and co.uk."""
    label, dot, country = domain.partition(".")
    return not dot or bool(
        _SOLD_BELOW.fullmatch(domain) or (len(country) == 2 and _REGISTRIES.fullmatch(label))
    )


def _without_comments(value: str) -> str | None:
    """The value with a space for each comment, or None where quotes or comments do not close or stand in each other.

    Nor is a backslash outside quotes read, which every attempt to hide the end of a quotation leaves there.
    """
    for _ in range(_DEEPEST_COMMENT):
        value = _QUOTED_OR_COMMENT.sub(lambda found: found[1] or " ", value)
    unclear = set('()"\\').intersection(_QUOTED.sub("", value))
    return None if unclear else " ".join(value.split())


def _name(part: str) -> str:
    """The name in front of the results, with the version 1 or none behind it (RFC 8601 2.2), in small letters."""
    name, _, version = part.strip().partition(" ")
    return name.strip('"').lower() if version in ("", "1") else ""


def _result(part: str) -> Result | None:
    """One method with its properties, or None where anything in it is not of the form key=value."""
    pairs = [(key.lower(), value.strip('"').lower()) for key, value in _PAIR.findall(part)]
    if not pairs or _PAIR.sub("", part).strip():
        return None
    (method, outcome), *properties = pairs
    method = method.partition("/")[0]
    for name in _PROPERTIES.get(method, ()):
        domains = {_domain(value) for key, value in properties if key == name}
        if domains:
            return Result(method, outcome, domains.pop() if len(domains) == 1 else "")
    return Result(method, outcome, "")


def _domain(value: str) -> str:
    """The domain of an address or a bare domain, or an empty string."""
    domain = value.strip("<>").rpartition("@")[2].strip(".")
    return domain if _DOMAIN.fullmatch(domain) else ""

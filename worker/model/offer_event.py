"""What a head said of an offer of ours, as the Quality Management Action Log holds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSaid:
    """Whether what we proposed stays open, as the eight-week or the deadlock letter tells the client (3.1.7.9)."""

    stands: bool
    by: str
    mail: int

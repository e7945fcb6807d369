"""What the question says that a person gets who wrote to a client in their own mail program."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatWasIt:
    """Facts of S15: a person wrote to the client, and only a person knows what their mail counts as.

    `mail` is its number in the register. `by_reader` says that whoever is asked wrote it. `named` is the day that it
    names to the client, if any; `update_until` and `proposal_until` are the days that stand in the links.
    """

    client: str
    mail: int
    sent_at: datetime
    by_reader: bool
    words: str
    named: date | None
    update_until: date
    proposal_until: date
    owes_acknowledgement: bool = False

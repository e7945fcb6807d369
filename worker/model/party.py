"""Who writes to us about complaints and is no client: an ombudsman, a regulator, a supplier, whoever is named so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from worker.model.key import Form, Key


class PartyKind(StrEnum):
    """What somebody is who is no client of ours."""

    OMBUDSMAN = "ombudsman"
    REGULATOR = "regulator"
    SUPPLIER = "supplier"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An authority, a supplier or another of whom it is known that they are no client (3.1.7.9, 3.1.9.4)."""

    name: Annotated[str, Key(of=Form.LINE, example="Ofgem")]
    """What colleagues read as its name."""
    kind: Annotated[PartyKind, Key(example="regulator")]
    """What it is. Of an ombudsman's mail it is also read whether they have accepted a complaint about us. What the
    others pass on of a client's complaint is that client's complaint."""
    domains: Annotated[
        tuple[str, ...], Key(of=Form.HOST, many="a list of domains", example=("ofgem.gov.uk",))
    ] = ()
    """The domains that only they write from, never one that everybody can have an address at. What ends in one of
    them counts too."""
    addresses: Annotated[
        tuple[str, ...],
        Key(of=Form.EMAIL, many="a list of plain e-mail addresses", example=("complaints@supplier.example",)),
    ] = ()
    """Single addresses that they write from. At least one domain or one address has to be given."""

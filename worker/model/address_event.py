"""That a colleague made sure of the address of a client whose mail came by a detour (2.1)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressConfirmed:
    """The address of the complainant is the client's; `by` is the key of the colleague who made sure."""

    email: str
    by: str
    mail: int

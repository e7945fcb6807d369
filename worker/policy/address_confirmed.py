"""What a confirmed address does to its case, and its sentence for people; the table of kinds names them."""

from dataclasses import replace

from worker.model.address_event import AddressConfirmed
from worker.policy.case import Case


def address_confirmed(case: Case, _: AddressConfirmed) -> Case:
    """Nothing stands against a letter any more."""
    return replace(case, withheld=None)


def says_address_confirmed(fact: AddressConfirmed) -> str:
    """Who made sure of which address."""
    return f"{fact.by} confirmed that {fact.email} is the client's address."

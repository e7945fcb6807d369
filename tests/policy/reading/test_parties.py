"""Who is no client by their address, and whether a text names a client."""

import pytest

from worker.model.mail import Address
from worker.model.party import Party, PartyKind
from worker.policy.reading.parties import Naming, names, party_at

GRID = Party(name="North Grid", kind=PartyKind.SUPPLIER, domains=("north-grid.example",))
BROKER = Party(name="A Broker", kind=PartyKind.OTHER, addresses=("jo@mail.example",))
PATEL = Address("anita.patel@harbour-bakery.example", "Mrs Anita Patel")


@pytest.mark.parametrize(
    ("email", "party"),
    [
        ("care@north-grid.example", GRID),
        ("care@mail.north-grid.example", GRID),
        ("care@not-north-grid.example", None),
        ("care@north-grid.example.evil.example", None),
        ("jo@mail.example", BROKER),
        ("joan@mail.example", None),
    ],
)
def test_who_it_is_by_their_address(email: str, party: Party | None) -> None:
    """A domain counts with what is below it, and nothing that only looks like it."""
    assert party_at(Address(email), (GRID, BROKER)) == party


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("It is about Anita Patel.", Naming.SURELY),
        ("ANITA\nPATEL complains", Naming.SURELY),
        ("Write to anita.patel@harbour-bakery.example please", Naming.SURELY),
        ("Mrs Patel complains", Naming.PERHAPS),
        ("Harbour Bakery v Optimised", Naming.PERHAPS),
        ("Anita Patelson complains", Naming.NOT),
        ("xanita.patel@harbour-bakery.example", Naming.PERHAPS),
        ("", Naming.NOT),
    ],
)
def test_whether_a_text_names_the_client(text: str, how: Naming) -> None:
    """The address or the whole name is sure, the surname and the business are a hint."""
    assert names(text, PATEL) is how


def test_nobody_is_named_by_a_provider_or_a_single_name() -> None:
    """An address at a provider for everybody and a first name alone say nothing sure."""
    assert names("Ask gmail about Jo", Address("jo77@gmail.com", "Jo")) is Naming.NOT
    assert names("It is about nobody at all", Address("")) is Naming.NOT

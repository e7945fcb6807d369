"""Who has an address and is no client: the ombudsman of policy.toml, and whoever office.toml names."""

import re
from enum import IntEnum
from itertools import chain

from worker.model.mail import Address
from worker.model.office import Office
from worker.model.party import Party, PartyKind
from worker.model.promises import Policy


def parties_of(office: Office, policy: Policy) -> tuple[Party, ...]:
    """Everybody who is known to be no client; an ombudsman stays one when the facts about them hold no longer."""
    ombudsmen = (
        Party(
            name=each.name,
            kind=PartyKind.OMBUDSMAN,
            domains=(Address(each.email).domain,),
            addresses=(each.email,),
        )
        for each in policy.ombudsman
    )
    return (*ombudsmen, *office.parties)


def party_at(sender: Address, parties: tuple[Party, ...]) -> Party | None:
    """The one with that address, else the one with that domain or one above it."""
    by_address = (each for each in parties if sender.email in each.addresses)
    by_domain = (
        each for each in parties if any(_is_within(sender.domain, domain) for domain in each.domains)
    )
    return next(chain(by_address, by_domain), None)


def _is_within(domain: str, above: str) -> bool:
    return domain == above or domain.endswith(f".{above}")


class Naming(IntEnum):
    """How surely a text names a client: the more, the surer."""

    NOT = 0
    PERHAPS = 1
    SURELY = 2


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame"})
_SHARED_DOMAINS = frozenset(
    {"gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "me", "aol", "btinternet", "sky"}
)
_SHORTEST = 4
_A_WORD = re.compile(r"[\w'-]+")


def names(text: str, client: Address) -> Naming:
    """Whether the text names that client: surely by address or whole name, perhaps by surname or by their business."""
    name = [each for each in _A_WORD.findall(client.name.casefold()) if each not in _TITLES]
    if client.email and re.search(rf"(?<![\w.+-]){re.escape(client.email)}(?![\w-])", text.casefold()):
        return Naming.SURELY
    if len(name) > 1 and f" {' '.join(name)} " in _plain(text):
        return Naming.SURELY
    return Naming.PERHAPS if any(f" {each} " in _plain(text) for each in _hints(name, client)) else Naming.NOT


def _plain(text: str) -> str:
    """The words of the text in small letters, one space between them and around."""
    return f" {' '.join(_A_WORD.findall(text.casefold()))} "


def _hints(name: list[str], client: Address) -> tuple[str, ...]:
    """The surname, and the business as its domain says it: harbour-bakery.example is Harbour Bakery."""
    business = client.domain.partition(".")[0]
    known = () if business in _SHARED_DOMAINS else (business, business.replace("-", " "))
    return tuple(each for each in (*name[-1:], *known) if len(each) >= _SHORTEST)

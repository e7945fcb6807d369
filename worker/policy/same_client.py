"""Whether two complaints come from one client, so that neither can bring another's words to anybody (3.1.10)."""

from worker.policy.case import Case
from worker.policy.rulebook import Rulebook

_FOR_EVERYBODY = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "outlook.co.uk", "hotmail.com", "hotmail.co.uk"),
        *("live.com", "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "rocketmail.com"),
        *("icloud.com", "me.com", "mac.com", "aol.com", "aol.co.uk", "gmx.com", "gmx.co.uk", "mail.com"),
        *("proton.me", "protonmail.com", "pm.me", "zoho.com", "yandex.com", "fastmail.com", "tutanota.com"),
        *("btinternet.com", "btopenworld.com", "btconnect.com", "sky.com", "talktalk.net", "tiscali.co.uk"),
        *("virginmedia.com", "virgin.net", "ntlworld.com", "blueyonder.co.uk", "plus.com", "plusnet.com"),
        *("ee.co.uk", "o2.co.uk", "orange.net", "orange.co.uk", "wanadoo.co.uk", "freeserve.co.uk"),
        *(
            "postmaster.co.uk",
            "mail.ru",
            "qq.com",
            "163.com",
            "web.de",
            "t-online.de",
            "free.fr",
            "orange.fr",
        ),
    }
)
"""Domains at which people have an address who know nothing of each other."""

_SHORTEST_NUMBER = 9


def are_of_one_client(one: Case, other: Case, rulebook: Rulebook) -> bool:
    """Whether an address, an organisation or a telephone number says so."""
    known = _addresses(one) & _addresses(other) or _organisations(one) & _organisations(other) - _ours(
        rulebook
    )
    return bool(known) or (len(_number(one)) >= _SHORTEST_NUMBER and _number(one) == _number(other))


def organisation_of(email: str, rulebook: Rulebook) -> str:
    """The domain of that address where all who have one there belong together; empty for any other."""
    domain = email.rpartition("@")[2].casefold()
    return "" if domain in _FOR_EVERYBODY | _ours(rulebook) else domain


def _addresses(case: Case) -> frozenset[str]:
    return frozenset(each.casefold() for each in case.clients)


def _ours(rulebook: Rulebook) -> frozenset[str]:
    """The domains of our own people and of our website: who writes from there is no client's colleague."""
    office = rulebook.office
    own = (office.address, *office.own_addresses, *office.web_form.senders)
    every = (*own, *(each.email for each in rulebook.people.persons))
    return frozenset(each.rpartition("@")[2].casefold() for each in every)


def _organisations(case: Case) -> frozenset[str]:
    domains = {each.rpartition("@")[2] for each in _addresses(case)}
    return frozenset(domains - _FOR_EVERYBODY)


def _number(case: Case) -> str:
    """The telephone number by its last ten digits, as +44 and 0 stand in front of the same ones."""
    return "".join(filter(str.isdecimal, case.complaint.phone))[-10:]

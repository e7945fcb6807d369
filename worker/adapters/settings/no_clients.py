"""office.toml: who is named as no client can be told apart from our own people, and by something."""

from collections.abc import Iterator

from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile


def faults_of_parties(office: ConfigFile, people: ConfigFile) -> Iterator[Fault]:
    """Every party without any address, and every one that would take in our own mail or that of our website."""
    ours = set(_own(office, people))
    domains = {each.rpartition("@")[2] for each in ours}
    for name, party in office.items("parties"):
        if not (party.get("domains") or party.get("addresses")):
            yield Fault(office.name, name, "neither domains nor addresses", "at least one of them")
        for key, taken in (("domains", domains), ("addresses", ours)):
            given = party.get(key)
            for each in (
                (it for it in given if isinstance(it, str) and it in taken) if isinstance(given, list) else ()
            ):
                wanted = "what is theirs alone: this one is ours, and our mail would be taken for theirs"
                yield Fault(office.name, f"{name}.{key}", shown(each), wanted)


def _own(office: ConfigFile, people: ConfigFile) -> Iterator[str]:
    """Every address of the mailbox, of its website's form and of a colleague."""
    listed = (office.get("own_addresses"), office.get("web_form.senders"))
    every = [office.get("address"), *(each for one in listed if isinstance(one, list) for each in one)]
    every += [person.get("email") for _, person in people.items("persons")]
    yield from (each for each in every if isinstance(each, str))

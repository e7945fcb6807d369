"""What the files must say together: keys of somebody, addresses that differ, numbers and days that fit."""

from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches
from itertools import combinations
from typing import Any

from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile
from worker.adapters.settings.wellformed import day, days_away, host
from worker.model.office import Caps
from worker.model.promises import Promises
from worker.model.servers import MailboxSettings, SmtpSettings, is_loopback

_REFERENCES = {
    "intake": "sections",
    "triage": "persons",
    "senior_management": "persons",
    "data_protection": "persons",
    "sections.*.head": "persons",
    "sections.*.responsible": "persons",
    "persons.*.cover": "persons",
}
_UNIQUE = {
    "sections.*.key": "a key that no other section has",
    "persons.*.key": "a key that no other person has",
    "persons.*.email": "an address that no other person has",
}
_TABLES = {"mailbox": MailboxSettings, "smtp": SmtpSettings, "caps": Caps, "promises": Promises}
_IN_ORDER = (
    ("caps.acknowledge_per_address_per_day", "caps.per_domain_per_day"),
    ("caps.per_domain_per_day", "caps.per_day"),
    ("promises.acknowledge_working_days", "promises.respond_working_days"),
    ("promises.assess_working_days", "promises.respond_working_days"),
)


def faults_together(office: ConfigFile, people: ConfigFile) -> Iterator[Fault]:
    """Every fault of the two files that shows only when several values are held against each other."""
    yield from _open_connections(office)
    yield from _same_folder(office)
    yield from _out_of_order(office)
    yield from _own_mailbox(office, people)
    yield from _references(people)
    yield from _doubles(people)
    yield from _covers(people)


def faults_of_policy(policy: ConfigFile) -> Iterator[Fault]:
    """Every fault of policy.toml that shows only when several values are held against each other."""
    yield from _out_of_order(policy)
    yield from _bank_holidays(policy)
    yield from _ombudsman(policy)


def _open_connections(office: ConfigFile) -> Iterator[Fault]:
    for table in ("mailbox", "smtp"):
        if office.get(f"{table}.security") == "none" and _elsewhere(office.get(f"{table}.host")):
            wanted = (
                f'"tls": only a server on this machine may be reached without it, and {table}.host is another'
            )
            yield Fault(office.name, f"{table}.security", shown("none"), wanted)


def _same_folder(office: ConfigFile) -> Iterator[Fault]:
    inbox, processed = _given(office, "mailbox.inbox"), _given(office, "mailbox.processed")
    if isinstance(inbox, str) and isinstance(processed, str) and inbox.lower() == processed.lower():
        yield Fault(office.name, "mailbox.processed", shown(processed), "another folder than mailbox.inbox")


def _out_of_order(file: ConfigFile) -> Iterator[Fault]:
    for smaller, larger in _IN_ORDER:
        if file.get(smaller) is None and file.get(larger) is None:
            continue
        least, most = _given(file, smaller), _given(file, larger)
        if type(least) is int and type(most) is int and 0 < most < least:
            yield Fault(file.name, smaller, shown(least), f"at most {larger}, which is {most}")


def _own_mailbox(office: ConfigFile, people: ConfigFile) -> Iterator[Fault]:
    others = office.get("own_addresses")
    own = [office.get("address"), *(others if isinstance(others, list) else ())]
    operator = office.get("operator")
    if operator is not None and operator in own:
        wanted = "an address outside this mailbox, which is read when the mailbox is not"
        yield Fault(office.name, "operator", shown(operator), wanted)
    for name, person in people.items("persons"):
        if person.get("email") is not None and person.get("email") in own:
            wanted = "the person's own address: letters to this mailbox would come back to us"
            yield Fault(people.name, f"{name}.email", shown(person["email"]), wanted)


def _references(people: ConfigFile) -> Iterator[Fault]:
    known = {table: _texts(people, table, "key") for table in ("sections", "persons")}
    for found in people.values():
        table = _REFERENCES.get(found.pattern, "")
        for name in found.value if isinstance(found.value, list) else [found.value]:
            if name and known.get(table) and isinstance(name, str) and name not in known[table]:
                near = get_close_matches(name, known[table], 1)
                hint = f"the nearest is {near[0]}" if near else "none has this one"
                yield Fault(people.name, found.key, shown(name), f"the key of one of the [[{table}]]; {hint}")


def _doubles(people: ConfigFile) -> Iterator[Fault]:
    seen: set[tuple[str, object]] = set()
    for found in people.values():
        if found.pattern in _UNIQUE and isinstance(found.value, str):
            if (found.pattern, found.value) in seen:
                yield Fault(people.name, found.key, shown(found.value), _UNIQUE[found.pattern])
            seen.add((found.pattern, found.value))


def _covers(people: ConfigFile) -> Iterator[Fault]:
    persons = {item["key"]: item for _, item in people.items("persons") if isinstance(item.get("key"), str)}
    for name, person in people.items("persons"):
        cover = person.get("cover")
        if not isinstance(cover, str) or cover not in persons:
            continue
        if cover == person.get("key"):
            wanted = "somebody else, or empty"
            yield Fault(people.name, f"{name}.cover", shown(cover), wanted)
        elif _both_away(person, persons[cover]):
            wanted = "somebody who is there on every day on which this person is away"
            yield Fault(people.name, f"{name}.cover", shown(cover), wanted)


def _both_away(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(_overlap(mine, theirs) for mine in _away(one) for theirs in _away(other))


def _away(person: dict[str, Any]) -> list[list[Any]]:
    away = person.get("away")
    return [pair for pair in away if days_away(pair)] if isinstance(away, list) else []


def _overlap(one: list[Any], other: list[Any]) -> bool:
    return bool(one[0] <= other[1] and other[0] <= one[1])


def _bank_holidays(policy: ConfigFile) -> Iterator[Fault]:
    extra, none = policy.get("extra_bank_holidays"), policy.get("not_bank_holidays")
    if isinstance(extra, list) and isinstance(none, list):
        for both in extra:
            if both in none:
                wanted = "a day that is not in extra_bank_holidays too"
                yield Fault(policy.name, "not_bank_holidays", shown(both), wanted)


def _ombudsman(policy: ConfigFile) -> Iterator[Fault]:
    rows = []
    for name, row in policy.items("ombudsman"):
        held = [row.get("valid_from"), row.get("valid_until")]
        if days_away(held):
            rows.append((name, held))
        elif all(map(day, held)):
            wanted = f"a day on or after valid_from, which is {shown(held[0])}"
            yield Fault(policy.name, f"{name}.valid_until", shown(held[1]), wanted)
    for (earlier, first), (later, second) in combinations(rows, 2):
        if _overlap(first, second):
            wanted = f"days on which {earlier} does not hold: from {shown(first[0])} to {shown(first[1])}"
            yield Fault(policy.name, f"{later}.valid_from", shown(second[0]), wanted)


def _given(file: ConfigFile, key: str) -> Any:
    """What the file says, or what holds where it says nothing."""
    table, _, name = key.partition(".")
    default = {field.name: field.default for field in fields(_TABLES[table])}[name]
    said = file.get(key)
    return default if said is None else said


def _texts(file: ConfigFile, table: str, name: str) -> list[str]:
    return [item[name] for _, item in file.items(table) if isinstance(item.get(name), str)]


def _elsewhere(server: object) -> bool:
    return isinstance(server, str) and host(server) and not is_loopback(server)

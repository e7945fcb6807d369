"""What the files must say together: keys of somebody, addresses that differ, numbers and days that fit.

CHECKS is the list; each check is asked of the files it names, wherever all of them were read.
"""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations
from operator import attrgetter
from typing import Any

from worker.adapters.settings.client_sentences import faults_of_answers
from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile
from worker.adapters.settings.no_clients import faults_of_parties
from worker.adapters.settings.reminders import faults_of_rows
from worker.adapters.settings.shape import ELSEWHERE, held, keys_in
from worker.adapters.settings.staff_sentences import faults_of_sentences
from worker.adapters.settings.wellformed import day, days_away, host
from worker.model.key import Form
from worker.model.office import Settings
from worker.model.servers import is_loopback

_BY_LAW = "the law requires it in business e-mail (SI 2015/17 regs 24-25), so the owner must supply it"
_OWED = (
    ("office", "operator", "the address that alarms go to, in place of the example"),
    ("office", "mailbox.host", "the company's mail server, in place of the example"),
    ("office", "smtp.host", "the company's mail server, in place of the example"),
    ("office", "company.number", f"the company's registered number: {_BY_LAW}"),
    ("office", "company.registered_office", f"the address of the registered office: {_BY_LAW}"),
    ("office", "company.registered_in", f"the part of the UK where it is registered: {_BY_LAW}"),
    ("people", "example", "false, once the company's real people stand in this file"),
)
_TABLES: Mapping[Form | None, str] = {Form.PERSON: "persons", Form.SECTION: "sections"}
_UNIQUE = {
    "sections.*.key": "a key that no other section has",
    "persons.*.key": "a key that no other person has",
    "persons.*.email": "an address that no other person has",
}
_IN_ORDER = (
    ("caps.acknowledge_per_address_per_day", "caps.per_domain_per_day"),
    ("caps.per_domain_per_day", "caps.per_day"),
    ("promises.acknowledge_working_days", "promises.respond_working_days"),
    ("promises.assess_working_days", "promises.respond_working_days"),
    ("unsure_from", "complaint_from"),
)


def _open_connections(office: ConfigFile) -> Iterator[Fault]:
    for table in ("mailbox", "smtp"):
        if office.get(f"{table}.security") == "none" and _elsewhere(office.get(f"{table}.host")):
            wanted = (
                f'"tls": only a server on this machine may be reached without it, and {table}.host is another'
            )
            yield Fault(office.name, f"{table}.security", shown("none"), wanted)


def _same_folder(office: ConfigFile) -> Iterator[Fault]:
    taken = {str(held(office, "mailbox.inbox")).lower(): "mailbox.inbox"}
    for key in ("mailbox.processed", "mailbox.sent_folder"):
        folder = held(office, key)
        if isinstance(folder, str) and folder and folder.lower() in taken:
            yield Fault(office.name, key, shown(folder), f"another folder than {taken[folder.lower()]}")
        taken.setdefault(str(folder).lower(), key)


def _out_of_order(file: ConfigFile) -> Iterator[Fault]:
    for smaller, larger in _IN_ORDER:
        least, most = held(file, smaller), held(file, larger)
        numbers = type(least) in (int, float) and type(most) in (int, float)
        if numbers and 0 < most < least:
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
    known = {table: _texts(people, table, "key") for table in _TABLES.values()}
    tables = {row.at: _TABLES[row.form] for row in keys_in(people.name) if row.form in _TABLES}
    for found in people.values():
        table = tables.get(found.pattern, "")
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
        days = [row.get("valid_from"), row.get("valid_until")]
        if days_away(days):
            rows.append((name, days))
        elif all(map(day, days)):
            wanted = f"a day on or after valid_from, which is {shown(days[0])}"
            yield Fault(policy.name, f"{name}.valid_until", shown(days[1]), wanted)
    for (earlier, first), (later, second) in combinations(rows, 2):
        if _overlap(first, second):
            wanted = f"days on which {earlier} does not hold: from {shown(first[0])} to {shown(first[1])}"
            yield Fault(policy.name, f"{later}.valid_from", shown(second[0]), wanted)


def _texts(file: ConfigFile, table: str, name: str) -> list[str]:
    return [item[name] for _, item in file.items(table) if isinstance(item.get(name), str)]


def _elsewhere(server: object) -> bool:
    return isinstance(server, str) and host(server) and not is_loopback(server)


def _ladder_elsewhere(policy: ConfigFile) -> Iterator[Fault]:
    if ELSEWHERE[1] in policy.content:
        yield Fault(policy.name, ELSEWHERE[1], "in the wrong file", "its rows in reminders.toml")


def said_twice(phrases: ConfigFile) -> Iterator[Fault]:
    """Each phrase that stands a second time in the [[group]]s of a file."""
    first: dict[str, str] = {}
    for name, group in phrases.items("group"):
        texts = group.get("phrases")
        for phrase in texts if isinstance(texts, list) else ():
            words = " ".join(phrase.lower().split()) if isinstance(phrase, str) else ""
            if words in first:
                wanted = f"a phrase once: {first[words]} has it too"
                yield Fault(phrases.name, f"{name}.phrases", shown(phrase), wanted)
            elif words:
                first[words] = name


def not_given(settings: Settings) -> tuple[Fault, ...]:
    """What the owner has still to supply; `live = true` would be refused for the same faults."""
    return tuple(_owed(lambda file, key: attrgetter(f"{file}.{key}")(settings)))


def _not_given_and_live(office: ConfigFile, people: ConfigFile) -> Iterator[Fault]:
    files = {"office": office, "people": people}
    if office.get("live") is True:
        yield from _owed(lambda file, key: files[file].get(key))


def _owed(said: Callable[[str, str], object]) -> Iterator[Fault]:
    for file, key, wanted in _OWED:
        value = said(file, key)
        if value is True if key == "example" else not value or "example" in str(value):
            yield Fault(f"{file}.toml", key, shown(value or None), wanted)


CHECKS: tuple[tuple[tuple[str, ...], Callable[..., Iterator[Fault]]], ...] = (
    (("office.toml",), _open_connections),
    (("office.toml",), _same_folder),
    (("office.toml",), _out_of_order),
    (("office.toml", "people.toml"), _own_mailbox),
    (("office.toml", "people.toml"), faults_of_parties),
    (("people.toml",), _references),
    (("people.toml",), _doubles),
    (("people.toml",), _covers),
    (("office.toml", "people.toml"), _not_given_and_live),
    (("policy.toml",), _ladder_elsewhere),
    (("policy.toml",), _out_of_order),
    (("policy.toml",), _bank_holidays),
    (("policy.toml",), _ombudsman),
    (("reminders.toml", "policy.toml"), faults_of_rows),
    (("triage.toml",), _out_of_order),
    (("triage.toml",), said_twice),
    (("staff_phrases.toml",), faults_of_sentences),
    (("client_phrases.toml",), faults_of_answers),
)
"""Each check with the files it is asked of."""


def faults_together(files: Mapping[str, ConfigFile]) -> Iterator[Fault]:
    """Every fault that shows only when several values of these files are held against each other."""
    for names, check in CHECKS:
        if all(name in files for name in names):
            yield from check(*(files[name] for name in names))

"""Whom a colleague means by a name: a person, a section, themselves, several or nobody."""

import re
from collections.abc import Iterator

from worker.model.office import People, Person, Section

ME = ("me", "myself", "i", "mine")
_FILLER = re.compile(
    r"^(?:to|for|by)\s+|^@\s*|^(?:mr|mrs|ms|miss|the)\.?\s+|[’']s$|\s+(?:team|section|department)$"
)
_NOT_LETTERS = re.compile(r"[^\w ]+")


def who(words: str, people: People, writer: Person | None = None) -> tuple[Person | Section, ...]:
    """Everybody whom the words may name, by full name, first name, last name or initials; a section by its name."""
    name = plain_name(words)
    if name in ME:
        return (writer,) if writer else ()
    sections = tuple(each for each in people.sections if name in _names_of_section(each))
    if sections:
        return sections
    exact = tuple(each for each in people.persons if name == plain_name(each.name))
    if exact:
        return exact
    return tuple(each for each in people.persons if name in short_names(each))


def plain_name(words: str) -> str:
    """The name in small letters, without what stands around it."""
    name, shorter = words.casefold().strip(" .,!?@"), ""
    while name != shorter:
        shorter, name = name, _FILLER.sub("", name).strip(" .,!?@")
    return " ".join(_NOT_LETTERS.sub(" ", name).split())


def short_names(person: Person) -> tuple[str, ...]:
    """How else a person is called: Sarah, Booth, S Booth, SB, or by the beginning of their address."""
    parts = plain_name(person.name).split()
    if not parts:
        return ()
    initials = "".join(part[0] for part in parts)
    address = plain_name(person.email.partition("@")[0])
    return tuple(dict.fromkeys((parts[0], parts[-1], f"{parts[0][0]} {parts[-1]}", initials, address)))


def spoken_names(people: People) -> Iterator[str]:
    """Every name that may stand for somebody in a sentence, whole names first; initials are too short for that."""
    yield from (plain_name(each.name) for each in people.persons)
    yield from (name for each in people.sections for name in _names_of_section(each))
    for person in people.persons:
        yield from (name for name in short_names(person) if len(name) > 2)


def _names_of_section(section: Section) -> tuple[str, ...]:
    return (plain_name(section.name), section.key.replace("-", " "), section.key)

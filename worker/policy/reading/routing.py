"""Which section a complaint belongs to, and which colleagues it is about, by its words and addresses (3.1.7.2)."""

import re
from collections.abc import Iterable

from worker.model.office import People, Section
from worker.policy.reading.arrival import Arrival

_READ = 100_000  # characters; who complains names whom they complain about, and what, before that
_WORDS = re.compile(r"\w+")
# Who is written to is not complained about.
_GREETED = re.compile(r"(?im)^[^\w\n]{0,9}(?:dear|hi|hello|hey|attn|fao|for the attention of)\b[^\n]{0,60}")


def section_of(arrival: Arrival, people: People) -> str:
    """The key of the first section that fits the client, the address or the words; else that of the intake."""
    fits = (section.key for section in people.sections if _fits(section, arrival))
    return next(fits, people.intake)


def complained_about(arrival: Arrival, people: People) -> tuple[str, ...]:
    """The keys of the colleagues whom the complaint names in full, but for whom it only greets."""
    said = _GREETED.sub(" ", f"{arrival.subject}\n\n{arrival.words}"[:_READ])
    return tuple(person.key for person in people.persons if _has((person.name,), said))


def _fits(section: Section, arrival: Arrival) -> bool:
    client = arrival.client
    if client and (client.domain in section.client_domains or client.email in section.addresses):
        return True
    written_to = {each.email for each in (*arrival.message.to, *arrival.message.cc)}
    return bool(written_to & {*section.addresses}) or _has(
        section.words, f"{arrival.subject}\n{arrival.words}"
    )


def _has(phrases: Iterable[str], text: str) -> bool:
    """Whether one of the phrases stands there as whole words, however it is spaced and capitalised."""
    said = _spaced(text)
    return any(_spaced(phrase) in said for phrase in phrases if phrase.strip())


def _spaced(text: str) -> str:
    return f" {' '.join(_WORDS.findall(text[:_READ].casefold()))} "

"""Who may read what of a client who does not want it to be shared: the one rule where a mail gets its reader (3.1.11).

Whoever has the complaint reads everything; anybody else among the colleagues reads its reference, whatever the letter.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any

from worker.model.attached_file import DraftFile, ListedFile
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.staff_letter import Suggestion
from worker.policy.case import Case
from worker.policy.rulebook import Rulebook

NOT_NAMED = "a client who is not to be named"
NOT_SHARED = "(not shared)"

_INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "client": NOT_NAMED,
        "sender": NOT_NAMED,
        "address": NOT_NAMED,
        "words": NOT_SHARED,
        "first_words": NOT_SHARED,
        "text": NOT_SHARED,
        "said": NOT_SHARED,
        "before": NOT_SHARED,
        "after": NOT_SHARED,
        "email": "",
        "topic": "",
        "detail": "",
        "missing": "",
    }
)
"""The facts of letters that hold what a client is or wrote, by their names, and what stands there instead."""

_NEVER_THEIRS = frozenset({"reference", "command", "subject", "clause", "called", "kind", "person", "owner"})
"""The facts that hold words of ours alone, on which links and the order of things depend."""

_SHORTEST_NAME = 3
_IN_A_ROW = 5
_TITLES = frozenset({"mrs", "miss", "prof", "the", "and", "ltd", "limited", "llp", "plc"})
_A_WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A complaint that the reader may not read, and by what anybody would know it again, in small letters."""

    reference: str
    whole: frozenset[str]
    names: frozenset[str]
    phone: str
    rows: frozenset[tuple[str, ...]]

    def is_told_by(self, text: str) -> bool:
        """Whether the text says who the client is, how to reach them, or what they wrote."""
        said = _words(text)
        low = " ".join(text.casefold().split())
        if any(each in low for each in self.whole) or self.names & set(said):
            return True
        if self.phone and self.phone in re.sub(r"\D", "", text):
            return True
        return not self.rows.isdisjoint(_rows(said))


def for_reader(letter: Letter, restricted: Sequence[Case], rulebook: Rulebook, day: date) -> Letter:
    """The letter as its reader may have it, where it may be about any of these complaints that are not to be shared."""
    others = (each for each in restricted if not may_read(each, letter.recipient.email, rulebook, day))
    hidden = tuple(map(_hidden, others))
    if letter.kind.is_for_client or not hidden:
        return letter
    about_one = any(each.reference == letter.reference for each in hidden)
    shows = _nameless(letter.shows, hidden) if letter.shows and about_one else letter.shows
    return replace(letter, facts=_without(letter.facts, hidden, about_one), shows=shows)


def may_read(case: Case, reader: str, rulebook: Rulebook, day: date) -> bool:
    """Whether the reader of that address has the complaint that London day."""
    return rulebook.owner(case, day).email == reader


def _without(value: Any, hidden: Sequence[_Hidden], theirs: bool) -> Any:
    """The facts without anything of these complaints; `theirs` says that they are about one of them."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return NOT_SHARED if any(each.is_told_by(value) for each in hidden) else value
    if isinstance(value, tuple):
        return tuple(_without(each, hidden, theirs) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    theirs = theirs or getattr(value, "reference", "") in {each.reference for each in hidden}
    if theirs and isinstance(value, DraftFile | ListedFile):
        return replace(value, name=NOT_SHARED)
    if theirs and isinstance(value, Suggestion):
        return replace(value, words="", needs_words=value.needs_words or bool(value.words))
    return replace(value, **dict(_changed(value, hidden, theirs)))


def _changed(value: Any, hidden: Sequence[_Hidden], theirs: bool) -> Iterator[tuple[str, Any]]:
    for each in fields(value):
        had, instead = getattr(value, each.name), _INSTEAD.get(each.name)
        if each.name in _NEVER_THEIRS:
            continue
        if theirs and instead is not None and isinstance(had, str):
            yield each.name, instead if had else had
        else:
            yield each.name, _without(had, hidden, theirs)


def _nameless(draft: Letter, hidden: Sequence[_Hidden]) -> Letter:
    """A letter to the client as somebody may read it who approves it without knowing who they are."""
    facts: Any = draft.facts
    topic = {"topic": ""} if hasattr(facts, "topic") else {}
    words = {"words": _without(facts.words, hidden, True)} if hasattr(facts, "words") else {}
    shown = replace(facts, **topic, **words)
    return replace(draft, recipient=Address(draft.recipient.email), facts=shown, nameless=True)


def _hidden(case: Case) -> _Hidden:
    client, complaint = case.complainant, case.complaint
    names = (each for each in _words(client.name) if len(each) >= _SHORTEST_NAME and each not in _TITLES)
    lines = (each.strip(" ,") for each in complaint.address.splitlines())
    subject = complaint.subject if len(_words(complaint.subject)) > 1 else ""
    whole = (client.name, client.email, subject, *lines)
    return _Hidden(
        reference=case.reference,
        whole=frozenset(" ".join(each.casefold().split()) for each in whole if len(each) > _SHORTEST_NAME),
        names=frozenset(names),
        phone=re.sub(r"\D", "", complaint.phone)[-9:],
        rows=frozenset(_rows(_words(complaint.words))),
    )


def _rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + _IN_A_ROW]) for at in range(len(words) - _IN_A_ROW + 1))


def _words(text: str) -> list[str]:
    return _A_WORD.findall(text.casefold())

"""A letter as it would be sent today, with what the checks find; from samples, or with the facts of a complaint."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from worker.adapters.letters import Letters
from worker.adapters.letters.proof import Copy, Shortcoming, copy_of, findings
from worker.adapters.letters.samples import samples
from worker.model.catalogue import LetterKind
from worker.model.client_letter import Acknowledgement, VerbalRecord
from worker.model.letter import Letter
from worker.model.time import Clock
from worker.policy.case import Case
from worker.policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """A letter that is shown: of what it is a case, how it would be sent, and what is wrong with it."""

    kind: LetterKind
    how: str
    sender: str
    copy: Copy
    found: tuple[Shortcoming, ...]


def shown(
    letters: Letters, kinds: Iterable[LetterKind], like: Case | None, rulebook: Rulebook, today: date
) -> Iterator[Previewed]:
    """Each letter of these kinds in each of its samples, `like` that complaint where one is given."""
    wanted = frozenset(kinds)
    for letter in samples():
        if letter.kind in wanted:
            yield _shown(letters, _like(letter, like, rulebook, today) if like else letter)


def _shown(letters: Letters, letter: Letter) -> Previewed:
    office = letters.office
    written = letters.written(letter, office.address)
    copy = copy_of(
        subject=written.subject,
        preheader=written.preheader,
        text=written.text,
        html=written.html,
        reference=letter.reference,
    )
    return Previewed(
        kind=letter.kind, how=_how(letter), sender=office.display_name, copy=copy, found=findings(copy)
    )


def _how(letter: Letter) -> str:
    """Of what the sample is a case, as its reader would say it."""
    if getattr(letter.facts, "restricted", False):
        return "nothing is to be shared"
    return "with all facts" if letter.recipient.name else "with few facts"


def _like(letter: Letter, case: Case, rulebook: Rulebook, today: date) -> Letter:
    """The sample with what the log knows of the complaint; what it does not know stays the sample's."""
    owner = rulebook.owner(case, today)
    known: dict[str, Any] = {
        "topic": case.topic,
        "received_on": case.complaint.day0,
        "section": rulebook.people.section(case.section).name,
        "signed": owner.name,
        "role": owner.role,
        "restricted": case.restricted,
        "client": case.complainant.name or case.complainant.email or "the client",
        "respond_by": case.due_on(Clock.RESPOND),
    }
    if isinstance(letter.facts, Acknowledgement | VerbalRecord):
        known["words"] = case.complaint.words
    names = {each.name for each in fields(letter.facts)}
    facts = replace(
        letter.facts, **{name: fact for name, fact in known.items() if name in names and fact is not None}
    )
    reference = case.reference if letter.kind.row.of_case else ""
    recipient = case.complainant if letter.kind.is_for_client else letter.recipient
    shows = _like(letter.shows, case, rulebook, today) if letter.shows else None
    return replace(letter, facts=facts, reference=reference, recipient=recipient, shows=shows)

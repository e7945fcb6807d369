"""Once a day the mails that a person must decide on, and those that were taken for no complaint (3.1.6.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import TypeVar

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.mail import Address, Message
from worker.model.office import WebForm
from worker.model.staff_letter import Quarantined, TriageLine, TriageList
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.in_confidence import NOT_NAMED, NOT_SHARED
from worker.policy.reading.arrival import cut
from worker.policy.reading.web_form import read_form
from worker.policy.reason_words import withheld_in_words
from worker.policy.rulebook import Rulebook

_FIRST_WORDS = 90
_LINES = 50


Line = TypeVar("Line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What waits for a person: cases, and mails that opened none.

    `untold` are new words in known cases of which nobody was told; `set_aside` mails that could not be handled.
    """

    waiting: Sequence[Case] = ()
    untold: Sequence[TriageLine] = ()
    not_complaints: Sequence[TriageLine] = ()
    set_aside: Sequence[Quarantined] = ()


def triage_list(listed: Listed, rulebook: Rulebook, now: datetime) -> Decision:
    """The list of that London day for whoever is on duty for triage; none where there is nothing to list.

    A mail has room for fifty lines of each sort, and what has no room stands in a further mail: no line is left out.
    """
    today = london_date(now)
    person = rulebook.on_duty(rulebook.people.triage, today)
    letters = (
        Letter(
            kind=LetterKind.TRIAGE_LIST,
            recipient=Address(person.email, person.name),
            reference="",
            cause=today.isoformat() if facts.part == 1 else f"{today.isoformat()} part {facts.part}",
            facts=facts,
            about=facts.references,
        )
        for facts in _parts(listed, today)
    )
    return Decision(letters=tuple(letters))


def _parts(listed: Listed, today: date) -> tuple[TriageList, ...]:
    undecided = [_line_for_case(each) for each in listed.waiting if each.stage is Stage.PROVISIONAL]
    owed = [_line_for_case(each) for each in listed.waiting if each.stage is not Stage.PROVISIONAL]
    sorts = (undecided, owed, listed.untold, listed.not_complaints, listed.set_aside)
    parts = ceil(max(len(lines) for lines in sorts) / _LINES)
    return tuple(
        TriageList(
            on=today,
            to_decide=_of_part(part, undecided),
            to_acknowledge=_of_part(part, owed),
            untold=_of_part(part, listed.untold),
            not_complaints=_of_part(part, listed.not_complaints),
            set_aside=_of_part(part, listed.set_aside),
            part=part,
            parts=parts,
        )
        for part in range(1, parts + 1)
    )


def _of_part(part: int, lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(lines[(part - 1) * _LINES : part * _LINES])


def line_for_mail(message: Message, form: WebForm, mail: int) -> TriageLine:
    """A mail that opened no case, as a line; of the website's mail what the client wrote into the form."""
    notice = read_form(message, form)
    if notice:
        client = notice.client.email if notice.client else "sender not known"
        return TriageLine(sender=client, first_words=first_words(notice.subject, notice.text), mail=mail)
    return TriageLine(
        sender=message.sender.email if message.sender else message.from_text,
        first_words=first_words(message.subject, message.text),
        mail=mail,
    )


def line_for_reply(case: Case, message: Message) -> TriageLine:
    """A mail in a known case, of which nobody was told; its subject is mostly that of our own letter."""
    if case.restricted:
        return TriageLine(sender=NOT_NAMED, first_words=NOT_SHARED, reference=case.reference)
    sender = message.sender.email if message.sender else message.from_text
    return TriageLine(sender=sender, first_words=first_words("", message.text), reference=case.reference)


def _line_for_case(case: Case) -> TriageLine:
    complaint = case.complaint
    if case.restricted:
        return TriageLine(
            sender=NOT_NAMED,
            first_words=NOT_SHARED,
            reference=case.reference,
            due_on=case.due_on(Clock.ACKNOWLEDGE),
        )
    about = (f"perhaps about {complaint.possibly_about}",) if complaint.possibly_about else ()
    withheld = (withheld_in_words(case.withheld),) if case.withheld else ()
    return TriageLine(
        sender=complaint.complainant.email or "sender not known",
        first_words=first_words(complaint.subject, complaint.words),
        reference=case.reference,
        due_on=case.due_on(Clock.ACKNOWLEDGE),
        reasons=(*about, *withheld, *complaint.reasons),
        part_of=complaint.possibly_about,
    )


def first_words(subject: str, text: str) -> str:
    """The beginning of a mail, as a list shows it."""
    words = " ".join(f"{subject}: {text}".split()) if subject else " ".join(text.split())
    return cut(words, _FIRST_WORDS) or "(no words)"

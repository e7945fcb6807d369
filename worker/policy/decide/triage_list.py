"""Once a day the mails that a person must decide on, and those that were taken for no complaint (3.1.6.2)."""

from collections.abc import Sequence
from datetime import datetime

from worker.model.decision import Decision
from worker.model.letter import Letter, LetterKind, TriageLine, TriageList
from worker.model.mail import Address, Message
from worker.model.office import WebForm
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case, Stage
from worker.policy.decide.arrival import cut
from worker.policy.rulebook import Rulebook
from worker.policy.web_form import read_form

_FIRST_WORDS = 90
_LINES = 50


def triage_list(
    waiting: Sequence[Case], not_complaints: Sequence[TriageLine], rulebook: Rulebook, now: datetime
) -> Decision:
    """The list of that London day for whoever is on duty for triage; none where there is nothing to list."""
    if not waiting and not not_complaints:
        return Decision()
    today = london_date(now)
    undecided = [case for case in waiting if case.stage is Stage.PROVISIONAL]
    owed = [case for case in waiting if case.stage is not Stage.PROVISIONAL]
    facts = TriageList(
        on=today,
        to_decide=tuple(_line_for_case(case) for case in undecided[:_LINES]),
        to_acknowledge=tuple(_line_for_case(case) for case in owed[:_LINES]),
        not_complaints=tuple(not_complaints[:_LINES]),
        left_out=sum(max(0, len(block) - _LINES) for block in (undecided, owed, not_complaints)),
    )
    person = rulebook.on_duty(rulebook.people.triage, today)
    letter = Letter(
        kind=LetterKind.TRIAGE_LIST,
        recipient=Address(person.email, person.name),
        reference="",
        cause=today.isoformat(),
        facts=facts,
    )
    return Decision(letters=(letter,))


def line_for_mail(message: Message, form: WebForm) -> TriageLine:
    """A mail that opened no case, as a line; of the website's mail what the client wrote into the form."""
    notice = read_form(message, form)
    if notice:
        client = notice.client.email if notice.client else "sender not known"
        return TriageLine(sender=client, first_words=_first_words(notice.subject, notice.text))
    return TriageLine(
        sender=message.sender.email if message.sender else message.from_text,
        first_words=_first_words(message.subject, message.text),
    )


def _line_for_case(case: Case) -> TriageLine:
    complaint = case.complaint
    if case.restricted:
        return TriageLine(
            sender="a client who is not to be named",
            first_words="(not shared)",
            reference=case.reference,
            due_on=case.due_on(Clock.ACKNOWLEDGE),
        )
    about = (f"perhaps about {complaint.possibly_about}",) if complaint.possibly_about else ()
    withheld = (case.withheld,) if case.withheld else ()
    return TriageLine(
        sender=complaint.complainant.email or "sender not known",
        first_words=_first_words(complaint.subject, complaint.words),
        reference=case.reference,
        due_on=case.due_on(Clock.ACKNOWLEDGE),
        reasons=(*about, *withheld, *complaint.reasons),
    )


def _first_words(subject: str, text: str) -> str:
    words = " ".join(f"{subject}: {text}".split()) if subject else " ".join(text.split())
    return cut(words, _FIRST_WORDS) or "(no words)"

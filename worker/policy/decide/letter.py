"""A letter was handed over: what the log says then, and which promise it keeps (3.1.8)."""

from datetime import date, datetime

from worker.model.decision import Decision
from worker.model.entry import ClockStopped, LetterSent, LetterUndeliverable
from worker.model.letter import DeliveryFailed, Letter, LetterKind
from worker.model.mail import Address
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import stopped_by
from worker.policy.rulebook import Rulebook


def accepted(case: Case, sent: LetterSent) -> Decision:
    """Our server took the letter: the clocks that this letter stops are stopped, if they still run."""
    stopped = tuple(
        ClockStopped(clock=clock, by=f"{sent.letter} {sent.message_id}")
        for clock in stopped_by(sent.letter)
        if case.due_on(clock)
    )
    return Decision(reference=case.reference, facts=(sent, *stopped))


def undeliverable(case: Case, failure: LetterUndeliverable, rulebook: Rulebook, now: datetime) -> Decision:
    """The letter will not arrive: the duty stands, and the responsible person hears of it at once."""
    person = rulebook.responsible(case.complaint.section, london_date(now))
    told = Letter(
        kind=LetterKind.DELIVERY_FAILED,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=failure.message_id,
        facts=DeliveryFailed(
            letter=failure.letter,
            address=failure.recipient,
            reason=failure.reason,
            due_on=_duty(case, failure.letter),
        ),
    )
    return Decision(reference=case.reference, facts=(failure,), letters=(told,))


def _duty(case: Case, letter: LetterKind) -> date | None:
    return next((case.due_on(clock) for clock in stopped_by(letter)), None)

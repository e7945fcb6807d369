"""The policy itself is to be reviewed every year: senior management hears before the day, and once when it has come."""

from collections.abc import Iterator
from datetime import date, timedelta

from worker.model.agenda import PolicyReview
from worker.model.decision import Decision
from worker.model.letter import Letter, LetterKind
from worker.model.mail import Address
from worker.policy.rulebook import Rulebook

_DAYS_BEFORE = (0, 30, 60)


def policy_review(rulebook: Rulebook, today: date, complaints: int, open_: int) -> Decision:
    """A mail for each senior manager at the latest step that has been reached (3.1.6.4); its cause keeps it single."""
    due_on, calendar = rulebook.policy.review_due, rulebook.calendar
    # Mornings are written on working days only, so a step on any other day is told on the last one before it.
    days = {
        before: calendar.last_working_day_on_or_before(due_on - timedelta(days=before))
        for before in _DAYS_BEFORE
    }
    step = next((before for before, day in days.items() if today >= day), None)
    if step is None:
        return Decision()
    facts = PolicyReview(
        on=today, due_on=due_on, version=rulebook.policy.version, complaints=complaints, open=open_
    )
    return Decision(letters=tuple(_letters(rulebook, facts, step)))


def _letters(rulebook: Rulebook, facts: PolicyReview, step: int) -> Iterator[Letter]:
    people = rulebook.people
    for key in people.senior_management:
        person = rulebook.on_duty(key, facts.on)
        yield Letter(
            kind=LetterKind.POLICY_REVIEW,
            recipient=Address(person.email, person.name),
            reference="",
            # By the key of the manager, so that a change of cover does not send it twice.
            cause=f"{key}, {step} days before {facts.due_on.isoformat()}",
            facts=facts,
        )

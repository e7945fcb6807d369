"""The policy itself is to be reviewed every year: senior management hears before the day, and once when it has come."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from worker.model.agenda_facts import PolicyReview, StageCount
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.stage import Stage
from worker.policy.rulebook import Rulebook

_DAYS_BEFORE = (0, 30, 60)
_NO_COMPLAINTS = (Stage.PROVISIONAL, Stage.NOT_COMPLAINT, Stage.MERGED)


def policy_review(rulebook: Rulebook, today: date, stages: Mapping[Stage, int]) -> Decision:
    """A mail for each senior manager at the latest step that has been reached (3.1.6.4); its cause keeps it single.

    `stages` says how many cases stand at which stage.
    """
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
        on=today,
        due_on=due_on,
        version=rulebook.policy.version,
        complaints=sum(number for stage, number in stages.items() if stage not in _NO_COMPLAINTS),
        stages=tuple(
            StageCount(stage=stage.capitalize(), count=stages[stage]) for stage in Stage if stages.get(stage)
        ),
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

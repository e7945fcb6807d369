"""A mail could not be handled: a person is told where its bytes are, because it may be a complaint."""

from datetime import datetime

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.staff_letter import Quarantined
from worker.policy.calendar import london_date
from worker.policy.rulebook import Rulebook


def set_aside(mail: int, arrived_at: datetime, reason: str, rulebook: Rulebook, now: datetime) -> Decision:
    """Nothing is entered in the log, which only a person can do now; the triage person gets the facts."""
    person = rulebook.on_duty(rulebook.people.triage, london_date(now))
    told = Letter(
        kind=LetterKind.QUARANTINED,
        recipient=Address(person.email, person.name),
        reference="",
        cause=f"mail {mail}",
        facts=Quarantined(mail=mail, arrived_at=arrived_at, reason=reason),
    )
    return Decision(letters=(told,))

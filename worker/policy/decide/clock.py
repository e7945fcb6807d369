"""Time passed and nobody decided: the neutral acknowledgement leaves by itself before the promise breaks (3.1.8.1)."""

from datetime import datetime

from worker.model.decision import Decision
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import SentToday, by_hand, neutral, over_cap
from worker.policy.rulebook import Rulebook


def neutral_acknowledgement(case: Case, rulebook: Rulebook, today: SentToday, now: datetime) -> Decision:
    """The neutral acknowledgement of a provisional case; above the caps a person has the duty instead."""
    reason = over_cap(today, rulebook.office.caps)
    if reason:
        held, tasks = by_hand(case, reason, rulebook, today, now)
        return Decision(reference=case.reference, facts=(held,), letters=tasks)
    return Decision(reference=case.reference, letters=(neutral(case, rulebook),))

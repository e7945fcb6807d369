"""What colleagues found out about a complaint: what such an entry makes of its case (3.1.7.1, 3.1.7.9)."""

from dataclasses import replace

from worker.model.staff_event import CauseFound, EligibilityConfirmed, IssueDated
from worker.policy.case import Case


def issue_dated(case: Case, fact: IssueDated) -> Case:
    """The day on which it happened is known."""
    return replace(case, issue_on=fact.on)


def cause_found(case: Case, fact: CauseFound) -> Case:
    """What caused it is known."""
    return replace(case, cause=fact.cause)


def eligibility_confirmed(case: Case, fact: EligibilityConfirmed) -> Case:
    """Whether the client may go to the ombudsman is known."""
    return replace(case, eligible=fact.eligible)

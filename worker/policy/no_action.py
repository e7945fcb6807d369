"""Nothing has to be done about the cause: what that makes of the case, and its sentence for a colleague (3.1.8.4)."""

from dataclasses import replace

from worker.model.duty import ActionWaived
from worker.policy.case import Case


def waived(case: Case, fact: ActionWaived) -> Case:
    """It is known why no corrective action is needed."""
    return replace(case, no_action=fact.reason)


def says_waived(fact: ActionWaived) -> str:
    """Who said so, and why."""
    return f"{says_waived_outside(fact).rstrip('.')}: {fact.reason.rstrip('.')}."


def says_waived_outside(fact: ActionWaived) -> str:
    """Who said so, without what they wrote."""
    return f"{fact.by} said that no corrective action is needed."

"""A case is its entries read in order: the table of kinds says what each entry changes."""

from collections.abc import Iterable

from worker.model.entry import ComplaintReceived, Stored, Unknown
from worker.policy.case import Case
from worker.policy.entry_kinds import kind_of


def fold(reference: str, facts: Iterable[Stored]) -> Case:
    """The case that these facts tell in their order; the first one is the complaint.

    What a newer version entered is passed over: its meaning is not known here.
    """
    ordered = iter(facts)
    return fold_on(_opened(reference, next(ordered)), ordered)


def fold_on(case: Case, facts: Iterable[Stored]) -> Case:
    """The case once these facts are entered too."""
    for fact in facts:
        if not isinstance(fact, Unknown):
            case = kind_of(fact).does(case, fact)
    return case


def _opened(reference: str, fact: Stored) -> Case:
    if not isinstance(fact, ComplaintReceived):
        raise ValueError(f"The log of {reference} does not begin with a complaint.")
    # Who wrote it down knows what it says.
    heard = frozenset(filter(None, (fact.taken_by,)))
    return Case(
        reference=reference, complaint=fact, is_complaint=None if fact.provisional else True, heard=heard
    )

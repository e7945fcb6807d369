"""A case is its entries read in order: the table of kinds says what each entry changes."""

from collections.abc import Iterable

from worker.model.entry import ComplaintReceived, Stored, Unknown
from worker.model.second_thought import Undone
from worker.policy.case import Case
from worker.policy.entry_kinds import kind_of


def fold(reference: str, facts: Iterable[Stored]) -> Case:
    """The case that these facts tell in their order, numbered from 1; the first one is the complaint.

    What a newer version entered is passed over: its meaning is not known here. What a colleague took back is passed
    over too, as if it had never been entered.
    """
    ordered = iter(facts)
    lines = [next(ordered)]
    opened = case = _opened(reference, lines[0])
    gone: set[int] = set()
    for fact in ordered:
        lines.append(fact)
        if isinstance(fact, Undone):
            gone.update(fact.entries)
            case = fold_on(opened, (line for number, line in enumerate(lines[1:], 2) if number not in gone))
        else:
            case = fold_on(case, (fact,))
    return case


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

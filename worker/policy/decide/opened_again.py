"""A complaint that was over is gone about again: its clocks, and what the client hears (3.1.7.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from worker.model.entry import Fact
from worker.model.letter import Letter
from worker.model.second_thought import CaseReopened
from worker.model.stage import Stage
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import acknowledge
from worker.policy.decide.client_letters import open_again
from worker.policy.decide.consequences import consequences
from worker.policy.fold import fold_on
from worker.policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class OpenedAgain:
    """How the case stands afterwards, the entries that bring that about, and the letter to the client."""

    case: Case
    facts: tuple[Fact, ...]
    letters: tuple[Letter, ...]


def opened_again(case: Case, fact: CaseReopened, rulebook: Rulebook, now: datetime) -> OpenedAgain:
    """The case at its beginning again, with its day 0; the client hears who deals with it and by when."""
    facts = (fact, *consequences(case, fact, london_date(now), rulebook))
    after = fold_on(case, facts)
    return OpenedAgain(after, facts, tuple(_told(case, after, fact, rulebook, now)))


def _told(
    before: Case, after: Case, fact: CaseReopened, rulebook: Rulebook, now: datetime
) -> Iterator[Letter]:
    by_hand = bool(fact.by) and after.waits_for == "acknowledgement"
    if by_hand or not rulebook.may_reach(after):
        return
    if after.awaits_letter:
        # Nobody has written to this client yet: it was taken for no complaint at once.
        yield acknowledge(after, rulebook, now)
    else:
        yield open_again(after, fact, before.stage is Stage.CLOSED, rulebook, london_date(now))

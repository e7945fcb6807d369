"""What the policy decided about one happening: entries for the log and letters for the outbox."""

from dataclasses import dataclass

from worker.model.entry import Fact
from worker.model.letter import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Recorded in one transaction; `reference` is empty where no case is touched and then there are no entries.

    `others` are what follows in other cases, in the same transaction.
    """

    reference: str = ""
    facts: tuple[Fact, ...] = ()
    letters: tuple[Letter, ...] = ()
    others: "tuple[Decision, ...]" = ()

"""The reminder ladder as reminders.toml gives it: who hears of a promise, and when."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from worker.model.time import Clock


class Role(StrEnum):
    """Who a reminder can go to, as the case and people.toml say who that is."""

    TRIAGE = "triage"
    OWNER = "owner"
    HEAD = "head"
    SENIOR_MANAGEMENT = "senior management"
    DATA_PROTECTION = "data protection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the reminder ladder: when a promise is still open then, these people hear of it.

    Exactly one of four says when: `working_day` and `day` count from day 0, `before` and `after` count working days
    from the due day (0 is the day itself). A day that is no working day means the last one before it. With `every` the
    step comes again after so many working days, until the promise is kept. At level 1 and 2 the reminder is a line in
    the morning list, from level 3 a mail of its own at `at` (London).
    """

    clock: Clock
    level: int
    to: tuple[Role, ...]
    working_day: int | None = None
    day: int | None = None
    before: int | None = None
    after: int | None = None
    every: int | None = None
    at: time = time(9)

    @property
    def place(self) -> tuple[str, int]:
        """Which of the four says when, as reminders.toml writes it, and its number."""
        places = (
            ("working_day", self.working_day),
            ("day", self.day),
            ("before", self.before),
            ("after", self.after),
        )
        return next((key, number) for key, number in places if number is not None)

    @property
    def name(self) -> str:
        """What the log calls this step."""
        places = (
            (self.working_day, f"working day {self.working_day}"),
            (self.day, f"day {self.day}"),
            (self.before, f"{self.before} working days before"),
            (self.after, f"{self.after} working days after"),
        )
        return f"{next(name for number, name in places if number is not None)}, {self.at:%H:%M}"

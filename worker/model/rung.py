"""The reminder ladder as reminders.toml gives it: who hears of a promise, and when."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated

from worker.model.key import Key
from worker.model.time import Clock

_ROW = '{ clock = "respond", working_day = 5, level = 1, to = ["owner"] }'
_CLOCK = Key(of="a clock that stands at the top of the shipped reminders.toml")


class Role(StrEnum):
    """Who a reminder can go to, as the case and people.toml say who that is."""

    TRIAGE = "triage"
    OWNER = "owner"
    HEAD = "head"
    SENIOR_MANAGEMENT = "senior management"
    DATA_PROTECTION = "data protection"


class StepKind(StrEnum):
    """What a reminder is counted from."""

    WORKING_DAY = "working day"
    DAY = "day"
    BEFORE = "working days before"
    AFTER = "working days after"
    ASKED = "working days after we asked the client"
    PROPOSED = "working days after we proposed"
    NO_OMBUDSMAN = "no facts about the ombudsman"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderStep:
    """The step at which somebody was reminded, as the log holds it: no two of one promise are equal.

    `on` is the day on which a step of the ladder came again, on which we proposed, or on which the letter that cannot
    be written was to leave.
    """

    kind: StepKind
    number: int | None = None
    at: time | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the reminder ladder: when a promise is still open then, these people hear of it.

    Exactly one of four says when: `working_day` and `day` count from day 0, `before` and `after` count working days
    from the due day (0 is the day itself). A day that is no working day means the last one before it. With `every` the
    step comes again after so many working days, until the promise is kept. A reminder is a line in the morning list;
    from level 3 on one that comes after nine, or that no list told, is a mail of its own at `at` (London).
    """

    clock: Annotated[Clock, _CLOCK]
    level: Annotated[int, Key(of="a level", least=1, most=5)]
    to: Annotated[tuple[Role, ...], Key()]
    working_day: Annotated[int | None, Key(of="working days", least=1, most=250)] = None
    day: Annotated[int | None, Key(of="calendar days", least=1, most=366)] = None
    before: Annotated[int | None, Key(of="working days", least=0, most=250)] = None
    after: Annotated[int | None, Key(of="working days", least=1, most=250)] = None
    every: Annotated[int | None, Key(of="working days", least=1, most=250)] = None
    at: Annotated[time, Key(example="09:00")] = time(9)

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
    def step(self) -> ReminderStep:
        """What the log calls this step."""
        places = (
            (StepKind.WORKING_DAY, self.working_day),
            (StepKind.DAY, self.day),
            (StepKind.BEFORE, self.before),
            (StepKind.AFTER, self.after),
        )
        kind, number = next((kind, number) for kind, number in places if number is not None)
        return ReminderStep(kind=kind, number=number, at=self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """config/reminders.toml, whose head explains the keys of a row once for all."""

    ladder: Annotated[tuple[Rung, ...], Key(of=f"a row, like {_ROW}", many=f"at least one row, like {_ROW}")]

"""reminders.toml: the ladder, whose rows must name one day each and reach somebody besides who is late."""

from collections.abc import Iterator, Mapping
from typing import Any

from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile
from worker.adapters.settings.shape import held
from worker.model.rung import Role
from worker.model.time import Clock

LENGTHS: Mapping[str, str] = {
    Clock.ACKNOWLEDGE: "acknowledge_working_days",
    Clock.ASSESS: "assess_working_days",
    Clock.RESPOND: "respond_working_days",
    Clock.CONFIRM: "confirm_working_days",
    Clock.ACTION_CHOICE: "action_choice_working_days",
    Clock.PROPOSED: "proposal_calendar_days",
    Clock.ESCALATED: "escalated_working_days",
    Clock.EIGHT_WEEKS: "ombudsman_calendar_days",
    Clock.OMBUDSMAN_DECISION: "ombudsman_decision_calendar_days",
    Clock.DATA_PROTECTION: "data_protection_calendar_days",
}
"""The promise at whose end a clock ends; every other clock ends on a day that a person has named."""

_POSITIONS = ("working_day", "day", "before", "after")
_ABOVE = (Role.HEAD, Role.SENIOR_MANAGEMENT)
_NEVER_ALONE_FROM = 3
_USUAL_TIME = "09:00"

Row = dict[str, Any]


def faults_of_rows(reminders: ConfigFile, policy: ConfigFile) -> Iterator[Fault]:
    """Every fault of a row that shows only when its values are held against each other and the promises."""
    steps: list[tuple[object, ...]] = []
    for name, row in reminders.items("ladder"):
        yield from _only_who_is_late(reminders.name, name, row)
        given = [position for position in _POSITIONS if position in row]
        if len(given) != 1:
            wanted = "exactly one of working_day, day, before and after"
            yield Fault(reminders.name, name, " and ".join(given) or "no day", wanted)
            continue
        (position,) = given
        yield from _beyond(reminders.name, f"{name}.{position}", row, policy)
        step = (row.get("clock"), position, row[position], row.get("at", _USUAL_TIME))
        if step in steps:
            wanted = "a day and time that no other row of this clock has"
            yield Fault(reminders.name, f"{name}.{position}", shown(row[position]), wanted)
        steps.append(step)


def _only_who_is_late(file: str, name: str, row: Row) -> Iterator[Fault]:
    level, to = row.get("level"), row.get("to")
    if type(level) is not int or level < _NEVER_ALONE_FROM or not isinstance(to, list) or not to:
        return
    if not any(role in to for role in _ABOVE):
        wanted = '"head" or "senior management" among them: from level 3 on never only who is late'
        yield Fault(file, f"{name}.to", shown(to), wanted)


def _beyond(file: str, key: str, row: Row, policy: ConfigFile) -> Iterator[Fault]:
    """A day that lies outside the promise, where the promise is counted in such days."""
    promise = LENGTHS.get(str(row.get("clock")))
    position = key.rpartition(".")[2]
    if promise is None or position == "after":
        return
    in_working_days = promise.endswith("_working_days")
    length, number = held(policy, f"promises.{promise}"), row[position]
    if type(number) is not int or type(length) is not int or in_working_days is (position == "day"):
        return
    most = length - 1 if position == "before" else length
    if number > most and length >= 1:
        yield Fault(file, key, shown(number), f"at most {most}, because promises.{promise} is {length}")

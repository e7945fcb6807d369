"""A promise that is made shorter: which steps of its ladder then fall on one day, and for whom."""

from dataclasses import replace

import pytest

from tests.journeys.the_office import SECRETS
from tests.rig import CONFIG, people
from worker.adapters.settings import load
from worker.model.office import People
from worker.model.promises import Policy, Promises
from worker.model.rung import Role, Rung
from worker.model.time import Clock
from worker.policy.ladder import steps_on_one_day

SHIPPED = load(CONFIG, SECRETS).policy


def told(
    policy: Policy, who: People | None = None
) -> list[tuple[tuple[str, int], tuple[str, int], list[str]]]:
    """Where the two steps stand, and who hears of both."""
    return [
        (each.first.place, each.second.place, [person.key for person in each.persons])
        for each in steps_on_one_day(policy, who or people())
    ]


def lasting(**lengths: int) -> Policy:
    """The shipped ladder, with promises of those lengths."""
    return replace(SHIPPED, promises=Promises(**lengths))


def test_the_shipped_ladder_has_a_day_for_each_step() -> None:
    """As we deliver it, nobody hears twice on one day of one promise."""
    assert told(SHIPPED) == []


@pytest.mark.parametrize(
    ("lengths", "found"),
    [
        ({"acknowledge_working_days": 3}, [(("working_day", 2), ("before", 1), ["james"])]),
        ({"acknowledge_working_days": 5}, []),
        ({"respond_working_days": 13}, [(("working_day", 8), ("before", 5), ["sarah"])]),
        ({"ombudsman_calendar_days": 42}, [(("day", 42), ("before", 0), ["james"])]),
        ({"ombudsman_decision_calendar_days": 26}, [(("day", 26), ("before", 0), ["sarah", "james"])]),
    ],
)
def test_a_promise_of_another_length(
    lengths: dict[str, int], found: list[tuple[tuple[str, int], tuple[str, int], list[str]]]
) -> None:
    """James heads the section and is all of senior management; Sarah is responsible."""
    assert told(lasting(**lengths)) == found


def test_a_last_day_that_meets_a_step_only_over_a_weekend_is_found() -> None:
    """One day later than day 42: for what began on a Friday it is a Saturday, and the work is Friday's."""
    met = [last for _, last, _ in told(lasting(ombudsman_calendar_days=43))]
    assert met == [("before", 1), ("before", 0)]


def test_steps_for_different_people_may_share_a_day() -> None:
    """Sarah hears of the one and James of the other."""
    ladder = (
        Rung(clock=Clock.ACKNOWLEDGE, level=1, to=(Role.OWNER,), working_day=2),
        Rung(clock=Clock.ACKNOWLEDGE, level=3, to=(Role.HEAD,), before=2),
    )
    assert told(replace(SHIPPED, ladder=ladder)) == []
    both = replace(people(), sections=(replace(people().sections[0], responsible=("james",)),))
    assert told(replace(SHIPPED, ladder=ladder), both) == [(("working_day", 2), ("before", 2), ["james"])]

"""3.1.6.4: who hears when that the policy is to be reviewed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.rig import settings
from worker.model.agenda_facts import PolicyReview
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.model.stage import Stage
from worker.policy.decide.policy_review import policy_review
from worker.policy.rulebook import Rulebook

FIGURES = {Stage.PROVISIONAL: 1, Stage.ESCALATED: 2, Stage.CLOSED: 3}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The rules of the tests' office, whose policy is to be reviewed by Friday 28 August 2026."""
    given = settings(
        MailboxSettings(host="localhost", user="hello"), SmtpSettings(host="localhost"), str(Path())
    )
    return Rulebook.of(replace(given, policy=replace(given.policy, review_due=date(2026, 8, 28))))


@pytest.mark.parametrize(
    ("today", "causes"),
    [
        (date(2026, 6, 26), []),  # a Friday, 63 days before
        (date(2026, 6, 29), ["james, 60 days before 2026-08-28"]),  # the Monday 60 days before
        (date(2026, 7, 28), ["james, 60 days before 2026-08-28"]),  # a Tuesday
        (date(2026, 7, 29), ["james, 30 days before 2026-08-28"]),  # the Wednesday 30 days before
        (date(2026, 8, 28), ["james, 0 days before 2026-08-28"]),  # the Friday itself
        (date(2029, 8, 28), ["james, 0 days before 2026-08-28"]),  # a Tuesday, three years late
    ],
)
def test_the_latest_step_is_told(rulebook: Rulebook, today: date, causes: list[str]) -> None:
    """A missed step is passed over; the cause of the letter keeps each step single."""
    assert [letter.cause for letter in policy_review(rulebook, today, FIGURES).letters] == causes


def test_a_step_at_the_weekend_is_told_before_it(rulebook: Rulebook) -> None:
    """No mail is written on Saturday 28 August 2027: the last step comes on Friday, and not after the bank holiday."""
    rules = replace(rulebook, policy=replace(rulebook.policy, review_due=date(2027, 8, 28)))
    told = {day: policy_review(rules, date(2027, 8, day), FIGURES).letters[0].cause for day in (26, 27)}
    assert told == {26: "james, 30 days before 2027-08-28", 27: "james, 0 days before 2027-08-28"}


def test_the_figures_count_complaints_and_not_doubts(rulebook: Rulebook) -> None:
    """Five complaints, and the doubt beside them by its own name, in the order of the stages."""
    (letter,) = policy_review(rulebook, date(2026, 8, 28), FIGURES).letters
    assert isinstance(letter.facts, PolicyReview)
    assert letter.facts.complaints == 5
    assert [(each.stage, each.count) for each in letter.facts.stages] == [
        ("Provisional", 1),
        ("Escalated", 2),
        ("Closed", 3),
    ]

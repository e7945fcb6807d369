"""3.1.6.4: the policy is reviewed every year; until somebody has done it, those who can read that it is owed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.journeys.by_mail import JAMES, arrive, complain, told_by_phone, write
from tests.journeys.correspondence import LLOYD, SARAH, configured, letters_to, london, mail, words
from tests.journeys.the_office import DORA, on, read_on, told_on, with_director
from tests.rig import CONFIG, Rig
from worker.adapters.settings import load_policy
from worker.model.mail import Message
from worker.model.office import Timetable

OVERDUE = "The complaints policy was to be reviewed by Monday 28 August 2023"
IN_DIGEST = f"{OVERDUE} (3.1.6.4)."
ASKED = "Review the complaints policy by Friday 28 August 2026"
MISSED = "The complaints policy was to be reviewed by Friday 28 August 2026 (3.1.6.4)."
SHIPPED_DATE = "review_due = 2023-08-28"

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)


@pytest.fixture
def mornings(office_on_both: Rig) -> Rig:
    """The worker with the shipped policy, on each database in turn, and Dora Lane above James, the section head."""
    with_director(office_on_both, head="james")
    configured(office_on_both, timetable=Timetable(undo_minutes=0))
    reviewed(office_on_both, CONFIG)
    return office_on_both


def reviewed(office: Rig, folder: Path) -> None:
    """The operator starts the worker again with policy.toml as it stands in that folder."""
    rulebook = office.place.rulebook
    office.place = replace(office.place, rulebook=replace(rulebook, policy=load_policy(folder)))


def next_review(office: Rig, folder: Path, entered: str) -> None:
    """The operator enters the date of the next review where that of the last one stood."""
    shipped = (CONFIG / "policy.toml").read_text(encoding="utf-8")
    assert SHIPPED_DATE in shipped
    changed = shipped.replace(SHIPPED_DATE, f"review_due = {entered}")
    (folder / "policy.toml").write_text(changed, encoding="utf-8")
    reviewed(office, folder)


def asked(office: Rig) -> list[Message]:
    """What Dora has read about the review; as she heads no section and owes nothing, she gets no other mail."""
    return letters_to(office, DORA)


def test_the_review_of_2023_is_told_once_above_and_every_morning_to_the_head(mornings: Rig) -> None:
    """On Monday Dora reads the date and the figures; James reads the date in each of his digests."""
    mornings.now = london(MONDAY, 7)
    complain(mornings)
    told_by_phone(mornings)
    write(mornings, "close resolved")
    arrive(mornings, mail(LLOYD, "Wrong bill"))
    assert asked(mornings) == []
    on(mornings, MONDAY, 8)
    on(mornings, TUESDAY, 8)
    (letter,) = asked(mornings)
    assert letter.subject == OVERDUE
    said = words(letter)
    assert "Version 1.1 of the Client Complaints Policy was to be reviewed by Monday 28 August 2023" in said
    assert "Complaints on file: 2 Acknowledged: 1 Closed: 1" in said
    assert "please tell an operator the date of the next review" in said
    assert "They enter it as review_due in policy.toml." in said
    assert "Patel" not in said

    for day in (MONDAY, TUESDAY):
        assert IN_DIGEST in told_on(mornings, JAMES, day)
    on(mornings, date(2026, 3, 9), 8)
    assert IN_DIGEST in told_on(mornings, JAMES, date(2026, 3, 9))
    assert asked(mornings) == [letter]
    assert "policy" not in " ".join(words(each) for each in letters_to(mornings, SARAH))


def test_nothing_is_written_at_the_weekend(mornings: Rig) -> None:
    """A worker that is first started on a Saturday tells of the review on Monday at eight, and not before."""
    mornings.now = london(date(2026, 3, 7), 10)
    mornings.work()
    on(mornings, date(2026, 3, 9), 7, 59)
    assert (asked(mornings), letters_to(mornings, JAMES)) == ([], [])
    on(mornings, date(2026, 3, 9), 8)
    assert [each.subject for each in asked(mornings)] == [OVERDUE]
    assert IN_DIGEST in told_on(mornings, JAMES, date(2026, 3, 9))


def test_the_year_until_the_next_review(mornings: Rig, tmp_path: Path) -> None:
    """With the next date entered nobody hears of it until sixty days before, then at thirty and on the day; then late.

    Sixty days before Friday 28 August 2026 is Monday 29 June, thirty days before is Wednesday 29 July.
    """
    mornings.work()
    next_review(mornings, tmp_path, "2026-08-28")
    on(mornings, TUESDAY, 8)
    assert "policy" not in told_on(mornings, JAMES, TUESDAY)

    heard: list[tuple[date, int]] = []
    days = (date(2026, 6, 26), date(2026, 6, 29), date(2026, 6, 30), date(2026, 7, 28), date(2026, 7, 29))
    for day in (*days, date(2026, 8, 27), date(2026, 8, 28)):
        mornings.now = london(day, 7, 59)
        mornings.work()
        assert read_on(mornings, DORA, day) == []
        mornings.now = london(day, 8)
        mornings.work()
        heard.append((day, len(read_on(mornings, DORA, day))))
        assert "was to be reviewed" not in told_on(mornings, JAMES, day)
    assert [day for day, letters in heard if letters] == [
        date(2026, 6, 29),
        date(2026, 7, 29),
        date(2026, 8, 28),
    ]
    assert [each.subject for each in asked(mornings)] == [OVERDUE, ASKED, ASKED, ASKED]
    assert "is to be reviewed by Friday 28 August 2026 (3.1.6.4)" in words(asked(mornings)[-1])

    # Monday 31 August 2026 is a bank holiday; nobody has reviewed it by Tuesday.
    mornings.now = london(date(2026, 8, 31), 10)
    mornings.work()
    assert read_on(mornings, JAMES, date(2026, 8, 31)) == []
    for day in (date(2026, 9, 1), date(2026, 9, 2), date(2026, 12, 1)):
        mornings.now = london(day, 8)
        mornings.work()
        assert MISSED in told_on(mornings, JAMES, day)
    assert len(asked(mornings)) == 4


def test_only_another_date_ends_it(mornings: Rig, tmp_path: Path) -> None:
    """A new version alone is no review: James reads the line until review_due lies ahead."""
    mornings.work()
    rulebook = mornings.place.rulebook
    newer = replace(rulebook.policy, version="1.2")
    mornings.place = replace(mornings.place, rulebook=replace(rulebook, policy=newer))
    on(mornings, TUESDAY, 8)
    assert IN_DIGEST in told_on(mornings, JAMES, TUESDAY)
    next_review(mornings, tmp_path, "2027-03-03")
    on(mornings, date(2026, 3, 4), 8)
    assert "reviewed" not in told_on(mornings, JAMES, date(2026, 3, 4))
    assert len(asked(mornings)) == 1


def test_a_worker_that_was_down_tells_the_last_step(mornings: Rig, tmp_path: Path) -> None:
    """It stood still from June to August: on Monday 3 August Dora reads one letter, that of thirty days before."""
    next_review(mornings, tmp_path, "2026-08-28")
    mornings.now = london(date(2026, 6, 26), 10)
    mornings.work()
    assert asked(mornings) == []
    mornings.now = london(date(2026, 8, 3), 11)
    mornings.work()
    mornings.work()
    assert [each.subject for each in asked(mornings)] == [ASKED]
    on(mornings, date(2026, 8, 4), 10)
    assert len(asked(mornings)) == 1


def test_whoever_stands_in_for_her_is_asked(mornings: Rig, tmp_path: Path) -> None:
    """Dora is away on Monday 29 June and James covers: he hears of that step, she of the next; nobody of one twice."""
    next_review(mornings, tmp_path, "2026-08-28")
    rulebook = mornings.place.rulebook
    away = (date(2026, 6, 22), date(2026, 7, 3))
    persons = tuple(
        replace(each, cover="james", away=(away,)) if each.key == "dora" else each
        for each in rulebook.people.persons
    )
    people = replace(rulebook.people, persons=persons)
    mornings.place = replace(mornings.place, rulebook=replace(rulebook, people=people))

    mornings.now = london(date(2026, 6, 29), 8)
    mornings.work()
    assert asked(mornings) == []
    assert ASKED in [each.subject for each in read_on(mornings, JAMES, date(2026, 6, 29))]
    on(mornings, date(2026, 7, 6), 8)
    assert asked(mornings) == []
    mornings.now = london(date(2026, 7, 29), 8)
    mornings.work()
    assert [each.subject for each in asked(mornings)] == [ASKED]
    assert ASKED not in [each.subject for each in read_on(mornings, JAMES, date(2026, 7, 29))]

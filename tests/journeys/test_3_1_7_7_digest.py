"""3.1.7.7: the section head knows each morning what is owed, what is late, and what needs a decision."""

from datetime import date

import pytest

from tests.journeys.correspondence import (
    DOUBT,
    PATEL,
    RAMAN,
    SARAH,
    case,
    configured,
    facts,
    letters_to,
    links,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.rig import Rig
from worker.model.catalogue import LetterKind
from worker.model.entry import TriageDecided
from worker.model.office import Timetable
from worker.model.stage import Stage

JAMES = "James Carter <james.carter@optimised.net>"
TUESDAY = date(2026, 3, 3)
WEDNESDAY = date(2026, 3, 4)


@pytest.fixture
def mornings(office_on_both: Rig) -> Rig:
    """The worker, on each database in turn, where colleagues get their mail at eight."""
    configured(office_on_both, timetable=Timetable(undo_minutes=0))
    return office_on_both


def digests(office: Rig) -> list[str]:
    """The subjects of the head's digests, oldest first."""
    return [
        letter.subject
        for letter in letters_to(office, JAMES)
        if letter.subject.startswith("Complaints today")
    ]


def latest_words(office: Rig) -> str:
    """What the head's latest digest says."""
    return next(
        words(letter)
        for letter in reversed(letters_to(office, JAMES))
        if letter.subject.startswith("Complaints today")
    )


def test_a_quiet_morning_is_told_in_a_line(mornings: Rig) -> None:
    """On Tuesday at eight, and not before, James reads that nothing is due and that the mailbox was read."""
    mornings.work()
    wait_until(mornings, london(TUESDAY, 7, 59))
    assert len(digests(mornings)) == 1  # that of Monday, when the worker began after eight
    wait_until(mornings, london(TUESDAY, 8))
    assert digests(mornings) == ["Complaints today: nothing due (Client Services)"] * 2
    assert "Mailbox last read Monday 2 March 2026 at 9.30am." in latest_words(mornings)


def test_the_head_decides_from_the_digest(mornings: Rig) -> None:
    """Mrs Raman's mail waits for a decision; one tap on Tuesday decides it, and on Wednesday nobody is asked again."""
    mornings.work()
    mornings.arrive(mail(RAMAN, "Meter at the old office", DOUBT))
    mornings.work()
    wait_until(mornings, london(TUESDAY, 8))
    assert digests(mornings)[-1] == "Complaints today: 1 to do (Client Services)"
    said = latest_words(mornings)
    assert "Friday 6 March 2026: decide whether it is a complaint (3.1.8.1)" in said
    assert "Priya Raman, OPT-2026-0001, with Tom Reed" in said
    assert "Mails that may be complaints: 1 (OPT-2026-0001)" in said
    assert "meter" not in said.lower()

    mornings.arrive(tap(mornings, JAMES, "complaint"))
    mornings.work()
    assert [each.is_complaint for each in facts(mornings, TriageDecided)] == [True]
    assert case(mornings).stage is not Stage.PROVISIONAL
    wait_until(mornings, london(WEDNESDAY, 8))
    assert "decide whether it is a complaint" not in latest_words(mornings)


def test_a_promise_is_seen_coming_due_and_late(mornings: Rig) -> None:
    """Nobody answers Mrs Patel: due soon on Thursday, today on Monday, overdue on Tuesday; Sarah reads it, too."""
    mornings.arrive(mail(PATEL, "Renewal"))
    mornings.work()
    seen = []
    for day in (19, 23, 24):
        wait_until(mornings, london(date(2026, 3, day), 8))
        said = latest_words(mornings)
        line = next(part for part in said.split(" - ") if "answer or update to the client" in part)
        seen.append(line.partition(":")[0])
        (own,) = [each for each in letters_to(mornings, SARAH) if "Your complaints" in each.subject][-1:]
        assert line.partition(" * ")[0] in words(own)
    assert [each.rpartition("-- ")[2] for each in seen][1:] == [
        "Today, Monday 23 March 2026",
        "Overdue since Monday 23 March 2026",
    ]
    assert seen[0].endswith("Monday 23 March 2026")
    assert "[OPT-2026-0001] answer" in [subject for _, subject in links(mornings, JAMES)]
    assert "31.2p" not in latest_words(mornings)


def test_a_worker_that_was_down_writes_when_it_is_back(mornings: Rig) -> None:
    """It comes up on Wednesday afternoon: one digest of that day, and none for the day that was missed."""
    mornings.work()
    mornings.now = london(WEDNESDAY, 15)
    mornings.work()
    mornings.work()
    assert len(digests(mornings)) == 2
    written = [letter for letter in mornings.letters() if letter.kind is LetterKind.DAILY_DIGEST]
    assert [letter.queued_at.day for letter in written] == [2, 4]

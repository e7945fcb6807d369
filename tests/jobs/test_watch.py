"""Silence is an alarm: one mail when it begins, one when it ends, none between (promise 19)."""

import json
import logging
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.in_the_log import rendered, run_sql
from tests.rig import Rig, rig
from tests.servers.dovecot import DovecotServer
from tests.servers.smtp_sink import Stage as Smtp
from worker.adapters.log import outbox
from worker.jobs.watch import look, watch
from worker.model.catalogue import LetterKind
from worker.model.office import HealthSettings, Office, Section, Timetable
from worker.model.queued_letter import LetterState
from worker.model.servers import SmtpSettings
from worker.policy.health import Trouble
from worker.rounds import Rounds

OPERATOR = "operator@example.org"
STILL = timedelta(0)


@pytest.fixture
def at_work(dovecot: DovecotServer, database_url: str) -> Iterator[Rig]:
    """A worker on a fresh mailbox, on each database in turn, that has looked at it once."""
    with rig(dovecot, database_url) as running:
        running.look()
        yield running


def look_now(at_work: Rig) -> list[str]:
    """The troubles that `worker health` would tell."""
    with at_work.place.store.reading(at_work.now) as tx:
        return [each.name for each in look(tx, at_work.place.rulebook).troubles]


def watched(at_work: Rig, started: datetime, jump: timedelta = STILL) -> list[str]:
    """The troubles that the watch of a worker finds which started then."""
    return [each.name for each in watch(at_work.place, started, jump).troubles]


def with_office(at_work: Rig, office: Office) -> None:
    """Let the worker be configured like this."""
    rulebook = replace(at_work.place.rulebook, office=office)
    at_work.place = replace(at_work.place, rulebook=rulebook)


def told(at_work: Rig) -> list[str]:
    """The subjects that the operator has read."""
    at_work.hand_over()
    return [message.subject for message in at_work.received(OPERATOR)]


def test_a_mailbox_that_was_not_read_is_told_once_and_its_repair_once(at_work: Rig) -> None:
    """Sixteen minutes without a look, then half an hour more, then a look."""
    started = at_work.now
    at_work.later(minutes=14)
    assert watched(at_work, started) == []
    at_work.later(minutes=2)
    assert watched(at_work, started) == ["no look at the mailbox"]
    at_work.later(minutes=30)
    watched(at_work, started)
    assert told(at_work) == ["Complaints worker: The mailbox has not been read for 16 minutes."]

    at_work.look()
    assert watched(at_work, started) == []
    assert told(at_work)[1:] == ["Complaints worker: Well again: no look at the mailbox."]


def test_a_worker_that_has_just_started_is_not_silent(at_work: Rig) -> None:
    """After a weekend off it gets its quarter of an hour; `worker health` asks without that mercy."""
    at_work.later(days=3)
    assert watched(at_work, at_work.now) == []
    assert look_now(at_work) == ["no look at the mailbox"]


def test_a_letter_that_waits_is_told(at_work: Rig) -> None:
    """The mail server puts a letter off; after half an hour somebody hears."""
    at_work.sink.script(Smtp.RCPT, "451 4.3.0 later")
    at_work.arrive(
        b"From: a@example.org\r\nSubject: Complaint\r\n\r\nI am very unhappy with your service.\r\n"
    )
    at_work.work()
    at_work.later(minutes=31)
    at_work.look()
    assert watched(at_work, at_work.now) == ["a letter waits"]


def test_a_clock_that_jumps_is_told(at_work: Rig) -> None:
    """Two hours forward while no time passed; that it does not jump again makes no date right."""
    (trouble,) = watch(at_work.place, at_work.now, timedelta(hours=2)).troubles
    assert trouble.what == "The clock of this machine jumped by 2 hours."
    assert watched(at_work, at_work.now) == []
    assert told(at_work) == ["Complaints worker: The clock of this machine jumped by 2 hours."]


@pytest.mark.parametrize("hours", [2, 30])
def test_a_clock_that_jumps_makes_no_silence(at_work: Rig, hours: int) -> None:
    """Only the jump is told, until time itself has passed: sixteen minutes without a look and without a round."""
    passed = 0.0
    rounds = Rounds(at_work.place, at_work.stop, steady=lambda: passed)
    at_work.later(hours=hours)
    jumped = [f"Complaints worker: The clock of this machine jumped by {hours} hours."]
    for minutes in (0, 1, 14):
        at_work.later(minutes=minutes)
        passed += minutes * 60
        rounds.watch()
        assert told(at_work) == jumped
    at_work.later(minutes=1)
    passed += 60
    rounds.watch()
    rounds.close()
    assert sorted(told(at_work)[1:]) == [
        "Complaints worker: For 16 minutes nothing that is due could be written.",
        "Complaints worker: The mailbox has not been read for 16 minutes.",
    ]


def test_a_jump_is_told_although_the_log_did_not_answer_then(office: Rig) -> None:
    """The watch that saw it first could not write of it; the next one does."""
    office.look()
    rounds = Rounds(office.place, office.stop, steady=lambda: 0.0)
    office.later(hours=2)
    no_alarm = (
        "CREATE TRIGGER broken BEFORE INSERT ON alarm BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
    )
    run_sql(office.place.store, no_alarm)
    rounds.watch()
    assert told(office) == []
    run_sql(office.place.store, "DROP TRIGGER broken")
    rounds.watch()
    rounds.close()
    assert told(office) == ["Complaints worker: The clock of this machine jumped by 2 hours."]


def test_holidays_that_end_are_told(at_work: Rig) -> None:
    """On 2 January 2028 the list ends within a year."""
    at_work.later(days=671)
    at_work.look()
    assert look_now(at_work) == ["bank holidays end"]


def test_a_start_ends_no_alarm(at_work: Rig) -> None:
    """Whoever starts the worker anew has not yet proved that the mailbox is read."""
    started = at_work.now
    at_work.later(minutes=16)
    assert watched(at_work, started) == ["no look at the mailbox"]
    at_work.later(minutes=1)
    assert watched(at_work, at_work.now) == ["no look at the mailbox"]
    at_work.look()
    assert watched(at_work, at_work.now) == []


def test_what_other_jobs_found_is_told_like_the_rest(at_work: Rig) -> None:
    """Once when it begins and once when it ends, and to whoever asks the log meanwhile."""
    found = Trouble("time held back", "More cases are due than can be.", "Look at the clock.")
    for _ in range(2):
        health = watch(at_work.place, at_work.now, STILL, (found,))
        assert health.troubles == (replace(found, since=at_work.now),)
    assert look_now(at_work) == ["time held back"]
    assert told(at_work) == ["Complaints worker: More cases are due than can be."]
    assert watched(at_work, at_work.now) == []
    assert look_now(at_work) == []
    assert told(at_work)[1:] == ["Complaints worker: Well again: time held back."]


# The two sections that are owed a digest, and the time at which the rig's worker starts.
HEADS = {"Client Services": "james", "Energy": "sarah"}
LONG_AGO = datetime(2026, 2, 2, tzinfo=UTC)


@pytest.fixture
def with_digests(at_work: Rig) -> Rig:
    """The same worker where the heads of two sections get a digest at eight."""
    rulebook = at_work.place.rulebook
    sections = (
        Section(key=head, name=name, head=head, responsible=("sarah",)) for name, head in HEADS.items()
    )
    people = replace(rulebook.people, intake="james", sections=tuple(sections))
    at_work.place = replace(at_work.place, rulebook=replace(rulebook, people=people))
    with_office(at_work, replace(rulebook.office, timetable=Timetable(morning=time(8))))
    return at_work


def at(at_work: Rig, said: str) -> None:
    """Let it be that time, in UTC, with the mailbox just read."""
    at_work.now = datetime.strptime(said, "%A %d %B %Y %H:%M").replace(tzinfo=UTC)
    assert f"{at_work.now:%A}" == said.split()[0]
    at_work.look()


def digest(at_work: Rig, head: str, day: str, state: LetterState = LetterState.SENT) -> None:
    """Let the digest of that day be written to that head, and be in that state."""
    letter = rendered(f"{head} on {day}", LetterKind.DAILY_DIGEST, reference="")
    with at_work.place.store.writing(at_work.now) as tx:
        outbox.queue(tx, letter)
        queued = outbox.by_message_id(tx, letter.message_id)
        assert queued
        if state is LetterState.SENT:
            outbox.sent(tx, queued, "250 kept")


def missing(at_work: Rig, started: datetime = LONG_AGO) -> str:
    """Whose digest the watch of a worker misses that started then."""
    found = watch(at_work.place, started, STILL).troubles
    return next((each.what for each in found if each.name == "a digest was not sent"), "")


BOTH = "The daily digest was not sent to the head of Client Services, Energy."
ONE = "The daily digest was not sent to the head of Energy."
THE_OTHER = "The daily digest was not sent to the head of Client Services."


def test_a_digest_that_was_not_sent_is_told_until_one_is(with_digests: Rig) -> None:
    """One head's is sent and the other's waits: the operator hears of it after half an hour, and when it has left."""
    at(with_digests, "Monday 2 March 2026 08:29")
    assert missing(with_digests) == ""
    at(with_digests, "Monday 2 March 2026 08:30")
    digest(with_digests, "james", "2026-03-02")
    digest(with_digests, "sarah", "2026-03-02", LetterState.PENDING)
    assert missing(with_digests) == ONE
    assert "a digest was not sent" in look_now(with_digests)
    # The night repairs nothing, and neither does a new start.
    at(with_digests, "Tuesday 3 March 2026 00:01")
    assert missing(with_digests) == ONE
    at(with_digests, "Tuesday 3 March 2026 08:29")
    assert missing(with_digests, with_digests.now) == ONE
    digest(with_digests, "james", "2026-03-03")
    digest(with_digests, "sarah", "2026-03-03")
    at(with_digests, "Tuesday 3 March 2026 08:30")
    assert missing(with_digests) == ""
    said = [subject for subject in told(with_digests) if "digest" in subject]
    assert said == [f"Complaints worker: {ONE}", "Complaints worker: Well again: a digest was not sent."]


@pytest.mark.parametrize(
    ("now", "what"),
    [
        ("Thursday 2 April 2026 07:29", ""),
        ("Thursday 2 April 2026 07:30", BOTH),
        ("Friday 3 April 2026 12:00", ""),
        ("Saturday 4 April 2026 12:00", ""),
        ("Monday 6 April 2026 12:00", ""),
        ("Tuesday 7 April 2026 07:30", BOTH),
        ("Monday 4 May 2026 12:00", ""),
        ("Friday 27 March 2026 08:29", ""),
        ("Friday 27 March 2026 08:30", BOTH),
        ("Sunday 29 March 2026 12:00", ""),
        ("Monday 30 March 2026 07:29", ""),
        ("Monday 30 March 2026 07:30", BOTH),
        ("Sunday 25 October 2026 12:00", ""),
        ("Monday 26 October 2026 08:29", ""),
        ("Monday 26 October 2026 08:30", BOTH),
    ],
)
def test_no_digest_is_missed_on_a_day_off(with_digests: Rig, now: str, what: str) -> None:
    """Good Friday, Easter Monday, the May bank holiday and the days on which the clocks change; times are UTC."""
    at(with_digests, now)
    assert missing(with_digests) == what


def test_a_worker_that_has_just_started_may_write_its_digests_first(with_digests: Rig) -> None:
    """It gets half an hour; `worker health` asks without that mercy."""
    at(with_digests, "Monday 2 March 2026 14:00")
    assert missing(with_digests, with_digests.now - timedelta(minutes=29)) == ""
    assert look_now(with_digests) == ["a digest was not sent"]
    assert missing(with_digests, with_digests.now - timedelta(minutes=30)) == BOTH


def test_the_digests_that_the_worker_writes_are_those_that_are_owed(with_digests: Rig) -> None:
    """Written at eight, missed at half past eight as long as they wait, and no longer once our server took them."""
    at(with_digests, "Monday 2 March 2026 08:00")
    Rounds(with_digests.place, with_digests.stop).keep_time()
    at(with_digests, "Monday 2 March 2026 08:30")
    assert missing(with_digests) == BOTH
    with_digests.hand_over()
    assert missing(with_digests) == ""


def cover(at_work: Rig, head: str, by: str, *away: tuple[date, date]) -> None:
    """Let people.toml say who covers for that head, and when the head is away."""
    rulebook = at_work.place.rulebook
    persons = tuple(
        replace(person, cover=by, away=away) if person.key == head else person
        for person in rulebook.people.persons
    )
    people = replace(rulebook.people, persons=persons)
    at_work.place = replace(at_work.place, rulebook=replace(rulebook, people=people))


def test_the_digest_of_a_head_who_is_away_goes_to_the_cover(with_digests: Rig) -> None:
    """Tom covers for James on Monday and no longer on Tuesday."""
    day = date(2026, 3, 2)
    cover(with_digests, "james", "tom", (day, day))
    at(with_digests, "Monday 2 March 2026 08:30")
    digest(with_digests, "sarah", "2026-03-02")
    assert missing(with_digests) == THE_OTHER
    digest(with_digests, "tom", "2026-03-02")
    assert missing(with_digests) == ""
    at(with_digests, "Tuesday 3 March 2026 08:30")
    digest(with_digests, "sarah", "2026-03-03")
    digest(with_digests, "james", "2026-03-03")
    assert missing(with_digests) == ""


@pytest.mark.parametrize("written_to", ["james", "tom", "grace"])
def test_who_was_away_at_eight_is_not_asked_later(with_digests: Rig, written_to: str) -> None:
    """James calls in sick at nine, or is back: the digest that left at eight, to him or to whoever covered, counts."""
    tom = next(person for person in with_digests.place.rulebook.people.persons if person.key == "tom")
    rulebook = with_digests.place.rulebook
    people = replace(rulebook.people, persons=(*rulebook.people.persons, replace(tom, key="grace")))
    with_digests.place = replace(with_digests.place, rulebook=replace(rulebook, people=people))
    cover(with_digests, "tom", "grace")
    at(with_digests, "Monday 2 March 2026 08:00")
    digest(with_digests, "sarah", "2026-03-02")
    digest(with_digests, written_to, "2026-03-02")
    at(with_digests, "Monday 2 March 2026 14:00")
    day = date(2026, 3, 2)
    for away in ((), ((day, day),)):
        cover(with_digests, "james", "tom", *away)
        assert missing(with_digests) == ""


def test_the_digest_of_the_cover_does_not_hide_that_of_the_head(with_digests: Rig) -> None:
    """Sarah, who has her own section, covers for James; his digest waits although hers has left."""
    cover(with_digests, "james", "sarah")
    at(with_digests, "Monday 2 March 2026 08:30")
    digest(with_digests, "james", "2026-03-02", LetterState.PENDING)
    digest(with_digests, "sarah", "2026-03-02")
    assert missing(with_digests) == THE_OTHER


def test_no_digest_is_missed_where_none_may_leave(with_digests: Rig) -> None:
    """Before live = true letters are kept back, and without a time of day no digest is written."""
    at(with_digests, "Monday 2 March 2026 14:00")
    office = with_digests.place.rulebook.office
    with_office(with_digests, replace(office, smtp=SmtpSettings(host="smtp.optimised.net")))
    assert missing(with_digests) == ""
    with_office(with_digests, replace(office, timetable=Timetable(morning=None)))
    assert missing(with_digests) == ""


def told_in(file: Path) -> Any:
    """What the health file says."""
    return json.loads(file.read_text())


def test_the_health_file_says_what_the_watch_found(at_work: Rig, tmp_path: Path) -> None:
    """Written anew at each watch as a whole, for everybody to read."""
    file = tmp_path / "health.json"
    with_office(at_work, replace(at_work.place.rulebook.office, health=HealthSettings(file=str(file))))
    at_work.arrive(b"From: a@example.org\r\nSubject: Complaint\r\n\r\nI am very unhappy with you.\r\n")
    at_work.look()
    looked_at = at_work.now
    rounds = Rounds(at_work.place, at_work.stop, steady=lambda: at_work.now.timestamp())
    at_work.later(minutes=1)
    rounds.watch()
    told = told_in(file)
    assert told.pop("letters_waiting") == len(at_work.letters()) + sum(
        len(at_work.letters(case.reference)) for case in at_work.cases()
    )
    assert told == {
        "at": "2026-03-02T09:31:00+00:00",
        "well": True,
        "troubles": [],
        "last_look": looked_at.isoformat(),
        "oldest_letter_since": looked_at.isoformat(),
        "open_cases": 1,
        "bank_holidays_known_until": "2028-12-31",
    }
    at_work.later(minutes=20)
    rounds.watch()
    rounds.close()
    told = told_in(file)
    names = {"no look at the mailbox", "time is not kept"}
    found = {(each["name"], each["since"]) for each in told["troubles"]}
    assert (told["well"], found) == (False, {(name, "2026-03-02T09:51:00+00:00") for name in names})
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert [each.name for each in tmp_path.iterdir() if "health" in each.name] == ["health.json"]


def test_the_health_file_is_written_without_the_database(
    office: Rig, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It says so, since when, and nothing of what only the log knows."""
    file = tmp_path / "health.json"
    with_office(office, replace(office.place.rulebook.office, health=HealthSettings(file=str(file))))
    rounds = Rounds(office.place, office.stop)
    for database in tmp_path.glob("complaints.sqlite3*"):
        database.unlink()
    office.place.store.close()
    since = office.now
    for _ in range(2):
        rounds.watch()
        told = told_in(file)
        (trouble,) = told["troubles"]
        assert told["at"] == office.now.isoformat()
        assert (trouble["name"], trouble["since"]) == ("the log does not answer", since.isoformat())
        assert (told["well"], told["last_look"], told["letters_waiting"]) == (False, None, None)
        office.later(minutes=1)
    rounds.close()
    assert "The database does not answer" in caplog.text


def test_a_health_file_without_its_folder(
    office: Rig, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One sentence in the log, and the watch goes on."""
    file = tmp_path / "nowhere" / "health.json"
    with_office(office, replace(office.place.rulebook.office, health=HealthSettings(file=str(file))))
    rounds = Rounds(office.place, office.stop)
    office.look()
    with caplog.at_level(logging.WARNING):
        rounds.watch()
    rounds.close()
    (record,) = caplog.records
    assert record.getMessage() == (
        f"The health file {file} cannot be written: No such file or directory. Make its folder, or change file "
        "under [health] in office.toml."
    )

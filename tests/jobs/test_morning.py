"""The mail of a working day's morning: who gets it, when, once, and what stands in it (3.1.7.7)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.adapters.in_the_log import at_once, rendered, run_sql
from tests.jobs.newsroom import (
    GRACE,
    HELEN,
    JAMES,
    OMAR,
    PEOPLE,
    SARAH,
    TOM,
    Newsroom,
    london,
    newsroom,
    respond,
)
from worker.adapters.log import journal, outbox, register
from worker.adapters.log.store import LogRefused, LogUnavailable
from worker.jobs.morning import morning
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStopped, ReminderSent
from worker.model.letter_event import LetterSent
from worker.model.mail import RawMail
from worker.model.office import Timetable
from worker.model.reasons import StopReason
from worker.model.rung import Role, Rung
from worker.model.staff_event import CaseClosed, ClosureBasis, DraftWritten, Escalated, SharingRestricted
from worker.model.time import Clock
from worker.workplace import Workplace

DIGEST, LIST = LetterKind.DAILY_DIGEST, LetterKind.MORNING_LIST
OWNER_AND_HEAD = Rung(clock=Clock.RESPOND, level=2, to=(Role.OWNER, Role.HEAD), working_day=1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """Two sections without a complaint, on SQLite."""
    with newsroom(f"sqlite:///{tmp_path / 'complaints.sqlite3'}") as opened:
        yield opened


@pytest.fixture
def room_on_both(database_url: str) -> Iterator[Newsroom]:
    """The same on each database in turn."""
    with newsroom(database_url) as opened:
        yield opened


@pytest.mark.parametrize(
    ("at", "digests"),
    [
        (london("2026-03-02", 7, 59), 0),  # Monday
        (london("2026-03-02", 8), 2),  # Monday
        (london("2026-03-03", 8), 2),  # Tuesday
        (london("2026-03-04", 17, 30), 2),  # Wednesday, the worker was down
        (london("2026-03-05", 23, 59), 2),  # Thursday, the last minute
        (london("2026-03-06", 8), 2),  # Friday
        (london("2026-03-07", 8), 0),  # Saturday
        (london("2026-03-08", 8), 0),  # Sunday
        (london("2026-05-04", 8), 0),  # Monday, early May bank holiday
        (london("2026-05-05", 8), 2),  # Tuesday after it
        (london("2026-12-25", 8), 0),  # Friday, Christmas Day
        (london("2026-12-28", 8), 0),  # Monday, substitute day
        (datetime.fromisoformat("2026-03-30T06:59:00+00:00"), 0),  # Monday, the first in summer time
        (datetime.fromisoformat("2026-03-30T07:00:00+00:00"), 2),
        (datetime.fromisoformat("2026-10-26T07:59:00+00:00"), 0),  # Monday, the first in winter time
        (datetime.fromisoformat("2026-10-26T08:00:00+00:00"), 2),
    ],
)
def test_digests_leave_on_working_days_from_eight_in_london(
    room: Newsroom, at: datetime, digests: int
) -> None:
    """One for each head, from eight o'clock by London's clocks to the end of that day."""
    assert room.write(at) == digests
    assert [mail.to for mail in room.mails()] == [JAMES, HELEN][:digests]


def test_a_timetable_without_a_morning_sends_none(room: Newsroom) -> None:
    """Whoever wants no digests gets none."""
    room.restart(office=replace(room.given.office, timetable=Timetable(morning=None)))
    assert room.write() == 0
    assert room.mails() == []


def test_an_empty_day_is_told_too(room: Newsroom) -> None:
    """Silence would not show that the worker is alive."""
    room.write()
    found = room.mail_to(JAMES)
    assert found.subject == "Complaints today: nothing due (Client Services)"
    assert "Nothing needs you today. No complaint is open." in found.text
    assert "The mailbox was never read." in found.text
    assert found.files == {}


def test_each_day_has_one_mail_also_after_a_crash_and_a_restart(room_on_both: Newsroom) -> None:
    """However often the worker looks or starts that day, nobody is written to twice; the next day they are."""
    room = room_on_both
    room.enter(respond("2026-03-04"))
    assert room.write() == 3
    assert room.write() == 0
    room.restart()
    assert room.write(london("2026-03-03", 9)) == 0
    assert room.write(london("2026-03-04")) == 3
    assert [mail.to for mail in room.mails()] == [JAMES, HELEN, SARAH] * 2


def test_nothing_is_left_of_a_morning_that_was_not_recorded_whole(room: Newsroom) -> None:
    """Where an entry cannot be written no mail is, and the next round writes all of them."""
    room.ladder(OWNER_AND_HEAD)
    reference = room.enter(respond("2026-03-20"))
    run_sql(
        room.place.store,
        "CREATE TRIGGER broken BEFORE INSERT ON log_entry BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    )
    with pytest.raises((LogUnavailable, LogRefused)):
        room.write()
    assert room.mails() == []
    run_sql(room.place.store, "DROP TRIGGER broken")
    assert room.write() == 3
    assert len([fact for fact in room.facts(reference) if isinstance(fact, ReminderSent)]) == 2


def test_two_workers_write_one_mail_for_each(room_on_both: Newsroom) -> None:
    """Whoever comes second finds the work done, or fails as a whole and has nothing left to do."""
    room = room_on_both
    room.ladder(OWNER_AND_HEAD)
    reference = room.enter(respond("2026-03-20"))
    second = room.another()
    try:
        assert sum(at_once(lambda: _tried(room.place), lambda: _tried(second))) == 3
        assert (morning(room.place), morning(second)) == (0, 0)
    finally:
        second.close()
    assert [mail.to for mail in room.mails()] == [JAMES, HELEN, SARAH]
    assert len([fact for fact in room.facts(reference) if isinstance(fact, ReminderSent)]) == 2
    with room.place.store.reading(room.now) as tx:
        assert list(journal.faults(tx)) == []


def _tried(place: Workplace) -> int:
    try:
        return morning(place)
    except (LogUnavailable, LogRefused):
        return 0


def test_a_head_of_two_sections_gets_one_digest(room: Newsroom) -> None:
    """Both are named, and the cases of both are in it."""
    both = tuple(replace(section, head="james") for section in PEOPLE.sections)
    room.restart(people=replace(PEOPLE, sections=both))
    first, second = room.enter(respond("2026-03-03")), room.enter(respond("2026-03-03"), section="billing")
    room.write()
    assert [mail.to for mail in room.mails() if mail.kind is DIGEST] == [JAMES]
    found = room.mail_to(JAMES)
    assert found.subject == "Complaints today: 2 to do (Client Services and Billing)"
    assert first in found.text
    assert second in found.text


def test_a_case_whose_section_is_gone_belongs_to_the_intake(room: Newsroom) -> None:
    """Billing was given up and its row removed from people.toml: James has its case, with the client and the ladder."""
    reference = room.enter(respond("2026-03-03"), section="billing")
    room.restart(people=replace(PEOPLE, sections=PEOPLE.sections[:1]))
    room.ladder(Rung(clock=Clock.RESPOND, level=2, to=(Role.HEAD,), before=0))
    room.write()
    found = room.mail_to(JAMES)
    assert found.subject == "Complaints today: 1 to do (Client Services)"
    assert reference in found.text
    assert "Jane Client" in found.text
    assert found.column("open", "C") == ["Jane Client"]
    assert [fact.person for fact in room.facts(reference) if isinstance(fact, ReminderSent)] == ["james"]


def test_cover_gets_the_digest_of_who_is_away(room: Newsroom) -> None:
    """A head who covers for another still gets one, with the sections of both; the other gets none."""
    away = ((date(2026, 3, 2), date(2026, 3, 6)),)
    persons = tuple(
        replace(each, cover="helen", away=away) if each.key == "james" else each for each in PEOPLE.persons
    )
    room.restart(people=replace(PEOPLE, persons=persons))
    room.write()
    assert [(mail.to, mail.subject) for mail in room.mails()] == [
        (HELEN, "Complaints today: nothing due (Client Services and Billing)")
    ]


def test_a_digest_stands_in_its_order(room: Newsroom) -> None:
    """Overdue, due today, waiting for a decision, due soon, and what is further off only in the spreadsheet."""
    later, soon, today, overdue = (
        room.enter(respond(day), client=f"Client {day}")
        for day in ("2026-03-09", "2026-03-05", "2026-03-03", "2026-03-02")
    )
    waiting = room.enter(
        respond("2026-04-27", Clock.EIGHT_WEEKS),
        DraftWritten(letter=LetterKind.EIGHT_WEEK_LETTER, words="", on=None, by="", mail=None),
    )
    room.write()
    found = room.mail_to(JAMES)
    assert found.subject == "Complaints today: 1 overdue, 2 to do, 1 due soon (Client Services)"
    places = [found.text.index(reference) for reference in (overdue, today, waiting, soon)]
    assert places == sorted(places)
    assert later not in found.text.partition("Since ")[0]
    assert "Overdue since Monday 2 March 2026: answer or update to the client (3.1.8.2)" in found.text
    assert "Today, Tuesday 3 March 2026: answer" in found.text
    assert "Due by Thursday 5 March 2026" in found.text
    assert f'Answer the client: subject "[{overdue}] answer"' in found.text
    assert "The complaints policy was to be reviewed by Monday 28 August 2023 (3.1.6.4)." in found.text
    with room.place.store.reading(room.now) as tx:
        assert f"Seal of the log: {journal.seal(tx)}" in found.text


def test_what_happened_since_the_digest_before_is_told_by_references(room: Newsroom) -> None:
    """The Tuesday after a bank holiday covers what came in from Friday morning on, and only its own section."""
    room.write(london("2026-05-01"))  # Friday
    room.now = london("2026-05-01", 15)
    friday = room.enter(respond("2026-05-22"))
    other = room.enter(respond("2026-05-22"), section="billing")
    room.now = london("2026-05-04", 11)  # the bank holiday
    monday = room.enter(respond("2026-05-26"))
    room.add(friday, Escalated(lead="grace", by="sarah", mail=2))
    room.add(monday, CaseClosed(outcome=ClosureBasis.WITHDRAWN, by="sarah", mail=3))
    room.write(london("2026-05-05"))
    text = room.mail_to(JAMES).text
    assert (
        f"Since Friday 1 May 2026 {'-' * 23} - New: 2 ({friday}, {monday}) - Closed: 1 ({monday}) "
        f"- Escalated: 1 ({friday})"
    ) in text
    assert other not in text
    room.write(london("2026-05-06"))
    assert "Since " not in room.mail_to(JAMES).text


def test_mail_and_letters_that_wait_for_a_person_are_counted(room: Newsroom) -> None:
    """A mail that could not be handled, a letter of the section that was given up, when the mailbox was read last."""
    reference = room.enter(respond("2026-12-01"))
    elsewhere = room.enter(respond("2026-12-01"), section="billing")
    with room.place.store.writing(room.now - timedelta(minutes=11)) as tx:
        (kept,) = register.keep(tx, (RawMail("INBOX", 1, 1, tx.now, b"x"),))
        register.settle(tx, kept.id, register.Settlement(register.Disposition.QUARANTINED, "test"))
        register.move_cursor(tx, "INBOX", 1, 2)
        for each in (reference, elsewhere):
            outbox.queue(tx, rendered("1", reference=each))
            taken = outbox.take_next(tx, None, timedelta(0))
            assert taken
            outbox.failed(tx, taken, "550 5.1.1 no such user")
    room.write()
    text = room.mail_to(JAMES).text
    assert "Nothing falls due today, but something waits for a person." in text
    assert "Mails that could not be read by the worker: 1" in text
    assert f"Letters that could not be delivered: 1 ({reference})" in text
    assert "Mailbox last read Tuesday 3 March 2026 at 7.49am." in text


def test_mail_that_was_set_aside_is_told_for_fourteen_days(room: Newsroom) -> None:
    """Nothing but a person settles it: set aside on Tuesday 3 March 2026 at 9am, it is told until Tuesday 17 March."""
    told = "Mails that could not be read by the worker"
    room.write(london("2026-03-03"))
    assert told not in room.mail_to(JAMES).text
    with room.place.store.writing(london("2026-03-03", 9)) as tx:
        (kept,) = register.keep(tx, (RawMail("INBOX", 1, 1, tx.now, b"x"),))
        register.settle(tx, kept.id, register.Settlement(register.Disposition.QUARANTINED, "test"))
    for day in ("2026-03-04", "2026-03-05", "2026-03-13", "2026-03-17"):
        room.write(london(day))
        assert f"{told}: 1" in room.mail_to(JAMES).text
    room.write(london("2026-03-18"))
    assert told not in room.mail_to(JAMES).text


def test_mail_that_was_set_aside_before_a_long_silence_is_told(room: Newsroom) -> None:
    """The worker stood still for a month after it: the first digest covers what no digest has told."""
    room.write(london("2026-03-03"))
    with room.place.store.writing(london("2026-03-03", 9)) as tx:
        (kept,) = register.keep(tx, (RawMail("INBOX", 1, 1, tx.now, b"x"),))
        register.settle(tx, kept.id, register.Settlement(register.Disposition.QUARANTINED, "test"))
    room.write(london("2026-04-02"))
    assert "Mails that could not be read by the worker: 1" in room.mail_to(JAMES).text


def test_eight_weeks_are_watched(room: Newsroom) -> None:
    """From fifteen working days before they end, and for as long as the complaint is open after them."""
    near = room.enter(respond("2026-03-24", Clock.EIGHT_WEEKS))
    far = room.enter(respond("2026-03-25", Clock.EIGHT_WEEKS))
    passed = room.enter(respond("2026-02-20", Clock.EIGHT_WEEKS))
    sent = LetterSent(
        letter=LetterKind.EIGHT_WEEK_LETTER, recipient="x@client.example", message_id="<8@x>", proof="250"
    )
    room.add(passed, sent, ClockStopped(clock=Clock.EIGHT_WEEKS, by=StopReason.LETTER))
    room.write()
    watch = room.mail_to(JAMES).text.partition("Eight-week watch")[2].partition("Open complaints")[0]
    assert near in watch
    assert f"Friday 20 February 2026: still open after eight weeks (3.1.7.9) Jane Client, {passed}" in watch
    assert far not in watch


def test_a_block_has_ten_lines(room: Newsroom) -> None:
    """What is more is counted, and in the spreadsheet."""
    for _ in range(12):
        room.enter(respond("2026-03-03"))
    room.write()
    found = room.mail_to(JAMES)
    assert found.text.count("Today, Tuesday") == 10
    assert "And 2 more, see the spreadsheet." in found.text
    assert found.subject == "Complaints today: 12 to do (Client Services)"


def test_everybody_else_hears_of_what_they_owe_and_only_of_that(room: Newsroom) -> None:
    """Owners, triage, data protection; whoever owes nothing soon gets nothing, and a head gets no second mail."""
    owned = room.enter(respond("2026-03-05"))
    undecided = room.enter(respond("2026-03-03", Clock.ACKNOWLEDGE), provisional=True)
    data = room.enter(respond("2026-03-04", Clock.DATA_PROTECTION), section="billing")
    room.enter(respond("2026-03-09"), section="billing")
    room.write()
    lists = {mail.to: mail for mail in room.mails() if mail.kind is LIST}
    assert {to: mail.subject for to, mail in lists.items()} == {
        SARAH: "Your complaints today: 1 due soon",
        TOM: "Your complaints today: 1 to do",
        GRACE: "Your complaints today: 1 due soon",
    }
    for to, reference in ((SARAH, owned), (TOM, undecided), (GRACE, data)):
        assert reference in lists[to].text
    assert OMAR not in lists
    assert undecided in room.mail_to(JAMES).text


def test_reminders_ride_in_these_mails_and_are_entered_with_them(room: Newsroom) -> None:
    """Each person once for each step, by the kind of letter that they got; nothing is told again the day after."""
    room.ladder(OWNER_AND_HEAD)
    reference = room.enter(respond("2026-03-20"))
    room.write()
    entered = {
        (fact.person, fact.letter, fact.step)
        for fact in room.facts(reference)
        if isinstance(fact, ReminderSent)
    }
    assert entered == {("james", DIGEST, OWNER_AND_HEAD.step), ("sarah", LIST, OWNER_AND_HEAD.step)}
    for address in (JAMES, SARAH):
        assert f"Friday 20 March 2026: answer or update to the client (3.1.8.2) Jane Client, {reference}" in (
            room.mail_to(address).text
        )
    assert room.write(london("2026-03-04")) == 2
    assert room.mail_to(JAMES).subject == "Complaints today: nothing due (Client Services)"


def test_a_client_who_does_not_want_to_be_named_is_not(room: Newsroom) -> None:
    """Neither in the mail nor in the workbooks, also not of the section that has the case (3.1.11)."""
    reference = room.enter(
        respond("2026-03-02"), SharingRestricted(by="sarah", mail=2), client="Canary Quill"
    )
    room.write(london("2026-03-02"))  # Monday: the whole log goes along
    for mail in room.mails():
        found = mail.everything()
        assert "quill" not in found.lower()
    assert reference in room.mail_to(JAMES).text
    assert room.mail_to(JAMES).column("open", "A") == [reference]


def test_no_head_learns_of_another_sections_clients(room: Newsroom) -> None:
    """A canary in each client's name, address, subject and words: each flies in its own section, no words in any."""
    for section, client in (("client_services", "Canary Finch"), ("billing", "Canary Wren")):
        for due_on in ("2026-02-27", "2026-03-02", "2026-03-04", "2026-03-20"):
            room.enter(
                respond(due_on), respond("2026-03-16", Clock.EIGHT_WEEKS), section=section, client=client
            )
    room.write(london("2026-03-02"))  # Monday: the whole log goes along
    for address, own, other in ((JAMES, "Finch", "wren"), (HELEN, "Wren", "finch")):
        mail = room.mail_to(address)
        found = mail.everything()
        assert own in found
        assert other not in found.lower()
        assert "About" not in found
        assert "Words of" not in found
        assert len(mail.column("action-log", "A")) == 8
    assert "Finch" in room.mail_to(SARAH).text
    assert "wren" not in room.mail_to(SARAH).everything().lower()


@pytest.mark.parametrize(
    ("day", "files"),
    [
        ("2026-03-02", ["open-complaints-2026-03-02.xlsx", "action-log-2026-03-02.xlsx"]),  # Monday
        ("2026-03-03", ["open-complaints-2026-03-03.xlsx"]),  # Tuesday
        ("2026-04-07", ["open-complaints-2026-04-07.xlsx", "action-log-2026-04-07.xlsx"]),  # Easter Tuesday
        ("2026-04-08", ["open-complaints-2026-04-08.xlsx"]),  # Wednesday
    ],
)
def test_the_whole_log_goes_along_on_the_first_working_day_of_a_week(
    room: Newsroom, day: str, files: list[str]
) -> None:
    """On the other days only the open complaints do."""
    room.enter(respond("2026-12-01"))
    room.write(london(day))
    assert list(room.mail_to(JAMES).files) == files


def test_a_log_that_is_too_long_stays_at_home(room: Newsroom) -> None:
    """With more than twenty thousand lines the digest says how to get it."""
    room.enter(respond("2026-12-01"))
    run_sql(
        room.place.store,
        "INSERT INTO log_entry (reference, number, at, actor, kind, fact, hash) "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
        "SELECT 'OPT-2025-0001', i, '2025-01-01 09:00:00.000000', 'worker', 'MailNoted', '{}', 'x' FROM n",
    )
    room.write(london("2026-03-02"))
    found = room.mail_to(JAMES)
    assert list(found.files) == ["open-complaints-2026-03-02.xlsx"]
    assert "The whole log is too long for an email. The operator can write it to a file" in found.text


def test_the_open_complaints_are_a_table(room: Newsroom) -> None:
    """Only those of the head's sections, what falls due first on top, with the client and real dates."""
    second, first = room.enter(respond("2026-03-20")), room.enter(respond("2026-03-10"), client="Ann Early")
    room.enter(respond("2026-03-09"), section="billing")
    closed = room.enter(respond("2026-03-09"))
    over = CaseClosed(outcome=ClosureBasis.RESOLVED, by="sarah", mail=2)
    room.add(closed, over, ClockStopped(clock=Clock.RESPOND, by=StopReason.ENTRY, entry="case closed"))
    room.write()
    found = room.mail_to(JAMES)
    assert found.column("open", "A") == [first, second]
    assert found.column("open", "C") == ["Ann Early", "Jane Client"]


def test_senior_management_hears_of_the_policy_review_once_a_step(room: Newsroom) -> None:
    """The review was due in 2023: Grace hears on the first morning, and never again until another date is given."""
    room.write()
    room.write(london("2026-03-04"))
    with room.place.store.reading(room.now) as tx:
        told = [each for each in outbox.of_case(tx, "") if each.kind is LetterKind.POLICY_REVIEW]
    assert [each.recipient for each in told] == [GRACE]


def test_an_overdue_answer_makes_the_assessment_moot(room: Newsroom) -> None:
    """On Tuesday 24 March 2026 the answer of Monday is overdue; that nobody said how they go about it is old news."""
    room.enter(respond("2026-03-04", Clock.ASSESS), respond("2026-03-23"))
    room.write(london("2026-03-20"))
    assert "say how you will handle it" in room.mail_to(JAMES).text
    room.write(london("2026-03-24"))
    assert "say how you will handle it" not in room.mail_to(JAMES).text
    assert "Overdue since Monday 23 March 2026" in room.mail_to(JAMES).text

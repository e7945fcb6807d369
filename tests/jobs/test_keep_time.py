"""Time acts: reminders once a person and step, after an outage only the highest, and never on a clock that is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.adapters.in_the_log import run_sql
from tests.journeys.correspondence import LLOYD, PATEL, RAMAN, SARAH, letters_to, london, mail, words
from tests.rig import TEMPLATES, Rig, break_templates
from worker.adapters.letters import Letters
from worker.adapters.log import journal
from worker.jobs.keep_time import TimeKept, begin, keep_time, release, what_is_due
from worker.model.catalogue import LetterKind
from worker.model.entry import ReminderSent
from worker.model.rung import Role, Rung
from worker.model.time import Clock
from worker.policy.reason_words import step_in_words
from worker.rounds import Rounds

JAMES = "James Carter <james.carter@optimised.net>"
BROKEN_FOR_THE_FIRST = "{% if lines[0].reference == 'OPT-2026-0001' %}{{ lines.none }}{% endif %}\n"
BROKEN_FOR_TARIFFS = "{% if 'green tariff' in topic %}{{ topic.none }}{% endif %}\n"
OPERATOR = "operator@example.org"
REMINDERS = ("Due ", "Overdue:", "2 ", "3 ")
OWNER, HEAD = (Role.OWNER,), (Role.HEAD,)

LADDER = (
    Rung(clock=Clock.RESPOND, level=3, to=(*OWNER, *HEAD), before=1),
    Rung(clock=Clock.RESPOND, level=4, to=HEAD, before=0),
    Rung(clock=Clock.RESPOND, level=4, to=HEAD, before=0, at=time(14)),
    Rung(clock=Clock.RESPOND, level=5, to=HEAD, after=1),
)


@contextmanager
def ladder(office: Rig, *, most: int = 100) -> Iterator[Rig]:
    """The worker with this ladder, and with so many cases allowed to be due at once."""
    rules = office.place.rulebook
    policy = replace(rules.policy, ladder=LADDER, most_due_at_once=most)
    office.place = replace(office.place, rulebook=replace(rules, policy=policy))
    yield office


def complain(office: Rig, *clients: str) -> None:
    """These clients complain now, on Monday 2 March 2026: RESPOND falls due on Monday 23 March."""
    for client in clients:
        office.arrive(mail(client, "Renewal"))
    office.work()


def go_to(office: Rig, day: date, hour: int, minute: int = 0) -> None:
    """The timetable comes round at that London time."""
    office.now = london(day, hour) + timedelta(minutes=minute)
    office.work()


def reminded(office: Rig, reader: str) -> list[str]:
    """The reminders to that person, oldest first."""
    return [words(each) for each in letters_to(office, reader) if each.subject.startswith(REMINDERS)]


def facts(office: Rig, reference: str) -> list[ReminderSent]:
    """The reminders in the log of that case."""
    return [each.fact for each in office.entries(reference) if isinstance(each.fact, ReminderSent)]


def test_a_step_is_reached_at_its_time_and_once(office_on_both: Rig) -> None:
    """Friday 20 March 2026 at nine is one working day before Monday 23 March: Sarah and James hear, once each."""
    with ladder(office_on_both) as office:
        complain(office, PATEL)
        go_to(office, date(2026, 3, 20), 8, 59)
        assert reminded(office, SARAH) == reminded(office, JAMES) == []
        go_to(office, date(2026, 3, 20), 9)
        go_to(office, date(2026, 3, 20), 9, 1)
        go_to(office, date(2026, 3, 20), 17)
        (said,) = reminded(office, SARAH)
        assert len(reminded(office, JAMES)) == 1
        assert "Monday 23 March 2026" in said
        assert "3.1.8.2" in said
        assert {(step_in_words(each.step), each.person) for each in facts(office, "OPT-2026-0001")} == {
            ("1 working day before, 09:00", "sarah"),
            ("1 working day before, 09:00", "james"),
        }


def test_several_reminders_for_one_person_are_one_mail(office: Rig) -> None:
    """Three complaints of the same day: one mail with three lines for each of both."""
    with ladder(office):
        complain(office, PATEL, LLOYD, RAMAN)
        go_to(office, date(2026, 3, 20), 9)
        for reader in (SARAH, JAMES):
            (said,) = reminded(office, reader)
            assert all(f"OPT-2026-000{number}" in said for number in (1, 2, 3))


def test_a_worker_that_was_down_sends_the_highest_missed_step_only(office: Rig) -> None:
    """Down from Monday 2 to Tuesday 24 March 2026: James hears that it is overdue, and nothing of the steps before."""
    with ladder(office):
        complain(office, PATEL)
        go_to(office, date(2026, 3, 24), 10)
        (said,) = reminded(office, JAMES)
        assert "Overdue since Monday 23 March 2026" in said
        assert reminded(office, SARAH) == []
        go_to(office, date(2026, 3, 25), 10)
        assert len(reminded(office, JAMES)) == 1


def test_two_steps_of_one_day_are_two_reminders(office: Rig) -> None:
    """On Monday 23 March 2026 James hears at nine and at two."""
    with ladder(office):
        complain(office, PATEL)
        go_to(office, date(2026, 3, 20), 9)
        go_to(office, date(2026, 3, 23), 9)
        assert len(reminded(office, JAMES)) == 2
        go_to(office, date(2026, 3, 23), 13, 59)
        assert len(reminded(office, JAMES)) == 2
        go_to(office, date(2026, 3, 23), 14)
        assert len(reminded(office, JAMES)) == 3


def test_who_is_away_is_covered(office: Rig) -> None:
    """James is away on Friday 20 March 2026; Tom covers and hears in his place."""
    with ladder(office):
        away = (date(2026, 3, 20), date(2026, 3, 20))
        rules = office.place.rulebook
        persons = tuple(
            replace(each, cover="tom", away=(away,)) if each.key == "james" else each
            for each in rules.people.persons
        )
        people = replace(rules.people, persons=persons)
        office.place = replace(office.place, rulebook=replace(rules, people=people))
        complain(office, PATEL)
        go_to(office, date(2026, 3, 20), 9)
        assert reminded(office, JAMES) == []
        assert len(reminded(office, "tom.reed@optimised.net")) == 1


def test_the_late_person_is_never_alone_with_it(office: Rig) -> None:
    """Sarah is head, owner and senior management of a tiny office: from level 3 on the operator hears too."""
    with ladder(office):
        rules = office.place.rulebook
        sections = tuple(replace(each, head="sarah") for each in rules.people.sections)
        people = replace(rules.people, sections=sections, senior_management=("sarah",))
        office.place = replace(office.place, rulebook=replace(rules, people=people))
        complain(office, PATEL)
        go_to(office, date(2026, 3, 24), 10)
        assert len(reminded(office, SARAH)) == 1
        assert len(reminded(office, "operator@example.org")) == 1


def test_who_is_late_is_who_owes_it(office: Rig) -> None:
    """Personal data are for James, who is all of senior management: from level 3 on the operator hears too."""
    with ladder(office):
        rules = office.place.rulebook
        step = Rung(clock=Clock.DATA_PROTECTION, level=5, to=(Role.SENIOR_MANAGEMENT,), after=1)
        policy = replace(rules.policy, ladder=(step,))
        office.place = replace(office.place, rulebook=replace(rules, policy=policy))
        office.arrive(
            mail(PATEL, "My data", "Please send me a copy of my personal data that you hold. I am unhappy.")
        )
        office.work()
        go_to(office, date(2026, 4, 2), 10)
        assert len(reminded(office, JAMES)) == 1
        assert len(reminded(office, OPERATOR)) == 1


def test_more_than_allowed_at_once_stops_and_asks(office_on_both: Rig) -> None:
    """Three complaints due where two are allowed: nothing is written until a person has said so; then all is."""
    with ladder(office_on_both, most=2) as office:
        complain(office, PATEL, LLOYD, RAMAN)
        before = len(office.sink.mails)
        office.now = london(date(2026, 3, 24), 10)
        assert "3 complaints fell due at once" in keep_time(office.place).held_back
        assert "3 complaints fell due at once" in keep_time(office.place).held_back
        assert what_is_due(office.place) == ("OPT-2026-0001", "OPT-2026-0002", "OPT-2026-0003")
        office.hand_over()
        assert len(office.sink.mails) == before
        assert release(office.place).letters >= 1
        assert keep_time(office.place).held_back == ""
        office.hand_over()
        assert len(reminded(office, JAMES)) == 1


def operator_reads(office: Rig) -> list[str]:
    """The subjects of what the operator has got."""
    office.hand_over()
    return [each.subject.removeprefix("Complaints worker: ") for each in office.received(OPERATOR)]


def test_a_letter_that_cannot_be_written_holds_up_no_other(office_on_both: Rig, tmp_path: Path) -> None:
    """A template breaks for one topic: Mr Lloyd gets his update, James both reminders, and the operator hears why."""
    with ladder(office_on_both) as office:
        rules = office.place.rulebook
        policy = replace(rules.policy, auto_update=True)
        office.place = replace(office.place, rulebook=replace(rules, policy=policy))
        break_templates(
            office, tmp_path / "templates", M09="{% if 'green' in topic %}{{ topic.none }}{% endif %}\n"
        )
        office.arrive(mail(PATEL, "Our green tariff"))
        office.arrive(mail(LLOYD, "Wrong meter"))
        office.work()
        office.now = london(date(2026, 3, 23), 16)
        assert keep_time(office.place).unwritten == ("OPT-2026-0001",)

        rounds = Rounds(office.place, office.stop)
        rounds.keep_time()
        rounds.watch()
        assert "A letter that is due in OPT-2026-0001 cannot be written." in operator_reads(office)
        (said,) = reminded(office, JAMES)
        assert "OPT-2026-0001" in said
        assert "OPT-2026-0002" in said
        assert [each.kind for each in office.letters("OPT-2026-0002")][-1] is LetterKind.PROGRESS_UPDATE

        office.place = replace(office.place, letters=Letters.open(TEMPLATES, rules.office))
        rounds = Rounds(office.place, office.stop)
        rounds.keep_time()
        rounds.watch()
        assert operator_reads(office)[-1] == "Well again: a letter that cannot be written."
        assert office.letters("OPT-2026-0001")[-1].kind is LetterKind.PROGRESS_UPDATE


def test_time_that_cannot_be_kept_is_told(office: Rig, tmp_path: Path) -> None:
    """Every reminder fails: within a quarter of an hour the operator hears, and nothing is lost once it is mended."""
    with ladder(office):
        complain(office, PATEL)
        break_templates(office, tmp_path / "templates", M18=BROKEN_FOR_THE_FIRST)
        office.now = london(date(2026, 3, 20), 9)
        rounds = Rounds(office.place, office.stop, steady=lambda: office.now.timestamp())
        for minutes in (0, 14, 2):
            office.later(minutes=minutes)
            rounds.look()
            rounds.keep_time()
            rounds.watch()
        rounds.close()
        assert operator_reads(office)[-1] == ("For 16 minutes nothing that is due could be written.")

        office.place = replace(office.place, letters=Letters.open(TEMPLATES, office.place.rulebook.office))
        office.work()
        assert len(reminded(office, JAMES)) == 1


def test_a_letter_that_cannot_be_written_is_not_well_again_while_time_is_held(
    office: Rig, tmp_path: Path
) -> None:
    """The clock jumps while a template is broken: nobody tried to write the letter again, so nothing is well again."""
    with ladder(office):
        rules = office.place.rulebook
        policy = replace(rules.policy, auto_update=True)
        office.place = replace(office.place, rulebook=replace(rules, policy=policy))
        break_templates(office, tmp_path / "templates", M09=BROKEN_FOR_TARIFFS)
        office.arrive(mail(PATEL, "Our green tariff"))
        office.work()
        office.now = london(date(2026, 3, 23), 16)
        rounds = Rounds(office.place, office.stop, steady=lambda: 0.0)
        for days in (0, 2):
            office.later(days=days)
            rounds.look()
            rounds.keep_time()
            rounds.watch()
        rounds.close()
        said = operator_reads(office)
        assert "A letter that is due in OPT-2026-0001 cannot be written." in said
        assert "The clock of this machine jumped by 2 days." in said
        assert [each for each in said if each.startswith("Well again")] == []


def test_a_jump_is_held_although_the_log_did_not_answer_then(office: Rig) -> None:
    """A year's jump in the one round in which the disk is full: the next round holds time back."""
    with ladder(office):
        complain(office, PATEL)
        rounds = Rounds(office.place, office.stop, steady=lambda: 0.0)
        office.later(days=365)
        full = "CREATE TRIGGER broken BEFORE INSERT ON time_hold BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        run_sql(office.place.store, full)
        assert rounds.keep_time() == 0
        run_sql(office.place.store, "DROP TRIGGER broken")
        assert rounds.keep_time() == 0
        rounds.close()
        assert "jumped by 365 days" in keep_time(office.place).held_back
        assert reminded(office, JAMES) == []


def test_a_clock_that_jumps_a_year_and_back_sends_nothing_and_moves_nothing(office: Rig) -> None:
    """The hold that a jump began ends by itself once the clock is back; the ladder goes on as if nothing had been."""
    with ladder(office):
        complain(office, PATEL)
        (case,) = office.cases()
        right = office.now
        office.now = right + timedelta(days=365)
        assert "jumped by 365 days" in keep_time(office.place, timedelta(days=365)).held_back
        assert "jumped by 365 days" in keep_time(office.place).held_back
        office.now = right + timedelta(minutes=2)
        assert keep_time(office.place, timedelta(days=-365)) == TimeKept(0)
        assert office.cases() == [case]
        go_to(office, date(2026, 3, 20), 9)
        assert len(reminded(office, SARAH)) == 1


@pytest.mark.parametrize("hours", [2, -2])
def test_a_clock_two_hours_wrong_moves_no_deadline(office: Rig, hours: int) -> None:
    """Dates are in the log; a small jump holds nothing back."""
    with ladder(office):
        complain(office, PATEL)
        (case,) = office.cases()
        office.now += timedelta(hours=hours)
        assert keep_time(office.place, timedelta(hours=hours)).held_back == ""
        assert office.cases() == [case]


def test_a_start_after_a_year_of_silence_asks_first(office: Rig) -> None:
    """Ten days over Christmas are no reason to wait; a year is."""
    with ladder(office):
        complain(office, PATEL)
        office.now += timedelta(days=10)
        begin(office.place)
        assert keep_time(office.place).held_back == ""
        office.now += timedelta(days=365)
        begin(office.place)
        assert "days ago by the clock of this machine" in keep_time(office.place).held_back
        release(office.place)
        assert keep_time(office.place).held_back == ""


def test_what_is_not_due_is_not_looked_at_again(office: Rig) -> None:
    """After one look the case is expected at the next step of the ladder and not before."""
    with ladder(office):
        complain(office, PATEL)
        keep_time(office.place)
        step = london(date(2026, 3, 20), 9)

        def expected(at: datetime) -> list[str]:
            with office.place.store.reading(at) as tx:
                return [case.reference for case, _ in journal.expected(tx)]

        assert expected(step - timedelta(minutes=1)) == []
        assert expected(step) == ["OPT-2026-0001"]


def test_down_ten_days_over_christmas(office: Rig) -> None:
    """Received Monday 8 December 2025, due Wednesday 31 December; back on Friday 2 January 2026: one mail, late."""
    with ladder(office):
        office.now = london(date(2025, 12, 8), 10)
        office.arrive(mail(PATEL, "Renewal"))
        office.work()
        (case,) = office.cases()
        assert case.due_on(Clock.RESPOND) == date(2025, 12, 31)
        go_to(office, date(2026, 1, 2), 10)
        (said,) = reminded(office, JAMES)
        assert "Overdue since Wednesday 31 December 2025" in said


def test_what_is_told_again_every_day_is_not_too_much_at_once(office: Rig) -> None:
    """Two are allowed at once, three answers are overdue: it asks on the first day, and not on every day after it."""
    with ladder(office, most=2):
        rules = office.place.rulebook
        daily = Rung(clock=Clock.RESPOND, level=5, to=HEAD, after=1, every=1)
        policy = replace(rules.policy, ladder=(daily,))
        office.place = replace(office.place, rulebook=replace(rules, policy=policy))
        complain(office, PATEL, LLOYD, RAMAN)
        office.now = london(date(2026, 3, 24), 9)
        assert "3 complaints fell due at once" in keep_time(office.place).held_back
        release(office.place)
        for day in (25, 26, 27):
            office.now = london(date(2026, 3, day), 9)
            assert keep_time(office.place) == TimeKept(letters=1)
        office.hand_over()
        assert len(reminded(office, JAMES)) == 4

"""One case whose log cannot be read stops no other; a person hears of it by name."""

# ruff: noqa: S608  a vandal writes SQL of his own

from dataclasses import replace
from datetime import time

import pytest

from tests.adapters.in_the_log import drop_guard, run_sql
from tests.journeys.correspondence import LLOYD, PATEL, RAMAN, TOM, answer, letters_to, mail, words
from tests.rig import Rig
from worker.adapters.log import export, journal
from worker.adapters.log.case_unreadable import CaseUnreadable
from worker.adapters.log.register import Disposition
from worker.jobs.check import check_log
from worker.jobs.keep_time import begin, keep_time
from worker.jobs.morning import morning
from worker.jobs.watch import look as look_at_health
from worker.model.catalogue import LetterKind
from worker.model.office import Timetable
from worker.rounds import Rounds

OPERATOR = "operator@example.org"
POISONED, HEALTHY = "OPT-2026-0001", "OPT-2026-0002"
POISON = {
    "no JSON": (2, "fact = 'never JSON'"),
    "a field is missing": (1, "fact = '{}'"),
    "an enum that never was": (2, "fact = replace(fact, 'acknowledge', 'astonish')"),
    "a day that never was": (2, "fact = replace(fact, '2026-03-06', '2026-02-30')"),
    "a complaint twice, in an order that never was": (1, "number = 99"),
}


def poison(office: Rig, number: int = 2, change: str = "fact = 'never JSON'") -> None:
    """Change that line of the first case behind the worker's back, on any database."""
    drop_guard(office.place.store)
    run_sql(
        office.place.store,
        f"UPDATE log_entry SET {change} WHERE reference = '{POISONED}' AND number = {number}",
    )


def two_cases(office: Rig) -> None:
    """Mrs Patel and Mr Lloyd complain and are acknowledged."""
    office.arrive(mail(PATEL, "Overcharged since January"))
    office.arrive(mail(LLOYD, "Wrong meter"))
    office.work()
    office.look()
    assert [each.reference for each in office.cases()] == [POISONED, HEALTHY]


@pytest.mark.parametrize("kind", POISON)
def test_every_other_case_goes_on(office_on_both: Rig, kind: str) -> None:
    """Time is kept over the healthy one, it is listed, and the check of the log names the line of the other."""
    office = office_on_both
    two_cases(office)
    poison(office, *POISON[kind])
    begin(office.place)
    office.later(days=60)
    kept = keep_time(office.place, confirmed=True)
    assert [each.reference for each in kept.unreadable] == [POISONED]
    assert kept.letters > 0
    assert [each.reference for each in office.cases()] == [HEALTHY]
    assert {fault.split(":")[0] for fault in office.faults()} == {POISONED}
    with office.place.store.reading(office.now) as tx, pytest.raises(CaseUnreadable, match=POISONED):
        journal.case(tx, POISONED)
    (found,) = check_log(office.place.store, office.now)
    assert found.sentence.startswith(f"{POISONED}: line ")


def test_the_operator_hears_once_and_by_name(office_on_both: Rig) -> None:
    """In a mail, in `worker health` and in the health file; rounds later still once."""
    office = office_on_both
    two_cases(office)
    poison(office)
    rounds = Rounds(office.place, office.stop)
    rounds.begin()
    for _ in range(3):
        rounds.keep_time()
        rounds.watch()
    rounds.hand_over()
    (told,) = office.received(OPERATOR)
    assert told.subject.startswith(f"Complaints worker: {POISONED}: line 2 of its log cannot be read")
    with office.place.store.reading(office.now) as tx:
        names = [each.name for each in look_at_health(tx, office.place.rulebook).troubles]
    assert names == [f"{POISONED} cannot be read"]
    rounds.close()


def test_mail_that_joins_it_is_kept_and_shown(office_on_both: Rig) -> None:
    """Mrs Patel answers our letter: Tom reads that her mail waits, and the mail behind it is handled."""
    office = office_on_both
    two_cases(office)
    (acknowledged,) = letters_to(office, PATEL)
    poison(office)
    office.arrive(answer(acknowledged, "I am still waiting."))
    office.arrive(mail(RAMAN, f"About {POISONED}, the very same thing, once more"))
    rounds = Rounds(office.place, office.stop)
    assert rounds.look() == 2
    rounds.keep_time()
    rounds.watch()
    rounds.close()
    assert office.outcomes()[Disposition.QUARANTINED] == 1
    assert office.outcomes()[Disposition.CASE] == 3
    office.hand_over()
    assert any(
        f"{POISONED}: line 2 of its log cannot be read" in words(each) for each in letters_to(office, TOM)
    )
    assert len(office.received(OPERATOR)) == 1


def test_the_morning_mail_names_it(office_on_both: Rig) -> None:
    """Every head reads of it in the digest, which is written all the same."""
    office = office_on_both
    two_cases(office)
    poison(office)
    with_morning = replace(office.place.rulebook.office, timetable=Timetable(morning=time(8)))
    office.place = replace(office.place, rulebook=replace(office.place.rulebook, office=with_morning))
    office.later(days=7)
    assert morning(office.place) > 0
    (digest,) = [each for each in office.letters() if each.kind is LetterKind.DAILY_DIGEST]
    assert b"log cannot be read" in digest.content
    assert POISONED.encode() in digest.content


def test_the_whole_log_can_still_be_written_out(office_on_both: Rig) -> None:
    """The line stands in the export as it stands in the log; the table of complaints goes without that case."""
    office = office_on_both
    two_cases(office)
    poison(office)
    with office.place.store.reading(office.now) as tx:
        lines = [
            entry.text for entry in export.entries(tx) if (entry.reference, entry.number) == (POISONED, 2)
        ]
        assert lines == ['"never JSON"']
        assert [case.reference for case, _ in export.cases(tx)] == [HEALTHY]


def test_a_letter_of_it_that_is_on_its_way_is_sent(office_on_both: Rig) -> None:
    """And the letters behind it are too."""
    office = office_on_both
    office.arrive(mail(PATEL, "Overcharged since January"))
    office.arrive(mail(LLOYD, "Wrong meter"))
    office.look()
    poison(office)
    office.hand_over()
    office.look()
    assert [len(letters_to(office, each)) for each in (PATEL, LLOYD)] == [1, 1]
    assert office.outcomes()[Disposition.OWN_COPY] >= 2


def test_another_complaint_of_the_same_client_is_taken(office: Rig) -> None:
    """Mrs Patel's first case cannot be read: what she and her partner complain of next is a case all the same."""
    two_cases(office)
    poison(office)
    office.arrive(
        mail(PATEL, "The warehouse", "You billed us twice for the warehouse in Leeds. I am furious.")
    )
    office.arrive(
        mail("Raj <raj@harbour-bakery.example>", "Our gate", "Your reader broke our gate. Disgraceful.")
    )
    office.look()
    assert office.outcomes()[Disposition.CASE] == 4

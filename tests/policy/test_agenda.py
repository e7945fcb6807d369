"""What is owed in a case, in words, and the commands that clear it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.adapters.in_the_log import complaint
from tests.rig import settings
from worker.model.agenda_facts import AgendaLine
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStarted, Fact, ReminderSent
from worker.model.rung import ReminderStep, StepKind
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.model.staff_event import (
    DraftApproved,
    DraftWritten,
    EligibilityConfirmed,
    Escalated,
    SharingRestricted,
)
from worker.model.time import Clock
from worker.policy.agenda import is_owed, line
from worker.policy.case import Case
from worker.policy.clocks import rule_for
from worker.policy.decide.staff_command.verbs import row_of, vocabulary
from worker.policy.fold import fold
from worker.policy.reading.commands import command
from worker.policy.reading.vocabulary import Verb
from worker.policy.rulebook import Rulebook

MAILBOX, SMTP = MailboxSettings(host="localhost", user="hello"), SmtpSettings(host="localhost")
RULES = Rulebook.of(settings(MAILBOX, SMTP, "sqlite:///none"))
NOW = datetime(2026, 3, 6, 8, tzinfo=UTC)  # Friday
FRIDAY = date(2026, 3, 6)
REFERENCE = "OPT-2026-0001"
LATEST = "Fri 27 March 2026"  # fifteen working days after NOW

DRAFT = DraftWritten(letter=LetterKind.PROPOSAL, words="We pay.", on=date(2026, 3, 13), by="sarah", mail=2)
EIGHT_WEEKS = DraftWritten(letter=LetterKind.EIGHT_WEEK_LETTER, words="", on=None, by="", mail=None, number=1)


def case(clock: Clock, *facts: Fact, due_on: date = FRIDAY, provisional: bool = False) -> Case:
    """A complaint in which that clock runs and these things happened."""
    began = ClockStarted(clock=clock, clause=rule_for(clock).clause, day0=date(2026, 3, 2), due_on=due_on)
    return fold(REFERENCE, (replace(complaint(), provisional=provisional), began, *facts))


def told(of: Case) -> AgendaLine:
    """The line of its only promise, as the head reads it."""
    return line(of, of.running[0], RULES, NOW, RULES.head_of(of, NOW.date()))


def commands(of: Case) -> list[str]:
    """What a colleague can write to clear it."""
    return [each.command for each in told(of).actions]


@pytest.mark.parametrize("clock", Clock)
def test_each_clock_says_what_is_owed_and_its_commands_are_understood(clock: Clock) -> None:
    """Whole words, the clause, and only commands that the grammar takes, with an argument where they need one."""
    for each in (case(clock), case(clock, EligibilityConfirmed(eligible=True, by="sarah", mail=2))):
        found = told(each)
        assert found.what
        assert found.clause == rule_for(clock).clause
        for action in found.actions:
            verb = next(
                verb for verb in sorted(Verb, key=len, reverse=True) if action.command.startswith(verb)
            )
            written = command(f"[{REFERENCE}] {action.command}", vocabulary())
            assert written is not None
            assert written.verb is verb
            assert bool(written.argument) is (row_of(verb).argument.needed)


@pytest.mark.parametrize("clock", sorted(set(Clock) - {Clock.CONFIRM, Clock.OMBUDSMAN_OPEN}))
def test_what_we_owe_can_be_cleared_by_a_line(clock: Clock) -> None:
    """Only where the client is to act is there nothing to write."""
    assert commands(case(clock))


@pytest.mark.parametrize(
    ("of", "what", "words"),
    [
        (case(Clock.ACKNOWLEDGE), "acknowledge the complaint", ["phoned"]),
        (
            case(Clock.ACKNOWLEDGE, provisional=True),
            "decide whether it is a complaint",
            ["complaint", "not a complaint"],
        ),
        (
            case(Clock.RESPOND, provisional=True),
            "decide whether it is a complaint",
            ["complaint", "not a complaint"],
        ),
        (case(Clock.ASSESS), "say how you will handle it", ["quick", "investigate"]),
        (
            case(Clock.RESPOND),
            "answer or update to the client",
            [f"update {LATEST}", f"propose {LATEST}", "answer"],
        ),
        (case(Clock.RESPOND, DRAFT), "send the proposal, which waits for approval", []),
        (case(Clock.ACKNOWLEDGE, DRAFT), "acknowledge the complaint", ["phoned"]),
        (
            case(Clock.EIGHT_WEEKS),
            "find out whether the client is a small or micro business",
            ["microbusiness yes", "microbusiness no"],
        ),
        (
            case(Clock.EIGHT_WEEKS, EIGHT_WEEKS),
            "send the eight-week letter, which waits for approval",
            ["send M11 1"],
        ),
        (
            case(
                Clock.EIGHT_WEEKS,
                EIGHT_WEEKS,
                DraftApproved(letter=LetterKind.EIGHT_WEEK_LETTER, by="james", mail=3),
            ),
            "the eight-week letter is approved and leaves by itself",
            [],
        ),
    ],
)
def test_what_is_owed_follows_the_case(of: Case, what: str, words: list[str]) -> None:
    """What is undecided is to be decided, what waits for approval to be sent, and the rest as the clock says."""
    assert told(of).what == what
    assert commands(of) == words


@pytest.mark.parametrize(
    ("due_on", "overdue"), [(date(2026, 3, 5), True), (FRIDAY, False), (date(2026, 3, 9), False)]
)
def test_a_promise_is_overdue_when_its_day_has_ended(due_on: date, overdue: bool) -> None:
    """On its last day it can still be kept."""
    assert told(case(Clock.RESPOND, due_on=due_on)).overdue is overdue


def test_who_has_heard_of_an_overdue_promise_stands_beside_it() -> None:
    """Not the late person; and nobody while it can still be kept."""

    def heard(due_on: date) -> tuple[str, ...]:
        step = ReminderStep(kind=StepKind.BEFORE, number=1)
        by = LetterKind.DAILY_DIGEST
        entries = (
            ReminderSent(clock=Clock.RESPOND, due_on=due_on, step=step, level=3, person=person, letter=by)
            for person in ("james", "sarah")
        )
        return told(case(Clock.RESPOND, *entries, due_on=due_on)).told_to

    assert heard(date(2026, 3, 5)) == ("James Carter",)
    assert heard(FRIDAY) == ()


def test_the_owner_is_who_must_act() -> None:
    """Triage has what is undecided, the lead what is escalated, the section the rest, senior management the data."""
    escalated = Escalated(lead="james", by="sarah", mail=2)
    assert told(case(Clock.ACKNOWLEDGE, provisional=True)).owner == "Tom Reed"
    assert told(case(Clock.RESPOND)).owner == "Sarah Hughes"
    assert told(case(Clock.ESCALATED, escalated)).owner == "James Carter"
    assert told(case(Clock.DATA_PROTECTION)).owner == "James Carter"


def test_a_client_is_named_unless_they_do_not_want_it() -> None:
    """By name, without one by address, and not at all where nothing may be shared (3.1.11)."""
    named = case(Clock.RESPOND)
    nameless = replace(
        named, complaint=replace(named.complaint, complainant=replace(named.complainant, name=""))
    )
    restricted = case(Clock.RESPOND, SharingRestricted(by="sarah", mail=2))
    assert [told(each).client for each in (named, nameless, restricted)] == [
        "Jane Client",
        "jane@client.example",
        "",
    ]


def test_nobody_is_bothered_with_what_nobody_owes() -> None:
    """The client's word is awaited to its day, and the year in which they may go to the ombudsman is only known."""
    confirm, ombudsman = (case(clock).running[0] for clock in (Clock.CONFIRM, Clock.OMBUDSMAN_OPEN))
    assert is_owed(confirm, FRIDAY)
    assert not is_owed(confirm, date(2026, 3, 7))
    assert not is_owed(ombudsman, FRIDAY)


def test_whoever_may_not_send_the_eight_week_letter_is_offered_no_link_that_does() -> None:
    """Sarah reads that it waits, and that is all: it is for a head to send."""
    of = case(Clock.EIGHT_WEEKS, EIGHT_WEEKS)
    (hers,) = (line(of, each, RULES, NOW, RULES.owner(of, NOW.date())) for each in of.running)
    assert hers.what == "send the eight-week letter, which waits for approval"
    assert hers.actions == ()

"""A letter came back: what it alone kept is owed again, and what a later letter keeps or promises stands."""

from datetime import date, timedelta

import pytest

from tests.policy.test_scheduled_letters import CLIENT, RULES, Log, log_of, told
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStarted, ClockStopped, TriageDecided
from worker.model.letter_event import LetterQueued, LetterReturned, LetterSent
from worker.model.reasons import StopReason
from worker.model.staff_event import CaseClosed, ClosureBasis, Escalated
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import at_london, date_in_words
from worker.policy.decide.bounce import returned
from worker.policy.decide.consequences import consequences

K = LetterKind
MONDAY = date(2026, 11, 23)
CLOSED = CaseClosed(outcome=ClosureBasis.RESOLVED, by="sarah", mail=9)
NO_COMPLAINT = TriageDecided(is_complaint=False, by="tom", mail=9)


def sent(log: Log, kind: LetterKind, on: date, name: str, promises: date | None = None) -> Log:
    """That letter was written and taken by our server on that day, with what it keeps and starts."""
    message_id = f"<{name}@optimised.net>"
    written = LetterQueued(letter=kind, recipient=CLIENT.email, message_id=message_id, promises=promises)
    taken = LetterSent(letter=kind, recipient=CLIENT.email, message_id=message_id, proof="250")
    log = (*log, written, taken)
    return (*log, *consequences(told(log), taken, on, RULES))


def came_back(log: Log, kind: LetterKind, name: str) -> tuple[Log, list[str]]:
    """The log after that letter came back, and the promises that are owed again; a person hears in any case."""
    report = LetterReturned(
        letter=kind, recipient=CLIENT.email, message_id=f"<{name}@optimised.net>", status="5.1.1", mail=20
    )
    decision = returned(
        told(log), report, RULES, at_london(MONDAY + timedelta(days=40), RULES.office.timetable.neutral)
    )
    again = [
        f"{each.clock}, {date_in_words(each.due_on)}"
        for each in decision.facts
        if isinstance(each, ClockStarted)
    ]
    assert [each.kind for each in decision.letters] == [K.DELIVERY_FAILED]
    return (*log, *decision.facts), again


def updated(on: date, name: str, promises: date, log: Log | None = None) -> Log:
    """A progress update of that day that promises another."""
    return sent(log if log is not None else log_of(MONDAY), K.PROGRESS_UPDATE, on, name, promises)


FIRST = updated(date(2026, 12, 7), "first", date(2026, 12, 21))
SECOND = updated(date(2026, 12, 21), "second", date(2027, 1, 11), FIRST)
ANSWERED = sent(FIRST, K.FINAL_RESPONSE, date(2026, 12, 14), "answer")


@pytest.mark.parametrize(
    ("log", "kind", "name", "again"),
    [
        (FIRST, K.PROGRESS_UPDATE, "first", ["respond, Monday 14 December 2026"]),
        (SECOND, K.PROGRESS_UPDATE, "second", ["next update, Monday 21 December 2026"]),
        (SECOND, K.PROGRESS_UPDATE, "first", []),
        (ANSWERED, K.PROGRESS_UPDATE, "first", []),
        (
            ANSWERED,
            K.FINAL_RESPONSE,
            "answer",
            [
                "acknowledge, Friday 27 November 2026",  # the acknowledgement was written, and nobody took it
                "assess, Wednesday 25 November 2026",
                "next update, Monday 21 December 2026",
            ],
        ),
        ((*FIRST, CLOSED), K.PROGRESS_UPDATE, "first", []),
        ((*FIRST, NO_COMPLAINT), K.PROGRESS_UPDATE, "first", []),
    ],
    ids=[
        "the only update",
        "the later of two",
        "the earlier of two",
        "an update before the answer",
        "the answer",
        "in a closed case",
        "no complaint after all",
    ],
)
def test_what_is_owed_again(log: Log, kind: LetterKind, name: str, again: list[str]) -> None:
    """Each with the day that it always had."""
    _, found = came_back(log, kind, name)
    assert found == again


def test_what_a_later_letter_promises_stands() -> None:
    """The first update came back after the second promised Monday 11 January 2027, which the client has read."""
    log, _ = came_back(SECOND, K.PROGRESS_UPDATE, "first")
    assert told(log).due_on(Clock.NEXT_UPDATE) == date(2027, 1, 11)
    assert not [
        each for each in log if isinstance(each, ClockStopped) and each.by is StopReason.LETTER_RETURNED
    ]


def test_both_updates_came_back() -> None:
    """Then the answer of Monday 14 December 2026 is owed, and no update was promised to anybody."""
    log, _ = came_back(SECOND, K.PROGRESS_UPDATE, "second")
    log, again = came_back(log, K.PROGRESS_UPDATE, "first")
    assert again == ["respond, Monday 14 December 2026"]
    assert told(log).due_on(Clock.NEXT_UPDATE) is None


def test_a_complaint_is_no_further_than_before_an_answer_that_nobody_read() -> None:
    """Escalated, answered, and the answer came back: it is escalated as before, and not answered."""
    escalated = (*FIRST, Escalated(lead="james", by="sarah", mail=8, words=""))
    answered = sent(escalated, K.FINAL_RESPONSE, date(2026, 12, 14), "answer")
    assert told(answered).stage is Stage.FINAL_SENT
    log, _ = came_back(answered, K.FINAL_RESPONSE, "answer")
    assert told(log).stage is Stage.ESCALATED

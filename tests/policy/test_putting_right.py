"""3.1.7.2: what is put right at once ends with one short letter: in time, confirmed, and by who has it (DISP 1.5)."""

from datetime import date

import pytest

from tests.policy.commanding import case_of, receipt, refusal, said, sent, to_client, told
from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning as M
from worker.model.client_letter import ClosureNotice, PutRight
from worker.model.duty import ActionWaived
from worker.model.entry import ClientPhoned, ClockStarted, ClockStopped, Fact
from worker.model.second_thought import CaseReopened
from worker.model.staff_event import CaseClosed, ClosureBasis, CorrectiveActionAgreed, DraftWritten, Escalated
from worker.model.staff_letter import Draft
from worker.model.time import Clock

DONE = "We have cancelled the renewal."
IN_TIME, LATE = date(2026, 3, 5), date(2026, 3, 6)  # the third and the fourth working day
CALLED = ClientPhoned(by="sarah", words="She is happy with that.", mail=20)
WAITS = DraftWritten(letter=LetterKind.PUT_RIGHT, words=DONE, on=None, by="sarah", mail=40)
CONFIRM, TOO_LATE, LATER = (
    "Nobody has entered yet that the client told us",
    "by the third working day, Thursday 5 March 2026",
    "A later email of the client",
)
CLOSED = CaseClosed(outcome=ClosureBasis.RESOLVED, by="sarah", mail=29)

CASES: tuple[tuple[str, tuple[Fact, ...], date, str, str], ...] = (
    # line, what happened, on which day, by whom, and what they read where it is not done
    ("put right", (), IN_TIME, "sarah", CONFIRM),
    ("put right", (CALLED,), IN_TIME, "sarah", ""),
    ("put right", (CALLED,), LATE, "sarah", TOO_LATE),
    ("put right", (said(M.ACCEPT),), IN_TIME, "sarah", ""),
    ("put right", (said(M.THANKS),), IN_TIME, "sarah", CONFIRM),
    ("put right", (said(None),), IN_TIME, "sarah", CONFIRM),
    ("put right mail 17", (said(None),), IN_TIME, "sarah", ""),
    ("put right", (said(M.ACCEPT), said(None, 18)), IN_TIME, "sarah", LATER),
    ("put right mail 17", (said(M.ACCEPT), said(None, 18)), IN_TIME, "sarah", ""),
    ("put right", (said(M.ACCEPT), said(None, 18), CALLED), IN_TIME, "sarah", ""),
    ("put right mail 17", (said(M.NOT_PUT_RIGHT),), IN_TIME, "sarah", CONFIRM),
    ("put right", (CALLED, said(M.NOT_PUT_RIGHT, 21)), IN_TIME, "sarah", CONFIRM),
    ("put right", (CALLED,), IN_TIME, "tom", "Sarah Hughes has"),
    (
        "put right",
        (CALLED, Escalated(lead="james", by="sarah", mail=10, handler="sarah")),
        IN_TIME,
        "sarah",
        "James",
    ),
    ("put right", (CLOSED, CaseReopened(by="sarah", mail=30), CALLED), IN_TIME, "sarah", TOO_LATE),
)


@pytest.mark.parametrize(("line", "log", "on", "by", "why"), CASES)
def test_who_may_write_it_when_and_on_what(
    line: str, log: tuple[Fact, ...], on: date, by: str, why: str
) -> None:
    """It comes back as a draft, or they read what is missing and get a link to go on."""
    decision = told(case_of(*log), line, DONE, by=by, on=on)
    refused = refusal(decision)
    if why:
        assert refused is not None
        assert why in refused.why
        return
    assert refused is None
    assert [each for each in decision.letters if isinstance(each.facts, Draft)]


def test_the_letter_ends_the_complaint() -> None:
    """One letter to the client, which says what they complained of and what was done; every promise ends with it."""
    decision = told(case_of(CALLED, WAITS), "send", on=IN_TIME)
    (letter,) = to_client(decision)
    assert isinstance(letter.facts, PutRight)
    assert (letter.facts.complained, letter.facts.words) == ("You renewed it without our agreement.", DONE)
    (end,) = [each for each in decision.facts if isinstance(each, CaseClosed)]
    assert end.outcome is ClosureBasis.RESOLVED
    stopped = {each.clock for each in decision.facts if isinstance(each, ClockStopped)}
    assert {Clock.RESPOND, Clock.EIGHT_WEEKS} <= stopped
    back = receipt(decision)
    assert back is not None
    assert "What keeps it from happening again?" in back.asks


@pytest.mark.parametrize(("log", "on"), [((WAITS,), IN_TIME), ((CALLED, WAITS), LATE)])
def test_a_draft_that_lay_too_long_or_unconfirmed_does_not_leave(log: tuple[Fact, ...], on: date) -> None:
    """What was true when it was written may be so no more."""
    decision = told(case_of(*log), "send", on=on)
    assert refusal(decision) is not None
    assert to_client(decision) == []


@pytest.mark.parametrize(("later", "leaves"), [(39, True), (41, False)])
def test_a_draft_leaves_unless_the_client_wrote_since(later: int, *, leaves: bool) -> None:
    """What its writer had read when they named a mail need not be said again."""
    decision = told(case_of(said(M.ACCEPT), said(None, later), WAITS), "send", on=IN_TIME)
    assert (refusal(decision) is None) is leaves
    assert len(to_client(decision)) == leaves


AGREED = CorrectiveActionAgreed(
    action="Two signatures.", due_on=date(2026, 3, 27), review_on=date(2026, 4, 24), by="sarah", mail=15
)
WAIVED = ActionWaived(reason="The supplier's fault.", by="sarah", mail=15)


@pytest.mark.parametrize(("before", "asked"), [((), True), ((AGREED,), False), ((WAIVED,), False)])
def test_every_end_asks_what_keeps_the_cause_from_coming_back(before: tuple[Fact, ...], asked: bool) -> None:
    """With a day, two links and a clock, unless it is chosen; the client's letter waits for none of it (3.1.8.4)."""
    decision = told(case_of(CALLED, *before), "close resolved")
    assert len(to_client(decision)) == 1
    back = receipt(decision)
    assert back is not None
    assert bool(back.asks) is asked
    assert [each.command for each in back.choices] == (
        ["action Tue 24 March 2026", "no corrective action"] if asked else []
    )
    begun = [each.due_on for each in decision.facts if isinstance(each, ClockStarted)]
    assert begun == ([date(2026, 3, 17)] if asked else [])
    assert "Say so by Tuesday 17 March 2026" in back.asks or not asked


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("no corrective action", "The supplier's fault."),
        ("no corrective action: the supplier's fault", ""),
        ("no action needed because it was the supplier's fault", ""),
    ],
)
def test_it_is_waived_with_a_reason(line: str, words: str) -> None:
    """The reason stands in the log, and the clock ends; without one nothing changes."""
    closed = told(case_of(CALLED), "close resolved")
    after = case_of(CALLED, *(each for each in closed.facts if not isinstance(each, ClockStopped)))
    decision = told(after, line, words)
    (waived,) = [each for each in decision.facts if isinstance(each, ActionWaived)]
    assert "supplier's fault" in waived.reason.casefold()
    assert Clock.ACTION_CHOICE in {each.clock for each in decision.facts if isinstance(each, ClockStopped)}
    refused = refusal(told(after, "no corrective action"))
    assert refused is not None
    assert refused.wants_words


@pytest.mark.parametrize(
    ("line", "log", "proposed", "by_ombudsman"),
    [
        ("close accepted", (sent(LetterKind.FINAL_RESPONSE), said(M.ACCEPT)), False, False),
        ("close accepted", (sent(LetterKind.PROPOSAL, date(2026, 3, 27)), said(M.ACCEPT)), True, False),
        ("close withdrawn", (said(M.WITHDRAW),), False, False),
    ],
)
def test_a_closing_notice_knows_what_is_true(
    line: str, log: tuple[Fact | tuple[Fact, ...], ...], proposed: bool, by_ombudsman: bool
) -> None:
    """What they accepted was a proposal or an answer, and nothing is said of an ombudsman who decided nothing."""
    (letter,) = to_client(told(case_of(*log), line))
    assert isinstance(letter.facts, ClosureNotice)
    assert (letter.facts.proposed, letter.facts.by_ombudsman) == (proposed, by_ombudsman)
    assert letter.facts.closed_as == line.removeprefix("close ")

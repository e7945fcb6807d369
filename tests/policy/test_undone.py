"""What a colleague took back counts no more: the case is as if it had never been entered, wherever it stood."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from worker.model.catalogue import LetterKind
from worker.model.entry import (
    Channel,
    ClientPhoned,
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    Fact,
    TriageDecided,
)
from worker.model.letter_event import LetterQueued, LetterSent
from worker.model.mail import Address
from worker.model.reasons import StopReason
from worker.model.second_thought import CaseReopened, Undone
from worker.model.staff_event import (
    Assessed,
    Assessment,
    CaseClosed,
    ClosureBasis,
    Escalated,
    OwnerSet,
    ProposalAnswered,
    SharingRestricted,
)
from worker.model.time import Clock
from worker.policy.fold import fold

REFERENCE = "OPT-2026-0001"
DAY = date(2026, 3, 2)
COMPLAINT = ComplaintReceived(
    channel=Channel.EMAIL,
    complainant=Address("patel@bakery.example"),
    subject="Our renewal",
    words="I am unhappy.",
    received_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    day0=DAY,
    section="client_services",
    mail=1,
    message_id="<1@bakery.example>",
)
MOVED = ClockStarted(clock=Clock.ASSESS, clause="3.1.7.2", day0=DAY, due_on=DAY)
ENTERED: tuple[Fact, ...] = (
    Assessed(assessment=Assessment.QUICK, by="sarah", mail=2),
    Assessed(assessment=Assessment.INVESTIGATE, by="tom", mail=3),
    Escalated(lead="james", by="sarah", mail=4, handler="sarah"),
    OwnerSet(owner="tom", by="sarah", mail=5),
    ProposalAnswered(accepted=False, by="sarah", mail=6),
    SharingRestricted(by="sarah", mail=7),
    CaseClosed(outcome=ClosureBasis.RESOLVED, by="sarah", mail=8),
    CaseReopened(by="sarah", mail=9),
    TriageDecided(is_complaint=False, by="tom", mail=10),
    ClientPhoned(by="sarah", words="", mail=11),
    MOVED,
    ClockStopped(clock=Clock.ASSESS, by=StopReason.PHONED),
    LetterQueued(
        letter=LetterKind.PROPOSAL, recipient="patel@bakery.example", message_id="<2@optimised.net>"
    ),
    LetterSent(
        letter=LetterKind.PROPOSAL,
        recipient="patel@bakery.example",
        message_id="<2@optimised.net>",
        proof="250",
    ),
)


@given(
    lines=st.lists(st.tuples(st.sampled_from(ENTERED), st.booleans()), max_size=12),
    later=st.lists(st.sampled_from(ENTERED), max_size=4),
)
def test_a_case_is_as_if_what_was_taken_back_had_never_been_entered(
    lines: list[tuple[Fact, bool]], later: list[Fact]
) -> None:
    """Whichever lines were taken back, and whatever followed."""
    gone = tuple(number for number, (_, is_gone) in enumerate(lines, 2) if is_gone)
    entered = [fact for fact, _ in lines]
    kept = [fact for fact, is_gone in lines if not is_gone]
    undone = Undone(entries=gone, by="sarah", mail=20)
    assert fold(REFERENCE, [COMPLAINT, *entered, undone, *later]) == fold(
        REFERENCE, [COMPLAINT, *kept, *later]
    )


@given(lines=st.lists(st.sampled_from(ENTERED), min_size=1, max_size=8))
def test_two_may_take_back_theirs_one_after_the_other(lines: list[Fact]) -> None:
    """The numbers are those of the log, so that the second is counted as the first was."""
    first = Undone(entries=(len(lines) + 1,), by="sarah", mail=20)
    second = Undone(entries=(2,), by="tom", mail=21)
    both = [*lines[1:-1]] if len(lines) > 1 else []
    assert fold(REFERENCE, [COMPLAINT, *lines, first, second]) == fold(REFERENCE, [COMPLAINT, *both])

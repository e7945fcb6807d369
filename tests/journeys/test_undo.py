"""Promise 10: a colleague takes back their last command, and what they sent to a client leaves ten minutes later."""

from datetime import date

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, told_by_phone, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    answer,
    case,
    configured,
    facts,
    letters_to,
    links,
    mail,
    tap,
    words,
)
from tests.journeys.the_office import with_director
from tests.rig import Rig
from worker.model.letter_event import LetterSent
from worker.model.office import Timetable
from worker.model.queued_letter import LetterState
from worker.model.second_thought import LetterWithdrawn, Undone
from worker.model.stage import Stage
from worker.model.time import Clock

OFFER = "We ask the supplier to cancel the renewal, and pay you £212.40."
UNDO = f"[{REFERENCE}] undo"


def waiting(office: Rig) -> None:
    """As shipped, what a colleague sends to a client waits ten minutes."""
    configured(office, timetable=Timetable(morning=None))


def test_a_closed_complaint_is_open_again_in_time(office_on_both: Rig) -> None:
    """Sarah closes the wrong one at 9.45: by 9.55 she takes it back, and Mrs Patel hears of neither."""
    office = office_on_both
    waiting(office)
    complain(office)
    told_by_phone(office)
    before = case(office)
    done = write(office, "close resolved")
    assert case(office).stage is Stage.CLOSED
    assert "Undo until 9.55am." in words(done)
    assert UNDO in [subject for _, subject in links(office, SARAH)]

    arrive(office, tap(office, SARAH, "undo"))
    told = words(letters_to(office, SARAH)[-1])
    assert f"Your last command in {REFERENCE} is taken back." in told
    assert "You closed it: resolved." in told
    assert "The closure notice does not leave." in told
    assert "Next due: say how you will handle it" in told
    assert UNDO not in [subject for _, subject in links(office, SARAH)]

    office.later(minutes=30)
    office.work()
    assert (case(office).stage, case(office).running) == (before.stage, before.running)
    assert len(letters_to(office, PATEL)) == 1
    (withdrawn,) = facts(office, LetterWithdrawn)
    assert (withdrawn.letter, withdrawn.by) == ("M15", "sarah")
    states = [each.state for each in office.letters(REFERENCE) if each.kind == "M15"]
    assert states == [LetterState.WITHDRAWN]
    assert office.faults() == []


def test_what_was_taken_back_can_be_done_again(office: Rig) -> None:
    """She closes it a second time, as she meant it: this notice leaves after its ten minutes."""
    waiting(office)
    complain(office)
    told_by_phone(office)
    write(office, "close resolved")
    write(office, "undo")
    write(office, "close resolved", "Now it is.")
    assert len(letters_to(office, PATEL)) == 1
    office.later(minutes=10)
    office.work()
    assert len(letters_to(office, PATEL)) == 2
    assert case(office).stage is Stage.CLOSED


def test_too_late(office_on_both: Rig) -> None:
    """Twelve minutes later the proposal has left: nothing changes, and Sarah hears why."""
    office = office_on_both
    waiting(office)
    complain(office)
    write(office, "propose Tue 31 March", OFFER)
    arrive(office, tap(office, SARAH, "send"))
    assert len(letters_to(office, PATEL)) == 1
    undo = tap(office, SARAH, "undo")
    office.later(minutes=12)
    office.work()
    assert OFFER in words(letters_to(office, PATEL)[-1])
    before = case(office)

    arrive(office, undo)
    said = words(letters_to(office, SARAH)[-1])
    assert "The proposal has left for anita.patel@harbour-bakery.example and cannot be taken back." in said
    assert facts(office, Undone) == []
    assert case(office) == before


def test_the_draft_waits_again(office: Rig) -> None:
    """She takes back the sending, not the words: they are sent later as they stand."""
    waiting(office)
    complain(office)
    write(office, "propose Tue 31 March", OFFER)
    send = tap(office, SARAH, "send")
    arrive(office, send)
    assert case(office).drafts == ()
    write(office, "undo")
    (draft,) = case(office).drafts
    assert draft.words == OFFER
    write(office, "send")
    office.later(minutes=10)
    office.work()
    assert case(office).due_on(Clock.PROMISED) == date(2026, 3, 31)


def test_who_was_told_hears_that_it_is_taken_back(office: Rig) -> None:
    """An escalation: James had heard that he leads it, and Mrs Patel hears nothing."""
    waiting(office)
    with_director(office, head="james")
    complain(office)
    write(office, "escalate", "She asks for a manager.")
    assert case(office).lead == "james"
    write(office, "undo")
    assert case(office).lead == ""
    # It is Sarah's command, and James reads so.
    assert f"What Sarah Hughes last did in {REFERENCE} is taken back." in words(letters_to(office, JAMES)[-1])
    office.later(minutes=20)
    office.work()
    assert len(letters_to(office, PATEL)) == 1


def test_what_reaches_no_client_can_be_taken_back_until_something_followed(office: Rig) -> None:
    """“quick” an hour later, after Mrs Patel's mail; but not once James has gone on from there."""
    complain(office)
    write(office, "quick")
    assert "Undo until" not in words(letters_to(office, SARAH)[-1])
    office.later(hours=1)
    arrive(office, answer(letters_to(office, PATEL)[0]))
    write(office, "undo")
    assert case(office).stage is Stage.ACKNOWLEDGED
    assert case(office).due_on(Clock.ASSESS) is not None

    write(office, "quick")
    write(office, "investigate", sender=JAMES)
    said = words(write(office, "undo"))
    assert "Something followed it, so it cannot be taken back." in said
    assert "James Carter decided how to handle it: it is investigated." in said
    assert case(office).stage is Stage.INVESTIGATING


def test_twice_takes_back_two_and_then_there_is_none(office: Rig) -> None:
    """The second undo finds the command before, and the third nothing of hers; others' are not hers to take back."""
    complain(office)
    write(office, "investigate")
    write(office, "microbusiness yes")
    write(office, "undo")
    assert (case(office).eligible, case(office).stage) == (None, Stage.INVESTIGATING)
    write(office, "undo")
    assert case(office).stage is Stage.ACKNOWLEDGED
    said = words(write(office, "undo"))
    assert f"You have changed nothing in {REFERENCE} that could be taken back." in said
    said = words(write(office, "undo", sender=JAMES))
    assert "You have changed nothing" in said


def test_an_objection_to_sharing_is_taken_back_while_its_letter_waits(office: Rig) -> None:
    """“do not share” in the wrong complaint: Mrs Patel never reads of it."""
    complain(office)
    waiting(office)
    heard = len(letters_to(office, PATEL))
    write(office, "do not share")
    assert case(office).restricted
    write(office, "undo")
    assert not case(office).restricted
    office.later(hours=1)
    office.work()
    assert len(letters_to(office, PATEL)) == heard


def test_acknowledgements_do_not_wait(office: Rig) -> None:
    """Nobody sends them, so nobody can think better of them."""
    waiting(office)
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.work()
    assert len(letters_to(office, PATEL)) == 1
    assert len([each for each in facts(office, LetterSent) if each.letter == "M01"]) == 1

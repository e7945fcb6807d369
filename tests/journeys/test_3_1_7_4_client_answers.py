"""3.1.7.4: the client says whether our proposal will do; silence is asked about twice, and is never taken for a yes."""

from datetime import date

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, latest_to, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    answer,
    assigned,
    case,
    delivery_report,
    facts,
    latest,
    letters_to,
    links,
    mail,
    tap,
    words,
)
from tests.journeys.the_office import as_shipped, on, told_on
from tests.rig import Rig
from worker.model.entry import ClockStopped, MailNoted
from worker.model.mail import Message
from worker.model.reasons import StopReason
from worker.model.staff_event import ProposalAnswered
from worker.model.stage import Stage
from worker.model.time import Clock

OFFER = "We ask the supplier to cancel the renewal, and pay you £212.40."
ASKED_AGAIN = f"Re: What we propose to do about your complaint [{REFERENCE}]"
OWED = "the client's answer to our proposal (3.1.7.4)"

FIRST = date(2026, 3, 9)  # the Monday five working days after the proposal
SECOND = date(2026, 3, 16)  # the Monday ten working days after it
LAST = date(2026, 3, 30)  # the Monday 28 days after it
AFTER = date(2026, 3, 31)


def propose(office: Rig) -> None:
    """On Monday 2 March 2026 Mrs Patel complains, and Sarah proposes what will be done by Tuesday 31 March."""
    as_shipped(office)
    complain(office)
    write(office, "propose Tue 31 March", OFFER)
    arrive(office, tap(office, SARAH, "send"))
    assert case(office).due_on(Clock.PROPOSED) == LAST


def asked_again(office: Rig) -> list[Message]:
    """The reminders that Mrs Patel has read, oldest first."""
    return [each for each in letters_to(office, PATEL) if each.subject == ASKED_AGAIN]


def test_she_says_nothing_and_it_is_not_taken_for_a_yes(office_on_both: Rig) -> None:
    """She reads it again after five and ten working days; on the last day Sarah hears, and closes it after."""
    office = office_on_both
    propose(office)
    on(office, FIRST, 8, 59)
    assert asked_again(office) == []
    on(office, FIRST, 9)
    (reminder,) = asked_again(office)
    assert "On Monday 2 March 2026 I wrote to you with what we propose" in words(reminder)
    assert "We do not take that as a yes." in words(reminder)
    assert OFFER in words(reminder)
    assert "All of this will be done by Tuesday 31 March 2026." in words(reminder)
    told = [subject for _, subject in links(office, PATEL)]
    assert {f"[{REFERENCE}] accept", f"[{REFERENCE}] escalate"} <= set(told)
    on(office, SECOND, 9)
    on(office, LAST, 8)
    assert len(asked_again(office)) == 2
    assert f"Today, Monday 30 March 2026: {OWED}" in told_on(office, SARAH, LAST)
    assert (case(office).stage, facts(office, ProposalAnswered)) == (Stage.PROPOSED, [])

    on(office, AFTER, 10)
    write(office, "close no reply")
    assert case(office).stage is Stage.CLOSED
    assert "We asked for your answer and have not had one." in words(letters_to(office, PATEL)[-1])
    assert office.faults() == []


def test_she_accepts_and_is_not_asked_again(office: Rig) -> None:
    """She taps that she accepts: a person reads it and enters it, and no further reminder leaves."""
    propose(office)
    on(office, FIRST, 9)
    arrive(office, tap(office, PATEL, "accept"))
    assert letters_to(office, SARAH)[-1].subject.startswith("Anita Patel")
    assert (case(office).due_on(Clock.PROPOSED), case(office).stage) == (None, Stage.PROPOSED)
    write(office, "accepted")
    assert case(office).stage is Stage.IMPLEMENTING
    on(office, SECOND, 17)
    assert len(asked_again(office)) == 1


def test_an_out_of_office_is_no_answer(office: Rig) -> None:
    """Her mailbox says that she is away: the 28 days run, and the reminder leaves."""
    propose(office)
    away = answer(letters_to(office, PATEL)[-1], "I am away until Monday.", auto="auto-replied")
    arrive(office, away)
    assert case(office).due_on(Clock.PROPOSED) == LAST
    on(office, FIRST, 9)
    assert len(asked_again(office)) == 1


def test_she_refuses_and_asks_for_a_manager(office: Rig) -> None:
    """She writes that it will not do: James leads it at once, she reads who and until when, and is not asked again."""
    propose(office)
    arrive(
        office, answer(letters_to(office, PATEL)[-1], "That is not enough. I want a manager to look at it.")
    )
    assert (case(office).stage, case(office).lead) == (Stage.ESCALATED, "james")
    assert "You lead an escalated complaint" in words(assigned(office, JAMES)[-1])
    told = words(letters_to(office, SARAH)[-1])
    assert "The client asks to escalate. James Carter leads it from now on." in told
    assert "I want a manager to look at it." in told
    notice = letters_to(office, PATEL)[-1]
    assert "James Carter" in words(notice)
    assert "by Monday 16 March 2026" in words(notice)
    (stopped,) = (each for each in facts(office, ClockStopped) if each.clock is Clock.PROPOSED)
    assert stopped.by is StopReason.CLIENT_ESCALATED
    on(office, SECOND, 17)
    assert asked_again(office) == []
    assert office.faults() == []


def test_she_does_not_accept_and_somebody_says_how_it_goes_on(office: Rig) -> None:
    """She only says no: within two working days Sarah says how it goes on, and one tap enters the refusal."""
    propose(office)
    arrive(office, answer(letters_to(office, PATEL)[-1], "I do not accept your offer."))
    assert case(office).due_on(Clock.PROPOSED) is None
    assert case(office).due_on(Clock.ASSESS) == date(2026, 3, 4)
    assert "The client does not accept." in words(letters_to(office, SARAH)[-1])
    arrive(office, tap(office, SARAH, "refused"))
    (answered,) = facts(office, ProposalAnswered)
    assert not answered.accepted


def test_she_asks_something_and_nothing_stops(office: Rig) -> None:
    """A question is no answer: Sarah reads every word, her 28 days run, and no reminder crosses her mail."""
    propose(office)
    arrive(office, answer(letters_to(office, PATEL)[-1], "I would accept if you also paid the £40 late fee."))
    told = words(letters_to(office, SARAH)[-1])
    assert "Please read it: what they want is not plain to me." in told
    assert "I would accept if you also paid the £40 late fee." in told
    assert (case(office).due_on(Clock.PROPOSED), case(office).stage) == (LAST, Stage.PROPOSED)
    on(office, SECOND, 17)
    assert asked_again(office) == []
    on(office, LAST, 8)
    assert f"Today, Monday 30 March 2026: {OWED}" in told_on(office, SARAH, LAST)
    on(office, AFTER, 10)
    assert "they did reply" in words(write(office, "close no reply"))


def test_her_tap_stands_in_the_log_and_in_what_sarah_reads(office: Rig) -> None:
    """What she tapped is never lost, however her mail program sends it."""
    propose(office)
    to, subject = next(each for each in links(office, PATEL) if each[1].endswith("accept"))
    raw = mail(PATEL, f"RE: [EXTERNAL] {subject}", "\n\nSent from Outlook for iOS", headers={"To": to})
    arrive(office, raw)
    (noted,) = facts(office, MailNoted)
    assert noted.words.startswith("accept")
    told = letters_to(office, SARAH)[-1]
    assert "The client accepts. Nothing is entered yet." in words(told)
    arrive(office, tap(office, SARAH, "accepted"))
    assert case(office).stage is Stage.IMPLEMENTING


def test_who_is_not_proven_to_be_her_decides_nothing(office: Rig) -> None:
    """Her mail fails its proof: it is shown, and nothing follows."""
    propose(office)
    arrive(office, answer(letters_to(office, PATEL)[-1], "Please escalate my complaint.", results="fail"))
    assert (case(office).stage, case(office).due_on(Clock.PROPOSED)) == (Stage.PROPOSED, LAST)
    assert "Please escalate my complaint." in words(letters_to(office, SARAH)[-1])


def test_she_withdraws_and_a_person_closes(office: Rig) -> None:
    """Nothing closes by itself: Sarah taps what she reads."""
    propose(office)
    arrive(office, answer(letters_to(office, PATEL)[-1], "I withdraw my complaint."))
    assert case(office).stage is Stage.PROPOSED
    arrive(office, tap(office, SARAH, "close withdrawn"))
    assert case(office).stage is Stage.CLOSED


def test_a_colleagues_line_from_her_is_only_words(office: Rig) -> None:
    """She cannot close or send anything."""
    propose(office)
    to, _ = links(office, PATEL)[0]
    arrive(office, mail(PATEL, f"[{REFERENCE}] close withdrawn", "", headers={"To": to}))
    assert case(office).stage is Stage.PROPOSED
    assert "close withdrawn" in words(letters_to(office, SARAH)[-1])


def test_she_refuses_and_somebody_says_how_it_goes_on(office: Rig) -> None:
    """Within two working days Sarah says how she goes about it now, and it is not called accepted."""
    propose(office)
    receipt = write(office, "refused", "It is too little.")
    assert case(office).due_on(Clock.ASSESS) == date(2026, 3, 4)
    assert "Next due: say how you will handle it, Wednesday 4 March 2026." in words(receipt)
    refused = write(office, "close accepted")
    assert "It is entered that the client refused." in words(refused)
    write(office, "accepted", "She rang again: it is fine.")
    assert "No email of the client says that they accept it." in words(write(office, "close accepted"))
    arrive(office, answer(letters_to(office, PATEL)[-1], "I accept."))
    write(office, "close accepted")
    assert case(office).stage is Stage.CLOSED


def test_a_proposal_that_never_came_was_not_accepted(office: Rig) -> None:
    """It came back: nothing that Mrs Patel has read could be accepted."""
    propose(office)
    arrive(office, delivery_report(latest_to(office, PATEL)))
    assert "by a letter that arrived" in words(write(office, "close accepted"))


def test_who_was_passed_on_is_not_asked_again(office: Rig) -> None:
    """She said on the telephone that it will not do, and Sarah passes her on: nobody asks what she thinks."""
    propose(office)
    write(office, "escalate")
    on(office, SECOND, 17)
    assert asked_again(office) == []


def test_she_is_reminded_of_the_later_date(office: Rig) -> None:
    """It will take until Friday 24 April, as she was told: the reminder names that day and not the old one."""
    propose(office)
    write(office, "delay Fri 24 April", "The supplier answers late.")
    arrive(office, tap(office, SARAH, "send"))
    on(office, FIRST, 9)
    (reminder,) = asked_again(office)
    assert "All of this will be done by Friday 24 April 2026." in words(reminder)


def test_a_worker_that_was_down_asks_once(office: Rig) -> None:
    """Down from the proposal to Tuesday 17 March 2026: both reminders are over, and she gets one."""
    propose(office)
    office.later(days=15)
    office.work()
    assert len(asked_again(office)) == 1
    on(office, date(2026, 3, 27), 17)
    assert len(asked_again(office)) == 1


def test_she_pressed_it_by_mistake(at_the_desk: Rig) -> None:
    """Sarah reads which later mail came and on which day; she closes it only by a tap that names the mail."""
    office = at_the_desk
    complain(office)
    write(office, "propose Fri 27 March", "We pay you £212.40.")
    write(office, "send")
    office.arrive(tap(office, PATEL, "accept"))
    office.work()
    office.arrive(answer(letters_to(office, PATEL)[-1], "Hang on, I pressed that by mistake!"))
    office.work()
    asked = words(write(office, "close accepted"))
    assert "A later email of the client of Monday 2 March 2026 (mail" in asked
    assert case(office).stage is Stage.PROPOSED
    assert any("close%20accepted%20mail%20" in each for each in latest(office, SARAH).links)
    office.arrive(tap(office, SARAH, r"close accepted mail \d+"))
    office.work()
    assert case(office).stage is Stage.CLOSED

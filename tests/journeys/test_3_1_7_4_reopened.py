"""3.1.7.4: a client who is not content once the complaint is closed has it open again, with the day 0 it always had."""

from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, told_by_phone, write
from tests.journeys.correspondence import (
    DOUBT,
    PATEL,
    SARAH,
    TOM,
    answer,
    assigned,
    case,
    configured,
    facts,
    letters_to,
    links,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.journeys.the_office import as_shipped, away, on, told_on, with_director, with_ombudsman
from tests.rig import Rig
from worker.model.catalogue import LetterKind
from worker.model.duty import DutyDone
from worker.model.entry import MailNoted
from worker.model.office import Timetable
from worker.model.second_thought import CaseReopened
from worker.model.stage import Stage
from worker.model.time import Clock

MONDAY = date(2026, 3, 2)
EIGHT_WEEKS = date(2026, 4, 27)
TUESDAY_IN_APRIL = date(2026, 4, 14)
NOT_PAID = "You say it is settled, but the £212.40 never came. I do not agree that this is closed."
THANKS = "Thank you very much, all sorted now.\n\nAnita Patel"
MAYBE = "Could you tell me when the credit will show on my bill?"
POSTED = """Client: Mr Harold Ainsworth
Address: 14 Fleetwood Road
Poulton-le-Fylde
FY6 7AA
When it arrived: today
What they told us: His gas contract was rolled over for two years.
What they want: to be let out of it
May we email them: no
"""


def closed(office: Rig) -> None:
    """Mrs Patel complained on 2 March; Sarah closes it as resolved."""
    complain(office)
    told_by_phone(office)
    write(office, "close resolved", "The credit is on the June bill.")
    assert case(office).stage is Stage.CLOSED


def closed_until(office: Rig, day: date) -> None:
    """The same, and nothing more until ten o'clock of that day."""
    closed(office)
    wait_until(office, london(day, 10))


def client_answers(office: Rig, text: str, results: str = "pass") -> None:
    """She answers the last letter that she had."""
    arrive(office, answer(letters_to(office, PATEL)[-1], text, results=results))


def test_her_unhappy_answer_opens_it_again(office_on_both: Rig) -> None:
    """On 14 April: to be assessed by the 16th, an answer within 15 working days, eight weeks from the first day."""
    office = office_on_both
    closed_until(office, TUESDAY_IN_APRIL)
    client_answers(office, NOT_PAID)
    found = case(office)
    assert found.stage is Stage.ACKNOWLEDGED
    assert found.complaint.day0 == MONDAY
    assert found.due_on(Clock.ASSESS) == date(2026, 4, 16)
    assert found.due_on(Clock.RESPOND) == date(2026, 5, 6)
    assert found.due_on(Clock.EIGHT_WEEKS) == EIGHT_WEEKS
    eight_weeks = found.deadline(Clock.EIGHT_WEEKS)
    assert eight_weeks is not None
    assert eight_weeks.day0 == MONDAY

    told = words(letters_to(office, SARAH)[-1])
    assert "This complaint is open again" in told
    assert NOT_PAID in told
    assert "Next due | Thursday 16 April 2026" in told or "Thursday 16 April 2026" in told
    (to_head,) = letters_to(office, JAMES)
    assert to_head.subject.startswith("Open again: Anita Patel")
    assert NOT_PAID in words(to_head)

    hers = letters_to(office, PATEL)[-1]
    assert hers.subject == f"Your complaint is open again [{REFERENCE}]"
    assert "of Monday 2 March 2026 was closed. We have opened it again" in words(hers)
    assert "is with Sarah Hughes." in words(hers)
    assert "by Wednesday 6 May 2026." in words(hers)
    assert [each.by for each in facts(office, CaseReopened)] == [""]
    assert office.faults() == []


def test_sarah_goes_on_from_what_she_read(office: Rig) -> None:
    """She taps in the mail that told her, and is told nothing twice."""
    closed_until(office, TUESDAY_IN_APRIL)
    before = len(assigned(office, SARAH))
    client_answers(office, NOT_PAID)
    assert len(assigned(office, SARAH)) == before
    arrive(office, tap(office, SARAH, "investigate"))
    assert case(office).stage is Stage.INVESTIGATING
    assert case(office).due_on(Clock.ASSESS) is None


def test_james_may_have_it_escalated_from_his_mail(office: Rig) -> None:
    """Every link in the head's mail works as well."""
    with_director(office, head="james")
    closed_until(office, TUESDAY_IN_APRIL)
    client_answers(office, NOT_PAID)
    arrive(office, tap(office, JAMES, "escalate"))
    assert case(office).stage is Stage.ESCALATED


def test_a_day_that_she_was_told_is_not_put_off(office: Rig) -> None:
    """Closed on the first day and open again on the third: her answer is due on the day in our first letter."""
    closed_until(office, date(2026, 3, 4))
    client_answers(office, NOT_PAID)
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 23)
    assert "by Monday 23 March 2026." in words(letters_to(office, PATEL)[-1])


def test_after_eight_weeks_the_ombudsman_is_named(office: Rig) -> None:
    """The eight weeks do not begin anew: they are over, and her letter says where she can go."""
    with_ombudsman(office)
    closed_until(office, date(2026, 5, 12))
    client_answers(office, NOT_PAID)
    assert case(office).due_on(Clock.EIGHT_WEEKS) is None
    hers = words(letters_to(office, PATEL)[-1])
    assert "you can also go to the Energy Ombudsman now" in hers


@pytest.mark.parametrize("text", [THANKS, "Thanks!", "Perfect, thank you for your help.", "ok great"])
def test_thanks_change_nothing_and_ask_nothing(office: Rig, text: str) -> None:
    """It stays closed, nobody has anything to decide, and Sarah may still open it."""
    closed_until(office, TUESDAY_IN_APRIL)
    before, mails = case(office), len(letters_to(office, PATEL))
    client_answers(office, text)
    assert case(office) == before
    assert len(letters_to(office, PATEL)) == mails
    assert letters_to(office, JAMES) == []
    told = words(letters_to(office, SARAH)[-1])
    assert "This complaint is closed, and stays so unless you open it again." in told
    assert "Is it opened again?" not in told


@pytest.mark.parametrize(
    ("text", "results"), [(NOT_PAID, ""), (NOT_PAID, "fail"), (MAYBE, "pass"), ("No.", "pass")]
)
def test_in_doubt_sarah_is_asked_and_the_button_opens_it(office: Rig, text: str, results: str) -> None:
    """An unproven sender, or words that may mean anything: nothing changes but that she has to say so in two days."""
    closed_until(office, TUESDAY_IN_APRIL)
    mails = len(letters_to(office, PATEL))
    client_answers(office, text, results)
    found = case(office)
    assert found.stage is Stage.CLOSED
    # What was owed once it was closed, the question of its cause, is owed still.
    assert {each.clock for each in found.running} == {Clock.ACTION_CHOICE, Clock.ASSESS}
    assert found.due_on(Clock.ASSESS) == date(2026, 4, 16)
    told = words(letters_to(office, SARAH)[-1])
    assert "Is it opened again?" in told
    assert "Please say so by Thursday 16 April 2026" in told
    assert text in told
    assert len(letters_to(office, PATEL)) == mails

    arrive(office, tap(office, SARAH, "reopen"))
    assert case(office).stage is Stage.ACKNOWLEDGED
    assert case(office).due_on(Clock.RESPOND) == date(2026, 5, 6)
    assert "Your complaint is open again" in letters_to(office, PATEL)[-1].subject


def test_it_stays_closed_when_she_says_so(office: Rig) -> None:
    """The other button ends the question, and the client's own words stay in the log."""
    closed_until(office, TUESDAY_IN_APRIL)
    client_answers(office, MAYBE)
    arrive(office, tap(office, SARAH, "stays closed"))
    assert case(office).stage is Stage.CLOSED
    assert [each.clock for each in case(office).running] == [Clock.ACTION_CHOICE]
    assert f"{REFERENCE} stays closed." in words(letters_to(office, SARAH)[-1])
    (done,) = facts(office, DutyDone)
    assert done.by == "sarah"
    assert MAYBE in facts(office, MailNoted)[-1].words
    said = words(write(office, "stays closed"))
    assert f"Nobody has asked whether {REFERENCE} is opened again." in said


def test_somebody_else_cannot_leave_it_closed(office: Rig) -> None:
    """Tom does not have it, and is no head."""
    closed_until(office, TUESDAY_IN_APRIL)
    client_answers(office, MAYBE)
    assert "this is for them or a section head" in words(write(office, "stays closed", sender=TOM))
    assert case(office).due_on(Clock.ASSESS) == date(2026, 4, 16)


def test_a_second_mail_does_not_put_the_question_off(office: Rig) -> None:
    """She asks again two days later: the day by which Sarah decides stays what it was."""
    closed_until(office, TUESDAY_IN_APRIL)
    client_answers(office, MAYBE)
    office.later(days=2)
    client_answers(office, "And where is the letter that you promised?")
    assert case(office).due_on(Clock.ASSESS) == date(2026, 4, 16)
    assert "Please say so by Thursday 16 April 2026" in words(letters_to(office, SARAH)[-1])


def test_the_question_stands_on_her_list_until_it_is_answered(office: Rig) -> None:
    """On the morning of the last day it is hers, with both buttons; a day later James reads it too."""
    as_shipped(office)
    closed_until(office, TUESDAY_IN_APRIL)
    client_answers(office, MAYBE)
    on(office, date(2026, 4, 16), 9)
    told = told_on(office, SARAH, date(2026, 4, 16))
    assert "say whether it is opened again, because the client wrote after the end" in told.lower() or (
        "whether it is opened again" in told
    )
    subjects = [subject for _, subject in links(office, SARAH)]
    assert f"[{REFERENCE}] reopen" in subjects
    assert f"[{REFERENCE}] stays closed" in subjects
    on(office, date(2026, 4, 20), 9)
    assert REFERENCE in told_on(office, JAMES, date(2026, 4, 20))


def test_an_absence_notice_decides_nothing(office: Rig) -> None:
    """Her mail program answers the closure notice by itself, however it is worded."""
    closed_until(office, TUESDAY_IN_APRIL)
    notice = answer(letters_to(office, PATEL)[-1], "I am away until Monday.", auto="auto-replied")
    arrive(office, notice)
    assert case(office).stage is Stage.CLOSED
    assert [each.clock for each in case(office).running] == [Clock.ACTION_CHOICE]


def test_only_our_own_words_below_decide_nothing_by_themselves(office: Rig) -> None:
    """An answer with nothing above our letter, which speaks of a complaint, is asked about."""
    closed_until(office, TUESDAY_IN_APRIL)
    client_answers(office, "")
    assert case(office).stage is Stage.CLOSED
    assert "Is it opened again?" in words(letters_to(office, SARAH)[-1])


def test_sarah_opens_it_by_a_line(office: Rig) -> None:
    """She rang Mrs Patel; the head hears, and so does the client. A second time there is nothing to open."""
    closed_until(office, TUESDAY_IN_APRIL)
    said = words(write(office, "reopen", "She rang, the credit is missing."))
    assert f"{REFERENCE} is open again. You have it." in said
    assert "The client is told to expect an answer by Wednesday 6 May 2026." in said
    assert "Next due: say how you will handle it, Thursday 16 April 2026." in said
    assert f"{REFERENCE} is open again. Sarah Hughes has it." in words(letters_to(office, JAMES)[-1])
    hers = letters_to(office, PATEL)[-1]
    assert "Your complaint is open again" in hers.subject
    assert "She rang" not in hers.text
    assert "is not closed" in words(write(office, "reopen"))


def test_whoever_has_it_hears_when_somebody_else_opens_it(office: Rig) -> None:
    """James opens it: Sarah is told that it is hers, with the words and the dates, and that it was closed."""
    closed_until(office, TUESDAY_IN_APRIL)
    before = len(assigned(office, SARAH))
    write(office, "reopen", sender=JAMES)
    told = assigned(office, SARAH)
    assert len(told) == before + 1
    assert "It was closed, and is open again." in words(told[-1])
    assert "You renewed our electricity contract" in words(told[-1])


def test_who_is_away_is_covered(office: Rig) -> None:
    """Sarah is away in April and Tom covers for her: he has it, and Mrs Patel reads his name."""
    away(office, "sarah", cover="tom", first=date(2026, 4, 13), last=date(2026, 4, 24))
    closed_until(office, TUESDAY_IN_APRIL)
    client_answers(office, NOT_PAID)
    assert NOT_PAID in words(letters_to(office, TOM)[-1])
    assert "is with Tom Reed." in words(letters_to(office, PATEL)[-1])


def test_it_can_be_taken_back(office: Rig) -> None:
    """Within ten minutes: it is closed as before, no letter leaves, and James hears that too."""
    configured(office, timetable=Timetable(morning=None))
    closed(office)
    office.later(hours=2)
    office.work()
    before, mails = case(office), len(letters_to(office, PATEL))
    write(office, "reopen")
    assert case(office).stage is Stage.ACKNOWLEDGED
    arrive(office, tap(office, SARAH, "undo"))
    assert (case(office).stage, case(office).running) == (before.stage, before.running)
    assert "is taken back" in words(letters_to(office, JAMES)[-1])
    office.later(minutes=30)
    office.work()
    assert len(letters_to(office, PATEL)) == mails
    assert office.faults() == []


def test_what_is_not_shared_stays_so(office: Rig) -> None:
    """Mrs Patel objected to sharing: Sarah reads her words, and James only which complaint it is."""
    complain(office)
    write(office, "do not share")
    told_by_phone(office)
    write(office, "close resolved")
    client_answers(office, NOT_PAID)
    assert NOT_PAID in words(letters_to(office, SARAH)[-1])
    told = letters_to(office, JAMES)[-1]
    assert REFERENCE in told.subject
    assert "is open again" in words(told)
    for secret in ("Patel", "212.40", "harbour-bakery"):
        assert secret not in told.subject + told.text


def test_what_was_no_complaint_becomes_one(office_on_both: Rig) -> None:
    """Tom had decided that it was none; her next mail is one, and her first day counts."""
    office = office_on_both
    arrive(office, mail(PATEL, "Our meter", DOUBT))
    wait_until(office, london(date(2026, 3, 5), 13))
    write(office, "not a complaint", sender=TOM)
    assert case(office).stage is Stage.NOT_COMPLAINT
    office.later(days=21)
    client_answers(office, "I am very unhappy that nobody has done anything about our meter.")
    found = case(office)
    assert found.stage is Stage.ACKNOWLEDGED
    assert found.complaint.day0 == MONDAY
    hers = letters_to(office, PATEL)[-1]
    assert hers.subject == f"Your complaint is being dealt with [{REFERENCE}]"
    assert "closed" not in hers.text
    assert found.due_on(Clock.ASSESS) is not None
    assert office.faults() == []


def test_no_complaint_that_nobody_acknowledged_is_acknowledged(office: Rig) -> None:
    """Tom decides at once, and Sarah thinks better of it: the first letter that Mrs Patel gets is the usual one."""
    arrive(office, mail(PATEL, "Our meter", DOUBT))
    write(office, "not a complaint", sender=TOM)
    assert letters_to(office, PATEL) == []
    write(office, "reopen")
    (hers,) = letters_to(office, PATEL)
    assert "Monday 23 March 2026" in words(hers)
    assert case(office).stage is Stage.ACKNOWLEDGED


def test_a_client_without_email_gets_it_by_post(office: Rig) -> None:
    """Mr Ainsworth rings again: Sarah opens it, and posts the letter that comes to her as a PDF."""
    office.arrive(mail(TOM, "post complaint", POSTED))
    office.work()
    write(office, "posted M03")
    told_by_phone(office)
    write(office, "close resolved")
    write(office, "posted M15")
    office.later(days=7)
    said = words(write(office, "reopen", "He rang: it is still not cancelled."))
    assert "Sarah Hughes gets the letter to print and post." in said
    (task,) = (
        each
        for each in letters_to(office, SARAH)
        if "reopening notice to Mr Harold Ainsworth" in each.subject
    )
    assert [each.content_type for each in task.attachments] == ["application/pdf"]
    assert [each.kind for each in case(office).to_post] == [LetterKind.OPEN_AGAIN]
    write(office, "posted M15b")
    assert case(office).to_post == ()


def test_his_answer_by_email_to_nobody(office: Rig) -> None:
    """A stranger who knows the reference opens nothing."""
    closed_until(office, TUESDAY_IN_APRIL)
    arrive(office, mail("Rita Moss <rita@elsewhere.example>", f"Re: [{REFERENCE}]", NOT_PAID))
    assert case(office).stage is Stage.CLOSED


def test_one_that_was_merged_goes_on_in_the_other(office: Rig) -> None:
    """Nothing is opened in the merged one, and Mrs Patel gets no letter that says so."""
    complain(office)
    arrive(office, mail(PATEL, "Our bill of February", "I also complain that the February bill is wrong."))
    second = "OPT-2026-0002"
    arrive(office, mail(SARAH, f"[{second}] merge 0001"))
    assert case(office, second).stage is Stage.MERGED
    mails = len(letters_to(office, PATEL))
    arrive(office, mail(SARAH, f"[{second}] reopen"))
    assert len(letters_to(office, PATEL)) == mails
    assert facts(office, CaseReopened) == facts(office, CaseReopened, second) == []
    assert office.faults() == []

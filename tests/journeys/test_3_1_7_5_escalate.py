"""3.1.7.5 to 3.1.7.9: the section head or senior management takes over, and in the end there is the ombudsman."""

from dataclasses import replace
from datetime import date

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, latest_to, told_by_phone, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    TOM,
    answer,
    assigned,
    case,
    delivery_report,
    facts,
    letters_to,
    mail,
    tap,
    without_rules,
    words,
)
from tests.journeys.the_office import OMBUDSMAN, away, with_director, with_ombudsman
from tests.rig import Rig
from tests.servers.smtp_sink import Stage as Smtp
from worker.model.catalogue import LetterKind
from worker.model.office import Section
from worker.model.staff_event import Escalated, OmbudsmanDecided
from worker.model.stage import Stage
from worker.model.time import Clock

DORA = "Dora Lane <dora.lane@optimised.net>"
FOUND = "We found that the renewal was right, and we are sorry for the upset."
POSITION = "We offer £320. We cannot pay for the hours that you spent."


def test_the_head_takes_over_and_the_client_reads_who(office_on_both: Rig) -> None:
    """Sarah escalates: James hears of it, Mrs Patel reads his name and a date, and ten working days run."""
    office = office_on_both
    complain(office)
    receipt = write(office, "escalate", "She is furious, be careful.")
    assert "OPT-2026-0001 is escalated. James Carter leads it." in words(receipt)
    assert "The client is told to expect an answer by Monday 16 March 2026." in words(receipt)
    assert "You lead an escalated complaint" in words(assigned(office, JAMES)[-1])

    notice = letters_to(office, PATEL)[-1]
    assert notice.subject.startswith("Your complaint has been escalated")
    assert "James Carter" in words(notice)
    assert "by Monday 16 March 2026" in words(notice)
    assert "furious" not in words(notice)

    found = case(office)
    assert (found.stage, found.lead) == (Stage.ESCALATED, "james")
    assert found.due_on(Clock.ESCALATED) == date(2026, 3, 16)
    assert found.due_on(Clock.RESPOND) == date(2026, 3, 23)
    (escalated,) = facts(office, Escalated)
    assert (escalated.by, escalated.words) == ("sarah", "She is furious, be careful.")
    assert office.faults() == []


def test_she_asks_for_it_herself(office_on_both: Rig) -> None:
    """A tap is enough: James leads it, she reads his name, and both Sarah and he read her words."""
    office = office_on_both
    complain(office)
    write(office, "update Tue 10 March", "We look at it.")
    arrive(office, tap(office, SARAH, "send"))
    arrive(office, tap(office, PATEL, "escalate", text="Nobody rings me back."))
    assert (case(office).stage, case(office).lead) == (Stage.ESCALATED, "james")
    for reader in (SARAH, JAMES):
        told = words(letters_to(office, reader)[-1])
        assert "The client asks to escalate. James Carter leads it from now on." in told
        assert "Nobody rings me back." in told
    assert letters_to(office, PATEL)[-1].subject.startswith("Your complaint has been escalated")
    (escalated,) = facts(office, Escalated)
    assert (escalated.by, escalated.handler) == ("", "sarah")
    arrive(office, answer(letters_to(office, PATEL)[-1], "Please escalate my complaint."))
    assert len(facts(office, Escalated)) == 1
    assert office.faults() == []


def test_who_led_it_before_is_not_offered_again(at_the_desk: Rig) -> None:
    """Escalated from Sarah to James and from him to Dora: she is asked who is next, and James is no choice."""
    office = at_the_desk
    with_director(office, head="james")
    complain(office)
    write(office, "answer", FOUND)
    write(office, "send")
    for lead in (JAMES, DORA):
        office.arrive(tap(office, PATEL, "escalate"))
        office.work()
        write(office, "answer", FOUND, lead)
        write(office, "send", sender=lead)
    office.arrive(tap(office, PATEL, "escalate"))
    office.work()
    asked = [each for each in letters_to(office, DORA) if "Please say today who leads it." in words(each)]
    assert len(asked) == 1
    assert "James" not in words(asked[0])


def test_nobody_may_lead_it_and_the_head_decides_today(office: Rig) -> None:
    """Sarah has it and is head, and nobody stands above: she is asked today, and one tap names who leads it."""
    with_director(office, head="sarah", senior=())
    rulebook = office.place.rulebook
    billing = Section(key="billing", name="Billing", head="james", responsible=("tom",))
    people = replace(rulebook.people, sections=(*rulebook.people.sections, billing))
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    complain(office)
    arrive(office, answer(letters_to(office, PATEL)[-1], "A manager please."))
    asked = letters_to(office, SARAH)
    assert any(each.subject.startswith("Decide today: Anita Patel wants to escalate") for each in asked)
    assert case(office).stage is Stage.ACKNOWLEDGED
    assert "Sarah Hughes is asked to say today who leads it." in words(asked[-1])
    arrive(office, mail(SARAH, f"[{REFERENCE}] escalate to James Carter", ""))
    assert (case(office).stage, case(office).lead) == (Stage.ESCALATED, "james")
    assert "James Carter" in words(letters_to(office, PATEL)[-1])


def test_a_notice_that_comes_back_starts_no_clock(office: Rig) -> None:
    """Mrs Patel never read that James leads: he is told to phone, and the date of the notice no longer runs."""
    complain(office)
    write(office, "escalate")
    arrive(office, delivery_report(latest_to(office, PATEL)))
    assert case(office).due_on(Clock.ESCALATED) is None
    assert (case(office).stage, case(office).due_on(Clock.RESPOND)) == (Stage.ESCALATED, date(2026, 3, 23))


def test_who_leads_it_hears_what_she_writes(office: Rig) -> None:
    """Mrs Patel answers after it was escalated: James reads it, who has the complaint now, and Sarah does not."""
    complain(office)
    write(office, "escalate")
    before = len(letters_to(office, SARAH))
    arrive(office, answer(letters_to(office, PATEL)[-1], "When may I expect your call?"))
    assert "When may I expect your call?" in words(letters_to(office, JAMES)[-1])
    assert len(letters_to(office, SARAH)) == before


def test_who_handled_it_does_not_answer_it_any_more(office: Rig) -> None:
    """James leads it: Sarah may still write where it stands, and cannot conclude it for him."""
    complain(office)
    write(office, "escalate")
    refused = write(office, "answer", "I have looked again and find nothing.")
    assert "The complaint is escalated. James Carter leads it and answers it." in words(refused)
    assert write(office, "update Tue 10 March", "We look at it.").subject.startswith("Check and send")
    assert write(office, "answer", "I find that you are right.", JAMES).subject.startswith("Check and send")


def test_who_handled_it_does_not_end_it(office: Rig) -> None:
    """James leads it, also once he has proposed something: Sarah can neither answer nor close it, and he can."""
    complain(office)
    write(office, "escalate")
    leads = "The complaint is escalated. James Carter leads it and"
    assert f"{leads} closes it." in words(write(office, "close resolved", "She has her money."))
    write(office, "propose Tue 10 March", "We pay you £212.40.", JAMES)
    write(office, "send", sender=JAMES)
    assert case(office).stage is Stage.PROPOSED
    assert f"{leads} closes it." in words(write(office, "close resolved", "She has her money."))
    assert f"{leads} answers it." in words(write(office, "answer", "I find nothing."))
    told_by_phone(office, JAMES)
    write(office, "close resolved", "She has her money.", JAMES)
    assert case(office).stage is Stage.CLOSED


def test_cover_that_handled_it_does_not_lead_it(office: Rig) -> None:
    """James is away and Sarah covers for him: the director leads what Sarah has handled."""
    with_director(office, head="james")
    away(office, "james", cover="sarah", first=date(2026, 3, 1), last=date(2026, 3, 31))
    complain(office)
    receipt = write(office, "escalate")
    assert "Dora Lane leads it." in words(receipt)
    assert "Dora Lane, Director" in words(letters_to(office, PATEL)[-1])


def test_her_date_is_the_day_in_her_letter(office: Rig) -> None:
    """The notice of Monday leaves on Tuesday, because the mail server was away: the date that she reads counts."""
    complain(office)
    office.sink.script(Smtp.RCPT, "451 4.3.0 later")
    write(office, "escalate")
    office.later(days=1)
    office.work()
    assert "by Monday 16 March 2026" in words(letters_to(office, PATEL)[-1])
    assert case(office).due_on(Clock.ESCALATED) == date(2026, 3, 16)


def test_who_handled_it_does_not_review_it(office: Rig) -> None:
    """Sarah is responsible and head of her section: a director leads, and above her there is nobody."""
    with_director(office, head="sarah")
    complain(office)
    receipt = write(office, "escalate")
    assert "Dora Lane leads it." in words(receipt)
    assert "Dora Lane, Director" in words(letters_to(office, PATEL)[-1])
    refused = write(office, "escalate")
    assert "OPT-2026-0001 is escalated already, and there is nobody above." in words(refused)


def test_it_goes_up_twice(office: Rig) -> None:
    """First James, then a director; the second notice names her."""
    with_director(office, head="james")
    complain(office)
    write(office, "escalate")
    write(office, "escalate", sender=JAMES)
    assert [each.lead for each in facts(office, Escalated)] == ["james", "dora"]
    assert "Dora Lane, Director" in words(letters_to(office, PATEL)[-1])


def test_only_a_head_ends_in_deadlock(office: Rig) -> None:
    """Sarah and Tom may not; James writes it, and Mrs Patel reads that she can go to the ombudsman now."""
    with_ombudsman(office)
    complain(office)
    for sender in (SARAH, TOM):
        refused = write(office, "deadlock", POSITION, sender=sender)
        assert "Only a section head or senior management can write and send a deadlock letter." in words(
            refused
        )
        assert "James Carter can." in words(refused)
    draft = write(office, "deadlock", POSITION, sender=JAMES)
    assert "Deadlock letter: our final position" in words(draft)
    assert "Only a section head" in words(write(office, "send"))
    assert case(office).stage is Stage.ACKNOWLEDGED

    arrive(office, tap(office, JAMES, "send"))
    letter = words(letters_to(office, PATEL)[-1])
    assert POSITION in letter
    # Nobody has found out whether she may go there, so the letter says for whom it is open.
    may_go = (
        "If your business is a micro or small business, you can take your complaint to the ombudsman now."
    )
    assert may_go in letter
    for fact in (OMBUDSMAN.name, OMBUDSMAN.phone, OMBUDSMAN.email, OMBUDSMAN.post):
        assert fact in letter
    assert without_rules(letter) in without_rules(words(draft))
    found = case(office)
    assert (found.stage, found.due_on(Clock.OMBUDSMAN_OPEN)) == (Stage.DEADLOCK, date(2027, 3, 2))
    assert [each.clock for each in found.running] == [Clock.OMBUDSMAN_OPEN]


def test_no_deadlock_letter_without_an_ombudsman(office: Rig) -> None:
    """The policy names none for today: James reads what is missing, and nothing is written."""
    complain(office)
    refused = write(office, "deadlock", POSITION, sender=JAMES)
    assert "policy.toml names no ombudsman for Monday 2 March 2026" in words(refused)
    assert case(office).draft is None


def test_a_client_who_may_not_go_there_is_not_sent_there(office: Rig) -> None:
    """No small business: the deadlock letter says what we think and names no ombudsman."""
    with_ombudsman(office)
    complain(office)
    write(office, "microbusiness no")
    write(office, "deadlock", POSITION, sender=JAMES)
    arrive(office, tap(office, JAMES, "send"))
    letter = letters_to(office, PATEL)[-1]
    assert POSITION in words(letter)
    assert "mbudsman" not in words(letter)


def test_the_ombudsman_decides(office: Rig) -> None:
    """28 days run from the day on which we were notified, a Saturday, until Sarah says that it is done."""
    complain(office)
    office.later(days=7)
    refused = write(office, "remedy Fri 13 March", "The award is £500.")
    assert "Friday 13 March 2026 lies ahead." in words(refused)
    assert "No decision of the ombudsman waits to be carried out." in words(write(office, "remedy done"))
    write(office, "remedy Sat 7 March", "The award is £500.")
    (decided,) = facts(office, OmbudsmanDecided)
    assert (decided.notified_on, decided.words) == (date(2026, 3, 7), "The award is £500.")
    assert (case(office).stage, case(office).due_on(Clock.OMBUDSMAN_DECISION)) == (
        Stage.OMBUDSMAN,
        date(2026, 4, 4),
    )
    receipt = write(office, "remedy done", "Paid today.")
    assert "What the ombudsman decided in OPT-2026-0001 is carried out." in words(receipt)
    assert case(office).due_on(Clock.OMBUDSMAN_DECISION) is None


def test_an_escalated_complaint_is_answered(office: Rig) -> None:
    """James answers in his own name: the escalated review and the answer of 3.1.8.2 are both given."""
    complain(office)
    write(office, "escalate")
    write(office, "answer", "You are right. We pay £640.", sender=JAMES)
    arrive(office, tap(office, JAMES, "send"))
    letter = words(letters_to(office, PATEL)[-1])
    assert "You are right. We pay £640." in letter
    assert "Yours sincerely, James Carter" in letter
    found = case(office)
    assert (found.due_on(Clock.ESCALATED), found.due_on(Clock.RESPOND)) == (None, None)
    assert found.stage is Stage.FINAL_SENT
    assert [each.kind for each in found.written if each.kind is LetterKind.FINAL_RESPONSE] != []

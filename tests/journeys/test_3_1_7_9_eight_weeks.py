"""3.1.7.9: the worker drafts the eight-week letter, the head approves it, the client reads it in time."""

from datetime import date

from tests.journeys.by_mail import JAMES
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    TOM,
    address,
    case,
    delivery_report,
    letters_to,
    london,
    mail,
    tap,
    words,
)
from tests.journeys.the_office import OMBUDSMAN, away, with_ombudsman
from tests.rig import Rig
from worker.jobs.keep_time import keep_time
from worker.model.catalogue import LetterKind
from worker.model.time import Clock
from worker.policy.calendar import date_in_words


def on(office: Rig, day: date, hour: int, minute: int = 0) -> None:
    """It is that time in London, and the worker does what is due."""
    office.now = london(day, hour, minute)
    office.work()


def drafted(office: Rig) -> None:
    """Mrs Patel complained on Monday 23 November 2026 and nobody has answered by Monday 11 January 2027."""
    with_ombudsman(office)
    office.now = london(date(2026, 11, 23), 10)
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.work()
    on(office, date(2027, 1, 11), 8, 59)
    assert case(office).drafts == ()
    on(office, date(2027, 1, 11), 9)
    assert [each.name for each in case(office).drafts] == ["M11 1"]


def test_the_head_approves_and_the_client_reads_it_on_its_day(office_on_both: Rig) -> None:
    """James reads the letter word for word and taps Send; Mrs Patel gets it at nine on the last day in time, once."""
    office = office_on_both
    drafted(office)
    shown = next(
        words(each) for each in reversed(letters_to(office, JAMES)) if "Check and send" in each.subject
    )
    assert "Once approved, it leaves on Monday 18 January 2027." in shown
    # Nobody has found out whether she may go there, so the letter says for whom it is open.
    assert (
        "If your business is a micro or small business, you can take your complaint to the ombudsman" in shown
    )
    assert "from Tuesday 19 January 2027." in shown
    before = len(letters_to(office, PATEL))
    office.arrive(tap(office, JAMES, "send"), at=london(date(2027, 1, 12), 10))
    on(office, date(2027, 1, 12), 10)
    on(office, date(2027, 1, 18), 8, 59)
    assert len(letters_to(office, PATEL)) == before
    on(office, date(2027, 1, 18), 9)
    on(office, date(2027, 1, 18), 12)
    (letter,) = letters_to(office, PATEL)[before:]
    text = words(letter)
    for told in (
        "you can take your complaint to the ombudsman",
        "Tuesday 19 January 2027",
        OMBUDSMAN.phone,
        OMBUDSMAN.post,
        "It is free for you to use",
        "Sarah Hughes, Client Services, is dealing with your complaint.",
        "James Carter",
    ):
        assert told in text, told
    next_on = case(office).due_on(Clock.NEXT_UPDATE)
    assert next_on == date(2027, 2, 8)
    assert date_in_words(next_on) in text
    assert case(office).due_on(Clock.EIGHT_WEEKS) is None
    assert office.faults() == []


def test_unapproved_nothing_leaves(office: Rig) -> None:
    """The day comes and James has not answered: Mrs Patel gets no letter, and the promise stays open."""
    drafted(office)
    before = len(letters_to(office, PATEL))
    on(office, date(2027, 1, 18), 9)
    on(office, date(2027, 1, 19), 9)
    assert len(letters_to(office, PATEL)) == before
    assert case(office).due_on(Clock.EIGHT_WEEKS) == date(2027, 1, 18)


def test_an_approval_that_comes_late_still_helps(office: Rig) -> None:
    """Approved on the afternoon of its day, the letter leaves at once; the draft was shown to James only."""
    drafted(office)
    assert address(JAMES) in {
        each.recipient for each in office.letters("OPT-2026-0001") if each.kind is LetterKind.DRAFT
    }
    sent = tap(office, JAMES, "send")
    before = len(letters_to(office, PATEL))
    office.now = london(date(2027, 1, 18), 15)
    office.arrive(sent)
    office.work()
    assert "Eight-week letter" in letters_to(office, PATEL)[-1].subject
    assert len(letters_to(office, PATEL)) == before + 1


def test_who_covers_for_the_head_approves_it(office: Rig) -> None:
    """James is away and Tom covers: the draft comes to Tom, and his Send lets it leave on its day."""
    away(office, "james", cover="tom", first=date(2027, 1, 11), last=date(2027, 1, 22))
    drafted(office)
    before = len(letters_to(office, PATEL))
    office.arrive(tap(office, TOM, "send"), at=london(date(2027, 1, 12), 10))
    on(office, date(2027, 1, 12), 10)
    assert "is approved and leaves on Monday 18 January 2027" in words(letters_to(office, TOM)[-1])
    on(office, date(2027, 1, 18), 9)
    assert len(letters_to(office, PATEL)) == before + 1


def test_who_has_not_read_it_reads_it_first(office: Rig) -> None:
    """James was away when Tom got the draft. Back at work he writes `send`: he gets it, and only then approves it."""
    away(office, "james", cover="tom", first=date(2027, 1, 11), last=date(2027, 1, 15))
    drafted(office)
    assert letters_to(office, JAMES) == []
    before = len(letters_to(office, PATEL))
    office.now = london(date(2027, 1, 18), 10)
    for _ in range(2):
        assert len(letters_to(office, PATEL)) == before
        office.later(minutes=5)
        office.arrive(mail(JAMES, "[OPT-2026-0001] send"))
        office.work()
    assert "Check and send: eight-week letter" in letters_to(office, JAMES)[0].subject
    assert len(letters_to(office, PATEL)) == before + 1


def test_a_tap_on_a_draft_that_was_written_again_approves_nothing(office: Rig) -> None:
    """Sarah's answer leaves after the draft; it is written again, and the Send of the old mail does not hold."""
    drafted(office)
    old = tap(office, JAMES, "send")
    for line, text in (("answer", "You are right, and we are sorry."), ("send", "")):
        office.later(minutes=5)
        office.arrive(mail(SARAH, f"[OPT-2026-0001] {line}", text))
        office.work()
    office.work()
    assert [each.name for each in case(office).drafts] == ["M11 2"]
    office.later(minutes=5)
    office.arrive(old)
    office.work()
    assert case(office).approved is None
    assert "That letter waits no longer." in words(letters_to(office, JAMES)[-1])


def test_a_colleague_writes_beside_the_draft(office: Rig) -> None:
    """The day of the letter is over and nobody has approved it: Sarah's answer is hers to send, at the first try."""
    drafted(office)
    office.now = london(date(2027, 1, 21), 10)
    before = len(letters_to(office, PATEL))
    for line, text in (("answer", "You are right, and we are sorry."), ("send", "")):
        office.later(minutes=5)
        office.arrive(mail(SARAH, f"[OPT-2026-0001] {line}", text))
        office.work()
        office.work()
    (answered,) = letters_to(office, PATEL)[before:]
    assert "You are right, and we are sorry." in words(answered)


def test_a_letter_that_comes_back_is_approved_again(office_on_both: Rig) -> None:
    """Her address had changed: the second letter leaves, and time goes on for everybody else."""
    office = office_on_both
    drafted(office)
    for number, day in enumerate((date(2027, 1, 18), date(2027, 1, 19)), start=1):
        office.now = london(day, 9)
        office.arrive(tap(office, JAMES, "send"))
        office.work()
        office.work()
        raw = [each.content for each in office.sink.mails if address(PATEL) in each.recipients][-1]
        office.later(hours=1)
        office.arrive(delivery_report(raw, number=number))
        office.work()
        office.work()
    sent = [each for each in letters_to(office, PATEL) if "Eight-week letter" in each.subject]
    assert len(sent) == 2
    assert len({each.message_id for each in sent}) == 2
    assert keep_time(office.place).unwritten == ()
    assert [each.name for each in case(office).drafts] == ["M11 3"]


def test_the_draft_is_shown_to_whoever_may_send_it_only(office: Rig) -> None:
    """Tom and Sarah ask for it and read whose it is; James gets it again."""
    drafted(office)
    for sender in (TOM, SARAH):
        office.arrive(mail(sender, "[OPT-2026-0001] show draft", ""), at=london(date(2027, 1, 12), 10))
        on(office, date(2027, 1, 12), 10)
        refused = letters_to(office, sender)[-1]
        assert refused.subject.startswith("Not done:")
        assert "Only a section head or senior management can write and send an eight-week letter." in words(
            refused
        )
    office.arrive(mail(JAMES, "[OPT-2026-0001] show draft", ""), at=london(date(2027, 1, 12), 11))
    on(office, date(2027, 1, 12), 11)
    assert letters_to(office, JAMES)[-1].subject.startswith("Check and send: eight-week letter")

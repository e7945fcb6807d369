"""3.1.7.9: the worker drafts the eight-week letter, the head approves it, the client reads it in time."""

from dataclasses import replace
from datetime import date

from tests.journeys.correspondence import PATEL, address, case, letters_to, london, mail, tap, words
from tests.rig import CONFIG, Rig
from worker.model.letter import LetterKind
from worker.model.office import Ombudsman
from worker.model.time import Clock
from worker.policy.calendar import date_in_words

JAMES = "James Carter <james.carter@optimised.net>"
OMBUDSMAN = Ombudsman(
    name="Energy Ombudsman",
    phone="0330 440 1624",
    email="enquiry@energyombudsman.org",
    post="P.O. Box 966, Warrington, WA4 9DF",
    valid_from=date(2024, 12, 19),
    valid_until=date(2027, 12, 31),
)


def known_ombudsman(office: Rig) -> None:
    """The ombudsman's facts stand in the configuration, as in the shipped one."""
    assert OMBUDSMAN.phone in (CONFIG / "policy.toml").read_text(encoding="utf-8")
    rulebook = office.place.rulebook
    policy = replace(rulebook.policy, ombudsman=(OMBUDSMAN,))
    office.place = replace(office.place, rulebook=replace(rulebook, policy=policy))


def on(office: Rig, day: date, hour: int, minute: int = 0) -> None:
    """It is that time in London, and the worker does what is due."""
    office.now = london(day, hour, minute)
    office.work()


def drafted(office: Rig) -> None:
    """Mrs Patel complained on Monday 23 November 2026 and nobody has answered by Monday 11 January 2027."""
    known_ombudsman(office)
    office.now = london(date(2026, 11, 23), 10)
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.work()
    on(office, date(2027, 1, 11), 8, 59)
    assert case(office).draft is None
    on(office, date(2027, 1, 11), 9)
    assert case(office).draft is not None


def test_the_head_approves_and_the_client_reads_it_on_its_day(office_on_both: Rig) -> None:
    """James reads the letter word for word and taps Send; Mrs Patel gets it at nine on the last day in time, once."""
    office = office_on_both
    drafted(office)
    shown = next(
        words(each) for each in reversed(letters_to(office, JAMES)) if "Check and send" in each.subject
    )
    assert "Once approved, it leaves on Monday 18 January 2027." in shown
    assert "From Tuesday 19 January 2027 you can take your complaint to the ombudsman." in shown
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

"""One complaint that came twice, and one mail that was about something else: policy.md 6, and 3.1.7.1."""

from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, arrive
from tests.journeys.correspondence import (
    ENQUIRY,
    PATEL,
    SARAH,
    TOM,
    answer,
    case,
    delivery_report,
    facts,
    letters_to,
    links,
    mail,
    tap,
    words,
)
from tests.journeys.the_office import on
from tests.rig import Rig
from worker.model.entry import ClockStopped, MailNoted
from worker.model.mail import Message
from worker.model.reasons import StopReason
from worker.model.second_thought import Undone
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.model.two_cases import CaseJoined, CaseMerged, CaseParted, MailParted

FIRST, SECOND, THIRD = "OPT-2026-0001", "OPT-2026-0002", "OPT-2026-0003"
BAKER = "Ben Baker <ben.baker@harbour-bakery.example>"
STRANGER = "Gareth Lloyd <gareth@lloyd-joinery.example>"
AGAIN = "I wrote on Monday and have heard nothing. I am very unhappy about the renewal of our contract."
OTHER_MATTER = "Your meter reader broke our gate. Please tell us who has it mended."


def complain_twice(office: Rig, second: str = PATEL) -> None:
    """Mrs Patel complains on Monday 2 March, and writes a new mail about the same on Thursday 5 March."""
    arrive(office, mail(PATEL, "Renewal of our contract"))
    office.later(days=3)
    arrive(office, mail(second, "My complaint", AGAIN))
    assert [case(office, each).stage for each in (FIRST, SECOND)] == [Stage.ACKNOWLEDGED] * 2


def write(office: Rig, reference: str, line: str, sender: str = SARAH, text: str = "") -> Message:
    """A colleague writes that line about that complaint; the answer that they get."""
    arrive(office, mail(sender, f"[{reference}] {line}", text))
    return letters_to(office, sender)[-1]


@pytest.mark.parametrize(
    "line",
    [
        "merge 0001",
        f"merge with {FIRST}",
        "duplicate of 0001",
        "close duplicate of 0001",
        "close duplicate 0001",
    ],
)
def test_the_same_complaint_twice(office: Rig, line: str) -> None:
    """Sarah joins them from the second: the first goes on with its dates, and Mrs Patel hears nothing of it."""
    complain_twice(office)
    before, heard = case(office, FIRST).running, len(letters_to(office, PATEL))
    said = words(write(office, SECOND, line))
    assert f"{SECOND} and {FIRST} are one complaint now: {FIRST}, received on Monday 2 March 2026." in said
    assert "The client is not told of it." in said
    assert "Next due: say how you will handle it, Wednesday 4 March 2026" in said

    assert case(office, FIRST).running == before
    second = case(office, SECOND)
    assert (second.stage, second.running, second.is_open) == (Stage.MERGED, (), False)
    assert {each.by for each in facts(office, ClockStopped, SECOND)[1:]} == {StopReason.MERGED}
    assert [each.into for each in facts(office, CaseMerged, SECOND)] == [FIRST]
    assert [each.words for each in facts(office, CaseJoined, FIRST)] == [AGAIN]
    assert len(letters_to(office, PATEL)) == heard
    assert [each.reference for each in office.cases()] == [FIRST]
    assert office.faults() == []


def test_written_in_the_older_one(office_on_both: Rig) -> None:
    """Whichever reference is named, the one that was there first goes on."""
    office = office_on_both
    complain_twice(office)
    write(office, FIRST, "merge 0002")
    assert [case(office, each).stage for each in (FIRST, SECOND)] == [Stage.ACKNOWLEDGED, Stage.MERGED]
    assert office.faults() == []


def test_mail_to_the_merged_one_reaches_the_one_that_goes_on(office: Rig) -> None:
    """Mrs Patel answers the second acknowledgement; Tom taps a link of an old mail; both act on the first."""
    complain_twice(office)
    second_letter = letters_to(office, PATEL)[-1]
    assert SECOND in second_letter.subject
    write(office, SECOND, "merge 0001")
    arrive(office, answer(second_letter, "The meter is at 14 Harbour Road."))
    (noted,) = facts(office, MailNoted, FIRST)
    assert (noted.words, noted.client) == (
        "The meter is at 14 Harbour Road.",
        "anita.patel@harbour-bakery.example",
    )
    told = words(letters_to(office, SARAH)[-1])
    assert f"{SECOND}, which was merged into this case" in told

    said = words(write(office, SECOND, "take", sender=TOM))
    assert f"{FIRST} is now with you." in said
    assert (case(office, FIRST).owner, case(office, SECOND).owner) == ("tom", "")
    said = words(write(office, SECOND, "show history", sender=TOM))
    assert f"sarah said that {SECOND}, received on Thursday 5 March 2026, is the same complaint." in said


def test_only_the_further_one_can_go_on(office: Rig) -> None:
    """The second is escalated already, so it goes on, but from the day on which Mrs Patel first wrote."""
    complain_twice(office)
    write(office, SECOND, "escalate")
    said = words(write(office, FIRST, "merge 0002"))
    assert f"one complaint now: {SECOND}, received on Monday 2 March 2026." in said
    goes_on = case(office, SECOND)
    assert (goes_on.stage, goes_on.complaint.day0) == (Stage.ESCALATED, date(2026, 3, 2))
    assert goes_on.due_on(Clock.RESPOND) == date(2026, 3, 23)
    assert goes_on.due_on(Clock.EIGHT_WEEKS) == date(2026, 4, 27)
    assert case(office, FIRST).stage is Stage.MERGED
    # Who leads it reads what was written first.
    assert "You renewed our electricity contract" in words(letters_to(office, JAMES)[-1])


def test_another_client_is_never_merged(office: Rig) -> None:
    """Mr Lloyd's complaint stays his own: neither may read of the other."""
    complain_twice(office, second=STRANGER)
    said = words(write(office, SECOND, "merge 0001"))
    assert "are of different clients, and neither may read of the other, so they stay two." in said
    assert [case(office, each).stage for each in (FIRST, SECOND)] == [Stage.ACKNOWLEDGED] * 2


def test_a_colleague_of_the_client(office: Rig) -> None:
    """Mr Baker of the same bakery wrote about the same: his further mail belongs to the one that goes on."""
    complain_twice(office, second=BAKER)
    to_baker = letters_to(office, BAKER)[-1]
    said = words(write(office, SECOND, "merge 0001"))
    assert "Our letters go to anita.patel@harbour-bakery.example" in said
    arrive(office, answer(to_baker, "Any news?", sender=BAKER))
    assert [each.words for each in facts(office, MailNoted, FIRST)] == ["Any news?"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("merge 0099", "There is no complaint 0099."),
        ("merge 0002", "so there is nothing to merge."),
    ],
)
def test_a_reference_that_is_none(office: Rig, line: str, why: str) -> None:
    """Nothing changes, and Sarah hears why."""
    complain_twice(office)
    assert why in words(write(office, SECOND, line))
    assert case(office, SECOND).stage is Stage.ACKNOWLEDGED


def test_a_merge_without_a_reference(office: Rig) -> None:
    """Where nobody was asked whether it is part of another one, the client's other open one is offered."""
    complain_twice(office)
    assert "Which complaint is it the same as?" in words(write(office, FIRST, "merge"))
    assert (FIRST, f"[{FIRST}] merge {SECOND}") in [(FIRST, subject) for _, subject in links(office, SARAH)]


def test_with_a_closed_one(office: Rig) -> None:
    """What is over does not go on by a merge."""
    complain_twice(office)
    write(office, FIRST, "phoned", text="I told her that it is cancelled.")
    write(office, FIRST, "close resolved")
    assert f"{FIRST} is closed." in words(write(office, SECOND, "merge 0001"))
    assert case(office, SECOND).stage is Stage.ACKNOWLEDGED


def test_undo_where_nothing_followed(office_on_both: Rig) -> None:
    """She meant another one: both stand as if she had written nothing."""
    office = office_on_both
    complain_twice(office)
    before = [case(office, each) for each in (FIRST, SECOND)]
    write(office, SECOND, "merge 0001")
    arrive(office, tap(office, SARAH, "undo"))
    assert f"{SECOND} goes on by itself, received on Thursday 5 March 2026." in words(
        letters_to(office, SARAH)[-1]
    )
    assert [case(office, each) for each in (FIRST, SECOND)] == before
    assert office.faults() == []
    # And again, for good.
    write(office, SECOND, "merge 0001")
    assert case(office, SECOND).stage is Stage.MERGED


def test_undo_after_something_followed_and_the_way_back(office: Rig) -> None:
    """James has decided how to handle it since, so it cannot be undone, but the two can be parted."""
    complain_twice(office)
    write(office, SECOND, "merge 0001")
    write(office, FIRST, "investigate", sender=JAMES)
    said = words(write(office, SECOND, "undo"))
    assert "Something followed it, so it cannot be taken back." in said
    assert any(
        subject.casefold().endswith(f"split {SECOND}".casefold()) for _, subject in links(office, SARAH)
    )
    said = words(write(office, SECOND, "split"))
    assert f"{SECOND} goes on by itself, received on Thursday 5 March 2026." in said
    assert (case(office, FIRST).stage, case(office, FIRST).joined) == (Stage.INVESTIGATING, ())
    second = case(office, SECOND)
    assert (second.stage, second.due_on(Clock.RESPOND)) == (Stage.ACKNOWLEDGED, date(2026, 3, 26))
    assert len(facts(office, CaseParted, FIRST)) == 1
    assert len(facts(office, Undone, SECOND)) == 1
    assert office.faults() == []


def test_the_mail_was_about_something_else(office_on_both: Rig) -> None:
    """Mrs Patel answers the acknowledgement with another matter: it gets its own days, and an acknowledgement."""
    office = office_on_both
    arrive(office, mail(PATEL, "Renewal of our contract"))
    office.later(days=1)
    arrive(office, answer(letters_to(office, PATEL)[-1], OTHER_MATTER))
    (noted,) = facts(office, MailNoted)
    arrive(office, tap(office, SARAH, f"split mail {noted.mail}"))
    said = words(letters_to(office, SARAH)[-1])
    assert f"Mail {noted.mail} is the complaint {SECOND} now, received on Tuesday 3 March 2026." in said
    second = case(office, SECOND)
    assert (second.stage, second.complaint.day0) == (Stage.ACKNOWLEDGED, date(2026, 3, 3))
    assert second.complaint.words == OTHER_MATTER
    assert second.due_on(Clock.RESPOND) == date(2026, 3, 24)
    acknowledged = letters_to(office, PATEL)[-1]
    assert SECOND in acknowledged.subject
    assert "gate" in words(acknowledged)
    assert [each.into for each in facts(office, MailParted, FIRST)] == [SECOND]
    assert case(office, FIRST).due_on(Clock.RESPOND) == date(2026, 3, 23)
    assert office.faults() == []

    said = words(write(office, FIRST, "split"))
    assert "No mail of the client, and no other complaint, has joined" in said
    write(office, SECOND, "merge 0001")
    assert case(office, SECOND).stage is Stage.MERGED


def test_split_without_a_number_takes_the_last_mail_of_the_client(office: Rig) -> None:
    """A colleague's own note after it is not meant."""
    arrive(office, mail(PATEL, "Renewal of our contract"))
    letter = letters_to(office, PATEL)[-1]
    arrive(office, answer(letter, "The meter is at 14 Harbour Road."), answer(letter, OTHER_MATTER))
    write(office, FIRST, "note: she has two matters")
    write(office, FIRST, "split")
    assert case(office, SECOND).complaint.words == OTHER_MATTER
    assert "mail 99 has not joined" in words(write(office, FIRST, "split mail 99")).casefold()


def test_an_acknowledgement_that_came_back_is_owed_again(office: Rig) -> None:
    """The first was never acknowledged and leaned on the second's letter; that bounces, so it is owed after all."""
    arrive(office, mail(PATEL, "Renewal of our contract", headers={"Precedence": "bulk"}))
    assert case(office, FIRST).due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)
    arrive(office, mail(PATEL, "My complaint", AGAIN))
    sent = [
        each.content for each in office.sink.mails if "anita.patel@harbour-bakery.example" in each.recipients
    ]
    write(office, SECOND, "merge 0001")
    assert case(office, FIRST).due_on(Clock.ACKNOWLEDGE) is None
    arrive(office, delivery_report(sent[-1]))
    first = case(office, FIRST)
    assert (first.due_on(Clock.ACKNOWLEDGE), first.waits_for) == (date(2026, 3, 6), "acknowledgement")
    assert f"[{FIRST}]" in letters_to(office, SARAH)[-1].subject
    assert office.faults() == []


def test_a_mail_of_the_daily_list_is_added(office: Rig) -> None:
    """Mrs Patel sent the meter reading in a new mail without a word of complaint; Tom puts it where it belongs."""
    arrive(office, mail(PATEL, "Renewal of our contract"), mail(PATEL, "Reading", ENQUIRY))
    assert len(office.cases()) == 1
    on(office, date(2026, 3, 3), 9)
    listed = letters_to(office, TOM)[-1]
    assert "Reading" in words(listed)
    arrive(office, answer(listed, "0001 add", sender=TOM))
    assert f"stands in {FIRST} now." in words(letters_to(office, TOM)[-1])
    assert [each.words for each in facts(office, MailNoted)] == [ENQUIRY]
    # Sarah has the complaint, so she reads it, and can say that it was another matter after all.
    arrive(office, tap(office, SARAH, r"split mail \d+"))
    assert case(office, SECOND).complaint.words == ENQUIRY
    assert office.faults() == []


def test_which_mail_of_several(office: Rig) -> None:
    """The list shows two, so Tom is asked, with a link for each."""
    arrive(office, mail(PATEL, "Renewal of our contract"))
    arrive(office, mail(PATEL, "Reading", ENQUIRY), mail(STRANGER, "Quote", ENQUIRY))
    on(office, date(2026, 3, 3), 9)
    arrive(office, answer(letters_to(office, TOM)[-1], "0001 add", sender=TOM))
    assert "Which mail?" in words(letters_to(office, TOM)[-1])
    assert len(links(office, TOM)) >= 2
    arrive(office, tap(office, TOM, r"add mail \d+"))
    assert len(facts(office, MailNoted)) >= 1
    assert f"stands in {FIRST} now." in words(letters_to(office, TOM)[-1])


def test_a_colleagues_own_mail_is_added_by_an_answer(office: Rig) -> None:
    """Nobody could know which complaint Tom's mail was about; he answers the question with one line."""
    arrive(office, mail(PATEL, "Renewal of our contract"))
    arrive(office, mail(TOM, "The meter", "The engineer read it again, and it is in order."))
    asked = letters_to(office, TOM)[-1]
    assert "Where does this belong?" in words(asked)
    arrive(office, answer(asked, "0001 add", sender=TOM))
    assert f"stands in {FIRST} now." in words(letters_to(office, TOM)[-1])
    assert "The engineer read it again, and it is in order." in [
        each.words for each in facts(office, MailNoted)
    ]

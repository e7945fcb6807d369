"""3.1.7.2, 3.1.7.7: a colleague has left; their complaints find another the same day, and what they did stays."""

from dataclasses import replace
from datetime import date

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, told_by_phone, write
from tests.journeys.correspondence import (
    LLOYD,
    PATEL,
    RAMAN,
    SARAH,
    TOM,
    assigned,
    case,
    facts,
    latest,
    letters_to,
    links,
    mail,
    tap,
    words,
)
from tests.journeys.the_office import DORA, away, with_director
from tests.rig import Rig
from worker.model.letter_event import LetterQueued
from worker.model.office import Person, Section
from worker.model.people_event import LeavingTold
from worker.model.staff_event import LeadSet
from worker.rounds import Rounds

SAM = "Sam Booth <sam.booth@optimised.net>"


def with_sam(office: Rig) -> None:
    """Sam Booth works for Client Services too, and Dora Lane is above James."""
    with_director(office, head="james")
    rulebook = office.place.rulebook
    section = Section(
        key="client_services", name="Client Services", head="james", responsible=("sarah", "sam")
    )
    sam = Person(key="sam", name="Sam Booth", email="sam.booth@optimised.net")
    people = replace(rulebook.people, sections=(section,), persons=(*rulebook.people.persons, sam))
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))


def leave(office: Rig, key: str) -> None:
    """That colleague is taken out of people.toml, and the worker starts anew."""
    rulebook = office.place.rulebook
    people = rulebook.people
    sections = tuple(
        replace(each, responsible=tuple(one for one in each.responsible if one != key))
        for each in people.sections
    )
    above = tuple(one for one in people.senior_management if one != key)
    persons = tuple(each for each in people.persons if each.key != key)
    people = replace(people, sections=sections, persons=persons, senior_management=above or ("james",))
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    start(office)


def start(office: Rig) -> None:
    """The worker starts and does what there is to do."""
    Rounds(office.place, office.stop).begin()
    office.later(minutes=1)
    office.work()


def test_the_head_hears_what_sarah_had(office_on_both: Rig) -> None:
    """Two complaints in one mail, the day that is next due in each, and names to tap; no second mail, ever."""
    office = office_on_both
    with_sam(office)
    arrive(office, mail(PATEL, "Renewal of our contract"), mail(LLOYD, "Renewal of ours"))
    write(office, "give Tom")
    arrive(office, mail(RAMAN, "Our renewal"))
    before = len(office.entries(REFERENCE))
    leave(office, "sarah")
    (told,) = letters_to(office, JAMES)
    said = words(told)
    assert told.subject == "Somebody has left: 2 complaints need a colleague"
    assert "people.toml" not in said
    assert "It was with Sarah. Sam Booth has it until you give it to somebody." in said
    assert ("Gareth Lloyd" in said, "Priya Raman" in said) == (True, True)
    assert "Next due: say how you will handle it, Wednesday 4 March 2026" in said
    assert "Patel" not in said
    assert len(office.entries(REFERENCE)) == before
    assert [subject for _, subject in links(office, JAMES)][:3] == [
        "[OPT-2026-0002] give Sam Booth",
        "[OPT-2026-0002] take",
        "[OPT-2026-0003] give Sam Booth",
    ]
    start(office)
    office.later(days=1)
    start(office)
    assert len(letters_to(office, JAMES)) == 1
    assert facts(office, LeavingTold, "OPT-2026-0002") == [
        LeavingTold(
            left=("sarah",), person="james", letter=facts(office, LeavingTold, "OPT-2026-0002")[0].letter
        )
    ]
    assert office.faults() == []


def test_a_tap_gives_it_to_another(office: Rig) -> None:
    """James taps Sam's name; Sam has it with all its words, and Sarah's entries stand as they did."""
    with_sam(office)
    complain(office)
    write(office, "quick", "I can ring her.")
    leave(office, "sarah")
    give = tap(office, JAMES, "give Sam Booth")
    assert words(assigned(office, SAM)[0]).count("without our agreement") == 1
    arrive(office, give)
    assert case(office).owner == "sam"
    assert "is now with Sam Booth" in words(letters_to(office, JAMES)[-1])
    write(office, "show history", sender=SAM)
    assert "sarah decided how to handle it" in words(letters_to(office, SAM)[-1])
    start(office)
    assert len(letters_to(office, JAMES)) == 2


def test_a_complaint_that_is_not_to_be_shared(office: Rig) -> None:
    """Its client is not named in the list either."""
    with_sam(office)
    complain(office)
    write(office, "do not share")
    leave(office, "sarah")
    (told,) = letters_to(office, JAMES)
    assert "Patel" not in told.subject + told.text
    assert REFERENCE in told.text


def test_what_was_done_with_is_nobodys(office: Rig) -> None:
    """A closed complaint needs no colleague."""
    with_sam(office)
    complain(office)
    told_by_phone(office)
    write(office, "close resolved")
    leave(office, "sarah")
    assert letters_to(office, JAMES) == []


def test_a_lead_who_leaves_is_replaced_and_the_client_hears_by_whom(office_on_both: Rig) -> None:
    """Dora Lane led it: James does now, never Sarah; Mrs Patel hears it once, with the day that she was promised."""
    office = office_on_both
    with_sam(office)
    complain(office)
    write(office, "escalate")
    write(office, "lead Dora", sender=JAMES)
    before = len(letters_to(office, PATEL))
    leave(office, "dora")
    assert case(office).lead == "james"
    news = letters_to(office, PATEL)[before:]
    assert len(news) == 1
    assert "Your complaint is now with James Carter" in words(news[0])
    assert "Monday 16 March 2026" in words(news[0])
    told = words(letters_to(office, JAMES)[-1])
    assert "Dora led it. James Carter leads it now. The client is told so." in told
    assert facts(office, LeadSet)[-1].by == ""
    start(office)
    assert len(letters_to(office, PATEL)) == before + 1
    assert office.faults() == []


def test_who_stood_in_for_the_lead_leads_it_now(office: Rig) -> None:
    """James was away and Dora Lane had it for him; when James leaves, it is hers and not the new head's."""
    with_sam(office)
    complain(office)
    write(office, "escalate")
    away(office, "james", cover="dora", first=date(2026, 3, 2), last=date(2026, 3, 13))
    office.later(hours=1)
    start(office)
    assert assigned(office, DORA)[-1].subject.startswith("You lead")
    rulebook = office.place.rulebook
    sections = tuple(replace(each, head="tom") for each in rulebook.people.sections)
    people = replace(rulebook.people, sections=sections)
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    leave(office, "james")
    assert case(office).lead == "dora"
    assert "Dora Lane leads it now" in words(letters_to(office, TOM)[-1])


def test_nobody_above_may_lead_it(office: Rig) -> None:
    """James handled it before Dora Lane did; she leaves, so he is asked today who leads, and is not told to."""
    with_sam(office)
    complain(office)
    write(office, "give James")
    write(office, "escalate", sender=JAMES)
    assert case(office).lead == "dora"
    before = len(letters_to(office, PATEL))
    leave(office, "dora")
    assert len(letters_to(office, PATEL)) == before
    told = words(letters_to(office, JAMES)[-1])
    assert "Nobody above may lead it" in told
    assert not any("You lead" in each.subject for each in assigned(office, JAMES))
    assert "James" not in " ".join(latest(office, JAMES).links)
    arrive(office, tap(office, JAMES, "lead Tom Reed"))
    assert case(office).lead == "tom"
    assert "Tom Reed" in words(letters_to(office, PATEL)[-1])
    assert office.faults() == []


def test_who_left_does_not_command_any_more(office: Rig) -> None:
    """Sarah writes from her old address: nothing changes, as with any stranger."""
    with_sam(office)
    complain(office)
    leave(office, "sarah")
    stage = case(office).stage
    arrive(office, mail(SARAH, f"[{REFERENCE}] close resolved"))
    assert case(office).stage is stage
    assert not [each for each in facts(office, LetterQueued) if each.letter == "M15"]

"""3.1.7.2, 3.1.7.7: a complaint about a colleague is not theirs, they read nothing of it, and the head has it."""

from dataclasses import replace
from datetime import date

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    COMPLAINT,
    DOUBT,
    LLOYD,
    PATEL,
    RAMAN,
    SARAH,
    TOM,
    answer,
    assigned,
    case,
    letters_to,
    links,
    mail,
    words,
)
from tests.journeys.the_office import DORA, as_shipped, on, read_on, with_director
from tests.rig import Rig
from worker.model.stage import Stage


def test_sarah_is_taken_off_at_once(office_on_both: Rig) -> None:
    """Mrs Patel phones James: it is Sarah who was rude. James has it, with its words, and Sarah's way is barred."""
    office = office_on_both
    complain(office)
    receipt = write(office, "about Sarah", sender=JAMES)
    assert (
        "OPT-2026-0001 is about Sarah Hughes, who has nothing to do with it any more. You have it."
        in words(receipt)
    )
    assert "without our agreement" in words(assigned(office, JAMES)[-1])
    before = case(office)
    for line in ("take", "quick", "close resolved", "show history", "note Not my fault", "escalate"):
        refused = write(office, line, sender=SARAH)
        assert "The complaint is about Sarah Hughes, so somebody else has to have it." in words(refused)
    assert "The complaint is about Sarah Hughes" in words(write(office, "give Sarah", sender=JAMES))
    after = case(office)
    assert (after.stage, after.owner, after.running) == (before.stage, before.owner, before.running)
    arrive(office, answer(letters_to(office, PATEL)[0], "I am still waiting."))
    assert letters_to(office, JAMES)[-1].subject.startswith("Anita Patel") or "I am still waiting" in words(
        letters_to(office, JAMES)[-1]
    )
    assert not any(
        "I am still waiting" in each.text for each in office.received("sarah.hughes@optimised.net")
    )
    assert office.faults() == []


def test_it_can_be_taken_back(office: Rig) -> None:
    """It was another Sarah: by undo she has it again."""
    complain(office)
    write(office, "about Sarah", sender=JAMES)
    write(office, "undo", sender=JAMES)
    assert case(office).complaint.complained_about == ()
    write(office, "quick")
    assert case(office).stage is Stage.QUICK


def test_another_of_the_section_does_not_judge_a_colleague(office: Rig) -> None:
    """Tom works beside Sarah: what is about her goes to James and not to him, named in the words or by a command."""
    rulebook = office.place.rulebook
    sections = tuple(replace(each, responsible=("sarah", "tom")) for each in rulebook.people.sections)
    people = replace(rulebook.people, sections=sections)
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    arrive(office, mail(LLOYD, "Your staff", f"Sarah Hughes was rude on the phone. {COMPLAINT}"))
    assert assigned(office, JAMES)[-1].subject.startswith("Yours: Gareth Lloyd")
    complain(office)
    arrive(office, mail(SARAH, "[OPT-2026-0002] about me"))
    assert assigned(office, JAMES)[-1].subject.startswith("Yours: Anita Patel")
    assert [each for each in assigned(office, TOM) if each.subject.startswith("Yours")] == []


def test_about_who_leads_it(office: Rig) -> None:
    """Dora Lane leads it by now, and the client hears it; James has nothing to do with it, cover or not."""
    with_director(office, head="james")
    complain(office)
    write(office, "escalate")
    write(office, "about James", sender=DORA)
    assert case(office).lead == "dora"
    assert "Dora Lane" in words(letters_to(office, PATEL)[-1])
    assert "The complaint is about James Carter" in words(write(office, "lead James", sender=DORA))
    assert "The complaint is about James Carter" in words(write(office, "deadlock", "No.", sender=JAMES))


def test_the_head_about_whom_it_is_reads_nothing_of_it(office: Rig) -> None:
    """A promise is broken: James's digest is silent about it, and Dora Lane hears of it from morning to morning."""
    as_shipped(office)
    complain(office)
    write(office, "about James")
    for day in (date(2026, 3, 9), date(2026, 3, 24), date(2026, 4, 21)):
        on(office, day, 10)
        named = [each.text for each in read_on(office, JAMES, day) if REFERENCE in each.text + each.subject]
        assert named == []
    told = " ".join(words(each) for each in letters_to(office, DORA))
    assert REFERENCE in told


def test_whose_it_is_by_the_same_line(office: Rig) -> None:
    """Tom decides that Mrs Raman complains and whose it is: one line, and James is told with her words."""
    arrive(office, mail(RAMAN, "Meter", DOUBT))
    receipt = write(office, "complaint for James", sender=TOM)
    assert "is a complaint. It is now with James Carter, who is told at once." in words(receipt)
    assert (case(office).owner, case(office).stage) == ("james", Stage.ACKNOWLEDGED)
    assert DOUBT in words(assigned(office, JAMES)[-1])


def test_escalated_to_whom_sarah_names(office: Rig) -> None:
    """Only who stands above and had nothing to do with it; the others are offered."""
    with_director(office, head="james")
    complain(office)
    refused = write(office, "escalate to Tom")
    assert "Tom Reed is neither a section head nor in senior management" in words(refused)
    assert [subject.partition("] ")[2] for _, subject in links(office, SARAH)] == [
        "escalate to James Carter",
        "escalate to Dora Lane",
    ]
    write(office, "about James", sender=TOM)
    assert "The complaint is about James Carter" in words(write(office, "escalate to James"))
    write(office, "escalate for Dora Lane")
    assert case(office).lead == "dora"
    assert "Dora Lane" in words(letters_to(office, PATEL)[-1])
    assert "Dora Lane leads it already" in words(write(office, "escalate to Dora"))
    assert office.faults() == []

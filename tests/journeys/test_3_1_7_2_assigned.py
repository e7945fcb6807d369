"""3.1.7.2: whoever is responsible hears of a complaint at once, with what they need, and can hand it on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.journeys.by_mail import JAMES, arrive, complain, write
from tests.journeys.correspondence import (
    COMPLAINT,
    DOUBT,
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
from tests.journeys.the_office import as_shipped, away, on, subjects_on, told_on, with_director
from tests.rig import Rig, break_templates
from worker.adapters.log import outbox
from worker.model.entry import ResponsibleTold
from worker.model.office import Section
from worker.model.stage import Stage
from worker.rounds import Rounds

DORA = "Dora Lane <dora.lane@optimised.net>"


def with_billing(office: Rig) -> None:
    """Tom answers for Billing, and Dora Lane is its head."""
    with_director(office, head="james")
    rulebook = office.place.rulebook
    billing = Section(key="billing", name="Billing", head="dora", responsible=("tom",))
    people = replace(rulebook.people, sections=(*rulebook.people.sections, billing))
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))


def test_sarah_hears_of_it_at_once(office: Rig) -> None:
    """The client's words, three dates, and four links that work; she is told once."""
    complain(office)
    (told,) = assigned(office, SARAH)
    assert told.subject.startswith("Yours: Anita Patel, by Monday 23 March 2026")
    said = words(told)
    assert " ".join(COMPLAINT.split()) in said
    for due in ("Wednesday 4 March 2026", "Monday 23 March 2026", "Monday 27 April 2026"):
        assert due in said
    assert [subject.partition("] ")[2] for _, subject in links(office, SARAH)] == [
        "take",
        "quick",
        "investigate",
        "escalate",
    ]
    assert facts(office, ResponsibleTold)[0].person == "sarah"
    arrive(office, tap(office, SARAH, "quick"))
    assert case(office).stage is Stage.QUICK
    office.later(days=1)
    office.work()
    assert len([each for each in assigned(office, SARAH) if each.subject.startswith("Yours")]) == 1
    assert office.faults() == []


def test_several_at_once_are_one_mail(office: Rig) -> None:
    """Three complaints between two looks: one mail, with the links of each."""
    for client in (PATEL, LLOYD, RAMAN):
        office.arrive(mail(client, "Renewal of our contract"))
    office.work()
    (told,) = assigned(office, SARAH)
    assert told.subject.startswith("3 complaints are yours")
    assert len(links(office, SARAH)) == 12
    arrive(office, tap(office, SARAH, "investigate", reference="OPT-2026-0002"))
    assert case(office, "OPT-2026-0002").stage is Stage.INVESTIGATING


def test_a_doubt_is_nobodys_until_it_is_decided(office: Rig) -> None:
    """Tom decides that Mrs Raman complains; only then Sarah hears of it, with her words."""
    arrive(office, mail(RAMAN, "Meter", DOUBT))
    assert assigned(office, SARAH) == []
    write(office, "complaint", sender=TOM)
    (told,) = assigned(office, SARAH)
    assert DOUBT in words(told)


def test_tom_takes_it(office: Rig) -> None:
    """Who takes it is not told what they know; what follows comes to them."""
    complain(office)
    receipt = write(office, "take", sender=TOM)
    assert "OPT-2026-0001 is now with you." in words(receipt)
    assert (case(office).owner, len(letters_to(office, TOM))) == ("tom", 1)
    arrive(office, mail(PATEL, "[OPT-2026-0001] More", "My contract again.", headers={}))
    assert not any("Yours" in each.subject for each in assigned(office, TOM))


def test_sarah_gives_it_to_tom_who_is_told(office: Rig) -> None:
    """By his first name; he gets the client's words and not only the news."""
    complain(office)
    receipt = write(office, "give Tom")
    assert "OPT-2026-0001 is now with Tom Reed, who is told at once." in words(receipt)
    (told,) = assigned(office, TOM)
    assert "without our agreement" in words(told)
    write(office, "give sarah hughes", sender=TOM)
    assert sum(each.subject.startswith("Yours") for each in assigned(office, SARAH)) == 2


def test_a_name_that_several_bear_or_nobody(office: Rig) -> None:
    """It is asked who is meant, with a link for each; nothing changes before."""
    complain(office)
    rulebook = office.place.rulebook
    tom = rulebook.people.person("tom")
    other = replace(tom, key="tom2", name="Tom Booth", email="tom.booth@optimised.net")
    people = replace(rulebook.people, persons=(*rulebook.people.persons, other))
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    asked = write(office, "give Tom")
    assert "Which Tom?" in words(asked)
    offered = [subject.partition("] ")[2] for _, subject in links(office, SARAH)]
    assert offered == ["give Tom Reed", "give Tom Booth"]
    assert "Give it to Tom Booth" in words(asked)
    assert "Nobody here is called" in words(write(office, "give Jmes"))
    assert [subject.partition("] ")[2] for _, subject in links(office, SARAH)] == ["give James Carter"]
    assert case(office).owner == ""


def test_cover_takes_it_for_who_is_away(office: Rig) -> None:
    """The receipt says so, cover is told, and the complaint is Tom's again once he is back."""
    complain(office)
    away(office, "tom", cover="james", first=date(2026, 3, 2), last=date(2026, 3, 4))
    receipt = write(office, "give Tom")
    assert "Tom Reed, who is away: James Carter has it and is told at once." in words(receipt)
    assert "without our agreement" in words(assigned(office, JAMES)[-1])
    assert assigned(office, TOM) == []
    write(office, "quick", sender=JAMES)
    assert (case(office).stage, case(office).owner) == (Stage.QUICK, "tom")


def test_it_moves_to_another_section(office: Rig) -> None:
    """Billing has it: Tom is told, and it stands in the digest of Billing's head."""
    with_billing(office)
    complain(office)
    receipt = write(office, "give Billing")
    assert "OPT-2026-0001 is now with Billing, where Tom Reed has it and is told at once." in words(receipt)
    assert "without our agreement" in words(assigned(office, TOM)[-1])
    assert case(office).section == "billing"


def test_words_and_addresses_bring_it_to_a_section(office: Rig) -> None:
    """Mr Lloyd writes of a direct debit, Mrs Raman's firm is Billing's client: Tom hears of both, Sarah of neither."""
    with_billing(office)
    rulebook = office.place.rulebook
    services, billing = rulebook.people.sections
    billing = replace(billing, words=("direct debit",), client_domains=("little-oaks.example",))
    people = replace(rulebook.people, sections=(services, billing))
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    office.arrive(mail(LLOYD, "Your Direct  Debit", COMPLAINT))
    office.arrive(mail(RAMAN, "Renewal", COMPLAINT))
    office.work()
    (told,) = assigned(office, TOM)
    assert told.subject.startswith("2 complaints are yours")
    assert assigned(office, SARAH) == []
    complain(office)
    assert case(office, "OPT-2026-0003").section == "client_services"


def test_a_complaint_about_who_would_have_it(office: Rig) -> None:
    """The head has it, nobody can give it to her, and she cannot take it; a greeting is no complaint about her."""
    arrive(office, mail(PATEL, "Your staff", f"Sarah Hughes was rude on the phone. {COMPLAINT}"))
    assert assigned(office, SARAH) == []
    assert assigned(office, JAMES)[-1].subject.startswith("Yours: Anita Patel")
    assert "The complaint is about Sarah Hughes" in words(write(office, "take"))
    assert "The complaint is about Sarah Hughes" in words(write(office, "give Sarah", sender=JAMES))
    arrive(office, mail(LLOYD, "Renewal", f"Dear Sarah Hughes,\n\n{COMPLAINT}"))
    assert assigned(office, SARAH)[-1].subject.startswith("Yours: Gareth Lloyd")


def test_another_lead_and_the_client_hears_who(office: Rig) -> None:
    """Sarah cannot lead what was escalated away from her; James gives it to Dora Lane, and Mrs Patel hears it."""
    with_director(office, head="james")
    complain(office)
    write(office, "escalate")
    (told,) = assigned(office, JAMES)
    assert told.subject.startswith("You lead: Anita Patel")
    refused = write(office, "lead Sarah", sender=JAMES)
    assert "Sarah Hughes had it before it was escalated" in words(refused)
    write(office, "lead Dora", sender=JAMES)
    assert assigned(office, DORA)[-1].subject.startswith("You lead")
    news = letters_to(office, PATEL)[-1]
    assert "Dora Lane" in words(news)
    assert "Monday 16 March 2026" in words(news)
    assert case(office).stage is Stage.ESCALATED
    assert office.faults() == []
    assert "sarah" not in latest(office, PATEL).shown.lower()


def test_old_steps_are_no_news_to_whoever_it_is_given(office: Rig) -> None:
    """Dora gives what lay for weeks to James before nine: nobody is mailed what others were told long ago.

    He has heard that it is his, and the digest of the next morning tells what is late.
    """
    as_shipped(office)
    complain(office)
    day, next_day = date(2026, 3, 25), date(2026, 3, 26)
    on(office, day, 8, 40)
    write(office, "give James", sender=DORA)
    on(office, day, 12)
    assert assigned(office, JAMES)
    assert subjects_on(office, JAMES, day) == []
    assert [each.partition(":")[0] for each in subjects_on(office, DORA, day)] == ["Done"]
    on(office, next_day, 12)
    assert "Anita Patel, OPT-2026-0001, with James Carter" in told_on(office, JAMES, next_day)


def test_a_mail_that_could_not_be_written_is_tried_again(office: Rig, tmp_path: Path) -> None:
    """The template of M04 breaks for hers: the operator hears, and once it is mended Sarah does, within a minute."""
    broken = "{% for one in complaints %}{% if 'Anita' in one.client %}{{ one.never_there }}{% endif %}{% endfor %}"
    whole = office.place.letters
    break_templates(office, tmp_path / "templates", M04=broken)
    complain(office)
    office.later(minutes=1)
    office.work()
    assert assigned(office, SARAH) == []
    rounds = Rounds(office.place, office.stop)
    rounds.assign()
    rounds.watch()
    with office.place.store.reading(office.now) as tx:
        (alarm,) = outbox.of_case(tx, "")
    assert b"A letter that is due in OPT-2026-0001 cannot be written." in alarm.content.replace(b"=\r\n", b"")

    office.place = replace(office.place, letters=whole)
    office.later(minutes=1)
    office.work()
    assert len(assigned(office, SARAH)) == 1

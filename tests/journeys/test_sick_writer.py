"""3.1.7.3: whoever wrote a letter is not there to send it: another reads it, signs it and sends it."""

from dataclasses import replace
from datetime import date

from tests.journeys.by_mail import JAMES, arrive, complain, write
from tests.journeys.correspondence import PATEL, SARAH, TOM, answer, case, letters_to, links, tap, words
from tests.journeys.the_office import DORA, away, with_director
from tests.rig import Rig

OFFER = "We ask the supplier to cancel the renewal, and pay you £212.40."
AMY = "Amy Stone <amy.stone@optimised.net>"


def drafted(office: Rig) -> None:
    """Sarah has written a proposal, has it back, and is ill the next day."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    office.later(days=1)


def test_the_head_reads_it_signs_it_and_sends_it(office: Rig) -> None:
    """James is shown it first, with his own name below; then it leaves, and both hear who signed."""
    drafted(office)
    shown = write(office, "send", sender=JAMES)
    assert shown.subject.startswith("Check and send: proposal to Anita Patel")
    assert "Sarah Hughes wrote it. If you send it, it is signed with your name." in words(shown)
    assert len(letters_to(office, PATEL)) == 1
    arrive(office, tap(office, JAMES, "send"))
    letter = words(letters_to(office, PATEL)[-1])
    assert OFFER in letter
    assert "James Carter" in letter
    assert "Sarah Hughes" not in letter
    for reader in (JAMES, SARAH):
        told = words(letters_to(office, reader)[-1])
        assert "James Carter took it over from Sarah Hughes and signs it." in told
    assert case(office).drafts == ()
    assert office.faults() == []


def test_her_cover_sends_it(office: Rig) -> None:
    """Tom covers for her while she is away, so her letter is his too."""
    drafted(office)
    away(office, "sarah", cover="tom", first=date(2026, 3, 3), last=date(2026, 3, 13))
    shown = write(office, "show draft", sender=TOM)
    assert OFFER in words(shown)
    arrive(office, answer(shown, "send", sender=TOM))
    assert "Tom Reed" in words(letters_to(office, PATEL)[-1])


def test_the_head_words_it_anew(office: Rig) -> None:
    """Other words under James's name, and Sarah hears that hers will not leave."""
    drafted(office)
    write(office, "text", "We pay you £250.", sender=JAMES)
    told = words(letters_to(office, SARAH)[-1])
    assert "James Carter took it over from Sarah Hughes and signs it." in told
    arrive(office, tap(office, JAMES, "send"))
    letter = words(letters_to(office, PATEL)[-1])
    assert ("£250" in letter, "£212.40" in letter, "James Carter" in letter) == (True, False, True)


def test_another_colleague_is_refused_and_shown_a_way(office: Rig) -> None:
    """Tom may neither send it nor change it; once the complaint is his, he may."""
    drafted(office)
    for line in ("send", "text"):
        refused = write(office, line, "We pay you nothing." if line == "text" else "", sender=TOM)
        assert "Sarah Hughes wrote the proposal that waits" in words(refused)
        assert [subject.partition("] ")[2] for _, subject in links(office, TOM)] == ["take"]
    assert case(office).drafts[0].words == OFFER
    arrive(office, tap(office, TOM, "take"))
    write(office, "send", sender=TOM)
    arrive(office, tap(office, TOM, "send"))
    assert "Tom Reed" in words(letters_to(office, PATEL)[-1])


def test_new_words_are_read_anew(office: Rig) -> None:
    """James read the first draft; Sarah is back and words it anew, so that he would send what he has not read."""
    drafted(office)
    write(office, "send", sender=JAMES)
    old = tap(office, JAMES, "send")
    write(office, "text", "We pay you £250.")
    arrive(office, old)
    assert len(letters_to(office, PATEL)) == 1
    assert "£250" in words(write(office, "send", sender=JAMES))
    assert len(letters_to(office, PATEL)) == 1


def test_who_leads_it_alone_sends_what_concludes_it(office: Rig) -> None:
    """Once it is escalated to Dora Lane, a colleague of Sarah's can do nothing about it, and Dora can."""
    with_director(office, head="james")
    rulebook = office.place.rulebook
    amy = replace(rulebook.people.person("tom"), key="amy", name="Amy Stone", email="amy.stone@optimised.net")
    people = replace(rulebook.people, persons=(*rulebook.people.persons, amy))
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    complain(office)
    write(office, "escalate to Dora")
    write(office, "answer", OFFER, sender=DORA)
    assert "it and answers it" in words(write(office, "send", sender=AMY))
    away(office, "dora", cover="james", first=date(2026, 3, 2), last=date(2026, 3, 13))
    shown = write(office, "send", sender=JAMES)
    assert OFFER in words(shown)
    arrive(office, answer(shown, "send", sender=JAMES))
    assert "James Carter" in words(letters_to(office, PATEL)[-1])

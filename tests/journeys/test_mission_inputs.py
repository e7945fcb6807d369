"""The mails on which the product went wrong when it was first tried: each does what its sender meant, or says so."""

from datetime import date
from pathlib import Path

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    DOUBT,
    PATEL,
    RAMAN,
    SARAH,
    TOM,
    address,
    case,
    facts,
    letters_to,
    links,
    london,
    mail,
    wait_until,
    words,
)
from tests.journeys.the_office import as_shipped, with_ombudsman
from tests.rig import Rig
from worker.model.mail import Message
from worker.model.mail_by_hand import Correspondence
from worker.model.party_event import PartyWrote
from worker.model.staff_event import CaseClosed, DraftWritten, Escalated
from worker.model.stage import Stage
from worker.model.time import Clock

INPUTS = Path(__file__).parents[2].parent / "shared" / "inputs" / "mission"
WORDS = "We have cancelled the renewal and are sorry."

pytestmark = pytest.mark.skipif(not INPUTS.is_dir(), reason=f"The mails are not on this machine: {INPUTS}.")


def sent(name: str, to: str = "") -> bytes:
    """That mail as our server files it; `to` stands where it has a secret address of ours."""
    (path,) = INPUTS.glob(f"{name}_*.eml")
    raw = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return raw.replace(b"hello+SECRET@optimised.net", to.encode())


def nobody_else_complains(office: Rig) -> None:
    """The client's is the only complaint, and the log is whole."""
    assert {each.reference for each in office.cases()} <= {REFERENCE}
    assert case(office).complainant.email in (address(PATEL), address(RAMAN))
    assert office.faults() == []


def last(office: Rig, reader: str) -> Message:
    """What that person got last."""
    return letters_to(office, reader)[-1]


def test_01_a_client_taps_escalate(office: Rig) -> None:
    """It is escalated at once; she and the head hear so."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    arrive(office, sent("01", to=acknowledged.reply_to[0].email))
    assert len(facts(office, Escalated)) == 1
    assert case(office).stage is Stage.ESCALATED
    assert len(letters_to(office, PATEL)) == 2
    assert REFERENCE in last(office, JAMES).subject
    nobody_else_complains(office)


def test_02_a_colleague_answers_the_morning_list(office: Rig) -> None:
    """She takes the one complaint in her list, and hears so."""
    as_shipped(office)
    complain(office)
    wait_until(office, london(date(2026, 3, 4), 9))
    assert last(office, SARAH).subject == "Your complaints today: 1 to do"
    arrive(office, sent("02"))
    assert case(office).owner == "sarah"
    assert last(office, SARAH).subject.startswith("Done")
    nobody_else_complains(office)


def test_03_a_colleague_answers_the_client_with_us_in_copy(office: Rig) -> None:
    """Her words stand in the log as ours to the client; she is asked in one mail what they were."""
    complain(office)
    arrive(office, sent("03"))
    (written,) = facts(office, Correspondence)
    assert "We have cancelled it." in written.words
    offered = [subject.removeprefix(f"[{REFERENCE}] ") for _, subject in links(office, SARAH)]
    assert [each.split(" mail ")[0].split()[3] for each in offered[:3]] == ["update", "proposal", "final"]
    assert len(letters_to(office, PATEL)) == 1
    nobody_else_complains(office)


def test_04_undo_takes_the_last_deed_back(office: Rig) -> None:
    """What she did before is undone."""
    complain(office)
    write(office, "quick")
    assert case(office).stage is Stage.QUICK
    arrive(office, sent("04"))
    assert case(office).stage is Stage.ACKNOWLEDGED
    assert last(office, SARAH).subject.startswith("Done")
    nobody_else_complains(office)


def test_04_undo_of_nothing_is_told(office: Rig) -> None:
    """Where she did nothing, nothing changes, and she hears why."""
    complain(office)
    before = case(office)
    arrive(office, sent("04"))
    assert case(office).stage is before.stage
    assert last(office, SARAH).subject.startswith("Not done")
    nobody_else_complains(office)


def test_05_help_brings_the_card(office: Rig) -> None:
    """One screen with what can be written, and nothing changes."""
    complain(office)
    before = office.entries(REFERENCE)
    arrive(office, sent("05"))
    said = words(last(office, SARAH))
    assert all(verb in said for verb in ("take", "give", "propose", "close", "undo"))
    assert office.entries(REFERENCE) == before
    nobody_else_complains(office)


@pytest.mark.parametrize("whose", ["draft", "client", "mailbox"])
def test_06_yes_send_it_sends_the_draft(office: Rig, whose: str) -> None:
    """Whichever address of ours it goes to, the client has the answer that she read."""
    complain(office)
    draft = write(office, "answer", WORDS)
    to = {
        "draft": draft.reply_to[0].email,
        "client": letters_to(office, PATEL)[0].reply_to[0].email,
        "mailbox": "hello@optimised.net",
    }[whose]
    arrive(office, sent("06", to=to))
    assert WORDS in words(last(office, PATEL))
    assert case(office).stage is Stage.FINAL_SENT
    nobody_else_complains(office)


def test_07_who_handled_it_does_not_close_what_is_escalated(office: Rig) -> None:
    """It stays open with its lead; she hears why."""
    complain(office)
    write(office, "escalate")
    arrive(office, sent("07"))
    assert facts(office, CaseClosed) == []
    assert case(office).stage is Stage.ESCALATED
    assert last(office, SARAH).subject.startswith("Not done")
    nobody_else_complains(office)


def test_08_the_ombudsman_opens_a_case(office: Rig) -> None:
    """It joins the complaint that it names: who has it and the head read it, and nothing goes to the ombudsman."""
    with_ombudsman(office)
    complain(office)
    before = case(office)
    arrive(office, sent("08"))
    (wrote,) = facts(office, PartyWrote)
    assert (wrote.party, wrote.proven) == ("Energy Ombudsman", True)
    for reader in (SARAH, JAMES):
        assert "Please send your case file within 28 days." in words(last(office, reader))
    assert office.received("enquiry@ombudsman.example") == []
    assert {*before.running} <= {*case(office).running}
    assert case(office).due_on(Clock.CASE_FILE) == date(2026, 3, 30)
    assert last(office, JAMES).subject.startswith("Our file by Monday 30 March 2026")
    nobody_else_complains(office)


def test_09_a_colleague_answers_the_triage_list(office: Rig) -> None:
    """He decides about the one mail in it: it is no complaint, and he hears so."""
    as_shipped(office)
    arrive(office, mail(RAMAN, "Meter at the old office", DOUBT))
    wait_until(office, london(date(2026, 3, 3), 9))
    arrive(office, sent("09"))
    assert case(office).stage is Stage.NOT_COMPLAINT
    assert last(office, TOM).subject.startswith("Done")
    nobody_else_complains(office)


def test_10_ok_is_shown_before_it_is_an_answer(office: Rig) -> None:
    """She sees the letter that would say nothing but ok; nothing leaves, and every promise to the client stands."""
    complain(office)
    before = case(office)
    arrive(office, sent("10"))
    (draft,) = facts(office, DraftWritten)
    assert draft.words == "ok"
    assert "Nothing leaves until you say so." in words(last(office, SARAH))
    assert len(letters_to(office, PATEL)) == 1
    assert (case(office).stage, case(office).running) == (before.stage, before.running)
    nobody_else_complains(office)

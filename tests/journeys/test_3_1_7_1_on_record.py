"""3.1.7.1: a client's complaint stands in the action log from the moment it reaches us."""

from tests.journeys.by_mail import REFERENCE, arrive, complain, write
from tests.journeys.correspondence import COMPLAINT, DOUBT, LLOYD, PATEL, RAMAN, case, letters_to, mail, words
from tests.rig import Rig
from tests.servers.smtp_sink import Stage as Smtp
from worker.model.entry import ComplaintReceived
from worker.model.letter_event import LetterSent
from worker.model.stage import Stage


def test_it_is_on_record_before_she_reads_that_it_is(office_on_both: Rig) -> None:
    """Her words stand in the log before any letter leaves; her reference is the one that she reads."""
    office = office_on_both
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.look()
    assert not office.sink.mails
    received, *_ = (entry.fact for entry in office.entries(REFERENCE))
    assert isinstance(received, ComplaintReceived)
    assert received.subject == "Renewal of our contract"
    office.hand_over()
    (acknowledged,) = letters_to(office, PATEL)
    assert f"It is recorded as {REFERENCE}." in words(acknowledged)
    assert office.faults() == []


def test_a_mail_server_that_is_down_loses_no_complaint(office: Rig) -> None:
    """Nothing can be sent all morning: three clients have complained, and each has a record of their own."""
    office.sink.script(Smtp.CONNECT, *["421 4.3.2 try again later"] * 9)
    for client, text in ((PATEL, COMPLAINT), (LLOYD, COMPLAINT), (RAMAN, DOUBT)):
        office.arrive(mail(client, "Renewal of our contract", text))
    office.work()
    stages = {case.reference: case.stage for case in office.cases()}
    assert stages == {
        "OPT-2026-0001": Stage.NEW,
        "OPT-2026-0002": Stage.NEW,
        "OPT-2026-0003": Stage.PROVISIONAL,
    }
    assert not [
        entry for each in stages for entry in office.entries(each) if isinstance(entry.fact, LetterSent)
    ]


def test_what_was_no_complaint_stays_on_record(office: Rig) -> None:
    """Tom decides that Mrs Raman does not complain: what she wrote is kept, and who decided it."""
    arrive(office, mail(RAMAN, "Meter at the old office", DOUBT))
    write(office, "not a complaint", "She only tells us her new address.")
    assert case(office).stage is Stage.NOT_COMPLAINT
    assert case(office).complaint.subject == "Meter at the old office"
    assert office.faults() == []


def test_whoever_deals_with_it_can_ask_the_log(office: Rig) -> None:
    """Sarah asks why she has to answer by that day, and reads the clause and every day that was counted."""
    complain(office)
    told = words(write(office, "explain"))
    assert "Respond, due by the end of Monday 23 March 2026 (3.1.8.2)." in told
    assert "The client has our conclusion within fifteen working days" in told

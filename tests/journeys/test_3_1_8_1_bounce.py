"""3.1.8.1: an acknowledgement that did not arrive was none, so the promise stands with its old date."""

from datetime import date

import pytest

from tests.journeys.by_mail import arrive, latest_to
from tests.journeys.correspondence import (
    ENQUIRY,
    LLOYD,
    OPERATOR,
    PATEL,
    SARAH,
    TOM,
    address,
    case,
    delivery_report,
    facts,
    letters_to,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.rig import Rig
from tests.servers.smtp_sink import Act
from tests.servers.smtp_sink import Stage as Smtp
from worker.model.catalogue import LetterKind
from worker.model.entry import MailNoted
from worker.model.letter_event import LetterReturned, LetterSent
from worker.model.stage import Stage
from worker.model.time import Clock

DUE = date(2026, 3, 6)
OWN = b"X-Optimised-Ref: "


def complain(office: Rig, *, results: str = "pass") -> bytes:
    """Mrs Patel complains and is acknowledged; the letter as her server got it."""
    office.arrive(mail(PATEL, "Renewal of our contract", results=results))
    office.work()
    return latest_to(office, PATEL)


def test_a_letter_that_comes_back_opens_the_promise_again(office_on_both: Rig) -> None:
    """Mrs Patel's server knows no such user: the clock runs to the old date, and Sarah reads whom to phone, by when."""
    office = office_on_both
    letter = complain(office)
    assert case(office).stage is Stage.ACKNOWLEDGED
    office.later(days=1)
    arrive(office, delivery_report(letter))

    found = case(office)
    assert (found.stage, found.due_on(Clock.ACKNOWLEDGE)) == (Stage.NEW, DUE)
    (report,) = facts(office, LetterReturned)
    assert (report.letter, report.recipient, report.status) == (
        LetterKind.ACKNOWLEDGEMENT,
        address(PATEL),
        "5.1.1",
    )
    (task,) = letters_to(office, SARAH)
    assert task.subject.startswith("Not delivered: acknowledgement to anita.patel@")
    assert "The client must have it by Friday 6 March 2026." in words(task)
    assert "It came back with status 5.1.1." in words(task)
    assert len(letters_to(office, PATEL)) == 1
    assert office.faults() == []


def test_sarah_phones_and_taps_the_link(office: Rig) -> None:
    """Her call keeps the promise; her note stands in the log and goes to nobody."""
    arrive(office, delivery_report(complain(office)))
    arrive(office, tap(office, SARAH, "phoned", text="Spoke to Mrs Patel, her address has changed."))

    assert case(office).due_on(Clock.ACKNOWLEDGE) is None
    assert "It counts as the acknowledgement of OPT-2026-0001." in words(letters_to(office, SARAH)[-1])
    assert len(letters_to(office, PATEL)) == 1


def test_until_she_does_it_stands_in_the_daily_list(office: Rig) -> None:
    """Tom's list names every client who has not heard from us, this one with the old date too."""
    arrive(office, delivery_report(complain(office)))
    wait_until(office, london(date(2026, 3, 3), 9))
    (said,) = (words(letter) for letter in letters_to(office, TOM))
    assert "Please acknowledge by hand" in said
    assert "By Friday 6 March 2026: Renewal of our contract" in said

    arrive(office, tap(office, TOM, "phoned"))
    wait_until(office, london(date(2026, 3, 4), 10))
    assert case(office).due_on(Clock.ACKNOWLEDGE) is None
    assert [letter.subject.partition(" ")[0] for letter in letters_to(office, TOM)] == [
        "Complaints:",
        "Done:",
    ]


def test_a_letter_refused_at_the_door_stands_in_the_list_as_well(office: Rig) -> None:
    """Our own server refuses the address: nobody has heard from us, whichever server said so."""
    office.sink.script(Smtp.RCPT, "550 5.1.1 no such user")
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.work()
    wait_until(office, london(date(2026, 3, 3), 9))
    assert "By Friday 6 March 2026: Renewal of our contract" in words(letters_to(office, TOM)[0])


@pytest.mark.parametrize(
    "number", [1, 2], ids=["the same mail again", "a second report about the same letter"]
)
def test_a_report_that_comes_twice_is_one_task(office_on_both: Rig, number: int) -> None:
    """Sarah is told once; the mail behind the second report is handled in the same look."""
    office = office_on_both
    letter = complain(office)
    arrive(office, delivery_report(letter))
    office.arrive(delivery_report(letter, number=number))
    office.arrive(mail(LLOYD, "Wrong meter"))
    office.work()

    assert len(letters_to(office, SARAH)) == 1
    assert case(office).due_on(Clock.ACKNOWLEDGE) == DUE
    assert len(facts(office, LetterReturned)) == number
    assert len(letters_to(office, LLOYD)) == 1
    assert "" not in office.outcomes()


def test_a_delay_changes_nothing_and_is_noted(office: Rig) -> None:
    """Her server still tries: the letter counts as sent, and the note in the log says what came."""
    arrive(office, delivery_report(complain(office), action="delayed", status="4.4.7"))

    found = case(office)
    assert (found.stage, found.due_on(Clock.ACKNOWLEDGE)) == (Stage.ACKNOWLEDGED, None)
    assert [noted.rule for noted in facts(office, MailNoted)] == ["automatic mail in a known case"]
    assert letters_to(office, SARAH) == []


def test_a_report_about_somebody_elses_letter_is_recorded_only(office: Rig) -> None:
    """Somebody wrote to a stranger in our name: it is no letter of ours, so it belongs to no case."""
    letter = complain(office)
    before = office.entries("OPT-2026-0001")
    strange = letter.replace(b"Message-ID: <", b"Message-ID: <not-ours-").replace(OWN, OWN + b"not-ours-")
    arrive(office, delivery_report(strange))

    assert office.entries("OPT-2026-0001") == before
    assert office.outcomes()["recorded, needs no answer"] == 1
    assert letters_to(office, SARAH) == []


def without_letter(report: bytes, *, answers: str, about: str = PATEL) -> bytes:
    """The report without the headers of our letter, as an answer to it, about that address."""
    bare = report.partition(b"--report\r\nContent-Type: text/rfc822-headers")[0] + b"--report--\r\n"
    other = bare.replace(address(PATEL).encode(), address(about).encode())
    return other.replace(b"Subject:", f"In-Reply-To: {answers}\r\nSubject:".encode(), 1)


def test_a_report_that_only_answers_the_letter_opens_the_promise_again(office: Rig) -> None:
    """Her server gives no header back and names our letter in In-Reply-To alone (RFC 3461 leaves it the choice)."""
    letter = complain(office)
    (sent,) = letters_to(office, PATEL)
    arrive(office, without_letter(delivery_report(letter), answers=sent.message_id))
    assert case(office).due_on(Clock.ACKNOWLEDGE) == DUE
    assert letters_to(office, SARAH)[0].subject.startswith("Not delivered: acknowledgement to ")


def test_an_answer_about_another_address_opens_nothing(office: Rig) -> None:
    """She passed our letter on to a colleague who has left: she has it herself."""
    letter = complain(office)
    (sent,) = letters_to(office, PATEL)
    arrive(office, without_letter(delivery_report(letter), answers=sent.message_id, about=LLOYD))
    assert case(office).due_on(Clock.ACKNOWLEDGE) is None
    assert facts(office, LetterReturned) == []


def test_a_provider_that_renames_our_letter_hides_no_report(office: Rig) -> None:
    """Amazon and Outlook.com write their own Message-ID over ours; our own header still tells which letter it was."""
    letter = complain(office)
    (sent,) = letters_to(office, PATEL)
    renamed = letter.replace(sent.message_id.encode(), b"<0102018f-000000@eu-west-1.provider.example>")
    assert renamed != letter
    arrive(office, delivery_report(renamed))
    assert case(office).due_on(Clock.ACKNOWLEDGE) == DUE
    (report,) = facts(office, LetterReturned)
    assert (report.recipient, report.message_id) == (address(PATEL), sent.message_id)


def test_an_absence_notice_is_noted_and_nothing_more(office: Rig) -> None:
    """Mrs Patel is on leave: she has our letter, the clock stays stopped, and her notices reach nobody."""
    letter = office.received(address(PATEL)) if complain(office) else []
    for number in range(15):
        notice = mail(
            PATEL,
            f"Automatic reply: {letter[0].subject}",
            "I am out of the office until Monday 9 March. I am very unhappy to miss you.",
            headers={
                "To": letter[0].reply_to[0].email,
                "In-Reply-To": letter[0].message_id,
                "Auto-Submitted": "auto-replied",
                "Message-ID": f"<absence-{number}@harbour-bakery.example>",
            },
        )
        office.arrive(notice)
    office.work()

    found = case(office)
    assert (found.stage, found.due_on(Clock.ACKNOWLEDGE)) == (Stage.ACKNOWLEDGED, None)
    assert len(facts(office, MailNoted)) == 15
    assert letters_to(office, SARAH) == []
    assert len(letters_to(office, PATEL)) == 1


def test_a_neutral_letter_that_comes_back_leaves_the_decision_open(office: Rig) -> None:
    """Nothing proves who wrote; the promise runs again, and no other acknowledgement leaves by itself."""
    arrive(office, delivery_report(complain(office, results="")))
    found = case(office)
    assert (found.stage, found.due_on(Clock.ACKNOWLEDGE)) == (Stage.NEW, DUE)
    assert letters_to(office, SARAH)[0].subject.startswith("Not delivered: neutral acknowledgement to ")


def test_a_report_proves_that_the_letter_had_left(office: Rig) -> None:
    """Our server broke off at the final dot: the report says that it had taken the letter, so no second copy leaves."""
    office.sink.script(Smtp.DOT, Act.KEEP_AND_DROP)
    letter = complain(office)
    assert facts(office, LetterSent) == []
    arrive(office, delivery_report(letter))

    assert [sent.letter for sent in facts(office, LetterSent)][:1] == [LetterKind.ACKNOWLEDGEMENT]
    assert case(office).due_on(Clock.ACKNOWLEDGE) == DUE
    office.later(hours=2)
    office.work()
    assert len(letters_to(office, PATEL)) == 1


def test_a_second_report_after_the_call_opens_nothing(office: Rig) -> None:
    """Sarah has phoned; a late report about the same letter must not make her phone again."""
    letter = complain(office)
    arrive(office, delivery_report(letter))
    arrive(office, tap(office, SARAH, "phoned"), delivery_report(letter, number=2))
    assert case(office).due_on(Clock.ACKNOWLEDGE) is None
    assert [letter.subject.partition(" ")[0] for letter in letters_to(office, SARAH)] == ["Not", "Done:"]


def test_a_colleague_whose_mailbox_is_full_starts_no_loop(office: Rig) -> None:
    """Every mail to Sarah comes back: the operator hears of it, and no letter about a letter about a letter leaves."""
    arrive(office, delivery_report(complain(office)))
    for number in range(5):
        arrive(office, delivery_report(latest_to(office, SARAH), status="5.2.2", number=number))
    assert len(letters_to(office, SARAH)) == 1
    (alarm,) = letters_to(office, OPERATOR)
    assert "Mail to sarah.hughes@optimised.net fails: It came back with status 5.2.2." in words(alarm)


def test_a_daily_list_that_comes_back_is_told_to_the_operator(office: Rig) -> None:
    """Tom's mailbox is gone: without him nobody decides, so the operator hears of it once a day."""
    office.arrive(mail(LLOYD, "Quote", ENQUIRY))
    office.work()
    wait_until(office, london(date(2026, 3, 3), 9))
    arrive(office, delivery_report(latest_to(office, TOM)), delivery_report(latest_to(office, TOM), number=2))
    (alarm,) = letters_to(office, OPERATOR)
    assert "tom.reed@optimised.net" in words(alarm)


def test_an_alarm_that_comes_back_is_told_to_nobody(office: Rig) -> None:
    """Where the operator's own address fails, mail can tell nobody; it must not tell the operator."""
    arrive(office, delivery_report(complain(office)))
    arrive(office, delivery_report(latest_to(office, SARAH), number=2))
    arrive(office, *(delivery_report(latest_to(office, OPERATOR), number=number) for number in range(3, 6)))
    assert len(letters_to(office, OPERATOR)) == 1


def test_a_colleague_whose_address_is_refused_starts_no_loop(office: Rig) -> None:
    """Our server refuses the client and then Sarah: one round, and alarms to the operator alone."""
    office.sink.script(Smtp.RCPT, *["550 5.1.1 no such user"] * 3)
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.work()
    assert letters_to(office, SARAH) == []
    (alarm,) = letters_to(office, OPERATOR)
    assert address(SARAH) in words(alarm)

"""3.1.11: a client does not want what they told us to be shared; colleagues go on with a reference and no name."""

import email
import email.policy
from datetime import date
from email.message import EmailMessage

import pytest

from tests.jobs.newsroom import Read
from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, latest_to, told_by_phone, write
from tests.journeys.correspondence import (
    LLOYD,
    PATEL,
    SARAH,
    TOM,
    address,
    answer,
    assigned,
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
from tests.journeys.the_office import DORA, as_shipped, on, read_on, subjects_on, told_on
from tests.rig import Rig
from worker.cli.complaints import in_one_line
from worker.model.entry import MailNoted
from worker.model.queued_letter import LetterState
from worker.model.second_thought import LetterWithdrawn
from worker.model.staff_event import SharingRestricted
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.reports import workbook_rows
from worker.rounds import Rounds

OBJECTION = "Please do not share what I told you with anybody else at your company."
TELLING = ("Patel", "harbour-bakery", "Renewal of our contract", "31.2p", "do not share what I told you")
OTHERS = (JAMES, DORA, TOM)
ASSESS = "Wednesday 4 March 2026: say how you will handle it (3.1.7.2)"
OWED = "answer or update to the client"

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
NEXT_MONDAY = date(2026, 3, 9)  # the first working day of its week, so the whole log is attached
FRIDAY = date(2026, 3, 20)  # one working day before Monday 23 March, by which she was promised an answer
OVER = date(2026, 3, 24)  # the Tuesday after it


def object_(office: Rig) -> None:
    """On Monday 2 March 2026 Mrs Patel complains and objects straight away, and Sarah enters it."""
    as_shipped(office)
    complain(office)
    arrive(office, answer(letters_to(office, PATEL)[0], OBJECTION))
    write(office, "do not share")


def letters_written(office: Rig) -> int:
    """How many letters there are by now."""
    return len(office.letters()) + len(office.letters(REFERENCE))


def seen_by(office: Rig, *readers: str) -> dict[int, str]:
    """All that those people can find in each of their letters, their headers and attached workbooks, by its number."""
    addresses = {address(reader) for reader in readers}
    return {
        letter.id: Read(letter.kind, letter.recipient, parsed, letter.content).everything()
        for letter in (*office.letters(), *office.letters(REFERENCE))
        if letter.recipient in addresses
        if isinstance(
            parsed := email.message_from_bytes(letter.content, policy=email.policy.default), EmailMessage
        )
    }


def telling(pages: dict[int, str]) -> dict[int, list[str]]:
    """Which of these letters say who complained or of what, and by which words."""
    found = {number: [word for word in TELLING if word in page] for number, page in pages.items()}
    return {number: words_found for number, words_found in found.items() if words_found}


def test_she_objects_and_from_then_on_nobody_else_reads_who_she_is(office_on_both: Rig) -> None:
    """Sarah reads her words and enters it; James's digests, lists and workbooks have her complaint without her."""
    office = office_on_both
    as_shipped(office)
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    assert "If you do not want us to share it, please tell us straight away." in words(acknowledged)
    assert "That is likely to limit how far we can look into your complaint." in words(acknowledged)
    assert f"{ASSESS} Anita Patel, {REFERENCE}, with Sarah Hughes" in told_on(office, JAMES, MONDAY)

    arrive(office, answer(letters_to(office, PATEL)[0], OBJECTION))
    told = letters_to(office, SARAH)[-1]
    assert told.subject.startswith("Anita Patel")
    assert OBJECTION in words(told)
    assert [each.words for each in facts(office, MailNoted)] == [OBJECTION]
    assert case(office).restricted is False
    before = seen_by(office, *OTHERS)
    assert telling(before)

    receipt = write(office, "do not share")
    assert f"What the client told us in {REFERENCE} is not to be shared any more." in words(receipt)
    (entered,) = facts(office, SharingRestricted)
    assert (entered.by, case(office).restricted) == ("sarah", True)
    arrive(office, mail(LLOYD, "Wrong bill"))

    on(office, TUESDAY, 8)
    assert f"{ASSESS} {REFERENCE}, with Sarah Hughes" in told_on(office, JAMES, TUESDAY)
    assert "Gareth Lloyd, OPT-2026-0002" in told_on(office, JAMES, TUESDAY)
    on(office, NEXT_MONDAY, 8)
    files = [each.name for each in read_on(office, JAMES, NEXT_MONDAY)[0].attachments]
    assert files == ["open-complaints-2026-03-09.xlsx", "action-log-2026-03-09.xlsx"]
    after = {number: page for number, page in seen_by(office, *OTHERS).items() if number not in before}
    assert telling(after) == {}
    assert any("Gareth Lloyd" in page for page in after.values())
    assert all(REFERENCE in page for page in after.values())
    assert office.faults() == []


def test_she_hears_that_it_is_done_and_what_it_means(office: Rig) -> None:
    """Her own plain words are enough; the letter goes to her once, and every date stands."""
    as_shipped(office)
    complain(office)
    arrive(office, answer(letters_to(office, PATEL)[0], "Please do not share my details with anybody."))
    assert case(office).restricted is True
    told = letters_to(office, PATEL)[-1]
    assert told.subject == f"Re: Your complaint: Renewal of our contract [{REFERENCE}]"
    assert "At present that is Sarah Hughes" in words(told)
    assert "our answer may say less" in words(told)
    arrive(office, answer(told, "Please do not share my details with anybody."))
    assert [each.subject for each in letters_to(office, PATEL)].count(told.subject) == 1
    assert case(office).due_on(Clock.RESPOND) is not None


def test_she_hears_of_it_where_sarah_enters_it(office: Rig) -> None:
    """The receipt says so, and the same letter goes."""
    object_(office)
    assert "The client is told what that means." in words(letters_to(office, SARAH)[-1])
    assert (
        letters_to(office, PATEL)[-1].subject == f"Re: Your complaint: Renewal of our contract [{REFERENCE}]"
    )


def test_no_promise_waits_for_it(office: Rig) -> None:
    """Every date stands; nobody answers, so James and Dora read of it before and after, and never who it is."""
    as_shipped(office)
    complain(office)
    before = case(office).running
    arrive(office, answer(letters_to(office, PATEL)[0], OBJECTION))
    write(office, "do not share")
    assert case(office).running == before
    seen = seen_by(office, *OTHERS)

    on(office, FRIDAY, 9)
    for reader in (SARAH, JAMES, DORA):
        assert subjects_on(office, reader, FRIDAY) == []  # it rides in the mail of the morning
        assert f"Monday 23 March 2026: {OWED} (3.1.8.2) {REFERENCE}, with Sarah Hughes" in told_on(
            office, reader, FRIDAY
        )
    on(office, OVER, 9)
    assert subjects_on(office, DORA, OVER) == []
    assert f"{OWED} (3.1.8.2) {REFERENCE}" in told_on(office, DORA, OVER)
    assert telling({n: page for n, page in seen_by(office, *OTHERS).items() if n not in seen}) == {}

    write(office, "answer", "We cancelled the renewal.")
    assert letters_to(office, SARAH)[-1].subject.startswith("Check and send: answer to Anita Patel")
    arrive(office, tap(office, SARAH, "send"))
    told = words(letters_to(office, PATEL)[-1])
    assert told.startswith("Dear Anita Patel,")
    assert case(office).due_on(Clock.RESPOND) is None


def test_who_takes_over_writes_to_her_by_name(office: Rig) -> None:
    """James leads it and reads a reference; only the letter that he writes to her shows him who she is."""
    object_(office)
    seen = seen_by(office, *OTHERS)
    write(office, "escalate", "She is not content.")
    assert "You lead an escalated complaint" in words(assigned(office, JAMES)[-1])
    assert "James Carter" in words(letters_to(office, PATEL)[-1])
    on(office, TUESDAY, 8)
    assert telling({n: page for n, page in seen_by(office, *OTHERS).items() if n not in seen}) == {}

    draft = write(office, "update Fri 20 March", "I have read all of it.", JAMES)
    assert draft.subject.startswith("Check and send: progress update to Anita Patel")
    arrive(office, tap(office, JAMES, "send"))
    assert "I have read all of it." in words(letters_to(office, PATEL)[-1])
    assert telling({n: page for n, page in seen_by(office, DORA, TOM).items() if n not in seen}) == {}


def test_a_letter_that_comes_back_is_told_to_sarah_alone(office: Rig) -> None:
    """She has to reach Mrs Patel, so she reads the address; nobody else does, not even that a name was wrong."""
    object_(office)
    seen = seen_by(office, *OTHERS)
    write(office, "update Fri 13 March", "We wait for the supplier.")
    arrive(office, tap(office, SARAH, "send"))
    arrive(office, delivery_report(latest_to(office, PATEL)))
    task = letters_to(office, SARAH)[-1]
    assert task.subject.startswith("Not delivered: progress update to anita.patel@")
    on(office, TUESDAY, 8)
    assert telling({n: page for n, page in seen_by(office, *OTHERS).items() if n not in seen}) == {}


def test_it_holds_when_the_complaint_is_closed(office: Rig) -> None:
    """She objects last of all: what is still to be done because of her complaint goes on without her name."""
    as_shipped(office)
    complain(office)
    write(office, "action Fri 13 March", "Renewals need two signatures.")
    told_by_phone(office)
    write(office, "close resolved")
    write(office, "do not share")
    assert (case(office).stage, case(office).restricted) == (Stage.CLOSED, True)
    due = date(2026, 3, 13)
    on(office, due, 8)
    line = f"Today, Friday 13 March 2026: carry out the corrective action (3.1.8.4) {REFERENCE}, with"
    assert line in told_on(office, JAMES, due)
    assert "Patel" not in told_on(office, JAMES, due)
    assert "two signatures" not in told_on(office, JAMES, due)


def test_the_list_for_triage_does_not_name_her(office: Rig) -> None:
    """She must be acknowledged by hand, so she stands in Tom's list each day: by her reference only."""
    as_shipped(office)
    arrive(office, mail("Anita Patel <noreply@harbour-bakery.example>", "Renewal of our contract"))
    write(office, "do not share")
    seen = seen_by(office, *OTHERS)
    on(office, TUESDAY, 9, 5)
    after = {number: page for number, page in seen_by(office, TOM).items() if number not in seen}
    assert telling(after) == {}
    assert any(REFERENCE in page and "By Friday 6 March 2026" in page for page in after.values())


def test_a_second_time_changes_nothing(office: Rig) -> None:
    """Tom passes on the same wish: he reads that it was entered before, and it stands in the log once."""
    object_(office)
    refused = write(office, "do not share", sender=TOM)
    assert f"It was entered before that what {REFERENCE} tells is not shared." in words(refused)
    assert len(facts(office, SharingRestricted)) == 1


@pytest.mark.parametrize("results", ["", "fail"])
def test_nobody_enters_it_in_sarahs_name(office: Rig, results: str) -> None:
    """A line that nothing proves to be hers hides nothing from those who look after the complaint."""
    as_shipped(office)
    complain(office)
    arrive(office, mail(SARAH, f"[{REFERENCE}] do not share", "Forged.", results=results))
    assert case(office).restricted is False
    on(office, TUESDAY, 8)
    assert f"{ASSESS} Anita Patel, {REFERENCE}, with Sarah Hughes" in told_on(office, JAMES, TUESDAY)


def test_what_waits_for_others_when_she_objects_does_not_leave(office_on_both: Rig) -> None:
    """James's digest and Tom's receipt lie in the outbox while the mail server is away: both stay here, and say so."""
    office = office_on_both
    as_shipped(office)
    complain(office)
    wait_until(office, london(TUESDAY, 7, 50))
    before = seen_by(office, *OTHERS)
    office.later(minutes=15)
    office.look()
    Rounds(office.place, office.stop).keep_time()
    office.arrive(mail(TOM, f"[{REFERENCE}] note", "Mrs Patel rang about 31.2p."))
    office.look()
    waiting = [each for each in office.letters() if each.state is LetterState.PENDING]
    assert address(JAMES) in {each.recipient for each in waiting}

    office.arrive(mail(SARAH, f"[{REFERENCE}] do not share"))
    office.look()
    office.hand_over()
    taken_out = facts(office, LetterWithdrawn)
    assert address(JAMES) in {each.recipient for each in taken_out}
    assert address(SARAH) not in {each.recipient for each in taken_out}
    assert all(each.not_to_be_shared and each.by == "sarah" for each in taken_out)
    (told,) = [each for each in letters_to(office, JAMES) if each.subject.startswith("Not sent to you:")]
    assert "Sarah Hughes has the complaint." in words(told)
    after = {number: page for number, page in seen_by(office, *OTHERS).items() if number not in before}
    left = {
        each.id for each in (*office.letters(), *office.letters(REFERENCE)) if each.state is LetterState.SENT
    }
    assert telling({number: page for number, page in after.items() if number in left}) == {}
    assert office.faults() == []


def test_whoever_does_not_have_it_reads_no_more_than_the_reference(office: Rig) -> None:
    """Tom writes a note, James asks for a draft and gives a wrong line: their answers do not say who she is."""
    object_(office)
    seen = seen_by(office, *OTHERS)
    write(office, "note", "Anita Patel rang about 31.2p.", TOM)
    write(office, "colse resolved", "Anita Patel is content.", JAMES)
    write(office, "show history", sender=JAMES)
    write(office, "update Fri 20 March", "Dear Anita Patel, we wait.", JAMES)
    arrive(office, answer(letters_to(office, TOM)[-1], "Anita Patel will ring again.", sender=TOM))
    assert telling({n: page for n, page in seen_by(office, *OTHERS).items() if n not in seen}) == {}
    assert len(seen_by(office, *OTHERS)) > len(seen) + 3


def test_the_terminal_goes_by_the_reference_too(office: Rig) -> None:
    """The list of complaints and the exported workbook, which others get to see."""
    object_(office)
    found = case(office)
    assert "Patel" not in in_one_line(found, TUESDAY)
    assert REFERENCE in in_one_line(found, TUESDAY)
    with office.place.store.reading(office.now) as tx:
        tables = (workbook_rows.complaints(tx, office.place.rulebook.people), workbook_rows.entries(tx))
        cells = " ".join(str(cell) for table in tables for row in table.rows for cell in row)
    assert [word for word in TELLING if word in cells] == []

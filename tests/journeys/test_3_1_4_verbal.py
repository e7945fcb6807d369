"""3.1.4: what a client told us is written down, they are asked to confirm it, and silence never stops the case."""

from datetime import date

import pytest

from tests.journeys.correspondence import (
    SARAH,
    TOM,
    address,
    answer,
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
from tests.rig import ADDRESS, Rig
from worker.model.catalogue import LetterKind
from worker.model.client_event import StatementConfirmed, StatementCorrected
from worker.model.entry import AcknowledgementWithheld, Channel, ClockStopped, MailNoted
from worker.model.letter_event import LetterQueued
from worker.model.mail import Message
from worker.model.reasons import StopReason, Withheld, WithheldReason
from worker.model.staff_event import EligibilityConfirmed
from worker.model.stage import Stage
from worker.model.time import Clock

OKAFOR = "Emeka Okafor <emeka@okafor-bakery.example>"
JAMES = "James Carter <james.carter@optimised.net>"
METER = "In January you told me that the meter would be moved by 1 February. It was not."
CALL = f"""Client: Mr Okafor
Business: Okafor Bakery
Email: {address(OKAFOR)}
Phone: 07700 900123
When they called: Tue 3 March 10.40am
What they told us: {METER}
What they want: £184.20 back
Microbusiness (yes, no, do not know): yes
May we email them (yes, no): yes
"""
TUESDAY = date(2026, 3, 3)
LAST_DAY = date(2026, 3, 17)


def phoned(office: Rig, text: str = CALL, subject: str = "phone complaint", results: str = "pass") -> None:
    """Mr Okafor phoned at 10.40 on Tuesday 3 March; Tom writes it down at a quarter to eleven."""
    office.now = london(TUESDAY, 10, 45)
    office.arrive(mail(TOM, subject, text, results=results))
    office.work()


def reminders(office: Rig) -> list[Message]:
    """The reminders that Mr Okafor got, oldest first."""
    return letters_to(office, OKAFOR)[1:]


def queued(office: Rig, kind: LetterKind) -> list[date]:
    """The London days on which letters of that kind were written."""
    return [
        entry.at.date()
        for entry in office.entries("OPT-2026-0001")
        if isinstance(entry.fact, LetterQueued) and entry.fact.letter is kind
    ]


def test_a_call_becomes_a_case_and_a_letter_to_confirm(office_on_both: Rig) -> None:
    """He reads what he said and by when to answer; the clocks run from his call, and Tom reads what was recorded."""
    office = office_on_both
    phoned(office)

    found = case(office)
    assert (found.complaint.channel, found.complaint.taken_by) == (Channel.TELEPHONE, "tom")
    assert found.complaint.received_at == london(TUESDAY, 10, 40)
    assert found.complaint.words == f"{METER}\n\nWhat you asked us for: £184.20 back"
    assert (found.stage, found.complainant.name) == (Stage.ACKNOWLEDGED, "Mr Okafor")
    (letter,) = letters_to(office, OKAFOR)
    assert letter.subject.startswith("Please check what you told us")
    for said in ("Dear Mr Okafor", "Tom Reed", METER, "What you asked us for: £184.20 back"):
        assert said in words(letter)
    assert "Please reply by Tuesday 17 March 2026." in words(letter)
    assert "by Tuesday 24 March 2026." in words(letter)
    (receipt,) = letters_to(office, TOM)
    assert "Recorded as OPT-2026-0001: Mr Okafor, telephone, Tuesday 3 March 2026." in words(receipt)
    assert f"goes to {address(OKAFOR)}, with the request to confirm it. You wrote: In January" in words(
        receipt
    )
    assert letters_to(office, SARAH) == []
    assert office.outcomes()["opened a case"] == 1


def test_the_letter_stops_acknowledge_and_starts_confirm(office: Rig) -> None:
    """Once the server has it: acknowledged; ten working days to confirm; the eight weeks and the others run on."""
    phoned(office)
    found = case(office)
    assert found.due_on(Clock.ACKNOWLEDGE) is None
    assert found.deadline(Clock.CONFIRM) is not None
    assert {each.clock: (each.day0, each.due_on) for each in found.running} == {
        Clock.ASSESS: (TUESDAY, found.due_on(Clock.ASSESS)),
        Clock.RESPOND: (TUESDAY, date(2026, 3, 24)),
        Clock.CONFIRM: (TUESDAY, LAST_DAY),
        Clock.EIGHT_WEEKS: (TUESDAY, date(2026, 4, 28)),
    }
    assert facts(office, EligibilityConfirmed)[0].eligible
    (noted,) = facts(office, MailNoted)
    assert "Phone: 07700 900123" in noted.words


def test_silence_brings_two_reminders_and_never_stops_the_complaint(office: Rig) -> None:
    """Friday 6 and Thursday 12 March at nine; the clock ends with Tuesday 17 March, and everything else runs on."""
    phoned(office)
    wait_until(office, london(date(2026, 3, 6), 8, 59))
    assert reminders(office) == []
    wait_until(office, london(date(2026, 3, 6), 9))
    (first,) = reminders(office)
    assert first.in_reply_to == (letters_to(office, OKAFOR)[0].message_id,)
    assert "On Tuesday 3 March 2026 we sent you what we wrote down" in words(first)
    assert METER in words(first)

    wait_until(office, london(date(2026, 3, 17), 22))
    assert queued(office, LetterKind.VERBAL_REMINDER) == [date(2026, 3, 6), date(2026, 3, 12)]
    assert case(office).due_on(Clock.CONFIRM) == LAST_DAY
    wait_until(office, london(date(2026, 3, 18), 1))
    assert [each.by for each in facts(office, ClockStopped) if each.clock is Clock.CONFIRM] == [
        StopReason.NO_REPLY
    ]
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 24)

    wait_until(office, london(date(2026, 3, 20), 12))
    assert len(reminders(office)) == 2


def test_a_correction_makes_a_new_version_that_can_be_confirmed(office_on_both: Rig) -> None:
    """He corrects a date on Thursday 5 March and gets the new version; on Friday he finds it right."""
    office = office_on_both
    phoned(office)
    wait_until(office, london(date(2026, 3, 5), 14))
    correction = "Nearly: it was to be moved by 15 January, not 1 February."
    office.arrive(answer(letters_to(office, OKAFOR)[0], correction, sender=OKAFOR))
    office.work()

    (corrected,) = facts(office, StatementCorrected)
    assert (corrected.correction, corrected.by) == (correction, None)
    assert facts(office, MailNoted)[-1].words == correction
    assert case(office).complaint.words == corrected.words
    assert corrected.words.startswith(METER)
    assert f"You corrected this on Thursday 5 March 2026:\n{correction}" in corrected.words
    told = letters_to(office, SARAH)[-1]
    assert told.subject == "Corrected: Mr Okafor [OPT-2026-0001]"
    assert METER in words(told)
    assert correction in words(told)
    second = letters_to(office, OKAFOR)[-1]
    assert second.subject == letters_to(office, OKAFOR)[0].subject
    assert correction in words(second)
    assert "Thank you for your correction" in words(second)
    assert "This is the new version" in words(second)
    assert "Thank you for phoning" not in words(second)
    assert case(office).due_on(Clock.CONFIRM) == date(2026, 3, 19)

    wait_until(office, london(date(2026, 3, 6), 10))
    office.arrive(answer(second, "Yes, that is right now, thank you.", sender=OKAFOR))
    office.work()
    assert case(office).due_on(Clock.CONFIRM) is None
    assert len(facts(office, StatementConfirmed)) == 1
    assert letters_to(office, SARAH)[-1].subject == "Confirmed: Mr Okafor [OPT-2026-0001]"
    assert case(office).complaint.words == corrected.words
    wait_until(office, london(date(2026, 3, 20), 12))
    assert len(letters_to(office, OKAFOR)) == 2


def test_a_colleague_words_the_record_anew(office: Rig) -> None:
    """Sarah hears the call again and writes `text`: he gets that version, and the first stays in the log."""
    phoned(office)
    office.later(hours=1)
    better = "In January you told me that the meter would be moved by 15 January. It was not."
    office.arrive(mail(SARAH, "[OPT-2026-0001] text", better))
    office.work()
    assert [each.by for each in facts(office, StatementCorrected)] == ["sarah"]
    assert case(office).complaint.words == better
    assert better in words(letters_to(office, OKAFOR)[-1])
    assert len(letters_to(office, OKAFOR)) == 2


def test_the_button_confirms(office: Rig) -> None:
    """It writes a subject and nothing else."""
    phoned(office)
    office.later(hours=1)
    office.arrive(tap(office, OKAFOR, "confirm"))
    office.work()
    assert case(office).due_on(Clock.CONFIRM) is None
    assert len(facts(office, StatementConfirmed)) == 1


def test_what_is_neither_yes_nor_no_stops_nothing(office: Rig) -> None:
    """A question is shown to Sarah, and he is reminded as before."""
    phoned(office)
    office.later(hours=1)
    office.arrive(answer(letters_to(office, OKAFOR)[0], "When will I hear from you?", sender=OKAFOR))
    office.work()
    assert case(office).due_on(Clock.CONFIRM) == LAST_DAY
    assert "When will I hear from you?" in words(letters_to(office, SARAH)[-1])


def test_an_answer_to_a_reminder_ends_the_next(office: Rig) -> None:
    """He says yes to the first reminder; there is no second."""
    phoned(office)
    wait_until(office, london(date(2026, 3, 6), 10))
    office.arrive(answer(reminders(office)[0], "Yes, this is right.", sender=OKAFOR))
    office.work()
    wait_until(office, london(date(2026, 3, 20), 12))
    assert len(reminders(office)) == 1


@pytest.mark.parametrize(
    ("sender", "auto", "results"),
    [
        (OKAFOR, "auto-replied", "pass"),
        ("A neighbour <neighbour@other.example>", "", "pass"),
        (OKAFOR, "", "fail"),
        (TOM, "", "pass"),
    ],
    ids=["an out-of-office", "somebody else", "a forged mail", "Tom"],
)
def test_only_his_own_word_ends_it(office: Rig, sender: str, auto: str, results: str) -> None:
    """What a machine or anybody else answers is noted, and he is reminded as if nothing had come."""
    phoned(office)
    office.later(hours=1)
    asked = letters_to(office, OKAFOR)[0]
    office.arrive(answer(asked, "I am away until Monday.", sender=sender, auto=auto, results=results))
    office.work()
    assert case(office).due_on(Clock.CONFIRM) == LAST_DAY
    wait_until(office, london(date(2026, 3, 6), 9))
    assert len(reminders(office)) == 1


def test_after_a_stop_he_is_reminded_once(office: Rig) -> None:
    """The worker stood still from Tuesday to Friday 13 March: one reminder takes the place of both."""
    phoned(office)
    office.now = london(date(2026, 3, 13), 11)
    office.work()
    office.later(hours=1)
    office.work()
    assert len(reminders(office)) == 1


def test_a_letter_that_came_back_is_not_sent_after(office: Rig) -> None:
    """The address was misheard: Sarah has the duty again, and no reminder goes where nobody reads it."""
    phoned(office)
    raw = next(each.content for each in office.sink.mails if address(OKAFOR) in each.recipients)
    office.arrive(delivery_report(raw))
    office.work()
    assert address(OKAFOR) in words(letters_to(office, SARAH)[-1])
    wait_until(office, london(date(2026, 3, 20), 12))
    assert reminders(office) == []
    assert case(office).withheld == Withheld(reason=WithheldReason.NOT_ARRIVED)


def test_after_our_answer_he_is_not_asked_any_more(office: Rig) -> None:
    """Sarah answers on Wednesday: what he told us was understood, and the reminder of Friday does not leave."""
    phoned(office)
    office.later(days=1)
    office.arrive(mail(SARAH, "[OPT-2026-0001] answer", "The meter was moved today."))
    office.work()
    office.arrive(tap(office, SARAH, "send"))
    office.work()
    assert case(office).due_on(Clock.CONFIRM) is None
    wait_until(office, london(date(2026, 3, 20), 12))
    assert len([each for each in letters_to(office, OKAFOR) if "check what you told us" in each.subject]) == 1


def test_a_call_that_was_written_down_too_late_promises_nothing(office: Rig) -> None:
    """Tom writes down on 3 March that he was called on 2 February: the answer is overdue, so Sarah has to write."""
    phoned(office, CALL.replace("Tue 3 March 10.40am", "Mon 2 February 10.40am"))
    assert case(office).due_on(Clock.RESPOND) == date(2026, 2, 23)
    assert letters_to(office, OKAFOR) == []
    (task,) = letters_to(office, SARAH)
    assert "An answer was due by Monday 23 February 2026" in words(task)


def test_who_wants_no_mail_never_gets_any(office: Rig) -> None:
    """He is passed on, and James, who leads it then, closes it: each time a colleague has a letter to post."""
    phoned(office, CALL.replace("(yes, no): yes", "(yes, no): no"))
    said = "phoned: he told me that he withdraws it"
    for colleague, line in ((SARAH, "escalate"), (JAMES, said), (JAMES, "close withdrawn")):
        office.later(hours=1)
        office.arrive(mail(colleague, f"[OPT-2026-0001] {line}"))
        office.work()
    to_post = [each.subject for each in letters_to(office, JAMES) if "print and post" in each.subject]
    assert to_post == [
        "Please print and post: escalation notice to Mr Okafor [OPT-2026-0001]",
        "Please print and post: closure notice to Mr Okafor [OPT-2026-0001]",
    ]
    assert case(office).stage is Stage.CLOSED
    assert letters_to(office, OKAFOR) == []


def test_a_letter_by_post_is_not_called_a_conversation(office: Rig) -> None:
    """What he reads says that it was his letter from which we took his complaint."""
    phoned(office, subject="post complaint")
    (letter,) = letters_to(office, OKAFOR)
    assert "Thank you for your letter" in words(letter)
    assert "conversation" not in words(letter)


BY_POST = {
    "no address": (CALL.replace(address(OKAFOR), ""), "No e-mail address was given, so letters go by post."),
    "no address that is one": (
        CALL.replace(address(OKAFOR), "emeka at bakery"),
        "No e-mail address was given, so letters go by post.",
    ),
    "wants none": (
        CALL.replace("(yes, no): yes", "(yes, no): no"),
        "The client wants no e-mail, so letters go by post.",
    ),
}


@pytest.mark.parametrize(("text", "reason"), BY_POST.values(), ids=BY_POST)
def test_without_mail_a_person_posts_the_letter(office: Rig, text: str, reason: str) -> None:
    """Sarah gets it at once, and by when it must be in the post; the client gets no mail; the clocks run."""
    phoned(office, text)
    found = case(office)
    assert found.due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 9)
    assert found.due_on(Clock.CONFIRM) is None
    assert [each.person for each in facts(office, AcknowledgementWithheld)] == ["sarah"]
    (task,) = letters_to(office, SARAH)
    assert task.subject.startswith("Please print and post: verbal record to Mr Okafor")
    assert "It must be in the post by Monday 9 March 2026." in words(task)
    assert letters_to(office, OKAFOR) == []
    assert reason in words(letters_to(office, TOM)[-1])


def test_an_address_of_ours_is_nobodys(office: Rig) -> None:
    """Sarah reads that the address was misheard, and has the duty until the client's is known."""
    phoned(office, CALL.replace(address(OKAFOR), address(SARAH)))
    (task,) = letters_to(office, SARAH)
    assert task.subject.startswith("Acknowledge by Monday 9 March 2026: ")
    for said in ("The e-mail address is one of ours: please find out the client's.", METER, "07700 900123"):
        assert said in words(task)
    assert letters_to(office, OKAFOR) == []


def test_an_empty_mail_brings_the_form_and_the_filled_form_a_case(office_on_both: Rig) -> None:
    """Tom writes only the subject, fills the lines of the answer in where they are quoted, and sends them back."""
    office = office_on_both
    phoned(office, "")
    assert office.cases() == []
    (blank,) = letters_to(office, TOM)
    assert blank.subject == "Phone complaint: please fill in what the client told us"
    quoted = blank.text
    for line in CALL.splitlines():
        label, _, value = line.partition(": ")
        assert f"{label}:" in quoted
        quoted = quoted.replace(f"{label}:", f"{label}: {value}")
    below = "\n".join(f"> {line}".rstrip() for line in quoted.splitlines())
    text = f"Here you are.\n\nOn Tue, 3 Mar 2026 at 10:45, Optimised <{ADDRESS}> wrote:\n{below}"
    office.later(minutes=10)
    office.arrive(mail(TOM, f"Re: {blank.subject}", text, headers={"In-Reply-To": blank.message_id}))
    office.work()

    found = case(office)
    assert found.complaint.received_at == london(TUESDAY, 10, 40)
    assert found.complaint.words == f"{METER}\n\nWhat you asked us for: £184.20 back"
    assert (found.complainant.name, found.complainant.email) == ("Mr Okafor", address(OKAFOR))
    assert len(letters_to(office, OKAFOR)) == 1


def test_a_form_filled_in_above_the_empty_one(office: Rig) -> None:
    """Tom copies the lines to the top of his answer; the empty form below says nothing."""
    phoned(office, "Client: Mr Okafor")
    (blank,) = letters_to(office, TOM)
    assert "Client: Mr Okafor" in blank.text
    below = "\n".join(f"> {line}".rstrip() for line in blank.text.splitlines())
    text = f"{CALL}\nOn Tue, 3 Mar 2026 at 10:45, Optimised <{ADDRESS}> wrote:\n{below}"
    office.later(minutes=10)
    office.arrive(mail(TOM, f"Re: {blank.subject}", text, headers={"In-Reply-To": blank.message_id}))
    office.work()
    assert case(office).complaint.words == f"{METER}\n\nWhat you asked us for: £184.20 back"


LINES = {
    "a week ago": ("When they called: Tue 24 February 3pm", date(2026, 2, 24), False),
    "nothing said": ("", TUESDAY, False),
    "in the future": ("When they called: 20 March 2026", TUESDAY, True),
    "too long ago": ("When they called: 3 January 2025", TUESDAY, True),
    "not readable": ("When they called: a while ago", TUESDAY, True),
}


@pytest.mark.parametrize(("line", "day0", "unread"), LINES.values(), ids=LINES)
def test_day_0_is_the_day_of_the_call(office: Rig, line: str, day0: date, unread: bool) -> None:
    """A believable day counts; any other is the day of Tom's mail, and his receipt says so."""
    phoned(office, f"What they told us: {METER}\n{line}\nEmail: {address(OKAFOR)}")
    assert case(office).complaint.day0 == day0
    receipt = words(letters_to(office, TOM)[-1])
    assert ("could not be read, so the day of your email counts" in receipt) is unread


@pytest.mark.parametrize(
    ("subject", "channel"), [("post complaint", Channel.POST), ("Personal complaint", Channel.IN_PERSON)]
)
def test_a_letter_and_a_visit_are_recorded_alike(office: Rig, subject: str, channel: Channel) -> None:
    """The subject says how the client told us."""
    phoned(office, CALL, subject)
    assert case(office).complaint.channel is channel
    assert len(letters_to(office, OKAFOR)) == 1


@pytest.mark.parametrize("results", ["", "fail"])
@pytest.mark.parametrize("text", ["", CALL])
def test_who_only_claims_to_be_tom_moves_nothing(office: Rig, results: str, text: str) -> None:
    """No form, no receipt, and no letter to an address that a stranger wrote down."""
    phoned(office, text, results=results)
    assert letters_to(office, OKAFOR) == []
    unproven = "Not done: we could not prove that this came from you"
    assert {letter.subject for letter in letters_to(office, TOM)} == {unproven}
    assert {found.complaint.channel for found in office.cases()} <= {Channel.EMAIL}


def test_a_client_cannot_write_a_phone_complaint(office: Rig) -> None:
    """A stranger's form is a mail like any other."""
    office.arrive(mail(OKAFOR, "phone complaint", CALL.replace(address(OKAFOR), address(SARAH))))
    office.work()
    assert {found.complainant.email for found in office.cases()} <= {address(OKAFOR)}

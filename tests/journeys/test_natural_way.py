"""Colleagues write to clients as they always did, and the log knows: from Outlook, hello@ in copy (mail.md 4.3)."""

from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain
from tests.journeys.correspondence import (
    LLOYD,
    PATEL,
    SARAH,
    TOM,
    address,
    answer,
    case,
    facts,
    letters_to,
    links,
    london,
    mail,
    tap,
    words,
)
from tests.rig import ADDRESS, Rig
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStopped, ComplaintReceived, MailNoted
from worker.model.mail import Message
from worker.model.mail_by_hand import Correspondence, CorrespondenceNamed
from worker.model.stage import Stage
from worker.model.time import Clock

COPY = f"Optimised <{ADDRESS}>"
SORRY = "Dear Anita,\n\nI am sorry. We have cancelled it.\n\nSarah"
BY_FRIDAY = (
    "Dear Anita,\n\nWe will cancel the renewal and pay you £212.40 by Friday 27 March.\n\nKind regards\nSarah"
)
QUESTION = "Update, proposal or final answer?"


def to_client(
    text: str = SORRY,
    *,
    sender: str = SARAH,
    to: str = PATEL,
    cc: str = COPY,
    subject: str = f"RE: Your complaint: Renewal of our contract [{REFERENCE}]",
    results: str = "pass",
    **headers: str,
) -> bytes:
    """What a colleague writes to the client in Outlook."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return mail(sender, subject, text, results=results, headers={"To": to, "Cc": cc, **named})


def questions(office: Rig, reader: str = SARAH) -> list[Message]:
    """The letters that ask that person what the mail was."""
    return [each for each in letters_to(office, reader) if each.subject.startswith(QUESTION)]


def on_wednesday(office: Rig) -> None:
    """She complained on Monday 2 March; it is two o'clock on Wednesday."""
    complain(office)
    office.now = london(date(2026, 3, 4), 14)


def stopped(office: Rig, clock: Clock) -> list[date | None]:
    """As of which days that clock was stopped."""
    return [each.on for each in facts(office, ClockStopped) if each.clock is clock]


def test_an_answer_from_outlook_is_logged_and_asked_about(office_on_both: Rig) -> None:
    """Sarah answers Mrs Patel with hello@ in copy: her words stand in the log, nothing else changes, she is asked."""
    office = office_on_both
    on_wednesday(office)
    before = case(office).running
    arrive(office, to_client())
    (written,) = facts(office, Correspondence)
    assert (written.by, written.words) == ("sarah", SORRY.removesuffix("\n\nSarah"))
    assert written.recipients == (address(PATEL), ADDRESS)
    assert written.sent_at == office.now
    assert (case(office).running, len(office.cases())) == (before, 1)
    (question,) = questions(office)
    assert "I saw your answer to Anita Patel" in words(question)
    assert f"[{REFERENCE}]" in question.subject
    assert len(letters_to(office, PATEL)) == 1, "the acknowledgement, and nothing else"
    assert office.outcomes()["a person wrote to the client"] == 1
    assert office.faults() == []


def test_each_link_carries_a_real_date(office: Rig) -> None:
    """Her mail names no day: the latest that the policy allows stands in the links, and she is told so."""
    on_wednesday(office)
    arrive(office, to_client())
    (written,) = facts(office, Correspondence)
    subjects = [subject.removeprefix(f"[{REFERENCE}] ") for _, subject in links(office, SARAH)]
    assert subjects == [
        f"that was an update Wednesday 25 March 2026 mail {written.mail}",
        f"that was a proposal Wednesday 25 March 2026 mail {written.mail}",
        f"that was the final answer mail {written.mail}",
        f"that was none of these mail {written.mail}",
    ]
    assert "It names no day that I could read" in words(questions(office)[0])


def test_the_day_in_the_mail_stands_in_the_links(office: Rig) -> None:
    """She promised Friday 27 March: that day is read, cut to what an update may promise."""
    on_wednesday(office)
    arrive(office, to_client(BY_FRIDAY))
    update, proposal, *_ = (subject for _, subject in links(office, SARAH))
    assert "that was an update Wednesday 25 March 2026" in update
    assert "that was a proposal Friday 27 March 2026" in proposal
    assert "It names Friday 27 March 2026" in words(questions(office)[0])


def test_a_proposal_counts_from_the_day_it_was_sent(office: Rig) -> None:
    """She taps on Friday: the answer was due and given on Wednesday, and both clocks of a proposal run."""
    on_wednesday(office)
    arrive(office, to_client(BY_FRIDAY))
    office.now = london(date(2026, 3, 6), 10)
    arrive(office, tap(office, SARAH, "that was a proposal .*"))
    found = case(office)
    assert found.stage is Stage.PROPOSED
    assert found.due_on(Clock.RESPOND) is None
    assert found.due_on(Clock.PROMISED) == date(2026, 3, 27)
    assert found.deadline(Clock.PROPOSED) is not None
    asked = found.deadline(Clock.PROPOSED)
    assert asked is not None
    assert asked.day0 == date(2026, 3, 4)
    assert stopped(office, Clock.RESPOND) == [date(2026, 3, 4)]
    receipt = letters_to(office, SARAH)[-1]
    assert "Your mail to the client of Wednesday 4 March 2026 counts as our proposal" in words(receipt)
    assert len(letters_to(office, PATEL)) == 1, "no letter repeats what she has written"
    assert office.faults() == []


def test_an_update_promises_the_next_one(office: Rig) -> None:
    """The date behind the verb is the next promise; the 15 days are kept as of the sending."""
    on_wednesday(office)
    arrive(office, to_client())
    arrive(office, mail(SARAH, f"[{REFERENCE}] that was an update Fri 20 March"))
    found = case(office)
    assert (found.due_on(Clock.RESPOND), found.due_on(Clock.NEXT_UPDATE)) == (None, date(2026, 3, 20))
    assert stopped(office, Clock.RESPOND) == [date(2026, 3, 4)]


def test_the_final_answer_ends_what_we_owe(office: Rig) -> None:
    """It may be closed on what it said; the eight weeks run on."""
    on_wednesday(office)
    arrive(office, to_client())
    arrive(office, tap(office, SARAH, "that was the final answer .*"))
    found = case(office)
    assert (found.stage, found.due_on(Clock.RESPOND)) == (Stage.FINAL_SENT, None)
    assert found.due_on(Clock.EIGHT_WEEKS) == date(2026, 4, 27)
    arrive(office, mail(SARAH, f"[{REFERENCE}] close upheld"))
    assert case(office).stage is Stage.CLOSED


def test_none_of_these_changes_nothing(office: Rig) -> None:
    """A word about a meeting is no answer, and is not asked about again."""
    on_wednesday(office)
    arrive(office, to_client("Dear Anita, shall we speak at three?"))
    before = case(office).running
    arrive(office, tap(office, SARAH, "that was none of these .*"))
    assert (case(office).running, case(office).unnamed) == (before, ())
    receipt = words(letters_to(office, SARAH)[-1])
    assert "stays in the log, and changes nothing else" in receipt


def test_a_proposal_without_a_date_asks_for_it(office: Rig) -> None:
    """Neither the mail nor the command names a day: nothing changes, and each link back carries one."""
    on_wednesday(office)
    arrive(office, to_client())
    arrive(office, mail(SARAH, f"[{REFERENCE}] that was a proposal"))
    assert case(office).stage is not Stage.PROPOSED
    assert "A date is missing" in words(letters_to(office, SARAH)[-1])
    arrive(office, tap(office, SARAH, r"that was a proposal Wed 11 March 2026 mail \d+"))
    assert case(office).due_on(Clock.PROMISED) == date(2026, 3, 11)


def test_without_a_date_the_one_in_the_mail_is_taken(office: Rig) -> None:
    """She types the verb alone, and had promised a day to Mrs Patel."""
    on_wednesday(office)
    arrive(office, to_client(BY_FRIDAY))
    arrive(office, mail(SARAH, f"[{REFERENCE}] That was a proposal."))
    assert case(office).due_on(Clock.PROMISED) == date(2026, 3, 27)


def test_a_link_is_about_its_own_mail(office: Rig) -> None:
    """She writes on Wednesday and again on Friday, and taps the link of Wednesday's: that day counts."""
    on_wednesday(office)
    arrive(office, to_client())
    first = tap(office, SARAH, "that was an update .*")
    office.now = london(date(2026, 3, 6), 10)
    arrive(office, to_client("Dear Anita, I left a file on your desk."), first)
    assert stopped(office, Clock.RESPOND) == [date(2026, 3, 4)]
    assert [each.words for each in case(office).unnamed] == ["Dear Anita, I left a file on your desk."]


def test_two_taps_are_one_answer(office: Rig) -> None:
    """The second tap on the same question is told that nothing waits."""
    on_wednesday(office)
    arrive(office, to_client())
    again = tap(office, SARAH, "that was the final answer .*")
    arrive(office, tap(office, SARAH, "that was the final answer .*"), again)
    assert "waits for an answer to that question any more" in words(letters_to(office, SARAH)[-1])


OTHER_WAYS = {
    "hello@ in Bcc": {"cc": "", "Delivered_To": ADDRESS},
    "several readers": {"to": f"{LLOYD}, {PATEL}", "cc": f"{COPY}, {TOM}"},
    "the client only in copy": {"to": LLOYD, "cc": f"{COPY}, {PATEL}"},
    "another subject, her only case": {"subject": "Our talk this morning"},
    "a command in the subject": {"subject": f"[{REFERENCE}] close resolved"},
    "a command as first words": {"text": "escalate\n\nDear Anita, so I said to my colleague."},
    "a subject of forms": {"subject": f"Phone complaint [{REFERENCE}]"},
}


@pytest.mark.parametrize("how", OTHER_WAYS.values(), ids=OTHER_WAYS)
def test_words_to_a_client_are_nothing_but_that(office: Rig, how: dict[str, str]) -> None:
    """Whoever else reads them, and whatever they look like: logged and asked about, never obeyed, never a complaint."""
    on_wednesday(office)
    before = case(office).stage, case(office).running
    arrive(office, to_client(**how))
    assert len(facts(office, Correspondence)) == len(questions(office)) == 1
    assert (case(office).stage, case(office).running) == before
    assert len(office.cases()) == 1


def test_an_answer_to_her_own_mail(office: Rig) -> None:
    """The subject names no case, she has two, and the thread says which one is meant."""
    first = mail(PATEL, "Renewal of our contract", headers={"Message-ID": "<first@harbour-bakery.example>"})
    arrive(office, first, mail(PATEL, "Another meter", "I am very unhappy and complain about the meter."))
    assert len(office.cases()) == 2
    replied = to_client(subject="RE: Renewal of our contract", In_Reply_To="<first@harbour-bakery.example>")
    arrive(office, replied, to_client(subject="Hello again"))
    assert len(facts(office, Correspondence)) == 1
    assert facts(office, Correspondence, "OPT-2026-0002") == []


def test_her_answer_to_sarah_joins_the_case(office: Rig) -> None:
    """She answers all: her words are a reply in the case, and Sarah is told; no second complaint is opened."""
    on_wednesday(office)
    arrive(office, to_client(Message_ID="<outlook.1@optimised.net>", subject="Your contract"))
    reply = mail(
        PATEL,
        "Re: Your contract",
        "I do not accept this. I am very unhappy.",
        headers={"In-Reply-To": "<outlook.1@optimised.net>", "To": SARAH, "Cc": COPY},
    )
    arrive(office, reply)
    assert len(office.cases()) == 1
    assert [each.sender for each in facts(office, MailNoted)] == [f"Anita Patel ({address(PATEL)})"]
    assert "I do not accept this" in words(letters_to(office, SARAH)[-1])


def test_somebody_who_only_writes_as_sarah(office: Rig) -> None:
    """Nothing proves that she wrote it: it is no correspondence of ours, and no clock can be stopped by it."""
    on_wednesday(office)
    arrive(office, to_client(results="fail"), to_client(results=""))
    assert facts(office, Correspondence) == []
    assert questions(office) == []


def test_a_colleague_who_writes_to_a_stranger(office: Rig) -> None:
    """Mr Lloyd has no case: her mail to him is none of Mrs Patel's, although the subject names that."""
    on_wednesday(office)
    arrive(office, to_client(to=LLOYD))
    assert facts(office, Correspondence) == []


def test_the_acknowledgement_that_a_person_owed(office: Rig) -> None:
    """No acknowledgement left by itself; Sarah writes instead, and says that this was it."""
    doubtful = {"Reply-To": "somebody@elsewhere.example"}
    arrive(office, mail(PATEL, "Renewal of our contract", headers=doubtful))
    assert case(office).waits_for == "acknowledgement"
    arrive(office, to_client("Dear Anita, I have your complaint and look into it."))
    arrive(office, tap(office, SARAH, "that was the acknowledgement .*"))
    found = case(office)
    assert (found.waits_for, found.acknowledged_by) == ("", LetterKind.ACKNOWLEDGEMENT)
    assert found.due_on(Clock.RESPOND) == date(2026, 3, 23)


def test_what_concludes_an_escalated_complaint_is_its_leads(office: Rig) -> None:
    """Sarah had it before: what she wrote may be an update, but James says what the answer is."""
    on_wednesday(office)
    arrive(office, mail(SARAH, f"[{REFERENCE}] escalate"))
    arrive(office, to_client())
    arrive(office, tap(office, SARAH, "that was the final answer .*"))
    assert case(office).stage is Stage.ESCALATED
    assert "James Carter leads it" in words(letters_to(office, SARAH)[-1])
    arrive(office, to_client(sender=JAMES))
    arrive(office, tap(office, JAMES, "that was the final answer .*"))
    assert case(office).stage is Stage.FINAL_SENT


def test_of_a_closed_complaint_nothing_is_asked(office: Rig) -> None:
    """A friendly word afterwards stands in the log."""
    on_wednesday(office)
    arrive(office, mail(SARAH, f"[{REFERENCE}] phoned", "I told her that the credit is on her bill."))
    arrive(office, mail(SARAH, f"[{REFERENCE}] close resolved"))
    arrive(office, to_client("Dear Anita, all the best."))
    assert len(facts(office, Correspondence)) == 1
    assert questions(office) == []


def test_a_forward_to_us_with_the_client_in_copy_is_still_hers(office: Rig) -> None:
    """Tom passes on another complaint of hers and lets her know: it opens a case of its own."""
    on_wednesday(office)
    told = f"From: {PATEL}\nSent: 04 March 2026 09:00\nTo: {TOM}\nSubject: The meter\n\nI complain about the meter."
    arrive(office, to_client(f"See below.\n\n{told}", sender=TOM, to=COPY, cc=PATEL, subject="FW: The meter"))
    assert facts(office, Correspondence) == []
    assert [each.subject for each in facts(office, ComplaintReceived, "OPT-2026-0002")] == ["The meter"]


def test_her_answer_to_a_letter_of_ours_is_hers(office: Rig) -> None:
    """Nothing of this touches what clients write."""
    complain(office)
    arrive(office, answer(letters_to(office, PATEL)[0]))
    assert facts(office, Correspondence) == []
    assert len(facts(office, MailNoted)) == 1


SAID = {
    "that was our proposal": LetterKind.PROPOSAL,
    "Just an update, thanks": LetterKind.PROGRESS_UPDATE,
    "that was an update": LetterKind.PROGRESS_UPDATE,
    "it was our final answer": LetterKind.FINAL_RESPONSE,
    "neither": None,
}


@pytest.mark.parametrize("said", SAID)
def test_a_plain_reply_says_what_it_was(office: Rig, said: str) -> None:
    """Sarah answers the question in her own words: it counts as the link with that meaning would, with its day."""
    on_wednesday(office)
    arrive(office, to_client())
    (question,) = questions(office)
    arrive(office, answer(question, said, sender=SARAH))
    (named,) = facts(office, CorrespondenceNamed)
    assert named.letter is SAID[said]
    dated = named.letter in (LetterKind.PROPOSAL, LetterKind.PROGRESS_UPDATE)
    assert named.on == (date(2026, 3, 25) if dated else None)
    assert letters_to(office, SARAH)[-1].subject.startswith("Done:")


def test_the_day_that_she_says_counts(office: Rig) -> None:
    """She names another one than the link."""
    on_wednesday(office)
    arrive(office, to_client())
    (question,) = questions(office)
    arrive(office, answer(question, "just an update, next one by Fri 20 March", sender=SARAH))
    (named,) = facts(office, CorrespondenceNamed)
    assert (named.letter, named.on) == (LetterKind.PROGRESS_UPDATE, date(2026, 3, 20))


def test_what_she_said_it_was_is_taken_back(office: Rig) -> None:
    """She tapped the wrong link and taps Undo: the clocks run as before, and she can say it again."""
    on_wednesday(office)
    before = case(office)
    arrive(office, to_client())
    (question,) = questions(office)
    arrive(office, tap(office, SARAH, "that was the final answer .*"))
    assert case(office).due_on(Clock.RESPOND) is None
    arrive(office, tap(office, SARAH, "undo"))
    assert "is taken back" in words(letters_to(office, SARAH)[-1])
    assert (case(office).running, case(office).stage) == (before.running, before.stage)
    arrive(office, answer(question, "just an update", sender=SARAH))
    assert [each.letter for each in facts(office, CorrespondenceNamed)][-1] is LetterKind.PROGRESS_UPDATE
    assert case(office).due_on(Clock.NEXT_UPDATE) == date(2026, 3, 25)

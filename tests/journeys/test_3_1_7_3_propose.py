"""3.1.7.3 to 3.1.7.6: a colleague proposes what we will do and by when; nothing reaches the client without `send`."""

from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, latest_to, told_by_phone, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    TOM,
    answer,
    case,
    delivery_report,
    facts,
    latest,
    letters_to,
    london,
    mail,
    tap,
    without_rules,
    words,
)
from tests.rig import Rig
from tests.servers.smtp_sink import Stage as Smtp
from worker.model.catalogue import LetterKind
from worker.model.entry import MailNoted
from worker.model.staff_event import DraftApproved, DraftWritten, ProposalAnswered
from worker.model.stage import Stage
from worker.model.time import Clock

OFFER = "We ask the supplier to cancel the renewal.\n\nWe pay you £212.40, the difference since 12 February."
SIGNED = f"{OFFER}\n\n-- \nSarah Hughes\nOptimised Group\n0333 370 2024"
FRIDAY = date(2026, 3, 27)


def test_a_proposal_comes_back_and_leaves_when_she_says_so(office_on_both: Rig) -> None:
    """Sarah proposes; the draft is what Mrs Patel gets, word for word; only then do the promises change."""
    office = office_on_both
    complain(office)
    draft = write(office, "propose Fri 27 March", SIGNED)
    assert draft.subject.startswith("Check and send: proposal to Anita Patel")
    assert "The client must have it by Monday 23 March 2026." in words(draft)
    assert len(letters_to(office, PATEL)) == 1
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 23)

    arrive(office, tap(office, SARAH, "send"))
    _, proposal = letters_to(office, PATEL)
    assert proposal.subject == f"What we propose to do about your complaint [{REFERENCE}]"
    assert "All of this will be done by Friday 27 March 2026." in words(proposal)
    assert "0333 370 2024 and give the reference" in words(proposal)
    assert "-- Sarah Hughes" not in words(proposal)
    assert without_rules(words(proposal)) in without_rules(words(draft))

    found = case(office)
    assert found.stage is Stage.PROPOSED
    assert found.due_on(Clock.RESPOND) is None
    assert found.due_on(Clock.PROMISED) == FRIDAY
    assert found.due_on(Clock.PROPOSED) == date(2026, 3, 30)
    (approved,) = facts(office, DraftApproved)
    assert (approved.letter, approved.by) == (LetterKind.PROPOSAL, "sarah")
    receipt = words(letters_to(office, SARAH)[-1])
    assert "The proposal to Anita Patel (anita.patel@harbour-bakery.example) is on its way." in receipt
    assert "It promises Friday 27 March 2026." in receipt
    assert office.faults() == []


@pytest.mark.parametrize(
    "greeting", ["Dear Mrs Patel,\n\n", "Dear Mrs Patel\n", "Hello Anita,\n", "Dear Mrs Patel, "]
)
@pytest.mark.parametrize(
    "ending",
    [
        "\n\nKind regards\nSarah",
        "\n\nKind regards Sarah",
        "\n\nYours sincerely,\n\nSarah Hughes\nAccount Manager",
        "\nMany thanks,\nSarah",
    ],
)
def test_a_letter_greets_and_ends_once(office: Rig, greeting: str, ending: str) -> None:
    """Sarah writes a whole letter, as people do; ours has a greeting and her name of its own."""
    complain(office)
    write(office, "propose Fri 27 March", f"{greeting}{OFFER}{ending}")
    (draft,) = facts(office, DraftWritten)
    assert draft.words == OFFER
    arrive(office, tap(office, SARAH, "send"))
    said = words(letters_to(office, PATEL)[-1])
    assert said.count("Dear ") == 1
    assert said.count("Yours sincerely") == 1
    assert "Kind regards" not in said


@pytest.mark.parametrize(
    "meant",
    [
        "Dear as it is, the credit is paid today.",
        "We pay you £12.\n\nThank you.",
        "We pay you £12.\nSarah in Billing has sent it.",
        "Best wishes for the new shop.\nWe pay you £12 by Friday.",
    ],
)
def test_words_that_are_no_greeting_or_ending_stay(office: Rig, meant: str) -> None:
    """What may be more than a greeting or an ending is hers to say."""
    complain(office)
    write(office, "propose Fri 27 March", meant)
    assert facts(office, DraftWritten)[0].words == meant


def test_the_promise_runs_until_our_server_has_the_letter(office: Rig) -> None:
    """Sarah taps Send while our mail server is away: the client is still owed an answer."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    office.arrive(tap(office, SARAH, "send"))
    office.look()
    found = case(office)
    assert (found.stage, found.due_on(Clock.RESPOND)) == (Stage.ACKNOWLEDGED, date(2026, 3, 23))
    assert found.due_on(Clock.PROMISED) is None

    office.hand_over()
    assert case(office).due_on(Clock.RESPOND) is None


def test_a_proposal_that_comes_back_promised_nothing(office: Rig) -> None:
    """Mrs Patel's server knows no such user: the answer is owed again by the old date, and the new date is not."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    arrive(office, tap(office, SARAH, "send"))
    arrive(office, delivery_report(latest_to(office, PATEL)))

    found = case(office)
    assert found.due_on(Clock.RESPOND) == date(2026, 3, 23)
    assert found.due_on(Clock.PROMISED) is None
    task = letters_to(office, SARAH)[-1]
    assert task.subject.startswith("Not delivered: proposal to anita.patel@")


def test_other_words_take_the_place_of_hers(office: Rig) -> None:
    """She taps "Change the text": the draft comes back with the new words and the same date, and that one leaves."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    arrive(office, tap(office, SARAH, "text", text="We pay you £250."))
    draft = words(letters_to(office, SARAH)[-1])
    assert "We pay you £250." in draft
    assert "£212.40" not in draft
    assert "Friday 27 March 2026" in draft

    arrive(office, tap(office, SARAH, "send"))
    assert "We pay you £250." in words(letters_to(office, PATEL)[-1])
    assert [each.on for each in facts(office, DraftWritten)] == [FRIDAY, FRIDAY]


def test_a_second_tap_sends_nothing_twice(office: Rig) -> None:
    """She taps Send twice: the second finds no draft, and says so."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    first, second = tap(office, SARAH, "send"), tap(office, SARAH, "send")
    arrive(office, first, second)
    assert len(letters_to(office, PATEL)) == 2
    assert "No letter waits to be sent." in words(letters_to(office, SARAH)[-1])


def test_what_was_not_shown_to_a_colleague_is_not_theirs_to_send(office: Rig) -> None:
    """Tom has not seen Sarah's draft, and James, the section head, reads it first; she sends it herself."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    refused = write(office, "send", sender=TOM)
    assert "Sarah Hughes wrote the proposal that waits, and it was not shown to you." in words(refused)
    assert " ".join(OFFER.split()) in words(write(office, "send", sender=JAMES))
    assert len(letters_to(office, PATEL)) == 1
    write(office, "send")
    assert "Sarah Hughes" in words(letters_to(office, PATEL)[-1])


def test_a_tap_on_an_old_draft_sends_no_other(office: Rig) -> None:
    """Sarah writes a proposal, then an update, and taps Send in the mail with the proposal: nothing leaves."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    old = tap(office, SARAH, "send")
    write(office, "update Fri 20 March", "We wait for the supplier.")
    arrive(office, old)
    assert "That letter waits no longer. What waits now is the progress update" in words(
        letters_to(office, SARAH)[-1]
    )
    assert len(letters_to(office, PATEL)) == 1


def test_a_letter_that_leaves_after_the_end_opens_nothing(office: Rig) -> None:
    """Sarah sends the proposal while the mail server is away, and closes: it leaves later, and no promise begins."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    office.sink.script(Smtp.RCPT, "451 4.3.0 later")
    arrive(office, tap(office, SARAH, "send"))
    assert len(letters_to(office, PATEL)) == 1
    told_by_phone(office)
    write(office, "close resolved")
    assert any(each.subject.startswith("What we propose") for each in letters_to(office, PATEL))
    assert case(office).stage is Stage.CLOSED
    assert [each.clock for each in case(office).running] == [Clock.ACTION_CHOICE]


def test_a_draft_that_lay_too_long_is_not_sent(office: Rig) -> None:
    """On the day that it promises it promises nothing any more: Sarah is offered later days."""
    complain(office)
    write(office, "propose Wed 4 March", OFFER)
    office.later(days=2)
    refused = write(office, "send")
    assert "Wednesday 4 March 2026 is today." in words(refused)
    assert [link for link in latest(office, SARAH).links if "propose%20Wed%2011%20March%202026" in link]
    assert len(letters_to(office, PATEL)) == 1


@pytest.mark.parametrize(
    ("line", "text", "why", "offered"),
    [
        ("propose Sat 28 March", OFFER, "28 March 2026 is a Saturday.", "propose%20Fri%2027%20March%202026"),
        ("propose Fri 3 April", OFFER, "a bank holiday: Good Friday", "propose%20Tue%207%20April%202026"),
        ("propose", OFFER, "A date is missing.", "propose%20Mon%209%20March%202026"),
        ("propose Fri 27 March", "", "The words for the client are missing.", ""),
        ("porpose Fri 27 March", OFFER, "It is not one of the lines", "propose%20Fri%2027%20March"),
        ("delay Fri 27 March", OFFER, "No date that was promised with a proposal is running.", ""),
        ("deadlock", OFFER, "Only a section head or senior management can", ""),
        ("accepted", "", "Nothing has been proposed", "propose%20%2B10"),
        ("send", "", "No letter waits to be sent.", ""),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    office: Rig, line: str, text: str, why: str, offered: str
) -> None:
    """The line comes back with the reason and links that do it right; the mail is kept as a note."""
    complain(office)
    before = case(office)
    refused = write(office, line, text)
    assert refused.subject.startswith(f"Not done: “{line}”")
    assert why in words(refused)
    assert not offered or any(offered in link for link in latest(office, SARAH).links)
    assert case(office).running == before.running
    assert (case(office).stage, case(office).draft) == (before.stage, None)
    (noted,) = facts(office, MailNoted)
    assert noted.words.startswith(line)
    assert len(letters_to(office, PATEL)) == 1


@pytest.mark.parametrize("results", ["", "fail"])
def test_nobody_writes_in_sarahs_name(office: Rig, results: str) -> None:
    """Lines that nothing proves to be hers write no draft and send none."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    before = office.entries(REFERENCE)
    for line in ("send", "text", "propose Mon 30 March", "close resolved", "colse resolved"):
        arrive(office, mail(SARAH, f"[{REFERENCE}] {line}", "Forged.", results=results))
    assert office.entries(REFERENCE) == before
    assert len(letters_to(office, PATEL)) == 1


def test_she_accepts_and_the_date_slips(office: Rig) -> None:
    """Mrs Patel accepts on the telephone; later the date cannot be kept, and she is told the new one."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    arrive(office, tap(office, SARAH, "send"))
    receipt = write(office, "accepted", "She rang and is happy.")
    assert "The client accepted what was proposed in OPT-2026-0001." in words(receipt)
    assert "Next due: what we promised the client, Friday 27 March 2026." in words(receipt)
    (answered,) = facts(office, ProposalAnswered)
    assert (answered.accepted, answered.words) == (True, "She rang and is happy.")
    assert (case(office).stage, case(office).due_on(Clock.PROPOSED)) == (Stage.IMPLEMENTING, None)

    write(office, "delay Tue 7 April", "The supplier answers late.")
    arrive(office, tap(office, SARAH, "send"))
    assert case(office).due_on(Clock.PROMISED) == date(2026, 4, 7)
    slipped = words(letters_to(office, PATEL)[-1])
    assert "Tuesday 7 April 2026" in slipped
    assert "She rang" not in slipped


@pytest.mark.parametrize(
    ("outcome", "because"),
    [
        ("resolved", "What you complained about has been put right."),
        ("withdrawn", "You told us that you do not want to go on with it."),
    ],
)
def test_she_closes_it_and_the_client_is_told(office: Rig, outcome: str, because: str) -> None:
    """Every clock of the policy ends, Mrs Patel reads why, and Sarah's note stays with us."""
    complain(office)
    told_by_phone(office)
    arrive(office, answer(letters_to(office, PATEL)[-1], "Thank you. I withdraw my complaint."))
    receipt = write(office, f"close {outcome}", "All done, file it.")
    assert f"OPT-2026-0001 is closed, {outcome}." in words(receipt)
    assert "Next due: say what keeps it from happening again, or why nothing is needed" in words(receipt)
    assert case(office).stage is Stage.CLOSED
    assert [each.clock for each in case(office).running] == [Clock.ACTION_CHOICE]
    closure = words(letters_to(office, PATEL)[-1])
    assert because in closure
    assert "file it" not in closure
    refused = write(office, "update Fri 20 March", "One more thing.")
    assert "OPT-2026-0001 is closed." in words(refused)


@pytest.mark.parametrize(
    ("outcome", "because"),
    [
        ("upheld", "We have found that you were right to complain."),
        ("not upheld", "We have told you what we found, and that we do not uphold your complaint."),
        ("accepted", "You accepted our answer."),
    ],
)
def test_a_basis_that_the_client_knows_nothing_of_is_none(office: Rig, outcome: str, because: str) -> None:
    """Before she has written to Mrs Patel what we found, Sarah cannot close it on that; afterwards she can."""
    complain(office)
    refused = words(write(office, f"close {outcome}"))
    assert "no final answer of ours" in refused or "nothing to accept" in refused
    assert case(office).stage is Stage.ACKNOWLEDGED
    assert len(letters_to(office, PATEL)) == 1
    write(office, "answer", "We have looked at every call, and found that nobody told you.")
    arrive(office, tap(office, SARAH, "send"))
    arrive(office, answer(letters_to(office, PATEL)[-1], "I accept this."))
    write(office, f"close {outcome}")
    assert case(office).stage is Stage.CLOSED
    assert because in words(letters_to(office, PATEL)[-1])


def test_a_client_who_has_time_to_reply_has_not_failed_to(office: Rig) -> None:
    """Proposed on Monday 2 March 2026: 28 days end on Monday 30 March; on Tuesday 31 March it may be closed."""
    complain(office)
    assert "there is nothing to answer" in words(write(office, "close no reply"))
    write(office, "propose Fri 27 March", OFFER)
    arrive(office, tap(office, SARAH, "send"))
    office.now = london(date(2026, 3, 30), 17)
    refused = words(write(office, "close no reply"))
    assert "The client has until Monday 30 March 2026 to answer what we proposed." in refused
    office.now = london(date(2026, 3, 31), 9)
    write(office, "close no reply")
    assert case(office).stage is Stage.CLOSED
    assert "We asked for your answer and have not had one." in words(letters_to(office, PATEL)[-1])


def test_a_client_who_replied_is_not_called_silent(office: Rig) -> None:
    """Mrs Patel tapped that she accepts; nobody has entered it, but it was a reply."""
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    arrive(office, tap(office, SARAH, "send"))
    arrive(office, tap(office, PATEL, "accept"))
    office.now = london(date(2026, 4, 7), 9)
    assert "so they did reply" in words(write(office, "close no reply"))
    assert case(office).stage is Stage.PROPOSED


def test_closing_needs_an_outcome(office: Rig) -> None:
    """Without one, or with one that there is not, Sarah reads which there are."""
    complain(office)
    for line in ("close", "close resloved"):
        refused = write(office, line)
        assert "resolved, accepted, upheld, partly upheld, not upheld, withdrawn, no reply." in words(refused)
        assert [link for link in latest(office, SARAH).links if link.endswith("close%20resolved")]
    assert case(office).stage is Stage.ACKNOWLEDGED


def test_an_action_is_agreed_done_and_reviewed(office: Rig) -> None:
    """3.1.8.4: what keeps the fault from coming back outlives the complaint, until somebody saw that it works."""
    complain(office)
    receipt = write(office, "action Fri 13 March", "Renewals need two signatures.")
    assert "due by Friday 13 March 2026. Its effect is looked at by Tuesday 14 April 2026." in words(receipt)
    told_by_phone(office)
    write(office, "close resolved")
    assert case(office).due_on(Clock.CORRECTIVE_ACTION) == date(2026, 3, 13)
    assert case(office).due_on(Clock.EFFECTIVENESS_REVIEW) == date(2026, 4, 14)
    write(office, "action done")
    assert case(office).due_on(Clock.CORRECTIVE_ACTION) is None
    write(office, "reviewed", "No renewal without two signatures since.")
    assert case(office).running == ()

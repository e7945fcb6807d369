"""`make demo`: the worker plays an office for a month and tells it in plain words; each claim is read in its log."""

from datetime import date
from email.utils import parsedate_to_datetime

import pytest

from tests.demo.conftest import Played
from tests.demo.page import page_of
from worker.model.catalogue import LetterKind
from worker.model.client_event import StatementConfirmed, StatementCorrected
from worker.model.entry import Channel, ClockStopped, ComplaintReceived, ReminderSent
from worker.model.mail import Message
from worker.model.staff_event import (
    CaseClosed,
    ClosureBasis,
    DraftApproved,
    Escalated,
    OwnerSet,
    ProposalAnswered,
)
from worker.model.time import Clock
from worker.policy.calendar import date_in_words, london_date

STORY = {
    "Monday 2 March 2026, 9.30am: Anita Patel": (
        "recorded as OPT-2026-0001, acknowledged; answer due Monday 23 March 2026"
    ),
    "Monday 2 March 2026, 10.05am: Casey Example replies: “Morning, I'll look into it.”": (
        "OPT-2026-0001: taken by Casey Example"
    ),
    "Tuesday 3 March 2026, 2.20pm: Priya Raman": "no complaint, shown to a person",
    "Tuesday 3 March 2026, 3.05pm: Maureen Doyle corrects": (
        "OPT-2026-0003: the client corrected what was written down, and the new version goes to them"
    ),
    "Wednesday 4 March 2026, 9.10am: Maureen Doyle taps": (
        "OPT-2026-0003: the client confirmed what was written down"
    ),
    "Wednesday 4 March 2026, 11.26am: Casey Example replies: “Looks good, please send.”": (
        "OPT-2026-0001: Casey Example approved the proposal"
    ),
    "Wednesday 4 March 2026, 11.36am: the worker": (
        "OPT-2026-0001: what was proposed due Friday 27 March 2026"
    ),
    "Friday 6 March 2026, 9.20am: Gareth Lloyd": (
        "OPT-2026-0002: escalated: Alex Example leads it; escalated answer due Friday 20 March 2026"
    ),
    "Monday 9 March 2026, 9.25am: Casey Example": "OPT-2026-0005: a person decided that it is none",
    "Thursday 26 March 2026, 2pm: the worker": (
        "OPT-2026-0004: Casey Example, Alex Example and Robin Example reminded: "
        "answer or update to the client, due Thursday 26 March 2026"
    ),
    "Friday 27 March 2026, 8.40am: Robin Example": "OPT-2026-0004: given to Alex Example by Robin Example",
}

SILENCE = {
    "Monday 2 March 2026, 9.32am: Anita Patel's mail program": "OPT-2026-0001: noted in the log",
    "Monday 2 March 2026, 11.05am: a newsletter": "recorded, needs no answer",
    "Wednesday 4 March 2026, 9.30am: Casey Example replies: “Thanks”": "OPT-2026-0003: noted in the log",
    "Thursday 5 March 2026, 4.52pm: her mail comes in a second time": "the same mail again",
}

TABLE = {
    "OPT-2026-0001  Anita Patel": ("Mon 2 March, in time", "Casey Example", "closed", "accepted"),
    "OPT-2026-0002  Gareth Lloyd": ("Tue 10 March, in time (answer)", "Alex Example", "closed", "upheld"),
    "OPT-2026-0003  Mrs Doyle": ("Mon 9 March, in time (answer)", "Casey Example", "closed", "upheld"),
    "OPT-2026-0004  Siobhán O’Neill": (
        "Fri 27 March, late (progress update)",
        "Alex Example",
        "investigating",
        "open",
    ),
    "OPT-2026-0005  Tom Brearley": ("Fri 6 March", "Casey Example", "no complaint", ""),
}


@pytest.mark.parametrize(("heading", "line"), STORY.items())
def test_the_story_tells_what_the_log_says(played: Played, heading: str, line: str) -> None:
    """Each mail is told with its reference and with dates that name their weekday."""
    assert line in played.after(heading)


@pytest.mark.parametrize(("heading", "became"), SILENCE.items())
def test_what_needs_no_answer_is_met_with_silence(played: Played, heading: str, became: str) -> None:
    """An absence notice, a newsletter, a word of thanks and the same mail again: nobody is written to."""
    assert played.after(heading) == (became, "nobody is written to")


def test_a_proposal_is_accepted_and_kept(played: Played) -> None:
    """Casey drafts and sends it, Anita Patel accepts, and it is done and closed by the day that was named."""
    (approved,) = played.facts(1, DraftApproved)
    assert (approved.letter, approved.by) == (LetterKind.PROPOSAL, "casey")
    assert [each.accepted for each in played.facts(1, ProposalAnswered)] == [True]
    ((day, closed),) = played.dated(1, CaseClosed)
    assert (day, closed.outcome) == (date(2026, 3, 27), ClosureBasis.ACCEPTED)


def test_one_is_escalated_and_answered_by_the_head(played: Played) -> None:
    """Gareth Lloyd wants a manager, and his words are enough: Alex leads it, writes the answer, and closes it."""
    (escalated,) = played.facts(2, Escalated)
    assert (escalated.lead, escalated.by) == ("alex", "")
    approved = [(each.letter, each.by) for each in played.facts(2, DraftApproved)]
    assert approved == [(LetterKind.PROPOSAL, "casey"), (LetterKind.FINAL_RESPONSE, "alex")]
    assert [each.outcome for each in played.facts(2, CaseClosed)] == [ClosureBasis.UPHELD]


def test_what_was_told_by_phone_has_two_versions(played: Played) -> None:
    """Casey words it, Mrs Doyle corrects it, reads both and confirms; each version stays in the log."""
    (received,) = played.facts(3, ComplaintReceived)
    assert (received.channel, received.taken_by) == (Channel.TELEPHONE, "casey")
    versions = played.facts(3, StatementCorrected)
    assert [each.by for each in versions] == ["casey", None]
    assert ["£184" in each.words for each in versions] == [False, True]
    assert len(played.facts(3, StatementConfirmed)) == 1
    assert all("Mrs Doyle from" not in _words(letter) for letter in played.mails("*-to-maureen-*.eml"))


def test_what_is_left_lying_is_told_higher_and_higher(played: Played) -> None:
    """Casey is reminded, then Alex, then Robin, who gives it away; the promise that broke is shown as late."""
    first = {each.person: each for each in reversed(played.facts(4, ReminderSent))}
    levels = [first[person].level for person in ("casey", "alex", "robin")]
    assert levels == sorted(levels)
    assert len(set(levels)) == 3
    given = [each for each in played.facts(4, OwnerSet) if each.owner == "alex"]
    assert [each.by for each in given] == ["robin"]
    stopped = {fact.clock: day for day, fact in played.dated(4, ClockStopped)}
    assert stopped[Clock.RESPOND] == date(2026, 3, 27)


def test_colleagues_only_ever_reply(played: Played) -> None:
    """Each mail of a colleague but the call that was written down answers a mail that reached them."""
    reached = {letter.message_id: letter.to[0].email for letter in played.mails("*-to-*-example-optimised-*")}
    replies = played.mails("*-from-*-example-optimised-*")
    alone = [each.subject for each in replies if not each.in_reply_to and "] " not in each.subject]
    assert alone == ["Phone call from Mrs Doyle"]
    answers = [each for each in replies if each.in_reply_to]
    assert len(answers) > 15
    assert all(each.sender and reached[each.in_reply_to[0]] == each.sender.email for each in answers)
    assert all("Sent:" in each.text and "Optimised Group" in each.text for each in answers)


def test_each_letter_reaches_the_right_person(played: Played) -> None:
    """Each client has their own words in the acknowledgement; a machine has no letter."""
    anita, siobhan = played.mails("*-to-anita-*.eml")[0], played.mails("*-to-siobhan-*.eml")[0]
    assert "three years at 31.2p a unit" in _words(anita)
    assert "overcharged by £213.45 for one month – and nobody" in _words(siobhan)
    assert played.mails("*-to-weekly-*.eml") == played.mails("*-to-tom-*.eml") == ()


@pytest.mark.parametrize(("begins", "cells"), TABLE.items())
def test_the_story_ends_with_the_log_as_a_table(played: Played, begins: str, cells: tuple[str, ...]) -> None:
    """One row a complaint, in plain words."""
    (row,) = [line for line in played.lines if line.startswith(begins)]
    assert all(cell in row for cell in cells)


def test_the_log_is_without_fault_and_the_page_is_named(played: Played) -> None:
    """The last lines prove the log and say where to look."""
    assert any(line.startswith("worker log verify: 5 complaints, 0 faults, seal ") for line in played.lines)
    assert played.lines[-1].endswith((played.folder / "index.html").as_uri())


def test_the_page_shows_each_complaint_first(played: Played) -> None:
    """Its mails stand together under its name; what belongs to none comes after them, day by day."""
    headings = page_of(played.folder).headings
    assert headings[:4] == [
        "OPT-2026-0001, Anita Patel: closed, accepted",
        "OPT-2026-0002, Gareth Lloyd: closed, upheld",
        "OPT-2026-0003, Mrs Doyle: closed, upheld",
        "OPT-2026-0004, Siobhán O’Neill: investigating",
    ]
    assert headings[5] == "Monday 2 March 2026"


def test_the_digest_of_a_morning_has_seen_the_mail_of_that_morning(played: Played) -> None:
    """The worker looks all night and day, so that no head reads that the mailbox was last read yesterday."""
    digests = [each for each in played.mails("*.eml") if each.subject.startswith("Complaints today")]
    assert digests
    for mail in digests:
        today = london_date(parsedate_to_datetime(mail.header("date")))
        assert f"Mailbox last read {date_in_words(today)}" in _words(mail)


def _words(letter: Message) -> str:
    return " ".join(letter.text.split())

"""2.1 and 3.1.7, told by Sarah: she answers our mails in plain English, from her usual mail program."""

import pytest

from tests.journeys.by_mail import REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    TOM,
    answer,
    case,
    facts,
    letters_to,
    links,
    mail,
    tap,
    words,
)
from tests.rig import Rig
from worker.model.entry import ClientPhoned, MailNoted
from worker.model.mail import Message
from worker.model.staff_event import Assessed
from worker.model.stage import Stage

ANSWER = "We are sorry. The contract is cancelled, and the price of last year stands."


def asked(office: Rig) -> Message:
    """A mail of ours about the complaint that Sarah can answer."""
    complain(office)
    return write(office, "investigate")


@pytest.mark.parametrize("line", ["Quick one, I'll sort it today", "quick", "Quick fix please"])
def test_a_plain_sentence_that_can_be_undone_is_done(office: Rig, line: str) -> None:
    """It is done, and said back."""
    told = asked(office)
    arrive(office, answer(told, line, sender=SARAH))
    assert len(facts(office, Assessed)) == 2
    assert letters_to(office, SARAH)[-1].subject.startswith("Done:")


def test_a_call_in_plain_words(office: Rig) -> None:
    """She rang the client and says so."""
    told = asked(office)
    arrive(office, answer(told, "Rang her this morning, she is fine with it.", sender=SARAH))
    assert "she is fine with it" in facts(office, ClientPhoned)[-1].words.lower()


def test_yes_sends_the_draft(office: Rig) -> None:
    """The draft comes to her, she answers yes, and the client has the letter."""
    complain(office)
    draft = write(office, "answer", ANSWER)
    sent = len(letters_to(office, PATEL))
    arrive(office, answer(draft, "Yes, send it.\n\nSarah", sender=SARAH))
    assert len(letters_to(office, PATEL)) == sent + 1
    assert case(office).stage is Stage.FINAL_SENT


@pytest.mark.parametrize("line", ["What happens now?", "How long have I got?", "what's the status?"])
def test_a_question_about_it_is_answered(office: Rig, line: str) -> None:
    """Who has it and what falls due stand above its history."""
    told = asked(office)
    arrive(office, answer(told, line, sender=SARAH))
    said = words(letters_to(office, SARAH)[-1])
    assert "Sarah Hughes has this complaint." in said
    assert "Next due: answer or update to the client, by Monday 23 March 2026." in said


@pytest.mark.parametrize(
    "line", ["No, change the amount to £200", "make it 30 March instead", "Please don't send it yet"]
)
def test_a_draft_that_will_not_do_is_offered_to_be_changed(office: Rig, line: str) -> None:
    """Nothing leaves, and the link that changes its text is the first."""
    complain(office)
    draft = write(office, "answer", ANSWER)
    sent = len(letters_to(office, PATEL))
    arrive(office, answer(draft, line, sender=SARAH))
    assert len(letters_to(office, PATEL)) == sent
    assert links(office, SARAH)[0][1].startswith(f"[{REFERENCE}] text")


def test_a_refused_line_is_quoted_once(office: Rig) -> None:
    """A plain sentence is the line and the words of the mail; nobody needs to read it twice."""
    told = asked(office)
    arrive(office, answer(told, "Please reopen it", sender=SARAH))
    assert words(letters_to(office, SARAH)[-1]).count("Please reopen it") == 1


def test_what_is_taken_back_below_sends_nothing(office: Rig) -> None:
    """She writes send, and thinks again two lines further down: she is asked, and the client gets nothing."""
    complain(office)
    draft = write(office, "answer", ANSWER)
    sent = len(letters_to(office, PATEL))
    arrive(office, answer(draft, "send\n\nActually no, wait until I have spoken to her.", sender=SARAH))
    assert len(letters_to(office, PATEL)) == sent
    assert letters_to(office, SARAH)[-1].subject == f"Kept as a note [{REFERENCE}]"
    assert any(subject.startswith(f"[{REFERENCE}] send") for _, subject in links(office, SARAH))


def test_closing_in_passing_is_asked_back(office: Rig) -> None:
    """What closes a complaint is not done on a sentence among others: one mail, the likely button first."""
    told = asked(office)
    text = (
        "All sorted now, credit is on the June bill. Shall we close it then? Thanks for your help with this."
    )
    arrive(office, answer(told, text, sender=SARAH))
    assert not case(office).is_over
    assert letters_to(office, SARAH)[-1].subject == f"Kept as a note [{REFERENCE}]"


@pytest.mark.parametrize(
    "line",
    [
        "Don't send it yet, I want to read it again.",
        "Should I take this one?",
        "She may want to escalate, we will see.",
        "Give me a day or two.",
        "Take care of this for me while I am away.",
    ],
)
def test_prose_changes_nothing(office: Rig, line: str) -> None:
    """It is kept, nothing else happens, and she hears so."""
    told = asked(office)
    before = case(office)
    arrive(office, answer(told, line, sender=SARAH))
    assert facts(office, MailNoted)[-1].words == line
    assert (case(office).stage, case(office).running, case(office).draft) == (
        before.stage,
        before.running,
        None,
    )


def test_what_is_offered_can_be_tapped(office: Rig) -> None:
    """She asks whether James can look at it: the first link escalates it, and is not refused."""
    told = asked(office)
    arrive(office, answer(told, "He wants a manager. Can James look at this please?", sender=SARAH))
    assert letters_to(office, SARAH)[-1].subject == f"Kept as a note [{REFERENCE}]"
    arrive(office, tap(office, SARAH, r"escalate.*"))
    assert (case(office).stage, case(office).lead) == (Stage.ESCALATED, "james")


def test_thanks_alone_bring_no_mail(office: Rig) -> None:
    """Her thank-you is kept, and nobody answers it."""
    told = asked(office)
    count = len(office.sink.mails)
    arrive(office, answer(told, "Thanks", sender=SARAH))
    assert len(office.sink.mails) == count


def test_a_line_that_is_nearly_a_command_is_told_back(office: Rig) -> None:
    """With what she may have meant."""
    told = asked(office)
    arrive(office, answer(told, "colse resolved", sender=SARAH))
    assert letters_to(office, SARAH)[-1].subject.startswith("Not done:")
    assert any(subject == f"[{REFERENCE}] close resolved" for _, subject in links(office, SARAH))


def test_several_lines_name_their_complaints(office: Rig) -> None:
    """Each line its own complaint; a line that cannot be done leaves its complaint as it was, and no other."""
    complain(office)
    arrive(office, mail("Gareth Lloyd <gareth@lloyd-joinery.example>", "Our bill"))
    told = write(office, "investigate")
    arrive(office, answer(told, "0001 quick\n0002 investigate", sender=SARAH))
    assert case(office).stage is Stage.QUICK
    assert case(office, "OPT-2026-0002").stage is Stage.INVESTIGATING


def test_a_line_for_a_complaint_that_is_not_there_holds_up_no_other(office: Rig) -> None:
    """The one that exists is done; she is asked about the other."""
    told = asked(office)
    arrive(office, answer(told, "0001 quick\n0099 take", sender=SARAH))
    assert case(office).stage is Stage.QUICK
    subjects = [each.subject for each in letters_to(office, SARAH)[-2:]]
    assert any(each.startswith("Done:") for each in subjects)
    assert any(each.startswith("Which complaint?") for each in subjects)


def test_a_slip_holds_up_its_own_complaint_only(office: Rig) -> None:
    """One line of two is no command: its complaint stays as it was, the other goes on."""
    complain(office)
    arrive(office, mail("Gareth Lloyd <gareth@lloyd-joinery.example>", "Our bill"))
    told = write(office, "investigate")
    arrive(office, answer(told, "0002 quick\n0001 colse resolved", sender=SARAH))
    assert case(office).stage is Stage.INVESTIGATING
    assert case(office, "OPT-2026-0002").stage is Stage.QUICK
    assert any(each.subject.startswith("Not done:") for each in letters_to(office, SARAH)[-2:])


def test_a_line_for_another_complaint_wins_over_the_thread(office: Rig) -> None:
    """She answers a mail about one complaint and names the other."""
    complain(office)
    arrive(office, mail("Gareth Lloyd <gareth@lloyd-joinery.example>", "Our bill"))
    told = write(office, "investigate")
    arrive(office, answer(told, "0002 quick", sender=SARAH))
    assert case(office).stage is Stage.INVESTIGATING
    assert case(office, "OPT-2026-0002").stage is Stage.QUICK


def test_all_lines_of_a_complaint_or_none(office: Rig) -> None:
    """The second line cannot be done, so the first is not either, and she hears why."""
    told = asked(office)
    arrive(office, answer(told, "quick\naction done", sender=SARAH))
    assert case(office).stage is Stage.INVESTIGATING
    assert "No corrective action" in words(letters_to(office, SARAH)[-1])


@pytest.mark.parametrize("results", ["", "fail"])
def test_nobody_commands_by_only_writing_as_sarah(office: Rig, results: str) -> None:
    """Without proof the same words are only kept, and Sarah hears of it."""
    told = asked(office)
    arrive(office, answer(told, "quick", sender=SARAH, results=results))
    assert case(office).stage is Stage.INVESTIGATING
    assert letters_to(office, TOM) == []
    assert letters_to(office, SARAH)[-1].subject == "Not done: we could not prove that this came from you"


def test_she_wants_to_write_down_another_complaint(office: Rig) -> None:
    """Beside a complaint that she has, she asks for the form, and gets it; the one that she has is left alone."""
    complain(office)
    before = case(office)
    assert write(office, "new complaint").subject.startswith("Phone complaint: please fill in")
    assert case(office) == before

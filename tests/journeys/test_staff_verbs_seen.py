"""What a colleague asks to see: what can be written, the history of a complaint, the last letter, the draft."""

from email import message_from_bytes

from tests.journeys.by_mail import JAMES, arrive, complain, write
from tests.journeys.correspondence import PATEL, SARAH, TOM, case, letters_to, mail, tap, words
from tests.rig import Rig
from worker.model.mail import Message
from worker.policy.decide.staff_command.verbs import vocabulary


def reply_to(office: Rig, raw: bytes, reader: str) -> Message:
    """The one answer to that mail."""
    arrive(office, raw)
    written = str(message_from_bytes(raw)["Message-ID"])
    (found,) = (each for each in letters_to(office, reader) if written in each.in_reply_to)
    return found


def test_help_shows_every_line_that_works(office: Rig) -> None:
    """Sarah writes help and nothing else, before there is any complaint: one mail with all that is offered."""
    card = words(reply_to(office, mail(SARAH, "help", ""), SARAH))
    for word in vocabulary():
        assert word.verb in card
    assert office.cases() == []
    # Once she has a complaint, it is the example.
    complain(office)
    assert "[OPT-2026-0001]" in words(reply_to(office, mail(SARAH, "Help?", "What can I do?"), SARAH))
    assert "What you can write" in write(office, "help").subject


def test_help_of_anybody_else_is_no_command(office: Rig) -> None:
    """A client who asks for help is a client; a forged colleague gets no card and is told at the known address."""
    arrive(office, mail(PATEL, "Help", "I am very unhappy with you. Please help."))
    assert len(office.cases()) == 1
    raw = mail(SARAH, "help", "", results="fail")
    assert "What you can write" not in reply_to(office, raw, SARAH).subject


def test_the_history_comes_in_the_order_in_which_it_was_entered(office: Rig) -> None:
    """James wants to know how it stands: every line with its time and the words, and nothing changes by it."""
    complain(office)
    write(office, "note: the bakery closes at two", sender=TOM)
    before = case(office)
    shown = words(write(office, "show history", sender=JAMES))
    steps = ("Received by email", "M01 (acknowledgement)", "A mail from", "the bakery closes at two")
    places = [shown.index(step) for step in steps]
    assert places == sorted(places)
    assert "Monday 2 March 2026, 09:35" in shown
    assert case(office).running == before.running


def test_the_last_letter_is_the_one_that_the_client_has(office: Rig) -> None:
    """Sarah wants to read again what went to Mrs Patel."""
    complain(office)
    (acknowledgement,) = letters_to(office, PATEL)
    shown = words(write(office, "show letter"))
    assert "Renewal of our contract" in shown
    for line in acknowledgement.text.split("\n\n")[1:3]:
        assert " ".join(line.split()) in shown


def test_a_draft_comes_back_to_its_writer_only(office: Rig) -> None:
    """Sarah went home with a draft waiting: she has it again with its link; Tom, who did not write it, has not."""
    complain(office)
    assert "No letter waits to be sent." in words(write(office, "show draft"))
    write(office, "update Fri 20 March", "We have asked the supplier.")
    shown = write(office, "show draft")
    assert "We have asked the supplier." in words(shown)
    assert "it was not shown to you" in words(write(office, "show draft", sender=TOM))
    write(office, "show draft")
    arrive(office, tap(office, SARAH, "send"))
    assert "We have asked the supplier." in words(letters_to(office, PATEL)[-1])
    assert "We have asked the supplier." in words(write(office, "show letter"))


def test_what_is_not_to_be_shared_is_shown_to_who_has_it(office: Rig) -> None:
    """Mrs Patel asked for it: even the head reads nothing of it by this way, and Sarah does (3.1.11)."""
    complain(office)
    write(office, "do not share")
    refused = words(write(office, "show history", sender=JAMES))
    assert "does not want what they told us" in refused
    assert "Renewal" not in refused
    assert "Renewal of our contract" in words(write(office, "show history"))


def test_what_is_to_be_shown_has_to_be_said(office: Rig) -> None:
    """Three links instead of a guess."""
    complain(office)
    assert "What do you want to see?" in words(write(office, "show"))

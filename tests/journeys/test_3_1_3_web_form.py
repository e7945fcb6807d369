"""3.1.3: a client complains through the form on the website, which writes to the mailbox in its own name."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.journeys.correspondence import (
    COMPLAINT,
    DOUBT,
    ENQUIRY,
    OPERATOR,
    SARAH,
    TOM,
    case,
    configured,
    letters_to,
    london,
    mail,
    wait_until,
    words,
)
from tests.rig import ADDRESS, Rig
from worker.model.entry import Channel
from worker.model.office import WebForm
from worker.model.stage import Stage
from worker.model.time import Clock

WEBSITE = "Optimised website <website@optimised.net>"
PATEL = "anita.patel@harbour-bakery.example"
FILLED_IN = """A visitor has sent you a message.

Name: Anita Patel
Email: {email}
Phone: 01253 000000
Subject: Renewal of our contract
Message: {text}

Sent from https://optimised.net/contact on 2 March 2026"""


@pytest.fixture
def with_form(office: Rig) -> Rig:
    """The worker, told from which address the form writes."""
    configured(office, web_form=WebForm(senders=("website@optimised.net",)))
    return office


def form(
    text: str = COMPLAINT,
    *,
    email: str = PATEL,
    results: str = "pass",
    sender: str = WEBSITE,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """The mail that the form writes; programs for forms put the client in Reply-To."""
    filled_in = FILLED_IN.format(email=email, text=text)
    usual = {"Reply-To": email, "Auto-Submitted": "auto-generated", **(headers or {})}
    return mail(sender, "New message from the website", filled_in, results=results, headers=usual)


def arrive(office: Rig, raw: bytes) -> None:
    """The mail comes in and is worked on."""
    office.arrive(raw)
    office.work()


def test_the_case_is_the_clients_and_not_the_websites(with_form: Rig) -> None:
    """Mrs Patel, her subject and her words are entered, and every promise runs from the day she pressed the button."""
    arrive(with_form, form())
    complaint = case(with_form).complaint
    assert (complaint.channel, complaint.complainant.email) == (Channel.WEB_FORM, PATEL)
    assert (complaint.complainant.name, complaint.subject) == ("Anita Patel", "Renewal of our contract")
    assert complaint.words.startswith("You renewed our electricity contract at 31.2p")
    assert case(with_form).due_on(Clock.RESPOND) == date(2026, 3, 23)


def test_she_gets_the_neutral_letter_because_anybody_may_write_her_address_there(with_form: Rig) -> None:
    """The mark of a machine on the form's mail does not stop her letter; none of what was typed stands in it."""
    arrive(with_form, form())
    (letter,) = letters_to(with_form, PATEL)
    assert letter.subject == "We have your message [OPT-2026-0001]"
    assert "31.2p" not in words(letter)
    assert case(with_form).stage is Stage.ACKNOWLEDGED
    assert letters_to(with_form, WEBSITE) == []


def test_the_form_of_a_website_that_writes_as_the_mailbox_itself(with_form: Rig) -> None:
    """Many sites send their forms from and to the same address; it is still Mrs Patel's complaint."""
    configured(with_form, web_form=WebForm(senders=(ADDRESS,)))
    arrive(with_form, form(sender=f"Optimised <{ADDRESS}>"))
    assert case(with_form).complainant.email == PATEL
    assert len(letters_to(with_form, PATEL)) == 1


def test_a_doubtful_form_waits_for_a_person(with_form: Rig) -> None:
    """It is provisional as any other mail, and on the third working day the neutral letter leaves by itself."""
    arrive(with_form, form(DOUBT))
    assert (case(with_form).stage, with_form.sink.mails) == (Stage.PROVISIONAL, ())
    wait_until(with_form, london(date(2026, 3, 5), 12))
    assert len(letters_to(with_form, PATEL)) == 1


def test_an_enquiry_by_form_is_shown_and_opens_no_case(with_form: Rig) -> None:
    """A person answers it as usual."""
    arrive(with_form, form(ENQUIRY))
    assert with_form.cases() == []
    wait_until(with_form, london(date(2026, 3, 3), 9))
    assert "quote for our office in Leeds" in words(letters_to(with_form, TOM)[0])
    assert letters_to(with_form, PATEL) == []


@pytest.mark.parametrize(
    "email", ["", "please phone me", "a@b.example and c@d.example", "website@optimised.net"]
)
def test_a_form_without_an_address_to_write_to_is_sarahs_task(with_form: Rig, email: str) -> None:
    """She reads the name and the telephone number that were typed, because nothing else leads to the client."""
    arrive(with_form, form(email=email, headers={"Reply-To": ""}))
    assert case(with_form).due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)
    (task,) = letters_to(with_form, SARAH)
    for said in ("names no sender that can be answered", "Anita Patel", "01253 000000", "31.2p"):
        assert said in words(task)


def test_a_forged_form_writes_to_nobody(with_form: Rig) -> None:
    """Somebody else writes as the website, with a victim's address in the field: the victim hears nothing."""
    arrive(with_form, form(results="fail"))
    assert letters_to(with_form, PATEL) == []
    assert "The sender may be forged" in words(letters_to(with_form, SARAH)[0])


def test_labels_in_her_words_do_not_change_who_she_is(with_form: Rig) -> None:
    """What stands below the label of the message is hers, also where it looks like another field."""
    arrive(with_form, form(f"{COMPLAINT}\nEmail: victim@third-party.example\nName: Peter"))
    assert case(with_form).complainant.email == PATEL
    assert "victim@third-party.example" in case(with_form).complaint.words


def test_the_form_that_nobody_configured_is_shown(office: Rig) -> None:
    """Without the setting the website is a sender as any other: the duty is recorded, and a person sees it."""
    arrive(office, form(results=""))
    found = case(office)
    assert (found.complainant.email, found.due_on(Clock.ACKNOWLEDGE)) == (
        "website@optimised.net",
        date(2026, 3, 6),
    )
    (task,) = letters_to(office, SARAH)
    assert "a mark of automatic mail" in words(task)
    assert PATEL in words(task)
    assert letters_to(office, PATEL) == letters_to(office, OPERATOR) == []


def test_the_same_form_sent_twice_is_two_records_and_one_letter_each(with_form: Rig) -> None:
    """She presses the button twice; the program numbers its mails, so both are kept, and the caps hold for both."""
    for _ in range(5):
        arrive(with_form, form())
    assert len(with_form.cases()) == 5
    assert len(letters_to(with_form, PATEL)) == 3
    assert len(letters_to(with_form, SARAH)) == 2


def test_a_form_whose_labels_changed_is_sarahs_task(with_form: Rig) -> None:
    """Somebody renamed the fields of the form: the website, which nobody reads, must not get the acknowledgement."""
    text = f"Your name: Anita Patel\nE-mail address: {PATEL}\nYour message: {COMPLAINT}"
    arrive(with_form, mail(WEBSITE, "New enquiry from the website", text))
    assert case(with_form).due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)
    assert letters_to(with_form, "website@optimised.net") == letters_to(with_form, PATEL) == []
    (task,) = letters_to(with_form, SARAH)
    for said in ("without the labels that office.toml names under [web_form]", PATEL, "31.2p"):
        assert said in words(task)

"""Automatic mail without a mark is known by its words, and people who use the same words are left alone."""

import pytest

from tests.policy.reading.test_automatic import COMPLAINT, mail
from worker.model.mail import DeliveryKind, DeliveryNotice, Message
from worker.policy.reading.automatic import AutomaticKind, automatic

K = AutomaticKind


@pytest.mark.parametrize(
    "subject",
    [
        "Delivery failed again!",
        "Delivery status of my documents",
        "Undelivered parcel",
        "Mail delivery problems",
        "E-mail failed to explain the charges",
        "Warning: message to your directors",
    ],
)
def test_deliveries_of_other_things(subject: str) -> None:
    """What a client calls a failed delivery is a bounce only where words of mail systems stand below."""
    assert automatic(mail(subject=subject)) is None
    bounce = automatic(mail(subject=subject, text="550 5.1.1 <jo@client.example>: user unknown"))
    assert bounce is not None
    assert (bounce.kind, bounce.certain) == (K.BOUNCE, False)


def passed_on(subject: str, sender: str = "Jo Client <jo@client.example>", text: str = COMPLAINT) -> Message:
    """A mail that holds the lines of a delivery report."""
    notice = DeliveryNotice("jo@client.example", DeliveryKind.FAILED)
    return Message(sender=None, from_text=sender, subject=subject, text=text, delivery_notices=(notice,))


def test_a_bounce_that_was_passed_on() -> None:
    """A client's complaint about a bounce is theirs; with all of the bounce below it is never certain."""
    assert automatic(passed_on("Fwd: Undeliverable: my complaint")) is None
    whole = automatic(
        passed_on("Fwd: Undeliverable: my complaint", text=f"{COMPLAINT} 550 5.1.1 user unknown")
    )
    assert whole is not None
    assert (whole.kind, whole.certain) == (K.BOUNCE, False)
    machine = automatic(passed_on("Re: Test", "postmaster@client.example"))
    assert machine is not None
    assert machine.kind is K.BOUNCE


def test_a_receipt_that_refuses() -> None:
    """A mailbox that refuses a letter by a receipt has bounced it (RFC 5429)."""
    report = (("content-type", "multipart/report; report-type=disposition-notification"),)
    notice = (DeliveryNotice("jo@client.example", DeliveryKind.FAILED),)
    refused = Message(
        sender=None, from_text="", subject="Rejected: x", text="", headers=report, delivery_notices=notice
    )
    found = automatic(refused)
    assert found is not None
    assert (found.kind, found.certain) == (K.BOUNCE, True)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your email. I am out of the office until Monday and will reply then.",
        "I am currently on annual leave. In my absence please contact my colleague Bob.",
        "I am away with limited access to email.",
        "Vielen Dank für Ihre Nachricht. Ich bin nicht im Büro und am Montag wieder da.",
        "This is an automatic reply: your mail has been received.",
        "Thank you. This is an automated response.",
    ],
)
def test_absences_without_any_mark(text: str) -> None:
    """A notice that only a program sends to everybody is one, though never certain by its words alone."""
    found = automatic(mail(subject="Re: Your complaint", text=text))
    assert found is not None
    assert (found.kind, found.certain) == (K.VACATION, False)
    assert automatic(mail(subject="Fwd: Your complaint", text=text)) is None
    assert (
        automatic(mail(subject="Re: Your complaint", text=f"You only ever send me this:\n> {text}")) is None
    )


@pytest.mark.parametrize(
    "text",
    [
        "I am out of the office next week, please call me on my mobile instead.",
        "Thank you for your email. I will be out of the office on Monday but can meet you on Tuesday.",
        "Thanks for your message. I am away until Monday, but I am not happy with the offer.",
        "I wrote to you three weeks ago and all I got is an automatic reply.",
        "I clicked on the link to verify my account as you told me, and the page does not work.",
    ],
)
def test_people_who_are_away(text: str) -> None:
    """A client may be away, thank us, and complain about automatic replies."""
    assert automatic(mail(subject="Re: Your letter", text=text)) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Jane Doe is out of the office.",
        "Re: Your complaint (Out of Office)",
        "Council Autoreply",
        "Absent(e) du bureau : votre lettre",
        "Automatisk svar: brev",
        "Samodejni odgovor: pismo",
        "Automātiska atbilde: vēstule",
        "Автоматична відповідь: лист",
        "مرحبا",
        "رد تلقائي: رسالة",
        "תשובה אוטומטית: מכתב",
        "Mimo kancelář",
        "부재 중: letter",
    ],
)
def test_absences_in_many_languages(subject: str) -> None:
    """Mail programs translate their prefix; a greeting in a language we do not list is a person's."""
    found = automatic(mail(subject=subject))
    assert (found is None) == (subject == "مرحبا")


@pytest.mark.parametrize(
    "text",
    [
        "This account is protected by Filter. Please click on the following link to be added to the allowed list.",
        "Your message is being held because the address has not been verified.\nTo release your message, reply.",
        "I would like to get your mail, but need you to verify that you are a real person.",
    ],
)
def test_challenges_without_any_mark(text: str) -> None:
    """A challenge gives itself away by what it asks for."""
    found = automatic(mail(subject="RE: Your complaint", text=text))
    assert found is not None
    assert found.kind is K.CHALLENGE

"""Automatic mail is recognised by several signs, and a marker alone never hides a person."""

import pytest

from worker.model.mail import Attachment, DeliveryKind, DeliveryNotice, Message
from worker.policy.reading.automatic import RULES, AutomaticKind, automatic

K = AutomaticKind
COMPLAINT = "You have overcharged us since May and nobody answers. I want to complain."


def mail(
    headers: tuple[tuple[str, str], ...] = (),
    subject: str = "Our contract",
    text: str = COMPLAINT,
    sender: str = "Jo Client <jo@client.example>",
) -> Message:
    """A client's mail with these headers."""
    content_type = dict(headers).get("content-type", "text/plain").partition(";")[0]
    return Message(
        sender=None,
        from_text=sender,
        subject=subject,
        text=text,
        content_type=content_type,
        headers=headers,
    )


MARKERS = [
    ("auto-submitted", "auto-generated", K.MACHINE),
    ("auto-submitted", "auto-replied", K.VACATION),
    ("auto-submitted", 'auto-replied; owner-email="jo@client.example"', K.VACATION),
    ("auto-submitted", "Auto-Generated (failure)", K.MACHINE),
    ("precedence", "bulk", K.NEWSLETTER),
    ("precedence", "Junk", K.NEWSLETTER),
    ("precedence", "LIST", K.LIST),
    ("precedence", "auto_reply", K.VACATION),
    ("x-auto-response-suppress", "DR, OOF, AutoReply", K.MACHINE),
    ("x-auto-response-suppress", "ALL", K.MACHINE),
    ("x-autoreply", "yes", K.VACATION),
    ("x-autorespond", "", K.VACATION),
    ("list-id", "<news.client.example>", K.LIST),
    ("list-unsubscribe", "<https://crm.example/u/1>", K.NEWSLETTER),
    ("return-path", "<>", K.MACHINE),
    ("x-loop", "client", K.MACHINE),
    ("content-type", "multipart/report; boundary=b", K.MACHINE),
]


@pytest.mark.parametrize(("name", "value", "kind"), MARKERS)
def test_a_marker_alone_is_not_certain(name: str, value: str, kind: AutomaticKind) -> None:
    """A complaint that carries a marker is automatic enough to stay unanswered, and not certain (S-09)."""
    found = automatic(mail(((name, value),)))
    assert found is not None
    assert (found.kind, found.certain) == (kind, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("auto-submitted", "no"),
        ("precedence", "first-class"),
        ("precedence", "normal"),
        ("x-auto-response-suppress", "DR, RN"),
        ("x-auto-response-suppress", ""),
        ("feedback-id", "1.eu-west-1.abc=:AmazonSES"),
        ("return-path", "<jo@client.example>"),
        ("content-type", "multipart/mixed; boundary=report-type"),
    ],
)
def test_harmless_headers(name: str, value: str) -> None:
    """These headers say nothing about who wrote the mail."""
    assert automatic(mail(((name, value),))) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Your autoreply ignored me",
        "Re: Out of office",
        "Fwd: Undeliverable: our complaint",
        "RE: Automatic reply: our complaint",
        "Out of office hours nobody answers your telephone",
        "Read this please",
        "My mail to you was undeliverable",
        "Delivery of the meter",
        "Accepted offer",
        "Complaint about message from Mr Jones",
        "Automatic renewal without our consent",
        "On leaving your service",
        "",
    ],
)
def test_people_write_such_subjects(subject: str) -> None:
    """Words of machines inside a person's subject make nothing automatic (peers 14)."""
    assert automatic(mail(subject=subject)) is None


OUT_OF_OFFICE = "I am out of the office until Monday and will answer then."


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: We have received your complaint",
        "Out of Office: We have received your complaint",
        "Out of Office AutoReply: We have received your complaint",
        "[EXTERNAL] Automatic reply: Your complaint",
        "Auto reply",
        "Auto: your complaint",
        "[Auto-Reply] your complaint",
        "Out of the office until 3 June",
        "Annual leave - Re: your complaint",
        "Abwesenheitsnotiz: Ihre Beschwerde",
        "Automatische Antwort: Ihre Beschwerde",
        "Réponse automatique : votre réclamation",
        "Respuesta automática: su queja",
        "Risposta automatica: reclamo",
        "Automatisch antwoord: uw klacht",
        "Automatyczna odpowiedź: skarga",
        "Ymateb awtomatig: eich cwyn",
        "自動応答: complaint",
    ],
)
def test_out_of_office(subject: str) -> None:
    """An absence notice is certain as soon as a marker agrees with its subject."""
    alone = automatic(mail(subject=subject, text=OUT_OF_OFFICE))
    marked = automatic(mail((("auto-submitted", "auto-replied"),), subject, "Hello"))
    assert alone is not None
    assert marked is not None
    assert (alone.kind, marked.kind) == (K.VACATION, K.VACATION)
    assert (alone.certain, marked.certain) == (False, True)


def test_marker_and_words_agree() -> None:
    """A marker and the words of an absence notice are certain, whatever the subject."""
    found = automatic(mail((("x-autoreply", "yes"),), "Re: Your complaint", OUT_OF_OFFICE))
    assert found is not None
    assert (found.kind, found.certain) == (K.VACATION, True)


def test_words_alone_are_a_persons() -> None:
    """A client who mentions that they are away has written a mail of their own."""
    assert automatic(mail(subject="Meter visit", text=OUT_OF_OFFICE)) is None


@pytest.mark.parametrize(
    ("subject", "sender"),
    [
        ("Undeliverable: Your complaint OPT-1", "postmaster@client.example"),
        ("Mail delivery failed: returning message to sender", "Mailer-Daemon@mx.client.example"),
        (
            "Unzustellbar: Ihre Beschwerde",
            "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615@client.example>",
        ),
        ("failure notice", "MAILER-DAEMON <>"),
    ],
)
def test_bounces_without_a_report(subject: str, sender: str) -> None:
    """A mail system that says that a mail came back is a bounce for certain."""
    found = automatic(mail(subject=subject, sender=sender))
    assert found is not None
    assert (found.kind, found.certain) == (K.BOUNCE, True)


@pytest.mark.parametrize(
    ("notice", "subject", "kind"),
    [
        (DeliveryKind.FAILED, "Delivery Status Notification (Failure)", K.BOUNCE),
        (DeliveryKind.DELAYED, "Delivery Status Notification", K.DELAY),
        (DeliveryKind.DELIVERED, "Delivered: your complaint", K.DELIVERED),
    ],
)
def test_delivery_reports(notice: DeliveryKind, subject: str, kind: AutomaticKind) -> None:
    """The lines of a report say whether the letter failed, waits or arrived (RFC 3464)."""
    report = Message(
        sender=None,
        from_text="postmaster@client.example",
        subject=subject,
        text="",
        content_type="multipart/report",
        headers=(("content-type", 'multipart/report; report-type="delivery-status"; boundary=b'),),
        delivery_notices=(DeliveryNotice("jo@client.example", notice),),
    )
    found = automatic(report)
    assert found is not None
    assert (found.kind, found.certain) == (kind, True)


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        ("feedback-report", K.FEEDBACK),
        ("disposition-notification", K.RECEIPT),
        ("delivery-status", K.BOUNCE),
        ("tlsrpt", K.MACHINE),
    ],
)
def test_reports(report: str, kind: AutomaticKind) -> None:
    """A report names its kind and is certain."""
    found = automatic(mail((("content-type", f"Multipart/Report; report-type = {report.upper()}"),)))
    assert found is not None
    assert (found.kind, found.certain) == (kind, True)


@pytest.mark.parametrize(
    ("subject", "sender", "kind", "certain"),
    [
        ("complaint about message from 192.0.2.1", "staff@hotmail.com", K.FEEDBACK, True),
        (
            "Report Domain: client.example Submitter: google.com Report-ID: 1",
            "noreply@x.example",
            K.MACHINE,
            True,
        ),
        ("Cron <root@host> /usr/bin/backup", "root@host.example", K.MACHINE, True),
        ("Website enquiry", "WordPress <no-reply@client.example>", K.MACHINE, False),
        ("Website enquiry", "donotreply@client.example", K.MACHINE, False),
        ("Website enquiry", "forms.noreply@client.example", K.MACHINE, False),
        ("Please confirm your message", "Sam <sam@spamarrest.com>", K.CHALLENGE, True),
        ("Please confirm your email to me", "Sam <sam@client.example>", K.CHALLENGE, False),
        ("Read: your complaint", "Jo Client <jo@client.example>", K.RECEIPT, False),
        ("Accepted: Review", "Jo Client <jo@client.example>", K.CALENDAR, False),
    ],
)
def test_subjects_and_senders(subject: str, sender: str, kind: AutomaticKind, certain: bool) -> None:
    """A web form's robot may carry a client's complaint, a report about our own mail may not."""
    found = automatic(mail(subject=subject, sender=sender))
    assert found is not None
    assert (found.kind, found.certain) == (kind, certain)


def test_calendar_answer() -> None:
    """An answer to an invitation is certain; a person's mail with a calendar file is not."""
    file = Attachment("invite.ics", "text/calendar", 10, "0")
    found = []
    for subject in ("Accepted: Review", "Please come and talk to us"):
        answer = Message(
            sender=None, from_text="jo@client.example", subject=subject, text="", attachments=(file,)
        )
        seen = automatic(answer)
        assert seen is not None
        found.append((seen.kind, seen.certain))
    assert found == [(K.CALENDAR, True), (K.CALENDAR, False)]


def test_a_person_is_no_machine() -> None:
    """An ordinary mail follows no rule."""
    assert automatic(mail()) is None


def test_rules_have_names() -> None:
    """Each rule has a name that can be recorded."""
    assert all(rule.name for rule in RULES)


def test_long_lines_are_read_in_time() -> None:
    """Subjects and senders of absurd length end, because no rule looks back further than it must."""
    absurd = mail(
        subject=" " * 50_000 + "[ext]" * 5_000, text="hi\n" * 50_000, sender="a." * 20_000 + " <" * 20_000
    )
    assert automatic(absurd) is None

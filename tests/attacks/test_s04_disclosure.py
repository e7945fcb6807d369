"""Nobody is told what is not theirs: S-04 others' codes, S-12 people in copy, S-13 answers asked for elsewhere."""

from tests.attacks.siege import ANGRY, CLIENT, STAFF, Siege, mail, shown
from worker.model.time import Clock

SERVICES = (
    ("Slack <no-reply@slack.example>", "Slack confirmation code: {code}", "Your code is {code}."),
    ("GitHub <noreply@github.example>", "[GitHub] Please verify your device", "Verification code: {code}"),
    (
        "Google <forwarding-noreply@google.example>",
        "Gmail forwarding confirmation (#{code})",
        "Confirm: {code}",
    ),
    (
        "Atlassian <do-not-reply@atlassian.example>",
        "Verify your email",
        "Enter {code} to join optimised.net.",
    ),
    ("Zoom <no-reply@zoom.example>", "Your one-time code", "{code}"),
    ("Microsoft <account-security-noreply@microsoft.example>", "Security code", "Security code: {code}"),
    ("Bank <alerts@bank.example>", "Reset your password", "Use {code} within ten minutes."),
    ("Shop <hello@shop.example>", "Welcome", "Click https://shop.example/verify?token={code}"),
)
REPLY_TO = (
    "evil@evil.example",
    "Anita <evil@evil.example>",
    '"client@firm-{n}.example" <evil@evil.example>',
    "client@firm-{n}.example, evil@evil.example",
    "evil@evil.example, client@firm-{n}.example",
    "evil@firm-{n}.example.evil.example",
    "evil@sub.evil.example",
    "<evil@evil.example> (client@firm-{n}.example)",
    "=?utf-8?q?client=40firm-{n}.example?= <evil@evil.example>",
    "Group: evil@evil.example, client@firm-{n}.example;",
)


def test_s04_codes_of_other_services_reach_no_stranger(under: Siege) -> None:
    """S-04, the Ticket Trick of 2017 and Zendesk 2024: verification mail to the support address was shown to its owner.

    Services write to the secret address of Joe's case and to ours, by their marks and without; Joe, whose case it
    is, hears nothing of it.
    """
    mails: list[bytes] = []
    codes: list[str] = []
    for number, (sender, subject, text) in enumerate(SERVICES):
        domain = sender.rstrip(">").rpartition("@")[2]
        for marks in ({}, {"Auto-Submitted": "auto-generated"}, {"Precedence": "bulk"}):
            code = f"9{number}{len(codes):02}-774"
            codes.append(code)
            headers = {"To": under.secret_address(under.undecided), **marks}
            mails.append(
                mail(
                    sender, subject.format(code=code), text.format(code=code), proven=domain, headers=headers
                )
            )
    sent = len(under.rig.sink.mails)
    under.withstand(mails, noted=len(mails))
    outside = [letter for letter in under.rig.sink.mails[sent:] if not STAFF.intersection(letter.recipients)]
    assert [code for code in codes for letter in outside if code in shown(letter)] == []


def test_s12_people_in_copy_are_never_written_to(under: Siege) -> None:
    """S-12, alga-psa#3241 and django-helpdesk: whoever stood in Cc was subscribed; the ICO fined for less.

    A complaint with fifty people in copy, a competitor among them, in every header that names people; one more with
    the copies in a reply to a known case.
    """
    others = ", ".join(
        ["rival@competitor.example", *(f"person-{number}@other.example" for number in range(49))]
    )
    names = (
        "Cc",
        "Bcc",
        "To",
        "Resent-Cc",
        "X-Cc",
        "Apparently-To",
        "Errors-To",
        "Disposition-Notification-To",
    )
    clients = [f"client@firm-{number}.example" for number in range(len(names))]
    mails = [
        mail(f"Client <{email}>", proven=email.partition("@")[2], headers={name: others})
        for email, name in zip(clients, names, strict=True)
    ]
    mails.append(
        mail(
            f"Anita Patel <{CLIENT}>",
            "Re: Your complaint",
            "I add my neighbours.",
            proven="harbour-bakery.example",
            headers={"To": under.secret_address(under.acknowledged), "Cc": others},
        )
    )
    sent = len(under.rig.sink.mails)
    under.withstand(mails, may_hear=clients, noted=1)
    letters = under.letters_to_strangers(sent)
    assert {reader for letter in letters for reader in letter.recipients} >= set(clients)
    assert [letter for letter in letters if "competitor" in shown(letter) or "\nCc:" in shown(letter)] == []


def test_s13_an_answer_asked_for_elsewhere_is_a_persons_task(under: Siege) -> None:
    """S-13: Reply-To names another domain; neither address gets a letter, and the duty keeps its date."""
    clients = [f"client@firm-{number}.example" for number in range(len(REPLY_TO))]
    mails = [
        mail(
            f"Client <{email}>",
            text=ANGRY,
            proven=email.partition("@")[2],
            headers={"Reply-To": value.format(n=n)},
        )
        for n, (email, value) in enumerate(zip(clients, REPLY_TO, strict=True))
    ]
    under.withstand(mails)
    for email in clients:
        case = under.case_of(email)
        assert case.withheld
        assert case.due_on(Clock.ACKNOWLEDGE) == under.case(under.undecided).due_on(Clock.ACKNOWLEDGE)


def test_s13_an_answer_within_the_own_domain_goes_to_the_sender(under: Siege) -> None:
    """S-13: a department as Reply-To is usual; the letter goes to who is proven, not to that address."""
    raw = mail(
        "Client <client@firm.example>", proven="firm.example", headers={"Reply-To": "office@firm.example"}
    )
    under.withstand([raw], may_hear={"client@firm.example"})
    assert len(under.rig.received("client@firm.example")) == 1

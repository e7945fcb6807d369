"""Marks of automatic mail stop the answer and nothing else: S-09 on a complaint, S-10 on an absence notice."""

from collections.abc import Mapping

import pytest

from tests.attacks.siege import CLIENT, Siege, letter_of, mail
from worker.model.catalogue import LetterKind
from worker.model.entry import AcknowledgementWithheld
from worker.model.stage import Stage
from worker.model.time import Clock

MARKS: Mapping[str, Mapping[str, str]] = {
    "bulk": {"Precedence": "bulk"},
    "junk": {"Precedence": "junk"},
    "list": {"Precedence": "list"},
    "auto_reply": {"Precedence": "Auto_Reply"},
    "generated": {"Auto-Submitted": "auto-generated"},
    "replied": {"Auto-Submitted": "auto-replied; owner-email=crm@firm.example"},
    "suppress all": {"X-Auto-Response-Suppress": "All"},
    "suppress as Outlook does": {"X-Auto-Response-Suppress": "DR, OOF, AutoReply"},
    "unsubscribe": {
        "List-Unsubscribe": "<mailto:leave@firm.example>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    "list id": {"List-Id": "<customers.firm.example>"},
    "list post": {"List-Post": "<mailto:list@firm.example>"},
    "null return path": {"Return-Path": "<>"},
    "autoreply": {"X-Autoreply": "yes"},
    "autorespond": {"X-Autorespond": "complaints"},
    "vacation": {"X-Vacation": "yes"},
    "campaign": {"Feedback-ID": "1:2:crm", "X-Mailer": "CRM 4", "Precedence": "BULK"},
}

ABSENT = (
    ("Automatic reply: Your complaint", "I am out of the office until Monday."),
    ("Out of Office: Your complaint", "I am on annual leave."),
    ("Abwesenheitsnotiz: Your complaint", "Ich bin nicht im Büro."),
    ("Réponse automatique : Your complaint", "Je suis absente du bureau."),
    ("Autosvar: Your complaint", "Jeg er på ferie."),
    ("Ymateb awtomatig: Your complaint", "Rwyf allan o'r swyddfa."),
    ("自動応答: Your complaint", "不在です。"),
    ("Re: Your complaint", "I confirm. I accept. Yes. I am out of the office."),
)


def test_s09_a_marked_complaint_is_a_complaint(under: Siege) -> None:
    """S-09, roundup's IgnoreBulk and UVdesk: CRMs and web shops mark the mail of real people, and it was dropped.

    A complaint under each mark opens its case with every clock; nobody outside is written to, and a colleague has
    the acknowledgement with the same due date.
    """
    clients = [f"client@firm-{number}.example" for number in range(len(MARKS))]
    mails = [
        mail(f"Client <{email}>", proven=email.partition("@")[2], headers=marks)
        for email, marks in zip(clients, MARKS.values(), strict=True)
    ]
    under.withstand(mails)
    tasks = " ".join(
        " ".join(letter.text.split()) for letter in under.rig.received("sarah.hughes@optimised.net")
    )
    for name, client in zip(MARKS, clients, strict=True):
        case = under.case_of(client)
        assert case.stage is Stage.NEW, name
        assert case.due_on(Clock.ACKNOWLEDGE) == under.case(under.undecided).due_on(Clock.ACKNOWLEDGE), name
        (held,) = (
            each.fact
            for each in under.rig.entries(case.reference)
            if isinstance(each.fact, AcknowledgementWithheld)
        )
        assert held.person == "sarah", name
        assert client in tasks, name


def test_s09_a_mark_that_says_no_is_none(under: Siege) -> None:
    """S-09, RFC 3834 section 5: Auto-Submitted: no is what a person's program may write."""
    values = ("no", "No", "no (a person)")
    clients = [f"client@firm-{number}.example" for number in range(len(values))]
    mails = [
        mail(email, proven=email.partition("@")[2], headers={"Auto-Submitted": value})
        for email, value in zip(clients, values, strict=True)
    ]
    under.withstand(mails, may_hear=clients)
    assert {under.case_of(client).stage for client in clients} == {Stage.ACKNOWLEDGED}


@pytest.mark.parametrize("way", ["secret address", "In-Reply-To", "both"])
def test_s10_an_absence_notice_confirms_nothing(under: Siege, way: str) -> None:
    """S-10, django-helpdesk reopened a closed case by one: an absence notice answers our letter in the client's name.

    In seven languages, with and without a mark, by secret address and by thread; each is noted and moves nothing.
    """
    headers = {}
    if way != "In-Reply-To":
        headers["To"] = under.secret_address(under.acknowledged)
    if way != "secret address":
        headers["In-Reply-To"] = letter_of(under, under.acknowledged, LetterKind.ACKNOWLEDGEMENT)
    mails = [
        mail(
            f"Anita Patel <{CLIENT}>",
            subject,
            text,
            proven="harbour-bakery.example",
            headers={**headers, **marks},
        )
        for subject, text in ABSENT
        for marks in ({}, {"Auto-Submitted": "auto-replied"}, {"X-Auto-Response-Suppress": "All"})
    ]
    under.withstand(mails, noted=len(mails))


def test_s10_an_absence_notice_moves_no_case_that_is_over(under: Siege) -> None:
    """S-10, zammad#5113: an absence notice reopened what a colleague had ended."""
    decided = mail(
        "Tom <tom.reed@optimised.net>", f"[{under.undecided}] not a complaint", proven="optimised.net"
    )
    under.rig.arrive(decided)
    under.rig.work()
    under.rig.look()
    assert under.case(under.undecided).stage is Stage.NOT_COMPLAINT
    under.before = {each: (under.case(each), under.rig.entries(each)) for each in under.before}
    mails = [
        mail(
            "Joe <joe@corner-shop.example>",
            subject,
            text,
            proven="corner-shop.example",
            headers={"To": under.secret_address(under.undecided), "Auto-Submitted": "auto-replied"},
        )
        for subject, text in ABSENT
    ]
    under.withstand(mails, noted=len(mails))

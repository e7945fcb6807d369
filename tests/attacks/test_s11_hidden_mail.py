"""Nobody can hide another's mail: S-11 behind its Message-ID, S-15 behind headers that steer a help desk."""

from collections.abc import Mapping

import pytest

from tests.attacks.siege import ANGRY, Siege, letter_of, mail
from tests.rig import ADDRESS
from worker.model.catalogue import LetterKind
from worker.model.stage import Stage

VICTIM = "vera@victim.example"
ID = "<complaint-1@victim.example>"
EVIL = "Eve <eve@evil.example>"

SAME_ID: Mapping[str, tuple[str, str, str, Mapping[str, str]]] = {
    "other words": (EVIL, "Hello", "Nothing.", {}),
    "same subject": (EVIL, "My bill", "Nothing.", {}),
    "same subject and words": (EVIL, "My bill", ANGRY, {}),
    "same sender, other words": (f"Vera <{VICTIM}>", "My bill", "Nothing.", {}),
    "same sender, words cut": (f"Vera <{VICTIM}>", "My bill", ANGRY[:-1], {}),
    "other date": (f"Vera <{VICTIM}>", "My bill", ANGRY, {"Date": "Mon, 2 Mar 2026 09:11:59 +0000"}),
    "marked as a bounce": (
        "MAILER-DAEMON@evil.example",
        "Undelivered",
        "Failed.",
        {"Auto-Submitted": "auto-replied"},
    ),
    "two identifiers": (EVIL, "Hello", "Nothing.", {"Message-ID ": "<other@evil.example>"}),
}

LOOPS = ("X-Loop: hello@optimised.net", "X-RT-Loop-Prevention: optimised.net", "X-Roundup-Loop: hello")
"""Marks of a program: they may stop the answer, but not the case."""

STEERING = (
    "X-Zammad-Ticket-State: closed",
    "X-Zammad-Article-Internal: true",
    "X-Zammad-Ignore: true",
    "X-OTRS-Ignore: yes",
    "X-OTRS-State: closed successful",
    "RT-Send-Cc: eve@evil.example",
    "RT-Send-Bcc: eve@evil.example",
    "RT-Attach: 1",
    "RT-Ticket: optimised.net #1",
    "X-RT-Command-By-Mail: Status: resolved",
    "X-Helpdesk-Delivered-To: eve@evil.example",
    "X-FreeScout-Mail-Type: customer.message",
    "X-Optimised-Command: close",
    "X-Optimised-Case: OPT-2026-0001",
    "X-Optimised-Ref: OPT-2026-0001",
    "X-Optimised-Ref: office.M05.aaaaaaaaaaaaaaaaaaaaaaaaaa",
    "X-Spam-Flag: YES",
    "X-Spam-Status: Yes, score=99",
    "X-Auto-Response-Suppress: None",
)


@pytest.mark.parametrize("victim_first", [True, False])
def test_s11_a_message_id_hides_nothing(under: Siege, victim_first: bool) -> None:
    """S-11, FreeScout and Zammad take a known Message-ID for the same mail: who sends it first hides the real one.

    An attacker who knows the identifier sends it with other content, in eight ways, before the victim or after.
    Each is a record of its own, and the victim's complaint is acknowledged.
    """
    forged = [
        mail(sender, subject, text, proven="evil.example", headers={"Message-ID": ID, **headers})
        for sender, subject, text, headers in SAME_ID.values()
    ]
    real = mail(f"Vera <{VICTIM}>", "My bill", proven="victim.example", headers={"Message-ID": ID})
    under.withstand(
        [real, *forged] if victim_first else [*forged, real], may_hear={VICTIM, "eve@evil.example"}
    )
    stages = {
        case.stage
        for case in under.rig.cases()
        if case.complainant.email == VICTIM and case.complaint.trust == "proven"
    }
    assert stages == {Stage.ACKNOWLEDGED}
    assert "the same mail again" not in under.rig.outcomes()
    flagged = [
        case for case in under.rig.cases() if "bears the Message-ID" in " ".join(case.complaint.reasons)
    ]
    assert flagged
    victims = [
        case for case in flagged if case.complainant.email == VICTIM and case.complaint.trust == "proven"
    ]
    assert len(victims) == (0 if victim_first else 1)


def test_s11_our_own_identifiers_hide_nothing(under: Siege) -> None:
    """S-11, osTicket took the sender out of its own Message-ID: mail that carries ours is still what it says."""
    letter = letter_of(under, under.acknowledged, LetterKind.ACKNOWLEDGEMENT)
    name = letter.strip("<>").partition("@")[0]
    clients = [f"client@firm-{number}.example" for number in range(4)]
    headers = (
        {"Message-ID": letter},
        {"X-Optimised-Ref": name},
        {"X-Optimised-Ref": name, "Message-ID": letter},
        {"Sender": ADDRESS},
    )
    mails = [
        mail(email, proven=email.partition("@")[2], headers=each)
        for email, each in zip(clients, headers, strict=True)
    ]
    under.withstand(mails, may_hear=clients)
    assert {under.case_of(client).stage for client in clients} == {Stage.ACKNOWLEDGED}


def test_s15_only_our_own_words_are_our_own_copy(under: Siege) -> None:
    """S-15: From our address, with the header and the identifier of a real letter, around words that are not ours."""
    name = letter_of(under, under.acknowledged, LetterKind.ACKNOWLEDGEMENT).strip("<>").partition("@")[0]
    mails = [
        mail(
            f"Optimised <{ADDRESS}>",
            subject,
            headers={"X-Optimised-Ref": mark, "Message-ID": f"<{mark}@optimised.net>"},
        )
        for subject in ("Your complaint: Our contract [OPT-2026-0001]", "Please pay")
        for mark in (name, name[:-1], "office.M05.aaaaaaaaaaaaaaaaaaaaaaaaaa", under.acknowledged)
    ]
    copies = under.rig.outcomes()["our own copy of a letter"]
    sent = len(under.rig.sink.mails)
    under.withstand(mails)
    assert under.rig.outcomes()["our own copy of a letter"] == copies + len(under.rig.sink.mails) - sent


def test_s15_headers_that_steer_other_help_desks_steer_nothing(under: Siege) -> None:
    """S-15, RT CVE-2023-41259 and X-Zammad-*: control headers of help desks, known and made up, on real complaints."""
    clients = {f"client@firm-{number}.example": line for number, line in enumerate((*STEERING, *LOOPS))}
    mails = [
        mail(email, proven=email.partition("@")[2], headers=dict([line.split(": ", 1)]))
        for email, line in clients.items()
    ]
    under.withstand(mails, may_hear=clients)
    for email, line in clients.items():
        case = under.case_of(email)
        assert case.stage is Stage.ACKNOWLEDGED or (case.stage is Stage.NEW and line in LOOPS), line


def test_s11_a_perfect_copy_sent_first_hides_nothing(under: Siege) -> None:
    """S-11: who knows even the words and the date sends the same mail first, so that it is filed and forgotten.

    Once as a spam report, once to the secret address of a case of their own; the victim's mail, when it comes, is
    no repetition of either and opens its case.
    """
    victims = [f"vera@victim-{number}.example" for number in range(2)]
    ways = ({"X-Apple-Unsubscribe": "true"}, {"To": under.secret_address(under.undecided)})
    mails = []
    for victim, headers in zip(victims, ways, strict=True):
        same = {"Message-ID": f"<complaint@{victim}>"}
        mails.append(mail(victim, "My bill", headers={**same, **headers}))
        mails.append(mail(victim, "My bill", proven=victim.partition("@")[2], headers=same))
    under.withstand(mails, may_hear=victims, noted=1)
    assert {under.case_of(victim).stage for victim in victims} == {Stage.ACKNOWLEDGED}

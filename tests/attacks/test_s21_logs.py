"""Nothing of a mail, and no secret, stands in what the worker writes for operators: S-21."""

import logging
import re

import pytest

from tests.adapters import bad_mail
from tests.attacks.siege import CLIENT, SECRETS, Siege, mail, senders
from tests.servers import PASSWORD

CANARY = "xyzzycanary"
NAMES = (
    *("Subject", "To", "Cc", "Message-ID", "In-Reply-To", "References", "Reply-To", "Date", "Content-Type"),
    *("Content-Transfer-Encoding", "X-Mailer", "Auto-Submitted", "Precedence", "List-Id", "Return-Path"),
    "MIME-Version",
)
BREAKS = (
    f"{CANARY}\r\n 2026-03-02 ERROR forged {CANARY}",
    f"\x1b[31m{CANARY}\x1b[0m\x07",
    f"=?utf-8?q?{CANARY}=0D=0AERROR=3A_forged_{CANARY}?=",
    f"%s %(message)s {{0}} {CANARY}",
    f"\u2028{CANARY}\u202e",
)
OURS = (
    "worker",
    "imapclient",
    "imaplib",
    "sqlalchemy",
    "mailparser",
    "smtplib",
    "flufl",
    "email",
    "apscheduler",
)


def test_s21_headers_full_of_line_ends_write_no_line(under: Siege, caplog: pytest.LogCaptureFixture) -> None:
    """S-21, django-helpdesk logs subjects and mail-parser content types: forged lines and colours for operators.

    Line ends, colours and format signs in sixteen headers, and every odd mail of the parsing tests; with every
    logger open not one line holds a word of it, an address, or a control character.
    """
    mails = [
        mail(f"{CANARY} <{CANARY}@firm-{number}.example>", headers={name: value})
        for number, name in enumerate(NAMES)
        for value in BREAKS
    ]
    with caplog.at_level(logging.DEBUG):
        under.withstand(mails, may_hear=[f"{CANARY}@firm-{number}.example" for number in range(len(NAMES))])
    lines = [record.getMessage() for record in caplog.records if record.name.split(".")[0] in OURS]
    assert any("Letter" in line for line in lines)
    assert [line for line in lines if CANARY in line or "@" in line] == []
    assert [line for line in lines if re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", line)] == []


def test_s21_secrets_stand_in_no_line_and_no_value(
    under: Siege, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """S-21: passwords, the key of our tokens, the tokens and what clients wrote, looked for in all that is shown."""
    with caplog.at_level(logging.DEBUG):
        under.withstand([mail(f"Anita <{CLIENT}>", proven="harbour-bakery.example")], may_hear={CLIENT})
    ours = [record for record in caplog.records if record.name.split(".")[0] in OURS]
    written = "\n".join([*(record.getMessage() for record in ours), *capfd.readouterr()])
    tokens = [under.secret_address(reference) for reference in under.before]
    secrets = under.rig.place.secrets
    for secret in (*SECRETS, *tokens, PASSWORD, secrets.token_key.decode()):
        assert secret not in written
    assert repr(secrets) == "Secrets()"
    assert secrets.token_key.decode() not in repr(under.rig.place)


def test_s21_a_mail_that_breaks_the_worker_is_not_shown(
    under: Siege, caplog: pytest.LogCaptureFixture
) -> None:
    """S-21: odd mail of every class leaves no trace of its bytes in the log of the operator."""
    mails = [
        raw for name, (made, _) in bad_mail.CLASSES.items() if name != "bombs" for _, raw in list(made())[::7]
    ]
    with caplog.at_level(logging.DEBUG):
        under.withstand(mails, may_hear=senders(mails))
    lines = [record.getMessage() for record in caplog.records if record.name.split(".")[0] in OURS]
    assert [line for line in lines if "jane" in line or "complain" in line or "example" in line] == []

"""No password leaves without TLS to a proven server (S-25)."""

import ssl
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.in_the_mailbox import everything, mail
from tests.servers import PASSWORD
from tests.servers.certificates import make_authority, make_certificate
from tests.servers.dovecot import DovecotServer
from tests.servers.scripted_imap import HANG_UP, ScriptedImap
from worker.adapters.mailbox import MailboxRefused, MailboxUnavailable, open_mailbox
from worker.model.servers import MailboxSettings, Security


def with_tls(server: ScriptedImap, ca_file: Path | str) -> MailboxSettings:
    """How to reach the scripted server by TLS, trusting that authority."""
    return replace(server.settings(), security=Security.TLS, ca_file=str(ca_file))


def test_mail_over_tls(dovecot: DovecotServer) -> None:
    """With our authority named, mail is read and the doorbell rings over TLS too."""
    user = dovecot.new_user()
    dovecot.append(user, mail(1, 100_000))
    with open_mailbox(dovecot.tls_settings(user), PASSWORD) as mailbox:
        assert [each.content for each in everything(mailbox)] == [mail(1, 100_000)]
        assert not mailbox.wait_for_news(0.05, threading.Event())
        sender = threading.Timer(0.2, dovecot.append, (user, mail(2)))
        sender.start()
        assert mailbox.wait_for_news(60, threading.Event())
        sender.join()
        assert mailbox.folder().count == 2


@pytest.mark.parametrize(
    ("names", "days", "trusted"),
    [
        ("IP:127.0.0.1", 7, False),
        ("DNS:mail.example.com", 7, True),
        ("IP:127.0.0.1", -1, True),
    ],
    ids=["another authority", "another host", "expired"],
)
def test_a_certificate_that_is_not_right_is_refused(
    tmp_path: Path, names: str, days: int, trusted: bool
) -> None:
    """The person reads which host it was; the server has not heard a word."""
    authority, other = make_authority(tmp_path), make_authority(tmp_path, "other")
    certificate = make_certificate(authority, tmp_path, names=names, days=days)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.file, certificate.key)
    with ScriptedImap(tls=context) as server:
        with pytest.raises(MailboxRefused, match=r"The certificate of 127\.0\.0\.1 is not trusted"):
            open_mailbox(with_tls(server, (authority if trusted else other).file), PASSWORD)
        assert server.heard == b""


def test_a_server_without_tls_hears_no_password() -> None:
    """A listener in clear gets the beginning of a TLS handshake and nothing else."""
    with ScriptedImap() as server:
        with pytest.raises(MailboxRefused, match="speaks no TLS"):
            open_mailbox(with_tls(server, ""), PASSWORD)
        assert server.heard[:1] in {b"", b"\x16"}
        assert b"LOGIN" not in server.heard.upper()
        assert not server.heard_password()


def test_a_server_that_hangs_up_in_the_handshake_is_tried_later() -> None:
    """A connection cut before the certificate proves nothing about the settings."""
    with ScriptedImap(greeting=HANG_UP) as server, pytest.raises(MailboxUnavailable):
        open_mailbox(with_tls(server, ""), PASSWORD)


@pytest.mark.parametrize("host", ["192.0.2.1", "mail.example.com"])
def test_without_tls_only_this_computer_is_reached(host: str) -> None:
    """No connection is made to another computer."""
    settings = MailboxSettings(host=host, user="hello", security=Security.NONE)
    with pytest.raises(MailboxRefused, match=f"{host} is another computer"):
        open_mailbox(settings, PASSWORD)


def test_a_missing_authority_file_needs_a_person(tmp_path: Path) -> None:
    """The error names the file."""
    with ScriptedImap() as server, pytest.raises(MailboxRefused, match=r"absent\.pem cannot be read"):
        open_mailbox(with_tls(server, tmp_path / "absent.pem"), PASSWORD)

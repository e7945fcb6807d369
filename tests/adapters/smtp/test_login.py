"""Being let in, over TLS that is to be trusted, and the secrets that this takes."""

import base64
import logging
import traceback
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.adapters.smtp import CONTENT, HELLO, LETTER
from tests.servers import PASSWORD
from tests.servers.certificates import Certificate, make_authority, make_certificate
from tests.servers.smtp_sink import Act, Offers, SmtpSink, Stage
from tests.servers.until import until
from worker.adapters.smtp import Post, PostRefused, PostUnreachable
from worker.model.letter import SendStatus
from worker.model.servers import Security, SmtpSettings


@pytest.mark.parametrize("logins", [{"PLAIN", "LOGIN"}, {"PLAIN"}, {"LOGIN"}])
def test_check_logs_in(logins: set[str]) -> None:
    """Both ways to log in work, also with a wrong password outside ASCII, and no connection stays open."""
    with SmtpSink(offers=Offers(logins=frozenset(logins))) as sink:
        Post(sink.settings(user=HELLO), PASSWORD).check()
        with pytest.raises(PostRefused, match="535"):
            Post(sink.settings(user=HELLO), "pässword").check()
        assert sink.hits[Stage.AUTH] == 2
        assert until(lambda: not sink.open)


def test_check_without_any_way_to_log_in() -> None:
    """A server that offers no login by password needs a person."""
    with SmtpSink(offers=Offers(logins=frozenset())) as sink, pytest.raises(PostRefused, match="no login"):
        Post(sink.settings(user=HELLO), PASSWORD).check()


@pytest.mark.parametrize(("step", "error"), [("550 no", PostRefused), ("421 no", PostUnreachable)])
def test_check_says_what_is_wrong(sink: SmtpSink, post: Post, step: str, error: type[Exception]) -> None:
    """A person must look, or later may do; each error also has a default sentence."""
    sink.script(Stage.EHLO, step)
    with pytest.raises(error, match=step):
        post.check()
    assert str(error()) == error.__doc__


@pytest.mark.parametrize(
    ("said", "detail"),
    [
        ("550-5.1.1 two\r\n550 lines", "550 5.1.1 two lines"),
        ("550 \x1b[31mred\x07\u202e\ttext", "550 [31mred text"),
        (f"550 {'x' * 5000}", f"550 {'x' * 196}"),
        ("550", "550"),
    ],
)
def test_the_words_of_the_server_are_cleaned(sink: SmtpSink, post: Post, said: str, detail: str) -> None:
    """One line of at most 200 characters without control characters."""
    sink.script(Stage.DOT, said)
    assert post.send(LETTER).detail == detail


@dataclass(frozen=True, slots=True)
class Certificates:
    """One that is in order and the file that vouches for it, and some that are not."""

    ca_file: str
    good: Certificate
    bad: dict[str, Certificate]


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates for 127.0.0.1, of our authority unless their name says otherwise."""
    ours = make_authority(tmp_path_factory.mktemp("ours"))
    foreign = make_authority(tmp_path_factory.mktemp("foreign"))

    def signed(by: Certificate, names: str = "IP:127.0.0.1", days: int = 7) -> Certificate:
        return make_certificate(by, tmp_path_factory.mktemp("server"), names=names, days=days)

    bad = {
        "expired": signed(ours, days=-1),
        "wrong host": signed(ours, names="DNS:mail.example"),
        "foreign authority": signed(foreign),
        "self-signed": foreign,
    }
    return Certificates(str(ours.file), signed(ours), bad)


def test_a_letter_over_tls(certificates: Certificates) -> None:
    """With a certificate in order letters are delivered, and the final dot is the border as in clear text."""
    with (
        SmtpSink(certificate=certificates.good) as sink,
        Post(sink.settings(user=HELLO, ca_file=certificates.ca_file), PASSWORD) as post,
    ):
        post.check()
        sink.script(Stage.DATA, Act.USUAL, Act.INVITE_AND_DROP)
        sink.script(Stage.DOT, Act.USUAL, Act.KEEP_AND_DROP)
        kinds = [post.send(LETTER).kind for _ in range(4)]
    assert kinds == [SendStatus.DELIVERED, SendStatus.LATER, SendStatus.UNKNOWN, SendStatus.DELIVERED]
    assert [mail.content for mail in sink.mails] == [CONTENT] * 3


@pytest.mark.parametrize("fault", ["expired", "wrong host", "foreign authority", "self-signed"])
def test_a_certificate_that_is_not_in_order(certificates: Certificates, fault: str) -> None:
    """Nothing at all is said to a server that cannot prove who it is, and a person must look (S-25)."""
    with (
        SmtpSink(certificate=certificates.bad[fault]) as sink,
        Post(sink.settings(user=HELLO, ca_file=certificates.ca_file), PASSWORD) as post,
    ):
        with pytest.raises(PostRefused, match=r"certificate of 127\.0\.0\.1 is not to be trusted"):
            post.send(LETTER)
        assert sink.hits.total() == 0


def test_a_server_without_tls_is_told_nothing(sink: SmtpSink) -> None:
    """Encryption is never given up: the login is not sent in clear text where TLS was asked for (S-25)."""
    with Post(replace(sink.settings(user=HELLO), security=Security.TLS), PASSWORD) as post:
        assert post.send(LETTER).kind is SendStatus.LATER
    assert set(sink.hits) <= {Stage.CONNECT}


def test_clear_text_only_on_this_machine() -> None:
    """Without TLS no other machine is even called."""
    settings = SmtpSettings(host="mail.example", user=HELLO, security=Security.NONE)
    with Post(settings, PASSWORD) as post, pytest.raises(PostRefused, match="must be encrypted"):
        post.send(LETTER)


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_certificates_that_cannot_be_read(tmp_path: Path, content: str | None) -> None:
    """A ca_file that is missing or holds something else is a fault of the configuration."""
    ca_file = tmp_path / "ca.pem"
    if content:
        ca_file.write_text(content)
    with pytest.raises(PostRefused, match="Correct ca_file"):
        Post(SmtpSettings(host="127.0.0.1", ca_file=str(ca_file)), PASSWORD).check()


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("code", [450, 550])
def test_a_server_that_repeats_the_password(
    sink: SmtpSink, caplog: pytest.LogCaptureFixture, stage: Stage, code: int
) -> None:
    """The password is in no detail, error, traceback, repr or log of ours, plain or as it was sent."""
    sent = base64.b64encode(f"\0{HELLO}\0{PASSWORD}".encode()).decode()
    shown = [PASSWORD, sent, base64.b64encode(PASSWORD.encode()).decode()]
    sink.script(stage, f"{code} you said {' and '.join(shown)}")
    caplog.set_level(logging.DEBUG)
    with Post(sink.settings(user=HELLO), PASSWORD) as post:
        try:
            told = post.send(LETTER).detail
        except PostRefused as error:
            told = "".join(traceback.format_exception(error)) + repr(error)
        told += repr(post) + str(vars(post))
    told += "".join(record.getMessage() for record in caplog.records if record.name.startswith("worker"))
    assert "you said [password] and [password]" in told
    assert not [secret for secret in shown if secret in told]


def test_a_wrong_password_is_tried_once(sink: SmtpSink) -> None:
    """One attempt a connection, since several lock the account; the error names what to correct."""
    with Post(sink.settings(user=HELLO), "canary-7f3") as post:
        with pytest.raises(PostRefused, match="and the password") as refused:
            post.send(LETTER)
        assert "canary" not in "".join(traceback.format_exception(refused.value))
    assert (sink.hits[Stage.AUTH], sink.hits[Stage.MAIL]) == (1, 0)

"""Every stage and every way it can go: delivered, later, never or unknown."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.smtp import CLIENT, CONTENT, HELLO, LETTER
from tests.servers import PASSWORD, free_port
from tests.servers.smtp_sink import Act, SmtpSink, Stage, kept_in
from tests.servers.until import until
from worker.adapters.smtp import Post, PostRefused, PostUnreachable
from worker.model.letter import SendResult, SendStatus
from worker.model.servers import Security, SmtpSettings

LATER_REPLIES = ("421 4.3.2 closing", "450 4.7.1 greylisted", "451 4.3.0 local error", "452 4.3.1 full")
NEVER_REPLIES = ("550 5.1.1 nobody here", "552 5.3.4 too big", "554 5.7.1 spam")
TRANSACTION = (Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.DOT)
LETTING_IN = (Stage.CONNECT, Stage.EHLO, Stage.AUTH)


def test_a_letter_and_our_copy_are_delivered(sink: SmtpSink, post: Post) -> None:
    """One mail arrives for both with the same bytes, and the detail holds the server's queue id."""
    outcome = post.send(LETTER)
    assert outcome == SendResult(SendStatus.DELIVERED, "250 2.0.0 Ok: queued as 1-1")
    (mail,) = sink.mails
    assert (mail.sender, mail.recipients, mail.content) == (HELLO, (CLIENT, HELLO), CONTENT)


@pytest.mark.parametrize("reply", LATER_REPLIES)
@pytest.mark.parametrize("stage", [*LETTING_IN, *TRANSACTION])
def test_a_temporary_reply_means_later(sink: SmtpSink, post: Post, stage: Stage, reply: str) -> None:
    """4yz anywhere: nobody has the letter, the detail says why, and the next try succeeds."""
    sink.script(stage, reply)
    outcome = post.send(LETTER)
    assert outcome.kind is SendStatus.LATER
    assert reply in outcome.detail
    assert sink.mails == ()
    assert post.send(LETTER).kind is SendStatus.DELIVERED


@pytest.mark.parametrize("reply", NEVER_REPLIES)
@pytest.mark.parametrize("stage", TRANSACTION)
def test_a_final_reply_means_never(sink: SmtpSink, post: Post, stage: Stage, reply: str) -> None:
    """5yz in the transaction is about this letter; the next one goes out on the same connection."""
    sink.script(stage, reply)
    assert post.send(LETTER) == SendResult(SendStatus.NEVER, reply)
    assert sink.mails == ()
    assert post.send(LETTER).kind is SendStatus.DELIVERED
    assert sink.hits[Stage.CONNECT] == 1


@pytest.mark.parametrize("reply", [*NEVER_REPLIES, "535 5.7.8 wrong", "HTTP/1.1 400 Bad Request"])
@pytest.mark.parametrize("stage", LETTING_IN)
def test_not_being_let_in_needs_a_person(sink: SmtpSink, post: Post, stage: Stage, reply: str) -> None:
    """5yz or nonsense before the letter is not its fault, and it still goes when that is put right."""
    sink.script(stage, reply)
    with pytest.raises(PostRefused, match="did not let us in"):
        post.send(LETTER)
    assert sink.mails == ()
    assert post.send(LETTER).kind is SendStatus.DELIVERED


@pytest.mark.parametrize("code", [530, 534, 535, 538])
@pytest.mark.parametrize("stage", TRANSACTION)
def test_a_demand_to_log_in_is_not_the_fault_of_the_letter(
    sink: SmtpSink, post: Post, stage: Stage, code: int
) -> None:
    """The codes of RFC 4954 never make a letter undeliverable."""
    sink.script(stage, f"{code} 5.7.0 log in first")
    with pytest.raises(PostRefused, match="another user name or password"):
        post.send(LETTER)
    assert sink.mails == ()


@pytest.mark.parametrize("stage", [*LETTING_IN, Stage.MAIL, Stage.RCPT, Stage.DATA])
def test_a_connection_lost_before_the_dot_means_later(sink: SmtpSink, post: Post, stage: Stage) -> None:
    """Nobody has the letter and a new connection takes it."""
    sink.script(stage, Act.DROP)
    assert post.send(LETTER).kind is SendStatus.LATER
    assert sink.mails == ()
    assert post.send(LETTER).kind is SendStatus.DELIVERED


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_a_connection_lost_in_the_body_means_later(sink: SmtpSink, post: Post, size: int) -> None:
    """The server goes away right after 354, before a short letter's dot or in the middle of a long one."""
    sink.script(Stage.DATA, Act.INVITE_AND_DROP)
    assert post.send(replace(LETTER, content=b"x" * size)).kind is SendStatus.LATER
    assert sink.mails == ()


@pytest.mark.parametrize(
    ("step", "kept"), [(Act.DROP, 0), (Act.KEEP_AND_DROP, 1), ("354 more", 0), ("what?", 0)]
)
def test_no_clear_answer_to_the_dot_is_unknown(sink: SmtpSink, post: Post, step: str, kept: int) -> None:
    """Whether the server kept the letter cannot be told, and the connection is not used again."""
    sink.script(Stage.DOT, step)
    outcome = post.send(LETTER)
    assert outcome.kind is SendStatus.UNKNOWN
    assert outcome.detail.endswith("The letter may have been sent.")
    assert len(sink.mails) == kept
    assert post.send(LETTER).kind is SendStatus.DELIVERED
    assert sink.hits[Stage.CONNECT] == 2


@pytest.mark.parametrize(
    ("stage", "step", "kind", "kept"),
    [
        (Stage.CONNECT, Act.HOLD, SendStatus.LATER, 0),
        (Stage.RCPT, Act.HOLD, SendStatus.LATER, 0),
        (Stage.DOT, Act.HOLD, SendStatus.UNKNOWN, 0),
        (Stage.DOT, Act.KEEP_AND_HOLD, SendStatus.UNKNOWN, 1),
    ],
)
def test_a_silent_server_is_given_up(
    sink: SmtpSink, stage: Stage, step: Act, kind: SendStatus, kept: int
) -> None:
    """Each wait has an end, and only silence after the dot is unknown."""
    sink.script(stage, step)
    with Post(sink.settings(user=HELLO, reply_timeout=1), PASSWORD) as post:
        outcome = post.send(LETTER)
    assert (outcome.kind, len(sink.mails)) == (kind, kept)
    assert "timed out" in outcome.detail


def test_nobody_listens() -> None:
    """A refused connection is later for a letter, and a sentence for the operator's check."""
    settings = SmtpSettings(host="127.0.0.1", port=free_port(), security=Security.NONE)
    post = Post(settings, PASSWORD)
    assert post.send(LETTER).kind is SendStatus.LATER
    with pytest.raises(PostUnreachable, match="Connection refused"):
        post.check()


def test_greylisting_passes_on_the_same_connection(sink: SmtpSink, post: Post) -> None:
    """450 for the client, then 250: later, then delivered, without logging in again."""
    sink.script(Stage.RCPT, "450 4.2.0 greylisted, come back")
    assert [post.send(LETTER).kind for _ in range(2)] == [SendStatus.LATER, SendStatus.DELIVERED]
    assert (sink.hits[Stage.CONNECT], sink.hits[Stage.AUTH]) == (1, 1)


def test_one_connection_for_twenty_letters(sink: SmtpSink, post: Post) -> None:
    """Twenty letters are delivered after one login."""
    assert {post.send(LETTER).kind for _ in range(20)} == {SendStatus.DELIVERED}
    assert (len(sink.mails), sink.hits[Stage.CONNECT], sink.hits[Stage.AUTH]) == (20, 1, 1)


def test_a_connection_is_not_kept_for_ever(sink: SmtpSink, post: Post) -> None:
    """After fifty letters there is a new one, and closing leaves none."""
    assert {post.send(LETTER).kind for _ in range(51)} == {SendStatus.DELIVERED}
    assert [sink.mails[49].connection, sink.mails[50].connection] == [1, 2]
    post.close()
    assert until(lambda: not sink.open)


def test_a_kept_connection_that_died_is_replaced(sink: SmtpSink, post: Post) -> None:
    """Hung up, the server restarted, or 421 for an idle client: the next letter goes all the same."""
    post.send(LETTER)
    sink.hang_up()
    assert post.send(LETTER).kind is SendStatus.DELIVERED
    sink.stop()
    sink.start()
    assert post.send(LETTER).kind is SendStatus.DELIVERED
    sink.script(Stage.MAIL, "421 4.4.2 idle for too long")
    assert post.send(LETTER).kind is SendStatus.DELIVERED
    assert (len(sink.mails), sink.hits[Stage.CONNECT]) == (4, 4)


def test_a_kept_connection_is_replaced_once_and_only_before_mail(sink: SmtpSink, post: Post) -> None:
    """A second failure, or one after MAIL was accepted, is later."""
    post.send(LETTER)
    sink.script(Stage.MAIL, Act.DROP, Act.DROP)
    assert post.send(LETTER).kind is SendStatus.LATER
    post.send(LETTER)
    sink.script(Stage.RCPT, Act.DROP)
    assert post.send(LETTER).kind is SendStatus.LATER
    assert (len(sink.mails), sink.hits[Stage.CONNECT]) == (2, 3)


@pytest.mark.parametrize("reply", ["450 4.2.0 greylisted", "550 5.1.1 nobody here"])
def test_a_refused_client_leaves_nothing_for_the_copy(sink: SmtpSink, post: Post, reply: str) -> None:
    """Our copy is not even asked for and DATA is never said, so the copy is proof of the client's letter."""
    sink.script(Stage.RCPT, reply)
    post.send(LETTER)
    assert (sink.hits[Stage.RCPT], sink.hits[Stage.DATA], sink.mails) == (1, 0, ())


@pytest.mark.parametrize("reply", ["450 4.2.0 not now", "550 5.1.1 nobody here"])
def test_a_refused_copy_does_not_hold_up_the_letter(sink: SmtpSink, post: Post, reply: str) -> None:
    """The client gets the letter, and the detail says that there is no copy, also when it is unknown."""
    sink.script(Stage.RCPT, Act.USUAL, reply, Act.USUAL, reply)
    sink.script(Stage.DOT, Act.USUAL, Act.KEEP_AND_DROP)
    outcomes = [post.send(LETTER), post.send(LETTER)]
    assert [outcome.kind for outcome in outcomes] == [SendStatus.DELIVERED, SendStatus.UNKNOWN]
    assert all(f"(our own copy was refused: {reply})" in outcome.detail for outcome in outcomes)
    assert [mail.recipients for mail in sink.mails] == [(CLIENT,), (CLIENT,)]


@pytest.mark.parametrize("step", ["421 4.3.2 closing", "what?", Act.DROP])
def test_a_connection_that_ends_at_the_copy_means_later(sink: SmtpSink, post: Post, step: str) -> None:
    """Nothing is handed over on a connection that the server has given up."""
    sink.script(Stage.RCPT, Act.USUAL, step)
    assert post.send(LETTER).kind is SendStatus.LATER
    assert (sink.hits[Stage.DATA], sink.mails) == (0, ())


@pytest.mark.parametrize("copy_to", ["", CLIENT.upper()])
def test_a_letter_without_a_copy(sink: SmtpSink, post: Post, copy_to: str) -> None:
    """No copy is wanted, or it would be the letter itself."""
    post.send(replace(LETTER, copy_to=copy_to))
    assert [mail.recipients for mail in sink.mails] == [(CLIENT,)]


def test_the_copy_is_delivered_before_the_answer() -> None:
    """The sink's hook has had every recipient with the bytes by the time the outcome is known."""
    delivered: list[tuple[str, bytes]] = []
    with SmtpSink(deliver_own_copies=lambda to, content: delivered.append((to, content))) as sink:
        sink.script(Stage.DOT, Act.KEEP_AND_DROP)
        with Post(sink.settings(), "") as post:
            assert post.send(LETTER).kind is SendStatus.UNKNOWN
    assert delivered == [(CLIENT, CONTENT), (HELLO, CONTENT)]


def test_accepted_mail_is_also_a_file(tmp_path: Path) -> None:
    """What another process finds in the folder is what was accepted, across a restart of the server."""
    sink = SmtpSink()
    for number in range(2):
        sink.start(tmp_path)
        with Post(sink.settings(), "") as post:
            post.send(replace(LETTER, content=b"letter %d\r\n" % number))
        sink.stop()
    assert kept_in(tmp_path) == sink.mails
    assert [mail.content for mail in sink.mails] == [b"letter 0\r\n", b"letter 1\r\n"]


_SEND_AND_DIE = """
import sys
from worker import kill_point
from worker.adapters.smtp import Post
from worker.model.letter import Envelope
from worker.model.servers import Security, SmtpSettings

kill_point.arm(sys.argv[1])
settings = SmtpSettings(host="127.0.0.1", port=int(sys.argv[2]), security=Security.NONE)
letter = Envelope(sender="a@a.example", recipient="b@b.example", copy_to="", content=b"letter")
Post(settings, "").send(letter)
"""


@pytest.mark.parametrize(
    ("place", "invited", "kept"), [("after_rcpt", 0, 0), ("before_dot", 1, 0), ("after_dot", 1, 1)]
)
def test_where_a_test_can_kill_the_worker(sink: SmtpSink, place: str, invited: int, kept: int) -> None:
    """Each named place lies on its own side of DATA and of the final dot."""
    command = [sys.executable, "-c", _SEND_AND_DIE, place, str(sink.port)]
    killed = subprocess.run(command, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert until(lambda: not sink.open)
    assert (sink.hits[Stage.DATA], len(sink.mails)) == (invited, kept)

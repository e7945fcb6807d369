"""The doorbell misses no announcement and takes no dead server for a quiet one, as idle_check does."""

import threading

import pytest

from tests.adapters.in_the_mailbox import Script, about, bodies, everything, script
from tests.servers import PASSWORD
from tests.servers.scripted_imap import HANG_UP, SILENCE, ScriptedImap
from worker.adapters.mailbox import MailboxUnavailable, open_mailbox


@pytest.mark.parametrize(
    ("answer", "rang"),
    [
        ("* 4 EXISTS\n+ idling", True),
        ("+ idling\n* 4 EXISTS", True),
        ("+ idling", False),
        ("{tag} NO not now", False),
    ],
    ids=["before the go-ahead", "with the go-ahead", "quiet", "refused"],
)
def test_a_bell_at_an_odd_moment(answer: str, rang: bool) -> None:
    """No announcement is missed, and the connection is good for more."""
    with ScriptedImap({"IDLE": [answer]}) as server, open_mailbox(server.settings(), PASSWORD) as mailbox:
        assert mailbox.wait_for_news(0.05, threading.Event()) is rang
        assert mailbox.folder().count == 3
        assert (b"DONE" in server.heard) is ("+" in answer)


def test_a_bell_rings_once() -> None:
    """News that we were told of is not told again by the next wait."""
    script = {"IDLE": ["+ idling\n* 4 EXISTS", "+ idling"]}
    with ScriptedImap(script) as server, open_mailbox(server.settings(), PASSWORD) as mailbox:
        assert mailbox.wait_for_news(60, threading.Event())
        assert not mailbox.wait_for_news(0.05, threading.Event())


def test_a_bell_in_another_answer() -> None:
    """Mail announced while we were reading is news as soon as we wait, and only once."""
    answers = script(UID_FETCH=[about(11), "* 4 EXISTS\n" + bodies(11)])
    with ScriptedImap(answers) as server, open_mailbox(server.settings(), PASSWORD) as mailbox:
        everything(mailbox)
        assert mailbox.wait_for_news(60, threading.Event())
        assert not mailbox.wait_for_news(0.05, threading.Event())


@pytest.mark.parametrize(
    "answers", [{"DONE": [HANG_UP]}, {"DONE": [SILENCE]}, {"IDLE": [HANG_UP]}, {"IDLE": [SILENCE]}]
)
def test_a_dead_server_is_not_a_quiet_one(answers: Script) -> None:
    """Nothing rings at a server that died, and we are told (facts: idle_check)."""
    with ScriptedImap(answers) as server:
        mailbox = open_mailbox(server.settings(), PASSWORD)
        with mailbox, pytest.raises(MailboxUnavailable):
            mailbox.wait_for_news(0.05, threading.Event())

"""The page of `make demo`: every mail as it came and went, of which nothing is fetched and no word is obeyed."""

import sys
from datetime import UTC, date, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest

from tests.demo.conftest import TEMPLATES, Played, shipped
from tests.demo.page import Page, page_of
from worker.demo import DemoRefused, story
from worker.demo.gallery import Exhibit, FolderTaken, hang
from worker.demo.telling import Closing

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CLOSING = Closing(first=date(2026, 3, 2), on=MONDAY, complaints=(), log="0 complaints, 0 faults")
MAIL = b"From: a@client.example\r\nTo: hello@optimised.net\r\nSubject: Hello\r\n\r\nGood morning.\r\n"
ATTACK = """'"></iframe></pre><script>alert(1)</script><img src=x>"""
HOSTILE = (
    b'From: "\'\\"></summary><script>" <a@client.example>\r\nTo: hello@optimised.net\r\nSubject: %b\r\n'
    b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/plain\r\n\r\n%b\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>%b</p>\r\n--b--\r\n"
) % ((ATTACK.encode(),) * 3)


def test_every_mail_lies_there_and_can_be_read(played: Played) -> None:
    """Each .eml file is a mail without a fault, and the page shows and links each of them, and nothing else."""
    files = sorted(file.name for file in played.folder.glob("*.eml"))
    assert len(played.mails("*.eml")) == len(files) > 20
    assert not [message.faults for message in played.mails("*.eml") if message.faults]

    page = page_of(played.folder)
    assert sorted(target for name, target in page.asked if name == "href") == files
    for message in played.mails("*.eml"):
        assert message.subject in page.text


def test_the_page_fetches_nothing(played: Played) -> None:
    """Neither the page nor a letter in it loads anything, and the page's policy would not let them."""
    page = page_of(played.folder)
    letters = [Page(target) for name, target in page.asked if name == "srcdoc"]
    assert len(letters) > 10
    for each in (page, *letters):
        assert {name for name, _ in each.asked} <= {"href", "srcdoc", "http-equiv"}
    assert ("http-equiv", "Content-Security-Policy") in page.asked


def test_nothing_leaves_this_machine_and_nothing_tears_the_story(played: Played) -> None:
    """Every connection goes to loopback, and no library or job logs anything into the story."""
    assert played.reached
    assert all(ip_address(host).is_loopback for host in played.reached)
    assert played.logged == ()


def test_only_the_demo_s_own_files_are_replaced(tmp_path: Path) -> None:
    """A second demo removes what the first left and nothing else."""
    received = Exhibit(at=MONDAY, content=MAIL, sent=False)
    hang((received, received), CLOSING, tmp_path)
    (tmp_path / "mine.eml").write_text("mine")
    hang((received,), CLOSING, tmp_path)
    assert sorted(file.name for file in tmp_path.glob("*.eml")) == [
        "2026-03-02T0930Z-001-from-a-client-example.eml",
        "mine.eml",
    ]


def test_what_a_client_writes_stays_words(tmp_path: Path) -> None:
    """Neither name, subject, text nor HTML of a mail, nor what is told of it, becomes a part of the page."""
    hang((Exhibit(at=MONDAY, content=HOSTILE, sent=False, became=(ATTACK,)),), CLOSING, tmp_path)
    page = page_of(tmp_path)
    assert not {"script", "img"} & page.tags
    assert page.text.count(ATTACK) > 3
    assert [target.strip() for name, target in page.asked if name == "srcdoc"] == [f"<p>{ATTACK}</p>"]


def test_a_page_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """Where an index.html lies that the demo did not make, nothing is written."""
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(FolderTaken, match="--output"):
        hang((Exhibit(at=MONDAY, content=MAIL, sent=False),), CLOSING, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["index.html"]


@pytest.mark.parametrize("package", ["aiosmtpd.smtp", "pymap.imap"])
def test_missing_servers_are_named_with_the_command_that_installs_them(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine without the demo's servers one sentence says what to type."""
    monkeypatch.delitem(sys.modules, "worker.demo.mail_servers", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(DemoRefused, match=r"pip install 'complaints-worker\[demo\]'"):
        story.play(shipped(), TEMPLATES, tmp_path, lambda _line: None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"From: ((((\r\nTo: \r\nSubject:\r\n\r\n",
        b"Content-Type: text/html; charset=no-such\r\n\r\n<p>\xff</p>",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\nno part at all",
    ],
)
def test_a_broken_mail_hangs_there_too(content: bytes, tmp_path: Path) -> None:
    """A recorded mail without sender, reader, subject or a known charset is shown as far as it can be."""
    hang((Exhibit(at=MONDAY, content=content, sent=False),), CLOSING, tmp_path)
    assert (tmp_path / "2026-03-02T0930Z-001-from-unknown.eml").read_bytes() == content
    assert "a sender not known" in page_of(tmp_path).text or "((((" in page_of(tmp_path).text

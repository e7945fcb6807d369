"""`make demo`: the worker plays eight made-up weeks, tells them in plain words and leaves every mail to be seen."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from ipaddress import ip_address
from pathlib import Path

import pytest

from worker.adapters import parsing
from worker.cli.folders import Folders
from worker.demo import DemoRefused, story
from worker.demo.gallery import Exhibit, FolderTaken, hang
from worker.demo.telling import Closing
from worker.model.mail import Message
from worker.model.office import Settings

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CLOSING = Closing(first=date(2026, 3, 2), on=MONDAY, complaints=(), log="0 complaints, 0 faults")
MAIL = b"From: a@client.example\r\nTo: hello@optimised.net\r\nSubject: Hello\r\n\r\nGood morning.\r\n"
ATTACK = """'"></iframe></pre><script>alert(1)</script><img src=x>"""
HOSTILE = (
    b'From: "\'\\"></summary><script>" <a@client.example>\r\nTo: hello@optimised.net\r\nSubject: %b\r\n'
    b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/plain\r\n\r\n%b\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>%b</p>\r\n--b--\r\n"
) % ((ATTACK.encode(),) * 3)

Asked = tuple[str, str]


@dataclass(frozen=True)
class Played:
    """One demo: the lines of its story, its folder, every address that was connected to, and what was logged."""

    lines: tuple[str, ...]
    folder: Path
    reached: tuple[str, ...]
    logged: tuple[str, ...]

    def after(self, heading: str) -> tuple[str, ...]:
        """What followed from the happening whose line begins so."""
        start = next(number for number, line in enumerate(self.lines, start=1) if line.startswith(heading))
        end = next(
            number for number in range(start, len(self.lines)) if not self.lines[number].startswith("    ")
        )
        return tuple(line.removeprefix("    -> ") for line in self.lines[start:end])

    def mails(self, pattern: str) -> tuple[Message, ...]:
        """The mails of that file name, as our parser reads them."""
        read = [parsing.read(file.read_bytes()) for file in sorted(self.folder.glob(pattern))]
        return tuple(each for each in read if isinstance(each, Message))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The demo, played once for all the tests here."""
    folder, lines = tmp_path_factory.mktemp("demo") / "output", list[str]()
    with _reached() as reached, _logged() as logged:
        story.play(_settings(), TEMPLATES, folder, lambda line: lines.extend(line.split("\n")))
    return Played(tuple(lines), folder, tuple(reached), tuple(logged))


STORY = {
    "Monday 2 March 2026, 9.30am: Anita Patel": (
        "recorded as OPT-2026-0001, acknowledged; answer due Monday 23 March 2026"
    ),
    "Tuesday 3 March 2026, 8.15am: Gareth Lloyd": (
        "recorded as OPT-2026-0002, acknowledged; answer due Tuesday 24 March 2026"
    ),
    "Tuesday 3 March 2026, 2.20pm: Priya Raman": "no complaint, shown to a person",
    "Thursday 5 March 2026, 4.40pm: Siobhán O’Neill": (
        "recorded as OPT-2026-0003, acknowledged; answer due Thursday 26 March 2026"
    ),
    "Friday 6 March 2026, 5.50pm: Tom Brearley": (
        "recorded as OPT-2026-0004 until a person decides; "
        "acknowledgement due Thursday 12 March 2026, answer due Friday 27 March 2026"
    ),
    "Monday 9 March 2026, 10.15am: Anita Patel answers": "OPT-2026-0001: noted in the log",
    "Tuesday 10 March 2026, 1.30pm: D. Whitfield": (
        "recorded as OPT-2026-0005, acknowledged in neutral words; answer due Tuesday 31 March 2026"
    ),
    "Tuesday 10 March 2026, 1.34pm: D. Whitfield's mail server": (
        "OPT-2026-0005: our letter did not arrive; acknowledgement due Monday 16 March 2026"
    ),
    "Wednesday 11 March 2026, midday: the worker": "OPT-2026-0004: acknowledged in neutral words",
    "Wednesday 11 March 2026, 3.10pm: ": "OPT-2026-0005: the telephone call is noted",
    "Thursday 12 March 2026, 9.20am: ": "OPT-2026-0004: a person decided that it is a complaint",
}

SILENCE = {
    "Monday 2 March 2026, 9.32am: Anita Patel's mail program": "OPT-2026-0001: noted in the log",
    "Monday 2 March 2026, 11.05am: a newsletter": "recorded, needs no answer",
    "Thursday 5 March 2026, 4.52pm: her mail comes in a second time": "the same mail again",
}


@pytest.mark.parametrize(("heading", "line"), STORY.items())
def test_the_story_tells_what_the_log_says(played: Played, heading: str, line: str) -> None:
    """Each mail is told with its reference and with dates that name their weekday."""
    assert line in played.after(heading)


@pytest.mark.parametrize(("heading", "became"), SILENCE.items())
def test_machines_and_second_copies_are_met_with_silence(played: Played, heading: str, became: str) -> None:
    """An absence notice, a newsletter and the same mail again are recorded, and nobody is written to."""
    assert played.after(heading) == (became, "nobody is written to")


def test_each_letter_reaches_the_right_person_once(played: Played) -> None:
    """Each client has one letter and its own words in it only where the sender is proven; a machine has none."""
    (anita,) = played.mails("*-to-anita-*.eml")
    (siobhan,) = played.mails("*-to-siobhan-*.eml")
    (whitfield,) = played.mails("*-to-d-whitfield-*.eml")
    assert "three years at 31.2p a unit" in _words(anita)
    assert "overcharged by £213.45 for one month – and nobody" in _words(siobhan)
    assert "capacity" not in _words(whitfield)
    assert played.mails("*-to-weekly-*.eml") == played.mails("*-to-mailer-daemon-*.eml") == ()


def test_the_story_ends_with_what_is_owed_and_a_log_without_fault(played: Played) -> None:
    """Five complaints are open, each with its date, and the log proves itself."""
    owed = played.lines[played.lines.index(_end(played)) + 1 :][:5]
    assert [line.split()[0] for line in owed] == [f"OPT-2026-000{number}" for number in range(1, 6)]
    days = ("Monday 23", "Tuesday 24", "Thursday 26", "Friday 27", "Tuesday 31")
    assert all(f"answer due {day} March 2026" in line for day, line in zip(days, owed, strict=True))
    assert any(line.startswith("worker log verify: 5 complaints, 0 faults, seal ") for line in played.lines)
    assert played.lines[-1].endswith((played.folder / "index.html").as_uri())


def test_every_mail_lies_there_and_can_be_read(played: Played) -> None:
    """Each .eml file is a mail without a fault, and the page shows and links each of them, and nothing else."""
    files = sorted(file.name for file in played.folder.glob("*.eml"))
    assert len(played.mails("*.eml")) == len(files) > 20
    assert not [message.faults for message in played.mails("*.eml") if message.faults]

    page = _page(played.folder)
    assert [target for name, target in page.asked if name == "href"] == files
    for message in played.mails("*.eml"):
        assert message.subject in page.text


def test_the_page_fetches_nothing(played: Played) -> None:
    """Neither the page nor a letter in it loads anything, and the page's policy would not let them."""
    page = _page(played.folder)
    letters = [_Page(target) for name, target in page.asked if name == "srcdoc"]
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
    page = _page(tmp_path)
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
        story.play(_settings(), TEMPLATES, tmp_path, lambda _line: None)


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
    assert "a sender not known" in _page(tmp_path).text or "((((" in _page(tmp_path).text


class _Page(HTMLParser):
    """A page: its text, and every attribute by which it links, fetches or asks for something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.asked: list[Asked] = []
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag and what it asks for."""
        self.tags.add(tag)
        wanted = ("href", "src", "srcset", "srcdoc", "background", "data", "http-equiv", "action", "poster")
        self.asked += ((name, value or "") for name, value in attrs if name in wanted)

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def _page(folder: Path) -> _Page:
    return _Page((folder / "index.html").read_text(encoding="utf-8"))


def _settings() -> Settings:
    return Folders(ROOT / "config", TEMPLATES).settings_without_secrets()


def _words(letter: Message) -> str:
    return " ".join(letter.text.split())


def _end(played: Played) -> str:
    return next(line for line in played.lines if line.startswith("Open on Monday 27 April 2026"))


@contextmanager
def _reached() -> Iterator[list[str]]:
    """Every host that a socket of this process connects or sends to, or that a name is looked up for."""
    reached: list[str] = []
    watching = True

    def watch(event: str, given: tuple[object, ...]) -> None:
        if not watching:
            return
        if event in ("socket.connect", "socket.sendto") and isinstance(given[1], tuple):
            reached.append(str(given[1][0]))
        elif event == "socket.getaddrinfo":
            reached.append(str(given[0]))

    sys.addaudithook(watch)  # stays for good, and does nothing after this
    try:
        yield reached
    finally:
        watching = False


@contextmanager
def _logged() -> Iterator[list[str]]:
    """What any logger says so loudly that an operator would see it; another test's server may whisper meanwhile."""
    logged: list[str] = []
    listener = logging.Handler(logging.WARNING)
    listener.emit = lambda record: logged.append(record.getMessage())  # type: ignore[method-assign]  # it only listens
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        yield logged
    finally:
        root.removeHandler(listener)

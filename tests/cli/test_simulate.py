"""`worker simulate`: what the worker would do with a folder of recorded mail, and when."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import SHIPPED, Said, typed

AUTHENTICATED_BY = "mx.optimised.net"
CLIENT = "jo@bakery.example"
COLLEAGUE = "casey.example@optimised.net"

MONDAY = f"""\
Authentication-Results: {AUTHENTICATED_BY}; dmarc=pass header.from=bakery.example
Received: from mail.bakery.example (mail.bakery.example [192.0.2.7]) by mx.optimised.net; Mon, 2 Mar 2026 09:30:00 +0000
From: Jo Baker <{CLIENT}>
To: hello@optimised.net
Subject: Billed twice
Message-ID: <1@bakery.example>

This is a formal complaint. You billed us twice.
"""
NOT_PROVEN = """\
Received: from mail.mill.example by mx.optimised.net; Wed, 4 Mar 2026 10:30:00 +0000
From: m@mill.example
To: hello@optimised.net
Subject: Wrong rate
Message-ID: <2@mill.example>

We are making a complaint: the rate on our invoice is wrong.
"""
COMMAND = f"""\
Authentication-Results: {AUTHENTICATED_BY}; dmarc=pass header.from=optimised.net
Received: from mail.optimised.net (mail.optimised.net [192.0.2.8]) by mx.optimised.net; Mon, 16 Mar 2026 15:10:00 +0000
From: Casey Example <{COLLEAGUE}>
To: hello@optimised.net
Subject: [OPT-2026-0002] phoned
Message-ID: <3@optimised.net>

Spoke to them.
"""


EXPECTED = f"""\
Monday 2 March 2026, 9.30am <- mail from Jo Baker <{CLIENT}>: Billed twice
Monday 2 March 2026, 9.30am == recorded as OPT-2026-0001, acknowledged; answer due Monday 23 March 2026
Monday 2 March 2026, 9.30am -> M01 acknowledgement to {CLIENT}: Your complaint: Billed twice [OPT-2026-0001]
Wednesday 4 March 2026, 10.30am <- mail from m@mill.example: Wrong rate
Wednesday 4 March 2026, 10.30am -> M02 neutral acknowledgement to m@mill.example: We have your message [OPT-2026-0002]
Monday 16 March 2026, 3.10pm <- mail from Casey Example <{COLLEAGUE}>: [OPT-2026-0002] phoned
Monday 16 March 2026, 3.10pm == OPT-2026-0002: the telephone call is noted
Open on Friday 20 March 2026, 10pm:
""".splitlines()


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """Three mails of two weeks: of a proven client, of one who is not, and a colleague's command."""
    folder = tmp_path / "recorded"
    folder.mkdir()
    (folder / "2026-03-02T0930Z-first.eml").write_text(MONDAY)
    (folder / "second.eml").write_text(NOT_PROVEN)
    (folder / "a-third.eml").write_text(COMMAND)
    return folder


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the shipped configuration that trusts our mail server's verdicts."""
    folder = tmp_path / "config"
    shutil.copytree(SHIPPED, folder)
    _change(folder / "office.toml", '#authserv_id = ""', f'authserv_id = "{AUTHENTICATED_BY}"')
    return folder


def _change(file: Path, before: str, after: str) -> None:
    text = file.read_text()
    assert text.count(before) == 1
    file.write_text(text.replace(before, after))


def _simulated(config: Path, recorded: Path, *words: str) -> Said:
    days = ("--from", "2026-03-02", "--to", "2026-03-20")
    return typed("--config", str(config), "simulate", "--mailbox", str(recorded), *days, *words)


def _lines(said: Said) -> list[str]:
    """The lines without the spaces that make columns."""
    assert (said.code, said.err) == (0, "")
    return [" ".join(line.split()) for line in said.out.splitlines()]


def test_each_letter_is_printed_with_its_date(recorded: Path, config: Path) -> None:
    """A mail, what the log says of it and the letters that it led to, in the order of time; then what is open."""
    lines = _lines(_simulated(config, recorded))
    assert [line for line in lines if line in EXPECTED] == EXPECTED
    assert "answer due Wednesday 25 March 2026" in lines[-1]


def test_a_change_of_the_policy_changes_what_is_printed(recorded: Path, config: Path) -> None:
    """A shorter promise shows in the dates before anybody is told of it."""
    _change(config / "policy.toml", "#respond_working_days = 15", "respond_working_days = 10")
    said = _simulated(config, recorded)
    assert "answer due Monday 16 March 2026" in said.out
    assert "answer due Monday 23 March 2026" not in said.out


def test_without_trust_nobody_is_proven(recorded: Path) -> None:
    """Where no mail server is trusted, recorded verdicts count as little as in production."""
    said = _simulated(SHIPPED, recorded)
    assert "-> M01" not in said.out
    assert f"-> M02 neutral acknowledgement to {CLIENT}" in said.out
    assert "the telephone call is noted" not in said.out


def test_as_json(recorded: Path, config: Path) -> None:
    """The same for a program: every event with its time in UTC, and each open complaint with its dates."""
    said = json.loads(_simulated(config, recorded, "--json").out)
    letters = [event for event in said["events"] if event["event"] == "letter"]
    assert next(each for each in letters if each["letter"] == "M01") == {
        "at": "2026-03-02T09:30:00+00:00",
        "event": "letter",
        "letter": "M01",
        "name": "acknowledgement",
        "reference": "OPT-2026-0001",
        "to": CLIENT,
        "subject": "Your complaint: Billed twice [OPT-2026-0001]",
    }
    assert [each["reference"] for each in said["open"]] == ["OPT-2026-0001", "OPT-2026-0002"]
    assert said["open"][0]["due"]["respond"] == "2026-03-23"


def test_what_is_left_can_be_played_again(recorded: Path, config: Path, tmp_path: Path) -> None:
    """--output leaves every mail and a page; the folder is a recording that gives the same letters."""
    output = tmp_path / "output"
    first = _simulated(config, recorded, "--output", str(output))
    assert first.out.splitlines()[-1].endswith((output / "index.html").as_uri())
    again = _simulated(config, output)
    assert "Left out, because the worker wrote them" in again.err
    assert again.out.splitlines() == first.out.splitlines()[:-1]


def test_the_sample_begins_on_the_first_working_day() -> None:
    """Without a folder made-up mail is played; in May a bank holiday Monday puts it off until Tuesday."""
    said = typed("simulate", "--from", "2026-05-02", "--to", "2026-05-07")
    assert said.out.startswith("Tuesday 5 May 2026, 8am "), said
    assert "Tuesday 5 May 2026, 9.30am " in said.out
    assert "Open on Thursday 7 May 2026, 10pm:" in said.out


def test_time_that_is_held_back_is_told_and_goes_on(recorded: Path, config: Path) -> None:
    """Two complaints due where one is allowed: said once, then all that waited is written, and time goes on."""
    _change(config / "policy.toml", "#most_due_at_once = 100", "most_due_at_once = 1")
    _change(config / "office.toml", '#morning = "08:00"', 'morning = "09:00"')
    lines = _lines(_simulated(config, recorded, "--to", "2026-03-25"))
    moment = "Tuesday 24 March 2026, 9am"
    held = [line for line in lines if line.startswith("Tuesday 24 March 2026, ") and " == time " in line]
    assert len(held) == 2, held
    assert held[0].startswith(f"{moment} == time is held back: 2 complaints fell due at once, ")
    assert held[1] == f"{moment} == time goes on, as after `worker catch-up --send`"
    behind = lines[lines.index(held[1]) + 1 :]
    assert any(line.startswith(f"{moment} -> M18 ") for line in behind)
    for at in (moment, "Wednesday 25 March 2026, 9am"):
        assert any(line.startswith(f"{at} -> M19 ") for line in behind)


AT_CONFIGURED_TIMES = [
    "Monday 2 March 2026, 7.30am -> M19 daily digest",
    "Wednesday 4 March 2026, 8.50am -> M05 triage list",
    "Wednesday 11 March 2026, 11.20am -> M02 neutral acknowledgement",
    "Monday 23 March 2026, 2.10pm -> M18 reminder",
    "Monday 23 March 2026, 4.30pm -> M09 progress update",
]


def test_what_time_does_is_shown_when_it_happens(config: Path) -> None:
    """Times of office.toml and reminders.toml off the full hour: nothing is shown at any other time."""
    for before, after in (
        ('#morning = "08:00"', 'morning = "07:30"'),
        ('#triage_list = "09:00"', 'triage_list = "08:50"'),
        ('#neutral = "12:00"', 'neutral = "11:20"'),
        ('#auto_update = "16:00"', 'auto_update = "16:30"'),
    ):
        _change(config / "office.toml", before, after)
    _change(config / "policy.toml", "#auto_update = false", "auto_update = true")
    reminders = config / "reminders.toml"
    reminders.write_text(reminders.read_text().replace('at = "14:00"', 'at = "14:10"'))
    lines = _lines(typed("--config", str(config), "simulate", "--to", "2026-03-23"))
    assert [each for each in AT_CONFIGURED_TIMES if not any(line.startswith(each) for line in lines)] == []
    assert {_time(line) for line in lines if "-> M19" in line} == {"7.30am"}
    assert {_time(line) for line in lines if "-> M09" in line} == {"4.30pm"}
    assert {_time(line) for line in lines if "-> M18" in line} == {"2.10pm"}, (
        "What nine says rides in the morning."
    )


def _time(line: str) -> str:
    return line.partition(", ")[2].split()[0]


TROUBLE = {
    "no folder": (("--mailbox", "nowhere"), "Directory 'nowhere' does not exist."),
    "no mail": (("--mailbox", "config"), "There is no .eml file and no .mbox file with mail in config."),
    "no day": (("--from", "2026-02-30"), "'2026-02-30' is not a day; write it like 2026-03-02."),
    "far away": (("--to", "2150-01-01"), "2150-01-01 is not a day of the years 1990 to 2099."),
    "backwards": (
        ("--from", "2026-03-02", "--to", "2026-03-01"),
        "It would end on Sunday 1 March 2026, before it begins on Monday 2 March 2026.",
    ),
}


@pytest.mark.parametrize(("words", "sentence"), TROUBLE.values(), ids=TROUBLE)
def test_what_is_typed_wrong_is_said_in_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    """One sentence and exit code 1."""
    said = typed("simulate", *words)
    assert said.code == 1
    assert said.trouble.endswith(sentence)


def test_other_days_than_those_of_the_mail(recorded: Path, config: Path) -> None:
    """Where nothing is left to play, the mails are named."""
    days = ("--from", "2027-01-04", "--to", "2027-01-08")
    said = typed("--config", str(config), "simulate", "--mailbox", str(recorded), *days)
    assert said.code == 1
    assert said.trouble.endswith(
        "they did not arrive from Monday 4 January 2027 to Friday 8 January 2027: "
        "2026-03-02T0930Z-first.eml, a-third.eml, second.eml."
    )


@pytest.mark.parametrize("command", ["simulate", "demo"])
def test_database_and_recording_are_left_alone(
    command: str, recorded: Path, config: Path, tmp_path: Path
) -> None:
    """Neither is the configured database opened nor a recorded mail changed; the configuration is --config's."""
    database = tmp_path / "complaints.sqlite3"
    database.write_bytes(b"not even a database")
    mails = {file: file.read_bytes() for file in recorded.iterdir()}
    _change(config / "office.toml", 'reference_prefix = "OPT"', 'reference_prefix = "ZED"')
    words = ("simulate", "--mailbox", str(recorded)) if command == "simulate" else ("demo",)
    said = typed(
        *("--config", str(config), *words, "--output", str(tmp_path / "output")),
        environment={"DATABASE_URL": f"sqlite:///{database}"},
    )
    assert said.code == 0, said.err
    assert "ZED-2026-0001" in said.out
    assert database.read_bytes() == b"not even a database"
    assert {file: file.read_bytes() for file in recorded.iterdir()} == mails
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "complaints.sqlite3",
        "config",
        "output",
        "recorded",
    ]


def test_the_help_says_what_is_never_touched() -> None:
    """Whoever hesitates to type it reads that nothing leaves the machine."""
    told = " ".join(typed("simulate", "--help").out.split())
    assert "Nothing leaves this machine, and neither the database nor the mailbox" in told

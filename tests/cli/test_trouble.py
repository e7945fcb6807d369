"""What goes wrong is one sentence on standard error, with an exit code, and never a traceback or a secret."""

import ctypes
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from tests.adapters.in_the_log import NOW, complaint, migrated, run_sql
from tests.cli.terminal import PATIENCE, ROOT, SHIPPED, Said, command, typed
from tests.faults.worksite import Worksite
from tests.servers import free_port
from worker.adapters.log import journal
from worker.adapters.log.store import open_store

SECRETS = {
    "MAILBOX_PASSWORD": "tell-nobody-1",
    "SMTP_PASSWORD": "tell-nobody-2",
    "TOKEN_KEY": "tell-nobody-3-" + "k" * 32,
}
EMPTY = "The database is empty and this version needs step 0003: run `worker migrate`."
FAR = " is outside the years 1990 to 2100, for which working days are known; look at the date that was given."

_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE = 24, 1

WRONG_WORDS = [
    (("cheque",), "There is no command 'cheque'; the nearest is check."),
    (("chek",), "There is no command 'chek'; the nearest is check."),
    (("verify",), "There is no command 'verify'; the nearest is triage."),
    (("xyzzy",), "There is no command 'xyzzy'; `worker help` lists them."),
    (("log", "exprot"), "There is no command 'exprot'; the nearest is export."),
    (("run", "--josn"), "No such option '--josn'."),
    (("cases", "--jsn"), "No such option '--jsn'. Did you mean '--json'?"),
    (("run", "now"), "Got unexpected extra argument (now)"),
    (("due",), "Missing argument 'RECEIVED'."),
    (("due", "tomorrow"), "'tomorrow' is not a time; write it like 2026-12-24T09:00Z."),
    (("due", "2026-02-30T09:00Z"), "'2026-02-30T09:00Z' is not a time; write it like 2026-12-24T09:00Z."),
    (("due", ""), "'' is not a time; write it like 2026-12-24T09:00Z."),
    (("due", "\udcff"), r"'\udcff' is not a time; write it like 2026-12-24T09:00Z."),
    (("due", "2026-12-24T09:00"), "'2026-12-24T09:00' has no time zone; write 2026-12-24T09:00Z for UTC."),
    (("due", "2026-12-24"), "'2026-12-24' has no time zone; write 2026-12-24T09:00Z for UTC."),
    (
        ("due", "0001-01-01T00:00+14:00"),
        f"Monday 1 January 1{FAR}",
    ),
    (
        ("due", "9999-12-31T23:59-14:00"),
        f"Friday 31 December 9999{FAR}",
    ),
    (
        ("due", "2100-12-31T09:00Z"),
        f"Saturday 1 January 2101{FAR}",
    ),
    (("triage",), "Missing argument 'FILE'."),
    (("triage", "/nowhere.eml"), "Invalid value for 'FILE': '/nowhere.eml': No such file or directory."),
    (("triage", "/tmp"), "Invalid value for 'FILE': '/tmp': Is a directory."),
    (("log", "export"), "Nothing to write; give --xlsx FILE, --csv FILE or --json FILE."),
    (("log", "export", "--csv", "/tmp"), "Invalid value for '--csv': File '/tmp' is a directory."),
    (
        ("--config", "/etc/passwd", "due", "x"),
        "Invalid value for '--config': Directory '/etc/passwd' is a file.",
    ),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG_WORDS, ids=lambda value: str(value)[:40])
def test_wrong_words(words: tuple[str, ...], sentence: str) -> None:
    """What was typed wrongly is named, with the way out, and ends with exit code 1."""
    said = typed(*words)
    assert said.code == 1
    assert said.trouble.rstrip(".") == sentence.rstrip(".")


@pytest.mark.parametrize("words", [(), ("log",)])
def test_a_command_that_is_missing_shows_the_help(words: tuple[str, ...]) -> None:
    """Nothing typed is answered by what could be."""
    said = typed(*words)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Usage: worker ")


@pytest.mark.parametrize(
    "reference", ["OPT-2026-0009", "nonsense", "", "'; DROP TABLE log_entry", "\udcff", "a\nb"]
)
def test_unknown_reference(reference: str, filled: str) -> None:
    """No complaint of that reference is an answer in one sentence, whatever was typed."""
    said = typed("case", reference, environment={"DATABASE_URL": filled})
    assert said.code == 1
    assert (
        said.trouble
        == f"There is no complaint {reference.strip().upper()!r}; `worker cases --all` lists them."
    )


def test_unknown_promise(filled: str) -> None:
    """A name that no promise of the complaint has is typed wrong, and those that run are named."""
    said = typed("explain", "opt-2026-0001", "lunch", environment={"DATABASE_URL": filled})
    assert said.code == 1
    assert said.trouble == "There is no promise 'lunch' of OPT-2026-0001; those that run: acknowledge."


READING = [("case", "OPT-2026-0001"), ("cases",), ("cases", "--json"), ("log", "verify")]
READING += [("log", "export", "--csv", "/dev/null/log.csv")]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_database_without_tables_says_to_migrate(words: tuple[str, ...], empty: str) -> None:
    """Whatever reads the log says what is missing instead of an error of the database."""
    said = typed(*words, environment={"DATABASE_URL": empty})
    assert (said.code, said.trouble) == (2, EMPTY)


def test_a_database_of_a_later_version_is_left_alone(empty: str) -> None:
    """A step that this version does not know is named, by reading and by migrating."""
    assert typed("migrate", environment={"DATABASE_URL": empty}).code == 0
    with closing(open_store(empty)) as store:
        run_sql(store, "UPDATE alembic_version SET version_num = '9999'")
    for words in (("cases",), ("migrate",)):
        said = typed(*words, environment={"DATABASE_URL": empty})
        assert said.code == 2
        assert said.trouble.startswith("The database is at step 9999, which this version does not know")


NO_DATABASES = [
    (
        "nonsense",
        r"environment · DATABASE_URL · a value that is not shown here · an address of a database: .*",
    ),
    (
        "mysql://u:tell-nobody-4@localhost/x",
        r"environment · DATABASE_URL · a value that is not shown here · .*",
    ),
    ("sqlite:///:memory:", r".*DATABASE_URL.*"),
    ("sqlite:////nowhere/log.sqlite3", r"DATABASE_URL names a file in /nowhere, which is not a folder; .*"),
    ("postgresql+psycopg://u:tell-nobody-4@127.0.0.1:{port}/x", r"The database .*127\.0\.0\.1.*"),
]


@pytest.mark.parametrize(("url", "sentence"), NO_DATABASES)
def test_wrong_address_of_a_database(url: str, sentence: str) -> None:
    """What is wrong with DATABASE_URL is said without showing it, because a password may stand in it."""
    address = url.replace("{port}", str(free_port()))
    for words in (("migrate",), ("cases",)):
        said = typed(*words, environment={"DATABASE_URL": address})
        assert said.code == 2
        assert re.fullmatch(sentence, said.trouble)
        assert "tell-nobody" not in said.trouble


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Some other file under that name stays as it is."""
    (tmp_path / "log.sqlite3").write_text("Dear diary, " * 1_000)
    for words in (("migrate",), ("cases",), ("log", "verify")):
        said = typed(*words, environment={"DATABASE_URL": f"sqlite:///{tmp_path / 'log.sqlite3'}"})
        assert said.code == 2
        assert said.trouble.endswith("file is not a database.")
    assert (tmp_path / "log.sqlite3").read_text().startswith("Dear diary")


def test_a_database_that_may_not_be_written(empty: str) -> None:
    """Where file and folder are read-only, each command says so, even when root types it."""
    environment = {"DATABASE_URL": empty}
    assert typed("migrate", environment=environment).code == 0
    file = Path(empty.removeprefix("sqlite:///"))
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        said = [_as_nobody_special(*words, environment=environment) for words in (("migrate",), ("cases",))]
    finally:
        file.parent.chmod(0o755)
    for each in said:
        assert each.code == 2
        assert re.search(r"readonly|unable to open", each.trouble)


def _as_nobody_special(*words: str, environment: Mapping[str, str]) -> Said:
    """The command without the right of root to write where nobody may."""
    done = subprocess.run(
        [sys.executable, "-m", "worker", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        timeout=PATIENCE,
        preexec_fn=lambda: ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE),
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module", autouse=True)
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    """`migrate` on a locked database: it waits for thirty seconds, in which the others are tested."""
    file = tmp_path_factory.mktemp("locked") / "log.sqlite3"
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("PRAGMA journal_mode=WAL")
    holder.execute("BEGIN IMMEDIATE")
    waiting = subprocess.Popen(
        [sys.executable, "-m", "worker", "migrate"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{file}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    yield waiting
    holder.close()
    waiting.kill()
    waiting.communicate()


@pytest.mark.parametrize("name", ["office", "people", "policy", "triage"])
@pytest.mark.parametrize("content", ["= broken", None])
def test_a_broken_or_missing_file_of_the_configuration(
    name: str, content: str | None, tmp_path: Path
) -> None:
    """One sentence names the file and what it should be."""
    folder = copytree(SHIPPED, tmp_path / "config")
    file = folder / f"{name}.toml"
    file.write_text(content) if content else file.unlink()
    said = typed("--config", str(folder), "triage", "/dev/null")
    assert said.code == 2
    assert said.err.startswith(f"{name}.toml · {'line 1 · not TOML' if content else 'the file · missing'} · ")
    assert "Traceback" not in said.err


@pytest.mark.parametrize("words", [("run",), ("once",), ("cases",), ("migrate",), ("triage", "/dev/null")])
def test_a_missing_configuration(words: tuple[str, ...], tmp_path: Path) -> None:
    """Every file that is missing is named at once, one a line."""
    said = typed("--config", str(tmp_path / "none"), *words, environment=SECRETS)
    assert (said.code, said.out) == (2, "")
    assert [line.split(" · ")[0] for line in said.err.splitlines()] == [
        "office.toml",
        "people.toml",
        "policy.toml",
        "reminders.toml",
        "triage.toml",
        "staff_phrases.toml",
        "client_phrases.toml",
    ]


@pytest.mark.parametrize("words", [("run",), ("once",)])
def test_missing_secrets(words: tuple[str, ...], empty: str) -> None:
    """Each secret that is missing is named at once, and the shipped files are otherwise complete."""
    said = typed(*words, environment={"DATABASE_URL": empty})
    assert (said.code, said.out) == (2, "")
    assert [line.split(" · ")[1] for line in said.err.splitlines()] == list(SECRETS)


@pytest.mark.parametrize("words", [("run",), ("once",), ("demo",)])
def test_a_broken_template(words: tuple[str, ...], tmp_path: Path, empty: str) -> None:
    """Nothing is read or sent while a letter cannot be written; the file and its line are named."""
    templates = copytree(ROOT / "templates", tmp_path / "templates")
    broken = next((templates / "client").glob("M01*"))
    broken.write_text(broken.read_text() + "{{ nonsense }}\n")
    output = ("--output", str(tmp_path / "out")) if words == ("demo",) else ()
    folders = ("--config", str(SHIPPED), "--templates", str(templates))
    said = typed(*folders, *words, *output, environment={**SECRETS, "DATABASE_URL": empty})
    assert said.code == 2
    assert said.trouble.startswith(f"{broken}:")


def test_a_mailbox_that_is_down(site: Worksite) -> None:
    """`once` says so and ends with 2, and the letters that wait are sent all the same."""
    said = typed(*_without(site, "mailbox"), "once", environment=site.environment)
    assert said.code == 2
    assert said.out == "Mails settled: 0. Letters sent: 0.\n"
    assert re.fullmatch(r".*127\.0\.0\.1.*The next look tries again\.\n", said.err)


def test_a_mailbox_that_does_not_take_the_password(site: Worksite) -> None:
    """It needs a person: one sentence without the password, and exit code 2."""
    environment = {**site.environment, "MAILBOX_PASSWORD": "tell-nobody-1"}
    said = typed("--config", str(site.folder), "once", environment=environment)
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert "tell-nobody" not in said.err


def test_run_waits_for_a_mailbox_that_is_down(site: Worksite) -> None:
    """`run` goes on and tries again; told to stop it ends well."""
    words = [sys.executable, "-m", "worker", *_without(site, "mailbox"), "run"]
    environment = {"PATH": os.environ["PATH"], **site.environment}
    running = subprocess.Popen(words, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr
        assert "The next look tries again." in running.stderr.readline()
        running.send_signal(signal.SIGTERM)
        assert "Traceback" not in running.communicate(timeout=PATIENCE)[1]
        assert running.returncode == 0
    finally:
        # Else a test that fails would wait for a worker that nobody stops.
        running.kill()
        running.communicate()


def test_a_mail_server_that_is_down(site: Worksite) -> None:
    """The complaint is entered, its letter waits, and the exit code asks for a look."""
    site.arrive([1])
    said = typed(*_without(site, "smtp"), "once", environment=site.environment)
    assert said.code == 1
    assert said.out.startswith("Mails settled: 1. Letters sent: 0; others wait in the outbox")
    assert "Traceback" not in said.err


def test_check_goes_on_after_each_fault(site: Worksite, tmp_path: Path) -> None:
    """With letters, database, mailbox and SMTP broken at once, each is a finding of its own, and the rest is well."""
    folder = _without(site, "mailbox", "smtp")[1]
    (tmp_path / "templates").mkdir()
    folders = ("--config", folder, "--templates", str(tmp_path / "templates"))
    environment = {**site.environment, **SECRETS, "DATABASE_URL": "sqlite:////nowhere/log.sqlite3"}
    for words in (("check",), ("check", "--json")):
        said = typed(*folders, *words, environment=environment)
        assert (said.code, said.err) == (2, "")
        assert "tell-nobody" not in said.out
    found = {each["subject"]: each["level"] for each in json.loads(said.out)}
    assert found == {
        "config": "warning",
        **dict.fromkeys(("templates", "database", "mailbox", "smtp"), "fault"),
        **dict.fromkeys(("trust", "reminders", "clock", "holidays"), "well"),
    }


@pytest.mark.parametrize("missing", [None, "office", "policy"])
def test_check_goes_on_without_a_configuration(missing: str | None, tmp_path: Path, empty: str) -> None:
    """What cannot be looked at is said to be, and what can is looked at; no secret is shown."""
    folder = copytree(SHIPPED, tmp_path / "config")
    if missing:
        (folder / f"{missing}.toml").unlink()
    environment = {"DATABASE_URL": empty, "TOKEN_KEY": "tell-nobody-3"}
    said = typed("--config", str(folder), "check", "--json", environment=environment)
    assert (said.code, said.err) == (2, "")
    assert "tell-nobody" not in said.out
    found = {each["subject"]: each["sentence"] for each in json.loads(said.out)}
    unseen = {subject for subject, sentence in found.items() if sentence.startswith("Not looked at")}
    assert unseen == {"mailbox", "smtp"} | (
        {"templates", "database", "trust", "reminders"} if missing else set()
    ) | ({"holidays"} if missing == "policy" else set())


@pytest.mark.parametrize("words", [("due", "2026-12-24T09:00Z"), ("cases",), ("--help",), ("check",)])
def test_a_reader_that_closes_early(words: tuple[str, ...], filled: str) -> None:
    """Behind `| head` nothing is said about a pipe."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "worker", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": filled},
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_full_disk_under_the_output(filled: str) -> None:
    """What could not be written is said on the other stream."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "worker", "cases"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "DATABASE_URL": filled},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
        )
    assert (done.returncode, done.stderr) == (2, b"The operating system refused: No space left on device.\n")


def test_a_terminal_that_knows_no_accents(empty: str) -> None:
    """A letter that the terminal cannot show is written as its escape, and JSON stays JSON."""
    with migrated(empty) as store, store.writing(NOW) as tx:
        journal.append(tx, "OPT-2026-0001", [complaint(subject="Łukasz")])
    environment = {"DATABASE_URL": empty, "PYTHONIOENCODING": "latin-1"}
    said = command("cases", environment=environment)
    assert (said.code, said.err) == (0, "")
    assert said.out.rstrip().endswith(r"\u0141ukasz")
    said = command("cases", "--json", environment=environment)
    assert json.loads(said.out)[0]["subject"] == "Łukasz"


def test_a_database_that_stays_locked(locked: subprocess.Popen[bytes]) -> None:
    """After thirty seconds of waiting the command gives up with a sentence."""
    out, err = locked.communicate(timeout=PATIENCE)
    assert (locked.returncode, out) == (2, b"")
    assert Said(2, "", err.decode()).trouble.endswith("database is locked.")


def _without(site: Worksite, *servers: str) -> tuple[str, str]:
    """The words that name a configuration in which these servers are at a port where nobody listens."""
    folder = copytree(site.folder, site.folder / "without", ignore=lambda *_: ["log.sqlite3", "without"])
    office = folder / "office.toml"
    for server in servers:
        head, heading, rest = office.read_text().partition(f"[{server}]\n")
        office.write_text(
            head + heading + re.sub(r"(?m)^port = \d+$", f"port = {free_port()}", rest, count=1)
        )
    return "--config", str(folder)

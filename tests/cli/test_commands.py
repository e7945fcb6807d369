"""Every command as an operator types it: `python -m worker` from the root of the repository, on real servers."""

import json
import signal
import subprocess
import sys
import urllib.request
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.adapters.in_the_log import clock, migrated, open_case, rendered, run_sql
from tests.cli.terminal import ROOT, SHIPPED, command, typed
from tests.faults.worksite import Worksite
from tests.servers import free_port
from tests.servers.until import until
from worker.adapters.log import outbox, register
from worker.adapters.log.store import open_store
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStopped
from worker.model.reasons import StopReason
from worker.model.time import Clock

DATES = {
    "day0": "2026-12-24",
    "acknowledge_by": "2027-01-04",
    "respond_by": "2027-01-19",
    "eight_weeks": "2027-02-18",
    "eight_week_letter_by": "2027-02-18",
    "ombudsman_from": "2027-02-19",
}
WORKING = ("run", "once", "catch-up", "check", "health", "migrate", "demo", "help")
READING = ("case", "cases", "explain", "mail", "due", "calendar", "triage", "log", "simulate", "preview")
COMMANDS = (*WORKING, *READING)
DEEPER = (("log", "verify"), ("log", "export"), ("calendar", "changed"))
COMPLAINT = b"""\
From: Jane Client <jane@client.example>
To: hello@optimised.net
Subject: Formal complaint
Message-ID: <1@client.example>

I am very unhappy. You have overcharged us since January, and this is a formal complaint.
"""
DELIVERED_BY_US = b"""\
Authentication-Results: mx.optimised.net; dmarc=pass header.from=client.example
Received: from mail.client.example (mail.client.example [192.0.2.1]) by mx.optimised.net with ESMTPS;
 Mon, 02 Mar 2026 09:30:00 +0000
"""
ABSENCE = b"""\
From: Jane Client <jane@client.example>
To: hello@optimised.net
Subject: Automatic reply: your letter
Auto-Submitted: auto-replied
Message-ID: <2@client.example>

I am out of the office until Monday.
"""


@pytest.mark.parametrize("words", [("help",), ("--help",), ("-h",)])
def test_help_names_every_command_with_a_whole_sentence(words: tuple[str, ...]) -> None:
    """Each command stands there with what it does, not cut short."""
    said = typed(*words)
    assert (said.code, said.err) == (0, "")
    told = [line.split(maxsplit=1) for line in said.out.partition("Commands:\n")[2].splitlines()]
    assert sorted(name for name, _ in told) == sorted(COMMANDS)
    assert all(sentence.endswith(".") and not sentence.endswith("...") for _, sentence in told)


@pytest.mark.parametrize("words", [*((name,) for name in COMMANDS), *DEEPER])
def test_each_command_explains_itself(words: tuple[str, ...]) -> None:
    """-h behind any command says how to use it and does nothing."""
    said = typed(*words, "-h")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Usage: worker {' '.join(words)}")


def test_due_in_words() -> None:
    """Every counted day has its number, every other its reason, and each promise its clause."""
    said = command("due", "2026-12-24T09:00Z")
    assert (said.code, said.err) == (0, "")
    assert "Acknowledge by the end of Monday 4 January 2027 (working day 4, 3.1.8.1):" in said.out
    assert "Friday 25 December 2026      not counted (bank holiday: Christmas Day)" in said.out
    assert said.out.count("  day ") == 19


def test_due_as_json_needs_only_the_policy(tmp_path: Path) -> None:
    """Where nothing but policy.toml lies, and no secret is set, the dates are there and nothing else."""
    (tmp_path / "policy.toml").write_bytes((SHIPPED / "policy.toml").read_bytes())
    said = command("--config", str(tmp_path), "due", "2026-12-24T09:00Z", "--json")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == DATES


def test_the_folders_may_stand_in_the_environment(tmp_path: Path) -> None:
    """WORKER_CONFIG names the folder as --config does."""
    said = command("due", "2026-12-24T09:00Z", environment={"WORKER_CONFIG": str(tmp_path)})
    assert (said.code, said.trouble) == (
        2,
        f"policy.toml · the file · missing · a file in {tmp_path}",
    )


def test_triage_says_what_a_mail_is_and_why(tmp_path: Path) -> None:
    """Without a secret or a database: the kind, the rule, the sender, each reason with its points, the tags."""
    (tmp_path / "mail.eml").write_bytes(COMPLAINT)
    said = command("triage", str(tmp_path / "mail.eml"))
    assert (said.code, said.err) == (0, "")
    told = said.out.splitlines()
    assert told[:4] == [
        "Kind:       complaint, or perhaps one",
        "Rule:       reads like a complaint",
        "Automatic:  no",
        "Sender:     unproven: No authentication service is configured.",
    ]
    assert told[4].startswith("Judgement:  complaint, ")
    assert any(line.strip().startswith('is displeased: "unhappy" (+') for line in told)
    assert "Tags:       none" in told


def test_triage_as_json_from_standard_input() -> None:
    """An absence notice is known by its mark and its subject together, and the JSON holds these keys."""
    said = command("triage", "-", "--json", stdin=ABSENCE)
    assert (said.code, said.err) == (0, "")
    told = json.loads(said.out)
    assert set(told) == {"kind", "rule", "automatic", "judgement", "trust"}
    assert told["kind"] == "needs no answer"
    assert told["rule"] == "automatic reply"
    assert told["automatic"] == {
        "kind": "vacation",
        "rule": "Auto-Submitted: auto-replied (RFC 3834)",
        "certain": True,
    }
    assert set(told["judgement"]) == {"label", "score", "reasons", "tags"}
    assert told["trust"] == {"verdict": "unproven", "reason": "No authentication service is configured."}


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_triage_of_what_is_no_mail(words: tuple[str, ...]) -> None:
    """Bytes that nobody can read are set aside for a person, as they would be in the mailbox."""
    said = command("triage", "-", *words, stdin=b"X: y\r\n" * 200_000)
    assert (said.code, said.err) == (0, "")
    if words:
        assert json.loads(said.out)["kind"] == "set aside for a person"
    else:
        assert said.out.startswith("This mail is set aside for a person: ")


def test_triage_shows_no_control_character_of_a_mail() -> None:
    """A mail cannot write to the operator's terminal what the terminal would obey."""
    said = command("triage", "-", stdin=COMPLAINT.replace(b"unhappy", b"\x1b[31munhappy\x07"))
    assert said.code == 0
    assert all(letter.isprintable() or letter == "\n" for letter in said.out)


def test_migrate_makes_the_tables_that_the_others_read(empty: str) -> None:
    """After it, and again after it, there is an empty log without fault."""
    environment = {"DATABASE_URL": empty}
    for _ in range(2):
        said = command("migrate", environment=environment)
        assert (said.code, said.out, said.err) == (0, "The database is up to date.\n", "")
    assert typed("cases", environment=environment).out == "No complaint is open.\n"
    assert typed("cases", "--all", environment=environment).out == "There is no complaint.\n"
    assert typed("cases", "--json", environment=environment).out == "[]\n"
    verified = command("log", "verify", environment=environment)
    assert verified.code == 0
    assert verified.out.startswith("0 complaints, 0 faults, seal ")


def test_cases_in_words(filled: str) -> None:
    """A line each: where it stands, what falls due and whether it has passed, who wrote and about what."""
    said = command("cases", environment={"DATABASE_URL": filled})
    assert (said.code, said.err) == (0, "")
    assert [line.split(maxsplit=1)[0] for line in said.out.splitlines()] == ["OPT-2026-0001", "OPT-2026-0002"]
    assert "OVERDUE Friday 6 March 2026" in said.out
    assert "jane@client.example  Overcharged since January" in said.out


def test_cases_as_json(filled: str) -> None:
    """Each complaint holds these keys and no other."""
    said = command("cases", "--json", environment={"DATABASE_URL": filled})
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out)[1] == {
        "reference": "OPT-2026-0002",
        "stage": "new",
        "complainant": "jane@client.example",
        "subject": "Overcharged since January",
        "section": "client_services",
        "received_at": "2026-03-02T09:30:00+00:00",
        "day0": "2026-03-02",
        "due": {"acknowledge": "2026-03-06"},
    }


def test_case_shows_dates_lines_and_letters(filled: str) -> None:
    """A reference in small letters will do; every line is a sentence with its time in London."""
    said = command("case", "opt-2026-0001", environment={"DATABASE_URL": filled})
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("OPT-2026-0001: Overcharged since January\n")
    assert (
        "Monday 2 March 2026 09:30  worker  M01 (acknowledgement) to jane@client.example was sent" in said.out
    )
    assert "  M01 (acknowledgement) to patel@bakery.example, pending" in said.out
    assert "{" not in said.out


def test_explain_counts_the_days_of_a_promise(filled: str) -> None:
    """Each day with its number; one promise is asked for by the beginning of its name."""
    said = command("explain", "opt-2026-0001", "ack", environment={"DATABASE_URL": filled})
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Acknowledge, due by the end of Friday 6 March 2026 (3.1.8.1).\n")
    assert "Friday 6 March 2026          day 4" in said.out


def test_explain_tells_of_a_promise_that_has_ended(empty: str) -> None:
    """Asked for by its name, it says what ended it and how it was counted; without a name only what runs is told."""
    stopped = ClockStopped(
        clock=Clock.ACKNOWLEDGE,
        by=StopReason.LETTER,
        letter=LetterKind.ACKNOWLEDGEMENT,
        message_id="<m01@optimised.net>",
    )
    with migrated(empty) as store:
        open_case(store, clock(), stopped)
    said = typed("explain", "OPT-2026-0001", "acknowledge", environment={"DATABASE_URL": empty})
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(
        "Acknowledge, due by the end of Friday 6 March 2026 (3.1.8.1).\n"
        "We acknowledge every complaint within four working days.\nEnded by M01 <m01@optimised.net>.\n"
    )
    assert "Friday 6 March 2026          day 4" in said.out
    said = typed("explain", "OPT-2026-0001", environment={"DATABASE_URL": empty})
    assert (said.code, said.out, said.err) == (0, "No promise of OPT-2026-0001 runs.\n", "")


def test_health_says_that_nobody_reads_the_mailbox(filled: str) -> None:
    """No worker has looked: exit code 2 and what to do, or the same as JSON."""
    said = command("health", environment={"DATABASE_URL": filled})
    assert said.code == 2
    assert "The mailbox was never read." in said.out
    assert "Run `worker check`" in said.out

    said = command("health", "--json", environment={"DATABASE_URL": filled})
    assert said.code == 2
    told = json.loads(said.out)
    assert told["well"] is False
    assert "no look at the mailbox" in [trouble["name"] for trouble in told["troubles"]]


def test_health_before_letters_may_leave(empty: str) -> None:
    """A mailbox that was just read, and a letter that live = false keeps back: well, with all that the file says."""
    with migrated(empty) as store, store.writing(datetime.now(UTC)) as tx:
        register.move_cursor(tx, "INBOX", 1, 1)
        outbox.queue(tx, rendered("1"))
    said = command("health", environment={"DATABASE_URL": empty})
    assert (said.code, said.err) == (0, "")
    assert said.out == "The mailbox is being read; letters are kept back by live = false in office.toml.\n"
    told = json.loads(command("health", "--json", environment={"DATABASE_URL": empty}).out)
    assert (told["well"], told["troubles"]) == (True, [])
    assert (told["letters_waiting"], told["open_cases"]) == (1, 0)
    assert told["bank_holidays_known_until"] == "2028-12-31"


def test_health_without_its_log(empty: str) -> None:
    """A person is told why in one sentence, a program in its JSON; exit code 2 for both."""
    said = command("health", environment={"DATABASE_URL": empty})
    assert (said.code, said.out) == (2, "")
    assert "worker migrate" in said.trouble
    said = command("health", "--json", environment={"DATABASE_URL": empty})
    assert (said.code, said.err) == (2, "")
    told = json.loads(said.out)
    assert [trouble["name"] for trouble in told["troubles"]] == ["the log does not answer"]
    assert (told["well"], told["letters_waiting"], told["last_look"]) == (False, None, None)


def test_health_is_shown_while_the_worker_runs(site: Worksite) -> None:
    """In the file and on the page, from the start; a second worker finds the port taken, says so and works on."""
    file, port = site.folder / "health.json", free_port()
    office = site.folder / "office.toml"
    shown = office.read_text().replace('#file = ""', f'file = "{file}"')
    office.write_text(shown.replace("#metrics_port = 0", f"metrics_port = {port}"))
    site.arrive([1])
    with site.at_work():
        assert until(lambda: port_answers(port), seconds=30)
        assert until(file.exists, seconds=30)
        site.await_rest(mails=1)
        with site.at_work():
            assert until(lambda: "Address already in use" in site.said(), seconds=30)
    told = json.loads(file.read_text())
    said = command("--config", str(site.folder), "health", "--json", environment=site.environment)
    assert set(told) == set(json.loads(said.out))
    assert "Traceback" not in site.said()
    assert not port_answers(port)


def port_answers(port: int) -> bool:
    """Whether the page of figures is there and holds some."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
            return b"worker_troubles" in answer.read()
    except OSError:
        return False


def test_mail_gives_back_the_exact_bytes(site: Worksite) -> None:
    """What the mailbox held, byte for byte; a number that nobody was given is a sentence."""
    site.arrive([1])
    folders = ("--config", str(site.folder))
    assert command(*folders, "once", environment=site.environment).code == 0
    said = command(*folders, "mail", "1", environment=site.environment)
    assert (said.code, said.out.encode()) == (0, site.arrived[0])
    for number in ("99", str(2**63)):
        assert command(*folders, "mail", number, environment=site.environment).trouble == (
            f"No mail is kept under the number {number}."
        )


def test_once_reads_the_mailbox_and_sends(site: Worksite) -> None:
    """A complaint goes in, is entered and acknowledged, and a second look finds nothing to do."""
    site.arrive([1])
    folders = ("--config", str(site.folder))
    first = command(*folders, "once", environment=site.environment)
    assert (first.code, first.out, first.err) == (0, "Mails settled: 1. Letters sent: 2.\n", "")
    assert len(site.sink.mails) == 2  # to the client, and to whoever has it
    # The copies of the two letters that came in meanwhile.
    second = command(*folders, "once", environment=site.environment)
    assert (second.code, second.out) == (0, "Mails settled: 2. Letters sent: 0.\n")


def test_once_says_that_letters_are_kept_back(site: Worksite) -> None:
    """A letter that waits is no fault, and the operator hears of it."""
    site.arrive([1])
    site.sink.stop()
    try:
        said = command("--config", str(site.folder), "once", environment=site.environment)
    finally:
        site.sink.start()
    assert said.code == 1
    assert said.out == (
        "Mails settled: 1. Letters sent: 0; others wait in the outbox, and `worker check` says why.\n"
    )


def test_run_works_until_it_is_told_to_stop(site: Worksite) -> None:
    """It enters and acknowledges what arrives, and ends well at SIGTERM."""
    site.arrive([1])
    words = [sys.executable, "-m", "worker", "--config", str(site.folder), "run"]
    with site.log.open("ab") as log:
        running = subprocess.Popen(words, cwd=ROOT, env=dict(site.environment), stdout=log, stderr=log)
    try:
        site.await_rest(mails=1)
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=60) == 0
    finally:
        running.kill()
        running.wait()
    assert len(site.sink.mails) == 2  # to the client, and to whoever has it
    assert "Traceback" not in site.said()


def test_check_looks_at_everything(site: Worksite) -> None:
    """On a site where all is well only what the owner still owes is left: warnings, and exit code 1."""
    folders = ("--config", str(site.folder))
    assert command(*folders, "migrate", environment=site.environment).code == 0
    said = command(*folders, "check", "--json", environment=site.environment)
    assert (said.code, said.err) == (1, "")
    found = json.loads(said.out)
    assert all(set(each) == {"subject", "level", "sentence"} for each in found)
    well = {each["subject"] for each in found if each["level"] == "well"}
    assert well == {"templates", "database", "mailbox", "trust", "smtp", "reminders", "clock", "holidays"}
    owed = [each["sentence"] for each in found if each["subject"] == "config"]
    assert any(sentence.startswith("Before live = true: office.toml · company.number") for sentence in owed)
    in_words = command(*folders, "check", environment=site.environment)
    assert in_words.code == 1
    assert len(in_words.out.splitlines()) == len(found)


def test_log_verify_shows_a_change(tmp_path: Path, filled: str) -> None:
    """A log that somebody wrote in is a fault, with the line that was changed."""
    copy = tmp_path / "log.sqlite3"
    copy.write_bytes(Path(filled.removeprefix("sqlite:///")).read_bytes())
    environment = {"DATABASE_URL": f"sqlite:///{copy}"}
    assert command("log", "verify", environment=environment).code == 0
    with closing(open_store(environment["DATABASE_URL"])) as store:
        run_sql(
            store, "DROP TRIGGER log_entry_UPDATE", "UPDATE log_entry SET actor = 'somebody' WHERE number = 3"
        )
    said = command("log", "verify", environment=environment)
    assert said.code == 2
    assert said.err == "OPT-2026-0001: line 3 or the one before it was changed after it was written.\n"
    assert said.out.startswith("2 complaints, 1 faults, seal ")


def test_demo_plays_and_leaves_its_mails(tmp_path: Path) -> None:
    """It needs no secret, tells its story and leaves a page to look at."""
    said = command("demo", "--output", str(tmp_path / "demo"))
    assert (said.code, said.err) == (0, "")
    assert "worker log verify: " in said.out
    assert (tmp_path / "demo" / "index.html").is_file()


def test_triage_proves_a_sender_where_our_server_is_named(site: Worksite, tmp_path: Path) -> None:
    """What our own mail server found out about the sender counts, and the verdict says so."""
    (tmp_path / "mail.eml").write_bytes(DELIVERED_BY_US + COMPLAINT)
    said = typed("--config", str(site.folder), "triage", str(tmp_path / "mail.eml"), "--json")
    assert json.loads(said.out)["trust"] == {
        "verdict": "proven",
        "reason": "Our mail server confirms the sender's domain (DMARC).",
    }

"""The look before the start: each thing is well, worth a warning or a fault, and the sentence says what to do."""

import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.adapters.in_the_log import rendered
from tests.journeys.correspondence import PATEL, mail
from tests.journeys.the_office import SECRETS
from tests.rig import CONFIG, Rig, people, settings
from tests.servers import free_port, imap
from tests.servers.certificates import make_authority, make_certificate
from tests.servers.dovecot import DovecotServer
from tests.servers.postgres import PostgresServer
from tests.servers.smtp_sink import SmtpSink, Stage
from worker.adapters.log import outbox, schema
from worker.adapters.log.store import Store, open_store
from worker.adapters.settings import load
from worker.jobs.check import (
    Finding,
    Level,
    check_clock,
    check_database,
    check_health,
    check_holidays,
    check_mailbox,
    check_reminders,
    check_sent_folder,
    check_smtp,
    worst,
)
from worker.model.office import HealthSettings, Settings
from worker.model.promises import Policy
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.policy.calendar import Calendar

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CALENDAR = Calendar.of(Policy(version="test", review_due=date(2023, 8, 28)))
KNOWN_UNTIL = "Bank holidays in England are known until Sunday 31 December 2028."
ONLY_UNTIL = (
    "Bank holidays are published only until Sunday 31 December 2028: compare www.gov.uk/bank-holidays with "
    "extra_bank_holidays in policy.toml and update the worker."
)
NOWHERE = SmtpSettings(host="127.0.0.1", port=1)


@pytest.fixture
def dovecot_user(dovecot: DovecotServer) -> MailboxSettings:
    """An empty mailbox."""
    return dovecot.settings(dovecot.new_user())


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty database, on each in turn."""
    opened = open_store(database_url)
    yield opened
    opened.close()


def told(mailbox: MailboxSettings | None = None, smtp: SmtpSettings = NOWHERE) -> Settings:
    """Settings of which only these parts are looked at."""
    here = settings(
        mailbox or MailboxSettings(host="127.0.0.1", user="nobody"), smtp, "sqlite:///none.sqlite3"
    )
    return replace(here, secrets=replace(here.secrets, smtp_password="secret", mailbox_password="secret"))


def of(found: Finding) -> tuple[str, Level]:
    """What it is about and how bad it is."""
    return found.subject, found.level


def test_a_database_that_answers(store: Store) -> None:
    """Brought up to date, with nothing that waits."""
    schema.upgrade(store)
    found = check_database(store, NOW)
    assert found == Finding("database", Level.WELL, "The log answers and its schema is up to date.")


def test_a_database_without_tables(store: Store) -> None:
    """The sentence names the command that makes them."""
    found = check_database(store, NOW)
    assert of(found) == ("database", Level.WARNING)
    assert found.sentence.startswith("The database is empty and this version needs step ")
    assert found.sentence.endswith(": run `worker migrate`.")


def test_a_database_file_that_is_none(tmp_path: Path) -> None:
    """Somebody put another file in its place."""
    file = tmp_path / "complaints.sqlite3"
    file.write_text("This is no database, but it is as long as the head of one would be." * 20)
    opened = open_store(f"sqlite:///{file}")
    found = check_database(opened, NOW)
    opened.close()
    assert of(found) == ("database", Level.FAULT)
    assert found.sentence == "The database did not record it: file is not a database."


def test_a_database_server_that_went_away(postgres: PostgresServer) -> None:
    """It is killed between two looks; the next one is well again."""
    opened = open_store(postgres.new_database())
    schema.upgrade(opened)
    postgres.kill()
    found = check_database(opened, NOW)
    postgres.restart()
    assert of(found) == ("database", Level.FAULT)
    assert found.sentence.startswith("The database did not record it: ")
    assert of(check_database(opened, NOW)) == ("database", Level.WELL)
    opened.close()


def test_a_letter_that_waits_too_long(office: Rig) -> None:
    """After half an hour it is worth a warning, which says for how long; a minute sooner it is not."""
    office.sink.script(Stage.RCPT, "450 4.7.1 later")
    office.arrive(mail(PATEL, "My contract"))
    office.work()
    store = office.place.store
    assert of(check_database(store, office.now + timedelta(minutes=30))) == ("database", Level.WELL)
    assert check_database(store, office.now + timedelta(minutes=31)) == Finding(
        "database", Level.WARNING, "A letter has waited in the outbox for 31 minutes."
    )


def test_letters_that_may_not_leave(store: Store) -> None:
    """Before live = true they do not wait for anything that could be mended, however long they lie there."""
    schema.upgrade(store)
    assert check_database(store, NOW, may_send=False).sentence.startswith("The log answers and")
    with store.writing(NOW) as tx:
        outbox.queue(tx, rendered("1"))
        outbox.queue(tx, rendered("2"))
    later = NOW + timedelta(days=3)
    assert check_database(store, later, may_send=False) == Finding(
        "database",
        Level.WELL,
        "The log answers; 2 written letters are kept back by live = false in office.toml.",
    )
    assert of(check_database(store, later)) == ("database", Level.WARNING)


def test_health_that_is_shown_nowhere() -> None:
    """Where nothing is wanted there is nothing to say."""
    assert check_health(HealthSettings()) == ()


def test_health_that_can_be_shown(tmp_path: Path) -> None:
    """The folder of the file is there and so is the library."""
    wanted = HealthSettings(file=str(tmp_path / "health.json"), metrics_port=9464)
    assert check_health(wanted) == (Finding("health", Level.WELL, "The worker can show how it is."),)


def test_health_that_cannot_be_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing folder and a missing library are a sentence each; the worker works without them."""
    monkeypatch.setattr(sys, "path", [])
    for name in [name for name in sys.modules if name.partition(".")[0] == "prometheus_client"]:
        monkeypatch.delitem(sys.modules, name)
    sys.path_importer_cache.clear()
    folder = tmp_path / "nowhere"
    file, port = check_health(HealthSettings(file=str(folder / "health.json"), metrics_port=9464))
    assert (of(file), of(port)) == (("health", Level.WARNING), ("health", Level.WARNING))
    assert file.sentence.startswith(f"The health file cannot be written into {folder}: make that folder")
    assert "run `pip install '.[metrics]'`" in port.sentence


def test_a_mailbox_that_lets_us_in(dovecot: DovecotServer, dovecot_user: MailboxSettings) -> None:
    """The folder for processed mail is made where it is missing, and the messages are counted."""
    dovecot.append(dovecot_user.user, mail(PATEL, "My contract"))
    found = check_mailbox(told(dovecot_user))
    assert found == Finding("mailbox", Level.WELL, "INBOX holds 1 messages; Processed is there.")
    with imap.session(dovecot.port, dovecot_user.user) as session:
        assert session.select("Processed")[0] == "OK"


def test_a_mailbox_that_refuses_the_password(dovecot_user: MailboxSettings) -> None:
    """It is for a person, and the sentence does not show the password."""
    wrong = told(dovecot_user)
    wrong = replace(wrong, secrets=replace(wrong.secrets, mailbox_password="yesterday's"))
    found = check_mailbox(wrong)
    assert of(found) == ("mailbox", Level.FAULT)
    assert "correct user or password" in found.sentence
    assert "yesterday" not in found.sentence


def test_a_mailbox_that_is_not_there(dovecot_user: MailboxSettings) -> None:
    """Nothing listens on that port."""
    found = check_mailbox(told(replace(dovecot_user, port=free_port())))
    assert of(found) == ("mailbox", Level.FAULT)
    assert "127.0.0.1" in found.sentence


@pytest.mark.parametrize(
    "wrong", [{"inbox": "Complaints"}, {"processed": "no/*/folder"}], ids=["inbox", "processed"]
)
def test_a_folder_that_cannot_be_used(dovecot_user: MailboxSettings, wrong: dict[str, str]) -> None:
    """The sentence names the folder."""
    named = replace(dovecot_user, **wrong)  # type: ignore[arg-type]  # any field
    found = check_mailbox(told(named))
    assert of(found) == ("mailbox", Level.FAULT)
    assert all(name in found.sentence for name in wrong.values())


def test_the_folder_of_sent_mail(dovecot_user: MailboxSettings, dovecot: DovecotServer) -> None:
    """It is looked at only where it is named; where it cannot be read the operator hears so, and the worker runs."""
    assert check_sent_folder(told(dovecot_user)) == ()
    wanted = told(replace(dovecot_user, sent_folder="Sent Items"))
    (missing,) = check_sent_folder(wanted)
    assert of(missing) == ("sent folder", Level.WARNING)
    assert missing.sentence.startswith("The folder Sent Items cannot be opened for reading: correct its name")
    assert missing.sentence.endswith("Until then nothing that people send from the mailbox is seen.")
    with imap.session(dovecot.port, dovecot_user.user) as session:
        session.create('"Sent Items"')
    found = check_sent_folder(wanted)
    assert found == (Finding("sent folder", Level.WELL, "Sent Items holds 0 messages."),)


def test_a_mail_server_that_takes_our_login() -> None:
    """The login is tried and nothing is sent."""
    with SmtpSink() as sink:
        found = check_smtp(told(smtp=sink.settings(user="hello@optimised.net")))
        assert found == Finding("smtp", Level.WELL, "The server takes our login.")
        assert sink.hits[Stage.AUTH] == 1
        assert sink.hits[Stage.MAIL] == 0


def test_a_mail_server_that_refuses_our_login() -> None:
    """It is for a person."""
    with SmtpSink() as sink:
        sink.script(Stage.AUTH, "535 5.7.8 wrong")
        found = check_smtp(told(smtp=sink.settings(user="hello@optimised.net")))
    assert of(found) == ("smtp", Level.FAULT)
    assert "and the password" in found.sentence


def test_a_mail_server_that_is_not_there() -> None:
    """Nothing listens on that port."""
    found = check_smtp(told(smtp=replace(NOWHERE, port=free_port(), security="none")))  # type: ignore[arg-type]  # any field
    assert of(found) == ("smtp", Level.FAULT)
    assert found.sentence.startswith("The connection to 127.0.0.1 failed")


def test_a_mail_server_elsewhere_before_we_are_live(tmp_path: Path) -> None:
    """It takes our login, but live = false keeps every letter back, and the operator should know."""
    # A name of this machine that is_loopback does not know stands for another one.
    elsewhere = "LOCALHOST"
    assert socket.gethostbyname(elsewhere) == "127.0.0.1"
    authority = make_authority(tmp_path)
    certificate = make_certificate(authority, tmp_path, names="DNS:localhost")
    with SmtpSink(certificate=certificate) as sink:
        smtp = replace(sink.settings(ca_file=str(authority.file)), host=elsewhere)
        found = check_smtp(told(smtp=smtp))
        live = told(smtp=smtp)
        live = replace(live, office=replace(live.office, live=True))
        assert of(check_smtp(live)) == ("smtp", Level.WELL)
    assert found == Finding(
        "smtp", Level.WARNING, "The server answers, but live = false in office.toml keeps letters back."
    )


@pytest.mark.parametrize(
    ("today", "level", "sentence"),
    [
        (date(2026, 11, 23), Level.WELL, KNOWN_UNTIL),
        (date(2028, 1, 1), Level.WELL, KNOWN_UNTIL),
        (
            date(2028, 1, 2),
            Level.WARNING,
            ONLY_UNTIL,
        ),
    ],
)
def test_bank_holidays(today: date, level: Level, sentence: str) -> None:
    """They must be known for a year ahead, because the longest promise reaches over the turn of a year."""
    assert check_holidays(CALENDAR, today) == Finding("holidays", level, sentence)


def test_each_step_of_the_shipped_ladder_has_a_day_of_its_own() -> None:
    """Nothing is to be done where the promises are as long as the ladder expects."""
    policy = load(CONFIG, SECRETS).policy
    (found,) = check_reminders(policy, people())
    assert found == Finding("reminders", Level.WELL, "Nobody hears twice on one day of one promise.")


def test_a_promise_made_shorter_in_one_line(tmp_path: Path) -> None:
    """Acknowledge within three days: one line of policy.toml, and check says which two steps have met."""
    folder = tmp_path / "config"
    shutil.copytree(CONFIG, folder)
    file = folder / "policy.toml"
    text = file.read_text()
    assert "\n#acknowledge_working_days = 4\n" in text
    file.write_text(text.replace("\n#acknowledge_working_days = 4\n", "\nacknowledge_working_days = 3\n"))
    policy = load(folder, SECRETS).policy
    assert check_reminders(policy, people()) == (
        Finding(
            "reminders",
            Level.WARNING,
            'Two steps of "acknowledge" fall on one day for James Carter: working_day = 2 and before = 1. '
            "Take one of these rows out of reminders.toml, or move it to another day.",
        ),
    )


def test_a_clock_that_can_be_right() -> None:
    """The day is said as it is in London, where it may be another than in UTC."""
    found = check_clock(datetime(2027, 6, 30, 23, 30, tzinfo=UTC))
    assert found == Finding("clock", Level.WELL, "It is Thursday 1 July 2027 in London.")


def test_a_clock_that_was_reset() -> None:
    """A machine without a battery wakes up in the past, where no deadline would ever pass."""
    found = check_clock(datetime(2020, 1, 1, tzinfo=UTC))
    assert of(found) == ("clock", Level.FAULT)
    assert found.sentence == "The clock says 2020-01-01T00:00:00+00:00, which has passed; set the clock."


WELL, WARNING, FAULT = (Finding("x", level, "") for level in Level)


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ((), 0),
        ((WELL, WELL), 0),
        ((WELL, WARNING), 1),
        ((WARNING, FAULT, WELL), 2),
        ((FAULT,), 2),
    ],
)
def test_the_worst_finding_is_the_exit_code(findings: tuple[Finding, ...], code: int) -> None:
    """0 when all is well, 1 with warnings, 2 with a fault."""
    assert worst(findings) == code

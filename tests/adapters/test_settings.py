"""What load() accepts, and the exact words with which it refuses everything else."""

import dataclasses
import re
import shutil
import tomllib
import traceback
from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import pytest

from tests.config_comments import KEY_BY_KEY, renewed
from worker.adapters.settings import Fault, SettingsRefused, load, load_policy, load_triage, not_given
from worker.adapters.settings.fault import written
from worker.adapters.settings.shape import KINDS, keys_in
from worker.adapters.settings.wellformed import HOLDS
from worker.model.key import Form
from worker.model.office import Person
from worker.model.promises import Policy
from worker.model.servers import Security
from worker.policy.reading.phrases import phrasebook
from worker.policy.rulebook import Rulebook

SHIPPED = Path(__file__).parents[2] / "config"
CANARY = "hunter2-canary"
ENVIRONMENT = {
    "MAILBOX_PASSWORD": f"{CANARY}-mailbox",
    "SMTP_PASSWORD": f"{CANARY}-smtp",
    "TOKEN_KEY": f"{CANARY}-token-key-of-32-characters",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped configuration that a test may change."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "config"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Put other lines in the place of the first such lines of a file."""
    text = (folder / file).read_text(encoding="utf-8")
    assert f"\n{old}" in text, f"{file} has no line {old}"
    (folder / file).write_text(text.replace(f"\n{old}", f"\n{new}", 1), encoding="utf-8")


def refusal(folder: Path, environment: Mapping[str, str] = ENVIRONMENT) -> SettingsRefused:
    """The exception with which the configuration is refused."""
    with pytest.raises(SettingsRefused) as caught:
        load(folder, environment)
    return caught.value


class Refused(NamedTuple):
    """One block of settings_refused.txt."""

    file: str
    old: str
    new: str
    said: str


def _refused() -> Iterator[Refused]:
    blocks = (Path(__file__).parent / "settings_refused.txt").read_text(encoding="utf-8").split("\n\n")
    for block in (block for block in blocks if block.startswith("@ ")):
        head, *lines = block.strip().splitlines()
        old, new, said = ("".join(f"{line[2:]}\n" for line in lines if line[0] == sign) for sign in "-+=")
        yield Refused(head[2:], old, new, said.rstrip("\n"))


@pytest.mark.parametrize(
    "case", tuple(_refused()), ids=lambda case: f"{case.file}: {case.new or case.old}".strip()
)
def test_refused_in_these_words(folder: Path, case: Refused) -> None:
    """Each mistake of the table is refused with its line, and with no other."""
    change(folder, case.file, case.old, case.new)
    assert str(refusal(folder)) == case.said


def test_the_table_is_read() -> None:
    """The table holds its cases: an unreadable table would test nothing."""
    assert len(tuple(_refused())) >= 90


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("live = False\n", "line 1"),
        ("live = false\nlive = true\n", "line 2"),
        ("a = 1\n\nb = [1, 2\nc = 3\n", "line 4"),
        ('a = "unfinished\n', "line 1"),
        ("mailbox = 5\n[mailbox]\n", "line 2"),
        ("a = [1,", "the last line"),
        (f"a = {'9' * 5000}\n", "the file"),
    ],
)
def test_broken_toml(folder: Path, text: str, place: str) -> None:
    """A file that is not TOML is refused with the line at which reading ended, and for nothing else."""
    (folder / "office.toml").write_text(text, encoding="utf-8")
    wanted = "key = value as in the shipped file, each text in double quotes, each key once"
    assert refusal(folder).faults == (Fault("office.toml", place, "not TOML", wanted),)


def test_unreadable_files(folder: Path) -> None:
    """A missing file, a folder in its place and a file in another encoding are each said in a sentence."""
    (folder / "office.toml").unlink()
    (folder / "people.toml").unlink()
    (folder / "people.toml").mkdir()
    (folder / "policy.toml").write_bytes("version = 'é'".encode("latin-1"))
    (folder / "reminders.toml").unlink()
    assert [(fault.file, fault.says) for fault in refusal(folder).faults] == [
        ("office.toml", "missing"),
        ("people.toml", "cannot be opened (Is a directory)"),
        ("policy.toml", "not UTF-8"),
        ("reminders.toml", "missing"),
    ]


def test_deep_nesting_is_a_fault(folder: Path) -> None:
    """Lists nested without end are refused, not a crash."""
    (folder / "policy.toml").write_text(f"version = {'[' * 5000}", encoding="utf-8")
    assert [fault.says for fault in refusal(folder).faults] == ["lists nested too deeply"]


def test_all_faults_at_once(folder: Path) -> None:
    """Faults of every sort, file and stage are reported together, file by file."""
    change(folder, "office.toml", 'phone = "0333 370 2024"', 'phone = "0333 370 202"\nfax = "1"')
    change(folder, "office.toml", 'host = "imap.example.net"', 'host = "imap.example.net"\nsecurity = "none"')
    change(folder, "people.toml", 'head = "alex"', 'head = "nobody"')
    change(folder, "people.toml", 'triage = "casey"\n', "")
    change(folder, "policy.toml", "review_due = 2023-08-28", 'review_due = "soon"')
    change(folder, "policy.toml", "#acknowledge_working_days = 4", "acknowledge_working_days = 20")
    change(folder, "reminders.toml", "ladder = [", 'ladder = [{ clock = "assess", level = 9, to = [] },')
    environment = {
        "MAILBOX_PASSWORD": "x",
        "SMTP_PASSWORD": "y",
        "TOKEN_KEY": "short",
        "DATABASE_URL": "oracle",
    }
    assert [(fault.file, fault.key) for fault in refusal(folder, environment).faults] == [
        ("office.toml", "company.fax"),
        ("office.toml", "company.phone"),
        ("office.toml", "mailbox.security"),
        ("people.toml", "triage"),
        ("people.toml", "sections.client-services.head"),
        ("policy.toml", "review_due"),
        ("policy.toml", "promises.acknowledge_working_days"),
        ("reminders.toml", "ladder.assess 1.level"),
        ("reminders.toml", "ladder.assess 1.to"),
        ("reminders.toml", "ladder.assess 1"),
        ("environment", "DATABASE_URL"),
        ("environment", "TOKEN_KEY"),
    ]


JUNK = (
    "true",
    "-1",
    "1.5",
    "nan",
    '""',
    '"\\u0000"',
    "[]",
    "[[]]",
    "[{ a = 1 }]",
    "{ a = { b = 1 } }",
    "07:30:00",
)


@pytest.fixture
def short(folder: Path) -> Path:
    """The shipped configuration without its comments, and with one meaning in place of many."""
    for file in folder.glob("*.toml"):
        text = re.sub("^#.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        head, *tables = re.split(r"^(?=\[\[(?:group|meanings)\]\])", text, flags=re.MULTILINE)
        file.write_text(head + "".join(tables[:1]), encoding="utf-8")
    load(folder, ENVIRONMENT)
    return folder


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("file", KINDS)
def test_no_value_breaks_the_check(short: Path, junk: str, file: str) -> None:
    """Whatever stands at whatever key, the answer is faults of one line each, some of them of that file."""
    folder, names = short, {row.at.replace("*", "1") for row in keys_in(file)}
    for name in sorted(names):
        (folder / file).write_text(_toml(name.split("."), junk), encoding="utf-8")
        refused = refusal(folder)
        assert len(str(refused).splitlines()) == len(refused.faults)
        assert file in {fault.file for fault in refused.faults}


def _toml(steps: list[str], junk: str) -> str:
    """A file with nothing but the value at that place, a 1 standing for the first table of an array."""
    value = junk
    for step in reversed(steps[1:]):
        value = f"[{value}]" if step == "1" else f"{{ {step} = {value} }}"
    return f"{steps[0]} = {value}\n"


def test_shipped_configuration_loads() -> None:
    """The shipped files are accepted as they are and hold the facts of the policy."""
    settings = load(SHIPPED, ENVIRONMENT)
    office = settings.office
    assert (office.address, office.reference_prefix, office.live) == ("hello@optimised.net", "OPT", False)
    assert office.company.phone == "0333 370 2024"
    assert office.mailbox.security is Security.TLS
    assert settings.people.person(settings.people.section(settings.people.intake).head).name == "Alex Example"
    assert dataclasses.astuple(settings.policy.promises) == (
        4,
        2,
        3,
        15,
        10,
        28,
        10,
        20,
        5,
        56,
        12,
        28,
        10,
        30,
    )
    assert (settings.policy.auto_update, settings.policy.most_due_at_once) == (False, 100)
    assert len(settings.policy.ladder) == 63
    assert settings.secrets.mailbox_password == ENVIRONMENT["MAILBOX_PASSWORD"]
    assert settings.secrets.token_key == ENVIRONMENT["TOKEN_KEY"].encode()


def test_phrases_that_are_accepted_can_be_found(folder: Path) -> None:
    """Every phrase that the settings let through can be made ready for use, and weights may have a point."""
    groups = """
[[group]]
meaning = "odd phrases"
weight = 0.5
phrases = ["a", "refu*", "x ... y", "can't", "5", "R&D", "mis-sell*", "a ... b*"]
"""
    (folder / "triage.toml").write_text(
        f"complaint_from = 3.5\nunsure_from = 3.5\n{groups}", encoding="utf-8"
    )
    triage = load_triage(folder)
    assert (triage.complaint_from, triage.group[0].weight) == (3.5, 0.5)
    assert phrasebook(triage.group)
    assert load(folder, ENVIRONMENT).triage == triage


POINTS = "points from {} to 100, like 3 or 0.5, without quotes"


@pytest.mark.parametrize(
    ("complaint_from", "unsure_from", "said"),
    [
        ('"4"', "2", f'complaint_from · "4" · {POINTS.format(1)}'),
        ("0", "0", f"complaint_from · 0 · {POINTS.format(1)}"),
        ("4", "-1", f"unsure_from · -1 · {POINTS.format(0)}"),
        ("4", "4.5", "unsure_from · 4.5 · at most complaint_from, which is 4"),
    ],
)
def test_points_refused(folder: Path, complaint_from: str, unsure_from: str, said: str) -> None:
    """Points of the wrong kind, out of their bounds or out of order are refused."""
    group = '[[group]]\nmeaning = "is odd"\nweight = 1\nphrases = ["zounds"]\n'
    points = f"complaint_from = {complaint_from}\nunsure_from = {unsure_from}\n"
    (folder / "triage.toml").write_text(points + group, encoding="utf-8")
    with pytest.raises(SettingsRefused) as refused:
        load_triage(folder)
    assert str(refused.value) == f"triage.toml · {said}"


def test_one_file_alone(folder: Path) -> None:
    """Policy and phrases can be loaded without secrets and other files, and are refused for their own faults only."""
    (folder / "office.toml").unlink()
    (folder / "reminders.toml").unlink()
    assert load_policy(folder).promises.respond_working_days == 15
    assert load_policy(folder).ladder == ()
    assert load_triage(SHIPPED).group
    change(folder, "policy.toml", "#acknowledge_working_days = 4", "acknowledge_working_days = 20")
    (folder / "triage.toml").unlink()
    with pytest.raises(SettingsRefused) as policy:
        load_policy(folder)
    with pytest.raises(SettingsRefused) as triage:
        load_triage(folder)
    assert [fault.key for fault in policy.value.faults] == ["promises.acknowledge_working_days"]
    assert [(fault.file, fault.says) for fault in triage.value.faults] == [("triage.toml", "missing")]


def test_optional_tables_may_be_absent(folder: Path) -> None:
    """Caps, promises and the ombudsman may be left out, and a byte order mark or CRLF does no harm."""
    text = "version = '2'\r\nreview_due = 2027-08-28\r\n"
    (folder / "policy.toml").write_text(text, encoding="utf-8-sig", newline="")
    office = (folder / "office.toml").read_text(encoding="utf-8")
    (folder / "office.toml").write_text(office.partition("[caps]")[0], encoding="utf-8")
    settings = load(folder, ENVIRONMENT)
    assert (settings.policy.promises.respond_working_days, settings.policy.ombudsman) == (15, ())
    assert settings.office.caps.per_day == 100


def test_lists_become_tuples(folder: Path) -> None:
    """Absences and lists are frozen values of the right kinds."""
    change(folder, "people.toml", "#away = []", "away = [[2026-12-21, 2026-12-31]]")
    change(folder, "office.toml", "#own_addresses = []", 'own_addresses = ["info@optimised.net"]')
    settings = load(folder, ENVIRONMENT)
    (away,) = settings.people.person("casey").away
    assert tuple(day.isoformat() for day in away) == ("2026-12-21", "2026-12-31")
    assert settings.office.own_addresses == ("info@optimised.net",)
    assert hash(settings)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.10", "::1"])
def test_loopback_needs_no_tls(folder: Path, host: str) -> None:
    """A server on this machine may be reached without TLS."""
    change(folder, "office.toml", 'host = "smtp.example.net"', f'host = "{host}"\nsecurity = "none"')
    assert load(folder, ENVIRONMENT).office.smtp.security is Security.NONE


def test_cover_of_another_week_is_accepted(folder: Path) -> None:
    """Somebody who is away at another time may stand in."""
    change(
        folder,
        "people.toml",
        "#away = []\n\n[[persons]]",
        "away = [[2026-12-21, 2026-12-24]]\n[[persons]]\naway = [[2026-12-25, 2027-01-04]]",
    )
    assert load(folder, ENVIRONMENT).people.person("casey").cover == "alex"


def test_two_people_may_cover_each_other(folder: Path) -> None:
    """Each stands in for the other, whose days away differ; and no chain of cover runs in a circle for ever."""
    change(folder, "people.toml", "#away = []", "away = [[2026-12-21, 2026-12-24]]")
    change(
        folder,
        "people.toml",
        'role = "Head of Client Services"',
        'role = "Head of Client Services"\ncover = "casey"\naway = [[2026-12-29, 2026-12-31]]',
    )
    settings = load(folder, ENVIRONMENT)
    rulebook = Rulebook.of(settings)
    assert rulebook.on_duty("casey", date(2026, 12, 22)).key == "alex"
    assert rulebook.on_duty("alex", date(2026, 12, 30)).key == "casey"
    away = ((date(2026, 12, 21), date(2026, 12, 31)),)
    both = tuple(dataclasses.replace(person, away=away) for person in settings.people.persons)
    people = dataclasses.replace(settings.people, persons=both)
    nobody = Rulebook.of(dataclasses.replace(settings, people=people))
    assert nobody.on_duty("casey", date(2026, 12, 22)).key in ("casey", "alex")


def test_a_morning_that_is_never(folder: Path) -> None:
    """An empty morning is none, and the other times are those of the file."""
    change(folder, "office.toml", '#morning = "08:00"', 'morning = ""')
    change(folder, "office.toml", '#neutral = "12:00"', 'neutral = "11:30"')
    timetable = load(folder, ENVIRONMENT).office.timetable
    assert (timetable.morning, timetable.neutral, timetable.triage_list) == (None, time(11, 30), time(9))


LIVE = (
    ("office.toml", "live = false", "live = true"),
    ("office.toml", 'operator = "operator.example@optimised.net"', 'operator = "it.desk@optimised.net"'),
    ("office.toml", 'host = "imap.example.net"', 'host = "imap.optimised.net"'),
    ("office.toml", 'host = "smtp.example.net"', 'host = "smtp.optimised.net"'),
    ("office.toml", 'number = ""', 'number = "SC123456"'),
    ("office.toml", 'registered_office = ""', 'registered_office = "1 High Street, Blackpool, FY1 1AA"'),
    ("office.toml", 'registered_in = ""', 'registered_in = "England and Wales"'),
    ("people.toml", "example = true\n", ""),
)


def test_live_once_everything_is_given(folder: Path) -> None:
    """With the owner's facts in place, live = true is accepted and nothing is owed."""
    for file, old, new in LIVE:
        change(folder, file, old, new)
    settings = load(folder, ENVIRONMENT)
    assert settings.office.live
    assert not_given(settings) == ()


@pytest.mark.parametrize("left_out", range(1, len(LIVE)))
def test_live_refused_for_each_fact_that_is_owed(folder: Path, left_out: int) -> None:
    """With one fact not given, live = true is refused for that fact alone."""
    for number, (file, old, new) in enumerate(LIVE):
        if number != left_out:
            change(folder, file, old, new)
    (fault,) = refusal(folder).faults
    file, old, _ = LIVE[left_out]
    assert fault.file == file
    assert fault.key.rpartition(".")[2] == old.partition(" ")[0]


def test_not_given_says_what_live_would_be_refused_for(folder: Path) -> None:
    """The warning before going live and the refusal afterwards are the same faults."""
    warned = not_given(load(folder, ENVIRONMENT))
    change(folder, "office.toml", "live = false", "live = true")
    assert refusal(folder).faults == warned
    assert "the law requires it in business e-mail" in str(warned[3])


ENVIRONMENT_REFUSED: tuple[tuple[dict[str, str], str, str], ...] = (
    (
        {"MAILBOX_PASSWORD": ""},
        "MAILBOX_PASSWORD · missing",
        "the password of the mailbox, here or in a file that MAILBOX_PASSWORD_FILE names",
    ),
    (
        {"SMTP_PASSWORD": ""},
        "SMTP_PASSWORD · missing",
        "the password of smtp.user, here or in a file that SMTP_PASSWORD_FILE names",
    ),
    (
        {"TOKEN_KEY": ""},
        "TOKEN_KEY · missing",
        "at least 32 secret characters, here or in a file that TOKEN_KEY_FILE names",
    ),
    (
        {"TOKEN_KEY": CANARY},
        "TOKEN_KEY · only 14 characters",
        "at least 32 secret characters, such as the output of: openssl rand -hex 32",
    ),
    (
        {"MAILBOX_PASSWORD": f"{CANARY}\r\nA1 LOGOUT"},
        "MAILBOX_PASSWORD · empty, or not one line of printable text",
        "the secret on one line in UTF-8",
    ),
    (
        {"MAILBOX_PASSWORD_FILE": "/tmp/x"},
        "MAILBOX_PASSWORD · set, and MAILBOX_PASSWORD_FILE is set too",
        "one of the two",
    ),
    (
        {"TOKEN_KEY": "", "TOKEN_KEY_FILE": f"/nowhere/{CANARY}"},
        "TOKEN_KEY_FILE · names no file that can be opened",
        "the path of a file with one line",
    ),
    (
        {"DATABASE_URL": f"postgres://worker:{CANARY}@db/complaints"},
        "DATABASE_URL · a value that is not shown here",
        "an address of a database: sqlite:///FILE or postgresql+psycopg://…",
    ),
)


@pytest.mark.parametrize(("change_of", "says", "wanted"), ENVIRONMENT_REFUSED)
def test_environment_refused(folder: Path, change_of: dict[str, str], says: str, wanted: str) -> None:
    """A secret that is missing, doubled, too short or unusable is refused without showing it."""
    assert str(refusal(folder, ENVIRONMENT | change_of)) == f"environment · {says} · {wanted}"


def test_no_login_needs_no_password(folder: Path) -> None:
    """A mail server that asks for no login needs no SMTP_PASSWORD."""
    change(folder, "office.toml", 'host = "smtp.example.net"', 'host = "127.0.0.1"\n#')
    text = (folder / "office.toml").read_text(encoding="utf-8")
    head, _, tail = text.partition("[smtp]")
    tail = tail.replace('user = "hello@optimised.net"', 'user = ""', 1)
    (folder / "office.toml").write_text(f"{head}[smtp]{tail}", encoding="utf-8")
    assert load(folder, ENVIRONMENT | {"SMTP_PASSWORD": ""}).secrets.smtp_password == ""


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o660])
def test_secret_file_that_others_can_open_is_refused(folder: Path, tmp_path: Path, mode: int) -> None:
    """A file of a secret that group or world may read or write is refused with the command that closes it."""
    file = tmp_path / "token"
    file.write_text(ENVIRONMENT["TOKEN_KEY"], encoding="utf-8")
    file.chmod(mode)
    refused = refusal(folder, ENVIRONMENT | {"TOKEN_KEY": "", "TOKEN_KEY_FILE": str(file)})
    assert str(refused) == (
        f"environment · TOKEN_KEY_FILE · a file that others can read or change (mode {mode:04o}) · "
        f"a file that nobody but its owner can read; run: chmod 600 {file}"
    )


def test_secret_file_of_the_owner_alone_is_read(folder: Path, tmp_path: Path) -> None:
    """A file with mode 0600 gives its line without the line end."""
    file = tmp_path / "password"
    file.write_bytes(f"{CANARY} with spaces \n".encode())
    file.chmod(0o600)
    environment = ENVIRONMENT | {"MAILBOX_PASSWORD": "", "MAILBOX_PASSWORD_FILE": str(file)}
    assert load(folder, environment).secrets.mailbox_password == f"{CANARY} with spaces "


@pytest.mark.parametrize("content", [b"", b"\n", b"two\nlines", b"\xff\xfe", b"nul\x00"])
def test_secret_file_that_is_no_line_is_refused(folder: Path, tmp_path: Path, content: bytes) -> None:
    """An empty file, several lines or bytes that are no text are refused without showing them."""
    file = tmp_path / "password"
    file.write_bytes(content)
    file.chmod(0o600)
    environment = ENVIRONMENT | {"SMTP_PASSWORD": "", "SMTP_PASSWORD_FILE": str(file)}
    (fault,) = refusal(folder, environment).faults
    assert fault.key == "SMTP_PASSWORD_FILE"
    assert fault.says == "empty, or not one line of printable text"


def test_database_url_goes_before_the_file(folder: Path) -> None:
    """DATABASE_URL replaces office.database and may hold a password; without it the file holds."""
    url = f"postgresql+psycopg://worker:{CANARY}@db/complaints"
    assert load(folder, ENVIRONMENT | {"DATABASE_URL": url}).office.database == url
    assert load(folder, ENVIRONMENT | {"DATABASE_URL": ""}).office.database == "sqlite:///complaints.sqlite3"


def test_secrets_are_never_shown(folder: Path) -> None:
    """No secret appears in the repr of settings, nor in the words, repr or traceback of a refusal."""
    url = f"postgresql+psycopg://worker:{CANARY}@db/complaints"
    settings = load(folder, ENVIRONMENT | {"DATABASE_URL": url})
    assert CANARY not in f"{settings!r} {settings}"
    change(folder, "office.toml", "[mailbox]", f'[mailbox]\npassword = "{CANARY}"')
    change(folder, "office.toml", "#database = ", f'database = "postgresql+psycopg://worker:{CANARY}@db/x" #')
    change(folder, "people.toml", 'triage = "casey"', 'triage = "nobody"')
    refused = refusal(folder, ENVIRONMENT | {"DATABASE_URL": f"mysql://{CANARY}", "TOKEN_KEY": CANARY})
    shown = f"{refused} {refused!r} {refused.faults!r} {''.join(traceback.format_exception(refused))}"
    assert len(refused.faults) == 5
    assert CANARY not in shown


def test_a_refusal_hides_where_it_came_from(folder: Path) -> None:
    """A refusal carries no inner exception, whose words would be those of a library."""
    change(folder, "policy.toml", "review_due = 2023-08-28", 'review_due = "soon"')
    refused = refusal(folder)
    assert refused.__cause__ is None
    assert refused.__context__ is None


def test_long_values_are_cut(folder: Path) -> None:
    """A fault stays one line of readable length whatever the file says."""
    change(folder, "office.toml", 'display_name = "Optimised"', f'display_name = "{"x" * 5000}"')
    (fault,) = refusal(folder).faults
    assert fault.says == f'"{"x" * 58}…'


@pytest.mark.parametrize("file", KEY_BY_KEY)
def test_the_comments_are_those_of_the_model(file: str) -> None:
    """Above each key of a shipped file stand the meaning, unit, default and example that the model gives it."""
    assert (SHIPPED / file).read_text(encoding="utf-8") == renewed(file), "run: make config"


def test_comments_follow_the_values_that_people_write(folder: Path) -> None:
    """A value, a list over several lines and a table that was added stay; a key that is gone comes back."""
    change(folder, "people.toml", "#away = []", "away = [\n    [2026-12-21, 2026-12-31],\n]")
    change(folder, "people.toml", '#data_protection = ""', 'data_protection = "robin"')
    change(folder, "people.toml", '[[persons]]\nkey = "alex"', '[[persons]]\n# New.\nkey = "alex"')
    written = (folder / "people.toml").read_text(encoding="utf-8")
    assert renewed("people.toml", folder) == written
    head, _, rest = written.partition("# Who answers for complaints about personal data")
    gone = head + rest.partition("\n\n")[2]
    (folder / "people.toml").write_text(gone, encoding="utf-8")
    assert '#data_protection = ""' in renewed("people.toml", folder).splitlines()


def test_examples_are_accepted() -> None:
    """Every example that a comment or a refusal gives would be accepted at its place."""
    rows = [row for file in KINDS for row in keys_in(file) if row.example is not None]
    assert len(rows) > 80
    for row in rows:
        example = tomllib.loads(f"x = {written(row.example)}")["x"]
        assert row.at.endswith("ca_file") or row.accepts(example), row


def test_every_form_can_be_told() -> None:
    """Each form of a text has its question, and each field of the model is a key of a file."""
    assert set(HOLDS) == set(Form)
    keys = {row.at for file in KINDS for row in keys_in(file)}
    assert {name for kind in KINDS.values() for name in _fields(kind)} - keys == set()


@pytest.mark.parametrize("file", sorted(set(KINDS) - set(KEY_BY_KEY)))
def test_the_other_files_explain_each_key_in_a_comment(file: str) -> None:
    """Where comments do not stand key by key, some comment of the file names each of its keys."""
    text = (SHIPPED / file).read_text(encoding="utf-8")
    said = " ".join(line for line in text.splitlines() if line.startswith("#"))
    keys = {row.at for row in keys_in(file)}
    names = {at.rpartition(".")[2] for at in keys if f"{at}.*" not in keys} - {"*"}
    assert {name for name in names if not re.search(rf"\b{name}\b", said)} == set()


def _fields(kind: Any, table: str = "") -> Iterator[str]:
    """The dotted keys of a frozen value and all within it; an array of tables has `*` for its tables."""
    for name, hint in get_type_hints(kind).items():
        at, item = f"{table}{name}", next(iter(get_args(hint)), None)
        if (kind, name) == (Policy, "ladder"):
            continue
        yield at
        if dataclasses.is_dataclass(hint):
            yield from _fields(hint, f"{at}.")
        elif dataclasses.is_dataclass(item):
            yield from _fields(item, f"{at}.*.")


def test_persons_are_frozen() -> None:
    """Settings cannot be changed once they are loaded."""
    (person, *_) = load(SHIPPED, ENVIRONMENT).people.persons
    assert isinstance(person, Person)
    with pytest.raises(dataclasses.FrozenInstanceError):
        person.email = "evil@x.example"  # type: ignore[misc]  # it must refuse

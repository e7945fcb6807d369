"""Mailbox to log: what cannot be handled waits its three turns, and nothing that arrived is passed by."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.correspondence import LLOYD, PATEL, SARAH, TOM, address, case, letters_to, mail, words
from tests.rig import TEMPLATES, Rig, break_templates
from worker.adapters.letters import Letters
from worker.adapters.log import register
from worker.adapters.log.register import Disposition
from worker.adapters.mailbox import Mailbox, open_mailbox
from worker.jobs.ingest.fetching import Care
from worker.jobs.ingest.ingest import ingest
from worker.model.time import Clock
from worker.rounds import Rounds

TARIFF = "Our green tariff"
BROKEN_FOR_TARIFFS = "{% if 'green tariff' in topic %}{{ topic.first_word }}{% endif %}\n"
LONG = "You charge us too much since January, and this is a complaint.\n" * 3_000
BROKEN_FOR_THE_FIRST = "{% if mail == 1 %}{{ mail.sender }}{% endif %}\n"


@contextmanager
def mailbox(office: Rig, processed: str = "Processed") -> Iterator[Mailbox]:
    """The mailbox over a connection of its own."""
    settings = replace(office.place.rulebook.office.mailbox, processed=processed)
    with open_mailbox(settings, office.place.secrets.mailbox_password) as connection:
        yield connection


def look(office: Rig, *, everything: bool = False, processed: str = "Processed") -> int:
    """One run of the job; the number of mails settled."""
    with mailbox(office, processed) as connection:
        return ingest(office.place, connection, office.stop, Care(), everything=everything)


def mend_templates(office: Rig) -> None:
    """Go on with the templates as they were."""
    office.place = replace(office.place, letters=Letters.open(TEMPLATES, office.place.rulebook.office))


def uidvalidity(office: Rig) -> int:
    """What the server says the folder's numbers are worth."""
    with mailbox(office) as connection:
        return connection.folder().uidvalidity


def test_a_mail_that_fails_three_times_is_set_aside_and_told(
    office_on_both: Rig, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A template breaks for one topic: Mr Lloyd behind it is served in the same look, Tom hears after the third try."""
    office = office_on_both
    break_templates(office, tmp_path / "templates", M01=BROKEN_FOR_TARIFFS)
    office.arrive(mail(PATEL, TARIFF))
    office.arrive(mail(LLOYD, "Wrong meter"))
    assert look(office) == 1
    assert office.outcomes() == {"": 1, Disposition.CASE: 1}
    assert [found.complainant.email for found in office.cases()] == [address(LLOYD)]

    assert [look(office) for _ in range(2)] == [0, 0]
    assert look(office) == 1
    assert office.outcomes() == {Disposition.CASE: 1, Disposition.QUARANTINED: 1}
    office.hand_over()
    (told,) = letters_to(office, TOM)
    assert told.subject == "Please read mail 1: it could not be handled"
    assert "It stopped the worker three times." in words(told)
    tries = [
        record.getMessage() for record in caplog.records if "could not be handled" in record.getMessage()
    ]
    assert tries == [f"Mail 1 could not be handled; attempt {number}." for number in (1, 2, 3)]
    assert office.faults() == []


def test_a_failure_leaves_no_half_of_a_case(office: Rig, tmp_path: Path) -> None:
    """The reference that was counted, the entries and the letter go together: the next complaint is number 1."""
    break_templates(office, tmp_path / "templates", M01=BROKEN_FOR_TARIFFS)
    office.arrive(mail(PATEL, TARIFF))
    look(office)
    office.arrive(mail(LLOYD, "Wrong meter"))
    look(office)
    assert [found.reference for found in office.cases()] == ["OPT-2026-0001"]
    assert case(office).complainant.email == address(LLOYD)
    assert len(office.letters("OPT-2026-0001")) == 1


def test_what_is_mended_in_time_is_handled_as_usual(office: Rig, tmp_path: Path) -> None:
    """The template is corrected after two tries: Mrs Patel is acknowledged, with the date of her mail."""
    break_templates(office, tmp_path / "templates", M01=BROKEN_FOR_TARIFFS)
    office.arrive(mail(PATEL, TARIFF))
    look(office)
    look(office)
    mend_templates(office)
    office.later(days=1)
    assert look(office) == 1
    assert case(office).due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)
    office.hand_over()
    assert len(letters_to(office, PATEL)) == 1


def test_where_not_even_the_notice_can_be_written_the_mail_waits_and_the_others_go_on(
    office: Rig, tmp_path: Path
) -> None:
    """Both templates are broken for it: it stays unsettled through any number of looks, until they are mended."""
    broken = {"M01": BROKEN_FOR_TARIFFS, "N4": BROKEN_FOR_THE_FIRST}
    break_templates(office, tmp_path / "templates", **broken)
    office.arrive(mail(PATEL, TARIFF))
    for _ in range(6):
        look(office)
    office.arrive(mail(LLOYD, "Wrong meter"))
    look(office)
    assert office.outcomes() == {"": 1, Disposition.CASE: 1}

    mend_templates(office)
    look(office)
    assert office.outcomes() == {Disposition.CASE: 1, Disposition.QUARANTINED: 1}


def test_a_mail_that_was_passed_by_is_found_when_all_is_compared(office: Rig) -> None:
    """The server did not hand it over when the cursor passed it: an ordinary look never sees it again."""
    office.arrive(mail(PATEL, TARIFF))
    with office.place.store.writing(office.now) as tx:
        register.move_cursor(tx, "INBOX", uidvalidity(office), 2)
    office.arrive(mail(LLOYD, "Wrong meter"))
    assert look(office) == 1
    assert [found.complainant.email for found in office.cases()] == [address(LLOYD)]

    assert look(office) == 0
    assert look(office, everything=True) == 1
    assert {found.complainant.email for found in office.cases()} == {address(PATEL), address(LLOYD)}


def test_new_numbers_are_read_from_the_first_again(office: Rig) -> None:
    """Settled mail lies in the inbox under another UIDVALIDITY: it is known by what it says, new mail is read."""
    office.arrive(mail(PATEL, TARIFF))
    assert look(office, processed="no/*/folder") == 1
    before = uidvalidity(office)
    renumber(office)
    assert uidvalidity(office) != before

    office.arrive(mail(LLOYD, "Wrong meter"))
    assert look(office) == 2
    assert office.outcomes() == {Disposition.CASE: 2, Disposition.DUPLICATE: 1}
    assert office.server.contents(office.user) == ()
    assert look(office) == 0


def renumber(office: Rig) -> None:
    """Make the server number the mailbox anew, as after a restore from a backup."""
    maildir = office.server.path / "users" / office.user / "Maildir"
    for index in maildir.glob("dovecot.index*"):
        index.unlink()
    numbers = maildir / "dovecot-uidlist"
    head, _, rest = numbers.read_text().partition("\n")
    version, validity, *others = head.split()
    numbers.write_text(" ".join((version, f"V{int(validity[1:]) + 1}", *others)) + "\n" + rest)


def test_mail_that_cannot_be_filed_is_settled_once(office: Rig, caplog: pytest.LogCaptureFixture) -> None:
    """The folder's name is refused: the mail stays in the inbox, is not taken twice, and is filed when it can be."""
    office.arrive(mail(PATEL, TARIFF))
    assert look(office, processed="no/*/folder") == 1
    assert look(office, everything=True, processed="no/*/folder") == 0
    assert len(office.server.contents(office.user)) == 1
    assert any("Settled mail stays where it is" in record.getMessage() for record in caplog.records)

    assert look(office) == 0
    assert office.server.contents(office.user) == ()
    assert len(office.cases()) == 1


ARRIVED = {
    "1985": (datetime(1985, 6, 1, 12, tzinfo=UTC), date(2026, 3, 2)),
    "1995, when there was no mailbox": (datetime(1995, 6, 1, 12, tzinfo=UTC), date(2026, 3, 2)),
    "2090": (datetime(2090, 6, 1, 12, tzinfo=UTC), date(2026, 3, 2)),
    "tomorrow": (datetime(2026, 3, 3, 12, tzinfo=UTC), date(2026, 3, 2)),
    "half an hour ahead of our clock": (datetime(2026, 3, 2, 10, 0, tzinfo=UTC), date(2026, 3, 2)),
    "last Thursday": (datetime(2026, 2, 26, 17, tzinfo=UTC), date(2026, 2, 26)),
}


@pytest.mark.parametrize(("arrived", "day0"), ARRIVED.values(), ids=ARRIVED)
def test_the_mailbox_says_when_a_mail_arrived_unless_that_cannot_be(
    office: Rig, arrived: datetime, day0: date
) -> None:
    """Day 0 is what the server noted on arrival, or else the day on which we first saw it; never the Date header."""
    raw = mail(PATEL, TARIFF, headers={"Date": "Fri, 1 Jan 1999 00:00:00 +0000"})
    office.server.deliver(office.user, [raw], at=arrived)
    look(office)
    assert case(office).complaint.day0 == day0


def test_told_to_stop_it_finishes_nothing_more_and_loses_nothing(office: Rig) -> None:
    """What was fetched is kept; the next run settles it as its second attempt, and each client hears once."""
    office.arrive(mail(PATEL, TARIFF))
    office.arrive(mail(LLOYD, "Wrong meter"))
    office.stop.set()
    assert look(office) == 0
    assert office.outcomes() == {"": 2}

    office.stop.clear()
    office.later(hours=1)
    assert look(office) == 2
    office.hand_over()
    assert len(letters_to(office, PATEL)) == len(letters_to(office, LLOYD)) == 1


def test_told_to_stop_it_counts_no_attempt_that_it_does_not_make(office: Rig) -> None:
    """A worker that is restarted again and again while mail waits sets none of it aside."""
    office.arrive(mail(PATEL, TARIFF))
    office.arrive(mail(LLOYD, "Wrong meter"))
    office.stop.set()
    assert [look(office) for _ in range(5)] == [0] * 5
    office.stop.clear()
    assert look(office) == 2
    assert office.outcomes() == {Disposition.CASE: 2}


def test_a_look_goes_on_where_the_last_one_ended(office: Rig) -> None:
    """A folder that somebody keeps full is not read from its beginning each minute."""
    office.arrive(mail(PATEL, TARIFF))
    look(office)
    began = office.now
    office.later(minutes=1)
    office.arrive(mail(LLOYD, "Wrong meter"))
    assert look(office) == 1
    with office.place.store.reading(office.now) as tx:
        cursor = register.cursor(tx, "INBOX")
    assert cursor is not None
    assert (cursor.next_uid, cursor.looked_at) == (3, began + timedelta(minutes=1))


def test_what_cannot_be_read_is_set_aside_at_once(office: Rig) -> None:
    """No second try helps against a mail that breaks a limit; Tom reads which, and Sarah is left alone."""
    office.arrive(mail(PATEL, "Bomb", headers={"X-Long": "x" * 70_000}))
    office.arrive(mail(LLOYD, "Wrong meter"))
    assert look(office) == 2
    assert office.outcomes() == {Disposition.CASE: 1, Disposition.QUARANTINED: 1}
    office.hand_over()
    assert "The headers of the mail are longer than 64 kB." in words(letters_to(office, TOM)[0])
    assert letters_to(office, SARAH) == []


def test_a_large_mail_waits_while_the_machine_cannot_read_it(
    office_on_both: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library of ours is broken for five looks: the operator reads why, nobody else, and no try is counted."""
    office = office_on_both
    (tmp_path / "mailparser.py").write_text(
        "raise ImportError('libmail.so.2: no such file')", encoding="utf-8"
    )
    office.arrive(mail(PATEL, "Overcharged, with photographs", LONG))
    office.arrive(mail(LLOYD, "Wrong meter"))
    rounds = Rounds(office.place, office.stop)
    with monkeypatch.context() as broken:
        broken.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
        assert [rounds.look() for _ in range(5)] == [1, 0, 0, 0, 0]
        rounds.watch()
    assert office.outcomes() == {"": 1, Disposition.CASE: 1}
    told = [letter.content for letter in office.letters() if letter.recipient == "operator@example.org"]
    assert len(told) == 1
    assert b"ImportError: libmail.so.2: no such file" in told[0].replace(b"=\r\n", b"")

    assert rounds.look() == 1
    rounds.watch()
    assert office.outcomes() == {Disposition.CASE: 2}
    assert len(office.letters()) == 2
    rounds.close()


def test_a_mail_that_the_server_cannot_hand_over_does_not_stop_the_others(office: Rig) -> None:
    """The server breaks off at the second of three mails: the others are handled, and the operator hears of it."""
    for number in range(3):
        office.arrive(mail(f"client-{number}@example.org", "Complaint"))
    inbox_files = office.server.path / "users" / office.user / "Maildir"
    broken = next(file for file in inbox_files.rglob("*/*") if b"client-1@" in contents(file))
    broken.chmod(0)
    rounds = Rounds(office.place, office.stop)
    for _ in range(5):
        rounds.look()
    rounds.watch()
    rounds.close()
    office.hand_over()

    assert len(office.cases()) == 2
    (alarm,) = letters_to(office, "operator@example.org")
    assert "The mail server fails to hand over the mail with UID 2." in words(alarm)


def contents(file: Path) -> bytes:
    """What a file holds; nothing where it is none."""
    return file.read_bytes() if file.is_file() else b""

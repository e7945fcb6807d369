"""A folder of recorded mail: when each mail arrived, and what is left out."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from worker.demo.recorded import Recording, recording

ADDRESS = "hello@optimised.net"
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 13)
RECEIVED = "Received: from a by b; Tue, 3 Mar 2026 08:15:00 +0100\r\n"
OLDER = "Received: from c by a; Mon, 2 Mar 2026 23:00:00 +0000\r\n"
WRITTEN = "Date: Mon, 2 Mar 2026 22:58:00 +0000\r\n"

ARRIVED = {
    "the name goes before everything": (
        "2026-03-02T0930Z-a.eml",
        RECEIVED + OLDER + WRITTEN,
        datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    ),
    "then the topmost Received": (
        "a.eml",
        RECEIVED + OLDER + WRITTEN,
        datetime(2026, 3, 3, 7, 15, tzinfo=UTC),
    ),
    "then the Date": ("a.eml", WRITTEN, datetime(2026, 3, 2, 22, 58, tzinfo=UTC)),
    "a Received without a date is no Received": (
        "a.eml",
        f"Received: from a by b\r\n{WRITTEN}",
        datetime(2026, 3, 2, 22, 58, tzinfo=UTC),
    ),
    "a name that is no date is only a name": (
        "2026-13-02T0930Z-a.eml",
        WRITTEN,
        datetime(2026, 3, 2, 22, 58, tzinfo=UTC),
    ),
    "a date without a zone is UTC": (
        "a.EML",
        "Date: Mon, 2 Mar 2026 22:58:00 -0000\r\n",
        datetime(2026, 3, 2, 22, 58, tzinfo=UTC),
    ),
    "an empty file is no mail": ("2026-03-02T0930Z-a.eml", None, None),
    "nothing says when": ("a.eml", "Subject: now\r\n", None),
    "nonsense says nothing": ("a.eml", "Date: tomorrow\r\nReceived: ;;;\r\n", None),
    "a year that no mailbox knows says nothing": ("a.eml", "Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n", None),
}


@pytest.mark.parametrize(("name", "headers", "at"), ARRIVED.values(), ids=ARRIVED)
def test_when_a_mail_arrived(name: str, headers: str | None, at: datetime | None, tmp_path: Path) -> None:
    """The name, else the topmost Received, else the Date says when; never a traceback."""
    (tmp_path / name).write_text("" if headers is None else f"{headers}\r\nwords\r\n", newline="")
    (mail,) = recording(tmp_path, ADDRESS).mails
    assert mail.at == at


def test_mails_come_in_the_order_of_arrival(tmp_path: Path) -> None:
    """However the files are called and wherever in the folder they lie; the days are London's, both included."""
    (tmp_path / "deeper").mkdir()
    for name in (
        "2026-03-13T2359Z-d",
        "2026-03-02T0000Z-a",
        "deeper/2026-03-05T1200Z-b",
        "2026-03-14T0000Z-out",
    ):
        (tmp_path / f"{name}.eml").write_text(f"Subject: {name}\n\n")
    (tmp_path / "2026-03-05T1200Z.txt").write_text("no mail")
    played = recording(tmp_path, ADDRESS).arrivals(FIRST, LAST)
    assert [mail.at.day for mail in played] == [2, 5, 13]
    assert played[1].write(()) == b"Subject: deeper/2026-03-05T1200Z-b\n\n"


def test_the_first_day_is_that_of_the_first_mail_of_somebody_else(tmp_path: Path) -> None:
    """In summer a mail of half past eleven UTC belongs to London's next day; letters of ours do not count."""
    (tmp_path / "2026-07-01T2330Z-client.eml").write_text("From: a@client.example\n\n")
    (tmp_path / "2026-06-01T1200Z-ours.eml").write_text(f"From: O <{ADDRESS}>\nX-Optimised-Ref: x\n\n")
    assert recording(tmp_path, ADDRESS).first_day == date(2026, 7, 2)
    assert Recording(()).first_day is None


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    """A sentence a reason, with the names of the mails, and only the number of the last of many."""
    (tmp_path / "undated.eml").write_text("Subject: x\n\n")
    for number in range(8):
        (tmp_path / f"2025-03-02T0930Z-{number}.eml").write_text("Subject: x\n\n")
    (tmp_path / "2026-03-02T0930Z-ours.eml").write_text(f"From: {ADDRESS}\nX-Optimised-Ref: x\n\n")
    found = recording(tmp_path, ADDRESS)
    undated, outside, ours = found.left_out(FIRST, LAST)
    assert found.arrivals(FIRST, LAST) == ()
    assert undated.endswith("2026-03-02T0930Z-: undated.eml.")
    assert "from Monday 2 March 2026 to Friday 13 March 2026: 2025-03-02T0930Z-0.eml, " in outside
    assert outside.endswith("2025-03-02T0930Z-4.eml and 3 others.")
    assert ours.endswith(": 2026-03-02T0930Z-ours.eml.")


def test_every_mail_of_an_mbox_file(tmp_path: Path) -> None:
    """Each mail of the file is one, dated by its headers, and its lines are whole."""
    mails = (f"From - now\n{header}Subject: s\n\nfirst line\n\n" for header in (WRITTEN, RECEIVED, ""))
    (tmp_path / "2026-03-09T0930Z.mbox").write_text("".join(mails).replace("\r\n", "\n"))
    found = recording(tmp_path, ADDRESS)
    assert [mail.at and mail.at.day for mail in found.mails] == [2, 3, None]
    assert found.mails[0].read().endswith(b"Subject: s\n\nfirst line\n")
    assert found.left_out(FIRST, LAST)[0].endswith(": 2026-03-09T0930Z.mbox mail 3.")

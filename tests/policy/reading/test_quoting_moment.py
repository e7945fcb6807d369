"""Dates above quoted mails: what a mail program wrote, in aware UTC, and nothing where it is in doubt."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from worker.policy.reading.quoting import forwarded
from worker.policy.reading.quoting.moment import moment

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "crisp_email_forward_parser"
FORWARDS = sorted((CORPUS / "data" / "test" / "fixtures").glob("*.txt"))

# Each of them is Monday 2 March 2026 at 09:12 in London, which is UTC in winter.
THAT_MONDAY = [
    # Outlook
    "02 March 2026 09:12",
    "Monday, 2 March 2026 9:12 AM",
    "Monday, March 2, 2026 9:12 AM",
    "Monday 2 March 2026 09:12",
    "Monday, 2 March 2026 at 09:12",
    "Mon 02/03/2026 09:12",
    "Mon 3/2/2026 9:12 AM",
    "Montag, 2. März 2026 09:12",
    "lundi 2 mars 2026 09:12",
    "lunes, 2 de marzo de 2026 9:12",
    "lunedì 2 marzo 2026 09:12",
    "maandag 2 maart 2026 09:12",
    "poniedziałek, 2 marca 2026 09:12",
    "segunda-feira, 2 de março de 2026 09:12",
    # Gmail
    "Mon, 2 Mar 2026 at 09:12",
    "Mon, Mar 2, 2026 at 9:12 AM",
    "Mon, Mar 2, 2026 at 9:12\u202fAM",
    "Mo., 2. März 2026 um 09:12 Uhr",
    "lun. 2 mars 2026 à 09:12",
    "lun, 2 mar 2026 a las 9:12",
    "lun 2 mar 2026 alle ore 09:12",
    "ma 2 mrt. 2026 om 09:12",
    "pon., 2 mar 2026 o 09:12",
    "man. 2. mars 2026 kl. 09:12",
    "man. 2. mar. 2026 kl. 09.12",
    "mån 2 mars 2026 kl 09:12",
    "seg., 2 de mar. de 2026 às 09:12",
    "segunda, 2/03/2026 à(s) 09:12",
    # Apple Mail
    "2 March 2026 at 09:12:00 GMT",
    "2 March 2026 at 10:12:00 CET",
    "2. März 2026 um 10:12:00 MEZ",
    "2 mars 2026 à 10:12:00 UTC+1",
    "2 March 2026 at 9:12:00 am GMT",
    "2 Mar 2026, at 09:12",
    # Thunderbird, Yahoo and others
    "02/03/2026 09:12",
    "02/03/2026, 09:12",
    "2/3/26 09:12",
    "02.03.26, 09:12",
    "02.03.2026 um 09:12 Uhr",
    "2. 3. 2026 09:12",
    "02-03-2026 09:12",
    "09:12 02/03/2026",
    "Monday, 2 March 2026 at 09:12:00 GMT",
    "On Monday 2nd of March 2026 at 09:12",
    "Am Montag, den 2. März 2026, 09:12",
    "W dniu 2 marca 2026 r. o godz. 09:12",
    "Il giorno lun 2 mar 2026 alle ore 09:12",
    "2-Mar-2026 9.12am",
    "2026/03/02 09:12",
    # Farther east and north
    "pondělí 2. března 2026 10:12:00 SEČ",
    "pondelok, 2. marca 2026, 09:12",
    "maanantaina 2. maaliskuuta 2026 klo 9.12",
    "hétfő, 2026. március 2. 09:12",
    "2026. márc. 2., h 09:12",
    "понедельник, 2 марта 2026 г. в 09:12",
    "понеділок, 2 березня 2026 р., 10:12:00 GMT+1",
    "2 Mart 2026 Pazartesi 09:12",
    "luni, 2 martie 2026, 09:12",
    "2026年3月2日月曜日 09:12",
    # RFC 5322, its older forms, and what JavaScript writes
    "Mon, 2 Mar 2026 09:12:00 +0000",
    "Mon, 02 Mar 2026 10:12:00 +0100 (CET)",
    "Mon, 2 Mar 2026 04:12:00 -0500",
    "2 Mar 26 04:12 EST",
    "Mon, 2 Mar 2026 09:12:00 GMT",
    "Mon Mar 02 2026 09:12:00 GMT+0000 (Greenwich Mean Time)",
    # ISO 8601
    "2026-03-02T09:12:00Z",
    "2026-03-02 09:12",
    "2026-03-02T14:42:00.123456+05:30",
    # However it is set
    "  mon,\n 2  MAR 2026\u00a0at 09:12 ",
    "Mon, ２ Mar 2026 at 09:12",
    "Montag, 2. Ma\u0308rz 2026 09:12",
]

# What is written, and its day and time in UTC.
DAYS = [
    # The clocks go forward on Sunday 29 March 2026 at 01:00 UTC; London has no half past one.
    ("29 March 2026 00:59", "Sunday 29 March 2026 00:59:00"),
    ("29 March 2026 01:30", "Sunday 29 March 2026 01:30:00"),
    ("29 March 2026 02:30", "Sunday 29 March 2026 01:30:00"),
    ("Sun, 29 Mar 2026 at 09:12", "Sunday 29 March 2026 08:12:00"),
    ("Monday, 30 March 2026 00:10", "Sunday 29 March 2026 23:10:00"),
    # They go back on Sunday 25 October 2026 at 01:00 UTC; London has half past one twice, and means the first.
    ("25 October 2026 00:30", "Saturday 24 October 2026 23:30:00"),
    ("Sunday, 25 October 2026 1:30 AM", "Sunday 25 October 2026 00:30:00"),
    ("25 October 2026 at 01:30:00 BST", "Sunday 25 October 2026 00:30:00"),
    ("25 October 2026 at 01:30:00 GMT", "Sunday 25 October 2026 01:30:00"),
    ("25 October 2026 02:30", "Sunday 25 October 2026 02:30:00"),
    # Late in the evening
    ("Wednesday, 31 December 2025 11:50 PM", "Wednesday 31 December 2025 23:50:00"),
    ("31/12/2025 23:50", "Wednesday 31 December 2025 23:50:00"),
    ("1 January 2026 at 00:30:00 CET", "Wednesday 31 December 2025 23:30:00"),
    ("Wed, 31 Dec 2025 20:30:00 -0500", "Thursday 1 January 2026 01:30:00"),
    ("Tuesday, 30 June 2026 23:50", "Tuesday 30 June 2026 22:50:00"),
    ("Wednesday, 1 July 2026 00:10", "Tuesday 30 June 2026 23:10:00"),
    # Twelve o'clock
    ("2 March 2026 12:05 AM", "Monday 2 March 2026 00:05:00"),
    ("2 March 2026 12:05 PM", "Monday 2 March 2026 12:05:00"),
    ("2 March 2026 9:12 p.m.", "Monday 2 March 2026 21:12:00"),
    # Day and month, or month and day
    ("12/01/2026 09:12", "Monday 12 January 2026 09:12:00"),
    ("Tue 12/01/2026 09:12", "Tuesday 1 December 2026 09:12:00"),
    ("01/13/2026 09:12", "Tuesday 13 January 2026 09:12:00"),
    ("1/13/2026 9:12 AM", "Tuesday 13 January 2026 09:12:00"),
    ("Tue 02/03/2026 09:12", "Tuesday 3 February 2026 09:12:00"),
    ("5/5/2026 9:12 AM", "Tuesday 5 May 2026 08:12:00"),
    # Months whose names look like something else
    ("mar., 3 mar. 2026 à 09:12", "Tuesday 3 March 2026 09:12:00"),
    ("dim. 16 août 2026 à 09:12", "Sunday 16 August 2026 08:12:00"),
    ("27 lis 2026 09:12", "Friday 27 November 2026 09:12:00"),
    ("29 February 2028 09:12", "Tuesday 29 February 2028 09:12:00"),
    # Without a time of day, the start of that day in London
    ("2 March 2026", "Monday 2 March 2026 00:00:00"),
    ("02/03/2026", "Monday 2 March 2026 00:00:00"),
    ("Wednesday, 1 July 2026", "Tuesday 30 June 2026 23:00:00"),
    ("1 July 2026 EST", "Tuesday 30 June 2026 23:00:00"),
]

IN_DOUBT = [
    "",
    "yesterday",
    "09:12",
    "Monday at 09:12",
    "2 March at 09:12",
    "March 2026",
    "March 2, 09:12",
    "Mar 2 at 20:26",
    "2 Mar 20:26",
    "2. 3. 09:12",
    # A weekday, a day, a time or a zone that cannot be
    "Tuesday, 2 March 2026 09:12",
    "Mon, Tue 2 March 2026 09:12",
    "Fri 02/03/2026 09:12",
    "30 February 2026 09:12",
    "29 February 2026 09:12",
    "31/11/2026 09:12",
    "13/13/2026 09:12",
    "02.13.2026 09:12",
    "0 March 2026 09:12",
    "2 March 2026 24:00",
    "2 March 2026 09:60",
    "2 March 2026 13:12 PM",
    "2 March 2026 0:12 AM",
    "2 March 2026 09:12 +2500",
    "2 March 2026 09:12 +0175",
    "2 March 2026 09:12 +0100 GMT",
    # Either day and month or month and day, on the twelve-hour clock that Americans use
    "3/2/2026 9:12 AM",
    # Two of a thing, or a year that no mail has
    "2 March 2026 3 March 2026",
    "2 March 2026 09:12 10:12",
    "2 March 1726 09:12",
    "2 March 20266 09:12",
    "9999-12-31T23:59:59Z",
    # A word that is not known, even if the rest is clear
    "2 March 2026 09:12 IST",
    "27. listopada 2026. u 09:12",
    "2. kovo 2026 09:12",
    "2 March 2026 09:12 or later",
    "Meeting on 2 March 2026 at 09:12",
    "2 Marchember 2026 09:12",
    # Digits that are no digits
    "٢ March 2026 09:12",
    "² March 2026 ０９:１２:x",
]

NASTY = [
    "2" * 200,
    "2 " * 100,
    "2/" * 100,
    "2 March " * 25,
    "-" * 200,
    "(" * 200,
    "+" * 199 + "1",
    "\x00\ud800\u202e2 March 2026",
    "\ufdfa" * 200,
    "2 March 2026 09:12".ljust(201),
    "2 March 2026 09:12" + " x" * 100_000,
    "Mon, " * 20 + "2 March",
]


def told(read: datetime | None) -> str:
    """The day with its weekday and the time, as the tables write them."""
    assert read is not None
    assert read.tzinfo is UTC
    return f"{read:%A} {read.day} {read:%B %Y %H:%M:%S}"


@pytest.mark.parametrize("text", THAT_MONDAY)
def test_every_way_to_write_one_moment(text: str) -> None:
    """Whatever program and language wrote it, it was a Monday."""
    assert told(moment(text)).startswith("Monday 2 March 2026 09:12:00")


@pytest.mark.parametrize(("text", "instant"), DAYS)
def test_days_and_hours(text: str, instant: str) -> None:
    """London's clocks, midnights and months, with the weekday that each falls on."""
    assert told(moment(text)) == instant


@pytest.mark.parametrize("text", IN_DOUBT)
def test_what_is_in_doubt_is_no_date(text: str) -> None:
    """Better no date than a wrong one."""
    assert moment(text) is None


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_text_is_no_date(text: str) -> None:
    """Text made to hurt, or longer than a date can be, is refused."""
    assert moment(text) is None


def test_random_pieces_never_raise() -> None:
    """Ten thousand heaps of the pieces of dates give a time or None."""
    random = Random(1)
    pieces = [
        *" ".join([*THAT_MONDAY, *IN_DOUBT]).split(" "),
        *"0123456789:./-+,()",
        "\u202f",
        "99",
        "T",
        "Z",
    ]
    heaps = ("".join(random.choices([*pieces, " "], k=random.randint(1, 9))) for _ in range(10_000))
    read = [moment(heap) for heap in heaps]
    assert all(each is None or each.tzinfo is UTC for each in read)


@pytest.mark.skipif(not FORWARDS, reason="../shared with the corpus of forwarded mails is not here")
def test_dates_of_a_corpus() -> None:
    """At least nine in ten dates in our languages are read, and all as the day on which the mail was sent."""
    ours = ("en", "de", "fr", "es", "it", "nl", "pl", "live")
    days = {(2021, 7, 16), (2021, 10, 25), (2021, 10, 26), (2021, 10, 27), (2022, 8, 17)}
    found = {path.stem: forwarded(path.read_text(encoding="utf-8")) for path in FORWARDS}
    read = {name: mail.sent_at for name, mail in found.items() if mail}
    known = {name for name in read if set(ours) & set(name.split("_"))}
    missed = sorted(name for name in known if read[name] is None)
    every = sum(1 for sent_at in read.values() if sent_at)
    print(
        f"read: {len(known) - len(missed)} of {len(known)} in our languages, {every} of {len(found)} in all"
    )
    assert len(known) >= 35
    assert len(missed) <= 0.1 * len(known), missed
    old = {(each.year, each.month, each.day) for each in read.values() if each and each.year < 2023}
    assert old == days

"""3.1.11: a client does not want what they told us to be shared; colleagues go on with a reference and no name."""

from datetime import date

import pytest

from tests.jobs.newsroom import Read
from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, latest_to, write
from tests.journeys.correspondence import (
    COMPLAINT,
    LLOYD,
    PATEL,
    SARAH,
    TOM,
    case,
    delivery_report,
    facts,
    letters_to,
    mail,
    tap,
    words,
)
from tests.journeys.test_3_1_7_6_keep_the_date import DORA, as_shipped, on, subjects_on, told_on
from tests.rig import Rig
from worker.model.deed import SharingRestricted
from worker.model.entry import MailNoted
from worker.model.letter import LetterKind
from worker.model.time import Clock
from worker.policy.calendar import london_date

OBJECTION = "Please do not share what I told you with anybody else at your company."
TELLING = ("Patel", "harbour-bakery", "Renewal of our contract", "31.2p")
OWED = "answer or update to the client (3.1.8.2)"
SHOWN_TO_MANY = (LetterKind.DAILY_DIGEST, LetterKind.MORNING_LIST, LetterKind.REMINDER)

TUESDAY = date(2026, 3, 3)
MONDAY = date(2026, 3, 9)  # the first working day of its week, so the whole log is attached
FRIDAY = date(2026, 3, 20)  # one working day before Monday 23 March, by which she was promised an answer
OVER = date(2026, 3, 24)


def object_(office: Rig) -> None:
    """On Monday 2 March 2026 Mrs Patel complains and, as the acknowledgement asks, objects straight away."""
    as_shipped(office)
    complain(office)
    arrive(office, mail(PATEL, f"Re: Your complaint [{REFERENCE}]", OBJECTION))


def told_to_many(office: Rig, since: date) -> list[Read]:
    """The digests, lists and reminders from that London day on, as their readers have them."""
    return [
        Read(letter.kind, letter.recipient, Read.parsed(letter.content), letter.content)
        for letter in office.letters()
        if letter.kind in SHOWN_TO_MANY and london_date(letter.queued_at) >= since
    ]

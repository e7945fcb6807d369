"""What an ombudsman's mail says of our file: whether they want it, and by when; it came on Monday 2 March 2026."""

from datetime import date
from types import MappingProxyType

import pytest

from worker.policy.calendar import Calendar
from worker.policy.reading.case_file import file_due_on, wants_case_file

MONDAY = date(2026, 3, 2)
CALENDAR = Calendar(MappingProxyType({}))

WANTED = (
    "We have accepted a complaint about Optimised Group. Please send your case file within 28 days.",
    "We have accepted a complaint about you.",
    "A complaint about your company has been accepted by the Energy Ombudsman.",
    "We’ve now accepted this dispute for investigation.",
    "Your customer's case was opened today.",
    "Please provide your evidence by Monday 30 March 2026.",
    "Your case file is due on 30 March 2026.",
    "We still await your company file.",
    "Hello,\n\nWe have today opened a new case: Harbour Bakery v Optimised.\n\nRegards",
    "We have registered the complaint of Mrs Patel. If you disagree, tell us.",
)
NOT_WANTED = (
    "We have not accepted the complaint of Mrs Patel.",
    "If we accept a complaint, we will ask you for your case file.",
    "We cannot accept this complaint, because eight weeks are not over.",
    "Thank you for sending your case file.",
    "We have received your case file.",
    "Once the complaint is accepted you will be asked to upload evidence.",
    "The complaint was withdrawn by the customer.",
    "Our offices are closed on Friday.",
    "Should the case be accepted, you may send evidence.",
    "We have closed the complaint that was opened in January.",
    "",
)
DUE = (
    ("Please send your case file within 28 days.", date(2026, 3, 30)),
    ("You have 14 calendar days to send your evidence.", date(2026, 3, 16)),
    ("Please upload your file within ten working days.", date(2026, 3, 16)),
    ("Send your case file within four (4) weeks of this letter.", date(2026, 3, 30)),
    ("Your file is due by Friday 27 March 2026.", date(2026, 3, 27)),
    ("The hearing is on 9 March 2026.\n\nPlease send your file by 27 March 2026.", date(2026, 3, 27)),
    ("The deadline is 28/03/2026.", date(2026, 3, 28)),
    ("Send it by 20 March, or within 28 days at the latest.", date(2026, 3, 20)),
    ("We accepted it. The last day is 20 March.", date(2026, 3, 20)),
    ("The complaint of 5 January 2026 was accepted.", None),
    ("Please send your case file.", None),
    ("within 0 days", None),
)


@pytest.mark.parametrize("text", WANTED)
def test_they_want_our_file(text: str) -> None:
    """They say that they have accepted a complaint about us, or ask for the file."""
    assert wants_case_file(text)


@pytest.mark.parametrize("text", NOT_WANTED)
def test_they_do_not_say_that_they_want_it(text: str) -> None:
    """Nothing begins by an if, a not, a thank you."""
    assert not wants_case_file(text)


@pytest.mark.parametrize(("text", "due"), DUE)
def test_the_day_that_they_name(text: str, due: date | None) -> None:
    """The earliest of the sentences that speak of it; none where none is named."""
    assert file_due_on(text, MONDAY, CALENDAR) == due


def test_a_long_mail_is_read_in_bounded_time() -> None:
    """Whoever writes a hundred thousand words gets no more of our time."""
    assert not wants_case_file("accepted " * 50_000)
    assert file_due_on("within the next " * 50_000, MONDAY, CALENDAR) is None

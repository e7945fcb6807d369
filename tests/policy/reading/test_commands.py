"""What colleagues write in a subject: which lines are commands, which are slips, which are prose, and which dates."""

from datetime import date

import pytest

from worker.model.promises import Policy
from worker.model.staff_event import ClosureBasis
from worker.policy.calendar import Calendar
from worker.policy.decide.staff_command.verbs import vocabulary
from worker.policy.reading.commands import command, references
from worker.policy.reading.dates import Refusal, day_of_event, promised_day, read_date, short_date
from worker.policy.reading.vocabulary import Verb

TODAY = date(2026, 3, 2)  # Monday
LATEST = date(2026, 4, 24)  # Friday
WORDS = vocabulary()
CALENDAR = Calendar.of(Policy(version="1.1", review_due=date(2023, 8, 28)))

COMMANDS = (
    ("complaint", Verb.COMPLAINT, ""),
    ("Complaint.", Verb.COMPLAINT, ""),
    ("not a complaint", Verb.NOT_A_COMPLAINT, ""),
    ("  NOT  A  COMPLAINT!", Verb.NOT_A_COMPLAINT, ""),
    ("phoned", Verb.PHONED, ""),
    ("explain", Verb.EXPLAIN, ""),
    ("quick", Verb.QUICK, ""),
    ("#quick", Verb.QUICK, ""),
    ("/investigate", Verb.INVESTIGATE, ""),
    ("> escalate", Verb.ESCALATE, ""),
    ("update Fri 20 March", Verb.UPDATE, "fri 20 march"),
    ("Update: Fri 20 March", Verb.UPDATE, "fri 20 march"),
    ("update\u00a020/3", Verb.UPDATE, "20/3"),
    ("update", Verb.UPDATE, ""),
    ("update soon", Verb.UPDATE, "soon"),
    ("Propose by Friday 27 March 2026", Verb.PROPOSE, "by friday 27 march 2026"),
    ("propose Friday, the 27th of March 2026", Verb.PROPOSE, "friday, the 27th of march 2026"),
    ("propose +10", Verb.PROPOSE, "+10"),
    ("delay 27.03.2026", Verb.DELAY, "27.03.2026"),
    ("answer", Verb.ANSWER, ""),
    ("deadlock", Verb.DEADLOCK, ""),
    ("text", Verb.TEXT, ""),
    ("send", Verb.SEND, ""),
    ("Send.", Verb.SEND, ""),
    ("accepted", Verb.ACCEPTED, ""),
    ("refused", Verb.REFUSED, ""),
    ("microbusiness yes", Verb.MICROBUSINESS, "yes"),
    ("microbusiness perhaps", Verb.MICROBUSINESS, "perhaps"),
    ("do not share", Verb.DO_NOT_SHARE, ""),
    ("remedy 2/3", Verb.REMEDY, "2/3"),
    ("remedy done", Verb.REMEDY_DONE, ""),
    ("action Friday", Verb.ACTION, "friday"),
    ("action done", Verb.ACTION_DONE, ""),
    ("reviewed", Verb.REVIEWED, ""),
    ("personal data answered", Verb.PERSONAL_DATA_ANSWERED, ""),
    ("close", Verb.CLOSE, ""),
    ("close partly upheld", Verb.CLOSE, "partly upheld"),
    ("close not upheld.", Verb.CLOSE, "not upheld"),
    ("close resloved", Verb.CLOSE, "resloved"),
)

SLIPS = (
    ("asign Tom", (Verb.GIVE,), "tom"),
    ("colse resolved", (Verb.CLOSE,), "resolved"),
    ("udpate Fri 20 March", (Verb.UPDATE,), "fri 20 march"),
    ("escalte", (Verb.ESCALATE,), ""),
    ("send it", (Verb.SEND,), "it"),
    ("phoned her today", (Verb.PHONED,), "her today"),
    ("microbusines yes", (Verb.MICROBUSINESS,), "yes"),
    ("not complaint", (Verb.NOT_A_COMPLAINT, Verb.COMPLAINT), "complaint"),
    ("actoin done", (Verb.ACTION_DONE, Verb.ACTION), "done"),
    ("personal data answer", (Verb.PERSONAL_DATA_ANSWERED,), "data answer"),
)

PROSE = (
    "Close the account as the client asked",
    "propose that we meet the client on Friday",
    "Please update the meter reading by Friday",
    "update from the supplier about the meter readings",
    "answer the phone please, she rang again",
    "Send me the file when you have it",
    "text her that we are on it now",
    "Take care of this for me",
    "Give me a day or two",
    "Thank you",
    "Meter readings",
    "Your complaint: Renewal",
    "Re: Your complaint",
    "she phoned again and wants her money back",
    "quick question about the renewal of her contract",
    "remedy for the client is still open I think",
    "close to the deadline, who is on it?",
    "",
    " . ",
)

DATES = (
    ("Fri 27 March", date(2026, 3, 27)),
    ("fri 27 mar", date(2026, 3, 27)),
    ("Friday, 27th March 2026", date(2026, 3, 27)),
    ("the 27th of March", date(2026, 3, 27)),
    ("March 27", date(2026, 3, 27)),
    ("27/3", date(2026, 3, 27)),
    ("27/03/26", date(2026, 3, 27)),
    ("5/3/2026", date(2026, 3, 5)),  # the day first, as in Britain
    ("27.03.2026", date(2026, 3, 27)),
    ("27-3", date(2026, 3, 27)),
    ("2026-03-27", date(2026, 3, 27)),
    ("by 27 March", date(2026, 3, 27)),
    ("Friday", date(2026, 3, 6)),
    ("Tues", date(2026, 3, 3)),
    ("Monday", date(2026, 3, 9)),  # said on a Monday it is the next
    ("tomorrow", date(2026, 3, 3)),
    ("+1", date(2026, 3, 3)),
    ("+3", date(2026, 3, 5)),
    ("+ 10", date(2026, 3, 16)),
)

REFUSED = (
    (
        "28 March",
        "28 March 2026 is a Saturday. Did you mean Friday 27 March 2026 or Monday 30 March 2026?",
        ("Fri 27 March 2026", "Mon 30 March 2026"),
    ),
    (
        "Sun 29/3",
        "29 March 2026 is a Sunday. Did you mean Friday 27 March 2026 or Monday 30 March 2026?",
        ("Fri 27 March 2026", "Mon 30 March 2026"),
    ),
    (
        "Fri 3 April",
        (
            "Friday 3 April 2026 is a bank holiday: Good Friday. "
            "Did you mean Thursday 2 April 2026 or Tuesday 7 April 2026?"
        ),
        ("Thu 2 April 2026", "Tue 7 April 2026"),
    ),
    (
        "Monday 6 April",
        (
            "Monday 6 April 2026 is a bank holiday: Easter Monday. "
            "Did you mean Thursday 2 April 2026 or Tuesday 7 April 2026?"
        ),
        ("Thu 2 April 2026", "Tue 7 April 2026"),
    ),
    (
        "Thu 27 March",
        (
            "27 March 2026 is a Friday and not a Thursday. "
            "Did you mean Thursday 26 March 2026 or Friday 27 March 2026?"
        ),
        ("Thu 26 March 2026", "Fri 27 March 2026"),
    ),
    (
        "Friday 28 March",
        (
            "28 March 2026 is a Saturday and not a Friday. "
            "Did you mean Friday 27 March 2026 or Saturday 28 March 2026?"
        ),
        ("Fri 27 March 2026",),
    ),
    ("27 February", "Friday 27 February 2026 is over.", ("Mon 9 March 2026", "Fri 24 April 2026")),
    ("today", "Monday 2 March 2026 is today.", ("Mon 9 March 2026", "Fri 24 April 2026")),
    (
        "27 April",
        "Monday 27 April 2026 is too late. The latest day is Friday 24 April 2026.",
        ("Fri 24 April 2026",),
    ),
    (
        "27/3/9999",
        "Saturday 27 March 9999 is too late. The latest day is Friday 24 April 2026.",
        ("Fri 24 April 2026",),
    ),
    ("30 February", "There is no day 30 February.", ("Mon 9 March 2026", "Fri 24 April 2026")),
    ("3/27", "No date could be read.", ("Mon 9 March 2026", "Fri 24 April 2026")),
    ("next week", "No date could be read.", ("Mon 9 March 2026", "Fri 24 April 2026")),
    ("in March", "No date could be read.", ("Mon 9 March 2026", "Fri 24 April 2026")),
    ("+0", "No date could be read.", ("Mon 9 March 2026", "Fri 24 April 2026")),
    ("+999", "No date could be read.", ("Mon 9 March 2026", "Fri 24 April 2026")),
    ("", "A date is missing.", ("Mon 9 March 2026", "Fri 24 April 2026")),
)


@pytest.mark.parametrize(("line", "verb", "argument"), COMMANDS, ids=[each[0] for each in COMMANDS])
def test_commands(line: str, verb: Verb, argument: str) -> None:
    """The whole line is the verb and what follows it, however it is written."""
    found = command(f"[opt-2026-0042] {line}", WORDS)
    assert found is not None
    assert (found.reference, found.verb, found.argument) == ("OPT-2026-0042", verb, argument)


@pytest.mark.parametrize(("line", "meant", "argument"), SLIPS, ids=[each[0] for each in SLIPS])
def test_slips(line: str, meant: tuple[Verb, ...], argument: str) -> None:
    """A line of at most four words that begins nearly like a verb is no command, but its writer can be helped."""
    found = command(f"[OPT-2026-0042] {line}", WORDS)
    assert found is not None
    assert (found.verb, found.meant, found.argument) == (None, meant, argument)


@pytest.mark.parametrize("line", PROSE)
def test_prose(line: str) -> None:
    """What a person simply writes is neither a command nor a slip."""
    assert command(f"[OPT-2026-0042] {line}", WORDS) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Check and send: progress update to Anita Patel [OPT-2026-0042]",
        "Re: [OPT-2026-0042] colse resolved",
        "FW: [OPT-2026-0042] send",
        "send",
        "OPT-2026-0042 send",
        "send [OPT-2026-0042]",
        "[OPT-2026-42] send",
        "[OPT-2026-0042]",
    ],
)
def test_other_subjects(subject: str) -> None:
    """Only the reference in brackets with a line behind it counts; a forwarded one never does."""
    assert command(subject, WORDS) is None


@pytest.mark.parametrize("front", ["Re: ", "RE: AW: ", "[EXTERNAL] ", "Re: [EXT] ", "Re[2]: ", "AW:"])
def test_what_mail_programs_put_in_front_does_not_matter(front: str) -> None:
    """What stands behind it is exactly a command."""
    assert command(f"{front}[OPT-2026-0042] send", WORDS) == command("[OPT-2026-0042] send", WORDS)


@pytest.mark.parametrize("outcome", ClosureBasis)
def test_every_outcome_closes(outcome: ClosureBasis) -> None:
    """Whatever a complaint can end as can be written."""
    found = command(f"[OPT-2026-0042] Close {outcome}", WORDS)
    assert found is not None
    assert (found.verb, found.argument) == (Verb.CLOSE, outcome)


def test_references_in_a_text() -> None:
    """Every reference that a text names is found, in capital letters."""
    assert references("See opt-2026-0042 and (OPT-2026-0043).") == ("OPT-2026-0042", "OPT-2026-0043")


@pytest.mark.parametrize(("words", "day"), DATES, ids=[each[0] for each in DATES])
def test_dates(words: str, day: date) -> None:
    """On Monday 2 March 2026 these words name that day, and what we offer in turn is read as the same day."""
    assert promised_day(words, TODAY, LATEST, CALENDAR) == day
    assert read_date(short_date(day), TODAY, CALENDAR) == day


@pytest.mark.parametrize(("words", "why", "instead"), REFUSED, ids=[each[0] for each in REFUSED])
def test_refused_dates(words: str, why: str, instead: tuple[str, ...]) -> None:
    """On Monday 2 March 2026 these cannot be promised; the sentence says why, and what is offered can be."""
    found = promised_day(words, TODAY, LATEST, CALENDAR)
    assert isinstance(found, Refusal)
    assert (found.why, tuple(map(short_date, found.instead))) == (why, instead)
    assert all(promised_day(each, TODAY, LATEST, CALENDAR) in found.instead for each in instead)


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("5 January", date(2026, 12, 30), date(2027, 1, 5)),
        ("29 December", date(2027, 1, 4), date(2026, 12, 29)),
        ("29/2", date(2027, 12, 1), date(2028, 2, 29)),
        ("Friday", date(2026, 3, 27), date(2026, 4, 3)),
        ("+1", date(2026, 4, 2), date(2026, 4, 7)),
        ("tomorrow", date(2026, 3, 28), date(2026, 3, 29)),
    ],
)
def test_dates_without_a_year(words: str, today: date, day: date) -> None:
    """The day nearest to today is meant, also over the turn of the year; working days jump over Easter."""
    assert read_date(words, today, CALENDAR) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("28 February", date(2026, 2, 28)),
        ("today", TODAY),
        ("Sat 28/2", date(2026, 2, 28)),
        ("29 December 2025", date(2025, 12, 29)),
    ],
)
def test_days_of_events(words: str, day: date) -> None:
    """What happened may have happened on any day up to today."""
    assert day_of_event(words, TODAY, CALENDAR) == day


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("tomorrow", "Tuesday 3 March 2026 lies ahead."),
        ("28/2/2016", "Sunday 28 February 2016 is more than a year ago."),
        ("", "A date is missing."),
        ("last week", "No date could be read."),
    ],
)
def test_days_on_which_nothing_happened(words: str, why: str) -> None:
    """A day that lies ahead, or far back, is a slip."""
    found = day_of_event(words, TODAY, CALENDAR)
    assert isinstance(found, Refusal)
    assert found.why == why

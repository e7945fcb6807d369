"""What is read out of the lines that colleagues write for clients who phoned, wrote or came in (3.1.4)."""

from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from worker.model.entry import Channel
from worker.model.office import Person
from worker.model.promises import Policy
from worker.policy.calendar import Calendar
from worker.policy.reading.spoken_time import spoken_time
from worker.policy.reading.verbal_report import VerbalReport, form, read_verbal_report, verbal_channel

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)  # Wednesday 4 March 2026
CALENDAR = Calendar.of(Policy(version="1.1", review_due=date(2023, 8, 28)))
TOM = Person(key="tom", name="Tom Reed", email="tom.reed@optimised.net")

SUBJECTS = {
    "phone complaint": Channel.TELEPHONE,
    "Phone Complaint": Channel.TELEPHONE,
    "telephone complaint": Channel.TELEPHONE,
    "Phone complaint - Mr Okafor": Channel.TELEPHONE,
    "post complaint": Channel.POST,
    "Personal complaint": Channel.IN_PERSON,
    "Re: Phone complaint: please fill in what the client told us": Channel.TELEPHONE,
    "RE: AW: Post complaint: please fill in what the client told us": Channel.POST,
    "Re: [EXTERNAL] Phone complaint: please fill in": Channel.TELEPHONE,
    "Fwd: phone complaint": None,
    "phone complaints procedure": None,
    "Phone complaint form": None,
    "a phone complaint": None,
    "Re: [OPT-2026-0001] phone complaint": None,
    "complaint": None,
    "microphone complaint": None,
    "": None,
    # A subject without end is not searched: one of 60 kB took 38 seconds.
    "Re: " + "x" * 300 + " phone complaint": None,
    "phone complaint " + "x" * 60_000: Channel.TELEPHONE,
}


@pytest.mark.parametrize(("subject", "channel"), SUBJECTS.items(), ids=lambda value: str(value)[:40])
def test_a_subject_names_the_channel(subject: str, channel: Channel | None) -> None:
    """A new mail begins with the words, an answer may hold them anywhere, and what names a case is about that."""
    assert verbal_channel(subject) is channel


MOMENTS = {
    "Tue 3 March 2026 at 10.40am": (3, 3, 10, 40),
    "Tuesday 3 March, 10:40": (3, 3, 10, 40),
    "3/3": (3, 3, 0, 0),
    "3/3/26 2.15pm": (3, 3, 14, 15),
    "03.03.2026": (3, 3, 0, 0),
    "2026-03-03 14:05": (3, 3, 14, 5),
    "3rd of March about 3.30 in the afternoon": (3, 3, 15, 30),
    "Tues, 3 Mar (10.40)": (3, 3, 10, 40),
    "28/02/2026 at 16:05": (2, 28, 16, 5),
    "yesterday": (3, 3, 0, 0),
    "Yesterday at noon": (3, 3, 12, 0),
    "yesterday 12 midday": (3, 3, 12, 0),
    "yesterday, 12.05am": (3, 3, 0, 5),
    "this morning": (3, 4, 0, 0),
    "today 9.10": (3, 4, 9, 10),
    "9am": (3, 4, 9, 0),
    "Tuesday": (3, 3, 0, 0),
    "Wed": (3, 4, 0, 0),
    "last Wednesday": (2, 25, 0, 0),
    "Friday afternoon": (2, 27, 0, 0),
    "Monday 3 March": None,
    "31 February": None,
    "99/99": None,
    "25.61": None,
    "last": None,
    "a while ago": None,
    "11 on Monday, twice": None,
    "": None,
    "3" * 5000: None,
}


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items(), ids=[text[:30] for text in MOMENTS])
def test_a_note_of_a_time_is_british(text: str, moment: tuple[int, int, int, int] | None) -> None:
    """Day before month, the last such weekday, London time; what contradicts itself or names no day is nothing."""
    expected = datetime(2026, *moment, tzinfo=UTC) if moment else None
    assert spoken_time(text, NOW, CALENDAR) == expected


@pytest.mark.parametrize(("text", "year"), [("1/1/0001", 1), ("31/12/9999 11pm", 9999)])
def test_a_date_far_away_harms_nothing(text: str, year: int) -> None:
    """It is read as it stands; whether it can be believed is another question."""
    found = spoken_time(text, NOW, CALENDAR)
    assert found is not None
    assert found.year == year


def test_a_note_in_summer_is_in_summer_time() -> None:
    """Ten o'clock in June is nine in UTC."""
    june = datetime(2026, 6, 10, 12, tzinfo=UTC)
    assert spoken_time("9 June 10am", june, CALENDAR) == datetime(2026, 6, 9, 9, tzinfo=UTC)


def told(text: str, channel: Channel = Channel.TELEPHONE) -> VerbalReport:
    """What Tom wrote down."""
    return read_verbal_report(channel, TOM, text, NOW, CALENDAR)


FULL = """Client: Mr Okafor
Business: Okafor Bakery
Email: Okafor@Bakery.example
Phone: 07700 900123
When they called: Tue 3 March 10.40am
What they told us: The gas meter was not moved.

We have had two bills.
What they want: £184.20 back
Microbusiness (yes, no, do not know): yes
May we email them (yes, no): yes
"""
METER = "The gas meter was not moved."
EMAIL = "okafor@bakery.example"


def test_a_form_filled_in_whole() -> None:
    """Every line is read."""
    found = told(FULL)
    assert (found.client.name, found.client.email) == ("Mr Okafor", EMAIL)
    assert (found.business, found.phone) == ("Okafor Bakery", "07700 900123")
    assert found.told_at == datetime(2026, 3, 3, 10, 40, tzinfo=UTC)
    assert found.words == f"{METER}\n\nWe have had two bills."
    assert (found.wants, found.microbusiness, found.may_email) == ("£184.20 back", True, True)


class Row(NamedTuple):
    """A mail, and what is read out of it."""

    text: str
    words: str = METER
    email: str = ""
    name: str = ""
    wants: str = ""
    may_email: bool = True


FORMS = {
    "only what they told us": Row(f"What they told us: {METER}"),
    "capitals": Row(f"CLIENT: Mr Okafor\nWHAT THEY TOLD US: {METER}", name="Mr Okafor"),
    "bold labels": Row(
        f"*Client:* Mr Okafor\n**What they told us:** {METER}\n*What they want*: help",
        METER,
        "",
        "Mr Okafor",
        "help",
    ),
    "words on the lines below": Row(
        f"What they told us:\n\n{METER}\n\nWhat they want:\nhelp\n", wants="help"
    ),
    "every value below its label": Row(
        f"Client:\nMr Okafor\nEmail:\n{EMAIL}\nWhat they told us:\n{METER}", METER, EMAIL, "Mr Okafor"
    ),
    "no colon, label alone": Row(f"Client\nMr Okafor\nWhat they told us\n{METER}", name="Mr Okafor"),
    "empty lines between": Row(f"Client: Mr Okafor\n\n\nWhat they told us: {METER}\n\n", name="Mr Okafor"),
    "another order": Row(
        f"What they told us: {METER}\nEmail: {EMAIL}\nClient: Mr Okafor", METER, EMAIL, "Mr Okafor"
    ),
    "a greeting above": Row(f"Hi,\n\none from this morning.\n\nWhat they told us: {METER}"),
    "a signature below": Row(f"What they told us: {METER}\n\nKind regards\nTom Reed\nAccount Manager"),
    "a phone's signature": Row(f"What they told us: {METER}\n\nSent from my iPhone"),
    "a mark of a signature": Row(f"What they told us: {METER}\n--\nTom Reed"),
    "typed into the quoted form": Row(
        f"> Client: Mr Okafor\n> Email: {EMAIL}\n> What they told us: {METER}", METER, EMAIL, "Mr Okafor"
    ),
    "typed between quoted lines": Row(
        f"> What they told us:\n{METER}\n> What they want:\nhelp\n", wants="help"
    ),
    "quoted twice": Row(f">> Client: Mr Okafor\n> > What they told us: {METER}", name="Mr Okafor"),
    "a table of Outlook": Row(f"Client\tMr Okafor\nWhat they told us\t{METER}", name="Mr Okafor"),
    "a table with bars": Row(f"| Client | Mr Okafor |\n| What they told us | {METER} |", name="Mr Okafor"),
    "spaces that do not break": Row(f"What\xa0they\xa0told\xa0us:\xa0{METER}"),
    "a list": Row(f"- Client: Mr Okafor\n- What they told us: {METER}", name="Mr Okafor"),
    "the address as a link": Row(f"Email: {EMAIL}<mailto:{EMAIL}>\nWhat they told us: {METER}", METER, EMAIL),
    "the address behind the name": Row(
        f"Client: Mr Okafor <{EMAIL}>\nWhat they told us: {METER}", METER, EMAIL, "Mr Okafor"
    ),
    "an address that is none": Row(f"Email: okafor at bakery\nWhat they told us: {METER}"),
    "two addresses": Row(f"Email: {EMAIL} or a@b.example\nWhat they told us: {METER}"),
    "no address": Row(f"Email: none\nWhat they told us: {METER}"),
    "no mail, please": Row(
        f"Email: {EMAIL}\nMay we email them: no\nWhat they told us: {METER}", METER, EMAIL, may_email=False
    ),
    "rather not": Row(f"May we email them? He'd rather not\nWhat they told us: {METER}", may_email=False),
    "by post only": Row(
        f"What they told us: {METER}\nMay we email them (yes, no): by post please", may_email=False
    ),
    "no problem": Row(f"What they told us: {METER}\nMay we email them (yes, no): no problem"),
    "not asked": Row(f"What they told us: {METER}\nMay we email them (yes, no): not sure"),
    "the foot of our form below": Row(
        f"What they told us: {METER}\nMay we email them (yes, no):\n\nOptimised. Do not forward."
    ),
    "what he said": Row(
        f"Caller: Mr Okafor\nWhat he said: {METER}\nWhat he wants: help", METER, "", "Mr Okafor", "help"
    ),
    "a label that comes again is a word": Row(
        f"Phone: 1\nWhat they told us: {METER}\nPhone: is dead", f"{METER}\nPhone: is dead"
    ),
    "the empty form quoted below": Row(
        f"Client: Mr Okafor\nWhat they told us: {METER}\n\n> Client:\n> What they told us:\n> What they want:",
        METER,
        "",
        "Mr Okafor",
    ),
    "a colon in the words": Row("What they told us: He says: it is wrong", "He says: it is wrong"),
    "nothing told": Row(
        "Client: Mr Okafor\nWhat they told us:\nWhat they want: help", "", "", "Mr Okafor", "help"
    ),
    "empty": Row("", ""),
    "prose": Row("Mr Okafor phoned about his meter, can you take it?", ""),
}


@pytest.mark.parametrize("row", FORMS.values(), ids=FORMS)
def test_forms_as_people_fill_them_in(row: Row) -> None:
    """Labels in any dress, values behind or below them; what is no value is none."""
    found = told(row.text)
    assert (found.words, found.client.email, found.client.name) == (row.words, row.email, row.name)
    assert (found.wants, found.may_email) == (row.wants, row.may_email)


@pytest.mark.parametrize(
    ("answer", "known"),
    {
        "yes": True,
        "Y": True,
        "no": False,
        "No, 40 staff": False,
        "do not know": None,
        "?": None,
        "": None,
    }.items(),
)
def test_a_microbusiness_may_be_unknown(answer: str, known: bool | None) -> None:
    """Only a yes or a no says something."""
    assert told(f"Microbusiness (yes, no, do not know): {answer}").microbusiness is known


@pytest.mark.parametrize("channel", [Channel.TELEPHONE, Channel.POST, Channel.IN_PERSON])
def test_the_form_reads_what_it_asks(channel: Channel) -> None:
    """The lines of the form are known labels, its name is a subject of its channel, and filled-in lines stay."""
    filled = told("Client: Mr Okafor\nWhen they called: yesterday", channel).lines
    name, lines = form(channel, filled)
    assert verbal_channel(f"Re: {name}: please fill in") is channel
    assert lines.startswith("Client: Mr Okafor\nBusiness:\n")
    again = told("\n".join(line if line[-1] != ":" else f"{line} yes" for line in lines.split("\n")), channel)
    assert len(again.lines) == 10
    assert again.told_at == datetime(2026, 3, 3, tzinfo=UTC)


def test_a_topic_is_a_short_line() -> None:
    """The beginning of the words, whole words only."""
    long = told(f"What they told us: {'the meter ' * 30}")
    assert told(FULL).topic == METER
    assert len(long.topic) <= 72
    assert long.topic.endswith("the meter …")

"""The office as some stories have it: a director, an ombudsman, the shipped ladder; and what people read on a day."""

from dataclasses import replace
from datetime import date

from tests.journeys.correspondence import configured, letters_to, london, wait_until, words
from tests.rig import CONFIG, Rig
from worker.adapters.settings import load
from worker.model.mail import Message
from worker.model.office import Person, Section, Timetable
from worker.model.promises import Ombudsman
from worker.policy.calendar import london_date

DORA = "Dora Lane <dora.lane@optimised.net>"
SECRETS = {"MAILBOX_PASSWORD": "x", "SMTP_PASSWORD": "x", "TOKEN_KEY": "x" * 32}
OMBUDSMAN = Ombudsman(
    name="Energy Ombudsman",
    phone="0330 440 1624",
    email="enquiry@ombudsman.example",
    post="P.O. Box 966, Warrington, WA4 9DF",
    valid_from=date(2024, 12, 19),
    valid_until=date(2027, 12, 31),
)


def with_ombudsman(office: Rig) -> None:
    """The policy knows where a client can go."""
    rulebook = office.place.rulebook
    policy = replace(rulebook.policy, ombudsman=(OMBUDSMAN,))
    office.place = replace(office.place, rulebook=replace(rulebook, policy=policy))


def with_director(office: Rig, *, head: str, senior: tuple[str, ...] = ("dora",)) -> None:
    """Somebody stands above the head of the section, who is that person."""
    rulebook = office.place.rulebook
    section = Section(key="client_services", name="Client Services", head=head, responsible=("sarah",))
    people = replace(
        rulebook.people,
        sections=(section,),
        senior_management=senior,
        persons=(
            *rulebook.people.persons,
            Person(key="dora", name="Dora Lane", email="dora.lane@optimised.net", role="Director"),
        ),
    )
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))


def away(office: Rig, key: str, *, cover: str, first: date, last: date) -> None:
    """That colleague is away on these days, and somebody covers for them."""
    rulebook = office.place.rulebook
    persons = tuple(
        replace(each, cover=cover, away=((first, last),)) if each.key == key else each
        for each in rulebook.people.persons
    )
    people = replace(rulebook.people, persons=persons)
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))


def as_shipped(office: Rig) -> None:
    """The shipped ladder, mail to colleagues at eight in the morning, and Dora Lane above James, the section head."""
    with_director(office, head="james")
    configured(office, timetable=Timetable(undo_minutes=0))
    rulebook = office.place.rulebook
    policy = replace(rulebook.policy, ladder=load(CONFIG, SECRETS).policy.ladder)
    office.place = replace(office.place, rulebook=replace(rulebook, policy=policy))


def on(office: Rig, day: date, hour: int, minute: int = 0) -> None:
    """Every morning until then has passed; it is that time in London, and the worker does what is due."""
    wait_until(office, london(day, hour, minute))
    office.work()


def read_on(office: Rig, reader: str, day: date) -> list[Message]:
    """The letters to that person of that London day, oldest first."""
    return [each for each in letters_to(office, reader) if each.date and london_date(each.date) == day]


def told_on(office: Rig, reader: str, day: date) -> str:
    """All that these letters say."""
    return " ".join(words(each) for each in read_on(office, reader, day))


def subjects_on(office: Rig, reader: str, day: date) -> list[str]:
    """What stands above those letters, but for the lists and digests of the morning."""
    subjects = (each.subject for each in read_on(office, reader, day))
    return [each for each in subjects if not each.startswith(("Complaints today", "Your complaints today"))]

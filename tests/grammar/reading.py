"""The data files of this folder, and the office in which their lines are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from worker.adapters.settings import load_staff_phrases
from worker.model.office import People, Person, Section
from worker.model.promises import Policy
from worker.policy.calendar import Calendar
from worker.policy.decide.staff_command.verbs import vocabulary
from worker.policy.reading.dates import day_of_event, read_date
from worker.policy.reading.staff_lines import Answered, Context, Lexicon, Order, Reading, read_staff_lines
from worker.policy.reading.vocabulary import Verb

HERE = Path(__file__).parent
CONFIG = HERE.parent.parent / "config"
TODAY = date(2026, 3, 10)
CALENDAR = Calendar.of(Policy(version="1.1", review_due=date(2023, 8, 28)))

_OPTIONS = {
    "update, proposal or final answer": ("update", "propose", "answer"),
    "what was your mail to the client": (
        "[OPT-2026-0042] that was an update Wednesday 25 March 2026 mail 12",
        "[OPT-2026-0042] that was a proposal Wednesday 25 March 2026 mail 12",
        "[OPT-2026-0042] that was the final answer mail 12",
        "[OPT-2026-0042] that was none of these mail 12",
    ),
    "which Sarah: Sarah Hughes or Sarah Booth": ("give Sarah Hughes", "give Sarah Booth"),
    "which case shall be taken: 0031 or 0042": ("0031 take", "0042 take"),
    "where does this mail belong": ("add",),
}
_OF_WHAT_IS_OVER = (Verb.POSTED, Verb.ISSUE_DATE)
_DATED = (Verb.REMIND, Verb.UPDATE, Verb.PROPOSE)


def _person(key: str, name: str) -> Person:
    return Person(key=key, name=name, email=f"{name.lower().replace(' ', '.')}@optimised.net")


PEOPLE = People(
    intake="client-services",
    triage="sarah",
    senior_management=("dora",),
    sections=(
        Section(
            key="client-services",
            name="Client Services",
            head="james",
            responsible=("sarah", "sarahb", "sam", "priya"),
        ),
        Section(key="billing", name="Billing", head="james", responsible=("tom",)),
    ),
    persons=(
        _person("sarah", "Sarah Hughes"),
        _person("sarahb", "Sarah Booth"),
        _person("sam", "Sam Booth"),
        _person("priya", "Priya Shah"),
        _person("tom", "Tom Reed"),
        _person("james", "James Carter"),
        _person("dora", "Dora Lane"),
    ),
)
_KEYS = (
    *((each.name, each.key) for each in PEOPLE.persons),
    *((each.name, each.key) for each in PEOPLE.sections),
)
LEXICON = Lexicon.of(vocabulary(), PEOPLE, load_staff_phrases(CONFIG))


@dataclass(frozen=True)
class Meant:
    """A line of commands.tsv; several commands are parted by a bar."""

    kind: str
    context: str
    stage: str
    line: str
    verbs: tuple[str, ...]
    arguments: tuple[str, ...]
    how: str
    cases: tuple[str, ...]
    about: str


def meant() -> tuple[Meant, ...]:
    """The lines that a person means as a command."""
    return tuple(
        Meant(
            kind=row[0],
            context=row[1],
            stage=row[2],
            line=row[3].replace("\\n", "\n"),
            verbs=_parted(row[4]),
            arguments=_parted(row[5]),
            how=row[6],
            cases=_parted(row[7]) if row[7] else (),
            about=row[8],
        )
        for row in rows("commands.tsv", 9)
    )


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a data file, without its comments."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            row = line.split("\t")
            yield row + [""] * (columns - len(row))


def _parted(field: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in field.split("|"))


@cache
def read(context: str, line: str, about: str = "") -> Reading:
    """What the line comes to as a reply to that mail of ours; the head answers the digest."""
    asked = about.partition("did you mean: ")[2]
    options = _OPTIONS.get(about) or ((asked,) if asked else ())
    client = ("Anita Patel", "Harbour Bakery")
    answered = Context(answered=Answered(context), options=options, client=client)
    return read_staff_lines(
        line, answered, LEXICON, PEOPLE.person("james" if context == "digest" else "sarah")
    )


def wraps() -> tuple[tuple[str, str, str], ...]:
    """Each reply into which a line can be put: its name, the mail of ours that it answers, and its text."""
    return tuple(
        (name, context, (HERE / "wraps" / name).read_text(encoding="utf-8"))
        for name, context, _ in rows("wraps/wraps.tsv", 3)
    )


def argument(order: Order) -> str:
    """The argument in the normal form of the files: keys of people, and days as ISO dates."""
    said = order.argument
    for name, key in _KEYS:
        said = said.replace(name, key)
    how = order.verb.partition(" by ")[2]
    if how:
        day = read_date(said, TODAY, CALENDAR) if said else ""
        return f"by {how} {day}".strip()
    if said and order.verb in _OF_WHAT_IS_OVER:
        return str(day_of_event(said, TODAY, CALENDAR))
    return str(read_date(said, TODAY, CALENDAR)) if said and order.verb in _DATED else said

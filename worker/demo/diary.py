"""What the worker would do with mail, and when: a line or a JSON object for each mail, entry and letter."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from worker.demo.gallery import leave
from worker.demo.moments import moment_in_words
from worker.demo.recorded import recording
from worker.demo.sample_mail import FIRST_DAY, sample_mail, with_sample_server
from worker.demo.simulation import EIGHT_WEEKS, IncomingMail, Mail, Occasion, SentLetter, simulation
from worker.demo.telling import Closing, at_the_end
from worker.model.mail import Unreadable
from worker.model.office import Settings
from worker.policy.calendar import date_in_words, london_date
from worker.policy.case import Case

_WIDEST = len("Wednesday 30 September 2026, 12.30pm")


class NothingToPlay(Exception):
    """There is nothing to simulate: give other days or another folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to simulate: the London days, both included, and the folder of recorded mail, or None for the sample mail.

    Without `first` it begins with the first mail, without `last` it ends eight weeks later. `output` is where every
    mail is left, or None; `plain` asks for JSON.
    """

    first: date | None = None
    last: date | None = None
    mailbox: Path | None = None
    output: Path | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What will be played; `left_out` are sentences."""

    settings: Settings
    arrivals: tuple[IncomingMail, ...]
    first: date
    last: date
    left_out: tuple[str, ...] = ()


Say = Callable[[str], None]


def play(settings: Settings, templates: Path, wanted: Wanted, say: Say, warn: Say) -> None:
    """Say what happens, and warn of what is left out.

    NothingToPlay, OSError; DemoRefused with one sentence as the demo; BrokenTemplateError.
    """
    plan = _plan(settings, wanted)
    for sentence in plan.left_out:
        warn(sentence)
    happenings: list[Occasion] = []
    with simulation(plan.settings, templates, plan.first) as running:
        for happening in running.play(plan.arrivals, plan.last):
            if wanted.plain or wanted.output:
                happenings.append(happening)
            if not wanted.plain:
                _tell(happening, say)
        end = running.end()
    if wanted.plain:
        say(_as_json(plan, happenings, end))
    else:
        say("\n".join(("", *at_the_end(end))))
    if wanted.output:
        left = leave(happenings, end, wanted.output)
        if not wanted.plain:
            say(left)


def _plan(settings: Settings, wanted: Wanted) -> _Plan:
    if wanted.mailbox is None:
        first, last = _days(wanted, FIRST_DAY)
        arrivals = tuple(each for each in sample_mail(settings, first) if london_date(each.at) <= last)
        return _Plan(settings=with_sample_server(settings), arrivals=arrivals, first=first, last=last)
    return _recorded(settings, wanted, wanted.mailbox)


def _recorded(settings: Settings, wanted: Wanted, folder: Path) -> _Plan:
    found = recording(folder, settings.office.address)
    if not found.mails:
        raise NothingToPlay(f"There is no .eml file and no .mbox file with mail in {folder}.")
    first, last = _days(wanted, found.first_day or FIRST_DAY)
    arrivals, left_out = found.arrivals(first, last), found.left_out(first, last)
    if not arrivals:
        raise NothingToPlay(f"No mail in {folder} can be played. {' '.join(left_out)}")
    return _Plan(settings=settings, arrivals=arrivals, first=first, last=last, left_out=left_out)


def _days(wanted: Wanted, otherwise: date) -> tuple[date, date]:
    first = wanted.first or otherwise
    last = wanted.last or first + EIGHT_WEEKS
    if last < first:
        raise NothingToPlay(
            f"It would end on {date_in_words(last)}, before it begins on {date_in_words(first)}."
        )
    return first, last


def _tell(happening: Occasion, say: Say) -> None:
    moment = f"{moment_in_words(happening.at):{_WIDEST}}"
    if happening.mail:
        sender, subject = _about(happening.mail)
        say(f"{moment}  <- mail from {sender}: {subject}")
    for line in happening.news:
        say(f"{moment}  == {line}")
    for letter in happening.letters:
        say(f"{moment}  -> {letter.kind} {letter.kind.called} to {letter.to.email}: {letter.subject}")


def _about(mail: Mail) -> tuple[str, str]:
    """The sender and the subject."""
    if isinstance(mail.read, Unreadable):
        return "a sender not known", "(cannot be read)"
    sender = mail.read.sender
    shown = f"{sender.name} <{sender.email}>" if sender and sender.name else sender and sender.email
    return shown or mail.read.from_text or "a sender not known", mail.read.subject or "(no subject)"


def _as_json(plan: _Plan, happenings: list[Occasion], end: Closing) -> str:
    held = {
        "from": plan.first.isoformat(),
        "to": plan.last.isoformat(),
        "events": list(chain.from_iterable(map(_events, happenings))),
        "open": [_complaint(case) for case in end.complaints],
        "left_out": plan.left_out,
    }
    # In ASCII, so that it arrives whole through any terminal.
    return json.dumps(held, indent=2)


def _events(happening: Occasion) -> Iterator[dict[str, str]]:
    at = {"at": happening.at.isoformat()}
    if happening.mail:
        sender, subject = _about(happening.mail)
        yield {**at, "event": "mail", "from": sender, "subject": subject}
    yield from ({**at, "event": "log", "entry": line} for line in happening.news)
    yield from ({**at, "event": "letter", **_letter(letter)} for letter in happening.letters)


def _letter(letter: SentLetter) -> dict[str, str]:
    return {
        "letter": letter.kind.value,
        "name": letter.kind.called,
        "reference": letter.reference,
        "to": letter.to.email,
        "subject": letter.subject,
    }


def _complaint(case: Case) -> dict[str, object]:
    return {
        "reference": case.reference,
        "complainant": case.complainant.email,
        "stage": case.stage.value,
        "due": {each.clock.value: each.due_on.isoformat() for each in case.running},
    }

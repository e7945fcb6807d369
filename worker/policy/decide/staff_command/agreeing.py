"""What will keep a fault from coming back, by when and by whom; whoever carries it out hears so (3.1.8.4)."""

from dataclasses import replace

from worker.model.duty import ActionWaived
from worker.model.office import Person
from worker.model.staff_event import CorrectiveActionAgreed
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.decide.staff_command.giving import meant
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, refused, suggested
from worker.policy.reading.action_line import ActionLine, action_line
from worker.policy.reading.arrival import cut
from worker.policy.reading.dates import Refusal, promised_day, short_date
from worker.policy.reading.vocabulary import Verb

_WORDS_IN_RECEIPT = 300


def agree_action(request: Request) -> Result:
    """The action with its day, that of its review, and who carries it out: whoever has it where nobody is named."""
    unfinished = _unfinished_action(request)
    if unfinished:
        return unfinished
    said = action_line(request.said or request.argument)
    owner = _owner(request, said)
    if isinstance(owner, NotDone):
        return owner
    calendar = request.rulebook.calendar
    day = promised_day(said.by.casefold(), request.today, request.in_a_year, calendar)
    if isinstance(day, Refusal):
        return _another_day(request, said, day)
    what = "\n".join(filter(None, (_as_written(said.what, request.line), request.words)))
    if not what:
        return NotDone("Write below the subject what will be done.", wants_words=True)
    review = calendar.add_working_days(day, request.rulebook.policy.promises.review_working_days)
    fact = CorrectiveActionAgreed(
        action=what,
        due_on=day,
        review_on=review,
        by=request.by,
        mail=request.mail,
        owner=owner.key if owner else "",
    )
    more = f"{_who(request, owner, what)}Its effect is looked at by {date_in_words(review)}."
    also = (owner,) if owner and owner.key != request.by else ()
    return Done(facts=(fact,), day=day, more=more, also=also)


def waive_action(request: Request) -> Result:
    """Nothing has to be done about the cause, for a reason that the log keeps (3.1.2)."""
    if not request.told:
        return NotDone("Write below the line why no corrective action is needed.", wants_words=True)
    if request.case.due_on(Clock.CORRECTIVE_ACTION):
        return NotDone(
            "A corrective action is agreed. First say that it is done.", (suggested(Verb.ACTION_DONE),)
        )
    return Done(facts=(ActionWaived(reason=request.told, by=request.by, mail=request.mail),))


def _owner(request: Request, said: ActionLine) -> Person | NotDone | None:
    """The colleague who was named, or None where nobody was; a name that several bear is asked about."""
    if not said.whom:
        return None
    found = meant(replace(request, argument=said.whom), request.rulebook.people.persons)
    if isinstance(found, NotDone):
        names = (each.command.removeprefix(f"{request.verb} ") for each in found.suggestions)
        lines = (f"{said.what} by {said.by}" if said.what else said.by for _ in found.suggestions)
        again = tuple(
            suggested(request.verb, f"{line} for {name}") for line, name in zip(lines, names, strict=True)
        )
        return replace(found, suggestions=again)
    if not isinstance(found, Person):
        return NotDone("A person carries it out, not a section.")
    if found.key in request.case.complaint.complained_about:
        return NotDone(f"The complaint is about {found.name}, so somebody else has to carry it out.")
    return found


def _as_written(what: str, line: str) -> str:
    """The words with the capital letters of the line in which they stand."""
    plain = " ".join(line.split())
    at = plain.casefold().find(what.casefold())
    return plain[at : at + len(what)] if at >= 0 else what


def _another_day(request: Request, said: ActionLine, why: Refusal) -> NotDone:
    """Why not, with the same line for the days that may have been meant."""
    if not (said.what or said.whom):
        return refused(request, why)
    front, behind = f"{said.what} by " if said.what else "", f" for {said.whom}" if said.whom else ""
    days = (f"{front}{short_date(day)}{behind}" for day in why.instead[:3])
    return NotDone(why.why, tuple(suggested(request.verb, each) for each in days))


def _who(request: Request, owner: Person | None, what: str) -> str:
    if owner is None:
        return ""
    words = (
        "" if request.case.restricted else f" To be done: {' '.join(cut(what, _WORDS_IN_RECEIPT).split())}"
    )
    end = "" if not words or words.endswith(".") else "."
    return f"{owner.name} carries it out and is reminded of it.{words}{end} "


def _unfinished_action(request: Request) -> NotDone | None:
    """A second action would take the place of the first unseen, with its review."""
    done_by = request.case.due_on(Clock.CORRECTIVE_ACTION)
    if done_by:
        why = f"A corrective action is due by {date_in_words(done_by)}. First say that it is done."
        return NotDone(why, (suggested(Verb.ACTION_DONE),))
    looked_by = request.case.due_on(Clock.EFFECTIVENESS_REVIEW)
    if looked_by:
        why = f"Whether the last corrective action works is to be seen by {date_in_words(looked_by)}."
        return NotDone(f"{why} First say that somebody has looked.", (suggested(Verb.REVIEWED),))
    return None

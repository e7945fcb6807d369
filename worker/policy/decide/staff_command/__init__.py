"""A colleague decided something by mail: enter it, do what follows, and say back what changed, or why nothing did."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Origin
from worker.model.decision import Decision
from worker.model.entry import ClockStarted, ClockStopped, Fact
from worker.model.letter import Letter
from worker.model.office import Person
from worker.model.staff_letter import CommandDone, CommandNotDone, Suggestion
from worker.model.time import Clock, Deadline
from worker.policy.agenda import is_owed_by_us, owed
from worker.policy.calendar import date_in_words, time_in_words
from worker.policy.case import Case
from worker.policy.clocks import stopped_by
from worker.policy.decide.consequences import consequences
from worker.policy.decide.known_case import note
from worker.policy.decide.staff_command.request import (
    WANT_WORDS,
    Done,
    Guess,
    NotDone,
    Request,
    Result,
    address_of,
    answer,
    reply,
    suggested,
)
from worker.policy.decide.staff_command.taking_off import about_them
from worker.policy.decide.staff_command.verbs import label_of, row_of
from worker.policy.decide.staff_command.verbs.row import Row
from worker.policy.fold import fold_on
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.commands import Command
from worker.policy.reading.vocabulary import A_DATE, NOTHING, Argument, Verb
from worker.policy.rulebook import Rulebook

_NOTED_AS = "a colleague's command that could not be done"
_ALONE = "It changes more than the other lines do, so please write it in an email of its own."
ALONE = (Verb.UNDO, Verb.MERGE, Verb.SPLIT, Verb.ADD, Verb.CANNOT_OPEN)
"""What is done only where it is the one line about its complaint."""

_MOST_SUGGESTED = 3
_MOST_QUOTED = 4000
_MOST_IN_LINK = 120  # a link of more than 450 characters does not open everywhere (mail.md 0)


def staff_command(
    case: Case, command: Command, person: Person, arrival: Arrival, rulebook: Rulebook
) -> Decision:
    """What the command changes in the case; what cannot be done is noted, and told back with the reason."""
    return staff_commands(case, [(command, arrival.words)], person, arrival, rulebook)


def staff_commands(
    case: Case,
    commands: Sequence[tuple[Command, str]],
    person: Person,
    arrival: Arrival,
    rulebook: Rulebook,
) -> Decision:
    """What several lines, each with the words that belong to it, change in the case: all of them, or none.

    Where one cannot be done, the mail is noted, and that line is told back with the reason.
    """
    decided: list[Decision] = []
    now = case
    for command, words in commands:
        if command.verb in ALONE and len(commands) > 1:
            return _refuse(case, command, NotDone(_ALONE), person, arrival)
        found = _decided(now, command, person, replace(arrival, words=words), rulebook)
        if isinstance(found, NotDone):
            return _refuse(case, command, found, person, arrival)
        decided.append(found)
        now = fold_on(now, found.facts)
    return _together(case, decided)


def _together(case: Case, decided: Sequence[Decision]) -> Decision:
    """One decision, in which the receipts of its writer are one letter."""
    if len(decided) == 1:
        return decided[0]
    letters = [
        letter if number == 1 else replace(letter, cause=f"{letter.cause}, line {number}")
        for number, each in enumerate(decided, 1)
        for letter in each.letters
    ]
    facts = tuple(fact for each in decided for fact in each.facts)
    return Decision(reference=case.reference, facts=facts, letters=tuple(letters))


def _decided(
    case: Case, command: Command, person: Person, arrival: Arrival, rulebook: Rulebook
) -> Decision | NotDone:
    if command.verb is None:
        return NotDone("It is not one of the lines that change something.", _meant(command))
    row = row_of(command.verb)
    request = Request(
        case=case,
        verb=command.verb,
        argument=command.argument,
        said=command.said,
        line=command.line,
        person=person,
        arrival=arrival,
        rulebook=rulebook,
    )
    result = _carried_out(row, request)
    return _record(row, request, result) if isinstance(result, Done) else result


def _carried_out(row: Row, request: Request) -> Result:
    return about_them(request) or row.unfit(request) or row.not_theirs(request) or row.carry_out(request)


def _record(row: Row, request: Request, done: Done) -> Decision:
    """The entries with what the clocks do because of them, the letters, and the receipt."""
    facts = tuple(_with_consequences(request, done.facts))
    until = request.arrival.seen_at + timedelta(minutes=request.rulebook.office.timetable.undo_minutes)
    letters = tuple(replace(each, not_before=until) if _waits(each) else each for each in done.letters)
    # A draft that is only shown has changed nothing yet.
    says = bool(row.receipt and (done.facts or done.more))
    receipts = tuple(_receipts(row, request, done, facts, until)) if says else ()
    return Decision(
        reference=request.case.reference, facts=facts, letters=(*letters, *receipts), others=done.others
    )


def _waits(letter: Letter) -> bool:
    """Whether a person sends it to a client, so that they may still think better of it."""
    return letter.kind.is_for_client and letter.came_about in (Origin.COMMAND, Origin.APPROVED)


def _receipts(
    row: Row, request: Request, done: Done, facts: tuple[Fact, ...], until: datetime
) -> Iterator[Letter]:
    """What changed, in the words of the row, for who wrote it and for whoever else is to hear."""
    what = row.receipt.format(
        reference=request.case.reference,
        argument=request.argument,
        day=done.day and date_in_words(done.day),
        more=done.more,
    ).strip()
    for person in done.also:
        yield Letter(
            kind=LetterKind.COMMAND_DONE,
            recipient=address_of(person),
            reference=request.case.reference,
            cause=f"mail {request.mail} for {person.key}",
            facts=CommandDone(what=done.told or what),
        )
    leave = () if request.goes_by_post else done.letters
    for_client = [each for each in leave if each.kind.is_for_client]
    in_time = until > request.arrival.seen_at and all(map(_waits, for_client))
    can_undo = bool(done.facts) and row.verb not in (Verb.UNDO, Verb.SPLIT) and (in_time or not for_client)
    said = CommandDone(
        what=f"{what} {_next(request, facts, done)}".strip(),
        undo=_offered(suggested(Verb.UNDO)) if can_undo else None,
        undo_until=time_in_words(until) if can_undo and for_client else "",
        asks=done.asks,
        choices=tuple(replace(_offered(x), needs_words=x.wants_words) for x in done.choices),
    )
    yield answer(request, LetterKind.COMMAND_DONE, said)


def _with_consequences(request: Request, facts: Iterable[Fact]) -> Iterator[Fact]:
    for fact in facts:
        yield fact
        yield from consequences(request.case, fact, request.today, request.rulebook)


def _refuse(case: Case, command: Command, result: NotDone, person: Person, arrival: Arrival) -> Decision:
    # A plain sentence is the line and the words.
    below = "" if arrival.words.strip() == command.line.strip() else arrival.words
    words = f"{command.line}\n\n{below}".strip()
    noted = note(case, replace(arrival, words=words), _NOTED_AS, "Its subject names the case.")
    told = CommandNotDone(
        line=command.line,
        why=result.why,
        suggestions=tuple(_with_words(command, result.suggestions, arrival.words))[:_MOST_SUGGESTED],
        words=cut(below, _MOST_QUOTED),
        wants_words=result.wants_words,
    )
    letter = reply(case.reference, person, arrival, LetterKind.NOT_DONE, told)
    return Decision(reference=case.reference, facts=noted.facts, letters=(letter,))


def _with_words(command: Command, suggestions: Iterable[Guess], written: str) -> Iterator[Suggestion]:
    """Never the line that has just failed; what was written for the client goes along where a link can hold it."""
    words = written.strip()
    in_link = words if len(words) <= _MOST_IN_LINK and "\n" not in words else ""
    failed = " ".join(command.line.casefold().split())
    for each in suggestions:
        if each.command.casefold() != failed:
            offered = _offered(each)
            wants = each.wants_words or each.verb in WANT_WORDS
            yield replace(offered, words=in_link, needs_words=not in_link) if wants else offered


def _offered(meant: Guess) -> Suggestion:
    """That command as a link."""
    return Suggestion(label=meant.label or label_of(meant.verb, meant.argument), command=meant.command)


def _meant(command: Command) -> tuple[Guess, ...]:
    """The verbs that the line resembles, with what stood behind it where they take something."""
    return tuple(
        suggested(verb, _argument(row_of(verb).argument, command.argument)) for verb in command.meant
    )


def _argument(takes: Argument, behind: str) -> str:
    if takes is NOTHING:
        return ""
    return (behind.title() if takes is A_DATE else behind) or takes.example


def _next(request: Request, facts: Iterable[Fact], done: Done) -> str:
    """What falls due next, once the letters that have just been written have left; one to post has not."""
    leave = () if request.goes_by_post else done.letters
    ended = {clock for letter in leave for clock in stopped_by(letter.kind)}
    ours = (
        each
        for each in (done.before.running if done.before else _running(request.case, facts))
        if is_owed_by_us(each) and each.clock not in ended
    )
    first = min(ours, key=lambda each: each.due_on, default=None)
    promise = f"It promises {date_in_words(done.next_on)}." if done.next_on else ""
    if first is None or (done.next_on and done.next_on <= first.due_on):
        return promise or "Nothing else is due."
    return f"{promise} Next due: {owed(first.clock)}, {date_in_words(first.due_on)}.".strip()


def _running(case: Case, facts: Iterable[Fact]) -> tuple[Deadline, ...]:
    """The promises that run when these facts are entered."""
    running: dict[Clock, Deadline] = {each.clock: each for each in case.running}
    for fact in facts:
        match fact:
            case ClockStarted():
                running[fact.clock] = Deadline(fact.clock, fact.clause, fact.day0, fact.due_on)
            case ClockStopped():
                running.pop(fact.clock, None)
    return tuple(running.values())

"""A colleague decided something by mail: enter it, do what follows, and say back what changed, or why nothing did."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import ClockStarted, ClockStopped, Fact
from worker.model.letter import Letter, LetterFacts
from worker.model.office import Person
from worker.model.staff_letter import CommandDone, CommandNotDone, Explained, Suggestion
from worker.model.time import Clock, Deadline
from worker.policy.agenda import is_owed_by_us
from worker.policy.calendar import date_in_words
from worker.policy.case import Case
from worker.policy.clocks import stopped_by
from worker.policy.decide.consequences import consequences
from worker.policy.decide.known_case import note
from worker.policy.decide.staff_command import closing, deciding, drafts, escalating, preconditions, recording
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, address_of, suggested
from worker.policy.explain import explain_case
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.commands import TAKES, Argument, Command, Verb
from worker.policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class _Row:
    """A verb, whether it fits the case, and what it does."""

    verb: Verb
    unfit: Callable[[Request], NotDone | None]
    carry_out: Callable[[Request], Result]


_VERBS = (
    _Row(Verb.COMPLAINT, preconditions.undecided, deciding.is_complaint),
    _Row(Verb.NOT_A_COMPLAINT, preconditions.undecided, deciding.is_no_complaint),
    _Row(Verb.PHONED, preconditions.always, deciding.phoned),
    _Row(Verb.QUICK, preconditions.an_open_complaint, deciding.assess),
    _Row(Verb.INVESTIGATE, preconditions.an_open_complaint, deciding.assess),
    _Row(Verb.ESCALATE, preconditions.an_open_complaint, escalating.escalate),
    _Row(Verb.UPDATE, preconditions.owed_an_answer, drafts.write_dated),
    _Row(Verb.PROPOSE, preconditions.an_open_complaint, drafts.write_dated),
    _Row(Verb.DELAY, preconditions.delayed, drafts.write_dated),
    _Row(Verb.ANSWER, preconditions.owed_an_answer, drafts.write),
    _Row(Verb.DEADLOCK, preconditions.an_open_complaint, drafts.write),
    _Row(Verb.TEXT, preconditions.owed_an_answer, drafts.change_text),
    _Row(Verb.SEND, preconditions.owed_an_answer, drafts.send),
    _Row(Verb.ACCEPTED, preconditions.proposed, recording.answered),
    _Row(Verb.REFUSED, preconditions.proposed, recording.answered),
    _Row(Verb.MICROBUSINESS, preconditions.a_complaint, recording.microbusiness),
    _Row(Verb.DO_NOT_SHARE, preconditions.always, recording.restrict),
    _Row(Verb.REMEDY, preconditions.a_complaint, recording.ombudsman_decided),
    _Row(Verb.REMEDY_DONE, preconditions.remedy_owed, recording.remedy_done),
    _Row(Verb.ACTION, preconditions.a_complaint, recording.agree_action),
    _Row(Verb.ACTION_DONE, preconditions.action_owed, recording.action_done),
    _Row(Verb.REVIEWED, preconditions.review_owed, recording.reviewed),
    _Row(Verb.PERSONAL_DATA_ANSWERED, preconditions.personal_data_owed, recording.personal_data_answered),
    _Row(Verb.CLOSE, preconditions.an_open_complaint, closing.close),
)

_NOTED_AS = "a colleague's command that could not be done"
_MOST_SUGGESTED = 3


def staff_command(
    case: Case, command: Command, person: Person, arrival: Arrival, rulebook: Rulebook
) -> Decision:
    """What the command changes in the case; what cannot be done is noted, and told back with the reason."""
    if command.verb is Verb.EXPLAIN:
        told = Explained(promises=explain_case(case, rulebook.policy, rulebook.calendar))
        answer = _answer(case, person, arrival, LetterKind.EXPLAINED, told)
        return Decision(reference=case.reference, letters=(answer,))
    if command.verb is None:
        unknown = NotDone("It is not one of the lines that change something.", _meant(command))
        return _refuse(case, command, unknown, person, arrival)
    request = Request(
        case=case,
        verb=command.verb,
        argument=command.argument,
        person=person,
        arrival=arrival,
        rulebook=rulebook,
    )
    result = _carried_out(request)
    return (
        _record(request, result)
        if isinstance(result, Done)
        else _refuse(case, command, result, person, arrival)
    )


def _carried_out(request: Request) -> Result:
    row = next(row for row in _VERBS if row.verb is request.verb)
    return row.unfit(request) or row.carry_out(request)


def _record(request: Request, done: Done) -> Decision:
    """The entries with what the clocks do because of them, the letters, and the receipt."""
    case = request.case
    facts = tuple(_with_consequences(request, done.facts))
    receipts: tuple[Letter, ...] = ()
    if done.what:
        what = f"{done.what} {_next(case, facts, done)}".strip()
        receipt = CommandDone(what=what)
        receipts = (_answer(case, request.person, request.arrival, LetterKind.COMMAND_DONE, receipt),)
    return Decision(reference=case.reference, facts=facts, letters=(*done.letters, *receipts))


def _with_consequences(request: Request, facts: Iterable[Fact]) -> Iterator[Fact]:
    for fact in facts:
        yield fact
        yield from consequences(request.case, fact, request.today, request.rulebook)


def _refuse(case: Case, command: Command, result: NotDone, person: Person, arrival: Arrival) -> Decision:
    words = f"{command.line}\n\n{arrival.words}".strip()
    noted = note(case, replace(arrival, words=words), _NOTED_AS, "Its subject names the case.")
    told = CommandNotDone(line=command.line, why=result.why, suggestions=result.suggestions[:_MOST_SUGGESTED])
    letter = _answer(case, person, arrival, LetterKind.NOT_DONE, told)
    return Decision(reference=case.reference, facts=noted.facts, letters=(letter,))


def _meant(command: Command) -> tuple[Suggestion, ...]:
    """The verbs that the line resembles, with what stood behind it where they take something."""
    return tuple(suggested(verb, _argument(verb, command.argument)) for verb in command.meant)


def _argument(verb: Verb, behind: str) -> str:
    examples = {
        Argument.DATE: "+10",
        Argument.YES_NO: "yes",
        Argument.CLOSURE_BASIS: "resolved",
        Argument.DRAFT: "",
    }
    kind = TAKES.get(verb, Argument.NONE)
    said = behind.title() if kind is Argument.DATE else behind
    return "" if kind is Argument.NONE else said or examples[kind]


def _answer(case: Case, person: Person, arrival: Arrival, kind: LetterKind, facts: LetterFacts) -> Letter:
    return Letter(
        kind=kind,
        recipient=address_of(person),
        reference=case.reference,
        cause=f"mail {arrival.mail}",
        facts=facts,
        answers=(arrival.message.message_id,) if arrival.message.message_id else (),
    )


def _next(case: Case, facts: Iterable[Fact], done: Done) -> str:
    """What falls due next, once the letters that have just been written have left."""
    ended = {clock for letter in done.letters for clock in stopped_by(letter.kind)}
    owed = (each for each in _running(case, facts) if is_owed_by_us(each) and each.clock not in ended)
    first = min(owed, key=lambda each: each.due_on, default=None)
    promise = f"It promises {date_in_words(done.next_on)}." if done.next_on else ""
    if first is None or (done.next_on and done.next_on <= first.due_on):
        return promise or "Nothing else is due."
    return f"{promise} Next due: {first.clock}, {date_in_words(first.due_on)}.".strip()


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

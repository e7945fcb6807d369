"""A colleague decided something by mail: enter it, do what follows, and say back what changed."""

from datetime import datetime

from worker.model.decision import Decision
from worker.model.entry import ClientPhoned, ClockStarted, ClockStopped, Fact, TriageDecided
from worker.model.letter import CommandDone, Explained, Letter, LetterFacts, LetterKind
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.case import Case, Stage
from worker.policy.commands import Verb
from worker.policy.decide.acknowledgement import acknowledge, promised
from worker.policy.decide.arrival import Arrival, cut
from worker.policy.explain import explain_case
from worker.policy.rulebook import Rulebook

_ENDED = "Its dates no longer run."


def staff_command(case: Case, verb: Verb, person: Person, arrival: Arrival, rulebook: Rulebook) -> Decision:
    """What the verb changes in the case; a verb that does not fit its stage changes nothing and says so."""
    if verb is Verb.EXPLAIN:
        told = Explained(promises=explain_case(case, rulebook.policy, rulebook.calendar))
        answer = _answer(case, person, arrival, LetterKind.EXPLAINED, told)
        return Decision(reference=case.reference, letters=(answer,))
    facts, letters, what = _outcome(case, verb, person, arrival, rulebook)
    done = _answer(case, person, arrival, LetterKind.COMMAND_DONE, CommandDone(what=what))
    return Decision(reference=case.reference, facts=facts, letters=(*letters, done))


def _answer(case: Case, person: Person, arrival: Arrival, kind: LetterKind, facts: LetterFacts) -> Letter:
    return Letter(
        kind=kind,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"mail {arrival.mail}",
        facts=facts,
        answers=(arrival.message.message_id,) if arrival.message.message_id else (),
    )


Outcome = tuple[tuple[Fact, ...], tuple[Letter, ...], str]


def _outcome(case: Case, verb: Verb, person: Person, arrival: Arrival, rulebook: Rulebook) -> Outcome:
    decided = TriageDecided(is_complaint=verb is Verb.COMPLAINT, by=person.key, mail=arrival.mail)
    match verb:
        case Verb.COMPLAINT if case.stage in (Stage.PROVISIONAL, Stage.NOT_COMPLAINT):
            return _is_complaint(case, decided, rulebook, arrival.seen_at)
        case Verb.NOT_A_COMPLAINT if case.stage is Stage.PROVISIONAL:
            return _is_no_complaint(case, decided)
        case Verb.PHONED:
            return _phoned(case, person, arrival)
    return (), (), f"Nothing has changed: {case.reference} was decided before."


def _is_no_complaint(case: Case, decided: TriageDecided) -> Outcome:
    """The promises of the policy end; a clock that the law sets for personal data is not a colleague's to stop."""
    stopped = (
        ClockStopped(clock=each.clock, by="not a complaint")
        for each in case.running
        if each.clock is not Clock.DATA_PROTECTION
    )
    by_law = case.due_on(Clock.DATA_PROTECTION)
    follows = f"What it asks about personal data is due on {date_in_words(by_law)}." if by_law else _ENDED
    return (decided, *stopped), (), f"{case.reference} is not a complaint. {follows}"


def _is_complaint(case: Case, decided: TriageDecided, rulebook: Rulebook, now: datetime) -> Outcome:
    letters = (acknowledge(case, rulebook, now),) if case.awaits_letter else ()
    what = f"{case.reference} is a complaint. {_acknowledged(case)}"
    return (decided, *_running_again(case)), letters, what


def _acknowledged(case: Case) -> str:
    if case.awaits_letter:
        return "An acknowledgement is on its way."
    if case.withheld and not case.phoned:
        by = date_in_words(promised(case, Clock.ACKNOWLEDGE))
        return f"The client must hear from a person by {by}. {case.withheld}"
    return "No further acknowledgement leaves by itself."


def _running_again(case: Case) -> tuple[Fact, ...]:
    """The promises that "not a complaint" had stopped run on with the dates that they always had."""
    return tuple(
        ClockStarted(clock=each.clock, clause=each.clause, day0=each.day0, due_on=each.due_on)
        for each in case.started
        if case.stage is Stage.NOT_COMPLAINT and case.due_on(each.clock) is None
        if not (each.clock is Clock.ACKNOWLEDGE and (case.acknowledged_by or case.phoned))
    )


def _phoned(case: Case, person: Person, arrival: Arrival) -> Outcome:
    told = ClientPhoned(by=person.key, words=cut(arrival.words, 2000), mail=arrival.mail)
    if case.due_on(Clock.ACKNOWLEDGE) is None:
        return (told,), (), f"Your call to the client is noted in {case.reference}."
    kept = ClockStopped(clock=Clock.ACKNOWLEDGE, by=f"telephone, {person.key}")
    return (told, kept), (), f"Your call is noted. It counts as the acknowledgement of {case.reference}."

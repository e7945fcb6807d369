"""Whether it is a complaint, that the client was phoned, and how it will be handled (3.1.6.2, 3.1.7.2)."""

from worker.model.catalogue import LetterKind
from worker.model.entry import ClientPhoned, ClockStarted, ClockStopped, Fact, TriageDecided
from worker.model.reasons import StopReason
from worker.model.staff_event import Assessed, Assessment
from worker.model.staff_letter import Explained
from worker.model.stage import Stage
from worker.model.time import Clock, Deadline
from worker.policy.calendar import date_in_words
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import SentToday, acknowledge, by_hand, promised, too_late
from worker.policy.decide.staff_command import giving
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, answer
from worker.policy.explain import explain_case
from worker.policy.reading.arrival import cut
from worker.policy.reading.vocabulary import Verb
from worker.policy.reason_words import withheld_in_words

_WORDS_OF_CALL = 2000


def is_complaint(request: Request) -> Result:
    """It is one: it is acknowledged, if nothing stands against that, and its promises run."""
    case = request.case
    given = giving.give(request) if request.argument else Done()
    if isinstance(given, NotDone):
        return given
    decided = TriageDecided(is_complaint=True, by=request.by, mail=request.mail)
    facts: tuple[Fact, ...] = (decided, *_running_again(case), *given.facts)
    late = too_late(case, request.arrival.seen_at) if case.awaits_letter else None
    if late:
        held, letters = by_hand(case, late, request.rulebook, SentToday(), request.arrival.seen_at)
        return Done(facts=(*facts, held), letters=letters, more=_and_whose(given, withheld_in_words(late)))
    letters = (acknowledge(case, request.rulebook, request.arrival.seen_at),) if case.awaits_letter else ()
    return Done(facts=facts, letters=letters, more=_and_whose(given, _acknowledged(case)))


def is_no_complaint(request: Request) -> Result:
    """It is none: the promises of the policy end.

    The clock that the law sets for personal data is not a colleague's to stop, and an answer that an acknowledgement
    promised stays promised.
    """
    case = request.case
    was_promised = case.was_acknowledged
    kept = (Clock.DATA_PROTECTION, *((Clock.RESPOND,) if was_promised else ()))
    stopped = (
        ClockStopped(clock=each.clock, by=StopReason.NOT_A_COMPLAINT, person=request.by, mail=request.mail)
        for each in case.running
        if each.clock not in kept
    )
    decided = TriageDecided(is_complaint=False, by=request.by, mail=request.mail)
    return Done(facts=(decided, *stopped), more=_still_owed(case, kept))


def phoned(request: Request) -> Result:
    """A call is noted; where no acknowledgement has left, it is the acknowledgement."""
    case = request.case
    told = ClientPhoned(by=request.by, words=cut(request.told, _WORDS_OF_CALL), mail=request.mail)
    if case.due_on(Clock.ACKNOWLEDGE) is None:
        return Done(facts=(told,))
    kept = ClockStopped(clock=Clock.ACKNOWLEDGE, by=StopReason.PHONED, person=request.by, mail=request.mail)
    return Done(facts=(told, kept), more=f"It counts as the acknowledgement of {case.reference}.")


def explained(request: Request) -> Result:
    """Why each running promise falls due when it does; nothing changes."""
    told = Explained(promises=explain_case(request.case, request.rulebook.policy, request.rulebook.calendar))
    return Done(letters=(answer(request, LetterKind.EXPLAINED, told),))


def assess(request: Request) -> Result:
    """The responsible person says how they will handle it (3.1.7.2)."""
    fact = Assessed(
        assessment=Assessment.QUICK if request.verb is Verb.QUICK else Assessment.INVESTIGATE,
        by=request.by,
        mail=request.mail,
        words=request.words,
    )
    return Done(facts=(fact,))


def _and_whose(given: Done, more: str) -> str:
    """Whose it is now, where that was said with it."""
    return f"It is now with {given.more} {more}" if given.more else more


def _acknowledged(case: Case) -> str:
    if case.awaits_letter:
        return "An acknowledgement is on its way."
    if case.withheld and not case.phoned:
        by = date_in_words(promised(case, Clock.ACKNOWLEDGE))
        return f"The client must hear from a person by {by}. {withheld_in_words(case.withheld)}"
    return "No further acknowledgement leaves by itself."


def _still_owed(case: Case, kept: tuple[Clock, ...]) -> str:
    answer = case.due_on(Clock.RESPOND) if Clock.RESPOND in kept else None
    by_law = case.due_on(Clock.DATA_PROTECTION)
    sentences = (
        f"An answer by {date_in_words(answer)} was promised, and that stands." if answer else "",
        f"What it asks about personal data is due on {date_in_words(by_law)}." if by_law else "",
    )
    return " ".join(filter(None, sentences)) or "Its dates no longer run."


def _running_again(case: Case) -> tuple[Fact, ...]:
    """The promises that "not a complaint" had stopped run on with the dates that they always had."""
    last = {each.deadline.clock: each for each in case.ended}
    stopped = (each.deadline for each in last.values() if each.stopped.by is StopReason.NOT_A_COMPLAINT)
    return tuple(
        ClockStarted(clock=each.clock, clause=each.clause, day0=each.day0, due_on=each.due_on)
        for each in stopped
        if case.stage is Stage.NOT_COMPLAINT and _runs_again(case, each)
    )


def _runs_again(case: Case, deadline: Deadline) -> bool:
    acknowledged = deadline.clock is Clock.ACKNOWLEDGE and (case.acknowledged_by or case.phoned)
    # Assessing begins anew with the decision that it is a complaint.
    return not acknowledged and deadline.clock is not Clock.ASSESS and case.due_on(deadline.clock) is None

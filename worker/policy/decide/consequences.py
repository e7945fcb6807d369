"""Which promises end and begin with an entry of the log: the table of clocks, applied (3.1.8)."""

from collections.abc import Iterator
from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.client_event import ClientAnswered
from worker.model.duty import DutyDone
from worker.model.entry import ClockStarted, ClockStopped, Fact, TriageDecided
from worker.model.letter_event import LetterSent
from worker.model.mail_by_hand import CorrespondenceNamed
from worker.model.party_event import CaseFileWanted
from worker.model.reasons import StopReason
from worker.model.second_thought import CaseReopened
from worker.model.staff_event import (
    ClientTold,
    CorrectiveActionAgreed,
    LetterPosted,
    OmbudsmanDecided,
    ProposalAnswered,
)
from worker.model.stage import Stage
from worker.model.time import Clock, Deadline, Unit
from worker.policy.case import Case
from worker.policy.clocks import (
    CLIENT_REFUSED,
    TAKEN_FOR_COMPLAINT,
    ClockRule,
    Event,
    due_on,
    started_by,
    stopped_by,
)
from worker.policy.entry_kinds import kind_of
from worker.policy.reopened import runs_again
from worker.policy.rulebook import Rulebook

_NAMED_IN_THE_LETTER = (Clock.ESCALATED, Clock.CONFIRM)
"""Clocks that are counted when their letter is written, and run to the day that the client reads in it."""


_ANSWERED = {
    ClientMeaning.ACCEPT: StopReason.CLIENT_ACCEPTED,
    ClientMeaning.NOT_ACCEPT: StopReason.CLIENT_DECLINED,
    ClientMeaning.ESCALATE: StopReason.CLIENT_ESCALATED,
}


def consequences(case: Case, fact: Fact, today: date, rulebook: Rulebook) -> tuple[Fact, ...]:
    """What the clocks of the case do because of that entry of that London day; the entry itself is not in it."""
    # What a colleague posted or said counts from that day, whenever they write it down.
    day = fact.on if isinstance(fact, LetterPosted | ClientTold) else today
    return follow(case, _event(fact), fact, day, rulebook)


def follow(case: Case, event: Event, fact: Fact | None, today: date, rulebook: Rulebook) -> tuple[Fact, ...]:
    """What the clocks of the case do because of that event; `fact` names the days of clocks that are not counted."""
    begun = tuple(_started(case, event, fact, today, rulebook))
    anew = {each.clock for each in begun}
    ended = {*stopped_by(event), *anew}
    stopped = (_stopped(each.clock, fact) for each in case.running if each.clock in ended)
    return (*stopped, *begun)


def _event(fact: Fact) -> Event:
    match fact:
        case LetterSent() | LetterPosted() | ClientTold():
            return fact.letter
        case TriageDecided(is_complaint=True):
            return TAKEN_FOR_COMPLAINT
        case ProposalAnswered(accepted=False):
            return CLIENT_REFUSED
        case ClientAnswered():
            return fact.meaning or ""
        case DutyDone():
            return fact.duty
    return type(fact)


def _started(
    case: Case, event: Event, fact: Fact | None, today: date, rulebook: Rulebook
) -> Iterator[ClockStarted]:
    # A letter may still be on its way when the complaint is closed.
    late_letter = case.stage is Stage.CLOSED and isinstance(event, LetterKind)
    for rule in started_by(event):
        if case.stage is Stage.MERGED or (late_letter and not rule.past_closure):
            continue
        if rule.clock is Clock.ACTION_CHOICE and case.action_is_chosen:
            continue
        if isinstance(fact, CaseReopened):
            promise = runs_again(case, rule, today, rulebook)
        else:
            promise = _promise(case, rule, fact, today, rulebook)
        if promise:
            yield ClockStarted(
                clock=promise.clock, clause=promise.clause, day0=promise.day0, due_on=promise.due_on
            )


def _promise(
    case: Case, rule: ClockRule, fact: Fact | None, today: date, rulebook: Rulebook
) -> Deadline | None:
    """The promise of that row from now on; None where a person has to name its day and has not."""
    day0 = fact.notified_on if isinstance(fact, OmbudsmanDecided) else today
    named = _named_day(case, rule, fact)
    if rule.unit is Unit.GIVEN and named is None:
        return None
    until = named or due_on(rule, day0, rulebook.policy, rulebook.calendar)
    return Deadline(rule.clock, rule.clause, day0, until)


def _named_day(case: Case, rule: ClockRule, fact: Fact | None) -> date | None:
    """The day that a person or the letter itself named for this clock, where it is one of those."""
    if rule.unit is not Unit.GIVEN and rule.clock not in _NAMED_IN_THE_LETTER:
        return None
    match fact:
        case LetterSent() | LetterPosted():
            letter = case.letter(fact.message_id)
            return letter.promises if letter else None
        case ClientTold():
            return fact.next_on
        case CorrespondenceNamed():
            return fact.on
        case CaseFileWanted():
            return fact.due_on
        case CorrectiveActionAgreed():
            return fact.due_on if rule.clock is Clock.CORRECTIVE_ACTION else fact.review_on
    return None


def _stopped(clock: Clock, fact: Fact | None) -> ClockStopped:
    """That it stopped, because of which letter or entry, or because of what happened without any."""
    if fact is None:
        return ClockStopped(clock=clock, by=StopReason.STARTED_ANEW)
    if isinstance(fact, ClientAnswered):
        return ClockStopped(clock=clock, by=_answered(fact), mail=fact.mail)
    if isinstance(fact, LetterSent):
        return ClockStopped(clock=clock, by=StopReason.LETTER, letter=fact.letter, message_id=fact.message_id)
    if isinstance(fact, LetterPosted | ClientTold):
        return _stopped_by_hand(clock, fact)
    return ClockStopped(
        clock=clock,
        by=StopReason.DUTY_DONE if isinstance(fact, DutyDone) else StopReason.ENTRY,
        entry=kind_of(fact).name,
        person=getattr(fact, "by", None),
        mail=getattr(fact, "mail", None),
    )


def _answered(fact: ClientAnswered) -> StopReason:
    """What the client said that stopped it; a clock that another takes the place of is started anew."""
    return _ANSWERED.get(fact.meaning, StopReason.STARTED_ANEW) if fact.meaning else StopReason.STARTED_ANEW


def _stopped_by_hand(clock: Clock, fact: LetterPosted | ClientTold) -> ClockStopped:
    posted = isinstance(fact, LetterPosted)
    return ClockStopped(
        clock=clock,
        by=StopReason.LETTER_POSTED if posted else StopReason.CLIENT_TOLD,
        letter=fact.letter,
        message_id=fact.message_id if isinstance(fact, LetterPosted) else None,
        person=fact.by,
        mail=fact.mail,
        on=fact.on,
    )

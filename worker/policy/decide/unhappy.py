"""A client is unhappy while their complaint is open: something of ours runs until they hear from us (3.1.7.4).

What runs already is left alone. What we proposed or answered does not put it right, so somebody says within the days of
an assessment how it goes on; and where no day is left by which the client hears from us, one begins.
"""

from collections.abc import Iterator
from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.client_answer import UNHAPPY, ClientMeaning
from worker.model.entry import Fact, Trust
from worker.model.letter import Letter
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import CLIENT_UNHAPPY, NOTHING_PROMISED
from worker.policy.decide.answered import Follows
from worker.policy.decide.consequences import follow
from worker.policy.fold import fold_on
from worker.policy.reading import quoting
from worker.policy.reading.afterwards import Afterwards, said_afterwards
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.client_answers import Answer
from worker.policy.rulebook import Rulebook

CONTENT = (ClientMeaning.WITHDRAW, ClientMeaning.ACCEPT, ClientMeaning.THANKS, ClientMeaning.CONFIRM)
"""What a client plainly says who wants nothing more of us, however they tell what had gone wrong."""

_HEARS_BY = (Clock.ACKNOWLEDGE, Clock.RESPOND, Clock.NEXT_UPDATE, Clock.PROMISED, Clock.ESCALATED)
_WE_HAVE_SPOKEN = (Stage.PROPOSED, Stage.FINAL_SENT, Stage.DEADLOCK, Stage.OMBUDSMAN)


def is_unhappy(arrival: Arrival, answer: Answer, rulebook: Rulebook) -> bool:
    """Whether the new words of the mail are those of somebody who is plainly not content."""
    if answer.meaning in UNHAPPY or {*answer.several} & {*UNHAPPY}:
        return True
    if answer.meaning in CONTENT:
        return False
    words = quoting.new_words(arrival.words).text
    return said_afterwards(words, rulebook.judge("", words)) is Afterwards.UNHAPPY


def clocks_of_unhappy(
    case: Case, arrival: Arrival, answer: Answer, letters: tuple[Letter, ...], rulebook: Rulebook
) -> tuple[Fact, ...]:
    """The clocks that begin with an unhappy mail in a case that stands so once all else of the mail is entered.

    `letters` are those that leave because of it: who hears that their complaint is escalated is told a day.
    """
    escalated = any(each.kind is LetterKind.ESCALATION_NOTICE for each in letters)
    if case.is_over or escalated or arrival.by_machine or not is_unhappy(arrival, answer, rulebook):
        return ()
    today = london_date(arrival.seen_at)
    return tuple(
        each for event in _begin(case, arrival) for each in follow(case, event, None, today, rulebook)
    )


def kept_waiting(follows: Follows, case: Case, arrival: Arrival, rulebook: Rulebook) -> Follows:
    """What follows from a mail, with the clocks that begin because its writer is unhappy."""
    after = fold_on(case, follows.facts)
    begun = clocks_of_unhappy(after, arrival, follows.answer, follows.letters, rulebook)
    if not begun:
        return follows
    assess_by = None if after.due_on(Clock.ASSESS) else fold_on(after, begun).due_on(Clock.ASSESS)
    return replace(follows, facts=(*follows.facts, *begun), assess_by=assess_by)


def _begin(case: Case, arrival: Arrival) -> Iterator[str]:
    if case.stage is Stage.PROVISIONAL:
        return
    waits = any(map(case.due_on, _HEARS_BY))
    if not case.due_on(Clock.ASSESS) and (not waits or case.stage in _WE_HAVE_SPOKEN):
        yield CLIENT_UNHAPPY
    # A forger must not bring about a letter, and with the ombudsman no day of ours counts.
    if not waits and arrival.trust is not Trust.FAILED and case.stage is not Stage.OMBUDSMAN:
        yield NOTHING_PROMISED

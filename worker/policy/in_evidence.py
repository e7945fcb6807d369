"""What the client and colleagues said to each other is kept in the case: an end of it may rest on that (3.1.7.4)."""

from dataclasses import replace

from worker.model.client_event import ClientAnswered
from worker.model.entry import ClientPhoned, MailNoted, Trust
from worker.model.staff_event import ClientTold, Escalated
from worker.model.two_cases import MailParted
from worker.policy import client_answered, effects
from worker.policy.case import Case, Exchanged


def answered(case: Case, fact: ClientAnswered) -> Case:
    """The client wrote, and what they plainly said is known."""
    return _with(client_answered.answered(case, fact), fact)


def noted(case: Case, fact: MailNoted) -> Case:
    """Words of the client came in some other way, as with a mail that a colleague passed on."""
    theirs = fact.client in case.clients and fact.trust is not Trust.FAILED
    known = client_answered.noted(case, fact)
    return _with(known, fact) if theirs else known


def phoned(case: Case, fact: ClientPhoned) -> Case:
    """A colleague spoke to the client."""
    return _with(effects.phoned(case, fact), fact)


def told(case: Case, fact: ClientTold) -> Case:
    """A colleague told the client by phone or post what a letter would have."""
    return _with(effects.letter_sent(case, fact), fact)


def escalated(case: Case, fact: Escalated) -> Case:
    """Another person looks at it, so what was answered before shows nothing any more."""
    return _with(effects.escalated(case, fact), fact)


def mail_parted(case: Case, fact: MailParted) -> Case:
    """That mail is about something else, so nothing of this complaint rests on it."""
    return replace(case, contacts=tuple(each for each in case.contacts if each.fact.mail != fact.of))


def _with(case: Case, fact: ClientAnswered | MailNoted | ClientPhoned | ClientTold | Escalated) -> Case:
    return replace(case, contacts=(*case.contacts, Exchanged(fact, len(case.written))))

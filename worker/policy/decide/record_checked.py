"""The client, or a colleague, says whether the record of a complaint is right; a new version is sent again (3.1.4)."""

from datetime import datetime

from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.client_event import StatementConfirmed, StatementCorrected
from worker.model.client_letter import Version
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.record_letter import RecordChecked
from worker.model.time import Clock
from worker.policy.calendar import date_in_words, london_date
from worker.policy.case import Case
from worker.policy.decide.confirmation import ask_to_confirm
from worker.policy.decide.consequences import consequences
from worker.policy.fold import fold_on
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.client_answers import Answer
from worker.policy.rulebook import Rulebook

_Checked = StatementConfirmed | StatementCorrected
_ON_RECORD = (ClientMeaning.CONFIRM, ClientMeaning.CORRECTION)
_WORDS_IN_LOG = 8000
_WORDS_IN_LETTER = 3000
_ADDED = "{words}\n\nYou corrected this on {day}:\n{correction}"


def record_checked(case: Case, arrival: Arrival, answer: Answer, rulebook: Rulebook) -> Decision | None:
    """What follows where this mail plainly confirms or corrects the record; None where it is any other reply.

    `answer` is the client's own word, without any mark of automatic mail; it counts while they are asked.
    """
    if case.due_on(Clock.CONFIRM) is None or answer.meaning not in _ON_RECORD:
        return None
    event = (
        StatementConfirmed(mail=arrival.mail)
        if answer.meaning is ClientMeaning.CONFIRM
        else _new(case, arrival)
    )
    return _entered(case, event, arrival, rulebook)


def _new(case: Case, arrival: Arrival) -> StatementCorrected:
    """The record with what the client says of it below, word for word; nobody decides for them what they mean."""
    correction = cut(arrival.words, _WORDS_IN_LETTER)
    day = date_in_words(london_date(arrival.received_at))
    words = _ADDED.format(words=case.complaint.words, day=day, correction=correction)
    return StatementCorrected(
        words=cut(words, _WORDS_IN_LOG), correction=correction, by=None, mail=arrival.mail
    )


def _entered(case: Case, event: _Checked, arrival: Arrival, rulebook: Rulebook) -> Decision:
    now = arrival.seen_at
    facts = (event, *consequences(case, event, london_date(now), rulebook))
    told = _told(case, event, arrival, rulebook, now)
    if isinstance(event, StatementConfirmed):
        return Decision(reference=case.reference, facts=facts, letters=(told,))
    again = ask_to_confirm(fold_on(case, facts), rulebook, london_date(now), Version.CORRECTED)
    return Decision(reference=case.reference, facts=facts, letters=(again, told))


def _told(
    case: Case,
    event: _Checked,
    arrival: Arrival,
    rulebook: Rulebook,
    now: datetime,
) -> Letter:
    """Whoever has the complaint reads what changed."""
    person = rulebook.owner(case, london_date(now))
    corrected = isinstance(event, StatementCorrected)
    facts = RecordChecked(
        client=case.complainant.name or case.complainant.email or "the client",
        said=cut(arrival.words, _WORDS_IN_LETTER),
        before=cut(case.complaint.words, _WORDS_IN_LETTER) if corrected else "",
        after=cut(event.words, _WORDS_IN_LETTER) if isinstance(event, StatementCorrected) else "",
    )
    return Letter(
        kind=LetterKind.RECORD_CHECKED,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"mail {arrival.mail}",
        facts=facts,
    )

"""A person wrote to the client in their own mail program: it is entered, and they are asked what it counts as (3.1.8).

The words have reached the client whatever the worker makes of them, so nothing here refuses or repeats them.
"""

from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.mail_by_hand import Correspondence
from worker.model.office import Person
from worker.model.time import Clock
from worker.model.what_was_it import WhatWasIt
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import latest_update
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.mentioned_dates import days_ahead
from worker.policy.rulebook import Rulebook

_WORDS_IN_LOG = 8000
_WORDS_IN_LETTER = 1200
_PROMISED_STILL = (Clock.RESPOND, Clock.NEXT_UPDATE)


def wrote_to_client(case: Case, arrival: Arrival, rulebook: Rulebook) -> Decision:
    """Enter the mail, and ask its writer, or whoever has the case where nobody knows who wrote it."""
    message = arrival.message
    fact = Correspondence(
        by=arrival.staff.key if arrival.staff else "",
        recipients=tuple(dict.fromkeys(each.email for each in (*message.to, *message.cc))),
        sent_at=arrival.received_at,
        subject=arrival.subject,
        words=cut(arrival.words, _WORDS_IN_LOG),
        mail=arrival.mail,
        message_id=message.message_id,
        how=arrival.how,
    )
    promised_still = any(map(case.due_on, _PROMISED_STILL))
    letters = () if case.is_over and not promised_still else (_question(case, fact, arrival, rulebook),)
    return Decision(reference=case.reference, facts=(fact,), letters=letters)


def latest_promise(case: Case, sent_on: date, rulebook: Rulebook) -> date:
    """The last day that an update of that day may name as the next."""
    eight_weeks = case.due_on(Clock.EIGHT_WEEKS)
    return latest_update(sent_on, eight_weeks, rulebook.policy, rulebook.calendar)


def named_day(fact: Correspondence, rulebook: Rulebook) -> date | None:
    """The day that the mail names to the client: of several the earliest, of no working day the last before it."""
    sent_on, calendar = london_date(fact.sent_at), rulebook.calendar
    days = map(calendar.last_working_day_on_or_before, days_ahead(fact.words, sent_on, calendar))
    return next((day for day in days if day > sent_on), None)


def _question(case: Case, fact: Correspondence, arrival: Arrival, rulebook: Rulebook) -> Letter:
    today, sent_on = london_date(arrival.seen_at), london_date(fact.sent_at)
    asked: Person = arrival.staff or rulebook.owner(case, today)
    named, latest = named_day(fact, rulebook), latest_promise(case, sent_on, rulebook)
    client = case.complainant
    facts = WhatWasIt(
        client=client.name or client.email,
        mail=fact.mail,
        sent_at=fact.sent_at,
        by_reader=arrival.staff is not None,
        words=cut(fact.words, _WORDS_IN_LETTER),
        named=named,
        update_until=min(named or latest, latest),
        proposal_until=named or latest,
        owes_acknowledgement=case.due_on(Clock.ACKNOWLEDGE) is not None,
    )
    return Letter(
        kind=LetterKind.WHAT_WAS_IT,
        recipient=Address(asked.email, asked.name),
        reference=case.reference,
        cause=f"mail {arrival.mail}",
        facts=facts,
        answers=(arrival.message.message_id,) if arrival.staff and arrival.message.message_id else (),
    )

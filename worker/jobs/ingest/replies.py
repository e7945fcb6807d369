"""New words in a known case: what a client answers, how it goes on after the end, what else they raise (3.1.7.4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from worker.adapters.log import belonging, journal, outbox
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.jobs.ingest.membership import words_of
from worker.jobs.ingest.procedure_sent import once_a_day
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import MailNoted
from worker.model.stage import Stage
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import acknowledged_as
from worker.policy.decide.after_the_end import as_open, wrote_after_end
from worker.policy.decide.answered import Follows, answered
from worker.policy.decide.further import MOST_ASKED, further_case, raises_more
from worker.policy.decide.known_case import asked_about_data, client_wrote, note
from worker.policy.decide.record_checked import record_checked
from worker.policy.decide.unhappy import kept_waiting
from worker.policy.fold import fold_on
from worker.policy.reading.arrival import Arrival
from worker.workplace import Workplace

_DAY = timedelta(days=1)
_MOST_RECORDS_A_DAY = 3


def replied(
    place: Workplace, tx: Transaction, case: Case, arrival: Arrival, rule: str
) -> tuple[Disposition, str]:
    """Enter the mail and what follows; new words of which nobody is told now stand in the daily list for triage."""
    noted = note(case, arrival, rule, arrival.how)
    found = answered(case, arrival, place.rulebook)
    follows = replace(found, letters=once_a_day(tx, found.letters))
    further = _further(place, tx, case, arrival, follows)
    asked = () if further else asked_about_data(case, arrival, place.rulebook)
    if further:
        said = _beside(case, arrival, follows, place, tx)
        noted = replace(noted, facts=_apart(noted, further.reference))
    else:
        said = _said(place, tx, case, arrival, kept_waiting(follows, case, arrival, place.rulebook))
    facts = (*noted.facts, *asked, *said.facts)
    place.record(tx, replace(noted, facts=facts, letters=said.letters))
    if further:
        place.record(tx, further)
        return Disposition.CASE, further.reference
    told = any(not each.kind.is_for_client for each in said.letters)
    return (Disposition.NOTED if told else Disposition.UNTOLD), case.reference


def _said(place: Workplace, tx: Transaction, case: Case, arrival: Arrival, follows: Follows) -> Decision:
    """What a reply says of what the client was asked, or after the end, or anything else, and what follows.

    Somebody who corrects their record again and again within a day is read by a person.
    """
    since = tx.now - _DAY
    asked = outbox.queued_since(tx, case.reference, LetterKind.VERBAL_RECORD, since)
    checked = (
        record_checked(case, arrival, follows.answer, place.rulebook)
        if asked <= _MOST_RECORDS_A_DAY
        else None
    )
    if checked:
        return _behind(follows, checked)
    told = outbox.queued_since(tx, case.reference, LetterKind.CLIENT_WROTE, since)
    # What they do not want to be shared is kept from the head who hears that it is open again.
    stands = fold_on(case, follows.facts)
    after_end = wrote_after_end(stands, arrival, follows.answer.meaning, place.rulebook, told)
    if after_end:
        return _behind(replace(follows, letters=as_open(follows.letters, after_end)), after_end)
    letters = client_wrote(case, arrival, follows, place.rulebook, told)
    return _behind(follows, Decision(reference=case.reference, letters=letters))


def _behind(follows: Follows, rest: Decision) -> Decision:
    """The decision with what follows from the plain meaning of the mail in front."""
    facts, letters = (*follows.facts, *rest.facts), (*follows.letters, *rest.letters)
    return replace(rest, facts=facts, letters=letters)


def _further(
    place: Workplace, tx: Transaction, case: Case, arrival: Arrival, follows: Follows
) -> Decision | None:
    """The provisional complaint of what the mail raises besides; None where it raises nothing new."""
    if arrival.client is None or case.is_over:
        return None
    waiting = _undecided(tx, case, arrival.client.email)
    known = (*_known(tx, case, arrival), *(each.complaint.words for each in waiting))
    if len(waiting) >= MOST_ASKED or not raises_more(case, arrival, follows.answer, known, place.rulebook):
        return None
    year = london_date(arrival.received_at).year
    reference = journal.next_reference(tx, place.rulebook.office.reference_prefix, year)
    today = place.acknowledged_today(tx, arrival.client, acknowledged_as(arrival.client_trust))
    return further_case(case, arrival, reference, place.rulebook, today)


def _undecided(tx: Transaction, case: Case, client: str) -> tuple[Case, ...]:
    """What they raised in this complaint before, and of which nobody has said yet what it is."""
    found = belonging.readable(tx, belonging.open_cases_of(tx, client))
    return tuple(
        each
        for each in found
        if each.stage is Stage.PROVISIONAL and each.complaint.possibly_about == case.reference and each.owner
    )


def _known(tx: Transaction, case: Case, arrival: Arrival) -> Iterator[str]:
    """What the client has told us so far, and what our letter says which they answer."""
    yield f"{case.complaint.subject} {case.complaint.words}"
    yield from (each.words for each in case.joined)
    yield from (x.fact.words for x in journal.read(tx, case.reference) if isinstance(x.fact, MailNoted))
    if arrival.letter:
        yield words_of(arrival.letter)
    if case.proposal:
        yield case.proposal.words


def _beside(case: Case, arrival: Arrival, follows: Follows, place: Workplace, tx: Transaction) -> Decision:
    """What the same mail plainly says of the complaint itself; where that is nothing, the question tells its words."""
    if follows.answer.meaning is None and not follows.answer.several:
        return Decision(reference=case.reference, facts=follows.facts, letters=follows.letters)
    return _said(place, tx, case, arrival, follows)


def _apart(noted: Decision, reference: str) -> tuple[MailNoted, ...]:
    """The note of a mail that is a complaint of its own, so that nobody takes it out a second time."""
    how = f"It raises something else, which stands as {reference}."
    return tuple(
        replace(each, client="", how=f"{each.how} {how}".strip())
        for each in noted.facts
        if isinstance(each, MailNoted)
    )

"""What time alone makes due: neutral acknowledgements of undecided mail, and once a day the list for triage."""

from datetime import datetime, time

from worker.adapters.log import inbox, journal, outbox
from worker.adapters.log.store import Transaction
from worker.model.letter import LetterKind, TriageLine
from worker.model.mail import Message
from worker.policy.calendar import at_london, london_date
from worker.policy.decide.clock import neutral_acknowledgement
from worker.policy.decide.triage_list import line_for_mail, triage_list
from worker.workplace import Workplace

_LIST_AT = time(9)


def keep_time(place: Workplace) -> int:
    """Write every letter that is due by now, each once however often this runs, and give how many."""
    return _acknowledge_undecided(place) + _list_for_triage(place)


def _acknowledge_undecided(place: Workplace) -> int:
    with place.store.writing(place.clock()) as tx:
        due = journal.acting(tx)
        for case in due:
            today = place.acknowledged_today(tx, case.complainant, LetterKind.NEUTRAL_ACKNOWLEDGEMENT)
            place.record(tx, neutral_acknowledgement(case, place.rulebook, today, tx.now))
    return len(due)


def _list_for_triage(place: Workplace) -> int:
    """The list of a working day: what had come in by nine o'clock in London, whenever this first runs after that."""
    now = place.clock()
    today = london_date(now)
    until = at_london(today, _LIST_AT)
    if now < until or not place.rulebook.calendar.is_working_day(today):
        return 0
    with place.store.writing(now) as tx:
        last = outbox.last_queued(tx, LetterKind.TRIAGE_LIST)
        if last is not None and last >= until:
            return 0
        since = at_london(london_date(last), _LIST_AT) if last else None
        enquiries = _not_complaints(place, tx, since, until)
        decision = triage_list(journal.waiting_for_a_person(tx, until), enquiries, place.rulebook, now)
        place.record(tx, decision)
    return len(decision.letters)


def _not_complaints(
    place: Workplace, tx: Transaction, since: datetime | None, until: datetime
) -> tuple[TriageLine, ...]:
    """A line for each mail that was taken for no complaint and kept in that time."""
    form = place.rulebook.office.web_form
    found = (place.reader.read(inbox.content(tx, id_)) for id_ in inbox.not_complaints(tx, since, until))
    return tuple(line_for_mail(message, form) for message in found if isinstance(message, Message))

"""A mail belongs to a case that is known: it is noted there, and whoever has the case reads it (3.1.4, 3.1.7.4)."""

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import Fact, MailNoted, Trust
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.staff_letter import ClientWrote
from worker.model.time import Clock
from worker.policy.agenda import is_owed_by_us
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import CLIENT_REPLIED, DATA_PROTECTION_TAGS
from worker.policy.decide.consequences import follow
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.rulebook import Rulebook

_WORDS_IN_LETTER = 3000
_WORDS_IN_LOG = 8000
MOST_A_DAY = 10
"""Mails about new words that a colleague gets in one case and day."""


def note(case: Case, arrival: Arrival, rule: str, how: str) -> Decision:
    """Enter the mail in the log of the case; nothing else changes, whatever it says (promise 10)."""
    noted = MailNoted(
        mail=arrival.mail,
        sender=arrival.sender,
        rule=rule,
        how=how,
        words=cut(arrival.words, _WORDS_IN_LOG),
        trust=arrival.trust,
        files=arrival.files,
        client=_writer(arrival),
    )
    return Decision(reference=case.reference, facts=(noted,))


def _writer(arrival: Arrival) -> str:
    """The address of the client who wrote it, or whose words it brings; a machine is none."""
    by_client = arrival.staff is None or bool(arrival.by_colleague)
    by_machine = arrival.automatic is not None and arrival.automatic.certain
    return arrival.client.email if arrival.client and by_client and not by_machine else ""


def replied(case: Case, arrival: Arrival, rulebook: Rulebook) -> tuple[Fact, ...]:
    """What the clocks do because somebody answered; nothing where the sender may be forged.

    Only the complainant's own answer is one, without any mark of automatic mail. Anybody may ask about their personal
    data, and a mark takes no right away (DPA 2018 s.164A).
    """
    if arrival.trust is Trust.FAILED:
        return ()
    by_client = arrival.client is not None and arrival.client.email in case.clients
    is_answer = by_client and not arrival.automatic
    answered = follow(case, CLIENT_REPLIED, None, london_date(arrival.seen_at), rulebook) if is_answer else ()
    return (*answered, *_asked_about_data(case, arrival, rulebook))


def _asked_about_data(case: Case, arrival: Arrival, rulebook: Rulebook) -> tuple[Fact, ...]:
    tags = [tag for tag in arrival.judgement.tags if tag in DATA_PROTECTION_TAGS]
    if not tags or case.due_on(Clock.DATA_PROTECTION):
        return ()
    return follow(case, tags[0], None, london_date(arrival.received_at), rulebook)


def client_wrote(
    case: Case, arrival: Arrival, how: str, rulebook: Rulebook, told_today: int
) -> tuple[Letter, ...]:
    """The new words for whoever has the case; at most ten such mails a case and day, the rest stand in the log."""
    if told_today >= MOST_A_DAY:
        return ()
    person = rulebook.owner(case, london_date(arrival.seen_at))
    return (told_to(person, case, arrival, new_words(case, arrival, how)),)


def new_words(case: Case, arrival: Arrival, how: str) -> ClientWrote:
    """What was written in a case that stands so now."""
    return ClientWrote(
        sender=arrival.sender,
        proven=arrival.trust is Trust.PROVEN,
        how=how,
        words=cut(arrival.words, _WORDS_IN_LETTER) or "(no words)",
        due_on=min((each.due_on for each in case.running if is_owed_by_us(each)), default=None),
        ended=case.stage if case.is_over else "",
        files=arrival.files,
        mail=arrival.mail if _writer(arrival) and arrival.mail != case.complaint.mail else None,
    )


def told_to(person: Person, case: Case, arrival: Arrival, facts: ClientWrote, why: str = "") -> Letter:
    """These words for that colleague; `why` tells a second letter about one mail from the first."""
    return Letter(
        kind=LetterKind.CLIENT_WROTE,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"mail {arrival.mail}{why}",
        facts=facts,
    )

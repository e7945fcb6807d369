"""A mail belongs to a case that is known: it is noted there, and whoever has the case reads it (3.1.4, 3.1.7.4)."""

from worker.model.decision import Decision
from worker.model.entry import Fact, MailNoted, Trust
from worker.model.letter import ClientWrote, Letter, LetterKind
from worker.model.mail import Address
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import CLIENT_REPLIED
from worker.policy.decide.arrival import Arrival, cut
from worker.policy.decide.consequences import follow
from worker.policy.rulebook import Rulebook

_WORDS_IN_LETTER = 3000
_WORDS_IN_LOG = 8000
_MOST_A_DAY = 10


def note(case: Case, arrival: Arrival, rule: str, how: str) -> Decision:
    """Enter the mail in the log of the case; nothing else changes, whatever it says (promise 10)."""
    noted = MailNoted(
        mail=arrival.mail,
        sender=arrival.sender,
        rule=rule,
        how=how,
        words=cut(arrival.words, _WORDS_IN_LOG),
        trust=arrival.trust,
    )
    return Decision(reference=case.reference, facts=(noted,))


def replied(case: Case, arrival: Arrival, rulebook: Rulebook) -> tuple[Fact, ...]:
    """The clocks that stop because the complainant answered; nothing where a machine, or somebody else, did."""
    by_client = arrival.client is not None and arrival.client.email == case.complainant.email
    if not by_client or arrival.automatic or arrival.trust is Trust.FAILED:
        return ()
    return follow(case, CLIENT_REPLIED, None, london_date(arrival.seen_at), rulebook)


def client_wrote(
    case: Case, arrival: Arrival, how: str, rulebook: Rulebook, told_today: int
) -> tuple[Letter, ...]:
    """The new words for whoever has the case; at most ten such mails a case and day, the rest stand in the log."""
    if told_today >= _MOST_A_DAY:
        return ()
    person = rulebook.owner(case, london_date(arrival.seen_at))
    facts = ClientWrote(
        sender=arrival.sender,
        proven=arrival.trust is Trust.PROVEN,
        how=how,
        words=cut(arrival.words, _WORDS_IN_LETTER) or "(no words)",
        due_on=case.next_due,
    )
    letter = Letter(
        kind=LetterKind.CLIENT_WROTE,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"mail {arrival.mail}",
        facts=facts,
    )
    return (letter,)

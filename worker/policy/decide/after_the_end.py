"""A client writes once their complaint is over: plainly unhappy words open it again, doubt asks a person (3.1.7.4).

Either way something runs from then on, so that no unhappy word is left lying.
"""

from collections.abc import Iterator
from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.decision import Decision
from worker.model.entry import Fact, ResponsibleTold, Trust
from worker.model.letter import Letter
from worker.model.second_thought import CaseReopened
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import WROTE_AFTER_END
from worker.policy.decide.answered import all_words
from worker.policy.decide.consequences import follow
from worker.policy.decide.known_case import MOST_A_DAY, new_words, told_to
from worker.policy.decide.opened_again import OpenedAgain, opened_again
from worker.policy.decide.unhappy import UNHAPPY
from worker.policy.fold import fold_on
from worker.policy.reading import quoting
from worker.policy.reading.afterwards import Afterwards, said_afterwards
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.rulebook import Rulebook

_WORDS_IN_LOG = 8000


def wrote_after_end(
    case: Case, arrival: Arrival, meaning: ClientMeaning | None, rulebook: Rulebook, told_today: int
) -> Decision | None:
    """What a mail brings about in a case that is over; None where it leaves nothing to decide, or the case is open.

    `meaning` is what the client plainly said, perhaps with a button of an old letter and without any word.
    """
    if not case.may_reopen:
        return None
    # Where nothing new can be told from what is quoted, the quote must not speak for the client.
    words = quoting.new_words(arrival.words).text
    plainly = meaning in UNHAPPY
    said = Afterwards.UNHAPPY if plainly else said_afterwards(words, rulebook.judge("", words))
    if said is Afterwards.UNHAPPY and _is_clients_own(case, arrival):
        return _opens(case, arrival, rulebook)
    machine_says_little = arrival.automatic is not None and said is Afterwards.DOUBTFUL
    if said is Afterwards.NOTHING or machine_says_little:
        return None
    return _asks(case, arrival, rulebook, told_today)


def _is_clients_own(case: Case, arrival: Arrival) -> bool:
    """Whether nobody and nothing but the client can have written it."""
    by_client = arrival.client is not None and arrival.client.email == case.complainant.email
    return by_client and arrival.client_trust is Trust.PROVEN and not arrival.automatic


def _opens(case: Case, arrival: Arrival, rulebook: Rulebook) -> Decision:
    fact = CaseReopened(mail=arrival.mail, words=cut(all_words(arrival), _WORDS_IN_LOG))
    opened = opened_again(case, fact, rulebook, arrival.seen_at)
    owner = rulebook.owner(opened.case, london_date(arrival.seen_at))
    told = ResponsibleTold(person=owner.key, letter=LetterKind.CLIENT_WROTE)
    letters = (*opened.letters, *_told(opened, arrival, rulebook))
    return Decision(reference=case.reference, facts=(*opened.facts, told), letters=letters)


def _told(opened: OpenedAgain, arrival: Arrival, rulebook: Rulebook) -> Iterator[Letter]:
    """Who has it reads the client's words, and so does the head unless they are not to be shared (3.1.11)."""
    case, today = opened.case, london_date(arrival.seen_at)
    owner = rulebook.owner(case, today)
    head = rulebook.on_duty(rulebook.people.section(case.section).head, today)
    facts = replace(new_words(case, arrival, arrival.how), opened=True, client_told=bool(opened.letters))
    yield told_to(owner, case, arrival, facts)
    if head.key != owner.key:
        hidden = replace(facts, sender="The client", words="", files=(), shared=False)
        yield told_to(head, case, arrival, hidden if case.restricted else facts, f" for {head.key}")


def _asks(case: Case, arrival: Arrival, rulebook: Rulebook, told_today: int) -> Decision:
    """Who has the case says whether it is opened again; until then that stands on their list."""
    today = london_date(arrival.seen_at)
    is_asked = case.due_on(Clock.ASSESS) is not None
    # A second mail must not put off the answer to the first.
    facts: tuple[Fact, ...] = () if is_asked else follow(case, WROTE_AFTER_END, None, today, rulebook)
    after = fold_on(case, facts)
    if is_asked and told_today >= MOST_A_DAY:
        return Decision(reference=case.reference)
    told = replace(new_words(after, arrival, arrival.how), asked_by=after.due_on(Clock.ASSESS))
    letter = told_to(rulebook.owner(after, today), after, arrival, told)
    return Decision(reference=case.reference, facts=facts, letters=(letter,))

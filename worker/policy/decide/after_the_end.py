"""A client writes once their complaint is over: plainly unhappy words open it again, doubt asks a person (3.1.7.4).

Either way something runs from then on, so that no unhappy word is left lying.
"""

from collections.abc import Iterator
from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.client_answer import UNHAPPY, ClientMeaning
from worker.model.client_letter import ClientLetter
from worker.model.decision import Decision
from worker.model.entry import Fact, ResponsibleTold, Trust
from worker.model.letter import Letter
from worker.model.office import Person
from worker.model.second_thought import CaseReopened
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import WROTE_AFTER_END
from worker.policy.decide.answered import Follows, all_words, decide_today, escalate
from worker.policy.decide.consequences import follow
from worker.policy.decide.known_case import MOST_A_DAY, new_words, told_to, with_what_follows
from worker.policy.decide.opened_again import OpenedAgain, opened_again
from worker.policy.decide.unhappy import CONTENT
from worker.policy.fold import fold_on
from worker.policy.reading import quoting
from worker.policy.reading.afterwards import Afterwards, said_afterwards
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.rulebook import Rulebook

_WORDS_IN_LOG = 8000
_NAMES_WHO_HAS_IT = (LetterKind.OPEN_AGAIN, LetterKind.ESCALATION_NOTICE)


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
    if said is Afterwards.UNHAPPY and meaning in CONTENT:
        said = Afterwards.DOUBTFUL
    if said is Afterwards.UNHAPPY and _is_clients_own(case, arrival):
        return _opens(case, arrival, meaning, rulebook)
    machine_says_little = arrival.automatic is not None and said is Afterwards.DOUBTFUL
    if said is Afterwards.NOTHING or machine_says_little:
        return None
    return _asks(case, arrival, rulebook, told_today)


def as_open(letters: tuple[Letter, ...], opened: Decision) -> tuple[Letter, ...]:
    """The letters of the same mail; where it has opened the complaint again, none of them says that it is over."""
    known = (each.facts for each in opened.letters if each.kind in _NAMES_WHO_HAS_IT)
    named = next((each for each in known if isinstance(each, ClientLetter)), None)
    return tuple(
        replace(each, facts=replace(each.facts, lead=named.lead, signed=named.signed, role=named.role))
        if named and each.kind is LetterKind.SHARING_STOPPED and isinstance(each.facts, ClientLetter)
        else each
        for each in letters
    )


def _is_clients_own(case: Case, arrival: Arrival) -> bool:
    """Whether nobody and nothing but the client can have written it."""
    by_client = arrival.client is not None and arrival.client.email == case.complainant.email
    return by_client and arrival.client_trust is Trust.PROVEN and not arrival.automatic


def _opens(case: Case, arrival: Arrival, meaning: ClientMeaning | None, rulebook: Rulebook) -> Decision:
    fact = CaseReopened(mail=arrival.mail, words=cut(all_words(arrival), _WORDS_IN_LOG))
    opened = opened_again(case, fact, rulebook, arrival.seen_at)
    handler = rulebook.owner(opened.case, london_date(arrival.seen_at))
    follows = Follows(facts=opened.facts, letters=opened.letters)
    if meaning is ClientMeaning.ESCALATE:
        follows = _escalated(case, opened, arrival, rulebook)
    after = fold_on(case, follows.facts)
    # Whoever leads it from now on has never had it, and is told all of it as whose it is.
    known = () if follows.lead else (ResponsibleTold(person=handler.key, letter=LetterKind.CLIENT_WROTE),)
    letters = (*follows.letters, *_told(after, handler, follows, arrival, rulebook))
    return Decision(reference=case.reference, facts=(*follows.facts, *known), letters=letters)


def _escalated(case: Case, opened: OpenedAgain, arrival: Arrival, rulebook: Rulebook) -> Follows:
    """It goes to whoever leads it now, and one letter says so; where nobody can be named, the head says who today."""
    if opened.case.awaits_letter:
        # The first letter to them says who deals with it; a second one that names another would contradict it.
        asked = decide_today(opened.case, arrival, rulebook)
        return Follows(facts=opened.facts, letters=(*opened.letters, asked))
    found = escalate(Follows(), opened.case, arrival, rulebook)
    facts = (*opened.facts, *found.facts)
    if not found.facts:
        return replace(found, facts=facts, letters=(*opened.letters, *found.letters))
    letters = tuple(
        replace(each, facts=replace(each.facts, again=case.stage is Stage.CLOSED))
        if isinstance(each.facts, ClientLetter)
        else each
        for each in found.letters
    )
    return replace(found, facts=facts, letters=letters)


def _told(
    case: Case, handler: Person, follows: Follows, arrival: Arrival, rulebook: Rulebook
) -> Iterator[Letter]:
    """Who has it reads the client's words, and so does the head unless they are not to be shared (3.1.11)."""
    today = london_date(arrival.seen_at)
    owner = rulebook.owner(case, today)
    head = rulebook.on_duty(rulebook.people.section(case.section).head, today)
    told = any(each.kind.is_for_client for each in follows.letters)
    facts = replace(
        with_what_follows(new_words(case, arrival, arrival.how), follows), opened=True, client_told=told
    )
    yield told_to(owner, case, arrival, facts)
    if handler.key != owner.key:
        yield told_to(handler, case, arrival, facts, f" for {handler.key}")
    if head.key not in (owner.key, handler.key):
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

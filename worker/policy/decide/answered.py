"""What follows from a client's answer: what is plain takes effect at once or is proposed, the rest is shown (3.1.7.4).

Acceptance, withdrawal and closing are a person's to enter; nothing ends by itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from worker.model.answer_letter import EscalationWanted
from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Origin
from worker.model.client_answer import ClientMeaning
from worker.model.client_event import ClientAnswered
from worker.model.entry import Fact, Trust
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.staff_event import SharingRestricted
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.client_letters import sharing_stopped
from worker.policy.decide.consequences import consequences
from worker.policy.decide.procedure_copy import copy_by_post, copy_of_case
from worker.policy.decide.staff_command.escalating import Asked, escalation
from worker.policy.fold import fold_on
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.client_answers import Answer, read_client_answer, words_in_subject
from worker.policy.rulebook import Rulebook
from worker.policy.token import without_marks

_WORDS_IN_LETTER = 3000
_WORDS_IN_LOG = 8000
_SAID = 300
_MOST_LEADS = 4
_NOT_SHARED = (ClientMeaning.DO_NOT_SHARE, ClientMeaning.STOP_SHARING)
NOTHING_PLAIN = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """What follows from an answer: entries, letters, and what whoever has the complaint reads of it.

    `assess_by` is until when somebody says how it goes on, where the client is unhappy and nobody was to say so yet.
    """

    answer: Answer = NOTHING_PLAIN
    facts: tuple[Fact, ...] = ()
    letters: tuple[Letter, ...] = ()
    command: str = ""
    lead: Person | None = None
    assess_by: date | None = None


def answered(case: Case, arrival: Arrival, rulebook: Rulebook) -> Follows:
    """What the mail means and what follows; nothing where the sender may be forged or is not who complained.

    Under a mark of automatic mail nothing is decided, but whoever wrote has been in touch.
    """
    if not _is_theirs(case, arrival):
        return Follows()
    # Words that were sent before mean what they meant then.
    is_new = arrival.automatic is None and arrival.repeats is None
    answer = read(case, arrival, rulebook) if is_new else NOTHING_PLAIN
    follows = Follows(answer=answer, facts=tuple(_entered(case, answer, arrival, rulebook)))
    meant = {each.meaning for each in answer.every}
    for meaning, effect in _EFFECTS.items():
        if meaning in meant and (effect in _AT_ANY_TIME or not case.is_over):
            follows = effect(follows, case, arrival, rulebook)
    return follows


def _entered(case: Case, answer: Answer, arrival: Arrival, rulebook: Rulebook) -> Iterator[Fact]:
    """Each thing that they say, with its words; and that nothing is shared, before any letter is written."""
    for each in answer.every:
        fact = ClientAnswered(mail=arrival.mail, meaning=each.meaning, said=cut(each.said, _SAID))
        found = (fact, *consequences(case, fact, london_date(arrival.seen_at), rulebook))
        yield from found
        case = fold_on(case, found)
    if not case.restricted and any(each.meaning in _NOT_SHARED for each in answer.every):
        yield SharingRestricted(by="", mail=arrival.mail)


def read(case: Case, arrival: Arrival, rulebook: Rulebook) -> Answer:
    """The one meaning of the mail, if it has one."""
    awaited = tuple(each.clock for each in case.running)
    found = read_client_answer(arrival.message.subject, arrival.words, awaited, rulebook.client_phrases)
    asks, letter = arrival.procedure, arrival.letter
    if found.meaning or found.several or not (asks and letter and letter.kind is LetterKind.PROCEDURE_COPY):
        return found
    # An answer to the letter with the copy says it and means the copy.
    meaning = ClientMeaning.POST_PROCEDURE if asks.by_post else ClientMeaning.SEND_PROCEDURE
    return Answer(meaning=meaning, said=" ".join(arrival.words.split()))


def all_words(arrival: Arrival) -> str:
    """What the client wrote, with what they tapped or wrote behind our reference in the subject."""
    # What stands there in a colleague's mail is a command, and kept as such.
    tapped = "" if arrival.staff else words_in_subject(arrival.message.subject)
    words = without_marks(arrival.words).strip()
    above = tapped if tapped.casefold() not in words.casefold() else ""
    return "\n\n".join(filter(None, (above, words)))


def _is_theirs(case: Case, arrival: Arrival) -> bool:
    by_client = arrival.client is not None and arrival.client.email in case.clients
    return by_client and arrival.trust is not Trust.FAILED and not arrival.by_machine


def escalate(start: Follows, case: Case, arrival: Arrival, rulebook: Rulebook) -> Follows:
    """Another person leads it, and the client hears who; where the rules name nobody, the head decides today."""
    today = london_date(arrival.seen_at)
    if case.stage is Stage.ESCALATED:
        return replace(start, lead=rulebook.owner(case, today))
    asked = Asked("", arrival.mail, cut(all_words(arrival), _WORDS_IN_LOG))
    now = fold_on(case, start.facts)
    found = escalation(now, asked, rulebook, today) if case.is_complaint else None
    if found is None:
        return replace(start, letters=(*start.letters, decide_today(now, arrival, rulebook)))
    return replace(
        start,
        facts=(*start.facts, found.fact, *consequences(now, found.fact, today, rulebook)),
        letters=(*start.letters, *(replace(each, origin=Origin.EVENT) for each in found.letters)),
        lead=found.lead,
    )


def decide_today(case: Case, arrival: Arrival, rulebook: Rulebook) -> Letter:
    """The question to the head who leads it, where the rules name nobody."""
    today = london_date(arrival.seen_at)
    handler, head, people = rulebook.owner(case, today), rulebook.head_of(case, today), rulebook.people
    had_it = {handler.key, *case.away_from, *people.section(case.section).responsible}
    barred = had_it | {*case.complaint.complained_about}
    heads = [each.head for each in people.sections]
    order = dict.fromkeys((*people.senior_management, *heads))
    free = [people.person(key).name for key in order if not {key, rulebook.on_duty(key, today).key} & barred]
    facts = EscalationWanted(
        client=case.complainant.name or case.complainant.email or "The client",
        words=cut(all_words(arrival), _WORDS_IN_LETTER),
        handler=handler.name,
        leads=tuple(free[:_MOST_LEADS]),
        due_on=case.due_on(Clock.RESPOND),
        undecided=case.is_complaint is None,
    )
    return Letter(
        kind=LetterKind.ESCALATION_WANTED,
        recipient=Address(head.email, head.name),
        reference=case.reference,
        cause=f"mail {arrival.mail}",
        facts=facts,
    )


def _restrict(start: Follows, case: Case, arrival: Arrival, rulebook: Rulebook) -> Follows:
    """Nothing that they told us is shared from now on, and they hear what that means (3.1.11)."""
    if case.restricted:
        return start
    # Where the same mail has it escalated, they read who leads it now.
    now = fold_on(case, start.facts)
    told = sharing_stopped(now, "", arrival.mail, rulebook, london_date(arrival.seen_at))
    return replace(start, letters=(*start.letters, *told))


def _send_procedure(start: Follows, case: Case, arrival: Arrival, rulebook: Rulebook) -> Follows:
    return replace(start, letters=(*start.letters, copy_of_case(case, arrival, rulebook)))


def _post_procedure(start: Follows, case: Case, arrival: Arrival, rulebook: Rulebook) -> Follows:
    now = fold_on(case, start.facts)
    return replace(start, letters=(*start.letters, copy_by_post(now, arrival, rulebook)))


def _accept(start: Follows, case: Case, _arrival: Arrival, _rulebook: Rulebook) -> Follows:
    return replace(start, command="accepted" if case.proposal else "close accepted")


def _decline(start: Follows, case: Case, _arrival: Arrival, _rulebook: Rulebook) -> Follows:
    return replace(start, command="refused" if case.proposal else "escalate")


def _withdraw(start: Follows, _case: Case, _arrival: Arrival, _rulebook: Rulebook) -> Follows:
    return replace(start, command="close withdrawn")


_EFFECTS: Mapping[ClientMeaning, Callable[[Follows, Case, Arrival, Rulebook], Follows]] = MappingProxyType(
    {
        ClientMeaning.ESCALATE: escalate,
        ClientMeaning.DO_NOT_SHARE: _restrict,
        ClientMeaning.STOP_SHARING: _restrict,
        ClientMeaning.ACCEPT: _accept,
        ClientMeaning.NOT_ACCEPT: _decline,
        ClientMeaning.WITHDRAW: _withdraw,
        ClientMeaning.SEND_PROCEDURE: _send_procedure,
        ClientMeaning.POST_PROCEDURE: _post_procedure,
    }
)
_AT_ANY_TIME = (_restrict, _send_procedure, _post_procedure)
"""What a client may ask for whether their complaint is over or not."""

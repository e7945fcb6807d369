"""A colleague takes back their last command in a case, as long as nothing has followed from it (promise 10)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from worker.model.entry import ClientPhoned, Entry, ResponsibleTold, TriageDecided, Unknown
from worker.model.letter_event import LetterQueued
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.second_thought import CaseReopened, LetterWithdrawn, Undone
from worker.model.staff_event import Deed
from worker.model.two_cases import CaseJoined, CaseParted, MailParted, TwoCases
from worker.policy.decide.staff_command.request import Done, Guess, NotDone, Request, Result, suggested
from worker.policy.decide.staff_command.splitting import joined_again, part_case
from worker.policy.decide.staff_command.written_together import counting, matters, with_it
from worker.policy.fold import fold
from worker.policy.named import with_names
from worker.policy.reading.arrival import History
from worker.policy.reading.vocabulary import Verb

_COMMANDS = (*get_args(Deed), *get_args(TwoCases), CaseReopened, TriageDecided, ClientPhoned)


def undo(request: Request) -> Result:
    """Its entries no longer count, and what it wrote to the client does not leave."""
    history = request.arrival.history
    live = counting(history.entries) if history else ()
    taken_back = _last_command(live, request.by)
    if not history or not taken_back:
        return NotDone(f"You have changed nothing in {request.case.reference} that could be taken back.")
    letters = tuple(each.fact for each in taken_back if isinstance(each.fact, LetterQueued))
    left = next((each for each in letters if each.message_id not in history.not_in_hand), None)
    if left:
        return NotDone(f"The {left.letter.called} has left for {left.recipient} and cannot be taken back.")
    followed = next((each for each in live if each.number > taken_back[-1].number and matters(each)), None)
    if followed:
        names = {each.key: each.name for each in request.rulebook.people.persons}
        why = f"Something followed it, so it cannot be taken back. {_said(followed, names)}"
        return NotDone(why, tuple(_other_way(taken_back[0])))
    return _of_two_cases(request, taken_back[0], history) or _taken_back(request, history, taken_back)


def _other_way(first: Entry) -> Iterator[Guess]:
    if isinstance(first.fact, CaseJoined):
        yield suggested(Verb.SPLIT, first.fact.reference)


def _of_two_cases(request: Request, first: Entry, history: History) -> Result | None:
    """What touched another complaint too; None where nothing did."""
    match first.fact:
        case CaseJoined():
            return part_case(request, first, history)
        case CaseParted() as fact:
            return joined_again(fact.reference)
        case MailParted() as fact:
            return joined_again(fact.into)
    return None


def _taken_back(request: Request, history: History, taken_back: Sequence[Entry]) -> Done:
    """The lines count no more, and their letters stay here."""
    letters = tuple(each.fact for each in taken_back if isinstance(each.fact, LetterQueued))
    gone = Undone(entries=tuple(each.number for each in taken_back), by=request.by, mail=request.mail)
    withdrawn = tuple(
        LetterWithdrawn(
            letter=each.letter, recipient=each.recipient, message_id=each.message_id, by=request.by
        )
        for each in letters
    )
    stays = " ".join(f"The {each.letter.called} does not leave." for each in letters)
    people, name = request.rulebook.people.persons, request.person.name
    return Done(
        facts=(gone, *withdrawn),
        more=f"{_said(taken_back[0], {request.by: 'You'})} {stays}".strip(),
        told=f"What {name} last did in {request.case.reference} is taken back. "
        f"{_said(taken_back[0], {each.key: each.name for each in people})} {stays}".strip(),
        also=tuple(_told_of(request, counting(history.entries), taken_back)),
        before=fold(request.case.reference, (*(each.fact for each in history.entries), gone)),
    )


def _last_command(entries: Sequence[Entry], by: str) -> tuple[Entry, ...]:
    """What the colleague's last command entered, without the letters to colleagues: those were read."""
    own = [each for each in entries if _is_command_of(each, by)]
    if not own:
        return ()
    mail = getattr(own[-1].fact, "mail", None)
    first = next(each for each in own if getattr(each.fact, "mail", None) == mail)
    return tuple(each for each in with_it(entries, first) if matters(each))


def _is_command_of(entry: Entry, by: str) -> bool:
    return isinstance(entry.fact, _COMMANDS) and getattr(entry.fact, "by", None) == by


def _said(entry: Entry, names: Mapping[str, str]) -> str:
    """The sentence of the log, with whoever did it as a reader calls them."""
    if isinstance(entry.fact, Unknown):
        return entry.text
    return with_names(entry.fact, names)


def _told_of(request: Request, live: Sequence[Entry], taken_back: Sequence[Entry]) -> Iterator[Person]:
    """The other colleagues who had a letter because of it, or were told since that the complaint is theirs."""
    people = {person.key: person for person in request.rulebook.people.persons}
    for each in with_it(live, taken_back[0]):
        if isinstance(each.fact, LetterQueued) and not each.fact.letter.is_for_client:
            person = request.rulebook.staff(Address(each.fact.recipient))
            if person and person.key != request.by:
                yield person
    for each in live:
        told = each.fact.person if isinstance(each.fact, ResponsibleTold) else ""
        if told in people and told != request.by and each.number > taken_back[-1].number:
            yield people[told]

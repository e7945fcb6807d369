"""A reply to a question of ours: which of the commands that it offered is meant."""

from dataclasses import replace

from worker.model.office import Person, Section
from worker.policy.reading.staff_lines.exact import read_line
from worker.policy.reading.staff_lines.names import who
from worker.policy.reading.staff_lines.plain_sentences import Meant, Told, found_in, is_silenced, orders_of
from worker.policy.reading.staff_lines.result import Order
from worker.policy.reading.vocabulary import Verb

YES = "yes"
"""What the table of phrases calls the answer that takes the only command offered."""


def answer_to_question(reply: Told) -> Meant:
    """The one that was meant, by its verb, its person, its case, or a yes; nothing where none can be told."""
    read = (read_line(option, reply.lexicon, reply.writer) for option in reply.context.options)
    offered = tuple(option for option in read if isinstance(option, Order))
    if not offered or is_silenced(reply):
        return Meant()
    chosen = _by_person(reply, offered) or _by_case(reply, offered) or _by_verb(reply, offered)
    if chosen:
        return Meant(orders=(chosen,))
    yes = any(found.direct and found.meaning.verb == YES for found in found_in(reply))
    return Meant(orders=offered) if yes and len(offered) == 1 else Meant()


def _by_person(reply: Told, offered: tuple[Order, ...]) -> Order | None:
    named = {person.name for name in reply.marks.names for person in _one(name, reply)}
    fitting = [each for each in offered if each.argument in named]
    return fitting[0] if len(fitting) == 1 and len(offered) > 1 else None


def _one(name: str, reply: Told) -> tuple[Person | Section, ...]:
    found = who(name, reply.lexicon.people, reply.writer)
    return found if len(found) == 1 else ()


def _by_case(reply: Told, offered: tuple[Order, ...]) -> Order | None:
    if len(reply.marks.cases) != 1 or any(sentence.asks for sentence in reply.sentences):
        return None
    case = reply.marks.cases[0]
    for each in offered:
        if each.reference and (each.reference.endswith(case) or case.endswith(each.reference)):
            return each
    return replace(offered[0], reference=case) if offered[0].verb is Verb.ADD else None


def _by_verb(reply: Told, offered: tuple[Order, ...]) -> Order | None:
    """The plain sentence means one of the verbs offered; a date that was said goes with it."""
    for found in sorted(found_in(reply), key=lambda each: (not each.direct, each.rank)):
        for each in offered:
            if found.direct and found.meaning.verb == each.verb:
                said = orders_of(found, reply)
                argument = (said[0].argument if said else "") or each.argument
                return replace(each, argument=argument, text=reply.text, line=reply.text)
    return None

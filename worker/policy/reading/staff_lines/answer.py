"""A reply to a question of ours: which of the commands that it offered is meant."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from worker.model.office import Person, Section
from worker.policy.reading.staff_lines.exact import read_line
from worker.policy.reading.staff_lines.lexicon import Lexicon
from worker.policy.reading.staff_lines.names import who
from worker.policy.reading.staff_lines.plain_sentences import Meant, Told, found_in, is_silenced, orders_of
from worker.policy.reading.staff_lines.result import Context, Order
from worker.policy.reading.vocabulary import Verb

YES = "yes"
"""What the table of phrases calls the answer that takes the only command offered."""


_OF_THEIR_OWN_MAIL: Mapping[str, Verb] = MappingProxyType(
    {
        Verb.UPDATE: Verb.WAS_UPDATE,
        Verb.PROPOSE: Verb.WAS_PROPOSAL,
        Verb.ANSWER: Verb.WAS_ANSWER,
    }
)
"""What is meant where we ask what a mail was that the colleague wrote themselves."""

_IN_A_MAIL = re.compile(r" ?\bmail \d+$")


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
            if found.direct and each.verb in (found.meaning.verb, _OF_THEIR_OWN_MAIL.get(found.meaning.verb)):
                said = orders_of(found, reply)
                argument = _with_mail(said[0].argument if said else "", each) or each.argument
                return replace(each, argument=argument, text=reply.text, line=reply.text)
    return None


def as_offered(
    orders: tuple[Order, ...], context: Context, lexicon: Lexicon, writer: Person
) -> tuple[Order, ...]:
    """What was their own mail, said without a day, is what the link that says so names."""
    read = (read_line(option, lexicon, writer) for option in context.options)
    offered = {each.verb: each.argument for each in read if isinstance(each, Order)}
    return tuple(
        replace(each, argument=each.argument or offered.get(each.verb, ""))
        if each.verb in _OF_THEIR_OWN_MAIL.values()
        else each
        for each in orders
    )


def _with_mail(said: str, offered: Order) -> str:
    """The day that was said, with the mail that the link names."""
    named = _IN_A_MAIL.search(offered.argument)
    return f"{said}{named[0]}" if said and named else said

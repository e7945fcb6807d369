"""What a colleague means in plain sentences, by the table in staff_phrases.toml, and how sure that is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from worker.model.office import Person
from worker.model.staff_phrases import Meaning
from worker.policy.reading.staff_lines.lexicon import Lexicon
from worker.policy.reading.staff_lines.marks import CASE, DATE, HEAD, NAME, PAST, Marked, marked
from worker.policy.reading.staff_lines.names import ME, who
from worker.policy.reading.staff_lines.phrasing import Saying
from worker.policy.reading.staff_lines.pieces import Heard
from worker.policy.reading.staff_lines.result import Answered, Certainty, Context, Order
from worker.policy.reading.staff_lines.sentences import Sentence, sentences
from worker.policy.reading.vocabulary import NOTHING, Verb, Word

_REQUESTS = re.compile(r"(?:\S+ ){0,3}?(?:can|could|would|will|please|what|how|do you mind) ")
_INTRODUCED = re.compile(r":[ ]*\n")
_NOT = re.compile(r"(?:^| )(?:not|never|no|nobody|without|nothing|neither) ")
_SHORT = 9
_BRIEF = 45
_FIRST = 2
_INTRODUCE = (Verb.TEXT, Verb.UPDATE, Verb.PROPOSE, Verb.ANSWER, Verb.DEADLOCK, Verb.NOTE)
"""The verbs whose words may stand below a colon; what stands there else is another's."""
ANSWERED_BY = {
    Answered.DRAFT: (Verb.SEND,),
    Answered.TRIAGE_LIST: (Verb.COMPLAINT, Verb.NOT_A_COMPLAINT),
}
"""The verbs by which a mail of ours is simply answered, so that they need no second question."""
_OPPOSITES = {
    Verb.COMPLAINT: Verb.NOT_A_COMPLAINT,
    Verb.NOT_A_COMPLAINT: Verb.COMPLAINT,
    Verb.ACCEPTED: Verb.REFUSED,
    Verb.REFUSED: Verb.ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class FoundMeaning:
    """A meaning that was found: how early in the table, in which sentence, and in which words.

    `direct` says that the words are a sentence of their own.
    """

    meaning: Meaning
    rank: int
    sentence: int
    words: str
    direct: bool

    def mark(self, *kinds: str) -> str:
        """The first mark of such a kind in its words."""
        return next((word for word in self.words.split() if word.startswith(kinds)), "")


@dataclass(frozen=True, slots=True)
class Told:
    """A reply ready to be read: its marks, its sentences, and what is known of its writer and its purpose."""

    text: str
    below: str
    marks: Marked
    sentences: tuple[Sentence, ...]
    reference: str
    context: Context
    lexicon: Lexicon
    writer: Person


@dataclass(frozen=True, slots=True)
class Meant:
    """What a reply means in plain sentences: carried out, or asked back with the likeliest first.

    `touched` says that the likeliest is only touched by some words inside of a sentence.
    """

    orders: tuple[Order, ...] = ()
    asked: tuple[Order, ...] = ()
    touched: bool = False


def told(text: str, reference: str, context: Context, lexicon: Lexicon, writer: Person) -> Told:
    """The reply made ready; what stands below a line that ends in a colon is another's, or a letter's."""
    introduced = _INTRODUCED.search(text)
    above, below = (text[: introduced.start()], text[introduced.end() :]) if introduced else (text, "")
    marks = marked(above, lexicon.names, context.client)
    read = sentences(marks.text, lexicon.sayings)
    return Told(text, below.strip(), marks, read, reference, context, lexicon, writer)


def is_silenced(reply: Told) -> bool:
    """Whether the whole reply is only to be read by people."""
    says = reply.lexicon.sayings
    return bool(Heard(tuple(says.plain(reply.text).split())).within((says.silences,)))


def plain_meaning(reply: Told) -> Meant:
    """What is meant by words that are no command as they stand."""
    if is_silenced(reply):
        return Meant()
    found = sorted(found_in(reply), key=lambda each: (not each.direct, each.rank, each.sentence))
    cases = dict.fromkeys(case for each in found if each.direct and (case := each.mark(CASE)))
    if len(cases) > 1:
        return _each_case(reply, found, tuple(cases))
    return _one(reply, found) if found else Meant()


def _each_case(reply: Told, found: list[FoundMeaning], cases: tuple[str, ...]) -> Meant:
    """Several cases, each with what is said of it; carried out only where all can be."""
    named = tuple(sorted(cases, key=lambda case: int(case.removeprefix(CASE))))
    firsts = tuple(next(each for each in found if each.mark(CASE) == case) for case in named)
    orders = tuple(order for each in firsts for order in orders_of(each, reply))
    sure = all(_at_once(each, reply) for each in firsts) and len(orders) == len(cases)
    return Meant(orders=orders) if sure else Meant(asked=orders)


def _one(reply: Told, found: list[FoundMeaning]) -> Meant:
    first = found[0]
    likeliest = _of_people(
        tuple(orders_of(each, reply) for each in found if each.meaning is first.meaning), reply
    )
    others = {each.meaning.verb: each for each in reversed(found) if each.meaning.verb != first.meaning.verb}
    if len(likeliest) == 1 and _at_once(first, reply) and not _contradicts(first, found):
        return Meant(orders=likeliest)
    rest = (
        order
        for each in sorted(others.values(), key=lambda each: each.rank)
        for order in orders_of(each, reply)
    )
    return Meant(asked=(*likeliest, *rest)[:3], touched=not first.direct)


def _contradicts(first: FoundMeaning, found: list[FoundMeaning]) -> bool:
    """Whether the opposite is said as well: yes and no."""
    opposite = _OPPOSITES.get(Verb(first.meaning.verb)) if first.meaning.verb in tuple(Verb) else None
    return any(each.direct and each.meaning.verb == opposite for each in found)


def _of_people(every: tuple[tuple[Order, ...], ...], reply: Told) -> tuple[Order, ...]:
    """The first orders, or where they name a section, those that name a person."""
    sections = {section.name for section in reply.lexicon.people.sections}
    people = (orders for orders in every if orders and orders[0].argument not in sections)
    return next(people, every[0]) if every[0] and every[0][0].argument in sections else every[0]


def found_in(reply: Told) -> Iterator[FoundMeaning]:
    """Every meaning whose phrase is a sentence of the reply, or stands in one where that is enough to ask."""
    for at, sentence in enumerate(reply.sentences):
        for heard in sentence.candidates:
            words = " ".join(heard.words)
            if not _is_stopped(words, sentence, reply):
                yield from (_found(each, at, words) for each in sayings_of(heard, reply))
        yield from _hinted_at(at, sentence, reply)


def _hinted_at(at: int, sentence: Sentence, reply: Told) -> Iterator[FoundMeaning]:
    """What a part of the sentence only touches, where nothing takes it back."""
    parts = tuple(Heard(tuple(part.split())) for part in sentence.parts)
    said = frozenset(word for part in parts for word in part.words)
    for saying in _fitting(reply):
        if saying.meaning.anywhere and saying.may_stand_in(said):
            words = next(filter(None, (part.within(saying.row) for part in parts)), "")
            if words and not _is_doubtful(words, sentence, reply):
                yield _found(saying, at, words, direct=False)


def sayings_of(heard: Heard, reply: Told) -> Iterator[Saying]:
    """The phrases that are all of these words, whatever courtesy stands around."""
    starts, ends = reply.lexicon.sayings.courteous(heard)
    words = frozenset(heard.words)
    for saying in _fitting(reply):
        fits = not saying.meaning.anywhere and saying.may_stand_in(words)
        if fits and any(heard.ends(saying.row, start) & ends for start in starts):
            yield saying


def _fitting(reply: Told) -> Iterator[Saying]:
    answered = reply.context.answered
    return (
        each
        for each in reply.lexicon.sayings.all
        if not each.meaning.answers or answered in each.meaning.answers
        if not reply.below or each.meaning.verb in _INTRODUCE
    )


def _found(saying: Saying, at: int, words: str, *, direct: bool = True) -> FoundMeaning:
    return FoundMeaning(saying.meaning, saying.rank, at, words, direct)


def _is_stopped(words: str, sentence: Sentence, reply: Told) -> bool:
    """Whether what stands around the words takes them back, or makes them a question or another's."""
    around = Heard(tuple(f" {sentence.whole} ".replace(f" {words} ", " ", 1).split()))
    if around.within((reply.lexicon.sayings.stops,)):
        return True
    if sentence.asks and not _REQUESTS.match(f"{words} "):
        return True
    inside = (f" {part} " for part in sentence.parts if f" {words} " in f" {part} " and part != words)
    return any(_NOT.search(part.replace(f" {words} ", " ", 1)) for part in inside)


def _is_doubtful(words: str, sentence: Sentence, reply: Told) -> bool:
    around = f" {sentence.whole} ".replace(f" {words} ", " ", 1)
    stops = Heard(tuple(around.split())).within((reply.lexicon.sayings.stops,))
    part = next(f" {part} " for part in sentence.parts if f" {words} " in f" {part} ")
    denied = _NOT.search(part.replace(f" {words} ", " ", 1))
    return bool(stops or denied) or (sentence.asks and not _REQUESTS.match(f"{sentence.whole} "))


def _at_once(found: FoundMeaning, reply: Told) -> bool:
    """Whether it is carried out and said back, or asked back first."""
    meaning = found.meaning
    word = next((each for each in reply.lexicon.vocabulary if each.verb == meaning.verb), None)
    if word is None or meaning.asks or not found.direct or _puts_off(word, found, reply):
        return False
    length = len(reply.marks.text.split())
    if word.at_once:
        return length <= _BRIEF and found.sentence < _FIRST
    if reply.context.answered is Answered.TRIAGE_LIST and word.verb in ANSWERED_BY[Answered.TRIAGE_LIST]:
        return length <= _BRIEF and found.sentence < _FIRST
    if word.verb in ANSWERED_BY.get(reply.context.answered, ()):
        return _is_all(word.verb, reply)
    return (
        length <= _SHORT and len(reply.sentences) == 1 and _means(word.verb, reply.sentences[0].whole, reply)
    )


def _puts_off(word: Word, found: FoundMeaning, reply: Told) -> bool:
    """Whether a day is named on which it shall be done, where it is done now and cannot be undone."""
    named = [day for day in reply.marks.dates if day not in ("today", "now")]
    return bool(named) and not word.at_once and "DATE" not in found.meaning.argument


def _is_all(verb: Verb, reply: Told) -> bool:
    """Whether nothing else was written than what means this verb, and courtesies."""
    return all(
        _means(verb, each.whole, reply) or all(_means(verb, part, reply) for part in each.parts)
        for each in reply.sentences
    )


def _means(verb: Verb, words: str, reply: Told) -> bool:
    heard = Heard(tuple(words.split()))
    return reply.lexicon.sayings.is_courtesy(words) or any(
        saying.meaning.verb == verb and not saying.meaning.asks for saying in sayings_of(heard, reply)
    )


def orders_of(found: FoundMeaning, reply: Told) -> tuple[Order, ...]:
    """The order, once for each person whom its name may mean; none where it means nobody."""
    meaning, marks = found.meaning, reply.marks
    case = _at(found.mark(CASE), marks.cases) or (marks.cases[0] if len(marks.cases) == 1 else "")
    wants_case = "CASE" in meaning.argument
    date = _at(found.mark(DATE, PAST), marks.dates) or (marks.dates[0] if marks.dates else "")
    word = next((word for word in reply.lexicon.vocabulary if word.verb == meaning.verb), None)
    if word is None or (wants_case and not case):
        return ()
    # What the verb cannot take is not offered with it: the link would be refused.
    behind = "" if word.argument is NOTHING else meaning.argument
    argument = behind.replace("CASE", case).replace("DATE", date)
    order = Order(
        verb=word.verb,
        argument=" ".join(argument.split()),
        reference=reply.reference or ("" if wants_case else case),
        line=reply.text.partition("\n")[0],
        text=reply.below or reply.text,
        certainty=_certainty(found, word.verb, reply),
    )
    if "NAME" not in behind:
        return (order,)
    return tuple(
        replace(order, argument=order.argument.replace("NAME", each)) for each in _people(found, reply)
    )


def _people(found: FoundMeaning, reply: Told) -> tuple[str, ...]:
    name = _at(found.mark(NAME, HEAD), reply.marks.names)
    if name in ME:
        return ("me",)
    return tuple(each.name for each in who(name, reply.lexicon.people, reply.writer)) if name else ()


def _certainty(found: FoundMeaning, verb: Verb, reply: Told) -> Certainty:
    if not found.direct or found.meaning.asks:
        return Certainty.HINTED
    return Certainty.WHOLE if _is_all(verb, reply) else Certainty.WITHIN


def _at(mark: str, kept: tuple[str, ...]) -> str:
    number = mark.lstrip("abcdefghijklmnopqrstuvwxyz")
    return kept[int(number)] if number.isdecimal() else ""

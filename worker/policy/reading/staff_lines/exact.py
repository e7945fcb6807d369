"""One line that is a command as a whole (mail.md 4.1): a reference, a verb, and what follows it."""

import re
from dataclasses import dataclass, replace

from worker.model.office import Person
from worker.policy.reading.staff_lines.lexicon import Lexicon
from worker.policy.reading.staff_lines.names import ME, who
from worker.policy.reading.staff_lines.result import Order, Slip
from worker.policy.reading.vocabulary import (
    A_DATE,
    A_PAST_DATE,
    AN_OUTCOME,
    MOST_WORDS,
    WORDS,
    Argument,
    Word,
)

_REFERRED = re.compile(
    r"\[?#?(?P<reference>(?:[A-Za-z]{2,6}-\d{4}-)?\d{4,})\]?\s*(?:[:,.-]\s*|\s[-\u2013\u2014]+\s*)?(?P<line>\S.*)"
)
_AROUND = " \t\"'#/!*>\u2022."
_BEFORE = re.compile(r"^(?:(?:please|pls|plz|ok|okay|yes)[ ,]+)+")
_BEHIND = re.compile(r"(?:[ ,.!]*\b(?:please|pls|plz|thanks|thank you|many thanks|thx|cheers|ta))+$")
_NAMED_LAST = re.compile(r"(?:^|\s)(?:to |for )?[A-Z][a-z]+(?: [A-Z][a-z]+)?(?: in [A-Z]\w+)?\W*$")
_DATED = (A_DATE, A_PAST_DATE)
_AS = re.compile(r"^as (?:an? )?")
_LIKE_A_DATE = re.compile(
    r"(?:by|on|until|till|for|me)(?: \S+){1,2}|(?:in|next|end|within|\d\S*)(?: \S+){0,4}|\S+"
)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A line apart from its reference: as written, and in small letters without courtesies."""

    written: str
    reference: str
    words: str


def line_of(written: str) -> CommandLine:
    """The line taken apart; what stands around it does not matter."""
    bare = written.strip(" \"'*>\u2022")
    found = _REFERRED.fullmatch(bare.lstrip("#/! "))
    reference, rest = (found["reference"].upper(), found["line"]) if found else ("", bare)
    return CommandLine(written, reference, plain(rest))


def plain(words: str) -> str:
    """The words in small letters, without courtesies and signs at either end."""
    small = " ".join(words.casefold().split()).strip(_AROUND).rstrip(" .!,;")
    return _BEHIND.sub("", _BEFORE.sub("", small)).rstrip(" .!,;\"'")


def read_line(
    written: str, lexicon: Lexicon, writer: Person, *, misfits: bool = False
) -> Order | Slip | None:
    """The command that the line is, the slip that it is, or None where it is neither.

    With `misfits` also a verb behind which something else stands than it takes, so that its deed says why not.
    """
    line = line_of(written)
    if written.rstrip(" \"'").endswith("?"):
        return None
    named = ((name, word) for word in lexicon.vocabulary for name in word.names)
    for name, word in sorted(named, key=lambda pair: -len(pair[0])):
        if line.words == name or line.words.startswith((f"{name} ", f"{name}:", f"{name} :")):
            found = _with_argument(line, name, word, lexicon, writer)
            if found or not misfits:
                return found
            argument = line.words.removeprefix(name).strip(" :")
            return _misfit(line, word, argument)
    return None


def _with_argument(
    line: CommandLine, name: str, word: Word, lexicon: Lexicon, writer: Person
) -> Order | Slip | None:
    behind, takes = line.words.removeprefix(name), word.argument
    argument = behind.strip(" :")
    if "name" in takes.shape.groupindex and argument in ("to", "for"):
        argument = ""
    if takes is AN_OUTCOME:
        argument = _AS.sub("", argument)
    order = Order(verb=word.verb, argument=argument, reference=line.reference, line=line.written)
    if not argument:
        return (
            Slip(line=line.written, meant=(order,))
            if takes.needed and "name" in takes.shape.groupindex
            else order
        )
    if takes.after_colon and not behind.lstrip().startswith(":"):
        return None
    if (takes is WORDS and takes.shape.fullmatch(argument)) or takes.after_colon:
        return replace(order, argument="", text=_free_words(line.written, name))
    shaped = takes.shape.fullmatch(argument)
    if shaped:
        return named_in_full(order, shaped, lexicon, writer)
    return None


def _misfit(line: CommandLine, word: Word, argument: str) -> Order | Slip | None:
    """The verb with what cannot be its argument, where so little or that kind of words is no prose."""
    order = Order(verb=word.verb, argument=argument, reference=line.reference, line=line.written)
    if "name" in word.argument.shape.groupindex:
        # Whoever writes “about” or “complaint” in front of other words than a name, most likely begins a sentence.
        is_meant = word.argument.answered or argument.startswith(("for ", "to "))
        called = _NAMED_LAST.search(line.written) if is_meant else None
        return Slip(line=line.written, meant=(replace(order, argument=""),)) if called else None
    return order if _may_be_meant(word.argument, argument, len(line.words.split())) else None


def named_in_full(
    order: Order, shaped: re.Match[str], lexicon: Lexicon, writer: Person
) -> Order | Slip | None:
    """The order with the name in it written in full; several, or nobody, are a slip."""
    name = shaped.groupdict().get("name")
    if not name:
        return order
    if name in ME:
        return replace(order, argument=_put(order.argument, name, "me"))
    found = who(name, lexicon.people, writer)
    if len(found) == 1:
        return replace(order, argument=_put(order.argument, name, found[0].name))
    if found:
        each = tuple(replace(order, argument=_put(order.argument, name, person.name)) for person in found)
        return Slip(line=order.line, meant=each)
    return None


def _put(argument: str, name: str, full: str) -> str:
    """The argument with the full name in place of what was written, and without to or for in front of it alone."""
    put = full.join(argument.rsplit(name, 1))
    return full if put in (f"to {full}", f"for {full}") else put


def _free_words(written: str, name: str) -> str:
    found = re.search(rf"{re.escape(name)}\s*:?\s*(.*)", written, re.IGNORECASE)
    return found[1].strip() if found else written


def _may_be_meant(takes: Argument, argument: str, length: int) -> bool:
    """Whether a misfit behind the verb is answered with the reason, as a date is that cannot be read."""
    if takes in _DATED:
        return length <= 2 * MOST_WORDS and bool(_LIKE_A_DATE.fullmatch(argument))
    if takes is AN_OUTCOME:
        return length <= MOST_WORDS - 2
    return takes.answered and length <= 2 and "name" not in takes.shape.groupindex

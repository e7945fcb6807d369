"""What a colleague may write to change something: in the subject after the reference, as our links do.

The whole line counts, so that prose is never taken for a command (mail.md 4). A line that begins like a command and
has few words, but is none, is told back to its writer.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from worker.model.staff_event import ClosureBasis


class Verb(StrEnum):
    """What a colleague can do by mail; the value is what they write."""

    COMPLAINT = "complaint"
    NOT_A_COMPLAINT = "not a complaint"
    PHONED = "phoned"
    EXPLAIN = "explain"
    QUICK = "quick"
    INVESTIGATE = "investigate"
    ESCALATE = "escalate"
    UPDATE = "update"
    PROPOSE = "propose"
    DELAY = "delay"
    ANSWER = "answer"
    DEADLOCK = "deadlock"
    TEXT = "text"
    SEND = "send"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    MICROBUSINESS = "microbusiness"
    DO_NOT_SHARE = "do not share"
    REMEDY = "remedy"
    REMEDY_DONE = "remedy done"
    ACTION = "action"
    ACTION_DONE = "action done"
    REVIEWED = "reviewed"
    PERSONAL_DATA_ANSWERED = "personal data answered"
    CLOSE = "close"


class Argument(StrEnum):
    """What stands behind a verb."""

    NONE = "nothing"
    DATE = "a date"
    YES_NO = "yes or no"
    CLOSURE_BASIS = "an outcome"
    DRAFT = "the name of a draft"


TAKES = {
    Verb.UPDATE: Argument.DATE,
    Verb.PROPOSE: Argument.DATE,
    Verb.DELAY: Argument.DATE,
    Verb.REMEDY: Argument.DATE,
    Verb.ACTION: Argument.DATE,
    Verb.MICROBUSINESS: Argument.YES_NO,
    Verb.CLOSE: Argument.CLOSURE_BASIS,
    Verb.SEND: Argument.DRAFT,
    Verb.TEXT: Argument.DRAFT,
}
"""The verbs behind which something stands; behind every other stands nothing. A draft need not be named."""


@dataclass(frozen=True, slots=True)
class Command:
    """A verb for the case of that reference with the words behind it, in small letters.

    `verb` is None where the line only resembles a command; then `meant` are the verbs that it resembles, and `argument`
    are the words behind its first word. `line` is what was written.
    """

    reference: str
    verb: Verb | None
    argument: str = ""
    line: str = ""
    meant: tuple[Verb, ...] = ()


MOST_WORDS = 4
"""Of a line that is no command but is answered as one; a longer line is prose, and a note."""

_SHAPE = re.compile(r"\s*\[(?P<reference>[A-Z]{2,6}-\d{4}-\d{4,})\](?P<line>.{1,120})", re.IGNORECASE)
_CURLY = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})
_A_WEEKDAY = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_A_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_OF_DATES = re.compile(
    rf"by|on|to|for|until|till|the|of|today|tomorrow|{_A_WEEKDAY}|{_A_MONTH}|\+?\d+(?:st|nd|rd|th)?|[\d/.-]+"
)
_DRAFT = re.compile(r"draft \d{1,12}|m\d\d[a-z]? \d{1,6}")
_RESEMBLES = 0.75


def command(subject: str) -> Command | None:
    """The command that a subject is, or resembles, or None; a subject that is an answer (Re:) is none."""
    shaped = _SHAPE.fullmatch(subject)
    if shaped is None:
        return None
    reference, line = shaped["reference"].upper(), " ".join(shaped["line"].split())
    words = " ".join(shaped["line"].translate(_CURLY).casefold().split()).lstrip("#/!*> ").rstrip(" .!,;")
    found = _exact(reference, words, line)
    if found or len(words.split()) > MOST_WORDS:
        return found
    meant = resembled(words)
    return Command(reference, None, words.partition(" ")[2], line, meant) if meant else None


def resembled(words: str) -> tuple[Verb, ...]:
    """Up to three verbs of which the words may be a slip, the nearest first."""
    near = {verb: _likeness(words, verb) for verb in Verb}
    found = sorted((verb for verb in Verb if near[verb] >= _RESEMBLES), key=lambda verb: -near[verb])
    return tuple(found[:3])


def references(text: str) -> tuple[str, ...]:
    """Every reference of ours that stands anywhere in the text, whatever is glued to it, in capital letters."""
    return tuple(found.upper() for found in re.findall(r"[A-Za-z]{2,6}-\d{4}-\d{4,}", text))


def _exact(reference: str, words: str, line: str) -> Command | None:
    """The longest verb with which the words begin, if what stands behind it can be its argument."""
    for verb in sorted(Verb, key=len, reverse=True):
        argument = words.removeprefix(verb).strip(" :")
        begins = words == verb or words.startswith((f"{verb} ", f"{verb}:"))
        if begins and _may_follow(verb, words, argument):
            return Command(reference, verb, argument, line)
    return None


def _may_follow(verb: Verb, words: str, argument: str) -> bool:
    """Few words behind a verb that takes some may be a slip, and are answered; many are prose."""
    kind = TAKES.get(verb, Argument.NONE)
    if not argument or kind is Argument.NONE:
        return not argument
    if kind is Argument.DRAFT:
        return _DRAFT.fullmatch(argument) is not None
    few = len(words.split()) <= MOST_WORDS
    if kind is Argument.DATE:
        return few or all(_OF_DATES.fullmatch(word.strip(",")) for word in argument.split())
    return few or argument in (*ClosureBasis, "yes", "no")


def _likeness(words: str, verb: Verb) -> float:
    """From 0 to 1: of the whole line, or of its beginning where the verb has fewer words."""
    length = len(verb.split())
    beginning = " ".join(words.split()[:length])
    whole = SequenceMatcher(None, words, verb).ratio()
    return max(whole, SequenceMatcher(None, beginning, verb).ratio())

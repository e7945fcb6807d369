"""What a colleague may write to change something: in the subject after the reference, as our links do.

The whole line counts, so that prose is never taken for a command (mail.md 4). A line that begins like a command and
has few words, but is none, is told back to its writer.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from worker.policy.reading.subject import bare
from worker.policy.reading.vocabulary import MOST_WORDS, Verb, Vocabulary, Word

_CURLY = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Command:
    """A verb for the case of that reference with the words after it, in small letters.

    `verb` is None where the line only resembles a command; then `meant` are the verbs that it resembles, and `argument`
    are the words after its first word. `line` is what was written.
    """

    reference: str
    verb: Verb | None
    argument: str = ""
    line: str = ""
    meant: tuple[Verb, ...] = ()

    @property
    def said(self) -> str:
        """What follows the verb, with its capital letters."""
        at = self.line.translate(_CURLY).lower().rfind(self.argument)
        return self.line[at : at + len(self.argument)] if self.argument and at >= 0 else self.argument


_SHAPE = re.compile(r"\[(?P<reference>[A-Z]{2,6}-\d{4}-\d{4,})\](?P<line>.{1,120})", re.IGNORECASE)
_RESEMBLES = 0.75
_OF_NO_COMPLAINT = (Verb.NOTE, Verb.NEW_COMPLAINT)


def command(subject: str, vocabulary: Vocabulary) -> Command | None:
    """The command that a subject is, or resembles, or None; what mail programs put in front of it does not matter."""
    written = bare(subject)
    shaped = _SHAPE.fullmatch(written.words)
    if shaped is None:
        return None
    reference, line = shaped["reference"].upper(), " ".join(shaped["line"].split())
    words = " ".join(shaped["line"].translate(_CURLY).casefold().split()).lstrip("#/!*> ").rstrip(" .!,;")
    found = _exact(reference, words, line, vocabulary)
    # Behind a mail program's Re: stands what somebody answers; it is a command, but never the slip of one.
    if found or len(words.split()) > MOST_WORDS or written.put_before:
        return found
    meant = resembled(words, vocabulary)
    return Command(reference, None, words.partition(" ")[2], line, meant) if meant else None


def resembled(words: str, vocabulary: Vocabulary) -> tuple[Verb, ...]:
    """Up to three verbs of which the words may be a slip, the nearest first; what is no command is a note anyway."""
    near = {each.verb: _likeness(words, each) for each in vocabulary if each.verb not in _OF_NO_COMPLAINT}
    found = sorted((verb for verb in near if near[verb] >= _RESEMBLES), key=lambda verb: -near[verb])
    return tuple(found[:3])


def references(text: str) -> tuple[str, ...]:
    """Every reference of ours that stands anywhere in the text, whatever is glued to it, in capital letters."""
    return tuple(found.upper() for found in re.findall(r"[A-Za-z]{2,6}-\d{4}-\d{4,}", text))


def _exact(reference: str, words: str, line: str, vocabulary: Vocabulary) -> Command | None:
    """The longest name of a verb with which the words begin, if what follows it can be its argument."""
    named = ((name, each) for each in vocabulary for name in each.names)
    for name, each in sorted(named, key=lambda pair: -len(pair[0])):
        argument = words.removeprefix(name).strip(" :")
        begins = words == name or words.startswith((f"{name} ", f"{name}:"))
        if each.argument.after_colon and argument and not words.removeprefix(name).lstrip().startswith(":"):
            continue
        if begins and each.argument.may_be(argument, len(words.split())):
            return Command(reference, each.verb, argument, line)
    return None


def _likeness(words: str, word: Word) -> float:
    """From 0 to 1, by the nearest of its names."""
    return max(_likeness_to(words, name) for name in word.names)


def _likeness_to(words: str, name: str) -> float:
    """From 0 to 1: of the whole line, or of its beginning where the verb has fewer words."""
    length = len(name.split())
    beginning = " ".join(words.split()[:length])
    whole = SequenceMatcher(None, words, name).ratio()
    return max(whole, SequenceMatcher(None, beginning, name).ratio())

"""A line that is nearly a command: what its writer may have meant."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches

from worker.model.office import Person
from worker.policy.reading.dates import MONTHS, WEEKDAYS
from worker.policy.reading.staff_lines.exact import CommandLine, line_of, named_in_full, read_line
from worker.policy.reading.staff_lines.lexicon import Lexicon
from worker.policy.reading.staff_lines.names import spoken_names, who
from worker.policy.reading.staff_lines.result import Order, Slip
from worker.policy.reading.vocabulary import NOTHING, Verb, Word

_RESEMBLES = 0.78
_RESEMBLES_MORE = 0.87
_ODD_REFERENCE = re.compile(r"[#\do]{1,6} +(?=[a-z])")
_SIGNS = re.compile(r"\(\?P<\w+>|[|()?:]+")
_MISFIT = 0.2
_FEW = 2
_HARMLESS = (Verb.NOTE, Verb.NEW_COMPLAINT)
_MOST_MEANT = 3
_OF_DATES = (*WEEKDAYS, *MONTHS, "tomorrow", "today", "mon", "tue", "wed", "thu", "fri")


def slip_of(written: str, lexicon: Lexicon, writer: Person) -> Slip | None:
    """Up to three commands that the line resembles, the nearest first, or None where it is prose."""
    line = line_of(written)
    if _ODD_REFERENCE.match(line.words):
        read = read_line(_ODD_REFERENCE.sub("", line.words), lexicon, writer)
        return Slip(line=written, meant=(read,)) if isinstance(read, Order) else read
    words = line.words.split()
    if not words or written.rstrip(" \"'").endswith("?"):
        return None
    near = sorted(_near(line, lexicon, writer), key=lambda pair: -pair[0])
    meant = tuple(dict.fromkeys(order for _, order in near))
    return Slip(line=written, meant=meant[:_MOST_MEANT]) if meant else None


def _near(line: CommandLine, lexicon: Lexicon, writer: Person) -> Iterator[tuple[float, Order]]:
    for word in lexicon.vocabulary:
        for name in word.names:
            likeness, begun, behind = _likeness(line.words, name)
            if word.verb in _HARMLESS or not _resembles(begun, name, likeness):
                continue
            fitting = tuple(_orders(line, word, behind, lexicon, writer))
            if fitting:
                yield from ((likeness, order) for order in fitting)
            elif begun != name and len(line.words.split()) <= _FEW:
                yield (
                    likeness - _MISFIT,
                    Order(
                        verb=word.verb,
                        argument=word.argument.example,
                        reference=line.reference,
                        line=line.written,
                    ),
                )


def _resembles(begun: str, name: str, likeness: float) -> bool:
    """Whether it is near enough: letters that changed places are nearer than others."""
    if sorted(begun) == sorted(name):
        return True
    return likeness >= (_RESEMBLES_MORE if " " in name else _RESEMBLES)


def _likeness(words: str, name: str) -> tuple[float, str, str]:
    """How near the first words are to the name, from 0 to 1, these words, and what follows them."""
    split = words.replace(":", " ").split()
    tries = []
    for length in {len(name.split()), len(name.split()) - 1, len(name.split()) + 1} - {0}:
        beginning = " ".join(split[:length])
        tries.append((SequenceMatcher(None, beginning, name).ratio(), beginning, " ".join(split[length:])))
    return max(tries, key=lambda each: each[0])


def _orders(line: CommandLine, word: Word, behind: str, lexicon: Lexicon, writer: Person) -> Iterator[Order]:
    """The command with its argument put right; none where that cannot be its argument."""
    order = Order(verb=word.verb, reference=line.reference, line=line.written)
    takes = word.argument
    if not behind:
        yield replace(order, argument=takes.example) if takes.needed else order
    if takes is NOTHING or not behind:
        return
    for said in (behind, _corrected(behind, word, lexicon)):
        shaped = takes.shape.fullmatch(said)
        if shaped:
            found = named_in_full(replace(order, argument=said), shaped, lexicon, writer)
            if found:
                yield from (found,) if isinstance(found, Order) else found.meant
                return


def _corrected(behind: str, word: Word, lexicon: Lexicon) -> str:
    """The words behind the verb with the nearest name, day, month or outcome in place of each misspelled one."""
    if "name" in word.argument.shape.groupindex:
        filler = behind.split()[0] if behind.split()[0] in ("to", "for") else ""
        name = behind.removeprefix(filler).strip()
        near = get_close_matches(name, tuple(spoken_names(lexicon.people)), 1, 0.6)
        return f"{filler} {near[0]}".strip() if near and not who(name, lexicon.people) else behind
    whole = get_close_matches(behind, _outcomes(word), 1, 0.7)
    if whole:
        return whole[0]
    return " ".join((get_close_matches(each, _OF_DATES, 1, 0.75) or [each])[0] for each in behind.split())


def _outcomes(word: Word) -> tuple[str, ...]:
    """What the shape names in words: yes, no, resolved, withdrawn."""
    said = _SIGNS.split(word.argument.shape.pattern)
    return tuple(each.strip() for each in said if each.replace(" ", "").isalpha() and len(each) > _FEW)

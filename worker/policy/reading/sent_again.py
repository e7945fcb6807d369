"""Whether a mail says again what was written before: the same words, with a footer, prefix or line on top (3.1.7.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.policy.reading.client_answers.own_words import own_words

_READ_AT_MOST = 20_000
_TELLING = 12
"""From so many words on nobody writes them a second time by chance, so that they may stand within others."""
_AROUND = 6
"""So many words beside them are a prefix, a greeting or a name, and say nothing of their own."""
_MOST_BESIDE = 40
_A_WORD = re.compile(r"\w+")
_A_NUMBER = re.compile(r"\w*\d\w*")


@dataclass(frozen=True, slots=True)
class SentAgain:
    """The same words once more; `besides` is what stands with them, empty where that says nothing of its own."""

    besides: str = ""


def sent_again(words: str, before: str, *, by_machine: bool = False) -> SentAgain | None:
    """What a mail adds to words of its writer that are known; None where it does not bring those.

    What a machine writes differs from mail to mail by its numbers, so these do not count there; a person's do: the same
    sentence about another meter is another complaint.
    """
    own, known = own_words(words[:_READ_AT_MOST]), before[:_READ_AT_MOST]
    core = _words(own_words(known) or known, by_machine)
    said = _words(own, by_machine)
    if core and said == core:
        return SentAgain()
    if len(core) < _TELLING:
        return None
    if _stands_in(core, said):
        beside = len(said) - len(core)
        return SentAgain(own if beside > _AROUND else "") if beside <= _MOST_BESIDE else None
    if _stands_in(core, _words(words[:_READ_AT_MOST], by_machine)):
        # They are quoted or passed on below, so that all else is new.
        return SentAgain(own)
    shorter = len(said) >= _TELLING and len(core) - len(said) <= _MOST_BESIDE
    return SentAgain() if shorter and _stands_in(said, core) else None


def _words(text: str, by_machine: bool) -> list[str]:
    found = _A_WORD.findall(text.casefold())
    return [each for each in found if not _A_NUMBER.fullmatch(each)] if by_machine else found


def _stands_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the one stands within the other, word after word."""
    return f" {' '.join(part)} " in f" {' '.join(whole)} "

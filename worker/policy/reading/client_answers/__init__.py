"""What a client answers: one plain meaning, or none (3.1.4, 3.1.7.4, 3.1.7.5, 3.1.7.8, 3.1.11).

Subject and body are read together, because our buttons write into the subject. Only what nobody could take for anything
else counts; two meanings that do not go together are none, and a person reads the words.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from worker.model.client_answer import ClientMeaning
from worker.model.client_phrases import ClientPhrases
from worker.model.time import Clock
from worker.policy.reading.client_answers.own_words import own_words
from worker.policy.reading.client_answers.plainly import Plain, plainly_said
from worker.policy.reading.client_answers.table import table_of
from worker.policy.reading.client_answers.tapped import Tapped, button_in, words_in_subject
from worker.policy.reading.record_answer import RecordAnswer, record_answer

__all__ = ["Answer", "read_client_answer", "words_in_subject"]

_NAMED = re.compile(r"(?<=[a-z]),? (?!But\b|No\b|Not\b|Except\b|I\b)[A-Z][a-z]+(?=[,.!\n]|$)")
_ON_RECORD = {
    RecordAnswer.CONFIRMED: ClientMeaning.CONFIRM,
    RecordAnswer.CORRECTED: ClientMeaning.CORRECTION,
}
_GOES_WITHOUT_SAYING = {
    ClientMeaning.ESCALATE: {ClientMeaning.NOT_ACCEPT, ClientMeaning.NOT_PUT_RIGHT},
    ClientMeaning.NOT_ACCEPT: {ClientMeaning.NOT_PUT_RIGHT},
    ClientMeaning.STOP_SHARING: {ClientMeaning.DO_NOT_SHARE},
    ClientMeaning.POST_PROCEDURE: {ClientMeaning.SEND_PROCEDURE},
    ClientMeaning.CORRECTION: {ClientMeaning.CONFIRM, ClientMeaning.NOT_PUT_RIGHT},
}
_ENDS = (ClientMeaning.ACCEPT, ClientMeaning.WITHDRAW, ClientMeaning.CONFIRM, ClientMeaning.THANKS)
"""What ends something, or says that all is well: a reserve beside it leaves it to a person."""

_BESIDE = (
    *(ClientMeaning.DO_NOT_SHARE, ClientMeaning.STOP_SHARING),
    *(ClientMeaning.SEND_PROCEDURE, ClientMeaning.POST_PROCEDURE),
)
"""What a client may ask for beside anything of the next row: neither says anything of the other."""
_GOES_WITH_IT = (
    *(ClientMeaning.ESCALATE, ClientMeaning.NOT_ACCEPT, ClientMeaning.NOT_PUT_RIGHT),
    *(ClientMeaning.ACCEPT, ClientMeaning.WITHDRAW),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a client means, and the words that say so: those of the button, or of their sentence.

    `also` is what they plainly ask for besides, and goes together with it. `several` are meanings that do not go
    together; then there is no one `meaning`, as where nothing plain was said.
    """

    meaning: ClientMeaning | None = None
    said: str = ""
    tapped: bool = False
    also: tuple["Answer", ...] = ()
    several: tuple[ClientMeaning, ...] = ()

    @property
    def every(self) -> tuple["Answer", ...]:
        """This answer, and each that goes together with it."""
        return (self, *self.also)


def read_client_answer(
    subject: str, words: str, awaited: Collection[Clock], phrases: ClientPhrases
) -> Answer:
    """The meaning of a client's mail; `awaited` are the clocks that run, so that a mere yes has its question."""
    table = table_of(phrases)
    own = own_words(words)
    button = button_in(subject, table)
    said = plainly_said(own, _asked(awaited), table)
    if Clock.CONFIRM in awaited:
        said = _on_record(subject, own, said)
    if said.is_silenced:
        return Answer()
    return _with_button(button, said) if button else _one_of(said)


def _asked(awaited: Collection[Clock]) -> str:
    """The one question of ours to which a mere yes or no is an answer."""
    if Clock.CONFIRM in awaited:
        return "record"
    return "proposal" if Clock.PROPOSED in awaited else ""


def _on_record(subject: str, own: str, said: Plain) -> Plain:
    """With what the words say of a record that the client was asked to check."""
    found = record_answer(subject if not own else "", own) or _confirmed(_NAMED.sub("", own))
    if found is None and said.meanings and _says_yes(own):
        found = RecordAnswer.CONFIRMED
    if found is None:
        return said
    return replace(said, meanings={**said.meanings, _ON_RECORD[found]: " ".join(own.split())})


def _confirmed(own: str) -> RecordAnswer | None:
    """A yes to somebody who is called by their name."""
    found = record_answer("", own) if own else None
    return found if found is RecordAnswer.CONFIRMED else None


def _says_yes(own: str) -> bool:
    """Whether one sentence is a yes; beside something else it is only half of what was said."""
    return any(record_answer("", each) is RecordAnswer.CONFIRMED for each in re.split(r"[.!\n]+", own))


def _with_button(button: Tapped, said: Plain) -> Answer:
    """The button, unless the words below it take it back, add to it, or mean anything else."""
    meanings = _together((button.meaning, *said.meanings))
    found = [_tapped(button, said) if each is button.meaning else _in_words(each, said) for each in meanings]
    if len(found) == 1:
        return found[0]
    plain = all(each.meaning and each.meaning not in said.denied for each in found)
    return _as_one(found) if plain else Answer(several=meanings)


def _in_words(meaning: ClientMeaning, said: Plain) -> Answer:
    return Answer(meaning=meaning, said=said.meanings[meaning])


def _tapped(button: Tapped, said: Plain) -> Answer:
    meaning, tapped = button.meaning, Answer(meaning=button.meaning, said=button.words, tapped=True)
    if said.takes_back or meaning in said.denied or (meaning in _ENDS and said.reserves):
        return Answer()
    # Behind Re: may stand what was tapped long ago, with a new mail below it.
    return Answer() if button.in_answer and not said.is_covered and meaning not in said.meanings else tapped


def _one_of(said: Plain) -> Answer:
    meanings = _together(each for each in said.meanings if each not in said.denied)
    return _as_one([_in_words(each, said) for each in meanings]) if meanings else Answer()


def _as_one(found: Sequence[Answer]) -> Answer:
    """These as one answer, where each is asked for in words of its own and they go together."""
    beside = [each for each in found if each.meaning in _BESIDE]
    rest = [each for each in found if each.meaning not in _BESIDE]
    first, *also = (*rest, *beside)
    may_stand = len(rest) <= 1 and (not rest or rest[0].meaning in _GOES_WITH_IT)
    apart = all(one is other or one.said not in other.said for one in found for other in found)
    if also and not (may_stand and apart):
        return Answer(several=tuple(each.meaning for each in found if each.meaning))
    return replace(first, also=tuple(also))


def _together(meanings: Iterable[ClientMeaning]) -> tuple[ClientMeaning, ...]:
    """The meanings without those that go without saying beside another."""
    found = tuple(dict.fromkeys(meanings))
    implied = {less for each in found for less in _GOES_WITHOUT_SAYING.get(each, ())}
    weighty = tuple(each for each in found if each not in implied)
    return tuple(each for each in weighty if each is not ClientMeaning.THANKS) or weighty

"""What config/staff_phrases.toml says: the plain sentences by which colleagues mean a verb, as frozen values."""

from dataclasses import dataclass
from typing import Annotated

from worker.model.key import Form, Key

_SENTENCES = Key(
    of=Form.LINE, many="at least one sentence in a list", example=("sort IT out", "leave IT (with me)")
)
_WORDS = Key(of=Form.LINE, many="words in a list", example=("please", "thank you"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWords:
    """Words that mean the same: where a phrase has the `name`, any of `say` may stand."""

    name: Annotated[str, Key(of=Form.LINE, example="IT")]
    say: Annotated[tuple[str, ...], _WORDS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Sentences that mean the same verb with the same `argument`, in answer to any mail or to those of `answers`.

    A phrase is a whole sentence, or one between two commas. `asks` says that the sentence only hints at the verb, so
    that its writer is always asked. `anywhere` finds the phrase also inside of a sentence, and then asks.
    """

    verb: Annotated[str, Key(of=Form.LINE, example="take")]
    argument: Annotated[str, Key(of=Form.LINE, empty="nothing", example="NAME")] = ""
    answers: Annotated[tuple[str, ...], Key(of=Form.LINE, example=("draft",))] = ()
    asks: Annotated[bool, Key()] = False
    anywhere: Annotated[bool, Key()] = False
    phrases: Annotated[tuple[str, ...], _SENTENCES]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPhrases:
    """config/staff_phrases.toml, whose head explains its keys.

    Courtesies stand `before` and `after` a sentence, `stops` take it back, and `silences` make a note of a whole reply.
    `ordinary_names` are colleagues' names that are words too, `suppliers` who is no client, `not_clients` all whose
    call to us is no client's, as they are written, and `spellings` what phones and haste make of words.
    """

    before: Annotated[tuple[str, ...], _WORDS]
    after: Annotated[tuple[str, ...], _WORDS]
    stops: Annotated[tuple[str, ...], _WORDS]
    silences: Annotated[tuple[str, ...], _WORDS]
    ordinary_names: Annotated[tuple[str, ...], _WORDS] = ()
    suppliers: Annotated[tuple[str, ...], _WORDS] = ()
    not_clients: Annotated[tuple[str, ...], _WORDS] = ()
    spellings: Annotated[tuple[SameWords, ...], Key()] = ()
    words: Annotated[tuple[SameWords, ...], Key()]
    meanings: Annotated[tuple[Meaning, ...], Key()]

"""What config/client_phrases.toml says: the buttons and plain sentences by which clients answer, as frozen values."""

from dataclasses import dataclass
from typing import Annotated

from worker.model.client_answer import ClientMeaning
from worker.model.key import Form, Key
from worker.model.staff_phrases import SameWords

_SENTENCES = Key(of=Form.LINE, many="sentences in a list", example=("I accept", "we agree (to IT)"))
_WORDS = Key(of=Form.LINE, many="words in a list", example=("please", "thank you"))
_BUTTONS = Key(of=Form.LINE, many="the words of buttons in a list", example=("escalate",))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMeaning:
    """Sentences, and `buttons` in a subject, by which clients mean the same.

    `asked` says that the sentences count only in answer to that question of ours; `whole` that nothing else may be
    written, `unreserved` that nothing may stand beside them that wants more; `may_ask` that a question which asks for
    it counts, too. `about` are words that tell of the same thing: where they are denied elsewhere in the mail, its
    writer has not made up their mind.
    """

    meaning: Annotated[ClientMeaning, Key()]
    buttons: Annotated[tuple[str, ...], _BUTTONS] = ()
    asked: Annotated[str, Key(of=Form.LINE, empty="at any time", example="proposal")] = ""
    whole: Annotated[bool, Key()] = False
    unreserved: Annotated[bool, Key()] = False
    may_ask: Annotated[bool, Key()] = False
    about: Annotated[tuple[str, ...], _WORDS] = ()
    phrases: Annotated[tuple[str, ...], _SENTENCES] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPhrases:
    """config/client_phrases.toml, whose head explains its keys.

    Courtesies stand `before` and `after` a sentence, or are one (`courtesies`). `harmless` sentences leave an
    acceptance what it is, `conditions` and `reserves` do not. `silences` leave the whole mail to a person, and a
    sentence of `takes_back` below a button takes it back.
    """

    before: Annotated[tuple[str, ...], _WORDS]
    after: Annotated[tuple[str, ...], _WORDS]
    courtesies: Annotated[tuple[str, ...], _SENTENCES]
    harmless: Annotated[tuple[str, ...], _SENTENCES]
    conditions: Annotated[tuple[str, ...], _WORDS]
    reserves: Annotated[tuple[str, ...], _WORDS]
    silences: Annotated[tuple[str, ...], _WORDS]
    takes_back: Annotated[tuple[str, ...], _SENTENCES]
    spellings: Annotated[tuple[SameWords, ...], Key()] = ()
    words: Annotated[tuple[SameWords, ...], Key()]
    meanings: Annotated[tuple[AnswerMeaning, ...], Key()]

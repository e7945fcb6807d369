"""What config/triage.toml says: the phrases by which a complaint is recognised, as frozen values."""

from dataclasses import dataclass
from typing import Annotated

from worker.model.key import Form, Key


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseGroup:
    """Phrases that mean the same; together they count `weight` once, however often they are said.

    In a phrase `*` stands for any ending of its word, and `...` for up to four words. What a group with
    `strike` finds is struck out, so that no later group reads it. With `first_words` only the beginning of a
    mail is read, where its purpose stands. A group that is `everyday` shows the purpose of an enquiry. A mail
    in which a group is found gets the group's `tag`.
    """

    meaning: Annotated[str, Key(of=Form.LINE, example="asks for money back")]
    weight: Annotated[float, Key(least=-10, most=10)]
    phrases: Annotated[
        tuple[str, ...],
        Key(of=Form.PHRASE, many="at least one phrase in a list", example=("refund*", "not happy")),
    ]
    strike: Annotated[bool, Key()] = False
    first_words: Annotated[int, Key(of="words", least=0, most=10_000)] = 0
    everyday: Annotated[bool, Key()] = False
    tag: Annotated[str, Key(of=Form.LINE, example="subject access request")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """config/triage.toml, whose head explains its keys.

    From `complaint_from` points a mail is a complaint; from `unsure_from` a person reads it. A person
    also reads a mail in which no everyday purpose is found.
    """

    complaint_from: Annotated[float, Key(least=1, most=100)]
    unsure_from: Annotated[float, Key(least=0, most=100)]
    group: Annotated[tuple[PhraseGroup, ...], Key()]

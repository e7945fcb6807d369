"""What config/triage.toml says: the phrases by which a complaint is recognised, as frozen values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseGroup:
    """Phrases that mean the same; together they count `weight` once, however often they are said.

    In a phrase `*` stands for any ending of its word, and `...` for up to four words. What a group with
    `strike` finds is struck out, so that no later group reads it. With `first_words` only the beginning of a
    mail is read, where its purpose stands. A group that is `everyday` shows the purpose of an enquiry. A mail
    in which a group is found gets the group's `tag`.
    """

    meaning: str
    weight: float
    phrases: tuple[str, ...]
    strike: bool = False
    first_words: int = 0
    everyday: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """From `complaint_from` points a mail is a complaint; from `unsure_from` a person reads it.

    A person also reads a mail in which no everyday purpose is found.
    """

    complaint_from: float
    unsure_from: float
    groups: tuple[PhraseGroup, ...]

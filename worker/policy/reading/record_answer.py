"""What a client says of the record that they were asked to check: right, to be corrected, or neither (3.1.4).

Only what is plain counts. Whatever else they write is shown to whoever has the complaint, and stops nothing.
"""

import re
from enum import StrEnum

_CURLY = str.maketrans({"’": "'", "‘": "'", "\xa0": " "})
_LONGEST_YES = 14  # words; who writes more has more to say
_LONGEST = 4000


class RecordAnswer(StrEnum):
    """What the client said of the record."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


_RIGHT = (
    r"(?:right|correct|accurate|fine|ok|okay|perfect|spot on|true|good|as i said(?: it)?|what i said"
    r"|exactly (?:it|right))"
)
_THAT = (
    r"(?:that|this|it|everything|all|all of (?:it|this|that)|what you (?:wrote|have written|sent)"
    r"|the (?:record|statement))"
)
_HOW = r"(?: all| now| quite| absolutely| exactly)*"
_CONFIRMS = (
    r"\[?\S* ?confirm(?:ed)?",
    r"(?:yes|yep|yeah|confirmed|agreed|correct|perfect|spot on|all correct|all good|exactly)",
    rf"(?:yes )?{_THAT}(?:'s| is| looks| sounds| seems| reads){_HOW} {_RIGHT}(?: now| as it is)?",
    rf"(?:yes )?(?:all|looks|sounds)(?: all| now)? {_RIGHT}(?: to me)?(?: now)?",
    (
        r"(?:yes )?you(?:'ve| have) (?:got|written) (?:it|that|this|everything)(?: all)?(?: down)?"
        r" (?:right|correctly)(?: now)?"
    ),
    rf"(?:yes )?i (?:can |hereby )?(?:confirm|agree)(?: (?:that )?{_THAT}(?:(?:'s| is)(?: all)? {_RIGHT})?)?",
    rf"(?:yes )?(?:i am|i'm) happy (?:with|that) {_THAT}(?: is {_RIGHT})?",
)
_AROUND = (
    r"(?:(?:hi|hello|dear)(?: \S+){0,2}|good (?:morning|afternoon)|(?:many )?thanks(?: \S+)?"
    r"|thank you(?: very much)?|cheers|please go ahead|(?:kind |best )?regards)"
)
_YES = re.compile(rf"(?:{'|'.join(_CONFIRMS)})")
_A_NAME = re.compile(r"(?!But|No|Not|Except)[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_SENT_FROM = re.compile(r"^(?:sent from my .*|get outlook for .*|-- ?)$", re.IGNORECASE | re.MULTILINE)
_AROUND_ONLY = re.compile(_AROUND)
_CORRECTS = re.compile(
    r"\b(?:not (?:quite|entirely|exactly|altogether|completely|all)(?: right| correct| accurate)?"
    r"|(?:nearly|almost|mostly|partly)(?: right| correct| there|[:,.])"
    r"|(?:isn't|is not|are not|aren't|wasn't|was not) (?:quite |entirely )?(?:right|correct|accurate|what i said|true)"
    r"|(?:is|are|was|were|got|have|has) (?:\w+ ){0,3}?(?:wrong|incorrect|mistaken)"
    r"|(?:it|that|which|the \w+) (?:was|is|were) (?:[^.!?\n]{1,40}?)(?:,? (?:and )?not )[^.!?\n]{1,60}"
    r"|should (?:be|say|read|have been|have said)"
    r"|please (?:change|correct|amend|add|put)"
    r"|(?:one|two|a few|some|a couple of) (?:small |little )?(?:corrections?|changes?|mistakes?|errors?)"
    r"|i (?:said|told (?:you|him|her|them)|never said|did not say|didn't say|actually said)\b"
    r"|you (?:have )?(?:left out|missed|forgot(?:ten)?|misunderstood|misheard)"
    r"|correction)",
    re.IGNORECASE,
)
_PLAIN_CORRECTION = re.compile(
    r"(?:no|nope|actually|sorry)\b[,:;. ]+(?:but )?(?:it|that|the|i|they|we|my)\b", re.IGNORECASE
)


def record_answer(subject: str, words: str) -> RecordAnswer | None:
    """What these new words of a client say of the record; `subject` is that of the mail, as our button writes it."""
    said = " ".join(words.translate(_CURLY).split())[:_LONGEST]
    if not said:
        button = re.search(r"\] confirm$", subject.strip(), re.IGNORECASE)
        return RecordAnswer.CONFIRMED if button else None
    if _is_yes(words):
        return RecordAnswer.CONFIRMED
    corrects = "?" not in said and (_CORRECTS.search(said) or _PLAIN_CORRECTION.match(said))
    return RecordAnswer.CORRECTED if corrects else None


def _is_yes(words: str) -> bool:
    """Whether every clause is a yes or a courtesy, and one is a yes."""
    plain = _SENT_FROM.sub("", words.translate(_CURLY)).strip()
    if len(plain.split()) > _LONGEST_YES or "?" in plain:
        return False
    parts = [" ".join(part.split()) for part in re.split(r"[.,!;:\n]+|--+| - ", plain) if part.strip()]
    signed = len(parts) > 1 and _A_NAME.fullmatch(parts[-1])
    clauses = [part.casefold() for part in (parts[:-1] if signed else parts)]
    answers = [part for part in clauses if not _AROUND_ONLY.fullmatch(part)]
    return bool(answers) and all(_YES.fullmatch(_without_courtesy(part)) for part in answers)


def _without_courtesy(part: str) -> str:
    return re.sub(rf"^{_AROUND} | {_AROUND}$", "", part)

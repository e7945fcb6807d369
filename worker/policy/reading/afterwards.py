"""What a client says once their complaint is over: that they are not content, that all is well, or something else.

Only the new words count. What is plainly unhappy opens the complaint again, so doubt is not enough for that; and what
is plainly content asks nobody anything, so doubt is not enough for that either (3.1.7.4).
"""

import re
from enum import StrEnum

from worker.policy.reading.dissatisfaction import Judgement, Label


class Afterwards(StrEnum):
    """How a client's words after the end are taken."""

    UNHAPPY = "unhappy"
    DOUBTFUL = "doubtful"
    NOTHING = "nothing to decide"


_CURLY = str.maketrans({"’": "'", "‘": "'", "\xa0": " "})
_LONGEST = 8000

_MOOD = r"(?:ok(?:ay)?|great|lovely|perfect|brilliant|excellent|super|fab|fantastic|wonderful)"
_THANKS = (
    rf"(?:{_MOOD}[ ,!.]*)*(?:(?:many |very many )?thanks|thank you|thx|cheers|ta)"
    r"(?: all| again| both| so much| very much| a lot)*"
    r"(?: for (?:all )?(?:your|the|sorting|closing|putting|letting|getting|dealing|confirming|being|doing|resolving"
    r"|looking|everything|that|this|it)\b[^.!?\n]{0,80})?"
)
_WELL = (
    r"(?:fine|good|great|perfect|sorted|settled|resolved|well|ok(?:ay)?|done|clear|put right|as it should be)"
)
_CONTENT = (
    rf"{_MOOD}(?: {_MOOD})*|noted|understood|received|will do|no worries",
    r"(?:very )?much appreciated|(?:i )?appreciate (?:it|that|your help)",
    (
        r"(?:(?:that|it|this|everything|all)(?:'s| is| has been| looks| seems)?(?: all| now| been| just| both)* )?"
        rf"{_WELL}(?: now| here| thanks| thank you| from my side| for me| with me| by me| again)*"
    ),
    (
        r"(?:(?:i'm|i am|we're|we are) )?(?:very |really |quite |so |more than |perfectly |all )?"
        r"(?:happy|content|pleased|delighted|satisfied|glad)(?: (?:with|about|that|for|to|now)\b[^.!?\n]{0,60})?"
    ),
    (
        r"(?:i have |we have |got )?(?:received|had|got)"
        r"(?: it| the (?:refund|credit|money|cheque|letter|payment))(?: now| today)?"
    ),
    (
        r"(?:there is |i need |we need )?no(?:thing)? (?:further|more|other) (?:action|questions?|complaints?|issues?)"
        r"(?: needed)?|nothing (?:further|more|else)(?: needed| from me)?"
    ),
    r"(?:please )?(?:consider|treat) (?:it|this|the matter|my complaint) (?:as )?closed",
    r"have a (?:good|nice|lovely) \w+|all the best|(?:kind(?:est)?|best|warm|many)? ?(?:regards|wishes)|yours \w+",
    r"(?:hi|hello|dear|good (?:morning|afternoon|evening))(?: \S+){0,3}",
    r"(?:you have|you've|you) (?:all )?(?:been|were) (?:very |really |so |most )?(?:helpful|kind|great|good)",
)
_ALL_WELL = re.compile("|".join((_THANKS, *_CONTENT)))
_A_NAME = re.compile(r"[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2}")
_SENT_FROM = re.compile(r"^(?:sent from my .*|get outlook for .*|-- ?)$", re.IGNORECASE | re.MULTILINE)
_PRAISES = re.compile(
    r"\b(?:thank you so much|very happy|really happy|so happy|delighted|(?:all|now) (?:sorted|resolved|settled)"
    r"|happy with (?:the|how|your|this|that)|(?:has|have) (?:now )?been (?:put right|sorted|resolved|settled|refunded)"
    r"|glad (?:it|that|to))\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:nothing|not|never|no longer|\w+n't|ignor\w+|wast\w+|but|however|unfortunately|although|still|yet|until|only"
    r"|short|wrong|late|lies|lying)\b",
    re.IGNORECASE,
)

_PAID = r"(?:refund|credit|money|cheque|payment|repayment|compensation)"
_DUE = rf"(?:{_PAID}|answer|engineer|correction)s?\b"
_MENDED = r"(?:put right|sorted|resolved|settled|fixed|done)"
_COME = r"(?:come|came|arrived?|paid|turned up|shown up|reached|appeared|been (?:paid|made|sent|received))"
_NOT_PUT_RIGHT = re.compile(
    "|".join(
        (
            rf"\bnot (?:been )?(?:{_MENDED}|over)\b",
            rf"\bnothing (?:has |was |is )?(?:been |ever )?(?:{_MENDED}|changed|happened|paid)\b",
            (
                r"\b(?:i|we) (?:still |really |just |simply )*(?:do not|don't|cannot|can't|can not|won't|will not"
                r"|am not|are not)(?: going to| willing to)? (?:at all )?(?:agree|accept"
                r"|consider (?:it|this|the matter) (?:closed|resolved|settled))\b"
            ),
            r"\b(?:i|we) (?:strongly |completely |totally |utterly |still )*(?:disagree|dispute|reject)\b",
            rf"\b{_DUE}[^.!?\n]{{0,40}}?(?:not|never|n't) (?:yet |actually |ever )*{_COME}\b",
            rf"\b{_PAID}\b[^.!?\n]{{0,20}}? never (?:came|arrived|got|was|turned)\b",
            (
                r"\b(?:it|this|same|problem|mistake|fault|error)\b[^.!?\n]{0,20}?(?:has |have |is |'s )?"
                r"(?:happened|happening|back|wrong) (?:yet )?again\b"
            ),
            r"\bsame (?:problem|mistake|fault|error|thing) (?:is|has) (?:back|come back|happened)\b",
            r"\b(?:far from|anything but) (?:happy|content|satisfied|resolved|sorted|settled)\b",
            r"\b(?:want|like|ask|please|must|wish)\b[^.!?\n]{0,20}\bescalated?\b",
            r"\b(?:want|like|ask|need|demand)\b[^.!?\n]{0,20}\b(?:manager|supervisor|boss)\b",
            r"\b(?:re-?open|open) (?:it|this|my|the|our)(?: complaint| case)?(?: again| up| back)*\b",
        )
    ),
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no need|not necessary|don't need|do not need|please (?:don't|do not)|not asking|needn't|need not"
    r"|rather not)\b[^.!?\n]{0,30}(?:re-?open|open)",
    re.IGNORECASE,
)


def said_afterwards(words: str, judgement: Judgement) -> Afterwards:
    """What these new words come to; `judgement` is of them alone. Who writes nothing has left us something to ask."""
    said = words.translate(_CURLY)[:_LONGEST].strip()
    if said and _is_all_well(said):
        return Afterwards.NOTHING
    if _is_unhappy(said, judgement):
        # Who praises and complains in one mail is read by a person.
        return Afterwards.DOUBTFUL if _praises(said) else Afterwards.UNHAPPY
    enquiry = judgement.label is Label.ENQUIRY and bool(said)
    return Afterwards.NOTHING if enquiry else Afterwards.DOUBTFUL


def _praises(said: str) -> bool:
    clauses = re.split(r"[.,!?;:\n]+| and | but ", said)
    return any(_PRAISES.search(each) and not _TURNS.search(each) for each in clauses)


def _is_unhappy(said: str, judgement: Judgement) -> bool:
    if judgement.label is Label.COMPLAINT:
        return True
    sentences = re.split(r"(?<=[.!?])\s|\n", said)
    return any(
        _NOT_PUT_RIGHT.search(each) and "?" not in each and not _DENIED.search(each) for each in sentences
    )


def _is_all_well(said: str) -> bool:
    """Whether every clause is thanks, contentment or a courtesy, but for a name at the end."""
    if "?" in said:
        return False
    plain = _SENT_FROM.sub("", said).strip()
    parts = [" ".join(part.split()) for part in re.split(r"[.,!;:\n]+|--+| - | and ", plain)]
    clauses = [part for part in parts if part]
    while (
        len(clauses) > 1
        and _A_NAME.fullmatch(clauses[-1])
        and not _ALL_WELL.fullmatch(clauses[-1].casefold())
    ):
        clauses.pop()
    return bool(clauses) and all(map(_is_well, clauses))


def _is_well(clause: str) -> bool:
    plain = clause.casefold()
    turns = _TURNS.search(plain) and not plain.startswith(("nothing further", "nothing more"))
    return bool(_ALL_WELL.fullmatch(plain)) and not turns

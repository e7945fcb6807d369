"""Whether somebody asks for our complaints procedure, and for nothing else (3.1.7.8).

Such a mail opens no complaint. Whatever stands beside the request and is not plainly harmless is left to triage.
"""

import re
from dataclasses import dataclass

from worker.model.client_answer import ClientMeaning
from worker.model.client_phrases import ClientPhrases
from worker.policy.reading.client_answers import read_client_answer
from worker.policy.reading.client_answers.own_words import own_words
from worker.policy.reading.subject import bare

_MAY_ASK = re.compile(r"\b(?:pro+ce+dures?|prosedure|policy|policies|process)\b|\bpost", re.IGNORECASE)
_BY_POST = re.compile(
    r"\b(?:please|could you|can you|would you)\b[^.?!]*\bpost\b|\b(?:by|in the|through the) post\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_HARMLESS = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[\w .']{0,40}"
    r"|(?:many |with )?thanks?\b(?: you)?(?: (?:in advance|very much|a lot|again|for your help))*"
    r"|(?:kind|best|warm)?\s*(?:regards|wishes)|yours (?:sincerely|faithfully|truly)|cheers"
    r"|nothing (?:is|has gone) wrong(?:,? (?:it|this) is (?:only |just )?for .{1,60})?"
    r"|(?:it|this) is (?:only |just )?for (?:an?|our|the|my) [\w -]{1,60}"
    r"|(?:i|we) (?:do not|don't|don’t) (?:want|wish|need) to (?:complain|make a complaint)(?: about anything)?"
    r"|(?:i|we) have no complaints?|(?:it|this) is no(?:t a)? complaint"
    r"|my (?:postal )?address(?: is)?(?:\W.{0,200})?",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"\b(?:i|we|you|my|our|your|me|us|they|he|she|it|not|never|no|nobody|why)\b|n['’]t\b", re.IGNORECASE
)
_ENDS = " .!,?:;-–\t"
_MOST = 15  # sentences: whoever writes more says more than that


@dataclass(frozen=True, slots=True)
class ProcedureRequest:
    """How they want the copy, and whether they say nothing else that anybody would have to read."""

    by_post: bool
    alone: bool


def procedure_request(
    subject: str, words: str, phrases: ClientPhrases, *, after_copy: bool = False
) -> ProcedureRequest | None:
    """The request, or None; `after_copy` says that they answer the letter with the copy, so that a mere post is it."""
    if not _MAY_ASK.search(f"{subject}\n{words}"):
        return None
    above, own = bare(subject).words.strip(_ENDS), own_words(words)
    sentences = [each.strip() for each in _SENTENCES.split(own) if each.strip(_ENDS)]
    asks = _meaning(own, phrases) or _meaning(above, phrases)
    if after_copy and _BY_POST.search(f"{above}.\n{own}"):
        asks = ClientMeaning.POST_PROCEDURE
    if asks is None:
        return None
    alone = len(sentences) <= _MOST and all(
        _is_harmless(each) or _is_request(each, phrases, after_copy=after_copy) for each in sentences
    )
    return ProcedureRequest(asks is ClientMeaning.POST_PROCEDURE, alone)


def _meaning(text: str, phrases: ClientPhrases) -> ClientMeaning | None:
    found = read_client_answer("", text, (), phrases) if text else None
    # Whoever wants more than that besides is not answered with the copy alone.
    asked = found.meaning if found and not found.also else None
    return asked if asked in (ClientMeaning.SEND_PROCEDURE, ClientMeaning.POST_PROCEDURE) else None


def _is_request(sentence: str, phrases: ClientPhrases, *, after_copy: bool) -> bool:
    return bool(_meaning(sentence, phrases) or (after_copy and _BY_POST.search(sentence)))


def _is_harmless(sentence: str) -> bool:
    """A courtesy, what it is for, a name or an address: nothing that anybody says of us."""
    bare = sentence.strip(_ENDS)
    return bool(_HARMLESS.fullmatch(bare)) or (len(bare) <= 120 and not _OF_PEOPLE.search(bare))

"""A subject without what mail programs of several languages, and gateways, put in front of it."""

import re
from dataclasses import dataclass

_ANSWERS = r"(?:re|aw|sv|vs|antw|odp|rif|ref)\s*(?:\[\d+\])?\s*[:\uff1a]"
_TAG = (
    r"(?:[\[({*<]+\s*(?:ext|extern|externe?l?|external(?: (?:e-?mail|sender|message))?|caution|suspicious|spam\??"
    r"|bulk|warning)\s*[\])}*>]+:?|(?:external|extern|ext|caution)\s*:)"
)
# Whoever forwards a mail does not answer it, so that mark stays.
_PUT_BEFORE = re.compile(rf"\s*(?:(?P<answers>{_ANSWERS})|{_TAG})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BareSubject:
    """What was left on one line; `put_before` says that something stood in front, `in_answer` that it was Re: or so."""

    words: str
    put_before: bool
    in_answer: bool


def bare(subject: str) -> BareSubject:
    """The subject as its writer meant it."""
    whole = words = " ".join(subject.split())
    in_answer = False
    while put := _PUT_BEFORE.match(words):
        words, in_answer = words[put.end() :], in_answer or bool(put["answers"])
    return BareSubject(words.strip(), words != whole, in_answer)

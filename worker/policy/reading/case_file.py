"""What an ombudsman's mail says: that they have accepted a complaint about us, and by when they want our file."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from worker.policy.calendar import Calendar
from worker.policy.reading.mentioned_dates import days_ahead

_MOST_READ = 20_000
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_CASE = r"(?:complaint|dispute|case|matter|referral)"
_ACCEPTED = re.compile(
    rf"\b(?:accepted|taken on|registered|opened|logged|started)\b[^.!?]{{0,60}}\b{_CASE}s?\b"
    rf"|\b{_CASE}\b[^.!?]{{0,60}}\b(?:has|have|had|was|is|been|now)\b[^.!?]{{0,20}}"
    r"\b(?:accepted|taken on|opened|registered)\b"
)
_FILE = (
    r"(?:case file|company file|evidence|file|submissions?|side of (?:the|this) (?:complaint|dispute|story))"
)
_ASKS = re.compile(
    rf"\b(?:send|submit|provide|upload|supply|return|forward|need|require|await|expect|let us have)\b"
    rf"[^.!?]{{0,60}}\b{_FILE}\b|\b{_FILE}\b[^.!?]{{0,60}}\b(?:due|required|needed|requested|outstanding|by)\b"
)
_NOT_YET = re.compile(
    r"\b(?:not|cannot|never|unable|declined?|rejected?|refused?|withdrawn|closed|if|whether|once|should|may|might"
    r"|before|until|unless|would|no longer|thank you for|received your|have received the)\b|n't\b"
)
_SPEAKS_OF_TIME = re.compile(
    rf"\b(?:{_FILE}|send|submit|provide|upload|supply|respon\w+|deadline|due|reply)\b"
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10,
    "fourteen": 14, "fifteen": 15, "twenty": 20, "twenty-eight": 28, "twenty eight": 28, "thirty": 30,
}  # fmt: skip
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_WITHIN = re.compile(
    rf"\b(?:within|in|have|allow\w*|given?)(?: the)?(?: next)?(?: you)? (?P<number>\d{{1,3}}|{_NUMBER})"
    r"(?: \(\d{1,3}\))? (?P<kind>calendar |working |business )?(?P<unit>day|week)s?\b"
)


def wants_case_file(text: str) -> bool:
    """Whether they say that they have accepted a complaint about us, or ask for our file; a mere if is neither."""
    return any(_says(each) for each in _sentences(text))


def file_due_on(text: str, received_on: date, calendar: Calendar) -> date | None:
    """The day that they name for it, counted from the London day of arrival; the earliest where they name several."""
    sentences = tuple(_sentences(text))
    of_the_file = [each for each in sentences if _SPEAKS_OF_TIME.search(each)]
    for some in (of_the_file, sentences):
        days = [day for each in some for day in _days(each, received_on, calendar)]
        if days:
            return min(days)
    return None


def _sentences(text: str) -> Iterator[str]:
    for each in _SENTENCES.split(text[:_MOST_READ]):
        plain = " ".join(each.replace("’", "'").casefold().split())
        if plain:
            yield plain


def _says(sentence: str) -> bool:
    """Whether one of the two stands there, with nothing in front of it that takes it back."""
    found = (*_ACCEPTED.finditer(sentence), *_ASKS.finditer(sentence))
    return any(not _NOT_YET.search(sentence[: each.end()]) for each in found)


def _days(sentence: str, received_on: date, calendar: Calendar) -> Iterator[date]:
    yield from days_ahead(sentence, received_on, calendar)
    for found in _WITHIN.finditer(sentence):
        number = _NUMBERS.get(found["number"]) or int(found["number"])
        if not number:
            continue
        if found["unit"] == "week":
            yield received_on + timedelta(weeks=number)
        elif (found["kind"] or "").strip() in ("working", "business"):
            yield calendar.add_working_days(received_on, number)
        else:
            yield received_on + timedelta(days=number)

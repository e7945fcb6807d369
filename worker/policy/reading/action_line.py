"""What a colleague writes behind “action”: what will be done, by when, and by whom (3.1.8.4)."""

import re
from dataclasses import dataclass

from worker.policy.reading.vocabulary import A_NAME_THERE, DATE_WORDS

_WHOM = rf"(?: (?:by|for) {A_NAME_THERE})?"
_FIRST_THE_DATE = re.compile(
    rf"(?P<by>{DATE_WORDS}){_WHOM}(?:\s*:\s*(?P<what>.+))?", re.IGNORECASE | re.DOTALL
)
_FIRST_THE_DEED = re.compile(rf"(?P<what>.+?),? by (?P<by>{DATE_WORDS}){_WHOM}", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What is done, empty where it stands below; the words of the day, and of who does it, empty for nobody named."""

    what: str
    by: str
    whom: str


def action_line(behind: str) -> ActionLine:
    """The words taken apart; where they have neither form, all of them are the day, which they then are not."""
    words = " ".join(behind.split()).strip(" :.")
    found = _FIRST_THE_DATE.fullmatch(words) or _FIRST_THE_DEED.fullmatch(words)
    if found is None:
        return ActionLine("", words, "")
    return ActionLine(found["what"] or "", found["by"], found["name"] or "")

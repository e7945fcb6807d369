"""What a client has told us of the three things that we need to look into a complaint (3.1.9.2)."""

import re
from dataclasses import dataclass

_MOST_READ = 20_000
_MONTH = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
_MONTHS = rf"(?:{_MONTH}|nov(?:ember)?|dec(?:ember)?)"
_WEEKDAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WHEN = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}\b|\b{_MONTHS} \d"
    rf"|\b(?:in|since|from|last|until|by|this) {_MONTHS}\b"
    rf"|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b|\b20\d\d\b|\b(?:on|last|this|since) {_WEEKDAYS}\b"
    r"|\b(?:yesterday|today|this morning|last (?:night|week|month|year))\b|\b(?:days?|weeks?|months?|years?) ago\b"
)
_WHERE = re.compile(
    r"\b(?:account|customer|contract|invoice|bill|policy|meter|site|supply|reference) ?(?:no|nos|number|id|ref)\b"
    r"|\b(?:account|invoice|contract|meter|mpan|mprn|site|reference|ref)[ :#.]*\w*\d{3,}"
    r"|\b(?:mpan|mprn)\b|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\b\d{8,}\b"
    r"|\b(?:at|for) (?:our|my|the) [\w ]{0,30}?(?:site|shop|office|premises|branch|restaurant|warehouse|unit)\b"
)
_OUTCOME = re.compile(
    r"\b(?:i|we)(?:'d| would)? (?:want|like|expect|demand|need|ask|require|insist)\b|\bplease\b"
    r"|\bwant (?:it|this|them|you|our|my|the|an?)\b"
    r"|\b(?:refund\w*|reimburs\w*|compensat\w*|apolog\w*|(?:pay|money) (?:us|me|it|back)|put (?:it|this) right)\b"
    r"|\b(?:you must|you should|should be) \w+"
)


@dataclass(frozen=True, slots=True)
class SaidSoFar:
    """Whether the words say when it happened, which account or site it is about, and what the client would like."""

    when: bool
    where: bool
    outcome: bool


def what_is_told(subject: str, words: str) -> SaidSoFar:
    """What stands in the client's own words and their subject; the first 20,000 characters are read."""
    text = f"{subject}\n{words[:_MOST_READ]}".casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    said = " ".join(text.split())
    return SaidSoFar(
        when=_WHEN.search(said) is not None,
        where=_WHERE.search(said) is not None,
        outcome=_OUTCOME.search(said) is not None,
    )

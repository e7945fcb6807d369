"""What a letter never breaks in two at the end of a line: dates, phone numbers, postcodes and references.

A reference keeps its hyphens, because a hyphen of another kind would be found by no search; a page holds it together.
"""

import re

_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_TOGETHER = re.compile(
    rf"\b(?:{_DAY} )?[0-9]{{1,2}} {_MONTH}\b(?: [0-9]{{4}}\b)?"
    r"|(?<![\w+])\+?[0-9]{2,5}(?: [0-9]{2,6}){1,4}(?![\w])"
    r"|\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}\b"
)
REFERENCE = re.compile(r"\b[A-Z]{2,6}-[0-9]{4}-[0-9]{4,}\b")


def unbroken(words: str, glue: str = "\u00a0") -> str:
    """The words with that glue for each space at which no line may end."""
    return _TOGETHER.sub(lambda whole: whole[0].replace(" ", glue), words)

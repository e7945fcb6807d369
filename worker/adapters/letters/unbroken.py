"""What a letter never breaks in two at the end of a line: dates, phone numbers and postcodes.

References need nothing here: no browser breaks a line at a hyphen in front of a digit (Unicode Standard Annex 14,
LB25), and a hyphen of another kind would be found by no search.
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


def unbroken(words: str, glue: str = "\u00a0") -> str:
    """The words with that glue for each space at which no line may end."""
    return _TOGETHER.sub(lambda whole: whole[0].replace(" ", glue), words)

"""What a colleague may say of one mail in the register: [MAIL-17] new complaint, as the links of our letters do."""

import re
from dataclasses import dataclass
from enum import StrEnum


class MailVerb(StrEnum):
    """What a mail that opened no case is after all; the value is what a colleague writes."""

    NEW_COMPLAINT = "new complaint"
    OWN_COMPLAINT = "my own complaint"
    ADD = "add to"
    NOTHING = "nothing to do"


@dataclass(frozen=True, slots=True)
class MailCommand:
    """The mail of that number in the register is that; `reference` is the case to which it is added, else empty."""

    mail: int
    verb: MailVerb
    reference: str = ""


_SHAPE = re.compile(
    r"(?:.{0,60}:)?\s*\[MAIL-(?P<mail>\d{1,12})\]\s*(?P<verb>[a-z ]+?)"
    r"(?:\s+(?P<reference>[A-Z]{2,6}-\d{4}-\d{4,}))?[\s.!]*",
    re.IGNORECASE,
)


def mail_command(subject: str) -> MailCommand | None:
    """The command that a subject is, or None; what a mail program puts in front, like Re:, does not matter."""
    found = _SHAPE.fullmatch(subject)
    verb = next((each for each in MailVerb if found and found["verb"].casefold().strip() == each), None)
    if found is None or verb is None or (verb is MailVerb.ADD) != bool(found["reference"]):
        return None
    return MailCommand(int(found["mail"]), verb, (found["reference"] or "").upper())


_ANSWER = re.compile(
    r"\W*(?:(?:it|this|that)(?:'s| is)? |please |add |it |to |about )*(?:complaint |case )?"
    r"(?P<reference>(?:[a-z]{2,6}-\d{4}-)?\d{4,})\W*",
    re.IGNORECASE,
)


def which_case(words: str) -> str:
    """The reference that an answer to “which complaint?” names, as it was written, or an empty string."""
    first = next(filter(None, map(str.strip, words.splitlines())), "")
    found = _ANSWER.fullmatch(first)
    return found["reference"].upper() if found else ""


def mail_subject(mail: int, verb: MailVerb, reference: str = "") -> str:
    """The subject by which a colleague says so."""
    return f"[MAIL-{mail}] {verb} {reference}".strip()

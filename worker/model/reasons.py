"""Why something is so, as the log holds it: fixed values and what they are about; policy/reason_words.py says it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StopReason(StrEnum):
    """What stopped a promise."""

    LETTER = "letter sent"
    LETTER_POSTED = "letter posted"
    CLIENT_TOLD = "client told"
    WRITTEN_BY_HAND = "written by hand"
    LETTER_RETURNED = "letter came back"
    ENTRY = "entry"
    DUTY_DONE = "duty done"
    NOT_A_COMPLAINT = "not a complaint"
    PHONED = "client phoned"
    CLIENT_REPLIED = "client replied"
    CLIENT_ACCEPTED = "client accepted"
    CLIENT_DECLINED = "client did not accept"
    CLIENT_ESCALATED = "client asked to escalate"
    NO_REPLY = "client did not reply"
    STARTED_ANEW = "started anew"
    MERGED = "merged"
    KEPT_IN_JOINED = "kept in the complaint that joined"


class WithheldReason(StrEnum):
    """Why no acknowledgement leaves by itself, or why the one that left counts for nothing."""

    NO_SENDER = "no sender"
    PASSED_ON = "passed on by a colleague"
    MAY_BE_FORGED = "may be forged"
    COLLEAGUE = "written by a colleague"
    FORM_NOT_READ = "web form without its labels"
    OWN_ADDRESS = "own address"
    NO_RETURN_PATH = "no return path"
    AUTOMATIC = "mark of automatic mail"
    NOBODY_READS = "nobody reads the address"
    ANSWERS_ELSEWHERE = "answers to another domain"
    MOST_FOR_ADDRESS = "most for one address"
    MOST_FOR_DOMAIN = "most for one domain"
    MOST_IN_ALL = "most in all"
    TOO_LATE = "too late"
    NO_EMAIL_ADDRESS = "no e-mail address"
    NO_EMAIL_WANTED = "no e-mail wanted"
    NOT_WORDED = "not worded for the client"
    ADDRESS_IS_OURS = "e-mail address is ours"
    NOT_ARRIVED = "did not arrive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Why a client has no acknowledgement from us.

    `text` is what the reason is about: who passed the mail on, by which rule it is automatic, what makes it doubtful,
    or the client's telephone number. `on` is the day that is over.
    """

    reason: WithheldReason
    text: str = ""
    on: date | None = None

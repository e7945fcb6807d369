"""What a colleague may write to change something: the names of the verbs, and what may follow them.

All else about a verb, its meaning and its deed, stands in its row in decide/staff_command/verbs.py.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from worker.model.staff_event import ClosureBasis


class Verb(StrEnum):
    """What a colleague can do by mail; the value is what they write."""

    COMPLAINT = "complaint"
    NOT_A_COMPLAINT = "not a complaint"
    ADDRESS_IS_RIGHT = "that address is right"
    PHONED = "phoned"
    EXPLAIN = "explain"
    QUICK = "quick"
    INVESTIGATE = "investigate"
    ESCALATE = "escalate"
    UPDATE = "update"
    UPDATE_BY_PHONE = "update by phone"
    UPDATE_BY_POST = "update by post"
    PROPOSE = "propose"
    DELAY = "delay"
    ANSWER = "answer"
    ANSWER_BY_PHONE = "answer by phone"
    ANSWER_BY_POST = "answer by post"
    DEADLOCK = "deadlock"
    TEXT = "text"
    SEND = "send"
    SEND_AS_IT_IS = "send as it is"
    OFFER_STAYS = "our offer stays open"
    OFFER_ENDS = "our offer no longer stands"
    WAS_UPDATE = "that was an update"
    WAS_PROPOSAL = "that was a proposal"
    WAS_ANSWER = "that was the final answer"
    WAS_ACKNOWLEDGEMENT = "that was the acknowledgement"
    WAS_NOTHING = "that was none of these"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    MICROBUSINESS = "microbusiness"
    DO_NOT_SHARE = "do not share"
    CASE_FILE = "case file"
    CASE_FILE_SENT = "case file sent"
    REMEDY = "remedy"
    REMEDY_DONE = "remedy done"
    ACTION = "action"
    NO_ACTION = "no corrective action"
    ACTION_DONE = "action done"
    REVIEWED = "reviewed"
    PERSONAL_DATA_ANSWERED = "personal data answered"
    PUT_RIGHT = "put right"
    CLOSE = "close"
    TAKE = "take"
    GIVE = "give"
    LEAD = "lead"
    ABOUT = "about"
    ASK_THE_CLIENT = "ask the client"
    CANNOT_OPEN = "cannot open"
    NOTE = "note"
    REMIND = "remind"
    REOPEN = "reopen"
    STAYS_CLOSED = "stays closed"
    MERGE = "merge"
    SPLIT = "split"
    SEPARATE = "separate"
    ADD = "add"
    ISSUE_DATE = "issue date"
    CAUSE = "cause"
    UNRESTRICT = "unrestrict"
    POSTED = "posted"
    SHOW = "show"
    NEW_COMPLAINT = "new complaint"
    UNDO = "undo"
    HELP = "help"


MOST_WORDS = 4
"""Of a line that is no command but is answered as one; a longer line is prose, and a note."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What may follow a verb: its name, an example, and its shape, with groups for a name and a reference.

    Where `answered`, few other words behind the verb are a slip that its writer hears of, and many are prose; else the
    line is no command. `needed` says that the verb alone is not enough; `after_colon` that a colon has to stand
    between, as before free words, which would else be the rest of a sentence.
    """

    called: str
    example: str
    shape: re.Pattern[str]
    answered: bool = True
    needed: bool = True
    after_colon: bool = False

    def may_be(self, words: str, length: int) -> bool:
        """Whether these words, in a line of so many, are meant as the argument."""
        return not words or (self.answered and length <= MOST_WORDS) or bool(self.shape.fullmatch(words))


_A_WEEKDAY = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_A_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_OF_A_DATE = (
    rf"(?:by|on|to|for|until|till|the|of|today|tomorrow|yesterday|{_A_WEEKDAY}|{_A_MONTH}"
    r"|\+?\d+(?:st|nd|rd|th)?|[\d/.-]+)"
)
_DATE = rf"{_OF_A_DATE}(?:,* {_OF_A_DATE})*,*"
DATE_WORDS = _DATE
"""A day, as a colleague may write it."""

A_NAME_THERE = r"(?P<name>[^\s:]+(?: [^\s:]+){0,2})"
"""A name of up to three words, before which it must be known that one comes."""

_NAME = r"(?P<name>\S+(?: \S+){0,2})"
_A_REFERENCE = r"(?:[a-z]{2,6}-\d{4}-)?\d{4,}"
_REFERENCE = rf"(?P<reference>{_A_REFERENCE})"
_OUTCOME = "|".join(ClosureBasis)

NOTHING = Argument("", "", re.compile(r"(?!)"), answered=False, needed=False)
A_DATE = Argument("a date", "+10", re.compile(_DATE))
YES_OR_NO = Argument("yes or no", "yes", re.compile("yes|no"))
AN_OUTCOME = Argument(
    "an outcome", ClosureBasis.RESOLVED, re.compile(rf"(?:as )?(?:{_OUTCOME})(?: mail \d{{1,12}})?")
)
A_DRAFT = Argument(
    "the name of a draft", "", re.compile(r"draft \d{1,12}|m\d\d[a-z]? \d{1,6}"), answered=False, needed=False
)
A_NAME = Argument("a name", "", re.compile(rf"(?:to |for )?{_NAME}"))
A_COLLEAGUE = Argument("a name", "", re.compile(_NAME), answered=False)
FOR_A_NAME = Argument("for a name", "", re.compile(rf"(?:for|to) {_NAME}"), answered=False, needed=False)
A_CASE = Argument(
    "a reference", "0038", re.compile(rf"(?:with |into |to )?(?P<reference>{_A_REFERENCE}|\d{{1,3}})")
)
A_PART = Argument(
    "the number of a mail, or a reference",
    "",
    re.compile(rf"mail \d{{1,12}}|{_REFERENCE}"),
    answered=False,
    needed=False,
)
A_PAST_DATE = Argument("a date", "today", re.compile(_DATE), needed=False)
A_POSTED_LETTER = Argument("a date", "today", re.compile(rf"m\d\d[a-z]?(?: {_DATE})?|{_DATE}"), needed=False)
WHAT_IS_SHOWN = Argument("history, letter or draft", "history", re.compile("history|letter|draft"))
WORDS = Argument("words", "", re.compile(r"(?!(?:for|of|to|and|that) ).+"), needed=False)
WORDS_AFTER_COLON = Argument(
    "words after a colon", "", re.compile(".+"), answered=False, needed=False, after_colon=True
)
_A_MAIL = r"mail \d{1,12}"
A_MAIL = Argument("the number of a mail", "", re.compile(_A_MAIL), answered=False, needed=False)
A_CLIENTS_MAIL = Argument(
    "the number of their mail that confirms it", "", re.compile(_A_MAIL), answered=False, needed=False
)
A_DAY_IN_A_MAIL = Argument(
    "the date that you named", "+10", re.compile(rf"{_DATE}(?: {_A_MAIL})?|{_A_MAIL}"), needed=False
)
BY_WHOM_AND_WHEN = Argument(
    "a date, or what by when for whom",
    "+10",
    re.compile(rf"(?:{_DATE}|.+ by {_DATE})(?: (?:by|for) {A_NAME_THERE})?(?:\s*:.+)?", re.DOTALL),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A verb as it is read: also by its aliases, and with what may follow it.

    `at_once` says that what a plain sentence means by it may be done and said back: it can be undone, and reaches no
    client. Other verbs are asked back unless they are the whole line, or answer a question of ours.
    """

    verb: Verb
    aliases: tuple[str, ...] = ()
    argument: Argument = NOTHING
    at_once: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that may be written for it."""
        return (self.verb, *self.aliases)


Vocabulary = tuple[Word, ...]


_BEFORE_A_NAME = {Verb.COMPLAINT: "for", Verb.ESCALATE: "to"}


def written(verb: Verb, argument: str) -> str:
    """The verb and its argument as the line that is read again as just that."""
    front = _BEFORE_A_NAME.get(verb, "")
    bare = argument and front and not argument.startswith(("for ", "to "))
    return f"{verb} {front} {argument}" if bare else f"{verb} {argument}".strip()

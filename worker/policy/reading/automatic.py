"""Recognising mail that a machine wrote or marked (RFC 3834): it is never answered, and always recorded.

A marker alone proves little, because a client's own mail system may set it on a real complaint. So a mail is
`certain` only when its form proves it (a report) or when two different signs agree, for example a marker and
the subject of an absence notice. Lists, newsletters and notifications by programs are never certain by their
markers: a client's mail may carry all of those.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from worker.model.mail import DeliveryKind, Message
from worker.policy.reading import automatic_words as words

_ENOUGH_OF_A_REPORT = 4000
_ENOUGH_OF_A_LETTER = 800


class AutomaticKind(StrEnum):
    """What an automatic mail is for."""

    BOUNCE = "bounce"
    DELAY = "delay"
    DELIVERED = "delivered"
    FEEDBACK = "feedback"
    RECEIPT = "receipt"
    CHALLENGE = "challenge"
    VACATION = "vacation"
    CALENDAR = "calendar"
    LIST = "list"
    NEWSLETTER = "newsletter"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Automatic:
    """Why a mail is not answered; where it is not `certain`, a complaint in it is still a complaint.

    `marked` says that a header names the kind, and not only what a person could have written too.
    """

    kind: AutomaticKind
    rule: str
    certain: bool
    marked: bool = False


class Sign(Enum):
    """Where a rule looks: `FORM` proves its kind alone, of the others two must agree.

    A `HINT` in the subject counts only beside another sign, a `BODY` only confirms, a `TEXT` is words that
    hardly any person writes.
    """

    FORM = auto()
    HEADER = auto()
    SENDER = auto()
    SUBJECT = auto()
    TEXT = auto()
    HINT = auto()
    BODY = auto()


_WRITTEN = frozenset({Sign.TEXT, Sign.BODY})
Test = Callable[[Message], bool]


@dataclass(frozen=True, slots=True)
class MarkRule:
    """One named way to recognise one kind of automatic mail."""

    name: str
    kind: AutomaticKind
    sign: Sign
    holds: Test


def automatic(message: Message) -> Automatic | None:
    """The kind and the first rule in the order of the table, or None for a person's mail.

    A sign in the body only confirms: people, too, write that they are out of the office.
    """
    held = [rule for rule in RULES if rule.sign is not Sign.BODY and rule.holds(message)]
    if not held:
        return None
    confirmed = [rule for rule in RULES if rule.sign is Sign.BODY and rule.holds(message)]
    found = _without_lone_hints(held, confirmed)
    if not found:
        return None
    first = found[0]
    kind = _delivery(message) if first.kind is AutomaticKind.BOUNCE else first.kind
    marked = any(rule.kind is first.kind and rule.sign is Sign.HEADER for rule in found)
    return Automatic(kind, first.name, _certain(first.kind, [*found, *confirmed]), marked)


def _without_lone_hints(held: list[MarkRule], confirmed: list[MarkRule]) -> list[MarkRule]:
    """The rules that hold; a hint only where another rule or the words of its kind agree."""
    others = any(rule.sign is not Sign.HINT for rule in held)
    kinds = {rule.kind for rule in confirmed}
    return [rule for rule in held if rule.sign is not Sign.HINT or others or rule.kind in kinds]


def _certain(kind: AutomaticKind, found: list[MarkRule]) -> bool:
    """A form, or two different signs; subject and text are one sign, because a person may write both."""
    signs = [rule.sign for rule in found if rule.kind is kind and rule.sign is not Sign.HINT]
    own = {Sign.SUBJECT if sign in _WRITTEN else sign for sign in signs}
    if Sign.FORM in own:
        return True
    if kind in (AutomaticKind.LIST, AutomaticKind.NEWSLETTER, AutomaticKind.MACHINE):
        return False
    marked = any(rule.kind is AutomaticKind.MACHINE and rule.sign is Sign.HEADER for rule in found)
    return len(own | {Sign.HEADER} if marked else own) > 1


def _delivery(message: Message) -> AutomaticKind:
    """Bounce, delay or delivered: the report's own lines decide, then the subject (RFC 3464 2.3.3)."""
    kinds = {notice.kind for notice in message.delivery_notices}
    if DeliveryKind.FAILED in kinds:
        return AutomaticKind.BOUNCE
    if DeliveryKind.DELAYED in kinds or words.DELAYED_SUBJECT.search(message.subject):
        return AutomaticKind.DELAY
    if DeliveryKind.DELIVERED in kinds or words.DELIVERED_SUBJECT.match(message.subject):
        return AutomaticKind.DELIVERED
    return AutomaticKind.BOUNCE


def _has(names: Collection[str]) -> Test:
    return lambda message: any(name in names for name, _ in message.headers)


def _lists(name: str, *values: str) -> Test:
    """The header's list of words holds one of these; case, order and separators do not matter."""
    return lambda message: any(words.listed(value).intersection(values) for value in message.header_all(name))


def _submitted(*keywords: str) -> Test:
    return lambda message: any(words.keyword(v) in keywords for v in message.header_all("auto-submitted"))


def _report(kind: str) -> Test:
    squeeze = str.maketrans("", "", "\"' \t")
    return lambda message: f"report-type={kind}" in message.header("content-type").lower().translate(squeeze)


def _typed(content_type: str) -> Test:
    return lambda message: message.content_type == content_type


def _subject(pattern: re.Pattern[str]) -> Test:
    return lambda message: pattern.match(message.subject) is not None


def _sender(pattern: re.Pattern[str]) -> Test:
    return lambda message: pattern.search(message.from_text) is not None


def _body(pattern: re.Pattern[str], length: int) -> Test:
    return lambda message: pattern.search(message.text[:length]) is not None


def _opening(message: Message) -> str:
    """The sender's own first words: nothing quoted, and none in a mail that is passed on."""
    if words.PASSED_ON.match(message.subject):
        return ""
    return words.QUOTATION.split(message.text[:_ENOUGH_OF_A_LETTER], maxsplit=1)[0]


def _opens(pattern: re.Pattern[str]) -> Test:
    return lambda message: pattern.search(_opening(message)) is not None


def _absence(message: Message) -> bool:
    """Away, and what only a notice for everybody says beside it; or away, thanks, and when they are back."""
    text = _opening(message)
    if not words.AWAY.search(text):
        return False
    return bool(words.IN_ABSENCE.search(text) or (words.THANKS.search(text) and words.RETURN.search(text)))


def _delivery_notices(message: Message) -> bool:
    return bool(message.delivery_notices) and not words.ANSWERED.match(message.subject)


def _passed_on_notices(message: Message) -> bool:
    return bool(message.delivery_notices) and words.ANSWERED.match(message.subject) is not None


def _refused(message: Message) -> bool:
    return bool(message.delivery_notices) and _report("disposition-notification")(message)


def _report_as_text(message: Message) -> bool:
    return not message.from_text and "message/delivery-status" in message.text.lower()


def _null_return_path(message: Message) -> bool:
    return any(value.strip() == "<>" for value in message.header_all("return-path"))


def _calendar_attached(message: Message) -> bool:
    return any(attachment.content_type == "text/calendar" for attachment in message.attachments)


_K, _S = AutomaticKind, Sign

RULES: tuple[MarkRule, ...] = (
    MarkRule("spam report (RFC 5965)", _K.FEEDBACK, _S.FORM, _report("feedback-report")),
    MarkRule("spam report without a form", _K.FEEDBACK, _S.FORM, _subject(words.FEEDBACK_SUBJECT)),
    MarkRule("spam report of Hotmail", _K.FEEDBACK, _S.FORM, _has({"x-hmxmroriginalrecipient"})),
    MarkRule("a mail program unsubscribes", _K.FEEDBACK, _S.FORM, _has({"x-apple-unsubscribe"})),
    MarkRule("mail refused by a receipt (RFC 5429)", _K.BOUNCE, _S.FORM, _refused),
    MarkRule("read receipt (RFC 8098)", _K.RECEIPT, _S.FORM, _report("disposition-notification")),
    MarkRule("subject of a read receipt", _K.RECEIPT, _S.SUBJECT, _subject(words.RECEIPT_SUBJECT)),
    MarkRule("words of a read receipt", _K.RECEIPT, _S.BODY, _body(words.RECEIPT_BODY, _ENOUGH_OF_A_REPORT)),
    MarkRule("delivery report (RFC 3464)", _K.BOUNCE, _S.FORM, _report("delivery-status")),
    MarkRule("delivery report that became text", _K.BOUNCE, _S.FORM, _report_as_text),
    # A person may quote such lines when they complain that their mail did not reach us.
    MarkRule("lines of a delivery report", _K.BOUNCE, _S.TEXT, _delivery_notices),
    MarkRule("delivery report that was passed on", _K.BOUNCE, _S.HINT, _passed_on_notices),
    MarkRule("X-Failed-Recipients", _K.BOUNCE, _S.HEADER, _has({"x-failed-recipients"})),
    MarkRule("mail system as sender", _K.BOUNCE, _S.SENDER, _sender(words.BOUNCE_SENDER)),
    MarkRule("subject of a bounce", _K.BOUNCE, _S.SUBJECT, _subject(words.BOUNCE_SUBJECT)),
    MarkRule("subject that may be a bounce's", _K.BOUNCE, _S.HINT, _subject(words.MAYBE_BOUNCE_SUBJECT)),
    MarkRule("words of a bounce", _K.BOUNCE, _S.BODY, _body(words.BOUNCE_BODY, _ENOUGH_OF_A_REPORT)),
    MarkRule("marked as a challenge", _K.CHALLENGE, _S.HEADER, _has(words.CHALLENGE_HEADERS)),
    MarkRule("challenge service as sender", _K.CHALLENGE, _S.SENDER, _sender(words.CHALLENGE_SENDER)),
    MarkRule("subject of a challenge", _K.CHALLENGE, _S.SUBJECT, _subject(words.CHALLENGE_SUBJECT)),
    MarkRule("opening of a challenge", _K.CHALLENGE, _S.TEXT, _opens(words.CHALLENGE_TEXT)),
    MarkRule("words of a challenge", _K.CHALLENGE, _S.BODY, _body(words.CHALLENGE_BODY, _ENOUGH_OF_A_REPORT)),
    MarkRule("Auto-Submitted: auto-replied (RFC 3834)", _K.VACATION, _S.HEADER, _submitted("auto-replied")),
    MarkRule(
        "Precedence: auto_reply", _K.VACATION, _S.HEADER, _lists("precedence", "auto_reply", "auto-reply")
    ),
    MarkRule("marked as an automatic reply", _K.VACATION, _S.HEADER, _has(words.REPLY_HEADERS)),
    MarkRule("X-Apple-Action: VACATION", _K.VACATION, _S.HEADER, _lists("x-apple-action", "vacation")),
    MarkRule("subject of an automatic reply", _K.VACATION, _S.SUBJECT, _subject(words.VACATION_SUBJECT)),
    MarkRule("subject of an absence notice", _K.VACATION, _S.SUBJECT, _subject(words.ABSENCE_SUBJECT)),
    MarkRule("opening of an automatic reply", _K.VACATION, _S.TEXT, _opens(words.AUTOMATIC_TEXT)),
    MarkRule("opening of an absence notice", _K.VACATION, _S.TEXT, _absence),
    MarkRule(
        "words of an automatic reply", _K.VACATION, _S.BODY, _body(words.VACATION_BODY, _ENOUGH_OF_A_LETTER)
    ),
    MarkRule("calendar message (RFC 6047)", _K.CALENDAR, _S.FORM, _typed("text/calendar")),
    MarkRule("subject of a calendar message", _K.CALENDAR, _S.SUBJECT, _subject(words.CALENDAR_SUBJECT)),
    MarkRule("calendar file", _K.CALENDAR, _S.HEADER, _calendar_attached),
    MarkRule("report about TLS (RFC 8460)", _K.MACHINE, _S.FORM, _report("tlsrpt")),
    MarkRule("report of a program", _K.MACHINE, _S.FORM, _subject(words.MACHINE_SUBJECT)),
    MarkRule("mailing list (RFC 2919, RFC 2369)", _K.LIST, _S.HEADER, _has(words.LIST_HEADERS)),
    MarkRule("Precedence: list", _K.LIST, _S.HEADER, _lists("precedence", "list")),
    MarkRule("Precedence: bulk or junk", _K.NEWSLETTER, _S.HEADER, _lists("precedence", "bulk", "junk")),
    MarkRule("List-Unsubscribe (RFC 2369)", _K.NEWSLETTER, _S.HEADER, _has(words.BULK_HEADERS)),
    MarkRule(
        "Auto-Submitted (RFC 3834)", _K.MACHINE, _S.HEADER, _submitted("auto-generated", "auto-notified")
    ),
    MarkRule(
        "X-Auto-Response-Suppress",
        _K.MACHINE,
        _S.HEADER,
        _lists("x-auto-response-suppress", *words.NO_ANSWER),
    ),
    MarkRule("null return path (RFC 5321 4.5.5)", _K.MACHINE, _S.HEADER, _null_return_path),
    MarkRule("report of an unknown kind", _K.MACHINE, _S.HEADER, _typed("multipart/report")),
    MarkRule("marked as written by a program", _K.MACHINE, _S.HEADER, _has(words.MACHINE_HEADERS)),
    MarkRule("sender that nobody reads", _K.MACHINE, _S.SENDER, _sender(words.MACHINE_SENDER)),
)

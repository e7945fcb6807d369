"""Reading the mail in which the website's form reports what a client wrote (3.1.3).

The form writes each field behind its label. All of it comes from a stranger, so nothing in it is proven, and the
client's own words must not pass for a field: above the message the first line with a label counts; below its label
everything is the message, but for lines at the very end that name, once, a field that is missing above.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worker.model.mail import Address, Message
from worker.model.office import WebForm
from worker.policy.reading.written_address import one_address

_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FormNotice:
    """What a client wrote into the website's form; a field that it lacks is empty.

    `client` is known only where the form names exactly one address that mail can be sent to. `text` is the client's
    message, or the whole mail where no message can be told from the rest.
    """

    client: Address | None
    text: str
    subject: str = ""
    name: str = ""
    phone: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that begins with the label of `field`; `value` is what follows the label."""

    place: int
    field: str
    value: str


def read_form(message: Message, form: WebForm) -> FormNotice | None:
    """What the form reports, or None for any other mail; whether the sender is proven is the caller's question."""
    if message.sender is None or message.sender.email not in form.senders:
        return None
    lines = message.text.split("\n")
    labelled = _labelled(lines, form)
    if not any(each.field in ("email", "message") for each in labelled):
        return None
    taken = _taken(labelled, lines)
    values = {field: _value(each, lines, labelled) for field, each in taken.items() if field != "message"}
    name = _one_line(values.get("name", "").partition("<")[0].strip(' "'))
    return FormNotice(
        client=_client(values.get("email", ""), name, form),
        text=_message(taken, lines) or message.text,
        subject=_one_line(values.get("subject", "")),
        name=name,
        phone=_one_line(values.get("phone", "")),
        company=_one_line(values.get("company", "")),
    )


def _labelled(lines: Sequence[str], form: WebForm) -> tuple[_Line, ...]:
    """The lines that begin with a label; where none names an address, those of a table without bars too."""
    apart = _beginning_with_labels(lines, form, r"[:|\t]")
    if any(each.field == "email" for each in apart):
        return apart
    table = _beginning_with_labels(lines, form, r"[:|\t ]")
    top = next((each.place for each in table if each.field in ("name", "email")), 0)
    is_table = any(
        each.field == "email" and each.value and one_address(each.value) == each.value.lower()
        for each in table
    )
    return tuple(each for each in table if each.place >= top) if is_table else apart


def _beginning_with_labels(lines: Sequence[str], form: WebForm, mark: str) -> tuple[_Line, ...]:
    """The lines that are a label, alone or with a mark and a value behind it."""
    patterns = {field: _pattern(label, mark) for field, label in _labels(form).items()}
    return tuple(
        _Line(place, field, (found[1] or "").lstrip(" \t|*_").rstrip(" \t|"))
        for place, line in enumerate(lines)
        for field, pattern in patterns.items()
        if (found := pattern.fullmatch(line.rstrip()))
    )


def _labels(form: WebForm) -> Mapping[str, str]:
    return {
        "name": form.name_label,
        "email": form.email_label,
        "phone": form.phone_label,
        "company": form.company_label,
        "subject": form.subject_label,
        "message": form.message_label,
    }


def _pattern(label: str, mark: str) -> re.Pattern[str]:
    words = r"\s".join(re.escape(word) for word in label.rstrip(": ").split())
    return re.compile(
        rf"[\s|*_]{{0,9}}{words} ?(?:\(required\)|\*)?[*_ ]{{0,3}}(?:{mark}(.*))?", re.IGNORECASE
    )


def _taken(labelled: Sequence[_Line], lines: Sequence[str]) -> dict[str, _Line]:
    """The line that counts for each field: the first above the message, or the only one at the very end."""
    start = next((each.place for each in labelled if each.field == "message"), len(lines))
    end = _end_of_words(labelled, lines)
    taken: dict[str, _Line] = {}
    for field in {each.field for each in labelled}:
        above = [each for each in labelled if each.field == field and each.place <= start]
        below = [each for each in labelled if each.field == field and each.place > start]
        if above:
            taken[field] = above[0]
        elif len(below) == 1 and below[0].place >= end:
            taken[field] = below[0]
    return taken


def _end_of_words(labelled: Sequence[_Line], lines: Sequence[str]) -> int:
    """The place from which there are only lines with labels."""
    labels = {each.place for each in labelled}
    words = (place for place in reversed(range(len(lines))) if lines[place].strip() and place not in labels)
    return next(words, -1) + 1


def _value(line: _Line, lines: Sequence[str], labelled: Sequence[_Line]) -> str:
    """What follows the label, or else on the next line that is not empty and not another label."""
    if line.value:
        return line.value
    labels = {each.place for each in labelled}
    below = range(line.place + 1, len(lines))
    place = next((place for place in below if lines[place].strip(" \t|")), line.place)
    return "" if place in labels else lines[place].strip(" \t|")


def _message(taken: Mapping[str, _Line], lines: Sequence[str]) -> str:
    """The client's words: everything from the label on but the lines that count as another field."""
    if "message" not in taken:
        return ""
    first = taken["message"]
    fields = {each.place for each in taken.values()}
    words = (lines[place] for place in range(first.place + 1, len(lines)) if place not in fields)
    return "\n".join((first.value, *words)).strip()


def _client(value: str, name: str, form: WebForm) -> Address | None:
    """The one address in the value; None for several, for what is none, and for the form's own."""
    email = one_address(value)
    if not email or email in form.senders:
        return None
    return Address(email, "" if "@" in name else name)


def _one_line(value: str) -> str:
    return " ".join(value.split())[:_LONGEST_LINE].strip()

"""Reading what a colleague writes down for a client who phoned, wrote or came in (3.1.3, 3.1.4).

They write lines with labels into a mail with such a subject, or behind the labels of the form that we sent them; then
each line may stand in a quote. What matters is what the client told us; every other line may be missing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from worker.model.entry import Channel
from worker.model.mail import Address
from worker.model.office import Person
from worker.policy.calendar import Calendar
from worker.policy.reading.commands import references
from worker.policy.reading.spoken_time import spoken_time
from worker.policy.reading.told_in_prose import Prose
from worker.policy.reading.written_address import one_address

_LONGEST_LINE = 200
_LONGEST_TOPIC = 70
_LONGEST_SUBJECT = 300
_LONGEST_ADDRESS = 400

_NAMES = MappingProxyType(
    {
        Channel.TELEPHONE: ("Phone complaint", "When they called"),
        Channel.POST: ("Post complaint", "When it arrived"),
        Channel.IN_PERSON: ("Personal complaint", "When they came"),
    }
)
_SUBJECT = re.compile(
    r"\s*(?P<answer>(?:(?:re|aw|sv|antw|odp)\s*:\s*)*)(?P<before>.*?)"
    r"\b(?P<channel>phone|telephone|post|postal|personal) complaint\b(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CHANNELS = MappingProxyType(
    {
        "phone": Channel.TELEPHONE,
        "telephone": Channel.TELEPHONE,
        "post": Channel.POST,
        "postal": Channel.POST,
        "personal": Channel.IN_PERSON,
    }
)
_LABELS = MappingProxyType(
    {
        "client": r"client(?:['’]?s)?(?: name)?|name(?: of (?:the )?client)?|caller",
        "business": r"business(?: name)?|company(?: name)?",
        "email": r"e-?mail(?: address)?",
        "phone": r"(?:tele)?phone(?: (?:number|no\.?))?|tel\.?|mobile",
        "address": r"(?:postal |post )?address(?: of (?:the )?client)?",
        "when": r"when (?:they|it|he|she|we) (?:called|rang|phoned|came(?: in)?|arrived|wrote|told us|got it)|"
        r"(?:date|time)(?: and time)?(?: of (?:the )?call)?|when",
        "words": r"what (?:they|he|she) (?:told us|said|wrote)|complaint",
        "wants": r"what (?:they|he|she) wants?",
        "microbusiness": r"micro-? ?business",
        "may_email": r"may we e-?mail (?:them|him|her)|can we e-?mail (?:them|him|her)",
    }
)
_SHOWN = MappingProxyType(
    {
        "client": "Client",
        "business": "Business",
        "email": "Email",
        "phone": "Phone",
        "address": "Address",
        "when": "",
        "words": "What they told us",
        "wants": "What they want",
        "microbusiness": "Microbusiness (yes, no, do not know)",
        "may_email": "May we email them (yes, no)",
    }
)
_OF_MANY_LINES = ("words", "wants", "address")
_YES_OR_NO = ("microbusiness", "may_email")
_BEFORE = r"[\s>|*_•·-]*"
_PATTERNS = MappingProxyType(
    {
        name: re.compile(
            rf"{_BEFORE}(?:{label})\s?(?:\([^()]*\))?\s?[*_]{{0,3}}\s?(?:[:?|\t][:\s]*[*_]{{0,3}}(?P<value>.*))?",
            re.IGNORECASE | re.DOTALL,
        )
        for name, label in _LABELS.items()
    }
)
_QUOTED = re.compile(r"(?:\s?>)+ ?")
_CLOSING = re.compile(
    r"--+|sent from my .{1,40}|get outlook for .{1,20}|(?:thanks|thank you|many thanks|cheers)[,.!]?|"
    r"(?:(?:kind(?:est)?|best|warm|many thanks and) )?(?:regards|wishes)[,.]?",
    re.IGNORECASE,
)
_YES = re.compile(r"\W*(?:yes|y|yep|ok|okay|sure|no problem|fine)\b", re.IGNORECASE)
_NOT_KNOWN = re.compile(
    r"\W*(?:not (?:known|sure|asked)|no idea|unknown|\?|(?:i )?(?:do not|don['’]?t) know)", re.IGNORECASE
)
_NO = re.compile(r"\W*n\b|\b(?:no|not|nope|never|don['’]?t|post only|by post)\b|n['’]t\b", re.IGNORECASE)
_ANSWERS = (_YES, _NOT_KNOWN, _NO)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbalReport:
    """A complaint as a colleague wrote it down; a line that is missing is empty, and without `words` there is none yet.

    `told_at` (aware UTC) is None where no readable time was given. `client` has an empty address where none was given
    that mail can be sent to. `in_prose` says that the words are the colleague's own about the client.
    `microbusiness` is None where it is not known. `lines` is all that was filled in.
    """

    channel: Channel
    taken_by: Person
    client: Address
    business: str
    phone: str
    address: str
    when: str
    told_at: datetime | None
    words: str
    wants: str
    microbusiness: bool | None
    may_email: bool
    in_prose: bool = False
    lines: Mapping[str, str] = field(repr=False)

    @property
    def name(self) -> str:
        """Who complained, for a colleague's eyes."""
        return self.client.name or self.business or self.client.email or "a client without a name"

    @property
    def topic(self) -> str:
        """The beginning of what they told us, as a subject."""
        first = " ".join(self.words.split("\n", 1)[0].split())
        if len(first) <= _LONGEST_TOPIC:
            return first
        return f"{first[:_LONGEST_TOPIC].rpartition(' ')[0] or first[:_LONGEST_TOPIC]} …"


def verbal_channel(subject: str) -> Channel | None:
    """How the client told us, where a mail with this subject writes down a complaint; None for any other mail.

    A new mail begins with the words; in an answer they may stand anywhere. What names a case of ours is about that.
    """
    found = _SUBJECT.fullmatch(subject[:_LONGEST_SUBJECT])
    if found is None or references(subject):
        return None
    if not found["answer"] and (found["before"].strip() or not _ends_there(found["after"])):
        return None
    return _CHANNELS[found["channel"].lower()]


def _ends_there(after: str) -> bool:
    """Whether nothing follows that makes another sentence of it: a name or a mark may."""
    return not re.match(r"s?\s+(?:procedure|process|form|about|is|was|has|list|to)\b", after, re.IGNORECASE)


def read_verbal_report(
    channel: Channel, taken_by: Person, text: str, now: datetime, calendar: Calendar
) -> VerbalReport:
    """What the lines say that this colleague wrote in a mail, which arrived at `now` (aware)."""
    lines = _filled_in(text)
    when = lines.get("when", "")
    name = _one_line(lines.get("client", "").partition("<")[0].strip(' "'))
    return VerbalReport(
        channel=channel,
        taken_by=taken_by,
        client=Address(
            one_address(lines.get("email", "") or lines.get("client", "")), "" if "@" in name else name
        ),
        business=_one_line(lines.get("business", "")),
        phone=_one_line(lines.get("phone", "")),
        address=lines.get("address", "")[:_LONGEST_ADDRESS],
        when=_one_line(when),
        told_at=spoken_time(when, now, calendar),
        words=lines.get("words", ""),
        wants=lines.get("wants", ""),
        microbusiness=_yes_or_no(lines.get("microbusiness", "")),
        may_email=_yes_or_no(lines.get("may_email", "")) is not False,
        lines=lines,
    )


def read_prose(prose: Prose, taken_by: Person, text: str, now: datetime, calendar: Calendar) -> VerbalReport:
    """The same out of what a colleague told in their own words in a mail, which arrived at `now` (aware)."""
    at = re.sub(r"^at (\d{1,2})$", r"\1.00", prose.when)
    when = at if spoken_time(at, now, calendar) else ""
    read = {
        "client": prose.client,
        "business": prose.business,
        "email": prose.email,
        "phone": prose.phone,
        "address": prose.address,
        "when": when,
        "words": text.strip(),
        "wants": prose.wants,
    }
    lines = "\n".join(f"{_SHOWN[key] or 'When'}: {value}" for key, value in read.items() if value)
    told = read_verbal_report(prose.channel, taken_by, lines, now, calendar)
    # What they want stands in the words already.
    return replace(told, in_prose=True, words=text.strip(), wants="")


def missing(told: VerbalReport) -> str:
    """The lines that nobody has filled in and that somebody will want, for the colleague to answer with.

    Where they told it in prose it is the whole form: what the client will read has yet to be worded.
    """
    if told.in_prose:
        return form(told.channel, told.lines)[1]
    reachable = told.client.email and told.may_email
    wanted = {
        "client": not told.client.name and not told.business,
        "email": not told.client.email and told.may_email,
        "phone": not told.phone,
        "address": not reachable and not told.address,
        "microbusiness": "microbusiness" not in told.lines,
    }
    return "\n".join(f"{_SHOWN[key]}:" for key, is_wanted in wanted.items() if is_wanted)


def form(channel: Channel, filled: Mapping[str, str]) -> tuple[str, str]:
    """The name of the form, which its answers bear in their subject, and its lines with what was filled in so far."""
    name, when = _NAMES[channel]
    shown = {**_SHOWN, "when": when}
    return name, "\n".join(f"{label}: {filled.get(key, '')}".rstrip() for key, label in shown.items())


def _filled_in(text: str) -> dict[str, str]:
    """The lines that have something behind or below their label; a label counts once."""
    values: dict[str, list[str]] = {}
    current = ""
    for line in _without_quote_marks(text):
        name, value = _labelled(line)
        if name and (name not in values or not value):
            current = "" if name in values and any(values[name]) else name
            values.setdefault(name, [])
        else:
            name, value = current, line
        if current:
            values[current].append(value.strip())
    return {name: filled for name, lines in values.items() if (filled := _value(name, lines))}


def _without_quote_marks(text: str) -> Iterator[str]:
    for line in text.replace("\xa0", " ").split("\n"):
        found = _QUOTED.match(line)
        yield (line[found.end() :] if found else line).rstrip()


def _labelled(line: str) -> tuple[str, str]:
    """The field whose label the line begins with and what follows it, or nothing."""
    for name, pattern in _PATTERNS.items():
        found = pattern.fullmatch(line)
        if found:
            return name, (found["value"] or "").strip(" \t|")
    return "", ""


def _value(name: str, lines: list[str]) -> str:
    """What counts of the lines that belong to a label, the first of which follows it."""
    end = next((place for place, line in enumerate(lines) if _CLOSING.fullmatch(line)), len(lines))
    if name in _OF_MANY_LINES:
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines[:end])).strip()
    value = next(filter(None, lines[:end]), "")
    # Below the last label of our form its foot may stand.
    is_foot = name in _YES_OR_NO and not lines[0] and not any(each.match(value) for each in _ANSWERS)
    return "" if is_foot else value


def _yes_or_no(value: str) -> bool | None:
    if not value or _NOT_KNOWN.match(value):
        return None
    if _YES.match(value):
        return True
    return False if _NO.search(value) else None


def _one_line(value: str) -> str:
    return " ".join(value.split())[:_LONGEST_LINE].strip()

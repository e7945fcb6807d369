"""A reply in which references, dates and names are replaced by marks, so that phrases can be held against it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from worker.model.office import People, Person
from worker.policy.reading.staff_lines.names import plain_name, short_names, spoken_names, who

CASE, DATE, NAME, HEAD, CLIENT = "zcase", "zdate", "zname", "zhead", "zclient"
SUPPLIER, PAST = "zsupplier", "zpast"

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TH = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,? 20\d\d)?"
DATES = (
    rf"(?:{_WEEKDAY},? )?(?:the )?{_TH} (?:of )?{_MONTH}\b{_YEAR}",
    rf"(?:{_WEEKDAY},? )?{_MONTH} {_TH}\b{_YEAR}",
    rf"(?:{_WEEKDAY},? )?\d{{1,2}}[/.]\d{{1,2}}(?:[/.](?:20)?\d\d)?(?![\d%p])",
    r"20\d\d-\d\d-\d\d",
    rf"(?:{_WEEKDAY},? )?the \d{{1,2}}(?:st|nd|rd|th)\b",
    rf"{_WEEKDAY} {_TH}\b",
    rf"(?:next |this |on )?{_WEEKDAY}\b",
    r"tomorrow\b",
    r"yesterday\b",
    r"today\b",
    r"\+ ?\d{1,3}\b(?: working days)?",
)
_DATE = re.compile(rf"(?<![\w\u00a3/.])(?:{'|'.join(DATES)})", re.IGNORECASE)
_CASE = re.compile(
    r"\[?\b[A-Z]{2,6}-\d{4}-\d{4,}\b\]?|(?<![\w\u00a3./+-])#?0\d{3}\b(?![ -]?\d)(?![./]\d)", re.IGNORECASE
)
_SHORT_CASE = re.compile(
    r"(\b(?:(?:duplicate|dupe|dup|copy|repeat) of|same (?:\w+ )?as"
    r"|(?:merge|join|combine)d? (?:\w+ )?(?:with|to|into)) #?)"
    r"(\d{1,3})(?=\W*$|[.,;!]\s| please\b| again\b)",
    re.IGNORECASE | re.MULTILINE,
)
_YESTERDAY = "yesterday"
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Mx)\.? [A-Z][\w'-]+")
_A_DATE_AT_ALL = re.compile(r"(?:next |this |on )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """The text with its marks, and what each of them stood for."""

    text: str
    cases: tuple[str, ...]
    dates: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Colleagues' and sections' names as a pattern, those of heads, and those that are words unless written large."""

    pattern: re.Pattern[str]
    heads: frozenset[str]
    ordinary: frozenset[str]
    suppliers: re.Pattern[str]


@cache
def names_of(people: People, ordinary: tuple[str, ...], suppliers: tuple[str, ...]) -> Names:
    """The pattern, made once."""
    spoken = sorted(set(spoken_names(people)), key=len, reverse=True)
    pattern = re.compile(rf"@?\b(?:{'|'.join(re.escape(name) for name in spoken)})\b", re.IGNORECASE)
    above = {*people.senior_management, *(section.head for section in people.sections)}
    called = (
        name
        for key in above
        for name in (plain_name(people.person(key).name), *short_names(people.person(key)))
    )
    heads = frozenset(name for name in called if {each.key for each in _persons(name, people)} <= above)
    others = "|".join(re.escape(name) for name in sorted(suppliers, key=len, reverse=True)) or "(?!)"
    return Names(pattern, heads, frozenset(ordinary), re.compile(rf"\b(?:{others})\b", re.IGNORECASE))


def _persons(name: str, people: People) -> tuple[Person, ...]:
    return tuple(each for each in who(name, people) if isinstance(each, Person))


def marked(text: str, names: Names, client: tuple[str, ...]) -> Marked:
    """The text with its references, dates, the client and colleagues marked."""
    cases: list[str] = []
    dates: list[str] = []
    called: list[str] = []
    text = _SHORT_CASE.sub(lambda found: f"{found[1]}{found[2]:0>4}", text)
    text = _CASE.sub(_marking(CASE, cases, lambda found: found.strip("[]# ").upper()), text)
    text = names.suppliers.sub(SUPPLIER, text)
    text = _TITLED.sub(CLIENT, text)
    text = _DATE.sub(_marking(DATE, dates, lambda found: _A_DATE_AT_ALL.sub("", found).casefold()), text)
    text = names.pattern.sub(_naming(called, names), text)
    for name in sorted(_parts(client), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", CLIENT, text, flags=re.IGNORECASE)
    return Marked(text, tuple(cases), tuple(dates), tuple(called))


def _marking(mark: str, kept: list[str], clean: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    def replace(found: re.Match[str]) -> str:
        kept.append(clean(found[0]))
        return f"{PAST if kept[-1] == _YESTERDAY else mark}{len(kept) - 1}"

    return replace


def _naming(kept: list[str], names: Names) -> Callable[[re.Match[str]], str]:
    def replace(found: re.Match[str]) -> str:
        if not _is_name(found, names):
            return found[0]
        kept.append(plain_name(found[0]))
        return f"{HEAD if kept[-1] in names.heads else NAME}{len(kept) - 1}"

    return replace


def _is_name(found: re.Match[str], names: Names) -> bool:
    """A name like Will or Mark has to be written large, and not at the beginning of a sentence."""
    if plain_name(found[0]) not in names.ordinary:
        return True
    before = found.string[: found.start()].rstrip(" ")
    return found[0][:1].isupper() and before[-1:] not in ("", ".", "!", "?", "\n")


def _parts(client: tuple[str, ...]) -> set[str]:
    whole = {name for name in client if name}
    return whole | {part for name in whole for part in name.split() if len(part) > 2 and part[0].isupper()}

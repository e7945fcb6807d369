"""A colleague tells in their own words that a client complained by phone, by post or in person (3.1.3, 3.1.4).

It is such a report only where the words are plain: somebody outside turned to us, in the past, and was unhappy. What a
colleague writes of calls to or from suppliers and colleagues, of what they are going to do, or asks, is none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from worker.model.entry import Channel

_LONGEST = 4000
_TITLE = r"(?:Mrs|Mr|Ms|Miss|Mx|Dr|Prof|Sir|Lady|Rev)\.?"
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_NAMED = rf"{_TITLE} {_WORD}(?: {_WORD}){{0,2}}"
_A_BUSINESS = rf"(?:The |the )?{_WORD}(?: (?:& |and |of )?{_WORD}){{0,4}}"
_OF = rf"(?:from|of|at) {_A_BUSINESS}"
_OF_BUSINESS = rf"(?:from|of|at) (?P<business>{_A_BUSINESS})"
_SOMEBODY = (
    rf"(?:{_NAMED}(?:,? {_OF})?"
    rf"|{_WORD} {_WORD},? {_OF}"
    r"|(?i:(?:an?|the|one of (?:our|my)|another|our|my)(?: \w+){0,2} (?:client|customer)s?"
    rf"|an? (?:\w+ )?(?:lady|gentleman|woman|man|caller))(?: called {_NAMED})?"
    rf"(?:,? {_OF})?)"
)
_ADVERB = (
    r"(?: (?:has|had|have|just|also|again|only|'s|now|today|this morning|this afternoon"
    r"|yesterday|earlier)){0,3}"
)
_PHONED = (
    r"(?:rang|rung|called|phoned|telephoned|was on the (?:phone|line)|(?:has )?left (?:a"
    r"|us a|me a) (?:voice ?mail|message|voice message))"
)
_CAME = (
    r"(?:came (?:in|into|to (?:the )?(?:office|reception|desk|front desk))|popped in|dropped in"
    r"|called in|walked in|"
    r"stopped by|turned up|was (?:in|at) (?:the )?(?:reception|office|front desk)|visited (?:us|the office))"
)
_WROTE = (
    r"(?:wrote (?:to us|us a letter|in by post|a letter)|(?:has )?written (?:to us"
    r"|us a letter|a letter)|sent (?:us )?a letter)"
)
_GOT = (
    r"(?:(?:I |We |we )?(?:(?:have |'ve )?(?:just |also )?)(?:had|took|got|received|taken|answered)"
    r"|Just had|Had|Took|Got|Received)"
    r"(?: (?:just|today|this morning|yesterday))?"
)
_REPORTS: Mapping[Channel, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        Channel.IN_PERSON: (re.compile(rf"(?P<who>{_SOMEBODY}){_ADVERB} {_CAME}\b"),),
        Channel.POST: (
            re.compile(rf"(?P<who>{_SOMEBODY}){_ADVERB} {_WROTE}\b"),
            re.compile(
                r"(?i:(?:(?:a|the|another|an? \w+) )?\b(?:letter|complaint)(?: of complaint)?(?: has"
                r"| have)?(?: just)? "
                r"(?:came|come|arrived|reached us)(?: in)?(?: (?:by|in|with|through)(?: the"
                r"| today's| this morning's)? post)?)"
                rf"(?: (?i:today|yesterday|this morning))?(?:,? from (?P<who>{_SOMEBODY}))?"
            ),
            re.compile(
                rf"{_GOT} (?i:an? (?:\w+ )?letter(?: of complaint)?)(?: (?i:by post|in the post"
                rf"|in today's post))? from (?P<who>{_SOMEBODY})"
            ),
        ),
        Channel.TELEPHONE: (
            re.compile(
                rf"(?P<who>{_SOMEBODY}){_ADVERB} {_PHONED}\b(?! (?:back|off|it|round|for you|for [A-Z]))"
            ),
            re.compile(
                rf"(?:{_GOT} )?(?i:an? (?:\w+ ){{0,2}}(?:phone |telephone )?call|(?:phone "
                rf"|telephone |angry )?call) from (?P<who>{_SOMEBODY})"
            ),
            re.compile(
                rf"(?i:(?:just )?(?:spoke|been speaking|spoken) (?:to"
                rf"|with)) (?P<who>{_SOMEBODY}),? who (?:rang|called|phoned)"
            ),
        ),
    }
)
_UNHAPPY = re.compile(
    r"\b(?:complain(?:s|ed|ing|t|ts)?|unhappy|(?:not|isn't|wasn't|far from) (?:at all )?(?:happy"
    r"|pleased|satisfied|impressed)"
    r"|upset|angry|furious|livid|cross|annoyed|irate|fuming|dissatisfied|disappointed|disgusted"
    r"|frustrated|fed up|outraged"
    r"|(?:wants?|wanted|asking for|asks for|asked for|demand(?:s|ed|ing)?|expects?) (?:\w+ ){0,4}?"
    r"(?:refund|money back|compensation|apology|put right|sorted out|cancelled|let out|it back|a manager)"
    r"|overcharged|charged (?:\S+ )?(?:twice|wrongly|too much)|over-?billed|mis-?sold|let down"
    r"|messed (?:up|about)"
    r"|(?:nobody|no one|never|not|hasn't|haven't|has not|have not) (?:\w+ ){0,2}?(?:rang|rung"
    r"|called|replied|answered|heard|been told|got back|switched|moved)"
    r"|(?:still )?(?:waiting|no answer|no reply) (?:for|since|to)|without (?:\w+ )?(?:agreement"
    r"|consent|permission|asking|being told)"
    r"|(?:is|was|are|were) (?:\w+ )?(?:wrong|incorrect|rude)|terrible|appalling|disgraceful"
    r"|unacceptable|a mess|rolled over)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:(?:to|just to|wanted to|called to|rang to) (?:say )?(?:thank|confirm|book|arrange"
    r"|chase (?:a|the) quote|ask for a quote)"
    r"|(?:very|so|really|quite|now) (?:happy|pleased)\b|no complaints?\b|not (?:a|complaining"
    r"|making a) ?complain\w*|not complaining|wasn't complaining"
    r"|compliment|thanked us|sales call|cold call|wrong number|withdraw\w*)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:if|when|should|unless|in case|once|did|has|have|do you know if|will|would|may|might)\s*$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w£.])(?:\+44 ?|0)(?:[\d() -]{8,14})\d(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_WANTS = re.compile(
    r"\b(?:wants?|would like|is asking for|asks for|asked for|demands?) (?P<what>[^.;\n]{3,200})",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:(?:(?:at|about|around|just after|just before) )?\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)"
    r"|at \d{1,2}(?:[.:]\d\d)?"
    r"|yesterday(?: (?:morning|afternoon|at [\d.:]+ ?(?:am|pm)?))?|today|this (?:morning|afternoon)"
    r"|on (?:mon|tues|wednes|thurs|fri)day(?: (?:morning|afternoon))?)",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?:Unit |Flat |The )?\d|Unit |Flat ")
_A_SENTENCE = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<=[.!?;])\s+|\n+")
_OPENS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A report in a colleague's own words: how the client told us, and what else could be read."""

    channel: Channel
    client: str
    business: str
    email: str
    phone: str
    address: str
    when: str
    wants: str


@dataclass(frozen=True, slots=True)
class _Outside:
    """Who is no client: our own people by name, and the words for anybody else who rings us."""

    colleagues: tuple[str, ...]
    others: re.Pattern[str]


def told_in_prose(
    subject: str,
    text: str,
    colleagues: Iterable[str] = (),
    others: tuple[str, ...] = (),
    asked: Channel | None = None,
) -> Prose | None:
    """What these words report, or None where they are not plainly a client's complaint.

    `colleagues` are the names of our own people, `others` who else rings us without being a client: what one of them
    rang about is not a client's. Where we `asked` what a client told us, the answer need not say again that one did.
    """
    said = text[:_LONGEST].replace("\xa0", " ").replace("’", "'")
    found = _report(said, _Outside(tuple(colleagues), _any_of(others)))
    found = (asked, "") if found is None and asked else found
    # The name of our form stands in the subject of an answer to it.
    unhappy = _UNHAPPY.search(said if asked else f"{subject}\n{said}")
    if found is None or _NONE.search(said) or not unhappy:
        return None
    channel, who = found
    person = re.search(_NAMED, who) or _named(subject, said)
    business = re.search(_OF_BUSINESS, who)
    first = re.match(rf"{_WORD} {_WORD}(?=,? (?:from|of|at) )", who)
    named = person or first
    return Prose(
        channel=channel,
        client=named[0] if named else "",
        business=business["business"] if business else "",
        email=_first(_EMAIL, said),
        phone=_first(_PHONE, said).strip(),
        address=_address(said),
        when=_first(_WHEN, said),
        wants=_wanted(said),
    )


def _named(subject: str, said: str) -> re.Match[str] | None:
    """The client's name where the report itself gives none."""
    return re.search(_NAMED, f"{said}\n{subject}")


def _report(said: str, outside: _Outside) -> tuple[Channel, str] | None:
    """The first sentences are the report; who comes to it later writes of something else."""
    sentences = [each.strip() for each in _A_SENTENCE.split(said) if each.strip()]
    for sentence in sentences[:_OPENS]:
        found = _reports(sentence, outside)
        if found:
            return found
    return None


def _reports(sentence: str, outside: _Outside) -> tuple[Channel, str] | None:
    if sentence.endswith("?"):
        return None
    for channel, patterns in _REPORTS.items():
        found = next((each for pattern in patterns if (each := pattern.search(sentence))), None)
        if found is None or _NOT_YET.search(sentence[: found.start()]):
            continue
        who = found.groupdict().get("who") or ""
        if outside.others.search(who) or any(name and name in who for name in outside.colleagues):
            return None
        return channel, who
    return None


@lru_cache(maxsize=4)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words, written as they are; a * stands for any ending."""
    named = (re.escape(each).replace(r"\*", r"\w*") for each in words if each)
    return re.compile(rf"\b(?:{'|'.join(named) or '(?!)'})(?!\w)")


def _first(pattern: re.Pattern[str], said: str) -> str:
    found = pattern.search(said)
    return found[0] if found else ""


def _wanted(said: str) -> str:
    found = _WANTS.search(said)
    return found["what"].strip() if found else ""


def _address(said: str) -> str:
    """The line with a postcode, without the name before it."""
    line = next((each for each in said.split("\n") if _POSTCODE.search(each)), "")
    code = _POSTCODE.search(line)
    if code is None:
        return ""
    parts = [part.strip() for part in line[: code.end()].split(",")]
    number = next(
        (place for place, part in enumerate(parts) if re.match(r"(?:Unit |Flat |The )?\d|Unit |Flat ", part)),
        None,
    )
    return "\n".join(parts[number:]) if number is not None else ""

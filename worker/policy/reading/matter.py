"""What a complaint is about, by the words that name it: whether two are about the same, or one raises something new.

The machine only sorts: what it takes for new is shown to a person, and what it takes for the same stands in its case.
"""

import re
from collections.abc import Iterable
from functools import cache

_READ_AT_MOST = 20_000
_SHORTEST, _STEM = 4, 5
_A_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_SAYS_NOTHING = """
about above after again against almost alone along already also although always among another anybody
anyone anything april around august away back because been before being below best between both cannot
could dear december does doing done down during each eight either else enough even ever every everybody
everyone everything exactly extremely february first five four friday from further given goes going gone
half hard have having hello here herself himself however hundred hundreds into itself january july june
just keep kept kind last least less like little long madam made make makes making many march maybe might
mister monday more most much must myself need needs neither never next nine nobody none nothing november
october once only other others ourselves over perhaps please pounds quite rather really regards same
saturday second seem seems separate september seven several shall should simply since sincerely some
somebody someone something soon still such sunday take taken takes taking than thank thanks that their
them themselves then there therefore these they thing things this those though thousand thousands three
through thursday today together tomorrow totally truly tuesday under until upon very want wanted wants
wednesday well went were what whatever when where whether which while whole will with within without would
yesterday yours yourself
"""
_OF_ANY_COMPLAINT = """
absolutely absurd acceptable action adequate angry annoyed answer answered answers apologise apology
appalled appalling ashamed ask asked asking attention attitude awaiting awful behaviour called calling
calls care chase chased chasing client colleague company complain complained complaining complaint
complaints completely concern concerned contact contacted customer customers date days deadline deal
dealing dealt delay delayed delays demand department desperate disappointed disappointing disappointment
disgrace disgraceful disgusted disgusting dissatisfied email emailed emails escalate escalated excuse
excuses expect expected explain explained explanation fault feel feeling formal fortnight frustrated
frustrating furious handle handled handling happen happened happening happy hear heard help helpful hours
ignore ignored ignoring immediately inadequate insult insulting issue issues joke know known lack late
leave left letter letters listen mail mails manager matter matters mention mentioned message messages
minutes mistake mistakes month months ombudsman optimised outrageous patience people person phone phoned
phoning point poor position problem problems promise promised promises proper properly proposal propose
put reading reason received refuse refused remain replied replies reply request requested resolution
resolve resolved respond response responses ridiculous ring ringing rude satisfactory satisfied send sent
serious seriously service shambles shocking situation slow solution solve solved sorry sort sorted speak
spoke spoken staff standard standards stress stressful supposed talk talking team tell telling terrible
think thought time times tired told treat treated treatment trust twice unacceptable understand unhappy
unless unprofessional update updates upset urgent urgently useless wait waited waiting waste wasted
wasting week weeks word words working worse worst write writing written wrong wrote year years your
"""
_SAID_AS_NEW = re.compile(
    r"\b(?:"
    r"(?:another|separate|different|unrelated|further|second|new|additional|other|third) (?:\w+ )?"
    r"(?:complaint|issue|matter|problem|thing|point|concern|mistake|error|grievance)s?"
    r"|one more thing|something else|in addition|on top of (?:that|this|it all|all this|everything)"
    r"|as well as (?:that|this)"
    r"|to make (?:matters|it|things) worse|to add insult|too[:;]|separately|besides that|apart from that"
    r"|(?:you|they|your \w+|we) (?:have|has|had)?\s?(?:now )?also\b|also,? (?:you|your|the|our|my|we|i)\b|not only"
    r"|and now (?:you|your|the|our|my|we|i)\b|now (?:you|your \w+) (?:have|has)\b"
    r")",
    re.IGNORECASE,
)

_FEW, _SOME, _MANY = 2, 3, 5
_NEW_BESIDE, _ALL_NEW, _ALIKE = 0.5, 0.7, 0.4


def matter_words(text: str) -> frozenset[str]:
    """The beginnings of the words that name what it is about, without those that any complaint has."""
    plain = text[:_READ_AT_MOST].casefold().replace("’", "'")
    found = (each.partition("'")[0] for each in _A_WORD.findall(plain))
    return frozenset(each[:_STEM] for each in found if len(each) >= _SHORTEST) - _no_matter()


def is_new_matter(words: str, known: Iterable[str], *, asked: bool) -> bool:
    """Whether unhappy words raise something that is in none of the `known` texts.

    Where we have `asked` the client to tell us more, other words are their answer unless they say that it is something
    else. Who is only tired of waiting, or angry with us, names nothing new.
    """
    named = matter_words(words)
    fresh = named.difference(*map(matter_words, known))
    if len(fresh) < _FEW:
        return False
    share = len(fresh) / len(named)
    if _SAID_AS_NEW.search(words):
        return len(fresh) >= _SOME and share >= _NEW_BESIDE
    return not asked and len(fresh) >= _MANY and share >= _ALL_NEW


def are_about_the_same(one: str, other: str) -> bool:
    """Whether two complaints of different writers name the same things."""
    ours, theirs = matter_words(one), matter_words(other)
    fewer = min(len(ours), len(theirs))
    return fewer >= _SOME and len(ours & theirs) / fewer >= _ALIKE


@cache
def _no_matter() -> frozenset[str]:
    """The beginnings of the words that name nothing."""
    return frozenset(each[:_STEM] for each in f"{_SAYS_NOTHING} {_OF_ANY_COMPLAINT}".split())

"""How plain a letter's own words are: sentences, school grade, words of officialese, and the facts that stand in it."""

import re
from collections import Counter
from collections.abc import Iterator

LONGEST_SENTENCE, HARDEST_GRADE = 25, 8

FACTS = re.compile(
    r"\d{1,2} [A-Z][a-z]+ \d{4}"  # dates
    r"|[A-Z]{2,6}-\d{4}-\d{4}"
    r"|£ ?\d[\d,.]*\d"
    r"|0\d{3} \d{3} \d{4}"
    r"|[\w.+-]+@[\w.-]+\w"
)
AVOIDED = frozenset(
    {
        *(
            "binding",
            "exhausted",
            "remedy",
            "redress",
            "abide",
            "oblige",
            "obliged",
            "constitutes",
            "constitute",
        ),
        *(
            "unfortunately",
            "hesitate",
            "kindly",
            "hereby",
            "pursuant",
            "aforementioned",
            "whilst",
            "regarding",
        ),
        *(
            "utilise",
            "endeavour",
            "henceforth",
            "herein",
            "commence",
            "terminate",
            "accordingly",
            "furthermore",
        ),
        *("ticket", "user", "customer", "token", "parse", "queue"),
    }
)


def words(text: str) -> Counter[str]:
    """The words of a text in small letters, counted."""
    return Counter(re.findall(r"[a-z][a-z'’]+", text.lower()))


def facts(text: str) -> frozenset[str]:
    """The dates, references, amounts, phone numbers and addresses in a text."""
    return frozenset(FACTS.findall(" ".join(text.split())))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a letter's own words in plain text: without the insets, the headings and the foot."""
    for chunk in text.partition("\n-- \n")[0].split("\n\n"):
        lines = [line for line in chunk.split("\n") if not line.startswith("    ")]
        if lines and not re.fullmatch("[-=]+", lines[-1]) and not re.match(r"[A-Z][a-z ]+: |\* |- ", chunk):
            items = re.sub(r"(?m)^\d\. ", ". ", "\n".join(lines)).replace("\n", " ")
            yield from (part for part in re.split(r"[.!?:](?: |$)", items) if re.search("[a-z]", part))


def grade(text: str) -> float:
    """The school grade that reads the text with ease (Flesch-Kincaid); 0 where there is no sentence."""
    parts = list(sentences(text))
    told = [word for part in parts for word in re.findall(r"[A-Za-z'’]+", part)]
    if not told:
        return 0.0
    return 0.39 * len(told) / len(parts) + 11.8 * sum(map(_syllables, told)) / len(told) - 15.59


def _syllables(word: str) -> int:
    """The syllables of an English word, near enough for a mean."""
    groups = len(re.findall("[aeiouy]+", word.lower().removesuffix("e")))
    return max(groups, 1)

"""How every letter reads: both parts alike, tidy plain text, plain words (mail.md 5)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise

from tests.mail.reading import read
from tests.mail.rendered import Parts
from worker.model.catalogue import LetterKind
from worker.model.client_letter import Acknowledgement

FACTS = re.compile(
    r"\d{1,2} [A-Z][a-z]+ \d{4}"  # dates
    r"|OPT-\d{4}-\d{4}"
    r"|£ ?\d[\d,.]*\d"
    r"|0\d{3} \d{3} \d{4}"
    r"|[\w.+-]+@[\w.-]+\w"
)
AVOIDED = {
    *("binding", "exhausted", "remedy", "redress", "abide", "oblige", "obliged", "constitutes", "constitute"),
    *("unfortunately", "hesitate", "kindly", "hereby", "pursuant", "aforementioned", "whilst", "regarding"),
    *("utilise", "endeavour", "henceforth", "herein", "commence", "terminate", "accordingly", "furthermore"),
    *("ticket", "user", "customer", "token", "parse", "queue"),
}


def words(text: str) -> Counter[str]:
    """The words of a text in small letters, counted."""
    return Counter(re.findall(r"[a-z][a-z'’]+", text.lower()))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a letter's own words: without the insets, the headings and the foot."""
    for chunk in text.partition("\n-- \n")[0].split("\n\n"):
        lines = [line for line in chunk.split("\n") if not line.startswith("    ")]
        if lines and not re.fullmatch("[-=]+", lines[-1]) and not re.match(r"[A-Z][a-z ]+: |\* |- ", chunk):
            items = re.sub(r"(?m)^\d\. ", ". ", "\n".join(lines)).replace("\n", " ")
            yield from (part for part in re.split(r"[.!?:](?: |$)", items) if re.search("[a-z]", part))


def syllables(word: str) -> int:
    """The syllables of an English word, near enough for a mean."""
    groups = len(re.findall("[aeiouy]+", word.lower().removesuffix("e")))
    return max(groups, 1)


def grade(text: str) -> float:
    """The school grade that reads the text with ease (Flesch-Kincaid)."""
    parts = list(sentences(text))
    told = [word for part in parts for word in re.findall(r"[A-Za-z'’]+", part)]
    return 0.39 * len(told) / len(parts) + 11.8 * sum(map(syllables, told)) / len(told) - 15.59


def test_both_parts_tell_the_same_facts(gallery: tuple[Parts, ...]) -> None:
    """Dates, amounts, references, phone numbers and addresses are equal in text and HTML."""
    for parts in gallery:
        in_text = set(FACTS.findall(" ".join(parts.text.split())))
        in_html = set(FACTS.findall(" ".join(read(parts.html).shown.split())))
        assert in_text or parts.rendered.letter.kind in (
            LetterKind.VERBAL_FORM,
            LetterKind.STAFF_MAIL_SORTED,
            LetterKind.HELP_CARD,
        )  # a form that nobody has filled in, a receipt about a mail of no complaint, and the help card
        assert in_html <= in_text
        assert in_text - in_html <= {parts.rendered.letter.reference}  # a button's command, which HTML taps


def test_both_parts_use_the_same_words(gallery: tuple[Parts, ...]) -> None:
    """At least nine in ten words of either part stand in the other, commands left out."""
    for parts in gallery:
        told = re.sub(r':\s+subject\s+"[^"]*"', "", parts.text)
        in_text, in_html = words(told), words(read(parts.html).shown)
        shared = (in_text & in_html).total()
        assert shared >= 0.9 * in_text.total()
        assert shared >= 0.97 * in_html.total()


def test_plain_text_is_tidy(gallery: tuple[Parts, ...]) -> None:
    """Lines of at most 72 characters, one empty line at most, no notation and no mark of the HTML left."""
    for parts in gallery:
        lines = parts.text.split("\n")
        assert max(map(len, lines)) <= 72
        assert [line for line in lines if line != line.rstrip() and line != "-- "] == []
        assert "\n\n\n" not in parts.text
        assert not re.search(r"\]\(|\*\*|mailto:|tel:|=>|&[a-z]+;|<[a-z]|[\ue000-\ue003]|\{[{%]", parts.text)
        assert not re.search(r"(?m)^(#|\^|>>|@@|~~|\|)", parts.text)


def test_no_section_is_empty(gallery: tuple[Parts, ...]) -> None:
    """Something stands below each heading, were it a smaller heading."""
    for parts in gallery:
        chunks = parts.text.split("\n\n")
        headings = [bool(re.search(r"\n-+$", chunk)) for chunk in chunks]
        assert chunks[-1]
        for place, (this, following) in enumerate(pairwise(headings)):
            assert not (this and following), chunks[place]


def test_sentences_are_short_and_plain(gallery: tuple[Parts, ...]) -> None:
    """At most 25 words a sentence, no word of officialese, grade 7 or below."""
    for parts in gallery:
        if "Complaints today" in parts.rendered.subject:
            continue  # the letter with every block, whose words are nobody's
        assert max((len(sentence.split()) for sentence in sentences(parts.text)), default=0) <= 25
        assert AVOIDED.isdisjoint(words("\n".join(sentences(parts.text))))
        assert not list(sentences(parts.text)) or grade(parts.text) <= 7


def test_the_counters_of_this_file_can_fail() -> None:
    """A clause of officialese is found long, hard and full of avoided words."""
    clause = "We hereby endeavour to commence a determination of the aforementioned representation " * 3 + "."
    assert max(len(sentence.split()) for sentence in sentences(clause)) > 25
    assert not AVOIDED.isdisjoint(words(clause))
    assert grade(clause) > 12


def test_the_acknowledgement_says_what_the_policy_asks(gallery: tuple[Parts, ...]) -> None:
    """Reference, both dates, contact, how to escalate, the procedure, the notice and who we are."""
    told = [" ".join(parts.text.split()) for parts in gallery if parts.rendered.letter.kind == "M01"]
    for text in told:
        for fact in (
            "OPT-2026-0042",
            "Monday 2 March 2026",
            "Monday 23 March 2026",
            "Reply to this email or phone 0333 370 2024",
            "escalated to a Section Head or senior manager",
            "free copy of our complaints procedure",
            "Client Services Optimised Group Limited",
            "registered in England and Wales, company number 01234567",
            "Registered office: 1 High Street, Blackpool FY1 1AA",
        ):
            assert fact in text
        objected = "You have told us that you do not want us to share it" in text
        assert objected is not ("If you do not want us to share it" in text)


def test_who_objected_is_not_told_that_all_is_passed_on(gallery: tuple[Parts, ...]) -> None:
    """A client who does not want their words to be shared reads in no letter that we share them or ask for a word."""
    objected = [parts for parts in gallery if getattr(parts.rendered.letter.facts, "restricted", False)]
    every = {parts.rendered.letter.kind for parts in objected}
    may_object = {
        kind for kind in LetterKind if "restricted" in {each.name for each in fields(kind.row.facts)}
    }
    assert {LetterKind.ACKNOWLEDGEMENT, LetterKind.ESCALATION_NOTICE, LetterKind.VERBAL_RECORD} <= every
    assert every == {each for each in may_object if each.is_for_client}
    for parts in objected:
        text = " ".join(parts.text.split())
        assert "everything you have sent us" not in text
        assert "If you do not want us to share" not in text
        if parts.rendered.letter.kind in (LetterKind.ESCALATION_NOTICE, LetterKind.LEAD_NOTICE):
            assert "only the person who deals with your complaint reads it" in text


def test_an_acknowledgement_is_late_only_when_it_is(gallery: tuple[Parts, ...]) -> None:
    """The apology with its date stands in the late acknowledgement and in no other."""
    apology = "We should have written to you by Friday 6 March 2026. We are sorry that we did not."
    for parts in gallery:
        facts = parts.rendered.letter.facts
        if isinstance(facts, Acknowledgement):
            text = " ".join(parts.text.split())
            assert (apology if facts.late_since else "") in text
            assert ("should have written" in text) is (facts.late_since is not None)

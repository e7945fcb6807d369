"""How every letter reads: both parts alike, tidy plain text, plain words (mail.md 5)."""

import re
from dataclasses import fields

from tests.mail.rendered import Parts
from worker.model.catalogue import LetterKind
from worker.model.client_letter import Acknowledgement


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


def test_a_letter_that_does_not_know_whether_a_client_objected_speaks_of_no_sharing(
    gallery: tuple[Parts, ...],
) -> None:
    """What holds for one of two clients is said only where the letter knows which of them reads it."""
    knowing = {kind for kind in LetterKind if "restricted" in {each.name for each in fields(kind.row.facts)}}
    for parts in gallery:
        kind = parts.rendered.letter.kind
        if kind.is_for_client and kind not in knowing:
            assert not re.search(r"\b(?:share|sharing|pass on|talk to)\b", parts.text), kind


def test_an_acknowledgement_is_late_only_when_it_is(gallery: tuple[Parts, ...]) -> None:
    """The apology with its date stands in the late acknowledgement and in no other."""
    apology = "We should have written to you by Friday 6 March 2026. We are sorry that we did not."
    for parts in gallery:
        facts = parts.rendered.letter.facts
        if isinstance(facts, Acknowledgement):
            text = " ".join(parts.text.split())
            assert (apology if facts.late_since else "") in text
            assert ("should have written" in text) is (facts.late_since is not None)

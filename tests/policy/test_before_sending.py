"""What a letter has to say before it leaves: an answer something of use, a last letter whether our offer stays open."""

from dataclasses import replace
from datetime import date

import pytest

from tests.journeys.the_office import OMBUDSMAN
from tests.policy.commanding import RULES, case_of, receipt, refusal, sent, to_client, told
from worker.model.catalogue import LetterKind
from worker.model.client_letter import ClientLetter, EightWeekLetter
from worker.model.decision import Decision
from worker.model.entry import Fact
from worker.model.letter_event import LetterQueued
from worker.model.offer_event import OfferSaid
from worker.model.staff_event import DraftApproved, DraftWritten
from worker.model.staff_letter import Draft
from worker.policy.case import Case

K = LetterKind
PROPOSED = sent(K.PROPOSAL, date(2026, 3, 27))
EMPTY, FULL = "We do not uphold your complaint.", "We have cancelled the renewal."
KNOWN = replace(RULES, policy=replace(RULES.policy, ombudsman=(OMBUDSMAN,)))


def draft_of(kind: LetterKind, words: str = "We differ.", by: str = "james") -> DraftWritten:
    """A letter that waits."""
    return DraftWritten(letter=kind, words=words, on=None, by=by, mail=40)


def shown_to(reader: str) -> Fact:
    """The eight-week draft was shown to them."""
    return LetterQueued(
        letter=K.DRAFT, recipient=reader, message_id="<s4@optimised.net>", promises=date(2026, 4, 27)
    )


def draft_in(decision: Decision) -> Draft:
    """The draft that came back."""
    return next(each.facts for each in decision.letters if isinstance(each.facts, Draft))


@pytest.mark.parametrize(("words", "asks"), [(EMPTY, True), (FULL, False)])
def test_an_answer_is_asked_for_what_it_lacks_with_its_draft(words: str, asks: bool) -> None:
    """Three links stand where the one to send would: change it, or say why it leaves as it is (3.1.6.3)."""
    draft = draft_in(told(case_of(), "answer", words))
    assert bool(draft.asks) is asks
    assert [each.command for each in draft.choices] == (["text", "send as it is"] if asks else [])


def test_it_does_not_leave_before() -> None:
    """Whoever sends it all the same reads the question, and nothing has left."""
    case = case_of(draft_of(K.FINAL_RESPONSE, EMPTY, "sarah"))
    decision = told(case, "send")
    refused = refusal(decision)
    assert refused is not None
    assert "why it happened, that we are sorry, or what we do about it" in refused.why
    assert [each.command for each in refused.suggestions] == ["text", "send as it is"]
    assert to_client(decision) == []
    assert len(to_client(told(case_of(draft_of(K.FINAL_RESPONSE, FULL, "sarah")), "send"))) == 1


def test_it_leaves_as_it_is_for_a_reason() -> None:
    """Without a reason it does not; with one it does, and the log keeps it."""
    case = case_of(draft_of(K.FINAL_RESPONSE, EMPTY, "sarah"))
    refused = refusal(told(case, "send as it is"))
    assert refused is not None
    assert refused.wants_words
    for line, words in (
        ("send as it is", "She has it by phone."),
        ("send it as it is: She has it by phone.", ""),
    ):
        decision = told(case, line, words)
        assert len(to_client(decision)) == 1
        (approved,) = [each for each in decision.facts if isinstance(each, DraftApproved)]
        assert approved.words.rstrip(".").casefold() == "she has it by phone"
    nothing_waits = refusal(told(case_of(), "send as it is", "Because."))
    assert nothing_waits is not None


@pytest.mark.parametrize("kind", [K.PROPOSAL, K.PROGRESS_UPDATE])
def test_other_letters_are_not_asked(kind: LetterKind) -> None:
    """A proposal says what we do by its nature."""
    waiting = replace(draft_of(kind, EMPTY, "sarah"), on=date(2026, 3, 20))
    assert len(to_client(told(case_of(waiting), "send"))) == 1


def deadlocked(*since: Fact | tuple[Fact, ...]) -> Case:
    """James has written our final position."""
    return case_of(*since, draft_of(K.DEADLOCK_LETTER))


@pytest.mark.parametrize(
    ("line", "stands"), [("our offer stays open", True), ("our offer no longer stands", False)]
)
def test_a_deadlock_letter_says_whether_our_offer_stays_open(line: str, stands: bool) -> None:
    """Once something was proposed: the question first, then the draft that says it, then it leaves with its date."""
    refused = refusal(told(deadlocked(PROPOSED), "send", by="james", rules=KNOWN))
    assert refused is not None
    assert [each.command for each in refused.suggestions] == [
        "our offer stays open",
        "our offer no longer stands",
    ]
    answered = told(deadlocked(PROPOSED), line, by="james", rules=KNOWN)
    assert draft_in(answered).asks == ""
    assert receipt(answered) is not None
    decision = told(
        deadlocked(PROPOSED, *(each for each in answered.facts if isinstance(each, OfferSaid))),
        "send",
        by="james",
        rules=KNOWN,
    )
    (letter,) = to_client(decision)
    assert isinstance(letter.facts, ClientLetter)
    assert (letter.facts.offer_stands, letter.facts.dated) == (stands, date(2026, 3, 10))


def test_where_nothing_was_offered_nothing_is_asked() -> None:
    """The letter leaves, and says nothing of an offer; nor can anybody say that one stands."""
    (letter,) = to_client(told(deadlocked(), "send", by="james", rules=KNOWN))
    assert isinstance(letter.facts, ClientLetter)
    assert letter.facts.offer_stands is None
    assert refusal(told(case_of(), "our offer stays open", by="james")) is not None


def test_a_new_offer_is_asked_about_anew() -> None:
    """What was said of the last one says nothing of this."""
    said = OfferSaid(stands=False, by="james", mail=41)
    assert case_of(PROPOSED, said).offer_stands is False
    assert case_of(PROPOSED, said, PROPOSED).offer_stands is None


def test_who_handles_it_does_not_say_so() -> None:
    """It is for a section head, as the letters are."""
    refused = refusal(told(deadlocked(PROPOSED), "our offer stays open", by="sarah", rules=KNOWN))
    assert refused is not None
    assert "Only a section head" in refused.why


def test_an_eight_week_letter_that_was_approved_is_read_again() -> None:
    """James changes his mind about the offer: the letter waits for his approval with what it says now."""
    waiting, said = draft_of(K.EIGHT_WEEK_LETTER), OfferSaid(stands=True, by="james", mail=41)
    approved = DraftApproved(letter=K.EIGHT_WEEK_LETTER, by="james", mail=42)
    case = case_of(PROPOSED, waiting, said, shown_to("james.carter@optimised.net"), approved)
    assert case.approved is not None
    changed = told(case, "our offer no longer stands", by="james", rules=KNOWN)
    (draft,) = [each for each in changed.letters if isinstance(each.facts, Draft)]
    assert draft.shows is not None
    assert isinstance(draft.shows.facts, EightWeekLetter)
    assert draft.shows.facts.offer_stands is False
    again = case_of(PROPOSED, waiting, said, approved, OfferSaid(stands=False, by="james", mail=43))
    assert (again.approved, again.eight_week_draft is not None) == (None, True)

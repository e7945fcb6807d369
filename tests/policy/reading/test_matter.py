"""Whether unhappy words in an open complaint raise something new (3.1.8.1): measured on mails of our own making."""

import pytest

from tests.rig import CONFIG
from worker.adapters.settings import load_triage
from worker.policy.reading.dissatisfaction import Label, judge
from worker.policy.reading.matter import are_about_the_same, is_new_matter
from worker.policy.reading.phrases import phrasebook

TRIAGE = load_triage(CONFIG)
BOOK = phrasebook(TRIAGE.group)
COMPLAINT = """You renewed our electricity contract at 31.2p without our agreement.
I am very unhappy about this and want it cancelled."""
OFFER = "We ask the supplier to cancel the renewal, and pay you £212.40 for the units that you paid too much."

NEW = (
    "Your engineer never turned up on Tuesday, and all our freezer stock was ruined. I am furious.",
    "You have also billed us twice for the warehouse in Leeds, and now they want to cut us off. Disgraceful.",
    "I have another complaint. Your salesman rang my daughter at home on Sunday evening and shouted at her.",
    "On top of that you shared our bank details with a supplier that we never heard of. That is unacceptable.",
    "This is a separate matter: the gas meter at our Preston shop was disconnected by mistake. I am very angry.",
    "Now your bailiffs have come to the shop and threatened my wife over the deposit. I am appalled.",
    "In addition, the climate levy on our gas invoice was never exempted, although we sent the form. Not good enough.",
    "Thanks for that. I want to complain about the broadband bundle too: the router was faulty and nobody collects it.",
)
OF_THE_CASE = (
    "This is taking far too long. I am very unhappy.",
    "Nobody has called me back. You promised an answer by Friday. This is unacceptable.",
    "I am still waiting. Three weeks and not a word. Absolutely disgraceful service.",
    "You renewed the contract without asking. I never agreed to it and I am furious.",
    "Your offer of £212.40 is an insult. The contract has cost us over two thousand pounds.",
    "I want a manager to look at it. Nobody takes this seriously.",
    "I am not happy with that answer. The agreement was never signed by us.",
    "You people are useless. I will go to the ombudsman and tell everybody on Facebook and Trustpilot.",
    "And another thing: why does everyone at your office put the phone down on me? Terrible.",
    "I have had to spend hours on the phone. My solicitor will write to you. Shame on you.",
    "We are still being charged 31.2p on the new electricity bill. This is wrong and we are not happy.",
    "You have also still not cancelled the contract. I am very unhappy.",
    "The refund for the units never came. I am very unhappy.",
    "I complained on 2 March and it is now the 20th. I have chased you four times. Not good enough.",
    "Thank you, but I do not agree. The supplier will not cancel the renewal and you know that. I am disappointed.",
)
ANSWERS = (
    "It happened on 3 February. Your adviser told me that the price was fixed. This is not acceptable, I want it back.",
    "Our account number is 4711, and the meter is at 14 Harbour Road, Fleetwood. I am very unhappy about it all.",
    "The bakery shop, the cafe and the kitchen in Preston are all on that tariff. I am really unhappy about it.",
)


def raised(words: str, *, asked: bool) -> bool:
    """Whether a mail of these words in that complaint is taken for something new."""
    complains = judge("", words, TRIAGE, BOOK).label is Label.COMPLAINT
    return complains and is_new_matter(words, (COMPLAINT, OFFER), asked=asked)


@pytest.mark.parametrize("words", NEW)
def test_something_else_is_new(words: str) -> None:
    """It names things of which nobody has spoken."""
    assert raised(words, asked=False)


@pytest.mark.parametrize("words", OF_THE_CASE)
def test_who_chases_repeats_or_scolds_raises_nothing_new(words: str) -> None:
    """Not every unhappy answer is a new complaint: these belong to the one that is open."""
    assert not raised(words, asked=False)


@pytest.mark.parametrize("words", ANSWERS)
def test_an_answer_to_our_question_is_of_the_case(words: str) -> None:
    """We asked when and where: other words are the answer."""
    assert not raised(words, asked=True)


def test_who_says_that_it_is_something_else_is_believed_even_then() -> None:
    """Asked for more about the one, she tells of another."""
    assert raised(NEW[4], asked=True)


def test_two_of_one_company_are_about_the_same_by_the_things_that_they_name() -> None:
    """Her partner writes of the renewal in other words; their driver of something else."""
    partner = (
        "Nobody asked us before the electricity contract was renewed at 31p. We never agreed, and want out."
    )
    assert are_about_the_same(COMPLAINT, partner)
    assert not are_about_the_same(COMPLAINT, "Your van blocked our yard again. I am furious.")
    assert not are_about_the_same("I complain.", "I complain too.")

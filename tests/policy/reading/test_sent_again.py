"""Whether a mail brings words that its writer has sent before (3.1.7.1), however it was sent again."""

import pytest

from worker.policy.reading.sent_again import SentAgain, sent_again

WORDS = """You renewed our electricity contract at 31.2p without our agreement.
I am very unhappy about this and want it cancelled."""
FOOTER = """
--
Anita Patel
Harbour Bakery Ltd
This email is confidential. If you are not the intended recipient, please delete it and tell the sender.
"""
FORWARDED = f"""

---------- Forwarded message ---------
From: Anita Patel <anita.patel@harbour-bakery.example>
Date: Mon, 2 Mar 2026 at 09:12
Subject: Renewal of our contract
To: <hello@optimised.net>

{WORDS}
"""


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        " ".join(WORDS.split()),
        f"Dear Optimised,\n\n{WORDS}\n\nKind regards\nAnita Patel",
        WORDS + FOOTER,
        f"CAUTION: This email originated from outside of the organisation.\n\n{WORDS}",
        FORWARDED,
    ],
)
def test_the_same_words_are_the_same(words: str) -> None:
    """A footer, a prefix, other lines or a forward with nothing above add nothing."""
    assert sent_again(words, WORDS) == SentAgain()


def test_the_first_one_may_have_had_the_footer() -> None:
    """It came through the address that adds one, and comes again through the other."""
    assert sent_again(WORDS, WORDS + FOOTER) == SentAgain()


def test_a_line_on_top_is_what_is_new() -> None:
    """She passes on her own mail with a line above it."""
    found = sent_again(f"I sent this on Monday and nobody has replied!{FORWARDED}", WORDS)
    assert found == SentAgain("I sent this on Monday and nobody has replied!")


@pytest.mark.parametrize(
    "words",
    [
        "I am very unhappy about this and want it cancelled.",
        "You renewed our gas contract at 31.2p without our agreement. I am very unhappy about this.",
        WORDS.replace("31.2p", "34.9p"),
        "",
    ],
)
def test_other_words_are_another_mail(words: str) -> None:
    """Another price is another contract, and half of the words may be about anything."""
    assert sent_again(words, WORDS) is None


def test_short_words_have_to_be_all_of_it() -> None:
    """Anybody may begin with the same few words."""
    assert sent_again("I want to complain.", "I want to complain") == SentAgain()
    assert sent_again("I want to complain about the meter in Leeds.", "I want to complain.") is None


def test_what_a_machine_writes_differs_only_by_its_numbers() -> None:
    """A ticket system answers with another number each time; a person's numbers count."""
    one = "Your request 4711 was received on 2 March. We are sorry for the delay and answer within days."
    two = one.replace("4711", "4712")
    assert sent_again(two, one, by_machine=True) == SentAgain()
    assert sent_again(two, one) is None

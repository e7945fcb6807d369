"""What a mail program broke at its own width reads in our letters as it was written; what was meant so stays."""

from dataclasses import replace
from textwrap import fill

import pytest

from tests.mail.rendered import acknowledgement, of_kind, render
from tests.mail.test_words import proposal
from worker.adapters.letters import Letters
from worker.adapters.letters.unwrapped import unwrapped
from worker.model.catalogue import LetterKind
from worker.model.record_letter import RecordChecked

FIRST = (
    "I have just had the renewal letter for our bakery. It says that you renewed our contract at 31.2p a unit, and "
    "nobody here has agreed to that. We had told your Mr Reed on 12 February that we would not go on."
)
SECOND = (
    "Please cancel it, and tell me by when we get back what we have paid since then, about £213.45 by now."
)
WIDTHS = (64, 68, 70, 72, 76, 78, 80)


def broken(text: str, width: int) -> str:
    """As a mail program sends it."""
    return fill(text, width, break_on_hyphens=False)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("end", ["", " "])
def test_each_paragraph_is_one_line_again(width: int, end: str) -> None:
    """Whatever the width, with and without the blank that some programs leave at the end of a line."""
    sent = "\n\n".join(broken(each, width).replace("\n", f"{end}\n") for each in (FIRST, SECOND))
    assert [" ".join(each.split()) for each in unwrapped(sent).split("\n\n")] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "meant",
    [
        "Yours,\nAnita Patel\nHarbour Bakery\n14 Harbour Road\nBlackpool FY4 2RP",
        "The bakery has no light tonight,\nno oven and no bread,\nand all who came at seven\nwent home unfed.",
        "- the bill of January\n- the bill of February\n- nothing else",
        "1. the bill of January\n2. the bill of February",
        "> On Monday you wrote that\n> nothing is wrong.",
        "Account: 4711\nSite: Fylde Road\nMeter: 12",
        "Jan   31.2p   £213.45\nFeb   31.2p   £198.10",
    ],
)
@pytest.mark.parametrize("width", WIDTHS)
def test_lines_that_were_meant_stay(meant: str, width: int) -> None:
    """An address, a verse, a list, a quote, fields and figures, also among paragraphs that were broken."""
    told = unwrapped(f"{broken(FIRST, width)}\n\n{meant}\n\n{broken(SECOND, width)}")
    assert told.split("\n\n")[1] == meant
    assert unwrapped(meant) == meant


def test_sentences_on_lines_of_their_own_stay() -> None:
    """Whoever writes each sentence on a line has broken none."""
    meant = (
        "You renewed our electricity contract at 31.2p without our agreement.\n"
        "I am very unhappy about that, and so is my wife."
    )
    assert unwrapped(meant) == meant


def test_a_long_item_of_a_list_is_one_line() -> None:
    """The item is put together, and does not run into the next."""
    item = f"- {SECOND}"
    told = unwrapped(f"{broken(FIRST, 72)}\n\n{broken(item, 72)}\n- the bill")
    assert told.split("\n\n")[1] == f"{item}\n- the bill"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_a_letter_is_left_short(letters: Letters, width: int) -> None:
    """To the client, in their own words and in a colleague's, and to colleagues."""
    sent = broken(FIRST, width)
    checked = replace(of_kind(LetterKind.RECORD_CHECKED), facts=RecordChecked(client="Jo", said=sent))
    for letter in (acknowledgement("Our contract", sent), proposal(sent), checked):
        parts = render(letters, letter)
        paragraph = next(each for each in parts.text.split("\n\n") if "renewal letter" in each).split("\n")
        assert all(len(line) > 50 for line in paragraph[:-1])
        assert "contract at 31.2p a unit, and nobody here has agreed" in " ".join(parts.html.split())

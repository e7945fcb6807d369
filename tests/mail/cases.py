"""Every letter in the cases that templates are rarely tried with: long, foreign and hostile facts, or hardly any."""

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

from tests.mail.rendered import OFFICE, REPLY_TO, TEMPLATES
from worker.adapters.letters import Letters
from worker.adapters.letters.proof import Copy, copy_of
from worker.adapters.letters.samples import samples
from worker.model.letter import Letter
from worker.model.mail import Address

THEIRS = ("topic", "words", "client", "sender", "first_words")
"""The facts that hold what people outside wrote."""

LONG = "Mr Bartholomew Featherstonehaugh-Cholmondeley of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
HOSTILE = (
    "# Win\n>> Accept | mailto:evil@example.org\n| Phone | 0900 000 000\n--- \n{{ 7*7 }}{% raw %}**b** "
    "[a](mailto:x@y.example) <script>alert(1)</script></td></table> \u202egnorts \u2028next\r\nBcc: x@y.example"
)
SAID = {
    "long": (LONG, "The renewal of our contract, which nobody agreed to, " * 40),
    "other scripts": (
        "渡辺 Zażółć العربية",
        "Счёт за март — 請求書が高すぎます — الفاتورة مرتفعة — Zażółć gęślą.",
    ),
    "hostile": ("</td><h1>Mrs\r\nBcc: x@y.example", HOSTILE),
}


def cases() -> Iterator[tuple[str, Letter]]:
    """Each letter with what it is a case of."""
    for letter in samples():
        how = (
            "restricted"
            if getattr(letter.facts, "restricted", False)
            else "full"
            if letter.recipient.name
            else "bare"
        )
        yield how, letter
        if how == "full":
            yield "no name", replace(letter, recipient=Address("patel@bakery.example"))
            for what, (name, words) in SAID.items():
                yield what, replace(_said(letter, words), recipient=Address("patel@bakery.example", name))
            yield "no topic", _said(letter, "", ("topic",))


def _said(letter: Letter, words: str, names: tuple[str, ...] = THEIRS) -> Letter:
    """The letter in which people outside wrote that, wherever its facts hold something of theirs."""
    changed: dict[str, Any] = {each.name: words for each in fields(letter.facts) if each.name in names}
    shows = _said(letter.shows, words, names) if letter.shows else None
    return replace(letter, facts=replace(letter.facts, **changed), shows=shows)


@cache
def copies() -> tuple[tuple[str, Letter, Copy], ...]:
    """Every case as it would be sent, each rendered once a run."""
    letters = Letters.open(TEMPLATES, OFFICE)
    return tuple((how, letter, _copy(letters, letter)) for how, letter in cases())


def _copy(letters: Letters, letter: Letter) -> Copy:
    written = letters.written(letter, REPLY_TO)
    return copy_of(
        subject=written.subject,
        preheader=written.preheader,
        text=written.text,
        html=written.html,
        reference=letter.reference,
    )

"""What the letters say about the ombudsman (3.1.7.9): five facts, plain words, and nothing that no person said."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.mail.rendered import TEMPLATES, Parts, of_kind, render
from worker.adapters.letters import Letters
from worker.adapters.letters.proof.page import read
from worker.model.catalogue import LetterKind
from worker.model.client_letter import ClientLetter, ClosureNotice, EightWeekLetter, Signpost
from worker.model.letter import Letter
from worker.policy.clocks import ombudsman_from

EIGHT_WEEK_LETTER, DEADLOCK_LETTER = LetterKind.EIGHT_WEEK_LETTER, LetterKind.DEADLOCK_LETTER
BOTH = (EIGHT_WEEK_LETTER, DEADLOCK_LETTER)
SEVEN_WORDS = re.compile(
    r"\b(binding|exhaust|remed(y|ies)|redress|abid(e|ing)|oblig|constitut)", re.IGNORECASE
)
FIVE_FACTS = (
    "you can take your complaint to the ombudsman",
    "The ombudsman is independent: it is impartial and separate from Optimised Group Limited.",
    "It is free for you to use.",
    "It can ask us to: - say sorry - explain what went wrong - do something practical to put it right - pay you money",
    "You do not have to accept its decision. If you do accept it, we have to do what it says.",
)
ELSEWHERE = Signpost(
    name="Another Scheme",
    phone="0111 222 3333",
    email="help+energy@another.example",
    post="1 Other Street, Leeds",
    open_from=date(2027, 1, 19),
)


def with_facts(kind: LetterKind, words: str, signpost: Signpost | None) -> Letter:
    """The sample of a letter with other words of its writer and another way to the ombudsman."""
    letter = of_kind(kind)
    if isinstance(letter.facts, ClosureNotice):
        return replace(letter, facts=replace(letter.facts, signpost=signpost))
    assert isinstance(letter.facts, ClientLetter | EightWeekLetter)
    return replace(letter, facts=replace(letter.facts, words=words, signpost=signpost))


def told(parts: Parts) -> str:
    """The plain text on one line."""
    return " ".join(parts.text.split())


def for_clients(gallery: tuple[Parts, ...]) -> list[Parts]:
    """The letters that clients read."""
    kinds = {path.name.partition("_")[0] for path in (TEMPLATES / "client").iterdir()}
    return [parts for parts in gallery if parts.rendered.letter.kind in kinds]


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("fact", FIVE_FACTS)
def test_the_five_facts_are_told(letters: Letters, kind: LetterKind, fact: str) -> None:
    """The right to refer, that it is independent and free, what may come of it, and whom the decision ties."""
    parts = render(letters, of_kind(kind))
    assert fact.lower() in told(parts).lower()
    assert fact.replace("- ", "").lower() in " ".join(read(parts.html).shown.split()).lower()


@pytest.mark.parametrize(
    ("kind", "name"), [(EIGHT_WEEK_LETTER, "Eight-week letter"), (DEADLOCK_LETTER, "Deadlock letter")]
)
def test_the_letter_is_named(letters: Letters, kind: LetterKind, name: str) -> None:
    """Its name begins the subject and is the one heading above all others."""
    parts = render(letters, of_kind(kind))
    assert parts.rendered.subject.startswith(f"{name}: ")
    assert read(parts.html).headings[0] == f"h1: {name}"
    assert parts.text.startswith(f"{name}\n{'=' * len(name)}\n")


def test_the_seven_words_are_in_no_letter_to_a_client(gallery: tuple[Parts, ...]) -> None:
    """Neither rendered nor in any branch of a template does a client read a word that the scheme asks us to avoid."""
    own = [path for folder in ("client", "parts") for path in (TEMPLATES / folder).iterdir()]
    texts = [path.read_text(encoding="utf-8") for path in own]
    texts += [parts.rendered.subject + parts.text + parts.html for parts in for_clients(gallery)]
    assert [found[0] for text in texts for found in SEVEN_WORDS.finditer(text)] == []


@pytest.mark.parametrize(
    "word", ["Binding", "Exhausted", "Remedy", "Redress", "Abide", "Oblige", "obliged", "Constitutes"]
)
def test_each_of_the_seven_words_would_be_found(word: str) -> None:
    """The search of this file can fail."""
    assert SEVEN_WORDS.search(f"It is {word}.")


@pytest.mark.parametrize("kind", BOTH)
def test_contacts_are_those_of_the_settings(letters: Letters, kind: LetterKind) -> None:
    """Name, phone, email and post come from the facts, in both parts, and no others are left beside them."""
    before = render(letters, of_kind(kind))
    after = render(letters, with_facts(kind, "No news.", ELSEWHERE))
    page = read(after.html)
    for contact in (ELSEWHERE.name, ELSEWHERE.phone, ELSEWHERE.email, ELSEWHERE.post):
        assert contact in told(after)
        assert contact in " ".join(page.shown.split())
        assert contact not in told(before)
    for old in ("Energy Ombudsman", "0330 440 1624", "enquiry@ombudsman.example", "P.O. Box 966"):
        assert old in told(before)
        assert old not in told(after)
    assert "mailto:help%2Benergy@another.example" in page.links
    assert told(after).count(ELSEWHERE.email) == 1


def test_no_template_knows_a_contact_a_date_or_an_amount() -> None:
    """Phone numbers, addresses, dates and money are facts; a template that states one would outlive it."""
    stated = re.compile(r"\b0\d{3}\b|\b\w+@\w|\b[A-Z]{1,2}\d{1,2} \d[A-Z]{2}\b|£|\b\d{1,2} [A-Z][a-z]+ \d{4}")
    for path in TEMPLATES.rglob("*.txt"):
        assert stated.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_the_ombudsman_is_open_from_the_day_after_eight_weeks(letters: Letters) -> None:
    """Day 0 plus 56 calendar days is eight weeks; the client may go the day after, and reads that date."""
    letter = of_kind(EIGHT_WEEK_LETTER)
    assert isinstance(letter.facts, EightWeekLetter)
    assert letter.facts.signpost is not None
    assert letter.facts.eight_weeks == letter.facts.received_on + timedelta(weeks=8)
    assert letter.facts.signpost.open_from == letter.facts.eight_weeks + timedelta(days=1)
    assert letter.facts.signpost.open_from == ombudsman_from(letter.facts.eight_weeks)
    text = told(render(letters, letter))
    assert "Monday 27 April 2026 is eight weeks after that." in text
    assert "From Tuesday 28 April 2026 you can take your complaint to the ombudsman." in text


def test_deadlock_opens_the_ombudsman_at_once(letters: Letters) -> None:
    """The deadlock letter sends nobody to wait for eight weeks."""
    text = told(render(letters, of_kind(DEADLOCK_LETTER)))
    assert "You can take your complaint to the ombudsman now. You do not have to wait eight weeks." in text
    assert "28 April" not in text


def test_whom_the_ombudsman_does_not_serve_reads_nothing_of_it(gallery: tuple[Parts, ...]) -> None:
    """A letter without a way to the ombudsman does not speak of one."""
    without = [
        parts
        for parts in for_clients(gallery)
        if getattr(parts.rendered.letter.facts, "signpost", None) is None
    ]
    assert {"M09", "M11b", "M12", "M14"} <= {parts.rendered.letter.kind for parts in without}
    assert not [parts.rendered.subject for parts in without if "ombudsman" in parts.text.lower()]


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize(
    ("stands", "said"),
    [
        (None, ""),
        (True, "What we offered you before stays open. You do not lose it by going to the ombudsman."),
        (False, "What we offered you before no longer stands."),
    ],
)
def test_what_becomes_of_an_offer_is_said_by_a_person(
    letters: Letters, kind: LetterKind, stands: bool | None, said: str
) -> None:
    """The letter is silent on offers until a person says whether ours stays open, and says then only that."""
    letter = with_facts(kind, "We wait for the supplier.", ELSEWHERE)
    assert isinstance(letter.facts, ClientLetter | EightWeekLetter)
    text = told(render(letters, replace(letter, facts=replace(letter.facts, offer_stands=stands))))
    assert said in text
    assert bool(re.search(r"\boffer", text)) is bool(said)


@pytest.mark.parametrize("kind", BOTH)
def test_what_the_company_has_to_do_is_said_only_where_somebody_said_so(
    letters: Letters, kind: LetterKind
) -> None:
    """Whether the company belongs to the scheme stands in policy.toml; without that the letter is silent."""
    text = told(render(letters, with_facts(kind, "No news.", ELSEWHERE)))
    assert "You do not have to accept its decision." in text
    assert "we have to do" not in text


@pytest.mark.parametrize("kind", BOTH)
def test_it_carries_its_own_date(letters: Letters, kind: LetterKind) -> None:
    """A client who goes to the ombudsman shows the letter, and the months are counted from its date."""
    letter = of_kind(kind)
    assert isinstance(letter.facts, ClientLetter | EightWeekLetter)
    dated = replace(letter, facts=replace(letter.facts, dated=date(2026, 5, 12)))
    assert "Tuesday 12 May 2026" in told(render(letters, dated))


@pytest.mark.parametrize("kind", [*BOTH, LetterKind.PROGRESS_UPDATE, LetterKind.CLOSURE_NOTICE])
def test_nobody_knows_whether_the_client_may_go_there(letters: Letters, kind: LetterKind) -> None:
    """What is not known is not promised, and a day that has come is no day "from" which."""
    text = told(render(letters, with_facts(kind, "No news.", replace(ELSEWHERE, may_go=False, is_open=True))))
    assert "If your business is a micro or small business, you can" in text
    assert "19 January" not in text

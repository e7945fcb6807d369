"""Dissatisfaction is recognised by phrases, explained by them, and left to a person where it is doubtful."""

import pytest

from tests.corpora.triage_file import triage
from tests.policy.client_mails import ENQUIRIES, PLAIN_COMPLAINTS, QUIET_COMPLAINTS
from worker.model.triage_phrases import PhraseGroup, Triage
from worker.policy.reading.dissatisfaction import Judgement, Label, judge
from worker.policy.reading.phrases import Phrasebook, find, phrasebook, plain_words

C, U, E = Label.COMPLAINT, Label.UNSURE, Label.ENQUIRY


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    """The phrases that the project ships."""
    return phrasebook(triage().group)


def read(text: str, book: Phrasebook, subject: str = "") -> Judgement:
    """The judgement of the project's phrases."""
    return judge(subject, text, triage(), book)


@pytest.mark.parametrize("text", PLAIN_COMPLAINTS)
def test_plain_complaints(text: str, book: Phrasebook) -> None:
    """A mail that says what is wrong never passes as an enquiry (3.1.6.2)."""
    assert read(text, book).label in (C, U)


def test_plain_complaints_need_no_person(book: Phrasebook) -> None:
    """Nine in ten plain complaints are recognised without asking anybody."""
    doubted = [text for text in PLAIN_COMPLAINTS if read(text, book).label is not C]
    assert len(doubted) <= 0.1 * len(PLAIN_COMPLAINTS), doubted


def test_quiet_complaints(book: Phrasebook) -> None:
    """Of complaints that name no feeling nine in ten reach a person or the log."""
    lost = [text for text in QUIET_COMPLAINTS if read(text, book).label is E]
    assert len(lost) <= 0.1 * len(QUIET_COMPLAINTS), lost


def test_no_enquiry_is_a_complaint(book: Phrasebook) -> None:
    """No ordinary mail is answered as a complaint."""
    assert [text for text in ENQUIRIES if read(text, book).label is C] == []


def test_enquiries_pass(book: Phrasebook) -> None:
    """At most one ordinary mail in five is shown to a person."""
    stopped = [text for text in ENQUIRIES if read(text, book).label is U]
    assert len(stopped) <= 0.2 * len(ENQUIRIES), stopped


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("All is well, no complaints, thank you.", E),
        ("This is not a complaint, could you only explain the bill?", E),
        ("I can't complain, the new meter works. What is next?", E),
        ("We don't want to make a complaint, please confirm the date.", E),
        ("Could you send me your complaints procedure?", U),
        ("This is not a complaint yet, but you have overcharged us again and nobody has called back.", C),
        ("I am NOT happy.", C),
        ("I'm not unhappy with the price, please go ahead.", E),
        ("There is no need to apologise. Please send the report when you can.", E),
        ("Sorry for the delay, the signed contract is attached.", E),
        ("If you are not satisfied with your broker, would you like a free quote from us?", E),
        ("You won't be disappointed. Would you like to try our software?", E),
    ],
)
def test_negations(text: str, label: Label, book: Phrasebook) -> None:
    """What is denied is not said."""
    assert read(text, book).label is label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("When will my refund be with us?", U),
        ("What's this £45 charge?", U),
        ("WHERE IS OUR CONTRACT", U),
        ("Could you look at the renewal again?", U),
        ("How do I get out of this contract?", U),
        ("Who decides the rate on my invoice?", U),
        ("Great service, thank you. Where's the credit that was promised?", U),
        ("We would like a quote for the new site. The last invoice seems high, can you check it?", U),
        ("Annwyl Syr, mae'r bil yn uchel. Thank you for your time.", U),
        ("Hoffwn wneud cwyn am y bil.", C),
        ("How much does it cost to install a charger?", E),
        ("What's a standing charge?", E),
        ("Could you send us a quote for gas?", E),
        ("Are there any hidden charges in a pass through contract?", U),
    ],
)
def test_questions_about_own_business(text: str, label: Label, book: Phrasebook) -> None:
    """A question about the writer's own bill, contract or wait is shown to a person; one about a service passes."""
    assert read(text, book).label is label


def test_small_signs_do_not_make_a_complaint() -> None:
    """The groups of less than a point, all found together, ask a person and no more."""
    small = [group.weight for group in triage().group if 0 < group.weight < 1]
    assert small
    assert triage().unsure_from <= min(small)
    assert sum(small) < triage().complaint_from / 2


@pytest.mark.parametrize(
    "text",
    [
        "I DID NOT AGREE TO THIS CONTRACT",
        "i didn't agree to this contract",
        "I didn’t agree to\nthis contract",
        "I didnt agree to this contract!",
        "I did not   agree, to this contract.",
    ],
)
def test_spelling_does_not_matter(text: str, book: Phrasebook) -> None:
    """Capitals, apostrophes, punctuation and line ends change nothing."""
    assert read(text, book).label is C


def test_the_subject_is_read(book: Phrasebook) -> None:
    """A complaint may stand in the subject alone."""
    assert read("Please call me.", book, subject="Formal complaint").label is C


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", "😡😡😡", "¿Qué?", "投诉", "x" * 300_000, "not " * 30_000]
)
def test_anything_can_be_read(text: str, book: Phrasebook) -> None:
    """A mail without any known word is shown to a person and breaks nothing."""
    assert read(text, book).label is U


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("You passed my details to another company without asking me.", ("data protection complaint",)),
        ("I shall report this to the Information Commissioner's Office.", ("data protection complaint",)),
        ("Please treat this as a subject access request.", ("subject access request",)),
        ("Please send me all the data you hold about me.", ("subject access request",)),
        (
            "You shared my number. I want a copy of my personal data.",
            ("data protection complaint", "subject access request"),
        ),
        ("Please send the half hourly data for our meter.", ()),
        ("You have overcharged us.", ()),
    ],
)
def test_tags(text: str, tags: tuple[str, ...], book: Phrasebook) -> None:
    """Complaints about personal data and requests for it are named, because other clocks run for them."""
    found = read(text, book)
    assert found.tags == tags
    assert not tags or found.label in (C, U)


SMALL = Triage(
    complaint_from=4,
    unsure_from=2,
    group=(
        PhraseGroup(meaning="denies", weight=-1, phrases=("no complaint*",), strike=True),
        PhraseGroup(meaning="complains", weight=4, phrases=("complaint*", "very disappointed")),
        PhraseGroup(meaning="had no leave", weight=2, phrases=("without ... consent",), tag="leave"),
        PhraseGroup(meaning="presses", weight=1, phrases=("now",), first_words=3),
        PhraseGroup(meaning="asks", weight=0, phrases=("how much",), everyday=True),
    ),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Very disappointed!",
            Judgement(C, 4, ('complains: "very disappointed" (+4)', "no everyday purpose was found")),
        ),
        ("How much?", Judgement(E, 0, ('asks: "how much" (+0)',))),
        ("Good morning", Judgement(U, 0, ("no everyday purpose was found",))),
        (
            "No complaints. How much is it now?",
            Judgement(E, -1, ('denies: "no complaints" (-1)', 'asks: "how much" (+0)')),
        ),
        (
            "Now, how much, without our prior written consent?",
            Judgement(
                U,
                3,
                (
                    'had no leave: "without our prior written consent" (+2)',
                    'presses: "now" (+1)',
                    'asks: "how much" (+0)',
                ),
                ("leave",),
            ),
        ),
        (
            "complaint complaints complaint how much",
            Judgement(C, 4, ('complains: "complaint" (+4)', 'asks: "how much" (+0)')),
        ),
        ("How much without a b c d e consent", Judgement(E, 0, ('asks: "how much" (+0)',))),
        ("How much is a disappointed complainer", Judgement(E, 0, ('asks: "how much" (+0)',))),
    ],
)
def test_points_and_reasons(text: str, expected: Judgement) -> None:
    """Each group counts once, struck words are not read, and each reason quotes the writer."""
    assert judge("", text, SMALL, phrasebook(SMALL.group)) == expected


def test_each_shipped_phrase_can_be_found(book: Phrasebook) -> None:
    """No phrase of config/triage.toml is written so that it never matches, or is struck out by another."""
    lost = []
    for group in triage().group:
        for phrase in group.phrases:
            said = phrase.replace(" ... ", " ").replace("*", "")
            if not any(found.group == group for found in find(said, book)):
                lost.append(f"{group.meaning}: {phrase}")
    assert lost == []


def test_no_shipped_phrase_stands_twice() -> None:
    """A phrase counts in one group only."""
    written = [
        " ".join(plain_words(phrase.replace("*", "x")))
        for group in triage().group
        for phrase in group.phrases
    ]
    assert sorted({phrase for phrase in written if written.count(phrase) > 1}) == []


@pytest.mark.parametrize("phrase", ["*", "...", "no*", "??"])
def test_phrases_that_cannot_be_found(phrase: str) -> None:
    """A phrase without a word to look for is refused by name."""
    group = PhraseGroup(meaning="m", weight=1, phrases=(phrase,))
    with pytest.raises(ValueError, match="needs a whole word"):
        phrasebook((group,))

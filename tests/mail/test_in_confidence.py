"""3.1.11: whatever letter a colleague gets, of a client who is not to be named it holds nothing but the reference."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.mail.rendered import MESSAGE_ID, NOW, OFFICE, REPLY_TO, TEMPLATES
from tests.rig import people, settings
from tests.servers.smtp_sink import SmtpSink
from worker.adapters.letters import Letters
from worker.adapters.letters.samples import samples
from worker.adapters.parsing import read
from worker.model.catalogue import LetterKind
from worker.model.entry import Channel, ComplaintReceived
from worker.model.letter import Letter
from worker.model.mail import Address, Message
from worker.model.servers import MailboxSettings
from worker.model.staff_event import SharingRestricted
from worker.model.staff_letter import CommandDone, CommandNotDone, KeptAsNote
from worker.policy.case import Case
from worker.policy.fold import fold
from worker.policy.in_confidence import for_reader
from worker.policy.rulebook import Rulebook

REFERENCE = "OPT-2026-0042"
TODAY = date(2026, 3, 2)
STAFF = [kind for kind in LetterKind if not kind.is_for_client]
OF_NO_CLIENT = (LetterKind.VERBAL_FORM, LetterKind.PROCEDURE_TO_POST)
"""The lines that its reader has just filled in themselves, and what somebody asks who has no complaint with us."""

TELLING = (
    "Patel",
    "bakery.example",
    "Renewal of our electricity",
    "renewed without my agreement",
    "01253 555 0199",
    "14 Harbour Road",
)


def hers() -> Case:
    """Mrs Patel's complaint, of which nothing is to be shared; Sarah has it."""
    received = ComplaintReceived(
        channel=Channel.EMAIL,
        complainant=Address("patel@bakery.example", "Mrs Patel"),
        subject="Renewal of our electricity contract",
        words="My contract was renewed without my agreement.\n\nPlease cancel it.",
        received_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        day0=TODAY,
        section="client_services",
        mail=1,
        message_id="<1@bakery.example>",
        phone="01253 555 0199",
        address="14 Harbour Road\nBlackpool",
    )
    return fold(REFERENCE, (received, SharingRestricted(by="sarah", mail=2)))


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The office of the stories."""
    with SmtpSink() as sink:
        return Rulebook.of(settings(MailboxSettings(host="localhost", user="hello"), sink.settings(), ""))


@pytest.fixture(scope="module")
def letters() -> Letters:
    """The shipped templates."""
    return Letters.open(TEMPLATES, OFFICE)


def told(letters: Letters, letter: Letter) -> str:
    """All that stands in the mail, its headers and its HTML too."""
    rendered = letters.render(letter, message_id=MESSAGE_ID, reply_to=REPLY_TO, now=NOW, own_header="x")
    message = read(rendered.content)
    assert isinstance(message, Message)
    return " ".join(f"{message.subject} {message.text} {rendered.content.decode()}".split())


def to(key: str) -> Address:
    """A colleague's address."""
    person = people().person(key)
    return Address(person.email, person.name)


def written(kind: LetterKind) -> Iterator[Letter]:
    """The samples of that letter, as if they were about her complaint."""
    for letter in samples():
        if letter.kind is kind:
            yield replace(letter, recipient=to("tom"), answers=())


@pytest.mark.parametrize("kind", [kind for kind in STAFF if kind not in OF_NO_CLIENT])
def test_no_letter_to_another_colleague_tells_of_her(
    kind: LetterKind, letters: Letters, rulebook: Rulebook
) -> None:
    """Tom does not have it: neither her name, her address, her telephone, her subject nor a word of hers."""
    for letter in written(kind):
        page = told(letters, for_reader(letter, (hers(),), rulebook, TODAY))
        assert [word for word in TELLING if word in page] == []


@pytest.mark.parametrize("kind", STAFF)
def test_who_has_it_reads_all_of_it(kind: LetterKind, rulebook: Rulebook) -> None:
    """Sarah's letters are as they were written."""
    for letter in written(kind):
        hers_to_read = replace(letter, recipient=to("sarah"))
        assert for_reader(hers_to_read, (hers(),), rulebook, TODAY) == hers_to_read


TOLD_IN_PASSING = (
    CommandDone(what="The answer to Mrs Patel (patel@bakery.example) is on its way."),
    CommandDone(what="tom entered what caused it: My contract was renewed without my agreement."),
    CommandDone(what="Noted: she is on 01253 5550199."),
    CommandNotDone(line="ring patel@bakery.example", why="Renewal of our electricity contract is closed."),
    KeptAsNote(words="She lives at 14 Harbour Road."),
)


@pytest.mark.parametrize("facts", TOLD_IN_PASSING)
def test_a_sentence_that_names_her_in_passing_is_left_out(
    facts: CommandDone | CommandNotDone | KeptAsNote, letters: Letters, rulebook: Rulebook
) -> None:
    """Receipts and refusals put names into sentences; whatever the sentence is, it does not leave."""
    kinds = {
        CommandDone: LetterKind.COMMAND_DONE,
        CommandNotDone: LetterKind.NOT_DONE,
        KeptAsNote: LetterKind.KEPT_AS_NOTE,
    }
    letter = Letter(
        kind=kinds[type(facts)], recipient=to("james"), reference=REFERENCE, cause="mail 9", facts=facts
    )
    page = told(letters, for_reader(letter, (hers(),), rulebook, TODAY))
    assert [word for word in (*TELLING, "5550199", "patel") if word in page] == []
    assert REFERENCE in page


def test_another_complaint_in_the_same_list_is_told_of(letters: Letters, rulebook: Rulebook) -> None:
    """A list of many complaints keeps the others whole, and every link works."""
    (letter, *_) = (each for each in written(LetterKind.TRIAGE_LIST))
    page = told(letters, for_reader(letter, (hers(),), rulebook, TODAY))
    assert "lowe@cafe.example" in page
    assert "reed@dairy.example" in page
    assert "%5BOPT-2026-0042%5D%20complaint" in page.replace("=\r\n", "").replace("= ", "")

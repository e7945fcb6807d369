"""Letters rendered for the tests of this folder, and read back by the standard library."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

from worker.adapters.letters import Letters
from worker.adapters.letters.samples import samples
from worker.model.catalogue import LetterKind
from worker.model.client_letter import Acknowledgement
from worker.model.letter import Letter, RenderedLetter
from worker.model.mail import Address
from worker.model.office import Company, Office
from worker.model.servers import MailboxSettings, SmtpSettings

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
REPLY_TO = "hello+opt20260042k7f3q9@optimised.example"
MESSAGE_ID = "<OPT-2026-0042.M01.1@optimised.example>"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

OFFICE = Office(
    address="hello@optimised.example",
    display_name="Optimised Group",
    reference_prefix="OPT",
    operator="operator@optimised.example",
    mailbox=MailboxSettings(host="localhost", user="hello"),
    smtp=SmtpSettings(host="localhost"),
    company=Company(
        name="Optimised Group Limited",
        phone="0333 370 2024",
        address="Lancaster House, Blackpool FY4 2RP",
        website="optimised.example",
        number="01234567",
        registered_office="1 High Street, Blackpool FY1 1AA",
        registered_in="England and Wales",
    ),
)

EVERY_BLOCK = """\
Subject: Complaints today: 1 overdue, 1 to decide [{{ reference }}]
Preheader: Overdue: Harbour Bakery. Decide: who leads Fylde Print. 9 open in all.

# Complaints in Client Services

**2 things need you.** 9 complaints are open. Write to [{{ reply_to }}](mailto:{{ reply_to }}) if in doubt.

## What {{ address }} wrote

^ {{ reason }}
^ And a second line.

## What happens next

1. We look into it with care.
2. You have our answer, or an update on where we are and what is left to do, by **Monday 23 March 2026**.

- One thing that is not numbered.
- Another thing, which is so long that it must go on in a second line.

| Phone | 0330 440 1624
| Email | [enquiry@ombudsman.example](mailto:enquiry@ombudsman.example)

>> I accept this | mailto:{{ reply_to }}?subject=%5B{{ reference }}%5D%20accept

>> Phone us | tel:03333702024

## Needs you today

@@ Overdue since Mon 9 Mar | answer or update to the client | {{ address }}, with Tom Reed | \
I will deal with it=>mailto:{{ reply_to }}?subject=%5B{{ reference }}%5D%20take;;\
Ask Tom=>mailto:{{ reply_to }}?subject=%5B{{ reference }}%5D%20ask
@@ Today | say who leads the escalated complaint | Fylde Print, no lead yet

## Open complaints by stage

~~ New | 2
~~ Proposal due | 4 | plain
~~ With client | 2 | quiet
~~ Escalated | 1 | alarm
~~ Closed | 0

---
{{ company.name }}
"""


@dataclass(frozen=True)
class Parts:
    """A rendered letter as a mail client sees it."""

    rendered: RenderedLetter
    message: EmailMessage
    text: str
    html: str


def with_every_block(folder: Path) -> Path:
    """A folder of templates in which M20 has every block of the notation."""
    for path in TEMPLATES.rglob("*.txt"):
        copy = folder / path.relative_to(TEMPLATES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "staff" / "M20_delivery_failed.txt").write_text(EVERY_BLOCK, encoding="utf-8")
    return folder


def acknowledgement(topic: str, words: str, name: str = "Mrs Patel") -> Letter:
    """An acknowledgement of that complaint."""
    return Letter(
        kind=LetterKind.ACKNOWLEDGEMENT,
        recipient=Address("patel@bakery.example", name),
        reference="OPT-2026-0042",
        cause="1",
        facts=Acknowledgement(
            topic=topic,
            words=words,
            words_cut=False,
            received_on=date(2026, 3, 2),
            respond_by=date(2026, 3, 23),
            section="Client Services",
        ),
        answers=("<1@bakery.example>",),
    )


def catalogue() -> Iterator[Letter]:
    """Every letter of the catalogue, full and bare, and an ordinary acknowledgement."""
    yield from samples()
    words = (
        "Dear Optimised,\n\nin February you renewed our contract at 31.2p. We cancelled.\nPlease stop this."
    )
    yield acknowledgement("Renewal of our electricity contract", words)


def of_kind(kind: LetterKind) -> Letter:
    """The full sample of that kind."""
    return next(letter for letter in samples() if letter.kind == kind)


def render(letters: Letters, letter: Letter, **changes: str) -> Parts:
    """The letter rendered, and its bytes read back."""
    rendered = letters.render(
        letter,
        message_id=changes.get("message_id", MESSAGE_ID),
        reply_to=changes.get("reply_to", REPLY_TO),
        now=NOW,
        own_header=changes.get("own_header", "OPT-2026-0042 k7f3q9"),
    )
    message = email.message_from_bytes(rendered.content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    text, html = (part.get_content() for part in message.iter_parts())
    return Parts(rendered, message, text.replace("\r\n", "\n"), html.replace("\r\n", "\n"))


def answering(letter: Letter, *answers: str) -> Letter:
    """The same letter in answer to those Message-IDs."""
    return replace(letter, answers=answers)

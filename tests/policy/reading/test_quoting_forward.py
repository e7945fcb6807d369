"""Mail passed on by staff: whose it was, when, about what, and what the forwarder said."""

from datetime import UTC, datetime

import pytest

from worker.model.mail import Address
from worker.policy.reading.quoting import Forwarded, forwarded

JANE = Address("jane@bakery.example", "Jane Smith")
MONDAY = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
EVENING = datetime(2026, 3, 2, 22, 15, tzinfo=UTC)
NOTE = "Please log this one.\nShe rang twice."
WORDS = "I am very unhappy.\n\nJane"

OUTLOOK = """From: Jane Smith <jane@bakery.example>
Sent: 02 March 2026 10:15
To: Tom Reed <tom@optimised.example>; sales@optimised.example
Cc: Sarah Hughes <sarah@optimised.example>
Subject: The standing charge
"""
QUOTED_OUTLOOK = "\n".join(f"> {line}".rstrip() for line in f"{OUTLOOK}\n{WORDS}".splitlines())
TABLE = "Subject:\nThe standing charge\nDate:\nMon, 2 Mar 2026 10:15:00 +0000\nFrom:\n"
TABLE += "Jane Smith <jane@bakery.example>\nTo:\ntom@optimised.example\n"

# Which mail program, whether it says that it forwards, and what it writes below the note.
FORWARDS = [
    ("Outlook", False, OUTLOOK),
    ("Outlook rule", False, f"{'_' * 32}\n{OUTLOOK}"),
    (
        "Outlook linked",
        False,
        OUTLOOK.replace("<jane@", "<jane@bakery.example<mailto:jane@").replace("> \n", ">>"),
    ),
    ("Outlook bold", False, "\n".join(f"*{line.replace(': ', ':* ', 1)}" for line in OUTLOOK.splitlines())),
    ("Outlook brackets", False, OUTLOOK.replace("<jane@bakery.example>", "[mailto:jane@bakery.example]")),
    ("Gmail", True, "---------- Forwarded message ---------\n" + OUTLOOK.replace("Sent:", "Date:")),
    (
        "Gmail wrapped",
        True,
        "---------- Forwarded message ---------\n" + OUTLOOK.replace("Smith <", "Smith\n<"),
    ),
    ("Apple", True, "Begin forwarded message:\n\n" + OUTLOOK.replace("Sent:", "Date:")),
    ("Thunderbird", True, "-------- Forwarded Message --------\n" + OUTLOOK.replace(": ", ": \t")),
    ("Thunderbird table", True, f"-------- Forwarded Message --------\n{TABLE}"),
    ("Yahoo", True, "----- Forwarded Message ----- " + OUTLOOK.replace("\n", "")),
    (
        "Yahoo zone",
        True,
        "----- Forwarded Message ----- " + OUTLOOK.replace("10:15\n", "10:15 GMT\n").replace("\n", ""),
    ),
    ("Samsung", False, "-------- Original message --------\n" + OUTLOOK.replace("Sent:", "Date:")),
    ("double spaced", False, OUTLOOK.replace("\n", "\n\n")),
    (
        "German",
        True,
        (
            "-------- Weitergeleitete Nachricht --------\nBetreff: \tThe standing charge\n"
            "Datum: \t02.03.2026 10:15\n"
            "Von: \tJane Smith <jane@bakery.example>\nAn: \ttom@optimised.example\n"
        ),
    ),
    (
        "French",
        True,
        (
            "Début du message transféré :\n\nDe: Jane Smith <jane@bakery.example>\n"
            "Date: 2 mars 2026 à 10:15:00 UTC\n"
            "À: tom@optimised.example\nObjet: The standing charge\n"
        ),
    ),
    (
        "Polish",
        False,
        (
            "Od: Jane Smith <jane@bakery.example>\nWysłano: poniedziałek, 2 marca 2026 10:15\n"
            "Do: tom@optimised.example\nTemat: The standing charge\n"
        ),
    ),
]


@pytest.mark.parametrize(
    ("announced", "block"), [row[1:] for row in FORWARDS], ids=[row[0] for row in FORWARDS]
)
def test_forwards(announced: bool, block: str) -> None:
    """Sender, subject, date, words and note come out of every form."""
    found = forwarded(f"{NOTE}\n\n{block}\n{WORDS}\n")
    assert found is not None
    assert (found.sender, found.subject) == (JANE, "The standing charge")
    assert (found.text, found.note, found.announced) == (WORDS, NOTE, announced)
    assert found.sent_at == MONDAY


def test_a_quoted_forward() -> None:
    """Apple Mail quotes what it forwards: the marks go, the forwarder's words below stay outside."""
    found = forwarded(f"{NOTE}\n\n> Begin forwarded message:\n> \n{QUOTED_OUTLOOK}\n\nTom Reed")
    assert found is not None
    assert (found.sender, found.text, found.announced) == (JANE, WORDS, True)
    assert found.note == f"{NOTE}\n\nTom Reed"


def test_a_quoted_forward_broken_by_a_mail_program() -> None:
    """A line that lost its mark within the quote still belongs to it; one below the quote does not."""
    quoted = (
        f"{QUOTED_OUTLOOK}\n> We never agreed to the price that\nyour agent wrote on the form\n> in June."
    )
    found = forwarded(f"Forwarded message:\n\n{quoted}\nTom Reed")
    assert found is not None
    assert found.text == f"{WORDS}\nWe never agreed to the price that\nyour agent wrote on the form\nin June."


def test_a_note_without_its_signature() -> None:
    """The forwarder's signature is not part of the note."""
    found = forwarded(f"{NOTE}\n\nKind regards,\n\nTom Reed\nAccount Manager\n\n{OUTLOOK}\n{WORDS}")
    assert found is not None
    assert found.note == NOTE


def test_a_forward_of_a_forward() -> None:
    """The outermost mail is described; asking again with its text gives the one inside."""
    outer = (
        "From: Tom Reed <tom@optimised.example>\nSent: 03 March 2026 09:00\nTo: hello\nSubject: FW: charge\n"
    )
    found = forwarded(f"{outer}\nfyi\n\n{OUTLOOK}\n{WORDS}")
    assert found is not None
    assert found.sender == Address("tom@optimised.example", "Tom Reed")
    inner = forwarded(found.text)
    assert inner is not None
    assert (inner.sender, inner.note) == (JANE, "fyi")


@pytest.mark.parametrize(
    ("shown", "sender"),
    [
        ("Jane Smith", Address("", "Jane Smith")),
        ("jane@bakery.example", Address("jane@bakery.example")),
        ("jane@bakery.example <jane@bakery.example>", Address("jane@bakery.example")),
        ("'Smith, Jane' <Jane@Bakery.example>", Address("jane@bakery.example", "Smith, Jane")),
        ("Jane Smith<mailto:jane@bakery.example>", JANE),
        ("Jane Smith <jane@bakery.example> on behalf of Bakery <info@bakery.example>", JANE),
    ],
)
def test_senders(shown: str, sender: Address) -> None:
    """Name and address come out of every way to show a sender."""
    found = forwarded(f"From: {shown}\nSent: 02 March 2026 10:15\nTo: Tom\nSubject: Charge\n\n{WORDS}")
    assert found is not None
    assert found.sender == sender


@pytest.mark.parametrize(
    "line",
    [
        'On 02/03/2026 10:15, "Jane Smith" <jane@bakery.example> wrote:',
        "On Mon, 2 Mar 2026 at 10:15 AM Jane Smith <jane@bakery.example> wrote:",
        'Am 02.03.26, 10:15 schrieb "Jane Smith" <jane@bakery.example>:',
        "Op 02/03/2026 10:15 heeft Jane Smith <jane@bakery.example> geschreven:",
        "D. 02/03/2026 10.15 skrev Jane Smith <jane@bakery.example>:",
        "Dnia 02/03/2026, 10:15 użytkownik „Jane Smith” <jane@bakery.example> napisał:",
        "02/03/2026 10:15 používateľ Jane Smith (<jane@bakery.example>) napísal:",
        "02/03/2026 10:15 időpontban Jane Smith (jane@bakery.example) ezt írta:",
        "Jane Smith <jane@bakery.example> kirjoitti 02/03/2026 10.15:",
        '"Jane Smith" <jane@bakery.example>, 02/03/2026 10:15 tarihinde şunu yazdı:',
    ],
)
def test_a_forward_that_looks_like_a_reply(line: str) -> None:
    """Some programs forward under the line of a reply; the subject is then only in the outer mail."""
    found = forwarded(f"{NOTE}\n\n{line}\n\n{WORDS}")
    assert found is not None
    assert (found.sender, found.subject, found.announced) == (JANE, "", False)
    assert found.sent_at == MONDAY
    assert found.text == WORDS


@pytest.mark.parametrize(
    ("line", "name", "sent_at"),
    [
        ("On Mon, Mar 2, 2026 at 10:15 PM Pam Smith <jane@bakery.example> wrote:", "Pam Smith", EVENING),
        ('On 02/03/2026, 22:15, "Smith, Jane" <jane@bakery.example> wrote:', "Smith, Jane", EVENING),
        ("On Monday, 2 March 2026 at 22:15:00 GMT, Jane <jane@bakery.example> wrote:", "Jane", EVENING),
        ("Jane Smith <jane@bakery.example> schrieb am 02.03.2026 um 22:15:", "Jane Smith", EVENING),
        ("Le lun. 2 mars 2026 à 22:15, Jane Smith <jane@bakery.example> a écrit :", "Jane Smith", EVENING),
        ("On Tue, 2 Mar 2026 at 22:15, Jane Smith <jane@bakery.example> wrote:", "Jane Smith", None),
    ],
)
def test_when_and_by_whom(line: str, name: str, sent_at: datetime | None) -> None:
    """2 March 2026 was a Monday: the evening stays one, and a weekday that does not fit leaves the time open."""
    found = forwarded(f"{NOTE}\n\n{line}\n\n> {WORDS}")
    assert found is not None
    assert (found.sender, found.sent_at) == (Address("jane@bakery.example", name), sent_at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A complaint.",
        "From 1 August the price rose\nTo: my surprise",
        "Forwarded message\n\nIt never arrived.",
    ],
)
def test_no_forward(text: str) -> None:
    """A mail that quotes no other gives None."""
    assert forwarded(text) is None


def test_rubbish() -> None:
    """The values come from a stranger and are never refused."""
    assert isinstance(forwarded("From: <@>\nSent: 10:15\nTo: \n"), Forwarded)

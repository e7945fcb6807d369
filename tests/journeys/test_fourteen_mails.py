"""The fourteen mails by which help desks were compared: right case, right words, right silence.

Each made at least one well-known help desk lose a complaint, spoil its words, answer a machine or let a stranger in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from tests.attacks.siege import CLIENT, DOUBTFUL, Siege, letter_of, mail, siege
from tests.rig import ADDRESS
from tests.servers.dovecot import DovecotServer
from tests.servers.smtp_sink import Accepted
from worker.adapters import parsing
from worker.adapters.log.register import Disposition
from worker.model.catalogue import LetterKind
from worker.model.entry import ComplaintReceived, Entry, MailNoted
from worker.model.mail import Message
from worker.model.stage import Stage

NEW, PATELS, JOES, NONE = "a new case", "OPT-2026-0001", "OPT-2026-0002", ""
UNHAPPY = "I want to complain. I am very unhappy."
POUNDS = f"{UNHAPPY} You took £1,250 – for nothing."
PATHS = f"{UNHAPPY} See C:\\Users\\jane\\bill.pdf and S:\\new\\x41."
HTML = "<p>I want to complain. I am very unhappy.</p><p>Refund me.<br>Today.</p>"
AWAY = "I am out of the office until Monday."

Write = Callable[[str, Siege], Sequence[bytes]]
"""The mails, given the client's address and the two cases that are there before."""


@dataclass(frozen=True, slots=True)
class Row:
    """One mail: what it is, how it is written, the words that are kept, how it ends, in which case, who hears what."""

    what: str
    write: Write
    words: str
    ends: tuple[Disposition, ...] = (Disposition.CASE,)
    case: str = NEW
    letters: tuple[str, ...] = ("M01 to the client",)


def plain(text: str, subject: str = "Our bill", **headers: str) -> Write:
    """A client's mail of these words; headers written with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda client, _: [mail(client, subject, text, proven=client.partition("@")[2], headers=named)]


def marked(client: str, _: Siege) -> list[bytes]:
    """A client whose mail program marks all it sends."""
    marks = {"Precedence": "bulk", "X-Auto-Response-Suppress": "DR, OOF, AutoReply"}
    return [mail(client, "Our bill", UNHAPPY, proven=client.partition("@")[2], headers=marks)]


def windows_1252(client: str, _: Siege) -> list[bytes]:
    """Bytes of Windows under the name of UTF-8."""
    raw = mail(client, "Our bill", "PLACE", proven=client.partition("@")[2])
    return [raw.replace(b"PLACE", POUNDS.encode("cp1252"))]


def without_subject(client: str, _: Siege) -> list[bytes]:
    """No subject line at all."""
    raw = mail(client, "PLACE", UNHAPPY, proven=client.partition("@")[2])
    return [raw.replace(b"Subject: PLACE\r\n", b"")]


def twice(client: str, _: Siege) -> list[bytes]:
    """By To and by Cc: the same mail in two copies."""
    return [mail(client, "Our bill", UNHAPPY, proven=client.partition("@")[2])] * 2


def answer(_: str, under: Siege) -> list[bytes]:
    """Mrs Patel answers our letter; nothing but In-Reply-To tells."""
    text = "I was in.\n\nOn Mon, 2 Mar 2026 at 09:30, Optimised wrote:\n> Thank you for telling us."
    headers = {"In-Reply-To": letter_of(under, under.acknowledged, LetterKind.ACKNOWLEDGEMENT)}
    return [
        mail(f"Anita Patel <{CLIENT}>", "Re: meter", text, proven="harbour-bakery.example", headers=headers)
    ]


def absence(_: str, under: Siege) -> list[bytes]:
    """Joe's mail system says that he is away."""
    headers = {"To": under.secret_address(under.undecided), "Auto-Submitted": "auto-replied"}
    text = "I am out of the office until Monday."
    return [
        mail(
            f"Joe <{DOUBTFUL}>",
            "Automatic reply: Tuesday",
            text,
            proven="corner-shop.example",
            headers=headers,
        )
    ]


def bounce(_: str, under: Siege) -> list[bytes]:
    """The acknowledgement to Mrs Patel comes back."""
    letter = letter_of(under, under.acknowledged, LetterKind.ACKNOWLEDGEMENT)
    report = (
        "--b\nContent-Type: text/plain\n\nThe mail could not be delivered.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {CLIENT}\nAction: failed\nStatus: 5.1.1\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {letter}\nSubject: Your complaint\n--b--"
    )
    headers = {
        "Content-Type": 'multipart/report; report-type=delivery-status; boundary="b"',
        "Return-Path": "<>",
    }
    return [mail("MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender", report, headers=headers)]


def loop(_: str, under: Siege) -> list[bytes]:
    """A mail of our own address with our own mark, which some gateway sent back with other words."""
    name = letter_of(under, under.acknowledged, LetterKind.ACKNOWLEDGEMENT).strip("<>").partition("@")[0]
    headers = {"X-Optimised-Ref": name, "Auto-Submitted": "auto-replied"}
    return [mail(f"Optimised <{ADDRESS}>", "Your complaint", UNHAPPY, headers=headers)]


ROWS = (
    Row("pound sign and dash of Windows", windows_1252, POUNDS),
    Row("backslashes", plain(PATHS), PATHS),
    Row("the same mail twice", twice, UNHAPPY, (Disposition.CASE, Disposition.DUPLICATE)),
    Row(
        "answer with In-Reply-To only",
        answer,
        "I was in.",
        (Disposition.NOTED,),
        PATELS,
        ("S1 to sarah.hughes",),
    ),
    Row(
        "stranger with a case number",
        plain(UNHAPPY, f"Re: Your complaint [{PATELS}]"),
        UNHAPPY,
        letters=("M01 to the client", "S1 to sarah.hughes"),
    ),
    Row("absence notice in a case that is over", absence, AWAY, (Disposition.NOTED,), JOES, ()),
    Row("our letter comes back", bounce, "", (Disposition.RETURNED,), PATELS, ("M20 to sarah.hughes",)),
    Row("marked as bulk and as Outlook does", marked, UNHAPPY, letters=("S11 to sarah.hughes",)),
    Row(
        "HTML only", plain(HTML, Content_Type="text/html; charset=utf-8"), f"{UNHAPPY}\n\nRefund me.\nToday."
    ),
    Row("no subject", without_subject, UNHAPPY),
    Row("subject in capitals and brackets", plain(UNHAPPY, "[URGENT] Our bill"), UNHAPPY),
    Row("subject that steers", plain(UNHAPPY, "Our bill [status=resolved]"), UNHAPPY),
    Row("complaint about an autoreply", plain(UNHAPPY, "Your autoreply ignored me"), UNHAPPY),
    Row("our own loop mark", loop, "", (Disposition.NOT_A_COMPLAINT,), NONE, ()),
)


@pytest.fixture(scope="module")
def under(dovecot: DovecotServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Siege]:
    """Mrs Patel's acknowledged case, and Joe's, which Tom has said is no complaint."""
    database = tmp_path_factory.mktemp("fourteen") / "complaints.sqlite3"
    with siege(dovecot, f"sqlite:///{database}") as both:
        both.rig.arrive(mail("tom.reed@optimised.net", f"[{JOES}] not a complaint", proven="optimised.net"))
        both.rig.work()
        both.rig.look()
        yield both


@pytest.mark.parametrize("row", ROWS, ids=[row.what for row in ROWS])
def test_right_case_right_words_right_silence(under: Siege, row: Row) -> None:
    """One mail: how it ends, the case that holds it, the words that a person reads there, and every letter."""
    rig, client = under.rig, f"client@firm-{ROWS.index(row)}.example"
    rig.look()  # our own copies of the row before
    before, sent, known = rig.outcomes(), len(rig.sink.mails), entries(under)
    rig.server.deliver(rig.user, row.write(client, under), at=rig.now)
    rig.work()

    assert gained(before, rig.outcomes()) == sorted(row.ends)
    new = {each: lines[len(known.get(each, ())) :] for each, lines in entries(under).items()}
    opened = [case for case in rig.cases() if case.reference not in known]
    assert [case.complainant.email for case in opened] == ([client] if row.case == NEW else [])
    assert [each for each, lines in new.items() if lines] == [each.reference for each in opened] + known_case(
        row
    )
    assert read_by_a_person(new) == ([row.words] if row.words else [])
    assert [described(letter, client) for letter in rig.sink.mails[sent:]] == list(row.letters)
    assert under.case(JOES).stage is Stage.NOT_COMPLAINT
    assert rig.faults() == []


def known_case(row: Row) -> list[str]:
    """The case that was there before and holds the mail, if any."""
    return [] if row.case in (NEW, NONE) else [row.case]


def gained(before: dict[str, int], after: dict[str, int]) -> list[str]:
    """What the mails since then ended as."""
    return sorted(name for name, count in after.items() for _ in range(count - before.get(name, 0)))


def entries(under: Siege) -> dict[str, list[Entry]]:
    """The log of every case."""
    references = {JOES, *(case.reference for case in under.rig.cases())}
    return {reference: under.rig.entries(reference) for reference in references}


def read_by_a_person(new: dict[str, list[Entry]]) -> list[str]:
    """The words that these entries keep of mails."""
    facts = (entry.fact for lines in new.values() for entry in lines)
    return [fact.words for fact in facts if isinstance(fact, ComplaintReceived | MailNoted)]


def described(mail: Accepted, client: str) -> str:
    """A letter as the table writes it: its name in the catalogue and its reader."""
    letter, reader = parsing.read(mail.content), mail.recipients[0]
    assert isinstance(letter, Message)
    kind = letter.header("x-optimised-ref").split(".")[1].upper()
    return f"{kind} to {'the client' if reader == client else reader.partition('@')[0]}"

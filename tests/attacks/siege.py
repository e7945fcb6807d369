"""A worker under attack: two cases that must come out as they went in, and an ordinary client behind every attack."""

import email
import email.policy
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from tests.rig import ADDRESS, AUTHENTICATED_BY, Rig, people, rig
from tests.servers.dovecot import DovecotServer
from tests.servers.smtp_sink import Accepted
from worker.adapters import parsing
from worker.adapters.log import journal
from worker.adapters.log.register import Disposition
from worker.model.catalogue import LetterKind
from worker.model.client_event import ClientAnswered
from worker.model.entry import Entry, MailNoted
from worker.model.letter_event import LetterQueued, LetterSent
from worker.model.mail import Message
from worker.model.stage import Stage
from worker.policy import token
from worker.policy.case import Case

CLIENT = "anita.patel@harbour-bakery.example"
DOUBTFUL = "joe@corner-shop.example"
STAFF = frozenset(person.email for person in people().persons) | {"operator@example.org"}

ANGRY = "I want to complain. I am very unhappy with your service and I want my money back."
CALM = "Thank you for the visit. Please send me a copy of our last invoice."
SECRETS = ("31.2p", "1900000234567", "Tuesday's engineer", "joe@corner-shop")
"""What stands in the two cases and nowhere else; a stranger who reads any of it was told too much."""

_PATELS = """I am very unhappy and want to complain. You renewed our contract at 31.2p without our agreement.
The meter is 1900000234567."""
_DOUBTS = "Tuesday's engineer left at noon."

_numbers = count(1)


def mail(
    sender: str,
    subject: str = "",
    text: str = ANGRY,
    *,
    proven: str = "",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A mail of that From header as our server files it; `proven` is the domain that DMARC confirmed.

    `headers` are added, or stand in place of the usual ones.
    """
    number = next(_numbers)
    passed = (
        {"Authentication-Results": f"{AUTHENTICATED_BY}; dmarc=pass header.from={proven}"} if proven else {}
    )
    lines = {
        **passed,
        "Received": f"from mail.example by {AUTHENTICATED_BY}; Mon, 2 Mar 2026 09:12:03 +0000",
        "From": sender,
        "To": ADDRESS,
        "Subject": subject or f"Letter {number}",
        "Date": "Mon, 2 Mar 2026 09:12:00 +0000",
        "Message-ID": f"<{number}@sender.example>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        **(headers or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return (head + "\r\n" + text.replace("\n", "\r\n") + "\r\n").encode()


def encoded(text: str) -> str:
    """The text as an encoded word, which brings any character into a header (RFC 2047)."""
    return f"=?utf-8?b?{b64encode(text.encode()).decode()}?="


def shown(mail: Accepted) -> str:
    """Everything that a reader of a letter can see: headers, text and HTML, decoded."""
    message = email.message_from_bytes(mail.content, policy=email.policy.default)
    headers = (f"{name}: {value}" for name, value in message.items())
    parts = (part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
    return "\n".join([*headers, *parts])


def senders(mails: Sequence[bytes]) -> set[str]:
    """Everybody who may be answered: whom the mails name as their sender."""
    read = (parsing.read(raw.replace(b"\0", b"\x80")) for raw in mails)  # as Dovecot gives NUL (RFC 3501 4.3)
    return {each.sender.email for each in read if isinstance(each, Message) and each.sender}


@dataclass
class Siege:
    """A worker with an acknowledged case of Mrs Patel and one, undecided, of Joe from the corner shop."""

    rig: Rig
    acknowledged: str
    undecided: str
    before: Mapping[str, tuple[Case, list[Entry]]] = field(default_factory=dict)

    def secret_address(self, reference: str) -> str:
        """The Reply-To of that case, which its party knows."""
        local, _, domain = ADDRESS.partition("@")
        return f"{local}+{token.case_mark(self.rig.place.secrets.token_key, reference)}@{domain}"

    def case(self, reference: str) -> Case:
        """The case as its log tells it now."""
        with self.rig.place.store.reading(self.rig.now) as tx:
            found = journal.case(tx, reference)
        assert found is not None, f"There is no case {reference}."
        return found

    def case_of(self, email: str) -> Case:
        """The one case of that complainant."""
        (found,) = (case for case in self.rig.cases() if case.complainant.email == email)
        return found

    def letters_to_strangers(self, since: int = 0) -> list[Accepted]:
        """What left for anybody but the staff and the two clients, from that mail on."""
        known = {*STAFF, CLIENT, DOUBTFUL, ADDRESS}
        return [mail for mail in self.rig.sink.mails[since:] if not known.issuperset(mail.recipients)]

    def withstand(self, mails: Sequence[bytes], *, may_hear: Collection[str] = (), noted: int = 0) -> None:
        """Take all these mails and an ordinary complaint in one look; all must end as recorded, and nothing else.

        The two cases may gain `noted` notes, which change nothing; of strangers only `may_hear` get letters.
        """
        grocer = f"olive-{next(_numbers)}@green-grocer.example"
        registered, sent = sum(self.rig.outcomes().values()), len(self.rig.sink.mails)
        ordinary = mail(f"Olive Green <{grocer}>", proven="green-grocer.example")
        self.rig.server.deliver(self.rig.user, [*mails, ordinary], at=self.rig.now)
        self.rig.work()

        self.assert_recorded(registered + len(mails) + 1)
        self.assert_cases_unchanged(noted)
        self.assert_discreet({*may_hear, grocer}, sent)
        assert self.case_of(grocer).stage is Stage.ACKNOWLEDGED
        self.rig.look()  # our own copies come in
        assert self.rig.server.contents(self.rig.user) == ()

    def assert_recorded(self, mails: int) -> None:
        """Every mail stands in the register, settled or set aside, and the chain of the log is whole."""
        outcomes = self.rig.outcomes()
        assert set(outcomes) <= {outcome.value for outcome in Disposition}, outcomes
        assert sum(outcomes.values()) == mails, outcomes
        assert self.rig.faults() == []

    def assert_cases_unchanged(self, noted: int) -> None:
        """Both cases are what they were, beside so many notes and the letters to staff about them."""
        notes = 0
        for reference, (case, entries) in self.before.items():
            assert self.case(reference) == case
            now = self.rig.entries(reference)
            assert now[: len(entries)] == entries
            new = [entry.fact for entry in now[len(entries) :]]
            notes += sum(isinstance(fact, MailNoted) for fact in new)
            for fact in new:
                assert isinstance(fact, MailNoted | ClientAnswered | LetterQueued | LetterSent), fact
                # What a mail plainly says is entered; that it changed nothing is seen above.
                if isinstance(fact, LetterQueued | LetterSent):
                    assert fact.recipient in STAFF, fact
        assert notes == noted

    def assert_discreet(self, may_hear: Collection[str], since: int) -> None:
        """No letter left but to staff and to `may_hear`, each to one reader, and none tells what is in the cases."""
        for letter in self.rig.sink.mails[since:]:
            (reader,) = (recipient for recipient in letter.recipients if recipient != ADDRESS)
            assert reader in STAFF or reader in may_hear, reader
        for letter in self.letters_to_strangers(since):
            said = shown(letter)
            tokens = (self.secret_address(reference) for reference in self.before)
            assert [secret for secret in (*SECRETS, *tokens) if secret in said] == []


@contextmanager
def siege(server: DovecotServer, database: str) -> Iterator[Siege]:
    """A worker whose two cases are open, with every letter sent and every copy in."""
    with rig(server, database) as running:
        running.arrive(
            mail(f"Anita Patel <{CLIENT}>", "Our contract", _PATELS, proven="harbour-bakery.example")
        )
        running.look()
        running.arrive(mail(f"Joe <{DOUBTFUL}>", "Tuesday", _DOUBTS, proven="corner-shop.example"))
        running.work()
        running.look()
        under = Siege(running, "OPT-2026-0001", "OPT-2026-0002")
        references = (under.acknowledged, under.undecided)
        assert [under.case(each).stage for each in references] == [Stage.ACKNOWLEDGED, Stage.PROVISIONAL]
        under.before = {each: (under.case(each), running.entries(each)) for each in references}
        yield under


def letter_of(under: Siege, reference: str, kind: LetterKind) -> str:
    """The Message-ID of a letter of ours in that case."""
    (letter,) = (each for each in under.rig.letters(reference) if each.kind is kind)
    return letter.message_id

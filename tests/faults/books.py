"""What a worker wrote down, and the sentences that must be true of it after every fault (promises 1 to 8)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes

from tests.faults.clients import client
from tests.servers.smtp_sink import Accepted
from worker.adapters.log import journal, outbox, register, settled
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.model.entry import ReminderSent
from worker.model.letter_event import SecondCopyPossible
from worker.model.queued_letter import LetterState, QueuedLetter

INBOX = "INBOX"


@dataclass(frozen=True, slots=True)
class Books:
    """The clients of all cases, mails by outcome, letters, how often a letter was sent again, faults of the log.

    `untold` counts the complaints whose owner has not heard of them yet, `reminded` says how often each reminder was
    entered in each case, `seal` is that of the whole log.
    """

    clients: tuple[str, ...]
    outcomes: Mapping[str, int]
    unfiled: int
    letters: tuple[QueuedLetter, ...]
    sent_again: Counter[str]
    faults: tuple[str, ...]
    untold: int
    reminded: Counter[tuple[str, ReminderSent]]
    seal: str

    @property
    def mails(self) -> int:
        """How many mails the register holds, without the copies of our own letters."""
        return sum(self.outcomes.values()) - self.outcomes.get(Disposition.OWN_COPY, 0)

    @property
    def at_rest(self) -> bool:
        """Whether no mail and no letter waits for anything, and nobody has to be told of a complaint."""
        concluded = all(letter.state in (LetterState.SENT, LetterState.FAILED) for letter in self.letters)
        return concluded and not (self.unfiled or self.untold or self.outcomes.get("", 0))

    def to(self, address: str) -> tuple[QueuedLetter, ...]:
        """The letters to that address."""
        return tuple(letter for letter in self.letters if letter.recipient == address)


def read_books(tx: Transaction) -> Books:
    """The books as they stand in this transaction."""
    cases = journal.cases(tx, open_only=False)
    references = ["", *(case.reference for case in cases)]
    told = [(reference, entry.fact) for reference in references[1:] for entry in journal.read(tx, reference)]
    cursor = register.cursor(tx, INBOX)
    return Books(
        clients=tuple(sorted(case.complainant.email for case in cases)),
        outcomes=dict(settled.counts(tx)),
        unfiled=len(register.to_file(tx, INBOX, cursor.uidvalidity)) if cursor else 0,
        letters=tuple(letter for reference in references for letter in outbox.of_case(tx, reference)),
        sent_again=Counter(fact.message_id for _, fact in told if isinstance(fact, SecondCopyPossible)),
        faults=tuple(journal.faults(tx)),
        untold=sum(bool(case.is_complaint) and not (case.is_over or case.heard) for case in cases),
        reminded=Counter((case, fact) for case, fact in told if isinstance(fact, ReminderSent)),
        seal=journal.seal(tx),
    )


def assert_sent_once(books: Books, mails: Sequence[Accepted]) -> None:
    """Exactly one copy of every letter reached the SMTP server."""
    assert copies(mails) == Counter(letter.message_id for letter in books.letters)


def copies(mails: Sequence[Accepted]) -> Counter[str]:
    """How many copies of each letter the SMTP server kept, by Message-ID."""
    return Counter(str(message_from_bytes(mail.content)["Message-ID"]) for mail in mails)


def assert_whole(books: Books, numbers: Sequence[int], *, letters: int = 1) -> None:
    """Every mail one row and one case, every client their letters, every letter sent, the log unbroken."""
    assert books.faults == ()
    assert books.clients == tuple(sorted(client(number) for number in numbers))
    assert books.outcomes.get(Disposition.CASE) == books.mails == len(numbers)
    assert {address: len(books.to(address)) for address in books.clients} == dict.fromkeys(
        books.clients, letters
    )
    assert {letter.state for letter in books.letters} == {LetterState.SENT}

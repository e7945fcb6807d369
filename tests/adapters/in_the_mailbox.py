"""What the tests of the mailbox put into one and read out of it."""

from collections.abc import Mapping, Sequence

from tests.servers.dovecot import DovecotServer
from tests.servers.pymap_server import PymapServer
from worker.adapters.mailbox import Mailbox
from worker.model.mail import RawMail
from worker.model.servers import MailboxSettings

Server = DovecotServer | PymapServer
Script = Mapping[str, Sequence[str]]
ARRIVED = '"02-Mar-2026 09:30:00 +0000"'


def mail(number: int, size: int = 40) -> bytes:
    """A message of at least that many bytes, unlike every other."""
    text = b"From: client@example.com\r\nSubject: Complaint %d\r\n\r\nCaf\xe9 %d\r\n" % (number, number)
    return text + b"x" * max(0, size - len(text) - 2) + b"\r\n"


def everything(mailbox: Mailbox) -> tuple[RawMail, ...]:
    """All mail of the inbox, in the order of the UIDs."""
    windows = mailbox.waiting(1, mailbox.folder().next_uid - 1)
    return tuple(each for window in windows for batch in mailbox.fetch(window) for each in batch)


def uids(mailbox: Mailbox) -> tuple[int, ...]:
    """All UIDs of the inbox."""
    return tuple(uid for window in mailbox.waiting(1, mailbox.folder().next_uid - 1) for uid in window)


def settings_with(server: Server, *mails: bytes) -> MailboxSettings:
    """How to reach a new mailbox that holds those mails."""
    user = server.new_user()
    for raw in mails:
        server.append(user, raw)
    return server.settings(user)


def about(*uids: int, date: str = ARRIVED) -> str:
    """The answer to the question for size and arrival."""
    lines = [f"* {uid - 10} FETCH (UID {uid} RFC822.SIZE 6 INTERNALDATE {date})" for uid in uids]
    return "\n".join([*lines, "{tag} OK done"])


def bodies(*uids: int) -> str:
    """The answer to the question for the bytes: `mail N` and nothing more."""
    lines = [f"* {uid - 10} FETCH (UID {uid} BODY[] {{7}}\nmail {uid})" for uid in uids]
    return "\n".join([*lines, "{tag} OK done"])


def script(found: str = "11 12 13", **more: str | Sequence[str]) -> Script:
    """A server with three mails; underscores in the names of commands are spaces."""
    usual: dict[str, Sequence[str]] = {
        "UID SEARCH": [f"* SEARCH {found}\n{{tag}} OK done"],
        "UID FETCH": [about(11, 12, 13), bodies(11, 12, 13)],
    }
    given = {name.replace("_", " "): [text] if isinstance(text, str) else text for name, text in more.items()}
    return {**usual, **given}

"""Correspondents that never tire: a second worker, and a robot that answers every letter as if it were a person."""

import email
import email.policy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count

from tests.attacks.siege import STAFF
from tests.rig import AUTHENTICATED_BY, Rig, opened, rig, settings
from tests.servers.dovecot import DovecotServer
from tests.servers.smtp_sink import Accepted
from worker.model.office import Caps

_numbers = count(1)
_MARKS = (
    "auto-submitted",
    "x-auto-response-suppress",
    "x-optimised-ref",
    "in-reply-to",
    "references",
    "message-id",
)

Carry = Callable[[bytes, str], bytes]
"""What the way between two offices does to a letter from that domain."""


@dataclass
class Office:
    """A worker with an address of its own; `read` counts the letters that others have taken from its sink."""

    rig: Rig
    address: str
    read: int = 0

    def new_letters(self) -> list[Accepted]:
        """The letters to anybody outside that nobody has taken yet."""
        new = self.rig.sink.mails[self.read :]
        self.read += len(new)
        return [letter for letter in new if not STAFF.intersection(letter.recipients)]

    @property
    def domain(self) -> str:
        """The part behind the @."""
        return self.address.partition("@")[2]


@contextmanager
def office(server: DovecotServer, database: str, address: str, caps: Caps | None = None) -> Iterator[Office]:
    """A worker as the rig has it, at that address and with those caps; its copies do not come back."""
    with rig(server, database, own_copy=False) as running:
        smtp = replace(running.sink.settings(), own_copy=False, per_minute=10_000)
        told = settings(server.settings(running.user), smtp, database)
        told = replace(told, office=replace(told.office, address=address, caps=caps or told.office.caps))
        running.place.store.close()
        running.place = opened(told, lambda: running.now)
        yield Office(running, address)


def proven(raw: bytes, domain: str) -> bytes:
    """The letter as a server files it that proved its domain."""
    results = f"Authentication-Results: {AUTHENTICATED_BY}; dmarc=pass header.from={domain}\r\n"
    received = f"Received: from mail.{domain} by {AUTHENTICATED_BY}; Mon, 2 Mar 2026 09:31:00 +0000\r\n"
    return (results + received).encode() + raw


def unproven(raw: bytes, domain: str) -> bytes:
    """The letter as a server files it that proves nothing."""
    return (
        f"Received: from mail.{domain} by {AUTHENTICATED_BY}; Mon, 2 Mar 2026 09:31:00 +0000\r\n".encode()
        + raw
    )


def stripped(raw: bytes, domain: str) -> bytes:
    """The letter with every mark of automatic mail and of its thread removed, proven."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    for name in _MARKS:
        del message[name]
    message["Message-ID"] = f"<{next(_numbers)}@{domain}>"
    return proven(message.as_bytes(policy=email.policy.compat32.clone(linesep="\r\n")), domain)


@dataclass
class Robot:
    """It answers each letter with a complaint, without any mark and under a new Message-ID each time.

    With `threads` it names the letter in In-Reply-To; with `to_reply_to` it writes to Reply-To; `sender` gives the
    address that it writes from the next time.
    """

    sender: Callable[[], str]
    threads: bool
    to_reply_to: bool
    proven: bool = True
    answered: int = field(default=0)

    def answer(self, letter: bytes) -> bytes:
        """Its answer as the office's server files it."""
        message = email.message_from_bytes(letter, policy=email.policy.default)
        sender, number = self.sender(), next(_numbers)
        self.answered += 1
        lines = [
            f"From: Robot <{sender}>",
            f"To: {message['Reply-To' if self.to_reply_to else 'From']}",
            f"Subject: Ticket {number}" if not self.threads else f"Subject: Re: {message['Subject']}",
            f"Message-ID: <{number}@robot.example>",
            *([f"In-Reply-To: {message['Message-ID']}"] if self.threads else ()),
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "",
            f"I want to complain, number {number}. I am very unhappy with your service.",
        ]
        carry = proven if self.proven else unproven
        return carry("\r\n".join(lines).encode() + b"\r\n", sender.partition("@")[2])

"""One letter, one transaction: MAIL, RCPT, DATA and the final dot by hand, and what each reply comes to."""

from contextlib import suppress
from types import TracebackType
from typing import Self

from worker import kill_point
from worker.adapters.smtp.session import PostRefused, PostUnreachable, Reply, SmtpSession
from worker.adapters.smtp.wire import address_fault, dot_stuffed, needs_smtputf8, with_line_ends
from worker.model.letter import Envelope, SendResult, SendStatus
from worker.model.servers import SmtpSettings

_LETTERS_PER_CONNECTION = 50
_NOT_AUTHENTICATED = (530, 534, 535, 538)  # RFC 4954 4 and 6: no fault of the letter


class Post:
    """Hands over letters on a connection that is opened at need and kept; for one thread at a time."""

    def __init__(self, settings: SmtpSettings, password: str) -> None:
        """Connect to nothing yet."""
        self._settings = settings
        self._connection = SmtpSession(settings, password)
        self._letters = 0

    def __enter__(self) -> Self:
        """Connect to nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection politely; a later letter opens a new one."""
        self._connection.close()

    def check(self) -> None:
        """Prove on a new connection that the server lets us in; else raise PostRefused or PostUnreachable."""
        self.close()
        self._connection.open()
        self.close()

    def send(self, envelope: Envelope) -> SendResult:
        """Hand over one letter and say what came of it; raises only PostRefused, and then nothing was sent.

        `unknown` is any failure after the final dot went out and before its reply came (RFC 1047). Where the
        server refuses our own copy the letter goes without it and the detail says so.
        """
        if wrong := address_fault(envelope):
            return SendResult(SendStatus.NEVER, wrong)
        try:
            outcome = self._transact(envelope)
        except PostUnreachable as error:
            self._connection.drop()
            return SendResult(SendStatus.LATER, f"{error} The letter was not handed over.", reached=False)
        self._letters += 1
        if self._letters >= _LETTERS_PER_CONNECTION:
            self.close()
        return outcome

    def _transact(self, envelope: Envelope) -> SendResult:
        lines = with_line_ends(envelope.content)
        kept = self._connection.is_open
        if not kept:
            self._open()
        if needs_smtputf8(envelope) and not self._connection.offers("smtputf8"):
            return SendResult(SendStatus.NEVER, self._no_smtputf8())
        reply = self._mail(envelope, lines, kept=kept)
        if reply.accepts:
            reply = self._connection.command(f"RCPT TO:<{envelope.recipient}>")
        if not reply.accepts:
            return self._refusal(reply)
        copy_note = self._invite_copy(envelope)
        kill_point.reached("after_rcpt")
        reply = self._connection.command("DATA")
        if reply.code != 354:
            return self._refusal(reply)
        return self._hand_over(lines, copy_note)

    def _open(self) -> None:
        self._connection.open()
        self._letters = 0

    def _mail(self, envelope: Envelope, lines: bytes, *, kept: bool) -> Reply:
        """The reply to MAIL; a kept connection that has died since, or ends now, is replaced once."""
        if kept:
            with suppress(PostUnreachable):
                reply = self._connection.command(self._mail_command(envelope, lines))
                if not reply.ends:
                    return reply
            self._open()
        return self._connection.command(self._mail_command(envelope, lines))

    def _mail_command(self, envelope: Envelope, lines: bytes) -> str:
        words = [f"MAIL FROM:<{envelope.sender}>"]
        if self._connection.offers("size"):
            words.append(f"SIZE={len(lines)}")
        if self._connection.offers("8bitmime") and not lines.isascii():
            words.append("BODY=8BITMIME")
        if needs_smtputf8(envelope):
            words.append("SMTPUTF8")
        return " ".join(words)

    def _invite_copy(self, envelope: Envelope) -> str:
        """What the detail must add about our own copy, which is asked for unless it is the letter itself."""
        if envelope.copy_to.lower() in ("", envelope.recipient.lower()):
            return ""
        reply = self._connection.command(f"RCPT TO:<{envelope.copy_to}>")
        if reply.ends:
            raise PostUnreachable(f"{self._settings.host} ended the connection: {reply.text}.")
        return "" if reply.accepts else f" (our own copy was refused: {reply.text})"

    def _hand_over(self, lines: bytes, copy_note: str) -> SendResult:
        patience = self._settings.reply_timeout
        self._connection.write(dot_stuffed(lines), timeout=patience)
        kill_point.reached("before_dot")
        # An error here means that the last byte did not leave, so no server has seen the end of the letter.
        self._connection.write(b".\r\n", timeout=patience)
        kill_point.reached("after_dot")
        try:
            reply = self._connection.reply(timeout=patience)
        except PostUnreachable as error:
            return SendResult(SendStatus.UNKNOWN, f"{error} The letter may have been sent.{copy_note}")
        if reply.accepts:
            return SendResult(SendStatus.DELIVERED, f"{reply.text}{copy_note}")
        if reply.refuses:
            return self._refusal(reply)
        self._connection.drop()
        return SendResult(SendStatus.UNKNOWN, f"{reply.text} The letter may have been sent.{copy_note}")

    def _refusal(self, reply: Reply) -> SendResult:
        """What a refusal comes to; the connection is ready for the next letter, or closed."""
        if reply.ends or reply.code in _NOT_AUTHENTICATED or not self._reset():
            self._connection.drop()
        if reply.code in _NOT_AUTHENTICATED:
            raise PostRefused(f"{self._settings.host} wants another user name or password: {reply.text}.")
        return SendResult(SendStatus.NEVER if reply.is_final else SendStatus.LATER, reply.text)

    def _reset(self) -> bool:
        """Whether the server forgot the transaction, so that DATA can never reach the copy alone."""
        try:
            return self._connection.command("RSET").accepts
        except PostUnreachable:
            return False

    def _no_smtputf8(self) -> str:
        return (
            f"The address has characters that {self._settings.host} cannot handle (it offers no SMTPUTF8); "
            "use another address of the client."
        )

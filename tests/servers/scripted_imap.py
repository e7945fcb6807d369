"""An IMAP server that says what a test wants it to say, as no good server would, and keeps what it heard."""

import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.servers import PASSWORD
from worker.model.servers import MailboxSettings, Security

HANG_UP = "<hang up>"
SILENCE = "<silence>"

_USUAL: Mapping[str, Sequence[str]] = {
    "CAPABILITY": ["* CAPABILITY IMAP4rev1 MOVE UIDPLUS IDLE\n{tag} OK done"],
    "SELECT": ["* 3 EXISTS\n* OK [UIDVALIDITY 7] ok\n* OK [UIDNEXT 14] ok\n{tag} OK [READ-WRITE] done"],
    "LOGOUT": ["* BYE see you\n{tag} OK done"],
    "IDLE": ["+ idling"],
}


class ScriptedImap:
    """Answers each command with the next of its answers, and with the last one ever after.

    Commands are named as in "UID FETCH"; unnamed ones get OK. A line break in an answer is sent as CRLF,
    "{tag}" is the tag of the command. HANG_UP closes the connection, SILENCE says nothing.
    """

    def __init__(
        self,
        answers: Mapping[str, Sequence[str]] | None = None,
        *,
        greeting: str = "* OK ready",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._answers = {name: list(texts) for name, texts in {**_USUAL, **(answers or {})}.items()}
        self._greeting = greeting
        self._tls = tls
        self.heard = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in (self._listener, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._thread.join(timeout=10)

    def settings(self) -> MailboxSettings:
        """How our adapter reaches it, with little patience."""
        return MailboxSettings(
            host="127.0.0.1",
            user="hello",
            port=self.port,
            security=Security.NONE,
            connect_timeout=1,
            read_timeout=1,
        )

    def commands(self, name: str) -> list[str]:
        """The commands of that name that were heard, without their tags."""
        lines = (line.partition(" ")[2] for line in self.heard.decode("latin-1").splitlines())
        return [line for line in lines if line.upper().startswith(name)]

    def heard_password(self) -> bool:
        """Whether the password reached us in clear."""
        return PASSWORD.encode() in self.heard

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                accepted, _ = self._listener.accept()
                self._open.append(accepted)
                with suppress(OSError):
                    self._talk(accepted)
                accepted.close()

    def _talk(self, connection: socket.socket) -> None:
        if self._tls is not None:
            connection = self._tls.wrap_socket(connection, server_side=True)
            self._open.append(connection)
        self._say(connection, self._greeting, "")
        line, tag = b"", ""
        while received := connection.recv(4096):
            self.heard += received
            line += received
            while b"\r\n" in line:
                first, _, line = line.partition(b"\r\n")
                words = first.decode("latin-1").split(" ")
                tag = words.pop(0) if len(words) > 1 else tag
                self._say(connection, self._answer(" ".join(words).upper()), tag)

    def _answer(self, command: str) -> str:
        name = max((name for name in self._answers if command.startswith(name)), key=len, default="")
        texts = self._answers.get(name, ["{tag} OK done"])
        return texts.pop(0) if len(texts) > 1 else texts[0]

    def _say(self, connection: socket.socket, text: str, tag: str) -> None:
        if text == HANG_UP:
            connection.shutdown(socket.SHUT_RDWR)
        elif text != SILENCE:
            answer = text.replace("{tag}", tag).replace("\n", "\r\n") + "\r\n"
            connection.sendall(answer.encode("latin-1"))

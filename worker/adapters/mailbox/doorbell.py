"""IDLE (RFC 2177) as a doorbell: it says that it is worth looking, never what came.

IMAPClient's own idle_check is not used: it takes a dead server for a quiet one and loses what came with the
go-ahead.
"""

import imaplib
import select
import ssl
import threading
import time

from imapclient import IMAPClient

_LONGEST = 540.0  # seconds; routers and servers cut a connection that has been silent for ten minutes
_SLICE = 0.5


def wait(client: IMAPClient, seconds: float, stop: threading.Event) -> bool:
    """Whether the server rang within `seconds`, before `stop`; it raises what IMAPClient raises."""
    end = time.monotonic() + min(seconds, _LONGEST)
    if not _agreed(client):
        stop.wait(seconds)
        return False
    rang = rung(client) or _buffered(client)
    while not rang and not stop.is_set() and (left := end - time.monotonic()) > 0:
        rang = _readable(client, min(left, _SLICE))
    client.idle_done()
    return rung(client) or rang


def rung(client: IMAPClient) -> bool:
    """Whether new mail was announced since this was last asked, in the answer to whatever command."""
    _, counts = client._imap.response("EXISTS")
    return bool(counts != [None])


def _agreed(client: IMAPClient) -> bool:
    """Ask for IDLE; whether the server gave the go-ahead, which IMAPClient expects in the next line only."""
    try:
        client.idle()
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        while not client._imap.tagged_commands[client._idle_tag]:
            if client._imap._get_response() is None:
                return True
        del client._imap.tagged_commands[client._idle_tag]
        return False
    return True


def _buffered(client: IMAPClient) -> bool:
    """Whether bytes were read from the socket already, so that no poll will announce them."""
    socket = client.socket()
    patience = socket.gettimeout()
    socket.settimeout(0)
    try:
        return bool(client._imap.file.peek(1))
    except ssl.SSLWantReadError:
        return False
    finally:
        socket.settimeout(patience)


def _readable(client: IMAPClient, seconds: float) -> bool:
    poll = select.poll()
    poll.register(client.socket(), select.POLLIN)
    return bool(poll.poll(seconds * 1000))

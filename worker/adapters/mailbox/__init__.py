"""The mailbox over IMAP (RFC 3501), by UID only: reads without marking, changes only where a mail lies."""

from worker.adapters.mailbox.connection import MailboxRefused, MailboxUnavailable, open_connection
from worker.adapters.mailbox.inbox import UNUSABLE_DATE, FolderState, Mailbox
from worker.model.servers import MailboxSettings

__all__ = ["UNUSABLE_DATE", "FolderState", "Mailbox", "MailboxRefused", "MailboxUnavailable", "open_mailbox"]


def open_mailbox(settings: MailboxSettings, password: str) -> Mailbox:
    """A logged-in connection with the inbox selected, to be used as a context manager.

    Raises MailboxUnavailable, or MailboxRefused where certificate, password or inbox are not right. Nothing
    is sent in clear except to a loopback address, and no password to a server that skips the login (PREAUTH).
    """
    connection = open_connection(settings, password)
    try:
        mailbox = Mailbox(connection)
        mailbox.folder()
    except (MailboxRefused, MailboxUnavailable):
        connection.close()
        raise
    return mailbox

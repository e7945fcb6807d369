"""Mailbox to log: fetch, keep the bytes, gather what is known of a mail, decide, record, file."""

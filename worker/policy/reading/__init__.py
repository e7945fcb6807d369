"""What a mail is and what it says: pure functions from a message and what the log knows about it."""

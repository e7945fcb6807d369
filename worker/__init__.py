"""The complaints worker: how one message becomes an entry and a letter. Read this first.

 1. jobs/ingest.py asks adapters/mailbox what waits in the mailbox. Read or unread, flagged or not, plays no part.
 2. adapters/log/inbox.py keeps the exact bytes and counts an attempt: the first commit, before anything is read.
 3. adapters/parsing turns the bytes into a Message. What it cannot read is set aside and shown to a person.
 4. policy/triage.py, an ordered table, says what the mail is; the name of the rule that decided is kept.
 5. policy/decide has one file for each happening and gives a Decision: entries for the log, letters to write.
 6. adapters/letters renders the letters now, so that the log holds the very words that will be sent.
 7. workplace records entries, letters and what became of the mail in one transaction: the second commit.
 8. Only then the mail moves to the Processed folder, and the folder is read back to see that it did.
 9. jobs/deliver.py claims a letter, hands it to adapters/smtp and writes what came of it. The log says sent only
    after the server's 250, or when our own copy of the letter comes in.

Every arrow may be repeated after a crash with the same result. Imports only point down:
cli > app > jobs > workplace > adapters > policy > model.
"""

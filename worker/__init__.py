"""The complaints worker: how one message becomes an entry and a letter. Read this first.

 1. adapters/mailbox says what waits in the mailbox. Read or unread, flagged or not, plays no part.
 2. adapters/log/register.py keeps the exact bytes and counts an attempt: the first commit, before anything is read.
 3. adapters/parsing turns the bytes into a Message. What it cannot read is set aside and shown to a person.
 4. policy/reading says what the mail is: whose words, from whom, and by an ordered table what has happened; the name
    of the rule that decided is kept.
 5. policy/decide has one file for each happening and gives a Decision: entries for the log, letters to write.
 6. adapters/letters renders the letters now, so that the log holds the very words that will be sent.
 7. workplace.py records entries, letters and what became of the mail in one transaction: the second commit.
 8. Only then the mail moves to the Processed folder, and the folder is read back to see that it did.
 9. jobs/deliver.py claims a letter, hands it to adapters/smtp and writes what came of it. The log says sent only
    after the server's 250, or when our own copy of the letter comes in.

Steps 1 to 8 are led by jobs/ingest. Every arrow may be repeated after a crash with the same result.

The rooms, from the top floor down; imports only point down:

    cli/            what an operator types
    demo/           the same worker on made-up or recorded mail
    app.py          builds everything; timetable, signals
    rounds.py       the jobs with their connections and retries
    jobs/           what the worker does; ingest/ is a room of its own
    reports/        what the log says, for people
    workplace.py    what jobs share, and the recording of a decision
    adapters/       the outside world, one room an outside thing: log mailbox parsing letters smtp settings workbook ...
    policy/         the complaints policy as pure code; reading/ is what a mail is, decide/ what follows from it
    model/          the nouns, frozen
"""

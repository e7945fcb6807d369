"""The demo: a made-up fortnight of the complaints mailbox, played in seconds by the same code as in production.

mail_world (an IMAP and an SMTP server in this process) <- sample_mail (who writes when) ; story plays it all through
app.Rounds with a clock that jumps; gallery leaves every mail to be looked at.
"""

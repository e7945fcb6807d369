"""The demo: a made-up fortnight of the complaints mailbox, played in seconds by the same code as in production.

story plays sample_mail (who writes when; sample_words, writing) into mail_world (a mailbox and a mail server; servers),
lets app.Rounds work with a clock that jumps, and says what telling finds new in the log. gallery leaves every mail.
"""

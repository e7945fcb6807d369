"""The worker at work on mail that is made up or recorded, in seconds and on this machine alone.

simulation plays mails into mail_world (a mailbox and a mail server; servers) and lets the rounds work with a clock that
jumps. Two use it: story, the demo's month of an office in which colleagues answer (office_mail, office_words, outlook),
and diary, which `worker simulate` shows for sample_mail or a folder of recorded mail. telling puts into words what is
new in the log, entry_telling a line of it; log_table is all of it at the end; gallery leaves every mail.
"""


class DemoRefused(Exception):
    """The demo cannot be played here; a person must install its servers or name another folder."""

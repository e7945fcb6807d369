"""The worker at work on mail that is made up or recorded, in seconds and on this machine alone.

simulation plays mails into mail_world (a mailbox and a mail server; servers) and lets the rounds work with a clock that
jumps. Two use it: story, the demo's eight weeks of sample_mail (sample_words, writing), and diary, which `worker
simulate` shows for sample_mail or a folder of recorded mail. telling puts into words what is new in the log; gallery
leaves every mail.
"""


class DemoRefused(Exception):
    """The demo cannot be played here; a person must install its servers or name another folder."""

"""What a person wrote in a mail, told apart from what their mail program added; pure functions on text.

`new_words` reads a reply, `forwarded` reads a mail passed on. Mail programs are known by the marks they leave
(RFC 3676 4.3 and 4.5; the rest is no standard). In doubt, words are the writer's and stay.
"""

from worker.policy.reading.quoting.forward import Forwarded, forwarded
from worker.policy.reading.quoting.reply import NewWords, new_words

__all__ = ["Forwarded", "NewWords", "forwarded", "new_words"]

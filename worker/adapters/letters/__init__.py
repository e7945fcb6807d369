"""Letters: from facts to the exact bytes that are sent.

A template is filled by jinja (`templates`), in which every fact becomes a private token. The tokenised text
is parsed into blocks (`blocks`), and the blocks are written twice, as plain text (`plain`) and as HTML
(`html`). Only then do the facts take the place of their tokens, escaped and never read again: a fact cannot
become a heading, a link, a button or a header. Last, both parts are joined to one message (`message`).
"""

from worker.adapters.letters.letters import Letters
from worker.adapters.letters.procedure import own_pdf
from worker.adapters.letters.templates import BrokenTemplateError

__all__ = ["BrokenTemplateError", "Letters", "own_pdf"]

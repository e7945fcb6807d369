"""Anything as JSON for a program; the log in words is put by `worker.workplace.words`."""

import json
from collections.abc import Callable
from functools import partial

from worker.workplace.words import kind_in_words, moment, name_of, what

__all__ = ["as_json", "kind_in_words", "moment", "name_of", "what"]

# In ASCII, so that it arrives whole through any terminal.
as_json: Callable[[object], str] = partial(json.dumps, indent=2)

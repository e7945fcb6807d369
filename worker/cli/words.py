"""Anything as JSON for a program; the log in words is put by `worker.reports.words`."""

import json
from collections.abc import Callable
from functools import partial

# In ASCII, so that it arrives whole through any terminal.
as_json: Callable[[object], str] = partial(json.dumps, indent=2)

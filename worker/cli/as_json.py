"""What a program reads: anything as JSON, and a line of the log; the words for people are in `worker.reports`."""

import json
from collections.abc import Callable
from functools import partial

from worker.adapters.log import facts
from worker.model.entry import Entry

# In ASCII, so that it arrives whole through any terminal.
as_json: Callable[[object], str] = partial(json.dumps, indent=2)


def line(entry: Entry) -> str:
    """A line of the log as JSON on one line, with the fact and the hash as the log holds them; the time in UTC."""
    held = {
        "reference": entry.reference,
        "number": entry.number,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "kind": facts.kind_of(entry.fact),
        "fact": json.loads(facts.to_json(entry.fact)),
        "hash": entry.hash,
    }
    return json.dumps(held, ensure_ascii=False)

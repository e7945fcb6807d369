"""What a program reads: anything as JSON, and a line of the log; the words for people are in `worker.reports`."""

import json
from collections.abc import Callable
from functools import partial

from worker.adapters.log import facts
from worker.model.entry import Entry

# In ASCII, so that it arrives whole through any terminal.
as_json: Callable[[object], str] = partial(json.dumps, indent=2)


def line(entry: Entry) -> str:
    """A line of the log as JSON on one line, with the fact to the letter as the log holds it; the time in UTC."""
    told = {
        "reference": entry.reference,
        "number": entry.number,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "kind": facts.stored_name(entry.fact),
    }
    before = json.dumps(told, ensure_ascii=False).removesuffix("}")
    # Read and written again, a fact would lose what its hash was made of.
    return f'{before}, "fact": {entry.text}, "hash": "{entry.hash}"}}'

"""A line of the log for a program; the tables for a person are in `worker.reports.workbook_rows`."""

import json

from worker.adapters.log import facts
from worker.model.entry import Entry


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

"""How the worker is, as JSON, in a file for whatever supervises it and on the operator's terminal."""

import json
import os
from datetime import datetime
from pathlib import Path

from worker.policy.health import Health

_EVERYBODY_READS = 0o644


class HealthFileRefused(Exception):
    """The health file cannot be written; a person must give it a place."""


def as_json(health: Health) -> str:
    """The health as one JSON object in ASCII; times in UTC (ISO 8601), null where nothing is known."""
    troubles = [
        {"name": each.name, "what": each.what, "to_do": each.to_do, "since": _instant(each.since)}
        for each in health.troubles
    ]
    told = {
        "at": _instant(health.at),
        "well": health.well,
        "troubles": troubles,
        "last_look": _instant(health.looked_at),
        "letters_waiting": health.letters_waiting,
        "oldest_letter_since": _instant(health.waits_since),
        "open_cases": health.open_cases,
        "bank_holidays_known_until": health.holidays_until.isoformat(),
    }
    return json.dumps(told, indent=2)


def write(path: Path, health: Health) -> None:
    """Put the health in that file as a whole, for everybody to read; raises HealthFileRefused.

    Whoever reads meanwhile gets the old file or the new one, never a part.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        # Never through a link that somebody else laid in a folder where everybody may write.
        draft.unlink(missing_ok=True)
        number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _EVERYBODY_READS)
        with os.fdopen(number, "w", encoding="ascii") as file:
            os.fchmod(number, _EVERYBODY_READS)
            file.write(f"{as_json(health)}\n")
        draft.replace(path)
    except OSError as error:
        said = error.strerror or str(error)
        raise HealthFileRefused(
            f"The health file {path} cannot be written: {said}. Make its folder, or change file under [health] in "
            "office.toml."
        ) from error


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None

"""The command that says what the worker would make of a mail, and why."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import click

from worker import app
from worker.adapters.letters import Letters
from worker.adapters.log import schema
from worker.adapters.log.register import Kept
from worker.adapters.log.store import open_store
from worker.adapters.parsing.guard import Guard
from worker.cli.as_json import as_json
from worker.cli.folders import Folders
from worker.jobs.ingest.gather import gather
from worker.model.mail import RawMail, Unreadable
from worker.model.office import Settings
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.automatic import Automatic
from worker.policy.reading.triage import Rule
from worker.policy.reading.triage import triage as decide
from worker.policy.rulebook import Rulebook
from worker.workplace import Workplace

_SET_ASIDE = "set aside for a person"
_WHY = ("automatic", "judgement", "trust")


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--json", "plain", is_flag=True, help="Print JSON.")
@click.pass_obj
def triage(folders: Folders, file: BinaryIO, plain: bool) -> None:
    """Say what kind of mail is in FILE and why; nothing is recorded.

    FILE is a mail as it was received (.eml), or - for standard input. Whether the mail belongs to a known complaint,
    only the log can tell, and it is not asked.
    """
    settings = folders.settings_without_secrets()
    with TemporaryDirectory(prefix="triage-") as scratch, closing(_place(settings, Path(scratch))) as place:
        message = place.reader.read(file.read())
        if isinstance(message, Unreadable):
            click.echo(_unreadable(message, plain))
            return
        now = app.utc_now()
        with place.store.reading(now) as tx:
            arrival = gather(place, tx, Kept(0, RawMail("", 0, 0, now, b""), now, 1), message)
    rule = decide(arrival)
    click.echo(as_json(_as_plain(arrival, rule)) if plain else "\n".join(_lines(arrival, rule, settings)))


def _place(settings: Settings, scratch: Path) -> Workplace:
    """A workplace with an empty log and no letters, so that the very code that settles mail can look at this one."""
    store = open_store(f"sqlite:///{scratch / 'empty.sqlite3'}")
    schema.upgrade(store)
    return Workplace(
        store=store,
        reader=Guard(),
        letters=Letters(settings.office, {}),
        rulebook=Rulebook.of(settings),
        secrets=settings.secrets,
        clock=app.utc_now,
    )


def _unreadable(message: Unreadable, plain: bool) -> str:
    if plain:
        return as_json({"kind": _SET_ASIDE, "rule": message.reason, **dict.fromkeys(_WHY)})
    return f"This mail is {_SET_ASIDE}: {message.reason}"


def _lines(arrival: Arrival, rule: Rule, settings: Settings) -> Iterator[str]:
    judgement = arrival.judgement
    yield f"Kind:       {rule.happening}"
    yield f"Rule:       {rule.name}"
    yield f"Automatic:  {_automatic(arrival.automatic)}"
    yield f"Sender:     {arrival.trust}: {arrival.trust_reason}"
    yield (
        f"Judgement:  {judgement.label}, {judgement.score:g} points "
        f"(complaint from {settings.triage.complaint_from:g}, unsure from {settings.triage.unsure_from:g})"
    )
    yield from (f"              {reason}" for reason in judgement.reasons)
    yield f"Tags:       {', '.join(judgement.tags) or 'none'}"
    yield "Whether it belongs to a known complaint, only the log can tell."


def _automatic(found: Automatic | None) -> str:
    if found is None:
        return "no"
    return f"{'yes' if found.certain else 'perhaps'}, {found.kind} (rule: {found.rule})"


def _as_plain(arrival: Arrival, rule: Rule) -> dict[str, object]:
    judgement, found = arrival.judgement, arrival.automatic
    return {
        "kind": rule.happening,
        "rule": rule.name,
        "automatic": found and {"kind": found.kind, "rule": found.rule, "certain": found.certain},
        "judgement": {
            "label": judgement.label,
            "score": judgement.score,
            "reasons": judgement.reasons,
            "tags": judgement.tags,
        },
        "trust": {"verdict": arrival.trust, "reason": arrival.trust_reason},
    }

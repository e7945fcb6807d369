"""How many automatic mails are recognised, and how many people's mails are left alone."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tests.corpora.labels import Row, Score, mail, rows
from worker.adapters import parsing
from worker.model.mail import Message
from worker.policy.reading.automatic import Automatic, AutomaticKind, automatic

KINDS: Mapping[str, frozenset[AutomaticKind]] = MappingProxyType(
    {
        "vacation": frozenset({AutomaticKind.VACATION}),
        "bounce": frozenset({AutomaticKind.BOUNCE, AutomaticKind.DELAY, AutomaticKind.DELIVERED}),
        "feedback": frozenset({AutomaticKind.FEEDBACK}),
        "challenge-response": frozenset({AutomaticKind.CHALLENGE}),
        "list": frozenset({AutomaticKind.LIST, AutomaticKind.NEWSLETTER}),
        "bulk": frozenset({AutomaticKind.NEWSLETTER, AutomaticKind.LIST}),
        "machine-report": frozenset({AutomaticKind.MACHINE}),
        "auto": frozenset(AutomaticKind),
    }
)


def score(root: Path) -> Score:
    """One value for each row: automatic or not."""
    labelled = rows("autoreply", root)
    details = missed(root, *KINDS) + false_alarms(root)
    return Score("autoreply", len(labelled), len(labelled) - len(details), len(details), details)


def recognised(row: Row, root: Path) -> Automatic | None:
    """What the policy makes of the mail; a mail that cannot be read is not automatic."""
    found = parsing.read(mail(row, root))
    return automatic(found) if isinstance(found, Message) else None


def missed(root: Path, *classes: str) -> tuple[str, ...]:
    """The automatic mails of these classes that are taken for a person's."""
    labelled = [row for row in rows("autoreply", root) if row.expect["class"] in classes]
    return tuple(f"{row.path}: {row.expect['class']}" for row in labelled if not recognised(row, root))


def misnamed(root: Path) -> tuple[str, ...]:
    """The automatic mails that are recognised as another kind than the labelled one."""
    found = [(row, recognised(row, root)) for row in rows("autoreply", root) if row.expect["auto"]]
    return tuple(
        f"{row.path}: {row.expect['class']}, not {named.kind} ({named.rule})"
        for row, named in found
        if named and named.kind not in KINDS[row.expect["class"]]
    )


def false_alarms(root: Path) -> tuple[str, ...]:
    """The people's mails that are taken for automatic ones."""
    people = [(row, recognised(row, root)) for row in rows("autoreply", root) if not row.expect["auto"]]
    return tuple(f"{row.path}: {named.kind} ({named.rule})" for row, named in people if named)

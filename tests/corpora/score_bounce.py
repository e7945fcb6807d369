"""How many bounces name exactly the labelled recipients, and how many other mails name none."""

from pathlib import Path

from tests.corpora.labels import Row, Score, mail, rows
from worker.adapters import parsing
from worker.model.mail import Unreadable


def score(root: Path) -> Score:
    """One value for each row whose addresses are labelled."""
    labelled = [row for row in rows("bounce", root) if row.expect["addresses"] is not None]
    details = tuple(detail for row in labelled if (detail := _verdict(row, root)))
    return Score("bounce", len(labelled), len(labelled) - len(details), len(details), details)


def false_bounces(root: Path) -> tuple[str, ...]:
    """The paths of mails that are no bounce and yet gave a notice."""
    others = [row for row in rows("bounce", root) if not row.expect["is_bounce"]]
    return tuple(row.path for row in others if _addresses(row, root))


def _verdict(row: Row, root: Path) -> str:
    wanted = {address.lower() for address in row.expect["addresses"]}
    got = _addresses(row, root)
    return "" if got == wanted else f"{row.path}: {row.expect['kind']}: wanted {wanted}, got {got}"


def _addresses(row: Row, root: Path) -> set[str]:
    found = parsing.read(mail(row, root))
    if isinstance(found, Unreadable):
        return {found.reason}
    return {notice.address for notice in found.delivery_notices}

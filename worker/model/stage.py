"""Where a complaint stands on its way from the first mail to its closure."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a complaint stands; exactly one at a time."""

    PROVISIONAL = "provisional"
    NOT_COMPLAINT = "no complaint"
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    QUICK = "quick resolution"
    INVESTIGATING = "investigating"
    PROPOSED = "proposed"
    IMPLEMENTING = "implementing"
    ESCALATED = "escalated"
    FINAL_SENT = "answered"
    DEADLOCK = "deadlock"
    OMBUDSMAN = "ombudsman"
    CLOSED = "closed"
    MERGED = "merged"

"""When time must not act by itself: the clock may be wrong, and letters cannot be taken back (promise 18)."""

from datetime import datetime, timedelta

from worker.model.promises import Policy
from worker.policy.health import Trouble, lasting

LONGEST_SILENCE = timedelta(days=30)
LARGEST_JUMP = timedelta(days=1)


def after_silence(last_sign: datetime | None, now: datetime) -> str:
    """Why a worker that starts now has to wait for a person, or an empty string.

    A worker that was down over Christmas goes on; one that wakes a year later is more likely to have a wrong clock.
    """
    silent = now - last_sign if last_sign else timedelta(0)
    if silent <= LONGEST_SILENCE:
        return ""
    return f"The last letter was written {silent.days} days ago by the clock of this machine."


def after_jump(jump: timedelta) -> str:
    """Why a worker whose clock moved that much more than time did has to wait for a person, or an empty string.

    A clock that is set back makes nothing due.
    """
    if jump <= LARGEST_JUMP:
        return ""
    return f"The clock of this machine jumped by {lasting(jump)}."


def of_so_many(due: int, policy: Policy) -> str:
    """Why so many cases at once have to wait for a person, or an empty string."""
    if due <= policy.most_due_at_once:
        return ""
    return (
        f"{due} complaints fell due at once, more than the {policy.most_due_at_once} that policy.toml allows."
    )


def is_over(since: datetime, now: datetime) -> bool:
    """Whether the clock has been set back to before the hold began, so that it began by a wrong clock."""
    return now < since


def trouble(why: str) -> tuple[Trouble, ...]:
    """The trouble of which the operator hears while time is held back; none where nothing is."""
    if not why:
        return ()
    to_do = "Nothing that time makes due is written. Look at the clock, then at what `worker catch-up` shows."
    return (Trouble("time is held back", why, to_do),)

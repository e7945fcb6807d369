"""What stands on somebody's desk: the lines and figures of reminders, morning lists and daily digests."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a colleague can write about a case; `command` are the words behind the reference in the subject."""

    label: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """One promise of one case: until the end of which London day what is owed, to whom, and who has it.

    `client` is empty where the client does not want to be named to others (3.1.11), and so is `detail`, a colleague's
    own words about what is owed. `quiet_until` is the day before which `quiet_by` wants no reminder of it. `clause` is
    what it is owed under; `actions` are what clears it. `clause` and `actions` may be empty where nothing is asked of
    the reader. `told_to` are the names of those above who have heard that it is overdue.
    """

    reference: str
    due_on: date
    what: str
    client: str
    owner: str
    overdue: bool = False
    clause: str = ""
    detail: str = ""
    actions: tuple[Action, ...] = ()
    told_to: tuple[str, ...] = ()
    quiet_until: date | None = None
    quiet_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """How many open complaints stand at a stage; `tone` is plain, quiet or alarm."""

    stage: str
    count: int
    tone: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What changed since the last digest: a kind of change and the references, or a count where there are none."""

    what: str
    references: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """The mail of that number, from `party`, of which nobody has said yet to which complaint it belongs."""

    mail: int
    party: str
    first_words: str
    arrived_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Facts of M18: promises that are about to break or have broken, for one person."""

    on: date
    lines: tuple[AgendaLine, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """The cases that it names."""
        return _references(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningList:
    """Facts of S5: what a person owes, the overdue first."""

    on: date
    needs_you: tuple[AgendaLine, ...]
    due_soon: tuple[AgendaLine, ...] = ()
    overdue: int = 0

    @property
    def references(self) -> tuple[str, ...]:
        """The cases that it names."""
        return _references((*self.needs_you, *self.due_soon))


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyDigest:
    """Facts of M19: everything a section head has to know on a working day, also when it is nothing.

    Blocks stand in the order in which they are read. `since` is the London day of the digest before this one, `read_at`
    (aware UTC) the last proven look at the mailbox, `review_overdue_since` the day on which the policy itself was to be
    reviewed (3.1.6.4), `seal` the hash over the heads of all cases. `log_left_out` says that the whole log grew too
    long to be attached. `unplaced` are mails of authorities and suppliers that wait for the reader.
    """

    on: date
    sections: str
    open: int
    needs_you: tuple[AgendaLine, ...] = ()
    due_soon: tuple[AgendaLine, ...] = ()
    eight_weeks: tuple[AgendaLine, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    held: tuple[News, ...] = ()
    stages: tuple[StageCount, ...] = ()
    since: date | None = None
    news: tuple[News, ...] = ()
    overdue: int = 0
    soon_until: date | None = None
    read_at: datetime | None = None
    holidays_until: date | None = None
    review_overdue_since: date | None = None
    seal: str = ""
    log_left_out: bool = False

    @property
    def references(self) -> tuple[str, ...]:
        """The cases that it names with something to do."""
        return _references((*self.needs_you, *self.due_soon, *self.eight_weeks))


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyReview:
    """Facts of M22: the complaints policy is to be reviewed by that day, or was (3.1.6.4).

    `complaints` counts what is one, as far as that is decided; `stages` says how many cases stand where.
    """

    on: date
    due_on: date
    version: str
    complaints: int
    stages: tuple[StageCount, ...] = ()


AgendaFacts = Reminder | MorningList | DailyDigest | PolicyReview
"""What a letter about somebody's work can hold; a new class of facts joins here."""


def _references(lines: tuple[AgendaLine, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.reference for line in lines))

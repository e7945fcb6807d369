"""What a row of the catalogue of letters can say, and the words for it."""

from dataclasses import KW_ONLY, dataclass
from enum import IntEnum, StrEnum

from worker.model.stage import Stage
from worker.model.time import Clock


class Reader(StrEnum):
    """Who reads a letter; its value is the folder of the template."""

    CLIENT = "client"
    COLLEAGUE = "staff"


class Origin(StrEnum):
    """How one letter came about; a person answers for the last two (RFC 3834 5)."""

    REPLY = "the worker answers a mail by itself"
    EVENT = "the worker tells what has happened"
    SCHEDULED = "its time has come"
    RECEIPT = "the worker answers a colleague's mail"
    COMMAND = "a colleague's command sends it"
    APPROVED = "a person wrote or approved it"


class Approver(StrEnum):
    """Whose approval a letter needs before it leaves."""

    NOBODY = "nobody"
    WRITER = "who wrote it"
    LEAD = "who wrote it, and leads the complaint once that is escalated"
    HEAD = "a section head or senior management"


class Signposts(StrEnum):
    """When a letter names the ombudsman to the client (3.1.7.9)."""

    NEVER = "never"
    WITH_ITS_DAY = "to who may go there, with the day from which, where one is known"
    IF_ELIGIBLE = "always, to who may go there"
    ALWAYS = "always"


class Priority(IntEnum):
    """The order in which letters leave the outbox, the lowest number first."""

    FIRST = 0
    USUAL = 5


class Tally(StrEnum):
    """What is counted over a day, so that a flood of mail makes no flood of letters."""

    ACKNOWLEDGEMENT = "acknowledgements that left by themselves"
    TASK = "acknowledgements made a person's task, and the alarm about too many"


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One letter: what colleagues call it, who reads it, how it may come about, what it states, under which clauses.

    `approver` is whose approval it needs, `stops` the clocks that end when it is sent, `starts` those that begin,
    `tells` those whose day the client reads in it. `leads_to` is the stage of the complaint once it was sent.
    `acknowledges` says that it counts as the acknowledgement, `waits_for_its_day` that it leaves on its day and not
    as soon as it is approved, `asks` that the client may accept or refuse what it says, `goes_on` that it stands
    under the subject of the acknowledgement and not under its own, `says_offer` that it says whether what we offered
    stays open. `of_case` is False for a letter that belongs to no complaint.
    """

    id: str
    called: str
    reader: Reader
    origins: tuple[Origin, ...]
    facts: type
    clauses: tuple[str, ...]
    _: KW_ONLY
    approver: Approver = Approver.NOBODY
    stops: tuple[Clock, ...] = ()
    starts: tuple[Clock, ...] = ()
    tells: tuple[Clock, ...] = ()
    leads_to: Stage | None = None
    acknowledges: bool = False
    waits_for_its_day: bool = False
    asks: bool = False
    goes_on: bool = False
    says_offer: bool = False
    of_case: bool = True
    signposts: Signposts = Signposts.NEVER
    priority: Priority = Priority.USUAL
    counts_as: Tally | None = None

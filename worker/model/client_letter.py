"""What letters to clients say; `topic` is the client's own, and so are the `words` of an acknowledgement."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from worker.model.attached_file import ListedFile
from worker.model.position import Position
from worker.model.promises import Ombudsman, Promises


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Facts of M01 (3.1.8.1): `words` are the client's own, `topic` their subject; both untrusted text.

    `asks_when`, `asks_where` and `asks_outcome` say what they have not told us yet (3.1.9.2), `files` what else they
    sent. `restricted` says that they do not want it to be shared.
    """

    topic: str
    words: str
    words_cut: bool
    received_on: date
    respond_by: date
    section: str
    late_since: date | None = None
    asks_when: bool = False
    asks_where: bool = False
    asks_outcome: bool = False
    files: tuple[ListedFile, ...] = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NeutralAcknowledgement:
    """Facts of M02 (3.1.8.1): nothing that the sender wrote, because nobody has proved or read it yet."""

    received_on: date
    respond_by: date
    section: str
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signpost:
    """Where the client can go beside us, from which day, and for how many months after the letter (3.1.7.9).

    `is_open` says that this day has come when the letter is read, `may_go` that somebody has found out that the client
    may go there, and `we_obey` that the company belongs to the scheme and has to do what it decides.
    """

    name: str
    phone: str
    email: str
    post: str
    open_from: date
    open_months: int = 12
    is_open: bool = False
    may_go: bool = True
    we_obey: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLetter:
    """Facts of M07, M08, M09, M10, M12, M14, M15b, M17, N2: one person writes to the client about their complaint.

    `on` is the date that the letter promises, `signed` who signs and `role` what they are. `lead` is who deals with
    the complaint now, with their role. `position` is what the log knows, for an update that nobody wrote. `again` says
    that the client was told before that it is closed. `dated` is the day of the letter; `replaces` is the promised day
    that it puts off, and `missed` says that this day is over. `offer_stands` says whether what we offered stays open,
    None where nothing was offered or the letter does not say. `restricted` says that the client does not want what
    they told us to be shared.
    """

    topic: str
    received_on: date
    section: str
    words: str = ""
    on: date | None = None
    signed: str = ""
    role: str = ""
    lead: str = ""
    position: Position | None = None
    again: bool = False
    restricted: bool = False
    dated: date | None = None
    replaces: date | None = None
    missed: bool = False
    offer_stands: bool | None = None
    signpost: Signpost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """Facts of M06 (3.1.7.2): what the client `complained` of in their own words, and in our `words` what was done.

    It ends the complaint: they have told us that it is put right. `restricted` as in other letters.
    """

    topic: str
    received_on: date
    section: str
    complained: str
    complained_cut: bool
    words: str
    signed: str
    role: str = ""
    restricted: bool = False
    signpost: Signpost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureNotice:
    """Facts of M15: `closed_as` is the ClosureBasis, and what else is true of it.

    `proposed` says that we proposed something and did not only answer, `by_ombudsman` that the ombudsman decided.
    """

    topic: str
    received_on: date
    section: str
    closed_as: str
    signed: str
    role: str = ""
    proposed: bool = False
    by_ombudsman: bool = False
    restricted: bool = False
    signpost: Signpost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EightWeekLetter:
    """Facts of M11 and, without a `signpost`, of M11b: the complaint is not resolved on `eight_weeks` (3.1.7.9).

    `dated` is the day of the letter, `next_on` when the client hears from us again if they stay with us. `position` is
    told where no person has written the `words`. `offer_stands` says whether what we offered stays open, None where
    nothing was offered.
    """

    topic: str
    dated: date
    received_on: date
    eight_weeks: date
    section: str
    words: str
    next_on: date
    signed: str
    role: str = ""
    offer_stands: bool | None = None
    position: Position | None = None
    signpost: Signpost | None = None


class Version(StrEnum):
    """Which version of what was written down a client gets, and whose doing it is."""

    FIRST = "first"
    CORRECTED = "corrected by the client"
    WORDED_ANEW = "worded anew by us"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbalRecord:
    """Facts of M03 and M03r: what a client told `taken_by` at `told_at` (aware UTC), as it was written down (3.1.4).

    `asked_on` is the day of the first letter where this one is a reminder, `version` which version of it this is.
    """

    told_at: datetime
    channel: str
    taken_by: str
    words: str
    confirm_by: date
    respond_by: date
    section: str
    asked_on: date | None = None
    version: Version = Version.FIRST
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientReminder:
    """Facts of M16: the proposal that the client has not answered, and the day on which it was made (3.1.7.4)."""

    topic: str
    proposed_on: date
    words: str
    on: date
    signed: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureCopy:
    """Facts of M13 (3.1.7.8): the copy that goes with it, and what our own summary states of our promises.

    `file` is the company's own PDF, empty for the summary. `ombudsman` is who can help beside us, by the facts of the
    day; None where none hold.
    """

    version: str
    dated: date
    section: str
    file: str
    promises: Promises
    ombudsman: Ombudsman | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableFiles:
    """Facts of N1 (3.1.6.1): the names of files that the client sent and nobody can open; they are their own text.

    `signed` has the complaint, and `role` is what they are.
    """

    files: tuple[str, ...]
    topic: str
    received_on: date
    section: str
    signed: str
    role: str = ""


ClientFacts = (
    Acknowledgement
    | NeutralAcknowledgement
    | VerbalRecord
    | ClientLetter
    | ClientReminder
    | EightWeekLetter
    | PutRight
    | ClosureNotice
    | ProcedureCopy
    | UnreadableFiles
)
"""What a letter to a client can be about; a new class of facts joins here."""

"""What an ombudsman, a regulator, a supplier or another who is no client brings about in a case, as the log holds it.

None of it is contact by the client, and none of it stops a promise to them.
"""

from dataclasses import dataclass
from datetime import date

from worker.model.attached_file import ListedFile
from worker.model.party import PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyWrote:
    """A mail of `party`, who wrote from that address, joined the case; `how` says why, `words` are all of theirs.

    `proven` says that our mail server confirms the sender. `by` is the key of the colleague who said that it belongs
    here, empty where the mail itself told.
    """

    mail: int
    party: str
    kind: PartyKind
    sender: str
    proven: bool
    how: str = ""
    words: str
    by: str = ""
    files: tuple[ListedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileWanted:
    """The ombudsman has accepted the complaint and is to have our file on it by `due_on` (3.1.7.9).

    `is_named` says that they named the day themselves. `mail` is theirs, or the one in which the colleague of the key
    `by` said so.
    """

    due_on: date
    mail: int
    is_named: bool = True
    by: str = ""
    words: str = ""


PartyEvent = PartyWrote | CaseFileWanted

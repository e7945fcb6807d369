"""What letters to colleagues say about a client's answer: what was understood, what follows, what is left to do."""

from dataclasses import dataclass
from datetime import date

from worker.model.attached_file import ListedFile
from worker.model.client_answer import ClientMeaning


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientWrote:
    """Facts of S1: new words in a known case; `how` says why the mail belongs there, `due_on` what we owe next.

    `ended` is the stage of a case that is over: closed, or no complaint. `opened` says that the mail has opened it
    again, and `client_told` that the client hears so; `asked_by` is until when the reader is to say whether it is
    opened again. `shared` is False where the reader is told no more than the reference (3.1.11). `files` are what else
    they sent, `mail` is the number of a client's mail that can be taken out again, else None.

    `meaning` is what was plainly said, `also` what was asked for besides and takes effect with it, and `several` says
    in half sentences what does not go together; `command` is what the reader may tap to enter it. Where it was
    escalated, `lead` has it from now on, the client is told `until`; where nobody could be named, `head` decides.
    `act_by` is the day by which the reader should have done what was asked for, `assess_by` that by which they say
    how it goes on with a client who is not content.
    """

    sender: str
    proven: bool
    how: str
    words: str
    due_on: date | None
    ended: str = ""
    opened: bool = False
    client_told: bool = False
    asked_by: date | None = None
    shared: bool = True
    files: tuple[ListedFile, ...] = ()
    mail: int | None = None
    meaning: ClientMeaning | None = None
    also: tuple[ClientMeaning, ...] = ()
    several: tuple[str, ...] = ()
    command: str = ""
    lead: str = ""
    until: date | None = None
    head: str = ""
    act_by: date | None = None
    assess_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationWanted:
    """Facts of S2: the client asks to escalate and nobody could be named by the rules; `leads` may lead it.

    `undecided` says that nobody has decided yet whether it is a complaint, which comes first.
    """

    client: str
    words: str
    handler: str
    leads: tuple[str, ...]
    due_on: date | None = None
    undecided: bool = False


AnswerFacts = ClientWrote | EscalationWanted

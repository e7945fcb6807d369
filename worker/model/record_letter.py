"""What letters to colleagues say of a record of a complaint (3.1.4), and of letters that they post (3.1.3)."""

from dataclasses import dataclass
from datetime import date

from worker.model.attached_file import DraftFile


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbalForm:
    """Facts of S9 (3.1.4): the name of the form, which its answers bear in their subject, and its lines to fill in.

    `unread` is what a colleague answered to the form, where that told of no complaint.
    """

    name: str
    lines: str
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChecked:
    """Facts of S3 (3.1.4): what the client said of the record of their complaint, in `said`.

    Where they corrected it, `before` is the record that they had and `after` the one that they get now.
    """

    client: str
    said: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPost:
    """Facts of S14: the letter `called` so is attached as a PDF for a client without e-mail.

    `person` is the key of who gets it. `address` are the lines of theirs that we know, empty where we know none; `kind`
    tells it from other letters of the case, `due_on` is the day by which it must be in the post. `files` are attached
    too, to be printed and posted with it. `words` are those in which they asked for it by post, empty where every
    letter goes to them by post.
    """

    called: str
    kind: str
    person: str
    client: str
    address: str
    wants_no_email: bool
    due_on: date | None
    files: tuple[DraftFile, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureToPost:
    """Facts of S21 (3.1.7.8): somebody who has no complaint asks in these words for the procedure by post."""

    sender: str
    words: str
    due_on: date

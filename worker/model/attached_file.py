"""Files that come with a mail: a client's are only listed, a colleague's go with the letter (3.1.7.3)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A file that a client sent, of which nothing is told but its name and its size in bytes; nobody opens it here."""

    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """A file that goes with a letter that a colleague writes.

    Its bytes lie in the mail of that number in the register, where `sha256` finds them.
    """

    mail: int
    name: str
    content_type: str
    size: int
    sha256: str

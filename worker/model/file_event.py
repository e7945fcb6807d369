"""What a client sent could not be opened, as the log holds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesNotOpened:
    """The files of these names that came with mail `of` cannot be opened, and the client is asked for them again.

    `by` is the key of the colleague who said so in `mail`; empty where the file itself tells.
    """

    of: int
    files: tuple[str, ...]
    by: str = ""
    mail: int | None = None

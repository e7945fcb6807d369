"""The sentences for what a supplier, an authority or a file brings about; the table of kinds names one a row."""

from worker.model.file_event import FilesNotOpened
from worker.model.party_event import CaseFileWanted, PartyWrote
from worker.policy.calendar import date_in_words


def party_wrote(fact: PartyWrote) -> str:
    """Who wrote, whether that is proven, and why the mail belongs here."""
    proof = "" if fact.proven else " Nothing proves that they sent it."
    return f"A mail from {fact.party} ({fact.kind}, {fact.sender}) joined. {fact.how}{proof}"


def case_file_wanted(fact: CaseFileWanted) -> str:
    """Until when, and whose day that is."""
    day = date_in_words(fact.due_on)
    if fact.by:
        return f"{fact.by} entered that the ombudsman is to have our file by {day}."
    whose = (
        "the day that they named" if fact.is_named else "they named no day, so the one of policy.toml counts"
    )
    return f"The ombudsman has accepted the complaint and is to have our file by {day}: {whose}."


def files_not_opened(fact: FilesNotOpened) -> str:
    """Which mail, and who found so."""
    found = f"{fact.by} could not open" if fact.by else "Nobody can open"
    return f"{found} what came with mail {fact.of}, and the client is asked for it again."

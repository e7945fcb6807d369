"""The sentences for what an authority or a supplier brings about in a case; the table of kinds names one a row."""

from worker.model.party_event import PartyWrote


def party_wrote(fact: PartyWrote) -> str:
    """Who wrote, whether that is proven, and why the mail belongs here."""
    proof = "" if fact.proven else " Nothing proves that they sent it."
    return f"A mail from {fact.party} ({fact.kind}, {fact.sender}) joined. {fact.how}{proof}"

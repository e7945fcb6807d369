"""Somebody passes on what a client wrote: the words join the client's open case, and a colleague's own are kept."""

from dataclasses import replace

from worker.model.decision import Decision
from worker.model.entry import Fact, MailNoted, Trust
from worker.policy.case import Case
from worker.policy.decide.answered import Follows
from worker.policy.decide.known_case import client_wrote, note
from worker.policy.decide.party_mail import party_wrote
from worker.policy.decide.unhappy import kept_waiting
from worker.policy.reading.arrival import Arrival
from worker.policy.rulebook import Rulebook

_BY_COLLEAGUE = "a colleague passed on what the client wrote"
_BY_PARTY = "an authority or a supplier passed on what the client wrote"
_COLLEAGUES_WORDS = "what a colleague wrote with a mail that they passed on"


def joined(case: Case, told: Arrival, rulebook: Rulebook, told_today: int) -> Decision:
    """Enter the words in the case; whoever has it hears of them unless they are those of the complaint itself.

    No clock stops: only the client's own mail proves that they answered, and when.
    """
    how = f"{told.passed_on_by} passed it on, and this open complaint of the client has the same subject or words."
    noted = note(case, told, _BY_COLLEAGUE if told.by_colleague else _BY_PARTY, how)
    known = " ".join(told.words.split()) == " ".join(case.complaint.words.split())
    # What a colleague brings stops nothing, but who is unhappy in it hears from us by some day.
    follows = Follows() if known else kept_waiting(Follows(), case, told, rulebook)
    letters = () if known else client_wrote(case, replace(told, how=how), follows, rulebook, told_today)
    facts = (*noted.facts, *follows.facts, *colleagues_words(told))
    return Decision(reference=case.reference, facts=facts, letters=letters)


def colleagues_words(told: Arrival) -> tuple[Fact, ...]:
    """What the colleague, or who is no client, wrote above the client's mail, for colleagues only."""
    if not told.passed_on_by or not told.note:
        return ()
    if told.party and not told.by_colleague:
        return (party_wrote(told, told.party, "It stands above the client's mail.", words=told.note),)
    noted = MailNoted(
        mail=told.mail,
        sender=told.by_colleague,
        rule=_COLLEAGUES_WORDS,
        how="It stands above the client's mail.",
        words=told.note,
        trust=Trust.PROVEN,
    )
    return (noted,)

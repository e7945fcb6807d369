"""Whether our offer stays open: what it makes of the case, and its sentence for a colleague (3.1.7.9)."""

from dataclasses import replace

from worker.model.offer_event import OfferSaid
from worker.policy.case import Case


def offer_said(case: Case, fact: OfferSaid) -> Case:
    """The letters that say so read differently now, so nobody has read them, nor approved what they say now."""
    unread: frozenset[str] = frozenset()
    draft = case.draft_shown_to if case.draft and not case.draft.letter.row.says_offer else unread
    waits = case.eight_week_draft or case.approved
    said = replace(case, offer_stands=fact.stands, eight_week_draft=waits, approved=None)
    return replace(said, shown_to=unread, draft_shown_to=draft)


def says_offer_said(fact: OfferSaid) -> str:
    """Who said it, and which."""
    return f"{fact.by} said that what we offered {'stays open' if fact.stands else 'no longer stands'}."

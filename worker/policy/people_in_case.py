"""Colleagues who have left, or about whom it is: what an entry does to its case, and its sentence (entry_kinds.py)."""

import re
from dataclasses import replace

from worker.model.people_event import AboutColleague, LeadAwayTold, LeavingTold
from worker.policy.calendar import date_in_words
from worker.policy.case import Case
from worker.policy.entry_words import name_of


def leaving_told(case: Case, fact: LeavingTold) -> Case:
    """Somebody above has heard who left."""
    return replace(case, left=case.left | {*fact.left})


def lead_away_told(case: Case, fact: LeadAwayTold) -> Case:
    """Somebody above was asked who leads it in that absence."""
    return replace(case, missed=case.missed | {(fact.lead, fact.until)})


def about_colleague(case: Case, fact: AboutColleague) -> Case:
    """It is about that colleague too; what they had heard, whoever has it now has to hear."""
    complaint, about = case.complaint, case.complaint.complained_about
    named = replace(complaint, complained_about=tuple(dict.fromkeys((*about, fact.person))))
    return replace(case, complaint=named, heard=case.heard - {fact.person})


def says_leaving_told(fact: LeavingTold) -> str:
    """Who left, and who heard that."""
    return f"{fact.person} was told by {name_of(fact.letter)} that {' and '.join(fact.left)} left."


def says_lead_away_told(fact: LeadAwayTold) -> str:
    """Who is away, and who was asked."""
    return (
        f"{fact.person} was asked by {name_of(fact.letter)} who leads it while {fact.lead} is away, until "
        f"{date_in_words(fact.until)}."
    )


def says_about_colleague(fact: AboutColleague) -> str:
    """About whom it is, and who said so."""
    return f"{fact.by} said that it is about {fact.person}, who has nothing to do with it any more."


def called_by_key(key: str) -> str:
    """How their colleagues spoke of them, as far as their key in people.toml still tells it."""
    return " ".join(re.split(r"[\W_]+", key)).title()

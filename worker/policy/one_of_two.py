"""What it does to a case that another is the same, and the sentences for that; the table of kinds names each."""

from dataclasses import replace

from worker.model.two_cases import CaseJoined, CaseMerged, CaseParted, KeptApart, MailParted, PartAsked
from worker.policy.calendar import date_in_words
from worker.policy.case import Case


def merged(case: Case, fact: CaseMerged) -> Case:
    """It is over: the other one goes on, and no draft of this one waits."""
    return replace(case, merged_into=fact.into, draft=None, eight_week_draft=None, approved=None)


def joined(case: Case, fact: CaseJoined) -> Case:
    """It goes on for both, from the earlier day, and for nobody about whom either is."""
    known = case.complaint
    about = tuple(dict.fromkeys((*known.complained_about, *fact.complained_about)))
    complaint = replace(
        known,
        received_at=min(known.received_at, fact.received_at),
        day0=min(known.day0, fact.day0),
        complained_about=about,
    )
    return replace(case, complaint=complaint, joined=(*case.joined, fact))


def parted(case: Case, fact: CaseParted) -> Case:
    """It goes on alone, from its own day."""
    complaint = replace(case.complaint, received_at=fact.received_at, day0=fact.day0)
    others = tuple(each for each in case.joined if each.reference != fact.reference)
    return replace(case, complaint=complaint, joined=others)


def part_asked(case: Case, fact: PartAsked) -> Case:
    """Who has the other one says what this one is, and has it meanwhile."""
    return replace(case, owner=fact.person)


def kept_apart(case: Case, _: KeptApart) -> Case:
    """It is about no other one."""
    return replace(case, complaint=replace(case.complaint, possibly_about="", likeness=None))


def says_merged(fact: CaseMerged) -> str:
    """Who said so, and which goes on."""
    return f"{fact.by} said that it is the same complaint as {fact.into}, which goes on for both."


def says_joined(fact: CaseJoined) -> str:
    """Who said so, and when the other one was received."""
    on = date_in_words(fact.day0)
    return f"{fact.by} said that {fact.reference}, received on {on}, is the same complaint. It goes on here."


def says_parted(fact: CaseParted) -> str:
    """Who said so."""
    return f"{fact.by} said that {fact.reference} is another complaint. It goes on by itself."


def says_mail_parted(fact: MailParted) -> str:
    """Which mail, and what has become of it."""
    return f"{fact.by} said that mail {fact.of} is about something else. It is {fact.into} now."


def says_part_asked(fact: PartAsked) -> str:
    """Of which complaint it is perhaps part, and who is asked."""
    return f"Its mail came in the thread of {fact.of}. {fact.person} is asked whether it is part of that, or new."


def says_kept_apart(fact: KeptApart) -> str:
    """Who said so."""
    other = f", and no part of {fact.of}" if fact.of else ""
    return f"{fact.by} said that it is a complaint of its own{other}."

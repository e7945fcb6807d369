"""What a mail by hand does to its case, and its sentences for people; the table of kinds names one function a row."""

from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.mail_by_hand import Correspondence, CorrespondenceNamed
from worker.policy.calendar import LONDON, date_in_words, london_date
from worker.policy.case import Case, Written
from worker.policy.effects import brought_on
from worker.policy.entry_words import name_of


def corresponded(case: Case, fact: Correspondence) -> Case:
    """A person wrote to the client; what that counts as is asked."""
    return replace(case, unnamed=(*case.unnamed, fact))


def correspondence_named(case: Case, fact: CorrespondenceNamed) -> Case:
    """The mail stands for a letter of ours that was sent, or for nothing; those before it are not asked about again."""
    later = tuple(each for each in case.unnamed if each.mail > fact.of)
    case = replace(case, unnamed=later)
    if fact.letter is None:
        return case
    written = Written(
        fact.letter,
        fact.message_id,
        fact.on,
        is_sent=True,
        before=case.progress,
        refused_before=case.refused,
    )
    acknowledged = fact.letter if fact.letter.row.acknowledges else case.acknowledged_by
    # Its words are no draft of ours, so no reminder may repeat those of an earlier proposal.
    proposal = None if fact.letter is LetterKind.PROPOSAL else case.proposal
    named = replace(case, written=(*case.written, written), acknowledged_by=acknowledged, proposal=proposal)
    return brought_on(named, fact.letter)


def says_correspondence(fact: Correspondence) -> str:
    """Who wrote to whom, when it left, and why it belongs here."""
    who = fact.by or "Somebody in the shared mailbox"
    when = f"{date_in_words(london_date(fact.sent_at))} {fact.sent_at.astimezone(LONDON):%H:%M}"
    return f"{who} wrote to {', '.join(fact.recipients)}, sent {when}. {fact.how}"


def says_correspondence_named(fact: CorrespondenceNamed) -> str:
    """What a mail to the client counts as, since when, and who said so."""
    until = f", with the date {date_in_words(fact.on)}" if fact.on else ""
    counts = f"counts as {name_of(fact.letter)}{until}" if fact.letter else "counts as none of our letters"
    return f"{fact.by} said that the mail to the client of {date_in_words(fact.sent_on)} {counts}."

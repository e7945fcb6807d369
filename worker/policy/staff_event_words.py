"""The sentence of each kind of entry that a colleague caused; the table of kinds names one function a row."""

from worker.model.duty import Duty, DutyDone
from worker.model.staff_event import (
    Assessed,
    Assessment,
    CaseClosed,
    CauseFound,
    CorrectiveActionAgreed,
    DraftApproved,
    DraftWritten,
    EligibilityConfirmed,
    Escalated,
    IssueDated,
    LeadSet,
    OmbudsmanDecided,
    OwnerSet,
    ProposalAnswered,
    RemindersQuieted,
    SharingAllowed,
    SharingRestricted,
)
from worker.policy.calendar import date_in_words
from worker.policy.entry_words import name_of

_ASSESSED = {
    Assessment.QUICK: "it is put right quickly",
    Assessment.INVESTIGATE: "it is investigated",
}
_DUTIES = {
    Duty.OMBUDSMAN_DECISION: "what the ombudsman decided has been done",
    Duty.CASE_FILE: "our file has been sent to the ombudsman",
    Duty.CORRECTIVE_ACTION: "the corrective action has been carried out",
    Duty.EFFECTIVENESS_REVIEW: "somebody has looked whether the corrective action works",
    Duty.PERSONAL_DATA: "what was asked about personal data has been answered",
    Duty.WORDS_AFTER_END: "what the client wrote after the end opens nothing again",
}


def assessed(fact: Assessed) -> str:
    """How the complaint will be handled."""
    return f"{fact.by} decided how to handle it: {_ASSESSED[fact.assessment]}."


def escalated(fact: Escalated) -> str:
    """Who gave it to whom."""
    if not fact.by:
        return f"The client asked to escalate it, and {fact.lead} leads it."
    return f"{fact.by} gave it to {fact.lead} as an escalated complaint."


def lead_set(fact: LeadSet) -> str:
    """Who leads it now, and who said so."""
    if not fact.by:
        return f"{fact.lead} leads it now, because who led it no longer works here."
    return f"{fact.by} said that {fact.lead} leads it."


def owner_set(fact: OwnerSet) -> str:
    """Who took it, or gave it to whom."""
    if fact.owner == fact.by:
        return f"{fact.by} took it."
    section = f"the section {fact.section}" if fact.section else ""
    return f"{fact.by} gave it to {', '.join(filter(None, (fact.owner, section)))}."


def draft_written(fact: DraftWritten) -> str:
    """Which letter waits for approval, and who wrote it."""
    until = f", with the date {date_in_words(fact.on)}," if fact.on else ""
    with_it = f", with {len(fact.files)} file{'s'[: len(fact.files) - 1]}," if fact.files else ""
    who = fact.by or "the worker"
    return f"{name_of(fact.letter)}{until}{with_it} was drafted by {who} and waits for approval."


def draft_approved(fact: DraftApproved) -> str:
    """Who approved which letter, and why it leaves as it is where that was asked."""
    as_it_is = f", as it is: {fact.words.rstrip('.')}" if fact.words else ""
    return f"{fact.by} approved {name_of(fact.letter)}{as_it_is}."


def draft_approved_outside(fact: DraftApproved) -> str:
    """Who approved which letter, without what they wrote."""
    return f"{fact.by} approved {name_of(fact.letter)}."


def proposal_answered(fact: ProposalAnswered) -> str:
    """What the client answered, and who entered it."""
    return (
        f"{fact.by} entered that the client {'accepted' if fact.accepted else 'refused'} what was proposed."
    )


def eligibility_confirmed(fact: EligibilityConfirmed) -> str:
    """Whether the client may go to the ombudsman, and who found out."""
    return f"{fact.by} entered that the client {'may' if fact.eligible else 'may not'} go to the ombudsman."


def sharing_restricted(fact: SharingRestricted) -> str:
    """Who entered that nothing is to be shared."""
    if not fact.by:
        return "The client wrote that they do not want what they told us to be shared."
    return f"{fact.by} entered that the client does not want what they told us to be shared."


def sharing_allowed(fact: SharingAllowed) -> str:
    """Who entered that it may be shared again."""
    return f"{fact.by} entered that what the client told us may be shared again."


def issue_dated(fact: IssueDated) -> str:
    """When it happened, and who entered it."""
    return f"{fact.by} entered that what is complained about happened on {date_in_words(fact.on)}."


def cause_found(fact: CauseFound) -> str:
    """What caused it, and who entered it."""
    return f"{fact.by} entered what caused it: {fact.cause.rstrip('.')}."


def cause_found_outside(fact: CauseFound) -> str:
    """Who entered it, without what they wrote."""
    return f"{fact.by} entered what caused it."


def reminders_quieted(fact: RemindersQuieted) -> str:
    """Who wants no reminder, and until when."""
    return f"{fact.by} wants no reminder of it before {date_in_words(fact.until)}."


def ombudsman_decided(fact: OmbudsmanDecided) -> str:
    """When we were notified of the decision."""
    on = date_in_words(fact.notified_on)
    return f"{fact.by} entered that the client accepted a decision of the ombudsman, notified on {on}."


def action_agreed(fact: CorrectiveActionAgreed) -> str:
    """What will be done until when, and when its effect is looked at."""
    until, review = date_in_words(fact.due_on), date_in_words(fact.review_on)
    return f"{fact.by} agreed a corrective action until {until}, to be reviewed on {review}: {fact.action}."


def action_agreed_outside(fact: CorrectiveActionAgreed) -> str:
    """Until when, without what a colleague wrote."""
    return f"Corrective action agreed until {date_in_words(fact.due_on)}."


def duty_done(fact: DutyDone) -> str:
    """Which duty is done, and who entered it."""
    return f"{fact.by} entered that {_DUTIES[fact.duty]}."


def case_closed(fact: CaseClosed) -> str:
    """Who closed it, on which basis, and which mail of the client shows it."""
    as_shown = f", as the client wrote in mail {fact.evidence}" if fact.evidence is not None else ""
    return f"{fact.by} closed it: {fact.outcome}{as_shown}."

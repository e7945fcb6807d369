"""The sentence of each kind of entry for people; the table of kinds names one function a row (entry_kinds.py).

The words of a client or colleague have a column of their own and are in none of these, but a complaint's subject is.
"""

from worker.model.catalogue import LetterKind
from worker.model.client_event import StatementConfirmed, StatementCorrected
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockMoved,
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    LetterQueued,
    LetterReturned,
    LetterSent,
    LetterToPost,
    LetterUndeliverable,
    MailNoted,
    ReminderSent,
    ResponsibleTold,
    SecondCopyPossible,
    TriageDecided,
)
from worker.model.staff_event import (
    Assessed,
    Assessment,
    CaseClosed,
    CauseFound,
    ClientDetailsGiven,
    ClientTold,
    CorrectiveActionAgreed,
    DraftApproved,
    DraftWritten,
    Duty,
    DutyDone,
    EligibilityConfirmed,
    Escalated,
    IssueDated,
    LeadSet,
    LetterPosted,
    OmbudsmanDecided,
    OwnerSet,
    ProposalAnswered,
    RemindersQuieted,
    SharingAllowed,
    SharingRestricted,
)
from worker.policy.calendar import date_in_words
from worker.policy.reason_words import step_in_words, stopped_by_in_words, withheld_in_words

_ASSESSED = {
    Assessment.QUICK: "it is put right quickly",
    Assessment.INVESTIGATE: "it is investigated",
}
_DUTIES = {
    Duty.OMBUDSMAN_DECISION: "what the ombudsman decided has been done",
    Duty.CORRECTIVE_ACTION: "the corrective action has been carried out",
    Duty.EFFECTIVENESS_REVIEW: "somebody has looked whether the corrective action works",
    Duty.PERSONAL_DATA: "what was asked about personal data has been answered",
}


def name_of(kind: LetterKind) -> str:
    """A letter by its id and its name: M01 (acknowledgement)."""
    return f"{kind} ({kind.called})"


def complaint_received(fact: ComplaintReceived) -> str:
    """By which way, from whom, with which subject, and by which rule it was taken for one."""
    said = f'Received by {fact.channel} from {_sender(fact)}: "{fact.subject}".'
    why = "; ".join(filter(None, (fact.rule, *fact.reasons)))
    doubt = " A person has to decide whether it is a complaint." if fact.provisional else ""
    return f"{said}{doubt}{f' Rule: {why}.' if why else ''}"


def received_outside(fact: ComplaintReceived) -> str:
    """By which way and from whom, without a word of the client."""
    return f"Received by {fact.channel} from {_sender(fact)}."


def acknowledgement_withheld(fact: AcknowledgementWithheld) -> str:
    """Why no acknowledgement leaves, and who has to send it."""
    return (
        f"No acknowledgement leaves by itself ({withheld_in_words(fact.why)}); {fact.person} has to send it."
    )


def triage_decided(fact: TriageDecided) -> str:
    """Who decided, and what."""
    return f"{fact.by} decided that it is {'a' if fact.is_complaint else 'no'} complaint."


def client_phoned(fact: ClientPhoned) -> str:
    """Who called."""
    return f"{fact.by} telephoned the client."


def clock_started(fact: ClockStarted) -> str:
    """Until when the promise runs."""
    return f"{fact.clock.capitalize()}: runs until the end of {date_in_words(fact.due_on)} ({fact.clause})."


def clock_stopped(fact: ClockStopped) -> str:
    """What stopped the promise."""
    return f"{fact.clock.capitalize()}: stopped ({stopped_by_in_words(fact)})."


def clock_moved(fact: ClockMoved) -> str:
    """From which day to which, and why."""
    days = f"no longer until {date_in_words(fact.moved_from)} but until {date_in_words(fact.due_on)}"
    return (
        f"{fact.clock.capitalize()}: runs {days} ({fact.length} {fact.unit}, counted with policy.toml anew)."
    )


def reminder_sent(fact: ReminderSent) -> str:
    """Who was reminded of what, and at which step."""
    who, due = fact.person or "The client", date_in_words(fact.due_on)
    return f"{who} was reminded by {name_of(fact.letter)} of {fact.clock}, due {due} ({step_in_words(fact.step)})."


def responsible_told(fact: ResponsibleTold) -> str:
    """Who was told that it is theirs, and by which letter."""
    return f"{fact.person}, who has it, was told of it by {name_of(fact.letter)}."


def letter_queued(fact: LetterQueued) -> str:
    """A letter was written, and to whom."""
    return f"{name_of(fact.letter)} to {fact.recipient} was written."


def letter_to_post(fact: LetterToPost) -> str:
    """A letter waits to be posted, and who has it."""
    return f"{name_of(fact.letter)} went to {fact.person} to print and post."


def letter_posted(fact: LetterPosted) -> str:
    """A letter was posted, by whom and when."""
    return f"{fact.by} posted {name_of(fact.letter)} on {date_in_words(fact.on)}."


def client_told(fact: ClientTold) -> str:
    """The client was told something otherwise than by our mail."""
    until = f"; the client hears again by {date_in_words(fact.next_on)}" if fact.next_on else ""
    return f"{fact.by} gave the {fact.letter.called} by {fact.how} on {date_in_words(fact.on)}{until}."


def client_details_given(fact: ClientDetailsGiven) -> str:
    """Which details of the client a colleague gave."""
    given = (("name", fact.name), ("e-mail", fact.email), ("phone", fact.phone), ("address", fact.address))
    return f"{fact.by} gave the client's {', '.join(name for name, value in given if value)}."


def statement_confirmed(_: StatementConfirmed) -> str:
    """The client found the record right."""
    return "The client confirmed what was written down."


def statement_corrected(fact: StatementCorrected) -> str:
    """Who corrected the record."""
    return f"{fact.by or 'The client'} corrected what was written down; the new version goes to the client."


def letter_sent(fact: LetterSent) -> str:
    """A letter was sent, and how we know."""
    return f"{name_of(fact.letter)} to {fact.recipient} was sent ({fact.proof})."


def letter_undeliverable(fact: LetterUndeliverable) -> str:
    """A letter cannot be delivered, and why."""
    return f"{name_of(fact.letter)} to {fact.recipient} cannot be delivered ({fact.reason})."


def letter_returned(fact: LetterReturned) -> str:
    """A letter came back, with its status where the report gives one."""
    status = f" ({fact.status})" if fact.status else ""
    return f"{name_of(fact.letter)} to {fact.recipient} came back{status}."


def second_copy_possible(fact: SecondCopyPossible) -> str:
    """A letter may arrive twice."""
    again = "was handed over again, so a second copy is possible"
    return f"{name_of(fact.letter)} to {fact.recipient} {again}."


def mail_noted(fact: MailNoted) -> str:
    """Who wrote, what it is, and why it belongs here."""
    return f"A mail from {fact.sender} joined: {fact.rule}. {fact.how}"


def assessed(fact: Assessed) -> str:
    """How the complaint will be handled."""
    return f"{fact.by} decided how to handle it: {_ASSESSED[fact.assessment]}."


def escalated(fact: Escalated) -> str:
    """Who gave it to whom."""
    return f"{fact.by} gave it to {fact.lead} as an escalated complaint."


def lead_set(fact: LeadSet) -> str:
    """Who leads it now, and who said so."""
    if not fact.by:
        return f"{fact.lead} leads it now, because who led it is no longer in people.toml."
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
    return f"{name_of(fact.letter)}{until} was drafted by {fact.by or 'the worker'} and waits for approval."


def draft_approved(fact: DraftApproved) -> str:
    """Who approved which letter."""
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
    """Who closed it, and on which basis."""
    return f"{fact.by} closed it: {fact.outcome}."


def _sender(fact: ComplaintReceived) -> str:
    return fact.complainant.email or "a sender not known"

"""What happened with a complaint beyond our letters, as a colleague says (3.1.7.4 to 3.1.8.4, 3.1.11)."""

from worker.model.duty import Duty, DutyDone
from worker.model.party_event import CaseFileWanted
from worker.model.staff_event import (
    EligibilityConfirmed,
    OmbudsmanDecided,
    ProposalAnswered,
    SharingRestricted,
)
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.decide.client_letters import sharing_stopped
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, refused, suggested
from worker.policy.reading.dates import Refusal, day_of_event, promised_day, read_date
from worker.policy.reading.vocabulary import Verb


def answered(request: Request) -> Result:
    """The client accepted or refused what was proposed, as a colleague read it (3.1.7.4)."""
    fact = ProposalAnswered(
        accepted=request.verb is Verb.ACCEPTED, by=request.by, mail=request.mail, words=request.words
    )
    return Done(facts=(fact,))


def microbusiness(request: Request) -> Result:
    """Whether the client is a small or micro business, which may go to the ombudsman (3.1.7.9)."""
    if request.argument not in ("yes", "no"):
        both = (suggested(request.verb, "yes"), suggested(request.verb, "no"))
        return NotDone("It takes yes or no.", both)
    eligible = request.argument == "yes"
    fact = EligibilityConfirmed(eligible=eligible, by=request.by, mail=request.mail)
    return Done(facts=(fact,), more="may" if eligible else "may not")


def restrict(request: Request) -> Result:
    """The client does not want what they told us to be shared (3.1.11)."""
    if request.case.restricted:
        return NotDone(f"It was entered before that what {request.case.reference} tells is not shared.")
    fact = SharingRestricted(by=request.by, mail=request.mail)
    told = sharing_stopped(request.case, request.by, request.mail, request.rulebook, request.today)
    more = (
        "The client is told what that means."
        if told
        else "No letter goes to the client, so please tell them."
    )
    return Done(facts=(fact,), letters=told, more=more)


def ombudsman_decided(request: Request) -> Result:
    """The client accepted a decision of the ombudsman; the day on which we were notified counts (3.1.7.9)."""
    until = request.case.due_on(Clock.OMBUDSMAN_DECISION)
    if until:
        why = f"A decision is entered already, to be carried out by {date_in_words(until)}."
        return NotDone(why, (suggested(Verb.REMEDY_DONE),))
    day = day_of_event(request.argument, request.today, request.rulebook.calendar)
    if isinstance(day, Refusal):
        return refused(request, day)
    fact = OmbudsmanDecided(notified_on=day, by=request.by, mail=request.mail, words=request.words)
    return Done(facts=(fact,), day=day)


def case_file_wanted(request: Request) -> Result:
    """The ombudsman has accepted the complaint and wants our file by that day (3.1.7.9)."""
    calendar = request.rulebook.calendar
    day = read_date(request.argument, request.today, calendar)
    # Theirs may be a day on which nobody works here.
    if isinstance(day, Refusal) or not request.today <= day <= request.in_a_year:
        day = promised_day(request.argument, request.today, request.in_a_year, calendar)
    if isinstance(day, Refusal):
        return refused(request, day)
    fact = CaseFileWanted(due_on=day, mail=request.mail, by=request.by, words=request.words)
    return Done(facts=(fact,), day=day)


def case_file_sent(request: Request) -> Result:
    """Our file is with the ombudsman."""
    fact = DutyDone(duty=Duty.CASE_FILE, by=request.by, mail=request.mail, words=request.words)
    return Done(facts=(fact,))


def remedy_done(request: Request) -> Result:
    """What the ombudsman decided is carried out."""
    fact = DutyDone(duty=Duty.OMBUDSMAN_DECISION, by=request.by, mail=request.mail, words=request.words)
    return Done(facts=(fact,))


def action_done(request: Request) -> Result:
    """The corrective action is carried out (3.1.8.4)."""
    fact = DutyDone(duty=Duty.CORRECTIVE_ACTION, by=request.by, mail=request.mail, words=request.words)
    return Done(facts=(fact,))


def reviewed(request: Request) -> Result:
    """Somebody looked whether the corrective action works (3.1.8.4)."""
    fact = DutyDone(duty=Duty.EFFECTIVENESS_REVIEW, by=request.by, mail=request.mail, words=request.words)
    return Done(facts=(fact,))


def personal_data_answered(request: Request) -> Result:
    """What the client asked about personal data is answered (DPA 2018 s.164A)."""
    fact = DutyDone(duty=Duty.PERSONAL_DATA, by=request.by, mail=request.mail, words=request.words)
    return Done(facts=(fact,))

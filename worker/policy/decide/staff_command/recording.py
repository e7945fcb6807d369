"""What happened with a complaint beyond our letters, as a colleague says (3.1.7.4 to 3.1.8.4, 3.1.11)."""

from worker.model.staff_event import (
    CorrectiveActionAgreed,
    CorrectiveActionDone,
    EffectivenessReviewed,
    EligibilityConfirmed,
    OmbudsmanDecided,
    OmbudsmanDecisionCarriedOut,
    PersonalDataAnswered,
    ProposalAnswered,
    SharingRestricted,
)
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.decide.staff_command.request import Done, NotDone, Order, Result, refused, suggested
from worker.policy.reading.commands import Verb
from worker.policy.reading.dates import Refusal, day_of_event, promised_day, short_date


def answered(order: Order) -> Result:
    """The client accepted or refused what was proposed, as a colleague read it (3.1.7.4)."""
    accepted = order.verb is Verb.ACCEPTED
    fact = ProposalAnswered(accepted=accepted, by=order.by, mail=order.mail, words=order.words)
    if accepted:
        return Done(what=f"The client accepted what was proposed in {order.case.reference}.", facts=(fact,))
    what = f"The client refused what was proposed in {order.case.reference}. Write “escalate” where they ask for it."
    return Done(what=what, facts=(fact,))


def microbusiness(order: Order) -> Result:
    """Whether the client is a small or micro business, which may go to the ombudsman (3.1.7.9)."""
    if order.argument not in ("yes", "no"):
        both = (suggested(order.verb, "yes"), suggested(order.verb, "no"))
        return NotDone("It takes yes or no.", both)
    eligible = order.argument == "yes"
    fact = EligibilityConfirmed(eligible=eligible, by=order.by, mail=order.mail)
    what = f"The client of {order.case.reference} {'may' if eligible else 'may not'} go to the ombudsman."
    return Done(what=what, facts=(fact,))


def restrict(order: Order) -> Result:
    """The client does not want what they told us to be shared (3.1.11)."""
    if order.case.restricted:
        return NotDone(f"It was entered before that what {order.case.reference} tells is not shared.")
    what = f"What the client told us in {order.case.reference} is not to be shared any more."
    return Done(what=what, facts=(SharingRestricted(by=order.by, mail=order.mail),))


def ombudsman_decided(order: Order) -> Result:
    """The client accepted a decision of the ombudsman; the day on which we were notified counts (3.1.7.9)."""
    until = order.case.due_on(Clock.OMBUDSMAN_DECISION)
    if until:
        why = f"A decision is entered already, to be carried out by {date_in_words(until)}."
        return NotDone(why, (suggested(Verb.REMEDY_DONE),))
    day = day_of_event(order.argument, order.today, order.rulebook.calendar)
    if isinstance(day, Refusal):
        return refused(order, day)
    fact = OmbudsmanDecided(notified_on=day, by=order.by, mail=order.mail, words=order.words)
    what = f"The ombudsman's decision in {order.case.reference} is entered, notified on {date_in_words(day)}."
    return Done(what=what, facts=(fact,))


def remedy_done(order: Order) -> Result:
    """What the ombudsman decided is carried out."""
    fact = OmbudsmanDecisionCarriedOut(by=order.by, mail=order.mail, words=order.words)
    return Done(what=f"What the ombudsman decided in {order.case.reference} is carried out.", facts=(fact,))


def agree_action(order: Order) -> Result:
    """What will keep the fault from coming back, until when, and when its effect is looked at (3.1.8.4)."""
    unfinished = _unfinished_action(order)
    if unfinished:
        return unfinished
    calendar = order.rulebook.calendar
    day = promised_day(order.argument, order.today, order.in_a_year, calendar)
    if isinstance(day, Refusal):
        return refused(order, day)
    if not order.words:
        return NotDone(
            "Write below the subject what will be done.", (suggested(order.verb, short_date(day)),)
        )
    review = calendar.add_working_days(day, order.rulebook.policy.promises.review_working_days)
    fact = CorrectiveActionAgreed(
        action=order.words, due_on=day, review_on=review, by=order.by, mail=order.mail
    )
    what = f"A corrective action in {order.case.reference} is due by {date_in_words(day)}."
    return Done(what=f"{what} Its effect is looked at by {date_in_words(review)}.", facts=(fact,))


def _unfinished_action(order: Order) -> NotDone | None:
    """A second action would take the place of the first unseen, with its review."""
    done_by = order.case.due_on(Clock.CORRECTIVE_ACTION)
    if done_by:
        why = f"A corrective action is due by {date_in_words(done_by)}. First say that it is done."
        return NotDone(why, (suggested(Verb.ACTION_DONE),))
    looked_by = order.case.due_on(Clock.EFFECTIVENESS_REVIEW)
    if looked_by:
        why = f"Whether the last corrective action works is to be seen by {date_in_words(looked_by)}."
        return NotDone(f"{why} First say that somebody has looked.", (suggested(Verb.REVIEWED),))
    return None


def action_done(order: Order) -> Result:
    """The corrective action is carried out (3.1.8.4)."""
    fact = CorrectiveActionDone(by=order.by, mail=order.mail, words=order.words)
    return Done(what=f"The corrective action in {order.case.reference} is carried out.", facts=(fact,))


def reviewed(order: Order) -> Result:
    """Somebody looked whether the corrective action works (3.1.8.4)."""
    fact = EffectivenessReviewed(by=order.by, mail=order.mail, words=order.words)
    return Done(what=f"The corrective action in {order.case.reference} is reviewed.", facts=(fact,))


def personal_data_answered(order: Order) -> Result:
    """What the client asked about personal data is answered (DPA 2018 s.164A)."""
    fact = PersonalDataAnswered(by=order.by, mail=order.mail, words=order.words)
    return Done(what=f"What {order.case.reference} asks about personal data is answered.", facts=(fact,))

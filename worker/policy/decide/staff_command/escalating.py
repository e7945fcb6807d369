"""A complaint goes to somebody who has not dealt with it, and the client hears who that is (3.1.7.5, 3.1.7.7)."""

from worker.model.letter import Letter, LetterKind
from worker.model.office import Person
from worker.model.staff_event import DraftWritten, Escalated
from worker.model.staff_letter import CommandDone
from worker.policy.calendar import date_in_words
from worker.policy.decide.client_letters import escalation_notice
from worker.policy.decide.staff_command.request import Done, NotDone, Order, Result, address_of


def escalate(order: Order) -> Result:
    """The section head leads it, or senior management where the head has it already."""
    case, rulebook = order.case, order.rulebook
    lead = _lead(order)
    if lead is None:
        return NotDone(f"{case.reference} is escalated already, and there is nobody above.")
    fact = Escalated(lead=lead.key, by=order.by, mail=order.mail, words=order.words)
    days = rulebook.policy.promises.escalated_working_days
    until = rulebook.calendar.add_working_days(order.today, days)
    # The colleague's words are a note; the client is told who and until when, and nothing that nobody approved.
    notice = DraftWritten(
        letter=LetterKind.ESCALATION_NOTICE, words="", on=until, by=order.by, mail=order.mail
    )
    what = f"{case.reference} is escalated. {lead.name} leads it."
    if not order.can_write:
        what = f"{what} The client cannot be reached by email, so please write by post or phone."
        return Done(what=what, facts=(fact,), letters=_told(order, lead, what))
    what = f"{what} The client is told to expect an answer by {date_in_words(until)}."
    letter = escalation_notice(case, notice, lead, rulebook, order.today)
    return Done(what=what, facts=(fact,), letters=(letter, *_told(order, lead, what)))


def _lead(order: Order) -> Person | None:
    """The head, then senior management: the first who neither handles complaints of the section nor leads this one.

    Nor does who would have it for them while they are away.
    """
    people = order.rulebook.people
    section = people.section(order.case.complaint.section)
    ladder = (section.head, *people.senior_management)
    above = ladder[ladder.index(order.case.lead) + 1 :] if order.case.lead in ladder else ladder
    handled = (*section.responsible, order.case.lead)
    free = (key for key in above if not {key, order.rulebook.on_duty(key, order.today).key} & {*handled})
    return next((people.person(key) for key in free), None)


def _told(order: Order, lead: Person, what: str) -> tuple[Letter, ...]:
    """Who leads it hears of it, unless they wrote it."""
    reader = order.rulebook.on_duty(lead.key, order.today)
    if reader.key == order.by:
        return ()
    letter = Letter(
        kind=LetterKind.COMMAND_DONE,
        recipient=address_of(reader),
        reference=order.case.reference,
        cause=f"mail {order.mail} for {lead.key}",
        facts=CommandDone(what=what),
    )
    return (letter,)

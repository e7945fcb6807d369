"""A colleague opens a complaint again that was over, or says that it stays so (3.1.7.4)."""

from worker.model.duty import Duty, DutyDone
from worker.model.office import Person
from worker.model.second_thought import CaseReopened
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.decide.acknowledgement import promised
from worker.policy.decide.opened_again import OpenedAgain, opened_again
from worker.policy.decide.staff_command.request import Done, Request, Result


def reopen(request: Request) -> Result:
    """It is a complaint at its beginning again; who has it and the head hear of it, and so does the client."""
    fact = CaseReopened(by=request.by, mail=request.mail, words=request.words)
    opened = opened_again(request.case, fact, request.rulebook, request.arrival.seen_at)
    owner = request.rulebook.owner(opened.case, request.today)
    head = request.rulebook.on_duty(request.head.key, request.today)
    has = f"{owner.name} has it. {_client_hears(request, opened, owner)}"
    return Done(
        facts=(fact,),
        letters=opened.letters,
        more=has.replace(f"{owner.name} has it", "You have it", 1) if owner.key == request.by else has,
        also=(head,) if head.key not in (request.by, owner.key) else (),
        told=f"{request.case.reference} is open again. {has}",
    )


def _client_hears(request: Request, opened: OpenedAgain, owner: Person) -> str:
    until = date_in_words(promised(opened.case, Clock.RESPOND))
    if not opened.letters:
        return f"No letter goes to the client, so please tell them that they will hear by {until}."
    if request.goes_by_post:
        return f"They will hear by {until}. {owner.name} gets the letter to print and post."
    return f"The client is told to expect an answer by {until}."


def stays_closed(request: Request) -> Result:
    """What the client wrote since opens nothing again."""
    fact = DutyDone(duty=Duty.WORDS_AFTER_END, by=request.by, mail=request.mail, words=request.words)
    return Done(facts=(fact,), more=request.case.stage)

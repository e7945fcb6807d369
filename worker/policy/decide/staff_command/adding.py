"""A colleague puts a mail that belonged to no complaint into one, in an answer to the mail of ours that shows it."""

from dataclasses import replace

from worker.policy.decide.answered import Follows
from worker.policy.decide.known_case import client_wrote, note
from worker.policy.decide.party_mail import joined
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, suggested
from worker.policy.reading.arrival import Beside
from worker.policy.reading.vocabulary import Verb

BY_A_COLLEAGUE = "a colleague added it"
_MOST_OFFERED = 3


def add(request: Request) -> Result:
    """The mail stands in the complaint; whoever has that reads it, unless they added it themselves."""
    beside = request.arrival.beside or Beside()
    found = beside.adds
    if beside.belongs_to:
        return NotDone(f"That mail belongs to {beside.belongs_to} already.")
    if found is None:
        why = "Which mail? Answer the email of ours that shows it, or write its number behind it, like “add mail 17”."
        return NotDone(why, tuple(suggested(Verb.ADD, each) for each in beside.others[:_MOST_OFFERED]))
    how = f"{request.person.name} said so."
    more = f"Mail {found.mail} stands in {request.case.reference} now."
    if found.party:
        entered = joined(request.case, replace(found, how=how), request.rulebook, 0, by=request.by)
        return Done(facts=entered.facts, letters=entered.letters, more=more)
    noted = note(request.case, found, BY_A_COLLEAGUE, how)
    is_theirs = request.owner.key == request.by or found.staff is not None
    told = replace(found, how=how)
    letters = () if is_theirs else client_wrote(request.case, told, Follows(), request.rulebook)
    return Done(facts=noted.facts, letters=letters, more=more)

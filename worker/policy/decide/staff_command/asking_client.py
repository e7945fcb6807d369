"""A colleague asks the client for something: for what is missing (3.1.9.2), or again for a file that will not open."""

import re
from collections.abc import Iterator
from dataclasses import replace

from worker.model.entry import ComplaintReceived, MailNoted
from worker.model.file_event import FilesNotOpened
from worker.model.time import Clock
from worker.policy.decide.files_not_opened import ask_again
from worker.policy.decide.staff_command import drafts, preconditions
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result
from worker.policy.decide.staff_command.written_together import counting
from worker.policy.reading.letter_words import letter_words

_MOST_THINGS = 3
_NUMBER = re.compile(r"mail (\d+)")


def acknowledged(request: Request) -> NotDone | None:
    """It is an open complaint whose acknowledgement has left: that one asks for what is missing by itself."""
    unfit = preconditions.an_open_complaint(request)
    if unfit or not request.case.due_on(Clock.ACKNOWLEDGE):
        return unfit
    return NotDone(
        "Our acknowledgement has not left yet, and it asks for what is missing. Please write this again then."
    )


def ask(request: Request) -> Result:
    """The letter with one to three things, each on a line of its own; it comes back as a draft."""
    words = letter_words(request.told, request.person.name)
    things = [each for each in words.splitlines() if each.strip()]
    if len(things) > _MOST_THINGS:
        return NotDone("Please ask for one to three things, each on a line of its own.", wants_words=True)
    return drafts.write(replace(request, arrival=replace(request.arrival, words="\n".join(things))))


def cannot_open(request: Request) -> Result:
    """The client is asked again for the files of one of their mails, the last one where none is named."""
    found = next((each for each in _with_files(request) if _is_meant(request, each[0])), None)
    if found is None:
        return NotDone(f"No mail of the client's with a file is known in {request.case.reference}.")
    mail, client, files = found
    if client != request.case.complainant.email:
        return NotDone(f"Mail {mail} is not from the address of who complained, so please phone them.")
    if not request.can_write:
        return NotDone(request.not_written)
    if any(each.of == mail for each in _asked(request)):
        return NotDone(f"The client was asked for the files of mail {mail} before. Please phone them.")
    fact = FilesNotOpened(of=mail, files=_named(files, request.told), by=request.by, mail=request.mail)
    asks = ask_again(request.case, fact, request.arrival, request.rulebook)
    return Done(facts=(fact,), letters=(asks,), more=", ".join(fact.files))


def _with_files(request: Request) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The mails of clients with which files came: number, address and names, the last one first."""
    history = request.arrival.history
    for each in reversed(counting(history.entries)) if history else ():
        match each.fact:
            case MailNoted() as fact if fact.client and fact.files:
                yield fact.mail, fact.client, tuple(file.name for file in fact.files)
            case ComplaintReceived() as fact if fact.files:
                yield fact.mail, fact.complainant.email, tuple(file.name for file in fact.files)


def _asked(request: Request) -> Iterator[FilesNotOpened]:
    history = request.arrival.history
    facts = (each.fact for each in counting(history.entries)) if history else ()
    return (each for each in facts if isinstance(each, FilesNotOpened))


def _is_meant(request: Request, mail: int) -> bool:
    number = _NUMBER.fullmatch(request.argument)
    return number is None or int(number[1]) == mail


def _named(files: tuple[str, ...], told: str) -> tuple[str, ...]:
    """The files that the colleague names; all of that mail where they name none."""
    named = tuple(each for each in files if each.casefold() in told.casefold())
    return named or files

"""On what a complaint may end: one row an outcome, which the closing, the help card and README read (3.1.7.4, 3.1.8.2).

An end needs the right person and something that shows it: the client's own email, what we wrote to them, or a call
that a colleague noted. Where a client has no email, what they said on the phone is all that they can give.
"""

from collections.abc import Callable
from dataclasses import dataclass

from worker.model.catalogue import LetterKind
from worker.model.client_answer import UNHAPPY, ClientMeaning
from worker.model.client_event import ClientAnswered
from worker.model.staff_event import ClientTold, ClosureBasis, Escalated
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.case import Case, Exchanged
from worker.policy.decide.staff_command.client_word import (
    DECISIVE,
    EndSought,
    Evidence,
    asked_back,
    client_says,
    is_theirs,
    tells,
)
from worker.policy.decide.staff_command.request import Guess, NotDone, suggested
from worker.policy.reading.vocabulary import Verb

WHO = "who has the complaint; once it is escalated, who leads it or a section head; never whom it is about"

_SAYS_WHAT_WAS_DONE = (
    *(LetterKind.PROGRESS_UPDATE, LetterKind.PUT_RIGHT),
    *(LetterKind.FINAL_RESPONSE, LetterKind.DEADLOCK_LETTER),
)
_FINAL = (LetterKind.FINAL_RESPONSE, LetterKind.DEADLOCK_LETTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """One row: the outcome, what shows it in words, and whether something does."""

    outcome: ClosureBasis
    rests_on: str
    judge: Callable[[EndSought], Evidence | NotDone]


def ending_of(outcome: ClosureBasis) -> Ending:
    """The row of that outcome; every outcome has exactly one."""
    return next(each for each in ENDINGS if each.outcome is outcome)


def confirmed(sought: EndSought) -> Evidence | NotDone:
    """The client told us, by phone or email, that it is put right (DISP 1.5: not necessarily in writing)."""
    found = client_says(sought, ClientMeaning.ACCEPT)
    if isinstance(found, Evidence):
        return found
    spoken = [each.fact.mail for each in sought.contacts() if tells(each)]
    unhappy = found.by if found else _last_unhappy(sought)
    if spoken and (unhappy is None or unhappy < spoken[-1]):
        return Evidence()
    draft = sought.case.draft
    if found and draft and draft.letter is LetterKind.PUT_RIGHT and found.by < (draft.mail or 0):
        # Who wrote the letter had the later mail before them, and named the one that they meant.
        return Evidence(found.mail)
    if found:
        return asked_back(sought, found, Verb.PUT_RIGHT)
    why = (
        "Nobody has entered yet that the client told us that it is put right, by phone or by email. Ring them, and "
        "write here what they said; then write the letter again."
    )
    phoned = Guess(Verb.PHONED, label="I phoned them: write what they said", wants_words=True)
    named = _named(sought, Verb.PUT_RIGHT, "Their latest email says that it is put right")
    return NotDone(why, (phoned, *(each for each in named if each.verb is Verb.PUT_RIGHT)))


def _last_unhappy(sought: EndSought) -> int | None:
    answers = [each.fact for each in sought.contacts() if isinstance(each.fact, ClientAnswered)]
    return next((each.mail for each in reversed(answers) if each.meaning in UNHAPPY), None)


def _withdrawn(sought: EndSought) -> Evidence | NotDone:
    found = client_says(sought, ClientMeaning.WITHDRAW)
    if found:
        return found if isinstance(found, Evidence) else asked_back(sought, found, ClosureBasis.WITHDRAWN)
    why = (
        "No email of the client says that they withdraw it. Ask them for one line by email, or forward here what they "
        "wrote to you; then close it again."
    )
    return NotDone(why, _named(sought, ClosureBasis.WITHDRAWN, "Their latest email withdraws it"))


def _accepted(sought: EndSought) -> Evidence | NotDone:
    case = sought.case
    if not sought.has(lambda row: row.asks):
        why = (
            "Nothing has been proposed to the client by a letter that arrived, so there is nothing to accept."
        )
        return NotDone(why, (suggested(Verb.PROPOSE, "+10"),))
    found = client_says(sought, ClientMeaning.ACCEPT, _asked_after(case))
    if found and not case.refused:
        return found if isinstance(found, Evidence) else asked_back(sought, found, ClosureBasis.ACCEPTED)
    if case.refused:
        why = "It is entered that the client refused. If they have accepted since, first write so."
        return NotDone(why, (suggested(Verb.ACCEPTED),))
    why = (
        "No email of the client says that they accept it. Ask them for one line by email, or forward here what they "
        "wrote to you; then close it again."
    )
    return NotDone(why, _named(sought, ClosureBasis.ACCEPTED, "Their latest email accepts it"))


def _resolved(sought: EndSought) -> Evidence | NotDone:
    spoken = any(tells(each) for each in sought.contacts())
    cannot_hear = not sought.reachable and bool(sought.words)
    if spoken or cannot_hear or sought.has(lambda row: row.id in _SAYS_WHAT_WAS_DONE):
        return Evidence()
    why = (
        "Nothing says yet that the client was told what was done. Tell them, by phone or by a letter from here, and "
        "write here what you said; then close it again."
    )
    phoned = Guess(Verb.PHONED, label="I told them by phone: write what you said", wants_words=True)
    return NotDone(why, (phoned, suggested(Verb.ANSWER)))


def _told_what_we_found(sought: EndSought) -> Evidence | NotDone:
    if sought.case.stage is Stage.OMBUDSMAN or _is_told(sought, LetterKind.DEADLOCK_LETTER, _moves_on):
        return Evidence()
    if _is_told(sought, LetterKind.FINAL_RESPONSE, _is_against_it):
        return Evidence()
    since = (
        " since it was escalated or they were last unhappy"
        if any(map(_is_against_it, sought.contacts()))
        else ""
    )
    why = f"The client has had no final answer of ours{since}. First answer them, or close it as resolved or withdrawn."
    return NotDone(why, (suggested(Verb.ANSWER), suggested(Verb.CLOSE, ClosureBasis.RESOLVED)))


def _is_told(sought: EndSought, letter: LetterKind, ends: Callable[[Exchanged], bool]) -> bool:
    """Whether the client has that letter, or was told it by hand, since what `ends` the worth of an earlier one."""
    contacts = sought.contacts()
    last = next((at for at in range(len(contacts), 0, -1) if ends(contacts[at - 1])), 0)
    later = (each.fact for each in contacts[last:] if isinstance(each.fact, ClientTold))
    since = contacts[last - 1].letters if last else 0
    return any(each.letter is letter for each in later) or sought.has(lambda row: row.id == letter, since)


def _moves_on(contact: Exchanged) -> bool:
    return isinstance(contact.fact, Escalated)


def _is_against_it(contact: Exchanged) -> bool:
    # After a deadlock letter nothing is left that could be answered; any other answer has to be given again.
    unhappy = isinstance(contact.fact, ClientAnswered) and contact.fact.meaning in UNHAPPY
    return unhappy or _moves_on(contact)


def _no_reply(sought: EndSought) -> Evidence | NotDone:
    case = sought.case
    if not sought.has(lambda row: row.leads_to is Stage.PROPOSED):
        why = "Nothing has been proposed to the client by a letter from here, so there is nothing to answer."
        return NotDone(why, (suggested(Verb.PROPOSE, "+10"),))
    if case.stage is not Stage.PROPOSED:
        return NotDone(f"{case.reference} is {case.stage}, so it does not wait for an answer of the client.")
    waits_until = case.due_on(Clock.PROPOSED)
    if waits_until is None or case.in_touch:
        return NotDone("The client has written or answered since we proposed, so they did reply.")
    if sought.today <= waits_until:
        return NotDone(f"The client has until {date_in_words(waits_until)} to answer what we proposed.")
    return Evidence()


ENDINGS = (
    Ending(
        outcome=ClosureBasis.RESOLVED,
        rests_on="a letter from here, or a call that you noted, which tells the client what was done",
        judge=_resolved,
    ),
    Ending(
        outcome=ClosureBasis.ACCEPTED,
        rests_on="an email of the client that accepts what we proposed or answered",
        judge=_accepted,
    ),
    Ending(outcome=ClosureBasis.UPHELD, rests_on="our final answer to the client", judge=_told_what_we_found),
    Ending(
        outcome=ClosureBasis.PARTLY_UPHELD,
        rests_on="our final answer to the client",
        judge=_told_what_we_found,
    ),
    Ending(
        outcome=ClosureBasis.NOT_UPHELD, rests_on="our final answer to the client", judge=_told_what_we_found
    ),
    Ending(
        outcome=ClosureBasis.WITHDRAWN,
        rests_on="an email of the client that withdraws the complaint",
        judge=_withdrawn,
    ),
    Ending(
        outcome=ClosureBasis.NO_REPLY,
        rests_on="a proposal that the client has not answered until its last day",
        judge=_no_reply,
    ),
)
"""One row an outcome."""


def _named(sought: EndSought, end: ClosureBasis | Verb, label: str) -> tuple[Guess, ...]:
    """The client's latest mail as the one that says it, where its meaning is not plain; and an email that asks."""
    latest = next((each.fact for each in reversed(sought.contacts()) if is_theirs(each)), None)
    plain = isinstance(latest, ClientAnswered) and latest.meaning in DECISIVE
    ask = Guess(Verb.UPDATE, "+5", label="Write to the client and ask", wants_words=True)
    if latest is None or plain:
        return (ask,)
    mail = f"mail {latest.mail}"
    if isinstance(end, Verb):
        return (Guess(end, mail, label=label, wants_words=True), ask)
    return (Guess(Verb.CLOSE, f"{end} {mail}", label=label), ask)


def _asked_after(case: Case) -> int:
    """How many letters were written once the client had been asked: by the latest proposal, else by our answer."""
    asks = [number for number, each in enumerate(case.written, 1) if each.kind.row.asks]
    proposed = [each for each in asks if case.written[each - 1].kind is LetterKind.PROPOSAL]
    return (proposed or asks or [0])[-1]

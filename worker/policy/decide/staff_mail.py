"""A colleague wrote something that no rule makes a command: nothing changes, and they hear so at once (promise 10)."""

from collections.abc import Iterable

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Letter, LetterFacts
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.staff_letter import (
    Choice,
    CommandDone,
    KeptAsNote,
    StaffMailSorted,
    StaffMailUnclear,
    Unclear,
)
from worker.policy.case import Case
from worker.policy.decide.known_case import note
from worker.policy.decide.staff_command.verbs import help_card
from worker.policy.decide.verbal_form import blank
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.mail_command import MailVerb, mail_subject

MOST_ANSWERS_AN_HOUR = 3
"""To what a colleague wrote and nobody understood; the rest stands in the daily list."""

_MOST_LINKS = 10
_WORDS_IN_LETTER = 600
_RULE = "a colleague wrote"


def noted(case: Case, arrival: Arrival, links: tuple[Choice, ...], answered: int) -> Decision:
    """Keep the words in the case; `answered` is how many such answers the colleague had in the last hour."""
    decision = note(case, arrival, _RULE, arrival.how)
    if answered >= MOST_ANSWERS_AN_HOUR or arrival.staff is None:
        return decision
    facts = KeptAsNote(words=_words(arrival), links=links)
    answer = _answer(arrival, arrival.staff, LetterKind.KEPT_AS_NOTE, facts, case.reference)
    return Decision(reference=case.reference, facts=decision.facts, letters=(answer,))


def unclear(arrival: Arrival, why: Unclear, links: tuple[Choice, ...], answered: int) -> Decision:
    """Ask the colleague; whoever wrote it, the answer goes to the address that people.toml has."""
    if answered >= MOST_ANSWERS_AN_HOUR or arrival.staff is None:
        return Decision()
    told = why is not Unclear.WHO_WROTE
    facts = StaffMailUnclear(
        unclear=why,
        mail=arrival.mail,
        arrived_at=arrival.received_at,
        topic=cut(arrival.message.subject, _WORDS_IN_LETTER) if told else "",
        words=_words(arrival) if told else "",
        links=links[:_MOST_LINKS],
    )
    return Decision(letters=(_answer(arrival, arrival.staff, LetterKind.STAFF_MAIL_UNCLEAR, facts),))


def helped(arrival: Arrival, own_cases: Iterable[Case]) -> Decision:
    """Send the colleague all that can be written; nothing changes."""
    if arrival.staff is None:
        return Decision()
    card = help_card(next((each.reference for each in own_cases), ""))
    return Decision(letters=(_answer(arrival, arrival.staff, LetterKind.HELP_CARD, card),))


def form_wanted(arrival: Arrival) -> Decision:
    """Send the colleague the form in which they write down what a client said; nothing changes."""
    if arrival.staff is None:
        return Decision()
    return Decision(letters=(_answer(arrival, arrival.staff, LetterKind.VERBAL_FORM, blank()),))


def sorted_out(arrival: Arrival, what: str, reference: str) -> Decision:
    """The receipt for a colleague who said what a mail is; it belongs to the case where there is one."""
    if arrival.staff is None:
        return Decision()
    if not reference:
        facts = StaffMailSorted(what=what)
        return Decision(letters=(_answer(arrival, arrival.staff, LetterKind.STAFF_MAIL_SORTED, facts),))
    done = _answer(arrival, arrival.staff, LetterKind.COMMAND_DONE, CommandDone(what=what), reference)
    return Decision(reference=reference, letters=(done,))


def where_it_belongs(arrival: Arrival, own_cases: Iterable[Case]) -> tuple[Choice, ...]:
    """What a mail of no case may be: a note on a case of the colleague's, their own complaint, or nothing."""
    mail = arrival.mail
    added = (
        Choice(
            label=f"A note on {each.reference}{_named(each)}",
            subject=mail_subject(mail, MailVerb.ADD, each.reference),
        )
        for each in own_cases
    )
    others = (
        Choice(label="This is my own complaint", subject=mail_subject(mail, MailVerb.OWN_COMPLAINT)),
        Choice(label="There is nothing to do", subject=mail_subject(mail, MailVerb.NOTHING)),
    )
    return (*[*added][:3], *others)


def which_complaint(arrival: Arrival, cases: Iterable[Case], command: str) -> tuple[Choice, ...]:
    """A link for each complaint that the list names: the command for it, or where none was read a note on it."""
    return tuple(
        Choice(
            label=f"{each.reference}{_named(each)}",
            subject=f"[{each.reference}] {command}"
            if command
            else mail_subject(arrival.mail, MailVerb.ADD, each.reference),
        )
        for each in cases
    )


def _named(case: Case) -> str:
    """The client, unless they do not want to be named to others (3.1.11)."""
    return (
        ""
        if case.restricted
        else f", {case.complainant.name or case.complainant.email or 'client not known'}"
    )


def _words(arrival: Arrival) -> str:
    return cut(arrival.words, _WORDS_IN_LETTER) or "(no words)"


def _answer(
    arrival: Arrival, person: Person, kind: LetterKind, facts: LetterFacts, reference: str = ""
) -> Letter:
    return Letter(
        kind=kind,
        recipient=Address(person.email, person.name),
        reference=reference,
        cause=f"mail {arrival.mail}",
        facts=facts,
        answers=(arrival.message.message_id,) if arrival.message.message_id else (),
    )

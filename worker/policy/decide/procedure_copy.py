"""Whoever asks for our complaints procedure gets a copy, free, by email or by post (3.1.7.8)."""

from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.client_letter import ProcedureCopy
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.promises import Ombudsman
from worker.model.record_letter import ProcedureToPost, ToPost
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.rulebook import Rulebook

_WORDS_IN_LETTER = 3000
_IN_THE_POST = 1
"""Working days within which a copy is posted; the policy names no time, this one is for us."""


def copy_by_email(arrival: Arrival, reference: str, section: str, rulebook: Rulebook) -> Letter:
    """The copy for whoever wrote; `reference` is their complaint's, empty where they have none."""
    message = arrival.message
    return Letter(
        kind=LetterKind.PROCEDURE_COPY,
        recipient=arrival.client or Address(""),
        reference=reference,
        cause=f"mail {arrival.mail}",
        facts=_facts(section, rulebook, london_date(arrival.seen_at)),
        answers=(*message.references, message.message_id) if message.message_id else message.references,
    )


def copy_of_case(case: Case, arrival: Arrival, rulebook: Rulebook) -> Letter:
    """The copy for a client whose complaint we have."""
    return copy_by_email(arrival, case.reference, case.section, rulebook)


def copy_by_post(case: Case, arrival: Arrival, rulebook: Rulebook) -> Letter:
    """The task to print the copy and post it, for whoever has the complaint; their words may hold the address."""
    today = london_date(arrival.seen_at)
    person, copy = rulebook.owner(case, today), copy_of_case(case, arrival, rulebook)
    facts = ToPost(
        called=copy.kind.called,
        kind=copy.kind.value,
        person=person.key,
        client=case.complainant.name or "the client",
        address=case.complaint.address,
        wants_no_email=False,
        due_on=rulebook.calendar.add_working_days(today, _IN_THE_POST),
        words=cut(arrival.words, _WORDS_IN_LETTER) or arrival.message.subject,
    )
    return Letter(
        kind=LetterKind.TO_POST,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"{copy.kind} {copy.cause}",
        facts=facts,
        shows=copy,
    )


def copy_to_stranger(arrival: Arrival, rulebook: Rulebook) -> Letter:
    """The task to post the copy to somebody who has no complaint, for whoever does triage."""
    today = london_date(arrival.seen_at)
    person = rulebook.on_duty(rulebook.people.triage, today)
    return Letter(
        kind=LetterKind.PROCEDURE_TO_POST,
        recipient=Address(person.email, person.name),
        reference="",
        cause=f"mail {arrival.mail}",
        facts=ProcedureToPost(
            sender=arrival.sender,
            words=cut(f"{arrival.subject}\n\n{arrival.words}", _WORDS_IN_LETTER),
            due_on=rulebook.calendar.add_working_days(today, _IN_THE_POST),
        ),
        shows=copy_by_email(arrival, "", rulebook.people.intake, rulebook),
    )


def _facts(section: str, rulebook: Rulebook, today: date) -> ProcedureCopy:
    policy = rulebook.policy
    return ProcedureCopy(
        version=policy.version,
        dated=policy.procedure.dated,
        section=rulebook.people.section(section).name,
        file=policy.procedure.file,
        promises=policy.promises,
        ombudsman=_ombudsman(rulebook, today),
    )


def _ombudsman(rulebook: Rulebook, today: date) -> Ombudsman | None:
    known = (each for each in rulebook.policy.ombudsman if each.valid_from <= today <= each.valid_until)
    return next(known, None)

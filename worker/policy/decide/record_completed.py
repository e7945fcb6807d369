"""A colleague fills in what a record of a complaint lacked, or words it anew: the client gets what is new (3.1.4)."""

from collections.abc import Iterator

from worker.model.catalogue import LetterKind
from worker.model.client_event import StatementCorrected
from worker.model.client_letter import Version
from worker.model.decision import Decision
from worker.model.entry import Fact
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.staff_event import ClientDetailsGiven, EligibilityConfirmed
from worker.model.staff_letter import CommandDone
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import too_late
from worker.policy.decide.confirmation import ask_to_confirm
from worker.policy.decide.consequences import consequences
from worker.policy.fold import fold_on
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.verbal_report import VerbalReport
from worker.policy.rulebook import Rulebook

_GOES = "The record goes to {client}, with the request to confirm it."
_STAYS = "Nothing goes to the client because of that."
_ENTERED = "What you filled in is entered in {reference}. {goes}"


def record_completed(case: Case, told: VerbalReport, arrival: Arrival, rulebook: Rulebook) -> Decision:
    """Enter what the lines say; where the client has no record yet, or another now, they are asked to confirm it."""
    today = london_date(arrival.seen_at)
    given = tuple(_given(case, told, arrival, rulebook))
    facts = tuple(each for fact in given for each in (fact, *consequences(case, fact, today, rulebook)))
    after = fold_on(case, facts)
    goes = _is_owed(case, after, rulebook) and not too_late(after, arrival.seen_at)
    letters = (ask_to_confirm(after, rulebook, today, _version(case, after)),) if goes else ()
    said = _GOES.format(client=after.complainant.name or "the client") if goes else _STAYS
    done = CommandDone(what=_ENTERED.format(reference=case.reference, goes=said))
    return Decision(
        reference=case.reference, facts=facts, letters=(*letters, _receipt(case, told, arrival, done))
    )


def _given(case: Case, told: VerbalReport, arrival: Arrival, rulebook: Rulebook) -> Iterator[Fact]:
    by, mail = told.taken_by.key, arrival.mail
    theirs = told.client.email and not rulebook.staff(told.client) and not rulebook.is_own(told.client.email)
    details = ClientDetailsGiven(
        name=told.client.name or (told.business if not case.complainant.name else ""),
        email=told.client.email if theirs else "",
        phone=told.phone,
        address=told.address,
        by=by,
        mail=mail,
    )
    if details.name or details.email or details.phone or details.address:
        yield details
    if told.microbusiness is not None and told.microbusiness is not case.eligible:
        yield EligibilityConfirmed(eligible=told.microbusiness, by=by, mail=mail)
    wanted = f"\n\nWhat you asked us for: {told.wants}" if told.wants else ""
    if told.words and told.words + wanted != case.complaint.words:
        yield StatementCorrected(words=told.words + wanted, correction=told.words, by=by, mail=mail)


def _is_owed(case: Case, after: Case, rulebook: Rulebook) -> bool:
    """Whether the client has no record, or not as it now is, and can be reached."""
    if not rulebook.may_reach(after) or after.is_over:
        return False
    worded_anew = after.complaint.words != case.complaint.words
    waits = any(each.kind is LetterKind.VERBAL_RECORD for each in case.to_post)
    readdressed = waits and after.complaint.address != case.complaint.address
    emailed = not rulebook.posts_to(after) and rulebook.posts_to(case)
    return worded_anew or readdressed or (emailed and not case.acknowledged_by)


def _version(case: Case, after: Case) -> Version:
    """A new one where the client has another; what is still to be posted they have not."""
    had = case.has_written(LetterKind.VERBAL_RECORD) and not any(
        each.kind is LetterKind.VERBAL_RECORD for each in case.to_post
    )
    return Version.WORDED_ANEW if had and after.complaint.words != case.complaint.words else Version.FIRST


def _receipt(case: Case, told: VerbalReport, arrival: Arrival, done: CommandDone) -> Letter:
    return Letter(
        kind=LetterKind.COMMAND_DONE,
        recipient=Address(told.taken_by.email, told.taken_by.name),
        reference=case.reference,
        cause=f"mail {arrival.mail}",
        facts=done,
        answers=(arrival.message.message_id,) if arrival.message.message_id else (),
    )

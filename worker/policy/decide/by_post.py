"""A client without e-mail gets every letter by post: it goes to a colleague as a PDF to print (3.1.3)."""

from dataclasses import replace
from datetime import date, datetime

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.record_letter import ToPost
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import kept_by
from worker.policy.fold import fold, fold_on
from worker.policy.rulebook import Rulebook


def by_post(decision: Decision, case: Case | None, rulebook: Rulebook, now: datetime) -> Decision:
    """The same decision, in which what is for a client without e-mail is for a colleague to post.

    `case` is as it stands before the decision; None where that opens it.
    """
    if not any(letter.kind.is_for_client for letter in decision.letters):
        return decision
    after = fold_on(case, decision.facts) if case else fold(decision.reference, decision.facts)
    if not rulebook.posts_to(after):
        return decision
    letters = (
        _to_post(letter, after, rulebook, london_date(now)) if letter.kind.is_for_client else letter
        for letter in decision.letters
    )
    return replace(decision, letters=tuple(letters))


def _to_post(letter: Letter, case: Case, rulebook: Rulebook, today: date) -> Letter:
    person = rulebook.owner(case, today)
    facts = ToPost(
        called=letter.kind.called,
        kind=letter.kind.value,
        person=person.key,
        client=case.complainant.name or "the client",
        address=case.complaint.address,
        wants_no_email=bool(case.complainant.email),
        due_on=min(filter(None, map(case.due_on, kept_by(letter.kind))), default=None),
        files=letter.files,
    )
    return Letter(
        kind=LetterKind.TO_POST,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"{letter.kind} {letter.cause}",
        facts=facts,
        files=letter.files,
        shows=letter,
    )

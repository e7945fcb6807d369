"""A client does not want it to be shared: what waits for others and tells of them does not leave (3.1.11)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.queued_letter import QueuedLetter
from worker.model.second_thought import LetterWithdrawn
from worker.model.staff_event import SharingRestricted
from worker.model.staff_letter import NotShared
from worker.policy.case import Case
from worker.policy.in_confidence import may_read
from worker.policy.rulebook import Rulebook


def taken_out(
    decision: Decision, case: Case, waiting: Iterable[QueuedLetter], rulebook: Rulebook, today: date
) -> Decision:
    """The same decision, which also takes the letters out that wait for anybody but who has the complaint.

    `case` is as it stands after the decision. Each reader hears that it stays here, and what else it named.
    """
    by = next(each.by for each in decision.facts if isinstance(each, SharingRestricted))
    others = [
        each
        for each in waiting
        if not (each.kind.is_for_client or may_read(case, each.recipient, rulebook, today))
    ]
    withdrawn = tuple(
        LetterWithdrawn(
            letter=each.kind,
            recipient=each.recipient,
            message_id=each.message_id,
            by=by,
            not_to_be_shared=True,
        )
        for each in others
    )
    told = tuple(_told(each, case, rulebook, today) for each in others)
    return replace(decision, facts=(*decision.facts, *withdrawn), letters=(*decision.letters, *told))


def _told(letter: QueuedLetter, case: Case, rulebook: Rulebook, today: date) -> Letter:
    person = rulebook.staff(Address(letter.recipient))
    facts = NotShared(
        called=letter.kind.called,
        who=rulebook.owner(case, today).name,
        references=tuple(each for each in letter.about if each != case.reference),
    )
    return Letter(
        kind=LetterKind.NOT_SHARED,
        recipient=Address(letter.recipient, person.name if person else ""),
        reference=case.reference,
        cause=letter.message_id,
        facts=facts,
    )

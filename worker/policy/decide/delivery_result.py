"""A letter was handed over: what the log says then, and which promise it keeps (3.1.8)."""

from datetime import date, datetime

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.letter_event import LetterReturned, LetterSent, LetterUndeliverable
from worker.model.mail import Address
from worker.model.staff_letter import Alarm, DeliveryFailed
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import kept_by
from worker.policy.decide.consequences import consequences
from worker.policy.rulebook import Rulebook


def accepted(case: Case, sent: LetterSent, rulebook: Rulebook, now: datetime) -> Decision:
    """Our server took the letter: the clocks that it stops are stopped, and those that it starts begin today."""
    follows = consequences(case, sent, london_date(now), rulebook)
    return Decision(reference=case.reference, facts=(sent, *follows))


def undeliverable(case: Case, failure: LetterUndeliverable, rulebook: Rulebook, now: datetime) -> Decision:
    """The letter will not arrive: the duty stands, and somebody who can act hears of it at once."""
    due_on = min(filter(None, map(case.due_on, kept_by(failure.letter))), default=None)
    told = not_delivered(case, failure, due_on, rulebook, now)
    return Decision(reference=case.reference, facts=(failure,), letters=(told,))


def not_delivered(
    case: Case,
    lost: LetterUndeliverable | LetterReturned,
    due_on: date | None,
    rulebook: Rulebook,
    now: datetime,
) -> Letter:
    """Tell whoever has the case that a client has not got a letter; of a colleague's letter the operator is told."""
    reason, cause = _why(lost)
    if not lost.letter.is_for_client:
        return colleague_not_reached(lost.recipient, reason, rulebook, now)
    person = rulebook.owner(case, london_date(now))
    failed = DeliveryFailed(called=lost.letter.called, address=lost.recipient, reason=reason, due_on=due_on)
    return Letter(
        kind=LetterKind.DELIVERY_FAILED,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=cause,
        facts=failed,
    )


def came_back(status: str) -> str:
    """Why a letter did not arrive, as far as the report about it says (RFC 3463)."""
    return f"It came back{f' with status {status}' if status else ''}."


def _why(lost: LetterUndeliverable | LetterReturned) -> tuple[str, str]:
    """Why the letter is lost, and the cause of the mail that tells of it."""
    if isinstance(lost, LetterUndeliverable):
        return lost.reason, lost.message_id
    return came_back(lost.status), f"{lost.message_id} returned"


def colleague_not_reached(address: str, reason: str, rulebook: Rulebook, now: datetime) -> Letter:
    """The operator hears, once a day for each colleague, that our letters do not reach them; mail cannot tell them."""
    today = london_date(now)
    facts = Alarm(
        on=today,
        what="A colleague does not get our letters.",
        to_do=f"Mail to {address} fails: {reason} Correct the address in people.toml or have the mailbox mended, "
        "and tell them what is in the daily list and in `worker cases`.",
    )
    return Letter(
        kind=LetterKind.ALARM,
        recipient=Address(rulebook.office.operator),
        reference="",
        cause=f"{address} on {today.isoformat()}",
        facts=facts,
    )

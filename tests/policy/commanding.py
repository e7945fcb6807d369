"""What becomes of a line that a colleague writes about a complaint, judged without any mailbox."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from tests.rig import settings
from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.client_event import ClientAnswered
from worker.model.decision import Decision
from worker.model.entry import Channel, ClockStarted, ComplaintReceived, Fact, Trust
from worker.model.letter import Letter
from worker.model.letter_event import LetterQueued, LetterSent
from worker.model.mail import Address, Message
from worker.model.promises import Policy
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.model.staff_letter import CommandDone, CommandNotDone
from worker.policy.calendar import at_london
from worker.policy.case import Case
from worker.policy.clocks import TAKEN_FOR_COMPLAINT, deadlines
from worker.policy.decide.staff_command import staff_command
from worker.policy.decide.staff_command.verbs import vocabulary
from worker.policy.fold import fold
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.commands import command
from worker.policy.rulebook import Rulebook

REFERENCE = "OPT-2026-0001"
DAY0 = date(2026, 3, 2)
NOW = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
CLIENT = Address("anita.patel@harbour-bakery.example", "Anita Patel")
RULES = Rulebook.of(
    settings(
        MailboxSettings(host="localhost", user="hello"), SmtpSettings(host="localhost", own_copy=False), ""
    )
)
_numbers = count(100)


def opening(*, email: bool = True) -> tuple[Fact, ...]:
    """A complaint of Monday 2 March 2026, by mail, or by phone from a client without e-mail."""
    received = ComplaintReceived(
        channel=Channel.EMAIL if email else Channel.TELEPHONE,
        complainant=CLIENT if email else Address("", "Anita Patel"),
        subject="Renewal of our contract" if email else "",
        words="You renewed it without our agreement.",
        received_at=datetime(2026, 3, 2, 10, 0, tzinfo=UTC),
        day0=DAY0,
        section="client_services",
        mail=1,
        message_id="<1@harbour-bakery.example>" if email else "",
        trust=Trust.PROVEN,
        taken_by="" if email else "tom",
    )
    running = deadlines(DAY0, Policy(version="1", review_due=DAY0), RULES.calendar, (TAKEN_FOR_COMPLAINT,))
    return (
        received,
        *(ClockStarted(clock=x.clock, clause=x.clause, day0=x.day0, due_on=x.due_on) for x in running),
        *sent(LetterKind.ACKNOWLEDGEMENT),
    )


def sent(kind: LetterKind, promises: date | None = None) -> tuple[Fact, ...]:
    """A letter of ours to the client, which our server took."""
    name = f"<{kind}.{next(_numbers)}@optimised.net>"
    return (
        LetterQueued(letter=kind, recipient=CLIENT.email, message_id=name, promises=promises),
        LetterSent(letter=kind, recipient=CLIENT.email, message_id=name, proof="250"),
    )


def name_of(letter: tuple[Fact, ...]) -> str:
    """The Message-ID of a letter that was sent."""
    return next(each.message_id for each in letter if isinstance(each, LetterQueued))


def said(meaning: ClientMeaning | None, mail: int = 17) -> ClientAnswered:
    """The client wrote that, or something that is not plain."""
    return ClientAnswered(mail=mail, meaning=meaning, said=meaning or "")


def case_of(*facts: Fact | Iterable[Fact], email: bool = True) -> Case:
    """The complaint with what happened since."""
    since = [x for each in facts for x in (each if isinstance(each, tuple) else (each,))]
    return fold(REFERENCE, (*opening(email=email), *since))


def told(
    case: Case,
    line: str,
    words: str = "",
    *,
    by: str = "sarah",
    on: date | None = None,
    rules: Rulebook = RULES,
) -> Decision:
    """What follows from that line of that colleague."""
    person = rules.people.person(by)
    found = command(f"[{REFERENCE}] {line}", vocabulary())
    assert found is not None, line
    now = at_london(on, NOW.time()) if on else NOW
    sender = Address(person.email, person.name)
    arrival = Arrival(
        mail=next(_numbers),
        message=Message(sender, "", line, words, message_id=f"<{next(_numbers)}@optimised.net>"),
        received_at=now,
        seen_at=now,
        client=None,
        subject=line,
        words=words,
        trust=Trust.PROVEN,
        trust_reason="",
        judgement=RULES.judge("", ""),
        staff=person,
    )
    return staff_command(case, replace(found, line=line), person, arrival, rules)


def refusal(decision: Decision) -> CommandNotDone | None:
    """What the writer reads where nothing changed."""
    return next((x.facts for x in decision.letters if isinstance(x.facts, CommandNotDone)), None)


def receipt(decision: Decision) -> CommandDone | None:
    """What the writer reads where something changed."""
    return next((x.facts for x in decision.letters if isinstance(x.facts, CommandDone)), None)


def to_client(decision: Decision) -> list[Letter]:
    """The letters to the client."""
    return [each for each in decision.letters if each.kind.is_for_client]

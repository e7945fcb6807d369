"""A colleague's command with all that it is judged by, and the two things that can become of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import Fact
from worker.model.letter import Letter, LetterFacts
from worker.model.mail import Address
from worker.model.office import Person
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.dates import Refusal, short_date
from worker.policy.reading.vocabulary import Verb, written
from worker.policy.rulebook import Rulebook

_WORDS_IN_LOG = 8000
_OF_A_MAIL = "mail "
_A_YEAR = timedelta(days=365)


WANT_WORDS = frozenset(
    {
        *(Verb.UPDATE, Verb.PROPOSE, Verb.DELAY, Verb.ANSWER, Verb.DEADLOCK, Verb.PUT_RIGHT),
        *(Verb.TEXT, Verb.SEND_AS_IT_IS, Verb.ACTION, Verb.NO_ACTION, Verb.ASK_THE_CLIENT),
    }
)
"""What cannot be done without words in the mail: a letter to the client, or what will be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a proven colleague wrote about a case, and when; `words` stand in the mail itself.

    `argument` is what follows the verb in small letters, `said` the same as it was written, `line` the whole line.
    """

    case: Case
    verb: Verb
    argument: str
    person: Person
    arrival: Arrival
    rulebook: Rulebook
    said: str = ""
    line: str = ""

    @property
    def told(self) -> str:
        """What stands behind the verb, and below it: all words of the colleague's own."""
        said, words = self.said or self.argument, self.arrival.words
        # A plain sentence is both.
        return cut(words if said in words else "\n".join(filter(None, (said, words))), _WORDS_IN_LOG)

    @property
    def today(self) -> date:
        """The London date on which it is carried out."""
        return london_date(self.arrival.seen_at)

    @property
    def in_a_year(self) -> date:
        """The last day that a colleague may name where the policy sets none; what lies behind it is a slip."""
        return self.today + _A_YEAR

    @property
    def words(self) -> str:
        """What the colleague wrote with it."""
        return cut(self.arrival.words, _WORDS_IN_LOG)

    @property
    def by(self) -> str:
        """The key of the colleague."""
        return self.person.key

    @property
    def mail(self) -> int:
        """The number of the mail in the register."""
        return self.arrival.mail

    @property
    def head(self) -> Person:
        """The head of the section that has the case."""
        people = self.rulebook.people
        return people.person(people.section(self.case.section).head)

    @property
    def is_by_head(self) -> bool:
        """Whether the section head or senior management wrote it, or who covers for one of them today (3.1.7.7)."""
        return self.rulebook.is_head(self.by, self.case, self.today)

    @property
    def owner(self) -> Person:
        """Who has the complaint today."""
        return self.rulebook.owner(self.case, self.today)

    @property
    def is_by_lead(self) -> bool:
        """Whether it was never escalated, or who leads it wrote it, or somebody above who never had it (3.1.7.7)."""
        # Once escalated it stays with its lead, whatever stage it reaches and even when it is opened again.
        if not self.case.lead:
            return True
        # Who had it before has it again only where its lead works here no more and nobody else is left.
        had_it = self.rulebook.was_taken_from(self.by, self.case) and self.rulebook.known(self.case.lead)
        return not had_it and (self.by == self.owner.key or self.is_by_head)

    @property
    def client(self) -> str:
        """The client for a colleague's eyes."""
        client = self.case.complainant
        known = f"{client.name} ({client.email})" if client.name and client.email else ""
        return known or client.name or client.email or "the client"

    @property
    def can_write(self) -> bool:
        """Whether a letter may go to the client, by mail or by post."""
        return self.rulebook.may_reach(self.case) and not self.rulebook.awaits_address(self.case)

    @property
    def not_written(self) -> str:
        """Why no letter goes to the client, and how they may hear of it all the same."""
        if not self.rulebook.awaits_address(self.case) or not self.rulebook.may_reach(self.case):
            return "The client cannot be reached by email, so please write by post or phone."
        return (
            f"Nobody has confirmed yet that {self.case.complainant.email} is the client's address, so nothing goes to "
            f"it. Make sure and write “{Verb.ADDRESS_IS_RIGHT}”, or tell the client by phone."
        )

    @property
    def goes_by_post(self) -> bool:
        """Whether a letter to the client comes to a colleague to be posted."""
        return self.rulebook.posts_to(self.case)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The command is carried out: its entries, its letters, and what its receipt says beyond the words of its row.

    `also` are others who hear the same, or `told` where the receipt speaks to its writer. `asks` is what the writer is
    asked to say next, by one of the `choices`. `next_on` is a date that a letter promises by it. `before` is the case
    as it is again, where something was taken back, or the one that goes on. `others` are what it enters in other
    cases.
    """

    facts: tuple[Fact, ...] = ()
    letters: tuple[Letter, ...] = ()
    day: date | None = None
    more: str = ""
    also: tuple[Person, ...] = ()
    told: str = ""
    asks: str = ""
    choices: "tuple[Guess, ...]" = ()
    next_on: date | None = None
    before: Case | None = None
    others: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """A command that may have been meant; its link says it as the row of its verb does, or as its own `label`.

    `wants_words` says that it is nothing without words in the mail.
    """

    verb: Verb
    argument: str = ""
    label: str = ""
    wants_words: bool = False

    @property
    def command(self) -> str:
        """The command as it is written."""
        return written(self.verb, self.argument)


@dataclass(frozen=True, slots=True)
class NotDone:
    """Nothing changes: why, as a sentence, and what may have been meant.

    `wants_words` says that only the words of a letter are missing: an answer to what we say brings them.
    """

    why: str
    suggestions: tuple[Guess, ...] = ()
    wants_words: bool = False


Result = Done | NotDone


def answer(request: Request, kind: LetterKind, facts: LetterFacts) -> Letter:
    """A letter to the colleague whose command it is."""
    return reply(request.case.reference, request.person, request.arrival, kind, facts)


def reply(reference: str, person: Person, arrival: Arrival, kind: LetterKind, facts: LetterFacts) -> Letter:
    """A letter to a colleague in the thread of their mail."""
    return Letter(
        kind=kind,
        recipient=address_of(person),
        reference=reference,
        cause=f"{_OF_A_MAIL}{arrival.mail}",
        facts=facts,
        answers=(arrival.message.message_id,) if arrival.message.message_id else (),
    )


def mail_of(cause: str) -> int | None:
    """The number of the mail that a letter answers, as `reply` wrote it in its cause."""
    number = cause.removeprefix(_OF_A_MAIL)
    return int(number) if number.isdecimal() else None


def suggested(verb: Verb, argument: str = "") -> Guess:
    """That command as one that may have been meant."""
    return Guess(verb, argument)


def refused(request: Request, refusal: Refusal) -> NotDone:
    """A date that was not taken, with the days that may have been meant."""
    days = refusal.instead[:3]
    return NotDone(refusal.why, tuple(suggested(request.verb, short_date(day)) for day in days))


def address_of(person: Person) -> Address:
    """Where a colleague reads mail."""
    return Address(person.email, person.name)

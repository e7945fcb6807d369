"""What an end of a complaint may rest on: what the client said and has not taken back, and what we told them since."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from worker.model.catalogue_row import CatalogueRow
from worker.model.client_answer import UNHAPPY, ClientMeaning
from worker.model.client_event import ClientAnswered
from worker.model.entry import ClientPhoned, MailNoted
from worker.model.staff_event import ClientTold, ClosureBasis
from worker.policy.calendar import date_in_words
from worker.policy.case import Case, Exchanged, Written
from worker.policy.decide.staff_command.request import Guess, NotDone
from worker.policy.reading.vocabulary import Verb

DECISIVE = (*UNHAPPY, ClientMeaning.ACCEPT, ClientMeaning.WITHDRAW)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSought:
    """What an end is judged by: the case on that London date, and the mail of the client that the command names.

    `is_named` says that the command itself names it, and `days` when each mail of the case came. `has_email` says
    whether the client can write to us, `reachable` whether anything can be written to them; `words` are what the
    colleague wrote with the command.
    """

    case: Case
    today: date
    mail: int | None = None
    is_named: bool = False
    days: Mapping[int, date] = field(default_factory=dict[int, date])
    has_email: bool = True
    reachable: bool = True
    words: str = ""

    def letters(self, since: int = 0) -> Iterator[Written]:
        """Our letters since it was last opened, and since so many were written, that they may have read."""
        written = self.case.written[max(self.case.opened_after, since) :]
        gone = (each for each in written if each.is_sent or not each.on_paper)
        return (each for each in gone if each.message_id not in self.case.returned)

    def has(self, wanted: Callable[[CatalogueRow], bool], since: int = 0) -> bool:
        """Whether the client has such a letter."""
        return any(wanted(each.kind.row) for each in self.letters(since))

    def contacts(self, since: int = 0) -> list[Exchanged]:
        """What was said once so many letters had been written."""
        return [each for each in self.case.contacts if each.letters >= since]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something shows it; `mail` is the number of the client's mail that does, if it is one."""

    mail: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """The client said it in that `mail`, and something that is not the same in a later one."""

    mail: int
    by: int


def client_says(sought: EndSought, meaning: ClientMeaning, since: int = 0) -> Evidence | Overtaken | None:
    """The client's latest plain word, or the mail that the colleague names; without email, a call that was noted.

    A later mail may take it back; then only a colleague who names the mail that they mean says that it holds.
    """
    contacts = sought.contacts(since)
    answers = [each.fact for each in contacts if isinstance(each.fact, ClientAnswered)]
    plain = next((each for each in reversed(answers) if each.meaning in DECISIVE), None)
    shown = plain.mail if plain and plain.meaning is meaning else None
    theirs = {each.fact.mail for each in contacts if is_theirs(each)}
    if sought.mail in theirs and (plain is None or (sought.mail or 0) > plain.mail or sought.mail == shown):
        shown = sought.mail
    if shown is None:
        spoken = not sought.has_email and any(map(tells, contacts))
        return Evidence() if spoken and not plain else None
    calm = {each.mail for each in answers if each.meaning in (meaning, ClientMeaning.THANKS)}
    later = [each for each in theirs - calm if each > shown]
    if later and not (sought.is_named and shown == sought.mail):
        return Overtaken(mail=shown, by=max(later))
    return Evidence(shown)


def asked_back(sought: EndSought, found: Overtaken, end: ClosureBasis | Verb) -> NotDone:
    """Which mail is meant, in one sentence, and a tap that says so."""
    day = sought.days.get(found.by)
    came = f" of {date_in_words(day)}" if day else ""
    why = (
        f"A later email of the client{came} (mail {found.by}) may take back what they said in mail {found.mail}, so "
        "please read it first and, if it still holds, name the mail that you mean."
    )
    label = f"It still holds: mail {found.mail}"
    ask = Guess(Verb.UPDATE, "+5", label="Write to the client and ask", wants_words=True)
    if isinstance(end, Verb):
        return NotDone(why, (Guess(end, f"mail {found.mail}", label=label, wants_words=True), ask))
    return NotDone(why, (Guess(Verb.CLOSE, f"{end} mail {found.mail}", label=label), ask))


def is_theirs(contact: Exchanged) -> bool:
    """Whether the client wrote it."""
    return isinstance(contact.fact, ClientAnswered | MailNoted)


def tells(contact: Exchanged) -> bool:
    """Whether it is a call or letter of a colleague, with words that say what was told."""
    return isinstance(contact.fact, ClientPhoned | ClientTold) and bool(contact.fact.words.strip())

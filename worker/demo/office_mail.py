"""An office that works: how clients and colleagues answer what they got in the weeks from 2 March 2026.

Nobody touches the log. A colleague replies to a mail that reached them; where it never did, the reply is not written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from email.message import EmailMessage
from itertools import chain

from worker.demo import office_words as words
from worker.demo.outlook import outlook_mail, outlook_reply
from worker.demo.sample_mail import ANITA, FIRST_DAY, GARETH, clients_write, server_of
from worker.demo.simulation import IncomingMail
from worker.demo.writing import Letters, MailHead, answer, latest_to, link_in, mail
from worker.model.mail import Address
from worker.model.office import Office, Person, Settings
from worker.policy.calendar import at_london

LAST_DAY = date(2026, 4, 1)
"""The story begins on the first day of the sample mail, and ends in the evening of this one."""

_MAUREEN = Address("maureen.doyle@seaview-guesthouse.example", "Maureen Doyle")


@dataclass(frozen=True, slots=True)
class _Turn:
    """Somebody, a client or a colleague, answers the latest mail of ours to them that has `to` in its subject.

    `told` is what the story says of it, in place of the first line; whoever `taps` uses the link with that verb.
    """

    at: datetime
    by: Address | Person
    to: str
    words: str
    told: str = ""
    taps: str = ""

    @property
    def in_a_line(self) -> str:
        """What the story says: who answers, and how it begins."""
        first, _, more = self.words.strip().partition("\n")
        return self.told or f"{self.by.name} replies: “{first}{' …' if more else ''}”"


def office_mail(settings: Settings) -> tuple[IncomingMail, ...]:
    """Every mail of the story: what clients write by themselves, and what follows in the office."""
    people = settings.people
    section = people.section(people.intake)
    handler, head = people.person(section.responsible[0]), people.person(section.head)
    turns = chain(
        _accepted(handler),
        _escalated(handler, head),
        _by_phone(handler),
        _in_doubt(people.person(people.triage)),
        _left_lying(people.person(people.senior_management[0]), head),
    )
    return (
        *clients_write(settings, FIRST_DAY),
        _call_written_down(settings.office, handler),
        *(_played(settings.office, turn) for turn in turns),
    )


def _accepted(casey: Person) -> Iterator[_Turn]:
    """Anita Patel accepts what is proposed, and it is done by the day that was named."""
    yield _Turn(_march(2, 10, 5), casey, "Yours: Anita Patel", words.LOOKING_INTO_IT)
    yield _Turn(_march(4, 11, 20), casey, "Yours: Anita Patel", words.PROPOSE_TO_ANITA)
    yield _Turn(_march(4, 11, 26), casey, "Check and send: ", words.LOOKS_GOOD)
    yield _Turn(_march(5, 10, 15), ANITA, "", words.ANITA_ACCEPTS, "Anita Patel accepts what we propose")
    yield _Turn(_march(5, 10, 40), casey, "Anita Patel", words.ANITA_HAS_ACCEPTED)
    yield _Turn(_march(27, 15, 30), casey, "Anita Patel", words.ANITA_DONE)


def _escalated(casey: Person, alex: Person) -> Iterator[_Turn]:
    """Gareth Lloyd does not accept what is proposed and wants a manager, who answers him."""
    yield _Turn(_march(3, 8, 40), casey, "Yours: Gareth Lloyd", words.ON_IT)
    yield _Turn(_march(5, 14, 5), casey, "Yours: Gareth Lloyd", words.PROPOSE_TO_GARETH)
    yield _Turn(_march(5, 14, 12), casey, "Check and send: ", words.SEND_IT)
    refused = "Gareth Lloyd does not accept what we propose, and wants a manager"
    yield _Turn(_march(6, 9, 20), GARETH, "", words.GARETH_REFUSES, refused)
    yield _Turn(_march(10, 11, 30), alex, "You lead: Gareth Lloyd", words.ANSWER_TO_GARETH)
    yield _Turn(_march(10, 11, 35), alex, "Check and send: ", words.SEND_IT)
    content = "Gareth Lloyd has his money and is content"
    yield _Turn(_march(13, 16, 10), GARETH, "", words.GARETH_IS_CONTENT, content)
    yield _Turn(_march(16, 9, 30), alex, "Gareth Lloyd", words.GARETH_DONE)


def _by_phone(casey: Person) -> Iterator[_Turn]:
    """Mrs Doyle rings, reads what was written down, corrects it and confirms the second version."""
    yield _Turn(_march(3, 10, 35), casey, "Done: ", words.MRS_DOYLE_IN_FULL)
    corrects = "Maureen Doyle corrects what was written down"
    yield _Turn(_march(3, 15, 5), _MAUREEN, "", words.DOYLE_CORRECTS, corrects)
    confirms = "Maureen Doyle taps “Yes, this is right”"
    yield _Turn(_march(4, 9, 10), _MAUREEN, "", "", confirms, taps="confirm")
    yield _Turn(_march(4, 9, 30), casey, "Confirmed: Mrs Doyle", words.THANKS)
    yield _Turn(_march(9, 14, 20), casey, "Confirmed: Mrs Doyle", words.ANSWER_TO_DOYLE)
    yield _Turn(_march(9, 14, 25), casey, "Check and send: ", words.GO_AHEAD)
    content = "Maureen Doyle has her money and says thank you"
    yield _Turn(_march(10, 9, 50), _MAUREEN, "", words.DOYLE_IS_CONTENT, content)
    yield _Turn(_march(10, 10, 15), casey, "Maureen Doyle", words.DOYLE_DONE)


def _in_doubt(casey: Person) -> Iterator[_Turn]:
    """Tom Brearley may have complained: whoever does triage reads it and says that he did not."""
    yield _Turn(_march(9, 9, 25), casey, "Complaints: 1 to decide", words.READINGS_ONLY)


def _left_lying(robin: Person, alex: Person) -> Iterator[_Turn]:
    """Nobody does anything about Siobhán O’Neill until senior management reads that the promise is broken."""
    yield _Turn(
        _march(27, 8, 40), robin, "Your complaints today", words.TAKE_IT_OVER.format(head=_first_name(alex))
    )
    yield _Turn(_march(27, 9, 50), alex, "Yours: Siobhán O’Neill", words.TAKEN_OVER)
    yield _Turn(_march(27, 10, 10), alex, "Yours: Siobhán O’Neill", words.UPDATE_TO_SIOBHAN)
    yield _Turn(_march(27, 10, 15), alex, "Check and send: ", words.SEND_IT)


def _played(office: Office, turn: _Turn) -> IncomingMail:
    def write(letters: Letters) -> bytes | None:
        letter = latest_to(turn.by.email, letters, turn.to)
        return _written(office, turn, letter) if letter else None

    return IncomingMail(turn.at, write, turn.in_a_line)


def _written(office: Office, turn: _Turn, letter: EmailMessage) -> bytes | None:
    if turn.taps:
        tapped = link_in(letter, turn.taps)
        return _tapped(_head(office, turn, tapped.subject, tapped.to)) if tapped else None
    head = _head(office, turn, f"Re: {letter['Subject']}", str(letter["Reply-To"]))
    if isinstance(turn.by, Person):
        return outlook_reply(head, turn.by, letter, turn.words)
    return answer(head, letter, turn.words)


def _tapped(head: MailHead) -> bytes:
    """The mail that a link writes, sent as it is."""
    written = mail(head)
    written.set_content("")
    return written.as_bytes()


def _call_written_down(office: Office, casey: Person) -> IncomingMail:
    told = f"{casey.name} writes down what Mrs Doyle said on the telephone, in an email to the mailbox"
    turn = _Turn(_march(3, 10, 20), casey, "", words.MRS_DOYLE_RANG, told)
    content = outlook_mail(
        _head(office, turn, "Phone call from Mrs Doyle", office.address), casey, turn.words
    )
    return IncomingMail(turn.at, lambda _letters: content, told)


def _head(office: Office, turn: _Turn, subject: str, to: str) -> MailHead:
    sender = Address(turn.by.email, turn.by.name)
    return MailHead(sender=sender, to=to, subject=subject, at=turn.at, server=server_of(office))


def _first_name(person: Person) -> str:
    return person.name.split()[0]


def _march(day: int, hour: int, minute: int) -> datetime:
    return at_london(date(2026, 3, day), time(hour, minute))

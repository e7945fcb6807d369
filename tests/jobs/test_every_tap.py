"""Every link of every letter, tapped at the moment at which it is read: it is carried out, and somebody sees it."""

import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.jobs.test_random_walks import office
from tests.journeys.correspondence import (
    COMPLAINT,
    DOUBT,
    LLOYD,
    PATEL,
    RAMAN,
    address,
    delivery_report,
    mail,
)
from tests.mail.rendered import OFFICE, TEMPLATES, catalogue, render
from tests.rig import ADDRESS, MONDAY, opened
from worker.adapters import parsing
from worker.adapters.letters import Letters
from worker.adapters.letters.proof.page import read
from worker.adapters.log import journal, outbox
from worker.jobs.assign import assign
from worker.jobs.ingest.ingest import take_in
from worker.jobs.keep_time import keep_time
from worker.jobs.morning import morning
from worker.model.catalogue import LetterKind
from worker.model.mail import Message, RawMail
from worker.model.queued_letter import QueuedLetter

SARAH = "Sarah Hughes <sarah.hughes@optimised.net>"
TOM = "Tom Reed <tom.reed@optimised.net>"
WRITERS = {address(each): each for each in (SARAH, TOM, PATEL, LLOYD, RAMAN)}
CALL = f"""Client: Mrs Raman
Business: Little Oaks
Email: {address(RAMAN)}
When they called: Mon 2 March 4.40pm
What they told us: Somebody on your phone line was rude to me.
What they want: an apology
Microbusiness (yes, no, do not know): do not know
May we email them (yes, no): yes
"""
LETTER = """Client: Mr Harold Ainsworth
Address: 14 Fleetwood Road, Poulton-le-Fylde FY6 7AA
When it arrived: today
What they told us: His gas contract was rolled over for two years.
What they want: to be let out of it
May we email them: no
"""
NOTHING_DONE = (LetterKind.NOT_DONE, LetterKind.STAFF_MAIL_UNCLEAR, LetterKind.KEPT_AS_NOTE)
OFFER = "We are sorry. We credit £212.40 by then, because the price was wrong."
ELSE = (
    "You have also billed us twice for the warehouse in Leeds, and now they want to cut us off. Disgraceful."
)
WITH_WORDS = re.compile(r"\] (text|update|propose|answer|delay|deadlock|action|no corrective action)\b")
"""Beside these links stands that the words for the client come below the subject."""
IN_STORIES_OF_THEIR_OWN = {
    LetterKind.EIGHT_WEEK_UPDATE,
    LetterKind.PUT_RIGHT,
    LetterKind.KEPT_AS_NOTE,
    LetterKind.SOMEBODY_LEFT,
    LetterKind.LEAD_IS_AWAY,
    LetterKind.PARTY_WROTE,
    LetterKind.PARTY_OF_NO_CASE,
}
Link = tuple[str, str, str]


@dataclass
class Life:
    """An office from whose log a copy can be taken, so that each link is tapped in the same moment."""

    folder: Path
    now: datetime = MONDAY
    mails: int = 0
    tapped: dict[tuple[LetterKind, str], str] = field(default_factory=dict)
    seen: int = 0

    def __post_init__(self) -> None:
        """A new log, on which the stories below write."""
        self.place = opened(office(1, self.folder), lambda: self.now)

    def comes_in(self, raw: bytes) -> None:
        """The mail is kept, read, decided and recorded, and what follows leaves."""
        self.mails += 1
        self.now += timedelta(minutes=2)
        taken = take_in(self.place, [RawMail("INBOX", 1, self.mails, self.now, raw)], threading.Event())
        assert taken == 1
        assign(self.place)
        self.hand_over()

    def later(self, **delta: float) -> None:
        """What is due meanwhile is written and leaves."""
        until = self.now + timedelta(**delta)
        while self.now < until:
            self.now = min(self.now + timedelta(hours=2), until)
            keep_time(self.place)
            morning(self.place)
            self.hand_over()
            self.tap_every_new_link()

    def hand_over(self) -> None:
        """The mail server takes what waits."""
        with self.place.store.writing(self.now) as tx:
            while letter := outbox.take_next(tx, self.now, timedelta(0)):
                self.place.conclude_sent(tx, letter, "250 OK")

    def letters(self) -> list[QueuedLetter]:
        """Every letter so far, the oldest first."""
        with self.place.store.reading(self.now) as tx:
            every = ["", *(each.reference for each in journal.cases(tx, open_only=False))]
            found = [letter for reference in every for letter in outbox.of_case(tx, reference)]
        return sorted(found, key=lambda each: each.id)

    def entries(self) -> int:
        """How many entries stand in the log."""
        with self.place.store.reading(self.now) as tx:
            return sum(len(journal.read(tx, each.reference)) for each in journal.cases(tx, open_only=False))

    def latest(self, reader: str, kind: LetterKind) -> Message:
        """The latest letter of that kind to that person."""
        found = [each for each in self.letters() if (each.recipient, each.kind) == (address(reader), kind)]
        read_as = parsing.read(found[-1].content)
        assert isinstance(read_as, Message)
        return read_as

    def answers(self, reader: str, kind: LetterKind, words: str, results: str = "pass") -> None:
        """The reader answers their latest letter of that kind."""
        letter = self.latest(reader, kind)
        to = {"To": letter.reply_to[0].email, "In-Reply-To": letter.message_id}
        self.comes_in(mail(reader, f"Re: {letter.subject}", words, results=results, headers=to))

    def writes(
        self, line: str, words: str = "", writer: str = SARAH, reference: str = "OPT-2026-0001"
    ) -> None:
        """A colleague writes a line about a case."""
        self.comes_in(mail(writer, f"[{reference}] {line}", words))

    def tap_every_new_link(self) -> None:
        """Each link that nobody has tapped yet in a letter of its kind, as if it alone had been tapped."""
        fresh = [each for each in self.letters() if each.id > self.seen]
        self.seen = max((each.id for each in fresh), default=self.seen)
        for letter in fresh:
            for to, subject, body in links(letter.content):
                shape = re.sub(r"\d+", "#", re.sub(r"\[[^]]+\]", "[]", subject))
                shape = re.sub(r"(Mon|Tue|Wed|Thu|Fri) # \w+ #", "DAY", shape)
                if letter.recipient in WRITERS and (letter.kind, shape) not in self.tapped:
                    self.tapped[letter.kind, shape] = self.tap(letter, (to, subject, body))

    def tap(self, letter: QueuedLetter, link: Link) -> str:
        """What is wrong once that link has been tapped, or nothing; afterwards all is as it was."""
        kept, now, mails, before = self.copy(), self.now, self.mails, self.entries()
        number = self.letters()[-1].id
        to, subject, body = link
        if WITH_WORDS.search(subject):
            body = f"{OFFER}\n\n{body}"
        raw = mail(WRITERS[letter.recipient], subject, body, headers={"To": to})
        written = str(message_from_bytes(raw)["Message-ID"])
        self.comes_in(raw)
        said = [each for each in self.letters() if each.id > number]
        wrong = self.what_is_wrong(letter, said, written, before)
        self.put_back(kept)
        self.now, self.mails = now, mails
        return wrong

    def what_is_wrong(self, letter: QueuedLetter, said: list[QueuedLetter], written: str, before: int) -> str:
        """A colleague is answered and not asked back; what a client taps is entered, and a colleague or they hear."""
        if not letter.kind.is_for_client:
            said = [each for each in said if f"In-Reply-To: {written}".encode() in each.content]
        if not said:
            return "nobody hears of it"
        undone = [each for each in said if each.kind in NOTHING_DONE]
        if undone:
            read_as = parsing.read(undone[0].content)
            assert isinstance(read_as, Message)
            return f"{undone[0].kind.called}: {' '.join(read_as.text.split())[:300]}"
        enters = letter.kind.is_for_client and letter.reference
        return "nothing is entered" if enters and self.entries() == before else ""

    def copy(self) -> sqlite3.Connection:
        """The log as it stands."""
        kept = sqlite3.connect(":memory:")
        with sqlite3.connect(self.folder / "log.sqlite3") as log:
            log.backup(kept)
        log.close()
        return kept

    def put_back(self, kept: sqlite3.Connection) -> None:
        """The log as it stood."""
        with sqlite3.connect(self.folder / "log.sqlite3") as log:
            kept.backup(log)
        log.close()
        kept.close()


def links(content: bytes) -> Iterator[Link]:
    """To whom, with which subject and body each link of a letter writes (RFC 6068)."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("html",))
    assert part is not None
    for link in read(str(part.get_content())).links:
        to, found, rest = link.removeprefix("mailto:").partition("?subject=")
        if found:
            subject, _, body = rest.partition("&body=")
            yield unquote(to), unquote(subject), unquote(body)


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    """An office on a Monday morning."""
    living = Life(tmp_path)
    yield living
    living.place.close()


def test_every_link_that_is_offered_is_carried_out(life: Life) -> None:
    """A complaint from its first mail to its end, with all that is offered on the way; no letter is left out."""
    for happening in story(life):
        life.tap_every_new_link()
        assert happening
    wrong = [f"{kind} {subject}: {why}" for (kind, subject), why in life.tapped.items() if why]
    assert not wrong, "\n".join(wrong)
    templates = Letters.open(TEMPLATES, OFFICE)
    rendered = (render(templates, letter).rendered for letter in catalogue())
    with_links = {each.letter.kind for each in rendered if list(links(each.content))}
    assert with_links - {kind for kind, _ in life.tapped} == IN_STORIES_OF_THEIR_OWN


def story(life: Life) -> Iterator[str]:
    """What happens; after each of these every link that is new is tapped."""
    life.comes_in(mail(PATEL, "Renewal of our contract"))
    life.comes_in(mail(LLOYD, "Our meter", DOUBT))
    yield "she complains, and he may"
    life.later(hours=23)
    yield "the lists of the morning"
    life.comes_in(mail(LLOYD, "Re: [OPT-2026-0002]", "I want to speak to a manager."))
    yield "he wants a manager before anybody has decided"
    life.comes_in(mail(SARAH, "some thoughts", "We should really look at that meter again."))
    life.comes_in(mail(SARAH, "phone complaint", ""))
    life.comes_in(mail(SARAH, "help", ""))
    life.writes("propose Sat 7 March", OFFER)
    yield "colleagues write"
    life.comes_in(mail(TOM, "post complaint", LETTER))
    yield "a letter on paper"
    life.comes_in(mail("Eve <eve@elsewhere.example>", "Our bill", COMPLAINT, results="fail"))
    yield "somebody who may be anybody"
    life.comes_in(mail(SARAH, "phone complaint", CALL))
    yield "the record of a call"
    life.answers(RAMAN, LetterKind.VERBAL_RECORD, "No, it was a Mr Smith, and it was on Friday.")
    yield "she corrects it"
    life.writes("propose +5", OFFER)
    yield "a draft"
    life.writes("send")
    yield "it leaves in some minutes"
    life.later(hours=1)
    yield "it has left"
    life.later(days=8)
    yield "she is reminded of it"
    life.writes("delay +20", "The supplier is late, and we wait for its word.")
    life.writes("send")
    life.later(hours=1)
    yield "it takes longer"
    life.answers(PATEL, LetterKind.PROPOSAL, "I accept your proposal.")
    yield "she accepts"
    life.answers(SARAH, LetterKind.CLIENT_WROTE, "I have seen her mail, and the meter is the old one.")
    yield "a note"
    to = {"To": PATEL, "Cc": ADDRESS}
    life.comes_in(mail(SARAH, "Re: Your complaint [OPT-2026-0001]", "Dear Mrs Patel, thank you.", headers=to))
    yield "written past us"
    life.answers(PATEL, LetterKind.PROPOSAL, "I do not accept that. It is an insult.")
    yield "she does not"
    life.comes_in(
        mail(PATEL, "A copy of your complaints procedure please", "Please send me your complaints procedure.")
    )
    yield "the procedure"
    life.comes_in(delivery_report([e for e in life.letters() if e.kind is LetterKind.PROPOSAL][-1].content))
    yield "the proposal came back"
    life.writes("update +3", "We have asked the supplier.")
    life.writes("send")
    life.later(hours=1)
    yield "an update"
    life.answers(PATEL, LetterKind.PROGRESS_UPDATE, ELSE)
    yield "something else in the same thread"
    life.later(days=5)
    yield "days pass"
    life.answers(PATEL, LetterKind.ACKNOWLEDGEMENT, "I want to speak to a manager.")
    yield "she escalates"
    life.later(days=46)
    yield "eight weeks"
    life.writes("answer", f"{OFFER} We uphold your complaint.", TOM)
    life.writes("send", "", TOM)
    life.later(hours=1)
    yield "the answer"
    life.writes("close upheld", "", TOM)
    life.later(hours=1)
    yield "closed"
    life.later(days=3)
    life.answers(
        PATEL, LetterKind.CLOSURE_NOTICE, "You say it is settled, but the £212.40 never came. I am unhappy."
    )
    yield "unhappy again"
    life.writes("do not share", "", TOM)
    life.later(days=1)
    yield "not shared"

"""Whatever is written, in whatever order, real mails keep what must always hold (hypothesis, stateful)."""

import tempfile
import threading
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.jobs.test_random_walks import office
from tests.journeys.correspondence import COMPLAINT, DOUBT, LLOYD, PATEL, RAMAN, delivery_report, mail
from tests.rig import MONDAY, opened
from worker.adapters import parsing
from worker.adapters.log import belonging, journal, outbox, register
from worker.jobs.ingest.ingest import take_in
from worker.jobs.keep_time import keep_time
from worker.jobs.morning import morning
from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Approver
from worker.model.entry import Entry
from worker.model.mail import Message, RawMail
from worker.model.queued_letter import LetterState, QueuedLetter
from worker.model.second_thought import CaseReopened, Undone
from worker.model.staff_event import CaseClosed, DraftApproved, Escalated
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case

WRITERS = (
    "Sarah Hughes <sarah.hughes@optimised.net>",
    "Tom Reed <tom.reed@optimised.net>",
    "James Carter <james.carter@optimised.net>",
)
COMMANDS = (
    *("take", "give Tom", "give Sarah", "quick", "investigate", "escalate", "lead James", "phoned", "undo"),
    *("propose +5", "update +3", "answer", "deadlock", "send", "text", "accepted", "refused", "about Tom"),
    *(
        "complaint",
        "not a complaint",
        "close resolved",
        "close withdrawn",
        "reopen",
        "merge 0001",
        "merge 0002",
    ),
    *(
        "split",
        "remind +2",
        "do not share",
        "action +3",
        "action done",
        "microbusiness yes",
        "help",
        "take ove",
    ),
)
SENTENCES = (
    *("I'll take this one.", "Please give it to Tom", "Yes, send it.", "Looks good, please send", "send"),
    *(
        "Rang her, she is fine with it.",
        "Sorted, credit on the June bill",
        "She wants a manager",
        "Yes please",
    ),
    *(
        "Not a complaint, she wanted a copy bill",
        "Thanks!",
        "Don't send it yet.",
        "undo",
        "oops, undo that please",
    ),
    *("We can offer her £50 by +5", "Same as 0001", "It is about Tom", "open it again please", "mine"),
)
CLIENTS = (PATEL, LLOYD, RAMAN)
CLIENTS_WORDS = (
    COMPLAINT,
    DOUBT,
    "Yes, I accept.",
    "No, I am not happy with that.",
    "Thank you.",
    "escalate",
    "This is an insult. I am very unhappy with how you treat your customers.",
    "You have also billed us twice for the warehouse in Leeds, and now they want to cut us off. Disgraceful.",
)
UNHAPPY = ("No, I am not happy with that.", *CLIENTS_WORDS[-3:])
WE_ACT_BY = (
    *(Clock.ACKNOWLEDGE, Clock.ASSESS, Clock.RESPOND, Clock.NEXT_UPDATE),
    *(Clock.PROMISED, Clock.ESCALATED, Clock.OMBUDSMAN_DECISION),
)
"""The promises that make somebody of ours do something for the client; the eight weeks alone do not."""
OVER = (Stage.CLOSED, Stage.MERGED, Stage.NOT_COMPLAINT)


class AnySequence(RuleBasedStateMachine):
    """An office in which anybody writes anything; `now` is aware UTC, and every mail goes the whole way."""

    def __init__(self) -> None:
        """A new log in a folder of its own."""
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.now: datetime = MONDAY
        self.mails = 0
        self.place = opened(office(1, Path(self.folder.name)), lambda: self.now)

    def teardown(self) -> None:
        """Close the log and leave nothing behind."""
        self.place.close()
        self.folder.cleanup()

    @initialize()
    def somebody_complains(self) -> None:
        """There are two complaints to write about."""
        self.comes_in(mail(PATEL, "Renewal of our contract"))
        self.comes_in(mail(LLOYD, "Our bill", COMPLAINT))

    @rule(
        writer=strategies.sampled_from(WRITERS),
        line=strategies.sampled_from(COMMANDS),
        at=strategies.integers(0, 3),
    )
    def commands(self, writer: str, line: str, at: int) -> None:
        """A colleague writes a line above words of their own."""
        cases = self.cases()
        self.comes_in(
            mail(writer, f"[{cases[at % len(cases)].reference}] {line}", "We have looked at the bill.")
        )

    @rule(line=strategies.sampled_from(SENTENCES), at=strategies.integers(0, 12))
    def answers_in_plain_words(self, line: str, at: int) -> None:
        """A colleague answers one of the latest letters that they got."""
        letters = [each for each in self.letters() if each.recipient.endswith("@optimised.net")]
        if letters:
            self.answers(letters[-1 - at % len(letters)], line)

    @rule(line=strategies.sampled_from(CLIENTS_WORDS), at=strategies.integers(0, 4))
    def client_answers(self, line: str, at: int) -> None:
        """A client answers one of the latest letters that they got."""
        letters = [each for each in self.letters() if not each.recipient.endswith("@optimised.net")]
        if letters:
            self.answers(letters[-1 - at % len(letters)], line)
            self.nobody_is_left_unhappy(line)

    @rule(client=strategies.sampled_from(CLIENTS), words=strategies.sampled_from(CLIENTS_WORDS))
    def client_writes(self, client: str, words: str) -> None:
        """A client writes a new mail."""
        self.comes_in(mail(client, "Our bill", words))
        self.nobody_is_left_unhappy(words)

    @rule(at=strategies.integers(0, 4))
    def letter_comes_back(self, at: int) -> None:
        """A report says that a letter did not arrive."""
        sent = [each for each in self.letters() if each.state is LetterState.SENT]
        if sent:
            self.comes_in(delivery_report(sent[-1 - at % len(sent)].content, number=self.mails))

    @rule(hours=strategies.sampled_from((0.1, 3, 26, 50, 170)))
    def time_passes(self, hours: float) -> None:
        """What is due is written, and leaves."""
        self.now += timedelta(hours=hours)
        keep_time(self.place)
        morning(self.place)
        self.hand_over()

    @invariant()
    def every_case_is_held(self) -> None:
        """Nobody of ours complains; whatever is open has a clock, and somebody has it."""
        for case in self.cases():
            assert self.place.rulebook.staff(case.complainant) is None, case.reference
            assert case.stage in OVER or case.running, f"{case.reference} is {case.stage} and has no clock"
            assert self.place.rulebook.owner(case, london_date(self.now)).key

    @invariant()
    def every_letter_was_approved(self) -> None:
        """What a person has to approve is written only after that."""
        letters = self.letters()
        for case in self.cases():
            # What was taken back was still approved when it was written.
            facts = [each.fact for each in self.entries(case.reference)]
            approved = [fact.letter for fact in facts if isinstance(fact, DraftApproved)]
            written = [each.kind for each in letters if each.reference == case.reference]
            for kind in filter(_needs_approval, {*written}):
                assert written.count(kind) <= approved.count(kind), f"{kind.called} of {case.reference}"

    @invariant()
    def nothing_goes_on_after_the_end(self) -> None:
        """Between a closure and what opens or takes back, nobody escalates or approves."""
        for case in self.cases():
            over = False
            for entry in self.entries(case.reference):
                if isinstance(entry.fact, CaseClosed):
                    over = True
                elif isinstance(entry.fact, (CaseReopened, Undone)):
                    over = False
                assert not (over and isinstance(entry.fact, (Escalated, DraftApproved))), case.reference

    @invariant()
    def the_log_is_whole(self) -> None:
        """Each case is the fold of its entries, and the index says the same."""
        with self.place.store.reading(self.now) as tx:
            assert list(journal.faults(tx)) == []

    def nobody_is_left_unhappy(self, words: str) -> None:
        """Where the client's mail of just now was an unhappy one, something of ours runs in the case that it is in."""
        if words not in UNHAPPY:
            return
        with self.place.store.reading(self.now) as tx:
            reference = register.case_of(tx, self.mails)
            case = belonging.going_on(tx, reference) if reference else None
        # A single word that answers nothing is shown to a person like any other mail that names no complaint.
        if case:
            runs = [each.clock for each in case.running if each.clock in WE_ACT_BY]
            assert runs, f"{case.reference} is {case.stage}, its client is unhappy, and nothing runs"

    def cases(self) -> list[Case]:
        """Every case, open or over."""
        with self.place.store.reading(self.now) as tx:
            return journal.cases(tx, open_only=False)

    def entries(self, reference: str) -> list[Entry]:
        """The log of a case."""
        with self.place.store.reading(self.now) as tx:
            return journal.read(tx, reference)

    def letters(self) -> list[QueuedLetter]:
        """Every letter so far, the oldest first."""
        with self.place.store.reading(self.now) as tx:
            every = ["", *(each.reference for each in journal.cases(tx, open_only=False))]
            found = [letter for reference in every for letter in outbox.of_case(tx, reference)]
        return sorted(found, key=lambda each: each.id)

    def answers(self, letter: QueuedLetter, line: str) -> None:
        """Its reader answers it as most mail programs do."""
        read = parsing.read(letter.content)
        assert isinstance(read, Message)
        headers = {
            "To": read.reply_to[0].email,
            "In-Reply-To": read.message_id,
            "References": read.message_id,
        }
        self.comes_in(mail(letter.recipient, f"Re: {read.subject}", line, headers=headers))

    def comes_in(self, raw: bytes) -> None:
        """The mail is kept, read, decided and recorded, and what follows leaves."""
        self.mails += 1
        self.now += timedelta(minutes=2)
        settled = take_in(self.place, [RawMail("INBOX", 1, self.mails, self.now, raw)], threading.Event())
        assert settled == 1, "The mail could not be handled."
        self.hand_over()

    def hand_over(self) -> None:
        """The mail server takes what waits."""
        with self.place.store.writing(self.now) as tx:
            while letter := outbox.take_next(tx, self.now, timedelta(0)):
                self.place.conclude_sent(tx, letter, "250 OK")


def _needs_approval(kind: LetterKind) -> bool:
    return kind.is_for_client and kind.row.approver is not Approver.NOBODY


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(max_examples=5, stateful_step_count=30, deadline=None, derandomize=True)

"""Random walks through one case on a real log: whatever happens in whatever order, time acts, and acts once."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.journeys.the_office import OMBUDSMAN, SECRETS
from tests.rig import CONFIG, MONDAY, opened, settings
from worker.adapters.log import journal, outbox
from worker.adapters.settings import load
from worker.jobs.keep_time import begin, keep_time, release, what_is_due
from worker.jobs.morning import morning
from worker.model.decision import Decision
from worker.model.entry import ClockStarted, Entry, ReminderSent, Trust
from worker.model.letter_event import LetterQueued, LetterReturned
from worker.model.mail import Address, Message
from worker.model.office import Settings, Timetable
from worker.model.queued_letter import LetterState
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.model.staff_event import CaseClosed
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.clocks import rule_for
from worker.policy.decide.acknowledgement import acknowledged_as
from worker.policy.decide.after_the_end import wrote_after_end
from worker.policy.decide.answered import answered
from worker.policy.decide.bounce import returned
from worker.policy.decide.complaint import complaint
from worker.policy.decide.known_case import asked_about_data, client_wrote, note
from worker.policy.decide.staff_command import staff_command
from worker.policy.decide.staff_command.verbs import vocabulary
from worker.policy.decide.unhappy import kept_waiting
from worker.policy.explain import explain_case, explain_ended
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.commands import command
from worker.policy.rulebook import Rulebook
from worker.workplace import Workplace

CLIENT = Address("asha.patel@example.com", "Asha Patel")
COMPLAINTS = ("I am unhappy and complain.", "We moved in June.", "GDPR complaint: you shared my data.")
REPLIES = ("No, thank you.", "Yes, I accept.", "I complain again. Please send me a copy of my personal data.")
OF_DRAFTS = ("send", "send", "send", "send", "send draft 2", "send M11 1", "text")
LINES = (
    *("update +3", "update +15", "update", "propose +5", "propose +30", "propose +100", "delay +5", "answer"),
    *("deadlock", "send", "text", "sned", "accepted", "refused", "quick", "investigate", "escalate"),
    *("explain", "complaint", "microbusiness yes", "microbusiness no", "do not share", "remedy done"),
    *("action +3", "action +30", "action done", "reviewed", "personal data answered", "phoned"),
    *("reopen", "stays closed"),
)
LAST_LINES = ("close resolved", "close upheld", "close no reply", "not a complaint", "remedy today")
WORDS = ("We have looked at the bill.", "It was our mistake, and we put it right.", "")


@dataclass
class Walk:
    """One case, what has happened to it so far, and the chance that says what happens next; `now` is aware UTC."""

    place: Workplace
    seed: int
    chance: Random
    now: datetime = MONDAY
    reference: str = ""
    steps: list[str] = field(default_factory=list)

    def __enter__(self) -> "Walk":
        """The walk has begun: the client complains."""
        self.client_complains()
        return self

    def __exit__(self, _: object, wrong: BaseException | None, __: object) -> None:
        """Whatever went wrong says how the walk came there."""
        if wrong:
            wrong.add_note(f"Last steps of the walk of seed {self.seed}: {'; '.join(self.steps[-10:])}.")
        self.place.close()

    def step(self) -> None:
        """One thing happens; then letters leave, or do not yet."""
        mail = (self.colleague_writes, self.client_answers, self.letter_comes_back)
        time = (self.time_passes, self.worker_was_down)
        self.chance.choices((*mail, *time), weights=(55, 7, 6, 30, 2))[0]()
        if self.chance.random() < 0.6:
            self.hand_over()

    def client_complains(self) -> None:
        """Clearly or not, and proven to be the client or not."""
        trust = self.chance.choice((Trust.PROVEN, Trust.UNPROVEN))
        arrival = replace(self.arrival(CLIENT, "My bill", self.chance.choice(COMPLAINTS)), trust=trust)
        with self.place.store.writing(self.now) as tx:
            self.reference = journal.next_reference(tx, "OPT", self.now.year)
            today = self.place.acknowledged_today(tx, CLIENT, acknowledged_as(trust))
            opened = complaint(arrival, "a random walk", self.reference, self.place.rulebook, today)
            self.place.record(tx, opened)

    def colleague_writes(self) -> None:
        """A colleague sends a line that changes something, or tries to; where a draft waits, it is often sent."""
        person = self.chance.choice(self.place.rulebook.people.persons)
        with self.place.store.writing(self.now) as tx:
            case = journal.told(journal.read(tx, self.reference))
            lines = OF_DRAFTS if case.drafts and self.chance.random() < 0.5 else LINES
            line = self.chance.choice(LAST_LINES if self.chance.random() < 0.03 else lines)
            subject = f"[{self.reference}] {line}"
            arrival = self.arrival(Address(person.email, person.name), subject, self.chance.choice(WORDS))
            ordered = command(subject, vocabulary())
            assert ordered, f"{line!r} is no command"
            self.place.record(tx, staff_command(case, ordered, person, arrival, self.place.rulebook))

    def client_answers(self) -> None:
        """The client answers one of our letters."""
        arrival = self.arrival(CLIENT, "Re: My bill", self.chance.choice(REPLIES))
        how, rules = "It answers a letter.", self.place.rulebook
        with self.place.store.writing(self.now) as tx:
            case = journal.told(journal.read(tx, self.reference))
            follows = kept_waiting(answered(case, arrival, rules), case, arrival, rules)
            asked = asked_about_data(case, arrival, rules)
            facts = (*note(case, arrival, "a random walk", how).facts, *asked, *follows.facts)
            after = wrote_after_end(case, arrival, follows.answer.meaning, rules, 0)
            told = after.letters if after else client_wrote(case, arrival, follows, rules)
            letters = (*follows.letters, *told)
            facts = (*facts, *(after.facts if after else ()))
            self.place.record(tx, Decision(reference=self.reference, facts=facts, letters=letters))

    def letter_comes_back(self) -> None:
        """A report says that a letter did not arrive at the client; it may be the second about that letter."""
        with self.place.store.writing(self.now) as tx:
            letters = outbox.of_case(tx, self.reference)
            sent = [each for each in letters if each.kind.is_for_client and each.state is LetterState.SENT]
            if not sent:
                return
            one = self.chance.choice(sent)
            self.tell(f"the {one.kind.called} came back")
            report = LetterReturned(
                letter=one.kind, recipient=one.recipient, message_id=one.message_id, status="5.1.1", mail=0
            )
            case = journal.told(journal.read(tx, self.reference))
            self.place.record(tx, returned(case, report, self.place.rulebook, self.now))

    def time_passes(self) -> None:
        """An instant or days, in which the worker keeps time and letters leave most of the time."""
        days = self.chance.choice((0, 0.1, 1, 2, 4, 6, 10))
        until = self.now + timedelta(days=days, minutes=self.chance.randrange(60))
        self.tell(f"until {until:%d %b %H:%M}")
        while self.now < until:
            self.now = min(until, self.now + timedelta(hours=self.chance.choice((4, 27, 80))))
            self.time_acts()
            if self.chance.random() < 0.8:
                self.hand_over()

    def worker_was_down(self) -> None:
        """It starts again; where it was down for long, a person has to say that it may go on."""
        self.now += timedelta(days=self.chance.choice((1, 4, 4, 40)))
        self.tell("the worker starts again")
        begin(self.place)
        self.time_acts()
        release(self.place)
        self.time_acts()

    def time_acts(self) -> None:
        """What is due is written, all of it unless time is held back, and the mail of the morning."""
        kept = keep_time(self.place)
        assert kept.unwritten == (), f"letters in {kept.unwritten} could not be written at {self.now}"
        assert kept.held_back or what_is_due(self.place) == (), f"something is still due at {self.now}"
        morning(self.place)

    def hand_over(self) -> None:
        """The mail server takes what waits; one letter in thirty it refuses for good."""
        with self.place.store.writing(self.now) as tx:
            while letter := outbox.take_next(tx, self.now, timedelta(0)):
                if self.chance.random() < 0.03:
                    self.place.conclude_failed(tx, letter, "550 5.1.1 No such user")
                else:
                    self.place.conclude_sent(tx, letter, "250 OK")

    def arrival(self, sender: Address, subject: str, words: str) -> Arrival:
        """A mail that arrives now, proven to come from there."""
        self.tell(f"{sender.name}: {subject}: {words}")
        return Arrival(
            mail=len(self.steps),
            message=Message(sender, "", subject, words, message_id=f"<{len(self.steps)}@example.com>"),
            received_at=self.now,
            seen_at=self.now,
            client=sender,
            subject=subject,
            words=words,
            trust=Trust.PROVEN,
            trust_reason="",
            judgement=self.place.rulebook.judge(subject, words),
        )

    def tell(self, step: str) -> None:
        """Remember the step for whoever reads of a walk that failed."""
        self.steps.append(f"{self.now:%a %d %b %H:%M} {step}")


def office(seed: int, folder: Path) -> Settings:
    """The shipped ladder and times; for one week, sooner or later, nobody knows the facts about the ombudsman."""
    told = settings(MailboxSettings(host="localhost", user="x"), SmtpSettings(host="localhost"), "")
    gap = (MONDAY + timedelta(days=30 + 10 * seed)).date()
    known = (replace(OMBUDSMAN, valid_until=gap), replace(OMBUDSMAN, valid_from=gap + timedelta(days=8)))
    ladder = load(CONFIG, SECRETS).policy.ladder
    policy = replace(told.policy, ladder=ladder, ombudsman=known, auto_update=seed % 2 == 0)
    people = replace(told.people, sections=(replace(told.people.sections[0], head="tom"),))
    database = f"sqlite:///{folder / 'log.sqlite3'}"
    books = replace(told.office, database=database, timetable=Timetable())
    return replace(told, office=books, people=people, policy=policy)


def check(entries: list[Entry], rulebook: Rulebook) -> None:
    """No clock outlives its case, every date can be explained, no step comes twice, and promises can be kept."""
    case = journal.told(entries)
    asked = _asked_since(entries)
    ending = [
        each.clock
        for each in case.running
        if not rule_for(each.clock).past_closure and each.clock not in asked
    ]
    assert case.stage is not Stage.CLOSED or not ending, f"the case is closed and still runs {ending}"
    for explained, promises in ((explain_case, case.running), (explain_ended, case.ended)):
        why = explained(case, rulebook.policy, rulebook.calendar)
        assert len(why) == len(promises), f"of {len(promises)} promises {len(why)} are explained: {why}"
    facts = [each.fact for each in entries if isinstance(each.fact, ReminderSent)]
    steps = Counter((fact.person, fact.clock, fact.due_on, fact.step) for fact in facts)
    assert max(steps.values(), default=1) == 1, f"entered more than once: {steps.most_common(1)}"
    for each in entries:
        if isinstance(each.fact, LetterQueued) and each.fact.letter.is_for_client and each.fact.promises:
            promise = f"the {each.fact.letter.called} of {each.at} promises {each.fact.promises}"
            assert each.fact.promises > london_date(each.at), f"{promise}, which is over"
            assert rulebook.calendar.is_working_day(each.fact.promises), f"{promise}, which is a day off"


def _asked_since(entries: list[Entry]) -> list[Clock]:
    """What began after the last end: whether the case is opened again, because the client wrote."""
    ends = [each.number for each in entries if isinstance(each.fact, CaseClosed)]
    since = (each.fact for each in entries if ends and each.number > ends[-1])
    return [fact.clock for fact in since if isinstance(fact, ClockStarted) and fact.clock is Clock.ASSESS]


@pytest.mark.parametrize("seed", range(1, 7))
def test_a_random_walk(seed: int, tmp_path: Path) -> None:
    """Each of sixty steps leaves a case in which all holds that must always hold, and the log is whole."""
    place = opened(office(seed, tmp_path), lambda: walk.now)
    with Walk(place, seed, Random(seed)) as walk:
        for _ in range(60):
            walk.step()
            with place.store.reading(walk.now) as tx:
                entries = journal.read(tx, walk.reference)
            check(entries, place.rulebook)
        with place.store.reading(walk.now) as tx:
            faults = list(journal.faults(tx))
        assert not faults, f"the log is not whole: {faults}"

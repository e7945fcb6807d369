"""What a complaint is at one moment, as its entries in the log tell it; nothing else about it is stored (fold.py)."""

from dataclasses import dataclass, field, replace
from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.client_event import ClientAnswered
from worker.model.entry import ClientPhoned, ClockStopped, ComplaintReceived, MailNoted
from worker.model.mail import Address
from worker.model.mail_by_hand import Correspondence
from worker.model.reasons import Withheld, WithheldReason
from worker.model.rung import ReminderStep
from worker.model.staff_event import ClientTold, DraftWritten, Escalated
from worker.model.stage import Stage
from worker.model.time import Clock, Deadline
from worker.model.two_cases import CaseJoined
from worker.policy.topic import safe_topic


@dataclass(frozen=True, slots=True)
class Ended:
    """A promise that no longer runs, and the entry that stopped it."""

    deadline: Deadline
    stopped: ClockStopped


@dataclass(frozen=True, slots=True)
class Written:
    """A letter to the client: its Message-ID, the date that it promises, and whether our mail server has it.

    One `on_paper` is sent once a colleague has posted it; its Message-ID is that of the mail that brought it to them.
    `before` is the progress of the complaint when it was sent, `refused_before` whether the client had refused a
    proposal then; that is so again if the letter comes back.
    """

    kind: LetterKind
    message_id: str
    promises: date | None = None
    is_sent: bool = False
    before: Stage | None = None
    refused_before: bool = False
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What a client wrote, a colleague told them beside our letters, or that it was escalated then.

    So many `letters` of ours were written before.
    """

    fact: ClientAnswered | MailNoted | ClientPhoned | ClientTold | Escalated
    letters: int


Reminded = tuple[Clock, date, ReminderStep, str | None]
"""The clock, its due day, the step of the ladder, and the key of the person, or None for the client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A complaint as its log tells it.

    `is_complaint` is None until a person has decided on a provisional case. `running` are the promises not yet kept,
    `started` every promise ever begun, `ended` each that no longer runs; `acknowledged_by` is the letter written as
    acknowledgement, if any; `phoned` says that a call was the acknowledgement; `withheld` why none leaves by itself,
    or that it did not arrive. `returned` holds the Message-IDs of letters that did not arrive. `draft` is a
    colleague's letter that waits for approval, `eight_week_draft` the eight-week letter that does, of
    `eight_week_drafts` so far, `shown_to` the addresses to which that was shown, `draft_shown_to` those of who read
    the `draft`; `approved` is approved and waits for its day. `proposal` is the draft that was sent as proposal,
    `refused` whether the client does not want it, `offer_stands` whether it stays open, once somebody said so,
    `heard_from` how many proposals were written when they last wrote, `last_mail` the Message-ID of their latest mail.
    `owner` is the key of who was given it, `moved_to` of the section to which it was moved, `lead` of who deals with
    it once escalated, `away_from` those of whom it was escalated away from; `heard` are the keys of who has been told
    of it since it last changed hands, `last_had` that of who was told last that it is theirs, `left` those of whose
    leaving somebody has heard, and `missed` the leads in whose absence, until that day, somebody was asked who leads;
    `issue_on` is the day on which what is complained about happened, `cause` what caused it, where a colleague entered
    them; `action_owner` is the key of who carries out the corrective `action`, `no_action` why none is needed; `quiet`
    has the key of each who wants no reminder, and before which day. `progress` is the stage that a deed or a letter
    brought it to. `unnamed` are the mails that a person wrote to the client and of which nobody has said what they
    count as. `contacts` are what the client and colleagues said to each other since it was last opened, when
    `opened_after` letters had been written; `reopened` says that it was over once, `merged_into` is the complaint that
    goes on in place of this one, `joined` are those for which this one goes on.
    """

    reference: str
    complaint: ComplaintReceived
    is_complaint: bool | None
    running: tuple[Deadline, ...] = ()
    started: tuple[Deadline, ...] = ()
    ended: tuple[Ended, ...] = ()
    acknowledged_by: LetterKind | None = None
    phoned: bool = False
    withheld: Withheld | None = None
    returned: tuple[str, ...] = ()
    progress: Stage | None = None
    draft: DraftWritten | None = None
    eight_week_draft: DraftWritten | None = None
    eight_week_drafts: int = 0
    shown_to: frozenset[str] = frozenset()
    draft_shown_to: frozenset[str] = frozenset()
    approved: DraftWritten | None = None
    proposal: DraftWritten | None = None
    refused: bool = False
    offer_stands: bool | None = None
    heard_from: int = 0
    last_mail: str = field(default="", compare=False)  # it changes nothing of how the complaint stands
    eligible: bool | None = None
    restricted: bool = False
    owner: str = ""
    moved_to: str = ""
    lead: str = ""
    away_from: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    last_had: str = ""
    left: frozenset[str] = frozenset()
    missed: frozenset[tuple[str, date]] = frozenset()
    action: str = ""
    action_owner: str = ""
    no_action: str = ""
    issue_on: date | None = None
    cause: str = ""
    quiet: tuple[tuple[str, date], ...] = ()
    written: tuple[Written, ...] = ()
    reminded: frozenset[Reminded] = frozenset()
    unnamed: tuple[Correspondence, ...] = ()
    contacts: tuple[Exchanged, ...] = field(default=(), compare=False)  # nor does what was said
    opened_after: int = 0
    reopened: bool = False
    merged_into: str = ""
    joined: tuple[CaseJoined, ...] = ()

    @property
    def stage(self) -> Stage:
        """Where the complaint stands now."""
        if self.merged_into:
            return Stage.MERGED
        if self.progress is Stage.CLOSED:
            return Stage.CLOSED
        if self.is_complaint is None:
            return Stage.PROVISIONAL
        if not self.is_complaint:
            return Stage.NOT_COMPLAINT
        return self.progress or (Stage.NEW if self.due_on(Clock.ACKNOWLEDGE) else Stage.ACKNOWLEDGED)

    @property
    def section(self) -> str:
        """The key of the section that has it: the first one, or that to which a person moved it."""
        return self.moved_to or self.complaint.section

    def in_section(self, key: str) -> "Case":
        """As it would be if nobody but that section had it."""
        return replace(self, owner="", moved_to=key)

    @property
    def complainant(self) -> Address:
        """Who complained; only staff can ever change it (promise 13)."""
        return self.complaint.complainant

    @property
    def topic(self) -> str:
        """What the client called it, as a letter may repeat it; empty where a colleague wrote the words."""
        return "" if self.complaint.taken_by else safe_topic(self.complaint.subject)

    @property
    def thread(self) -> tuple[str, ...]:
        """The Message-IDs of the client's mails that a letter answers, the oldest first (RFC 5322 3.6.4)."""
        named = (*self.complaint.thread, self.complaint.message_id, self.last_mail)
        return tuple(dict.fromkeys(filter(None, named)))

    @property
    def clients(self) -> frozenset[str]:
        """The addresses of whoever complained, here or in a complaint for which this one goes on."""
        every = (self.complainant, *(each.complainant for each in self.joined))
        return frozenset(each.email for each in every if each.email)

    @property
    def is_over(self) -> bool:
        """Whether it is closed, was none, or goes on as another."""
        return self.stage in (Stage.NOT_COMPLAINT, Stage.CLOSED, Stage.MERGED)

    @property
    def may_reopen(self) -> bool:
        """Whether it can be opened again; of one that was merged, the complaint that goes on in its place can."""
        return self.is_over and not self.merged_into

    @property
    def is_open(self) -> bool:
        """Whether anything of this case is still promised."""
        # A client may go to the ombudsman for a year; that is known, and nothing that we owe.
        return not self.is_over or any(each.clock is not Clock.OMBUDSMAN_OPEN for each in self.running)

    @property
    def waits_for(self) -> str:
        """What a person owes before anything else: a decision, an acknowledgement by hand, or nothing (empty)."""
        if self.stage == Stage.PROVISIONAL:
            return "decision"
        return "acknowledgement" if self.withheld and self.due_on(Clock.ACKNOWLEDGE) else ""

    @property
    def next_due(self) -> date | None:
        """The earliest day on which a running promise falls due."""
        return min((deadline.due_on for deadline in self.running), default=None)

    @property
    def was_acknowledged(self) -> bool:
        """Whether a letter acknowledged it that, as far as we know, the client has."""
        lost = self.withheld is not None and self.withheld.reason is WithheldReason.NOT_ARRIVED
        elsewhere = any(each.acknowledged_by for each in self.joined)
        return (self.acknowledged_by is not None or elsewhere) and not lost

    @property
    def awaits_letter(self) -> bool:
        """Whether the client has had no acknowledgement, by letter or telephone, and no person owes it either."""
        elsewhere = any(each.acknowledged_by or each.phoned for each in self.joined)
        return not (self.acknowledged_by or self.phoned or self.withheld or elsewhere)

    def due_on(self, clock: Clock) -> date | None:
        """The day on which that promise falls due, or None once it is kept."""
        deadline = self.deadline(clock)
        return deadline.due_on if deadline else None

    def deadline(self, clock: Clock) -> Deadline | None:
        """That promise while it runs, or None."""
        return next((deadline for deadline in self.running if deadline.clock == clock), None)

    @property
    def drafts(self) -> tuple[DraftWritten, ...]:
        """Every letter that waits for approval."""
        return tuple(filter(None, (self.draft, self.eight_week_draft)))

    def letter(self, message_id: str) -> Written | None:
        """The letter with that Message-ID, or None."""
        return next((each for each in self.written if each.message_id == message_id), None)

    @property
    def in_touch(self) -> bool:
        """Whether the client has written to us since the latest proposal."""
        return 0 < self.has_written(LetterKind.PROPOSAL) == self.heard_from

    @property
    def to_post(self) -> tuple[Written, ...]:
        """The letters that lie with a colleague to be posted; one takes the place of an earlier one of its kind."""
        last = {each.kind: each for each in self.written}
        return tuple(each for each in last.values() if each.on_paper and not each.is_sent)

    @property
    def action_is_chosen(self) -> bool:
        """Whether it is known what keeps the fault from coming back, or why nothing is needed (3.1.8.4)."""
        return bool(self.action or self.no_action)

    @property
    def proposal_reached(self) -> bool:
        """Whether the client has a proposal of ours, as far as we know."""
        return any(
            each.kind is LetterKind.PROPOSAL and each.message_id not in self.returned for each in self.written
        )

    def has_written(self, kind: LetterKind) -> int:
        """How many letters of that kind were written."""
        return sum(each.kind is kind for each in self.written)

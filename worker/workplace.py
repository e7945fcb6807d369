"""What every job works with, and the two things that jobs share: recording a decision, concluding a letter."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from worker.adapters import parsing
from worker.adapters.letters import Letters
from worker.adapters.log import belonging, journal, outbox, register
from worker.adapters.log.case_unreadable import CaseUnreadable, only_told
from worker.adapters.log.conversation import in_conversation
from worker.adapters.log.store import Store, Transaction
from worker.adapters.parsing.guard import Guard
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Enclosure, Letter, RenderedLetter
from worker.model.letter_event import LetterQueued, LetterSent, LetterToPost, LetterUndeliverable
from worker.model.mail import Address, Message
from worker.model.office import Secrets
from worker.model.queued_letter import QueuedLetter
from worker.model.record_letter import ProcedureToPost, ToPost
from worker.model.second_thought import LetterWithdrawn
from worker.model.staff_event import SharingRestricted
from worker.model.staff_letter import Draft, Showing, Shown
from worker.policy import token
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.chronicle import history
from worker.policy.decide import delivery_result as decide_letter
from worker.policy.decide.acknowledgement import TASKS_A_DAY, SentToday, flood_cause
from worker.policy.decide.by_post import by_post
from worker.policy.decide.taken_out import taken_out
from worker.policy.fold import fold
from worker.policy.in_confidence import for_reader
from worker.policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Workplace:
    """The log, the reader of mail, the letters, the rules, and a clock that gives aware UTC."""

    store: Store
    reader: Guard
    letters: Letters
    rulebook: Rulebook
    secrets: Secrets
    clock: Callable[[], datetime]

    def close(self) -> None:
        """Let go of the database and of the process that reads large mails."""
        self.reader.close()
        self.store.close()

    def record(self, tx: Transaction, decision: Decision) -> None:
        """Render the letters of a decision and write it down whole: entries, letters, and that they were queued."""
        decision = self._in_confidence(tx, self._by_post(tx, decision))
        rendered = [self._render(tx, letter) for letter in decision.letters if not _is_written(tx, letter)]
        for each in rendered:
            outbox.queue(tx, each)
        for fact in decision.facts:
            if isinstance(fact, LetterWithdrawn) and not outbox.withdraw(tx, fact.message_id, "taken back"):
                raise ValueError(f"{fact.message_id} has left and cannot be withdrawn.")
        queued = (fact for each in rendered if each.letter.reference for fact in _queued(each))
        facts = (*decision.facts, *queued)
        if facts:
            journal.append(tx, decision.reference, facts)
        for other in decision.others:
            self.record(tx, other)

    def conclude_sent(self, tx: Transaction, letter: QueuedLetter, proof: str) -> None:
        """Note that our server has the letter, by its own word or by the copy that came back, and what that keeps."""
        if not outbox.sent(tx, letter, proof):
            return
        fact = LetterSent(
            letter=letter.kind, recipient=letter.recipient, message_id=letter.message_id, proof=proof
        )
        case = _readable(tx, letter.reference)
        if case:
            self.record(tx, decide_letter.accepted(case, fact, self.rulebook, tx.now))

    def conclude_failed(self, tx: Transaction, letter: QueuedLetter, reason: str) -> None:
        """Note that the letter will not be accepted, and tell the person who must now act."""
        if not outbox.failed(tx, letter, reason):
            return
        fact = LetterUndeliverable(
            letter=letter.kind, recipient=letter.recipient, message_id=letter.message_id, reason=reason
        )
        case = _readable(tx, letter.reference)
        if case:
            self.record(tx, decide_letter.undeliverable(case, fact, self.rulebook, tx.now))
        else:
            self.conclude_unread(tx, letter, reason)

    def conclude_unread(self, tx: Transaction, letter: QueuedLetter, reason: str) -> None:
        """Tell the operator that a letter of no case did not reach a colleague, but not that their own did not."""
        if letter.kind is not LetterKind.ALARM:
            alarm = decide_letter.colleague_not_reached(letter.recipient, reason, self.rulebook, tx.now)
            self.record(tx, Decision(letters=(alarm,)))

    def acknowledged_today(self, tx: Transaction, client: Address | None, kind: LetterKind) -> SentToday:
        """How many acknowledgements were written in 24 hours, as far as the caps want to know.

        Only those of that kind count: the ones to proven clients are counted apart, so that a flood of forged mail does
        not use up what real clients are owed.
        """
        caps, since = self.rulebook.office.caps, tx.now - timedelta(days=1)
        # Other alarms are counted as tasks too, and must not pass for the one about the flood.
        told_of_flood = outbox.is_queued(tx, LetterKind.ALARM, flood_cause(tx.now))
        return SentToday(
            to_address=outbox.acknowledged_to(tx, since, kind, caps.acknowledge_per_address_per_day, client)
            if client
            else 0,
            to_domain=outbox.acknowledged_at_domain(tx, since, kind, caps.per_domain_per_day, client.domain)
            if client
            else 0,
            in_all=outbox.acknowledged_in_all(tx, since, kind, caps.per_day),
            by_hand=outbox.tasks_since(tx, since, TASKS_A_DAY + told_of_flood),
        )

    def message_id(self, name: str) -> str:
        """The Message-ID of the letter with that name."""
        return f"<{name}@{self.rulebook.office.address.rpartition('@')[2]}>"

    def _by_post(self, tx: Transaction, decision: Decision) -> Decision:
        """The decision with what goes to a client without e-mail as a letter to post."""
        to_client = any(letter.kind.is_for_client for letter in decision.letters)
        if not (to_client and decision.reference):
            return decision
        case = journal.case(tx, decision.reference)
        return by_post(decision, case, self.rulebook, tx.now)

    def _in_confidence(self, tx: Transaction, decision: Decision) -> Decision:
        """The decision with each letter as its reader may have it; what waits already is held to the same (3.1.11)."""
        today = london_date(tx.now)
        if any(isinstance(each, SharingRestricted) for each in decision.facts):
            case = _after(tx, decision, decision.reference)
            if case and case.restricted:
                waiting = outbox.pending_about(tx, case.reference)
                decision = taken_out(decision, case, waiting, self.rulebook, today)
        to_staff = [each for each in decision.letters if not each.kind.is_for_client]
        named = {reference for each in to_staff for reference in (each.reference, *each.about) if reference}
        hidden = _restricted(tx, decision, named)
        if not hidden:
            return decision
        letters = tuple(for_reader(each, hidden, self.rulebook, today) for each in decision.letters)
        return replace(decision, letters=letters)

    def _render(self, tx: Transaction, letter: Letter) -> RenderedLetter:
        office = self.rulebook.office
        key = self.secrets.token_key
        name = token.letter_name(key, letter.reference, letter.kind, letter.cause)
        local, _, domain = office.address.rpartition("@")
        mark = token.case_mark(key, letter.reference) if letter.reference else name
        marked = f"{local}+{mark}@{domain}"
        shown = marked if office.plus_addressing else office.address
        whole = self._with_shown(tx, self._with_asked_for(tx, letter), shown)
        return self.letters.render(
            in_conversation(tx, _with_files(tx, whole)),
            message_id=self.message_id(name),
            reply_to=marked,
            now=tx.now,
            own_header=name,
        )

    def _with_asked_for(self, tx: Transaction, letter: Letter) -> Letter:
        """A letter that a colleague asked for something gets it, as it stands in this transaction."""
        if not isinstance(letter.facts, Shown):
            return letter
        if letter.facts.what is Showing.HISTORY:
            text = history(journal.read(tx, letter.reference))
        else:
            text = self._last_letter(tx, letter.reference)
        return replace(letter, facts=replace(letter.facts, text=text))

    def _last_letter(self, tx: Transaction, reference: str) -> str:
        """What the last letter to the client by email says, whether it has left or waits; empty without one."""
        mailed = [each for each in outbox.of_case(tx, reference) if each.kind.is_for_client]
        read = self.reader.read(mailed[-1].content) if mailed else None
        return read.text if isinstance(read, Message) else ""

    def _with_shown(self, tx: Transaction, letter: Letter, reply_to: str) -> Letter:
        """A draft is shown as the client will get it, a letter to post gets its PDF, and others bring the procedure."""
        if letter.shows is None:
            return replace(letter, attachments=(*letter.attachments, *self._procedure(letter, tx.now)))
        if isinstance(letter.facts, ProcedureToPost):
            return replace(letter, attachments=self._procedure(letter.shows, tx.now), shows=None)
        if isinstance(letter.facts, ToPost):
            printed = self.letters.on_paper(letter.shows, letter.facts.address, reply_to=reply_to, now=tx.now)
            return replace(letter, attachments=(printed, *self._procedure(letter.shows, tx.now)))
        if isinstance(letter.facts, Draft):
            return replace(letter, shows=in_conversation(tx, letter.shows))
        return letter

    def _procedure(self, letter: Letter, now: datetime) -> tuple[Enclosure, ...]:
        """The copy of the procedure that goes with the letter which brings it, and with no other (3.1.7.8)."""
        brings = letter.kind is LetterKind.PROCEDURE_COPY
        return (self.letters.procedure(letter, now=now),) if brings else ()


def _restricted(tx: Transaction, decision: Decision, references: Collection[str]) -> tuple[Case, ...]:
    """Those of these cases of which nothing is to be shared once the decision is recorded."""
    if not references:
        return ()
    maybe = {*belonging.once_restricted(tx, references)}
    if any(isinstance(each, SharingRestricted) for each in decision.facts):
        maybe.add(decision.reference)
    cases = (_after(tx, decision, each) for each in sorted(maybe))
    return tuple(each for each in cases if each and each.restricted)


def _after(tx: Transaction, decision: Decision, reference: str) -> Case | None:
    """The case as it stands once the decision is recorded; None where it does not exist, or cannot be read."""
    case = _readable(tx, reference)
    if case and reference == decision.reference:
        # What is taken back counts as never entered, which only the whole log tells.
        return fold(reference, (*(each.fact for each in journal.read(tx, reference)), *decision.facts))
    return case


def _readable(tx: Transaction, reference: str) -> Case | None:
    """The case of a letter on its way; where its log cannot be read, the outbox alone knows what became of it."""
    try:
        return journal.case(tx, reference)
    except CaseUnreadable as unreadable:
        only_told(unreadable)
    return None


def _with_files(tx: Transaction, letter: Letter) -> Letter:
    """A letter gets the files of its writer out of the mail in which they came, behind what it has already."""
    files = (
        Enclosure(each.name, each.content_type, parsing.file(register.content(tx, each.mail), each.sha256))
        for each in letter.files
    )
    return replace(letter, attachments=(*letter.attachments, *files)) if letter.files else letter


def _is_written(tx: Transaction, letter: Letter) -> bool:
    return not letter.reference and outbox.is_queued(tx, letter.kind, letter.cause)


def _queued(rendered: RenderedLetter) -> Iterator[LetterQueued | LetterToPost]:
    """That the letter was written, and of one to post also what it brings."""
    letter, printed = rendered.letter, rendered.letter.shows
    yield LetterQueued(
        letter=letter.kind,
        recipient=letter.recipient.email,
        message_id=rendered.message_id,
        promises=letter.promises,
    )
    if printed and isinstance(letter.facts, ToPost):
        yield LetterToPost(
            letter=printed.kind,
            person=letter.facts.person,
            message_id=rendered.message_id,
            promises=printed.promises,
        )

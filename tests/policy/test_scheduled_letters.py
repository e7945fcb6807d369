"""Letters that time makes due: on which day, at which hour, with which words, and when none leaves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from tests.rig import CONFIG, people
from worker.adapters.settings import load_client_phrases, load_staff_phrases, load_triage
from worker.model.catalogue import LetterKind
from worker.model.client_letter import ClientLetter, ClientReminder, EightWeekLetter
from worker.model.decision import Decision
from worker.model.entry import (
    AcknowledgementWithheld,
    Channel,
    ClockMoved,
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    Fact,
    TriageDecided,
    Trust,
)
from worker.model.letter_event import LetterQueued, LetterReturned, LetterSent, LetterUndeliverable
from worker.model.mail import Address
from worker.model.office import Company, Office
from worker.model.position import Reached, Replied, Stands
from worker.model.promises import Ombudsman, Policy
from worker.model.reasons import StopReason, Withheld, WithheldReason
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.model.staff_event import (
    CaseClosed,
    ClosureBasis,
    DraftApproved,
    DraftWritten,
    EligibilityConfirmed,
    OmbudsmanDecided,
    ProposalAnswered,
)
from worker.model.staff_letter import Draft
from worker.model.time import Clock, Unit
from worker.policy.calendar import LONDON, Calendar, at_london, date_in_words
from worker.policy.case import Case
from worker.policy.clocks import TAKEN_FOR_COMPLAINT, deadlines, latest_update
from worker.policy.decide.acknowledgement import SentToday
from worker.policy.decide.consequences import consequences
from worker.policy.decide.eight_weeks import eight_week_draft
from worker.policy.decide.scheduled_letters import LETTERS_OF_TIME, due_letters, next_letter_at
from worker.policy.fold import fold
from worker.policy.reading.phrases import phrasebook
from worker.policy.rulebook import Rulebook

K = LetterKind
CLIENT = Address("anita.patel@harbour-bakery.example", "Anita Patel")
OMBUDSMAN = Ombudsman(
    name="Energy Ombudsman",
    phone="0330 440 1624",
    email="enquiry@energyombudsman.org",
    post="P.O. Box 966, Warrington, WA4 9DF",
    valid_from=date(2024, 12, 19),
    valid_until=date(2027, 12, 31),
)
FORGED = Withheld(reason=WithheldReason.MAY_BE_FORGED)
MONDAY = date(2026, 11, 23)
MONDAY_IN_JANUARY = date(2027, 1, 18)

CLOSED = CaseClosed(outcome=ClosureBasis.ACCEPTED, by="sarah", mail=9)

Log = tuple[Fact, ...]


def rules(**changes: Any) -> Rulebook:
    """The example office with the ombudsman known, and these figures of the policy changed."""
    policy = Policy(version="1.1", review_due=date(2027, 8, 28), ombudsman=(OMBUDSMAN,))
    policy = replace(policy, **changes)
    office = Office(
        address="hello@optimised.net",
        display_name="Optimised",
        reference_prefix="OPT",
        operator="operator@example.org",
        mailbox=MailboxSettings(host="localhost", user="hello"),
        smtp=SmtpSettings(host="localhost"),
        company=Company(name="Optimised", phone="0333 370 2024", address="Blackpool", website="x"),
    )
    triage = load_triage(CONFIG)
    return Rulebook(
        office,
        people(),
        policy,
        triage,
        phrasebook(triage.group),
        Calendar.of(policy),
        load_staff_phrases(CONFIG),
        load_client_phrases(CONFIG),
    )


RULES = rules()
AUTOMATIC = rules(auto_update=True)


def log_of(day0: date, *later: Fact, provisional: bool = False) -> Log:
    """A complaint of that day, acknowledged unless provisional, and what happened since."""
    return (*_opening(day0, provisional), *later)


def _opening(day0: date, provisional: bool) -> Iterator[Fact]:
    yield ComplaintReceived(
        channel=Channel.EMAIL,
        complainant=CLIENT,
        subject="Renewal of our contract",
        words="You renewed it without our agreement.",
        received_at=at_london(day0, time(10)),
        day0=day0,
        section="client_services",
        mail=1,
        message_id="<1@harbour-bakery.example>",
        provisional=provisional,
        trust=Trust.PROVEN,
    )
    events = () if provisional else (TAKEN_FOR_COMPLAINT,)
    for each in deadlines(day0, RULES.policy, RULES.calendar, events):
        yield ClockStarted(clock=each.clock, clause=each.clause, day0=each.day0, due_on=each.due_on)
    if not provisional:
        yield queued(K.ACKNOWLEDGEMENT)


def queued(kind: LetterKind, promises: date | None = None) -> LetterQueued:
    """A letter of that kind was written."""
    return LetterQueued(
        letter=kind, recipient=CLIENT.email, message_id=f"<{kind}@optimised.net>", promises=promises
    )


def told(log: Log) -> Case:
    """The case that these entries tell."""
    return fold("OPT-2026-0001", log)


def coming(log: Log, rulebook: Rulebook) -> str:
    """When the next letter of time is due, as people read it."""
    return shown(next_letter_at(told(log), rulebook))


def recorded(log: Log, decision: Decision) -> Log:
    """The log once the decision stands in it."""
    letters = tuple(
        LetterQueued(
            letter=each.kind,
            recipient=each.recipient.email,
            message_id=f"<{each.cause}>",
            promises=each.promises,
        )
        for each in decision.letters
        if each.reference
    )
    return (*log, *decision.facts, *letters)


def shown(at: datetime | None) -> str:
    """A time as people read it, in London."""
    return f"{date_in_words(at.astimezone(LONDON).date())} {at.astimezone(LONDON):%H:%M}" if at else "never"


def write(log: Log, rulebook: Rulebook) -> tuple[Log, Decision, str]:
    """Go to the next letter of time and write it: the log then, what was decided, and when it was."""
    case = told(log)
    at = next_letter_at(case, rulebook)
    assert at is not None
    (row,) = due_letters(case, rulebook, at)
    decision = row.write(case, rulebook, SentToday(), at)
    return recorded(log, decision), decision, shown(at)


def draft(kind: LetterKind, on: date | None = None) -> DraftWritten:
    """Sarah wrote a letter that waits."""
    return DraftWritten(letter=kind, words="We will credit 212 pounds.", on=on, by="sarah", mail=7)


@pytest.mark.parametrize(
    ("day0", "drafted", "leaves", "again"),
    [
        (
            date(2026, 11, 23),
            "Monday 11 January 2027 09:00",
            "Monday 18 January 2027 09:00",
            "Monday 8 February 2027 09:00",
        ),
        (
            date(2026, 12, 18),
            "Friday 5 February 2027 09:00",
            "Friday 12 February 2027 09:00",
            "Friday 5 March 2027 09:00",
        ),
        (
            date(2026, 11, 2),
            "Thursday 17 December 2026 09:00",
            "Thursday 24 December 2026 09:00",
            "Tuesday 19 January 2027 09:00",
        ),
        (
            date(2026, 10, 31),
            "Thursday 17 December 2026 09:00",
            "Thursday 24 December 2026 09:00",
            "Tuesday 19 January 2027 09:00",
        ),
        (
            date(2026, 1, 31),
            "Friday 20 March 2026 09:00",
            "Friday 27 March 2026 09:00",
            "Tuesday 21 April 2026 09:00",
        ),
    ],
    ids=[
        "Monday",
        "Friday before Christmas",
        "ends on a bank holiday",
        "ends on Boxing Day",
        "ends on a Saturday",
    ],
)
def test_the_eight_week_letter_has_its_days(day0: date, drafted: str, leaves: str, again: str) -> None:
    """It is drafted five working days before it must leave, and once approved it leaves on the last day in time.

    Unapproved it never leaves; when the date that it promises is over it is drafted again.
    """
    log, decision, at = write(log_of(day0), RULES)
    assert (at, coming(log, RULES)) == (drafted, again)
    (letter,) = decision.letters
    assert isinstance(letter.facts, Draft)
    assert letter.recipient.name == "James Carter"
    approved = (*log, DraftApproved(letter=K.EIGHT_WEEK_LETTER, by="james", mail=9))
    log, decision, at = write(approved, RULES)
    (letter,) = decision.letters
    assert (at, letter.kind, letter.recipient) == (leaves, K.EIGHT_WEEK_LETTER, CLIENT)
    assert isinstance(letter.facts, EightWeekLetter)
    assert letter.facts.signed == "James Carter"
    assert letter.facts.signpost
    assert letter.facts.signpost.phone == OMBUDSMAN.phone
    assert letter.promises == letter.facts.next_on
    assert RULES.calendar.is_working_day(letter.facts.next_on)
    assert coming(log, RULES) == "never", "It is written once."


@pytest.mark.parametrize(
    "later",
    [
        (TriageDecided(is_complaint=False, by="tom", mail=2),),
        (queued(K.DEADLOCK_LETTER),),
        (ClockStopped(clock=Clock.EIGHT_WEEKS, by=StopReason.LETTER),),
    ],
    ids=["no complaint", "deadlock letter on its way", "the clock has stopped"],
)
def test_no_eight_week_letter_is_drafted(later: tuple[Fact, ...]) -> None:
    """Where the client is not owed one, none is drafted."""
    assert coming(log_of(MONDAY, *later), RULES) == "never"


def test_what_was_accepted_and_is_not_done_is_not_resolved() -> None:
    """Mrs Patel accepted a proposal that is still to be carried out: the letter says so, the head decides."""
    log, decision, at = write(log_of(MONDAY, ProposalAnswered(accepted=True, by="sarah", mail=2)), RULES)
    assert at == "Monday 11 January 2027 09:00"
    (draft,) = (each for each in decision.facts if isinstance(each, DraftWritten))
    assert draft.position is not None
    assert (draft.words, draft.position.stands) == ("", Stands.AGREED)
    assert coming((*log, CLOSED), RULES) == "never"


def test_a_letter_that_is_no_longer_true_is_drafted_anew() -> None:
    """Approved, and then the final answer was sent: James gets another draft, which says so."""
    log, _, _ = write(log_of(MONDAY), RULES)
    log = (*log, DraftApproved(letter=K.EIGHT_WEEK_LETTER, by="james", mail=9), queued(K.FINAL_RESPONSE))
    taken = LetterSent(
        letter=K.FINAL_RESPONSE, recipient=CLIENT.email, message_id="<M14@optimised.net>", proof="250"
    )
    log = (*log, taken, *consequences(told(log), taken, date(2027, 1, 12), RULES))
    assert told(log).approved is None
    log, decision, _ = write(log, RULES)
    (draft,) = (each for each in decision.facts if isinstance(each, DraftWritten))
    assert draft.position is not None
    assert (draft.words, draft.position.stands, draft.position.reply) == (
        "",
        Stands.ANSWERED,
        Replied.NOT_KNOWN,
    )


@pytest.mark.parametrize(
    ("answers", "stands"),
    [
        ((), (Stands.PROPOSED, Replied.AWAITED)),
        ((False,), (Stands.PROPOSED, Replied.REFUSED)),
        ((True, False), (Stands.PROPOSED, Replied.REFUSED)),
        ((True,), (Stands.AGREED, Replied.NOT_ASKED)),
    ],
    ids=["silence", "refused", "accepted by a slip", "accepted"],
)
def test_the_draft_says_what_the_client_said(
    answers: tuple[bool, ...], stands: tuple[Stands, Replied]
) -> None:
    """As a colleague has entered it last."""
    log = proposed(date(2027, 2, 8))
    for accepted in answers:
        said = ProposalAnswered(accepted=accepted, by="sarah", mail=9)
        log = (*log, said, *consequences(told(log), said, date(2026, 12, 8), RULES))
    now = at_london(date(2027, 1, 11), time(9))
    case = told(log)
    rows = [row for row in due_letters(case, RULES, now) if row.write is eight_week_draft]
    drafts = [
        fact
        for row in rows
        for fact in row.write(case, RULES, SentToday(), now).facts
        if isinstance(fact, DraftWritten)
    ]
    told_of = [(each.position.stands, each.position.reply) for each in drafts if each.position]
    assert told_of == [stands]


def test_facts_of_an_ombudsman_that_come_late_still_help() -> None:
    """None is known until Tuesday 19 January 2027, the day after that of the letter: then it is drafted at once."""
    later = rules(ombudsman=(replace(OMBUDSMAN, valid_from=MONDAY_IN_JANUARY + timedelta(days=1)),))
    case, now = told(log_of(MONDAY)), at_london(MONDAY_IN_JANUARY + timedelta(days=1), time(9))
    rows = due_letters(case, later, now)
    letters = [each.kind for row in rows for each in row.write(case, later, SentToday(), now).letters]
    assert letters == [K.ALARM, K.ALARM, K.DRAFT], (
        "It is told, too, that no facts hold on the day of the letter."
    )


def test_a_letter_that_came_back_is_drafted_again() -> None:
    """Mrs Patel's address had changed: James gets another draft, and no approved letter is said to wait."""
    log, _, _ = write(log_of(MONDAY), RULES)
    log, _, at = write((*log, DraftApproved(letter=K.EIGHT_WEEK_LETTER, by="james", mail=9)), RULES)
    letter = told(log).written[-1]
    lost = LetterUndeliverable(
        letter=letter.kind, recipient=CLIENT.email, message_id=letter.message_id, reason="550 no such user"
    )
    log = (*log, lost)
    assert told(log).approved is None
    _, decision, again = write(log, RULES)
    assert [each.kind for each in decision.letters] == [K.DRAFT]
    assert at == "Monday 18 January 2027 09:00"
    assert again == "Monday 11 January 2027 09:00"


def test_who_wants_no_email_gets_none() -> None:
    """Written down by a colleague with "May we email them: no": no update by itself, but a letter to post."""
    opening, *rest = log_of(MONDAY)
    assert isinstance(opening, ComplaintReceived)
    log = (replace(opening, no_email=True), *rest)
    assert coming(log, AUTOMATIC) == "Monday 11 January 2027 09:00"


def test_the_neutral_acknowledgement_follows_its_promise() -> None:
    """A holiday is taken away, and Friday's promise ends on Thursday: it leaves on Wednesday."""
    log = log_of(MONDAY, provisional=True)
    assert coming(log, RULES) == "Thursday 26 November 2026 12:00"
    (deadline,) = (each for each in told(log).running if each.clock is Clock.ACKNOWLEDGE)
    moved = ClockMoved(
        clock=deadline.clock,
        clause=deadline.clause,
        day0=deadline.day0,
        due_on=date(2026, 11, 26),
        moved_from=deadline.due_on,
        length=3,
        unit=Unit.WORKING_DAYS,
    )
    assert coming((*log, moved), RULES) == "Wednesday 25 November 2026 12:00"


def test_a_letter_that_missed_the_last_day_of_its_ombudsman_is_told_and_waits() -> None:
    """Approved for Monday 18 January 2027, but the worker was down until Tuesday, when nobody knows the ombudsman."""
    until_monday = rules(ombudsman=(replace(OMBUDSMAN, valid_until=MONDAY_IN_JANUARY),))
    log, _, _ = write(log_of(MONDAY), until_monday)
    log = (*log, DraftApproved(letter=K.EIGHT_WEEK_LETTER, by="james", mail=9))
    now = at_london(MONDAY_IN_JANUARY + timedelta(days=1), time(10))
    (row,) = due_letters(told(log), until_monday, now)
    decision = row.write(told(log), until_monday, SentToday(), now)
    assert [each.kind for each in decision.letters] == [K.ALARM, K.ALARM]
    log = recorded(log, decision)
    assert due_letters(told(log), until_monday, now) == (), "The head and the operator hear it once."
    (row,) = due_letters(told(log), RULES, now)
    (letter,) = row.write(told(log), RULES, SentToday(), now).letters
    assert letter.kind is K.EIGHT_WEEK_LETTER, "With new facts it leaves at once."


def test_no_update_leaves_once_the_ombudsman_has_decided() -> None:
    """The client has accepted a decision: what is owed now is to carry it out."""
    decided = OmbudsmanDecided(notified_on=MONDAY, by="sarah", mail=9, words="")
    assert coming(log_of(MONDAY, decided), AUTOMATIC) == "never"


def test_an_acknowledgement_that_came_back_is_not_said_to_have_been_read() -> None:
    """The draft of the eight-week letter says nothing of it."""
    lost = LetterReturned(
        letter=K.ACKNOWLEDGEMENT,
        recipient=CLIENT.email,
        message_id="<M01@optimised.net>",
        status="5.1.1",
        mail=3,
    )
    _, decision, _ = write(log_of(MONDAY, lost), RULES)
    (drafted,) = (each for each in decision.facts if isinstance(each, DraftWritten))
    assert drafted.position is not None
    assert (drafted.position.reached, drafted.position.handler) == (
        Reached.NOT_YET,
        "Sarah Hughes, Client Services",
    )


def test_a_provisional_case_of_which_nobody_heard_gets_none() -> None:
    """Who was never told that we took their mail for a complaint is not told that it is not resolved."""
    log = log_of(MONDAY, provisional=True)
    assert coming(log, RULES) == "Thursday 26 November 2026 12:00", "That is the neutral acknowledgement."
    withheld = AcknowledgementWithheld(why=FORGED, person="sarah")
    assert coming((*log, withheld), RULES) == "never"
    assert coming(log_of(MONDAY, queued(K.NEUTRAL_ACKNOWLEDGEMENT), provisional=True), RULES) != "never"


def test_who_may_not_go_to_the_ombudsman_is_not_sent_there() -> None:
    """What was drafted and approved is drafted anew once a person found out, in the same words."""
    log, _, _ = write(log_of(MONDAY), RULES)
    log = (
        *log,
        DraftApproved(letter=K.EIGHT_WEEK_LETTER, by="james", mail=9),
        EligibilityConfirmed(eligible=False, by="sarah", mail=10),
    )
    log, decision, _ = write(log, RULES)
    assert [each.letter for each in decision.facts if isinstance(each, DraftWritten)] == [K.EIGHT_WEEK_UPDATE]
    assert told(log).approved is None
    assert coming(log, RULES) == "Monday 8 February 2027 09:00"


def test_each_draft_of_a_case_is_another_letter() -> None:
    """Eligibility may be found out, doubted and found out again; the outbox takes a letter with one cause only once."""
    log, decision, at = write(log_of(MONDAY), RULES)
    causes = [each.cause for each in decision.letters]
    due = next_letter_at(told(log_of(MONDAY)), RULES)
    assert due, at
    for hour, eligible in enumerate((False, True, False), start=1):
        log = (*log, EligibilityConfirmed(eligible=eligible, by="sarah", mail=10 + hour))
        now = due + timedelta(hours=hour)
        (row,) = due_letters(told(log), RULES, now)
        decision = row.write(told(log), RULES, SentToday(), now)
        log = recorded(log, decision)
        causes += [each.cause for each in decision.letters]
    assert len(set(causes)) == len(causes) == 4


def test_the_draft_of_a_colleague_waits_beside_it() -> None:
    """Sarah's proposal waits for her, the eight-week letter for James; neither takes the place of the other."""
    log, decision, at = write(log_of(MONDAY, draft(K.PROPOSAL)), RULES)
    assert at == "Monday 11 January 2027 09:00"
    assert [each.kind for each in decision.letters] == [K.DRAFT]
    assert [each.name for each in told(log).drafts] == ["draft 7", "M11 1"]
    log = (*log, draft(K.PROGRESS_UPDATE, date(2027, 1, 15)))
    assert [each.letter for each in told(log).drafts] == [K.PROGRESS_UPDATE, K.EIGHT_WEEK_LETTER]
    log = (*log, DraftApproved(letter=K.PROGRESS_UPDATE, by="sarah", mail=11))
    assert [each.letter for each in told(log).drafts] == [K.EIGHT_WEEK_LETTER]


def test_another_letter_does_not_undo_an_approval() -> None:
    """An update that is written and sent before the letter's day leaves the approved letter as it was."""
    log, _, _ = write(log_of(MONDAY), RULES)
    approvals: tuple[Fact, ...] = (
        DraftApproved(letter=K.EIGHT_WEEK_LETTER, by="james", mail=9),
        draft(K.PROGRESS_UPDATE, date(2027, 1, 15)),
        DraftApproved(letter=K.PROGRESS_UPDATE, by="sarah", mail=11),
    )
    log = (*log, *approvals)
    assert coming(log, RULES) == "Monday 18 January 2027 09:00"


def test_an_outdated_ombudsman_is_never_named() -> None:
    """Without facts that hold on the letter's day the head and the operator hear it, once, and nothing is drafted."""
    outdated = rules(ombudsman=(replace(OMBUDSMAN, valid_until=date(2027, 1, 17)),))
    log, decision, at = write(log_of(MONDAY), outdated)
    assert at == "Monday 11 January 2027 09:00"
    assert [each.recipient.email for each in decision.letters] == [
        "james.carter@optimised.net",
        "operator@example.org",
    ]
    assert coming(log, outdated) == "never"
    assert coming(log, RULES) == at, "With new facts the draft is owed at once."


@pytest.mark.parametrize(
    ("day0", "leaves", "next_on"),
    [
        (date(2026, 11, 23), "Monday 14 December 2026 16:00", "Thursday 7 January 2027"),
        (date(2026, 12, 18), "Wednesday 13 January 2027 16:00", "Wednesday 3 February 2027"),
    ],
    ids=["Monday", "Friday before Christmas"],
)
def test_a_factual_update_leaves_by_itself(day0: date, leaves: str, next_on: str) -> None:
    """Switched on, it leaves in the last hour, unsigned, with a date that is kept; switched off, nothing leaves."""
    log, decision, at = write(log_of(day0), AUTOMATIC)
    (letter,) = decision.letters
    assert isinstance(letter.facts, ClientLetter)
    assert letter.promises
    assert (at, date_in_words(letter.promises), letter.facts.signed) == (leaves, next_on, "")
    assert letter.facts.position
    assert letter.facts.position.handler.startswith("Sarah Hughes")
    assert coming(log, AUTOMATIC) != leaves, "It is written once."
    assert coming(log_of(day0), RULES) != leaves, "Nobody has switched it on."


def test_updates_stay_before_the_end_of_eight_weeks() -> None:
    """The third update of 18 December may not promise 24 February, when eight weeks end on 12 February."""
    latest = latest_update(date(2027, 2, 3), date(2027, 2, 12), RULES.policy, RULES.calendar)
    assert date_in_words(latest) == "Thursday 11 February 2027"


@pytest.mark.parametrize(
    "later",
    [
        (queued(K.PROPOSAL),),
        (queued(K.PROGRESS_UPDATE),),
        (AcknowledgementWithheld(why=FORGED, person="sarah"),),
        (ClockStopped(clock=Clock.RESPOND, by=StopReason.LETTER),),
    ],
    ids=["proposal on its way", "update on its way", "no mail may go by itself", "answered"],
)
def test_no_update_leaves_by_itself(later: tuple[Fact, ...]) -> None:
    """Where a person has answered, or must write, the worker does not."""
    assert "16:00" not in coming(log_of(MONDAY, *later), AUTOMATIC)


def proposed(promised: date) -> Log:
    """A proposal of Monday 7 December 2026 that all will be done by that day."""
    log = log_of(
        MONDAY,
        draft(K.PROPOSAL, promised),
        DraftApproved(letter=K.PROPOSAL, by="sarah", mail=8),
        queued(K.PROPOSAL),
    )
    sent = LetterSent(
        letter=K.PROPOSAL, recipient=CLIENT.email, message_id="<M07@optimised.net>", proof="250"
    )
    return (*log, sent, *consequences(told(log), sent, date(2026, 12, 7), RULES))


def test_a_proposal_is_brought_back_to_mind_twice() -> None:
    """After five and ten working days, in the words of the proposal, signed by who made it; then no more."""
    log, decision, first = write(proposed(date(2027, 1, 8)), RULES)
    (letter,) = decision.letters
    assert isinstance(letter.facts, ClientReminder)
    assert (letter.facts.signed, letter.facts.words) == ("Sarah Hughes", "We will credit 212 pounds.")
    log, _, second = write(log, RULES)
    assert (first, second) == ("Monday 14 December 2026 09:00", "Monday 21 December 2026 09:00")
    assert told(log).has_written(K.PROPOSAL_REMINDER) == 2
    assert coming(log, RULES) == "Monday 11 January 2027 09:00", "Only the eight weeks are left."


def test_reminders_that_were_missed_are_one_and_an_answer_ends_them() -> None:
    """A worker that was down reminds once; a client who has answered is not reminded."""
    log = proposed(date(2027, 1, 8))
    now = datetime(2026, 12, 22, 9, tzinfo=UTC)
    (row,) = due_letters(told(log), RULES, now)
    log = recorded(log, row.write(told(log), RULES, SentToday(), now))
    assert told(log).has_written(K.PROPOSAL_REMINDER) == 1
    assert due_letters(told(log), RULES, now) == ()
    answered = (*proposed(date(2027, 1, 8)), ClockStopped(clock=Clock.PROPOSED, by=StopReason.CLIENT_REPLIED))
    assert due_letters(told(answered), RULES, now) == ()


def test_every_row_answers_for_a_case_that_nothing_happened_to() -> None:
    """No row fails where its promise does not run."""
    bare = fold("OPT-2026-0001", tuple(_opening(MONDAY, True))[:1])
    assert [row.at(bare, AUTOMATIC) for row in LETTERS_OF_TIME] == [None] * len(LETTERS_OF_TIME)

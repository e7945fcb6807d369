"""The acknowledgement: which letter, to whom, or why none by itself; the duty stands either way (3.1.8.1)."""

from dataclasses import dataclass
from datetime import date, datetime

from worker.model.catalogue import LetterKind
from worker.model.client_letter import Acknowledgement, NeutralAcknowledgement
from worker.model.entry import AcknowledgementWithheld, Channel, Fact, Trust
from worker.model.letter import Letter, LetterFacts
from worker.model.mail import Address
from worker.model.office import Caps, Person
from worker.model.staff_letter import AcknowledgeByHand, Alarm
from worker.model.time import Clock
from worker.policy.calendar import date_in_words, london_date
from worker.policy.case import Case
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.rulebook import Rulebook

TASKS_A_DAY = 20

_WORDS_IN_LETTER = 1200
_NOBODY_READS = ("noreply", "no-reply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster")


@dataclass(frozen=True, slots=True)
class SentToday:
    """How many acknowledgements were written in the last 24 hours: to this address, to its domain, in all;
    and how many were made a person's task.
    """

    to_address: int = 0
    to_domain: int = 0
    in_all: int = 0
    by_hand: int = 0


def withheld(arrival: Arrival, rulebook: Rulebook, today: SentToday) -> str:
    """Why this mail must not be acknowledged by itself, as a sentence for a colleague; empty when it may."""
    reasons = (*(reason(arrival, rulebook) for reason in _REASONS), over_cap(today, rulebook.office.caps))
    return next(filter(None, reasons), "")


def too_late(case: Case, now: datetime) -> str:
    """Why no letter can promise an answer by the day that the policy sets, because it is over; else an empty string."""
    answer = promised(case, Clock.RESPOND)
    if london_date(now) <= answer:
        return ""
    return f"An answer was due by {date_in_words(answer)}, which no letter can promise any more. Please write yourself."


def acknowledge(case: Case, rulebook: Rulebook, now: datetime) -> Letter:
    """The acknowledgement of a complaint: in the client's own words when the sender is proven, else a neutral one."""
    if acknowledged_as(case.complaint.trust) is LetterKind.ACKNOWLEDGEMENT:
        return _letter(case, LetterKind.ACKNOWLEDGEMENT, _in_own_words(case, rulebook, now))
    return neutral(case, rulebook)


def acknowledged_as(trust: Trust) -> LetterKind:
    """Which letter acknowledges a client of that trust."""
    proven = trust is Trust.PROVEN
    return LetterKind.ACKNOWLEDGEMENT if proven else LetterKind.NEUTRAL_ACKNOWLEDGEMENT


def neutral(case: Case, rulebook: Rulebook) -> Letter:
    """The acknowledgement that repeats nothing of what was written, so that it is no use as a weapon (promise 12)."""
    facts = NeutralAcknowledgement(
        received_on=case.complaint.day0,
        respond_by=promised(case, Clock.RESPOND),
        section=_section(case, rulebook),
    )
    return _letter(case, LetterKind.NEUTRAL_ACKNOWLEDGEMENT, facts, name="")


def by_hand(
    case: Case, reason: str, rulebook: Rulebook, today: SentToday, now: datetime
) -> tuple[Fact, tuple[Letter, ...]]:
    """The duty as a person's task, with the due date that the acknowledgement would have had.

    Above a bearable number of such tasks a day the operator gets one alarm instead of each; every one of them still
    stands in the daily list.
    """
    person = rulebook.responsible(case.complaint.section, london_date(now))
    held = AcknowledgementWithheld(reason=reason, person=person.key)
    if today.by_hand > TASKS_A_DAY:
        return held, ()
    letter = _task(case, reason, person) if today.by_hand < TASKS_A_DAY else _flood(rulebook, now)
    return held, (letter,)


def flood_cause(now: datetime) -> str:
    """The cause of the one alarm about too many tasks that the operator gets on a London day."""
    return f"flood on {london_date(now).isoformat()}"


def _task(case: Case, reason: str, person: Person) -> Letter:
    complaint = case.complaint
    facts = AcknowledgeByHand(
        client=complaint.complainant.email or complaint.complainant.name or "sender not known",
        topic=complaint.subject,
        words=cut(complaint.words, _WORDS_IN_LETTER),
        reason=reason,
        received_on=complaint.day0,
        due_on=promised(case, Clock.ACKNOWLEDGE),
    )
    return Letter(
        kind=LetterKind.ACKNOWLEDGE_BY_HAND,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"mail {complaint.mail}",
        facts=facts,
    )


def _flood(rulebook: Rulebook, now: datetime) -> Letter:
    facts = Alarm(
        on=london_date(now),
        what=f"More than {TASKS_A_DAY} complaints in 24 hours could not be acknowledged by themselves.",
        to_do="Look at the newest with `worker cases`. If it is a flood of forged mail, have the provider stop it. "
        "Each one is in the daily list for triage with its due date.",
    )
    return Letter(
        kind=LetterKind.ALARM,
        recipient=Address(rulebook.office.operator),
        reference="",
        cause=flood_cause(now),
        facts=facts,
    )


def promised(case: Case, clock: Clock) -> date:
    """The day by which that promise had to be kept when it was last started."""
    return next(deadline.due_on for deadline in case.started if deadline.clock == clock)


def _in_own_words(case: Case, rulebook: Rulebook, now: datetime) -> Acknowledgement:
    complaint = case.complaint
    words = cut(complaint.words, _WORDS_IN_LETTER)
    due_on = promised(case, Clock.ACKNOWLEDGE)
    return Acknowledgement(
        topic=complaint.subject,
        words=words,
        words_cut=len(words) < len(complaint.words),
        received_on=complaint.day0,
        respond_by=promised(case, Clock.RESPOND),
        section=_section(case, rulebook),
        late_since=due_on if london_date(now) > due_on else None,
    )


def _letter(case: Case, kind: LetterKind, facts: LetterFacts, name: str | None = None) -> Letter:
    complaint = case.complaint
    client = complaint.complainant
    return Letter(
        kind=kind,
        recipient=client if name is None else Address(client.email, name),
        reference=case.reference,
        cause=f"mail {complaint.mail}",
        facts=facts,
        answers=(*complaint.thread, complaint.message_id) if complaint.message_id else complaint.thread,
    )


def _section(case: Case, rulebook: Rulebook) -> str:
    return rulebook.people.section(case.complaint.section).name


def _no_sender(arrival: Arrival, _: Rulebook) -> str:
    return "" if arrival.client else "The mail names no sender that can be answered."


def _passed_on(arrival: Arrival, _: Rulebook) -> str:
    who = arrival.by_colleague
    return f"{who} passed this mail on; please make sure that the address is the client's." if who else ""


def _by_colleague(arrival: Arrival, rulebook: Rulebook) -> str:
    staff = rulebook.staff(arrival.client)
    return "A colleague wrote it; please find out who the client is." if staff else ""


def _by_form(arrival: Arrival, rulebook: Rulebook) -> str:
    form = arrival.client is not None and arrival.client.email in rulebook.office.web_form.senders
    if not form:
        return ""
    return (
        "The website sent it, but without the labels that office.toml names under [web_form]; "
        "please find out who the client is."
    )


def _no_return_path(arrival: Arrival, _: Rulebook) -> str:
    form = arrival.channel is Channel.WEB_FORM
    empty = not form and arrival.message.header("return-path").replace(" ", "") == "<>"
    return "The mail has an empty return path, which only machines use." if empty else ""


def _marked(arrival: Arrival, _: Rulebook) -> str:
    # A web site's form is a machine, but the client who filled it in is not.
    mark = None if arrival.channel is Channel.WEB_FORM else arrival.automatic
    return f"The mail carries a mark of automatic mail: {mark.rule}." if mark else ""


def _failed(arrival: Arrival, _: Rulebook) -> str:
    return f"The sender may be forged: {arrival.trust_reason}" if arrival.trust is Trust.FAILED else ""


def _ours(arrival: Arrival, rulebook: Rulebook) -> str:
    own = arrival.client is not None and rulebook.is_own(arrival.client.email)
    return "The sender is this mailbox itself." if own else ""


def _unread(arrival: Arrival, _: Rulebook) -> str:
    local = arrival.client.email.partition("@")[0] if arrival.client else ""
    return "Nobody reads mail at the sender's address." if local.startswith(_NOBODY_READS) else ""


def _answers_elsewhere(arrival: Arrival, _: Rulebook) -> str:
    client = arrival.client
    elsewhere = client and any(each.domain != client.domain for each in arrival.message.reply_to)
    return "The mail asks for answers to another domain than its sender's." if elsewhere else ""


_REASONS = (
    _no_sender,
    _passed_on,
    _failed,
    _by_colleague,
    _by_form,
    _ours,
    _no_return_path,
    _marked,
    _unread,
    _answers_elsewhere,
)


def over_cap(today: SentToday, caps: Caps) -> str:
    """Why one acknowledgement more would be too many today, or an empty string."""
    if today.to_address >= caps.acknowledge_per_address_per_day:
        return "This address has had as many acknowledgements today as one may get."
    if today.to_domain >= caps.per_domain_per_day:
        return "This domain has had as many acknowledgements today as one may get."
    if today.in_all >= caps.per_day:
        return "As many acknowledgements left today as may; something may be wrong."
    return ""

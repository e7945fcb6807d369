"""The acknowledgement: which letter, to whom, or why none by itself; the duty stands either way (3.1.8.1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from worker.model.catalogue import LetterKind
from worker.model.client_letter import Acknowledgement, NeutralAcknowledgement
from worker.model.entry import AcknowledgementWithheld, Channel, Fact, Trust
from worker.model.letter import Letter, LetterFacts
from worker.model.mail import Address
from worker.model.office import Caps, Person
from worker.model.reasons import Withheld, WithheldReason
from worker.model.staff_letter import AcknowledgeByHand, Alarm
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.what_is_told import what_is_told
from worker.policy.reason_words import withheld_in_words
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


def withheld(arrival: Arrival, rulebook: Rulebook, today: SentToday) -> Withheld | None:
    """Why this mail must not be acknowledged by itself, or None when it may."""
    for check in _CHECKS:
        if check.holds(arrival, rulebook):
            return Withheld(reason=check.reason, text=check.about(arrival))
    return over_cap(today, rulebook.office.caps)


def too_late(case: Case, now: datetime) -> Withheld | None:
    """That no letter can promise an answer by the day that the policy sets, because it is over; else None."""
    answer = promised(case, Clock.RESPOND)
    return Withheld(reason=WithheldReason.TOO_LATE, on=answer) if london_date(now) > answer else None


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
        restricted=case.restricted,
    )
    return _letter(case, LetterKind.NEUTRAL_ACKNOWLEDGEMENT, facts, name="")


def by_hand(
    case: Case, why: Withheld, rulebook: Rulebook, today: SentToday, now: datetime
) -> tuple[Fact, tuple[Letter, ...]]:
    """The duty as a person's task, with the due date that the acknowledgement would have had.

    Above a bearable number of such tasks a day the operator gets one alarm instead of each; every one of them still
    stands in the daily list.
    """
    person = rulebook.owner(case, london_date(now))
    held = AcknowledgementWithheld(why=why, person=person.key)
    if today.by_hand > TASKS_A_DAY:
        return held, ()
    letter = _task(case, why, person, rulebook) if today.by_hand < TASKS_A_DAY else _flood(rulebook, now)
    return held, (letter,)


def flood_cause(now: datetime) -> str:
    """The cause of the one alarm about too many tasks that the operator gets on a London day."""
    return f"flood on {london_date(now).isoformat()}"


def _task(case: Case, why: Withheld, person: Person, rulebook: Rulebook) -> Letter:
    complaint = case.complaint
    taker = rulebook.known(complaint.taken_by)
    facts = AcknowledgeByHand(
        client=complaint.complainant.email or complaint.complainant.name or "sender not known",
        topic=complaint.subject,
        words=cut(complaint.words, _WORDS_IN_LETTER),
        reason=withheld_in_words(why),
        received_on=complaint.day0,
        due_on=promised(case, Clock.ACKNOWLEDGE),
        confirmable=why.reason is WithheldReason.PASSED_ON and "@" in complaint.complainant.email,
        possibly_about=complaint.possibly_about,
        told_to=taker.name if taker else "",
        channel=complaint.channel,
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
    told = what_is_told(complaint.subject, complaint.words)
    return Acknowledgement(
        topic=case.topic,
        words=words,
        words_cut=len(words) < len(complaint.words),
        received_on=complaint.day0,
        respond_by=promised(case, Clock.RESPOND),
        section=_section(case, rulebook),
        late_since=due_on if london_date(now) > due_on else None,
        asks_when=not told.when,
        asks_where=not told.where,
        asks_outcome=not told.outcome,
        files=complaint.files,
        restricted=case.restricted,
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
        answers=case.thread,
    )


def _section(case: Case, rulebook: Rulebook) -> str:
    return rulebook.people.section(case.section).name


@dataclass(frozen=True, slots=True)
class _Check:
    """A reason, whether it holds for a mail, and what it is about."""

    reason: WithheldReason
    holds: Callable[[Arrival, Rulebook], bool]
    about: Callable[[Arrival], str] = lambda _: ""


def _by_form(arrival: Arrival, rulebook: Rulebook) -> bool:
    return arrival.client is not None and arrival.client.email in rulebook.office.web_form.senders


def _no_return_path(arrival: Arrival, _: Rulebook) -> bool:
    by_form = arrival.channel is Channel.WEB_FORM
    return not by_form and arrival.message.header("return-path").replace(" ", "") == "<>"


def _marked(arrival: Arrival, _: Rulebook) -> bool:
    # A web site's form is a machine, but the client who filled it in is not.
    return arrival.channel is not Channel.WEB_FORM and arrival.automatic is not None


def _ours(arrival: Arrival, rulebook: Rulebook) -> bool:
    return arrival.client is not None and rulebook.is_own(arrival.client.email)


def _unread(arrival: Arrival, _: Rulebook) -> bool:
    return arrival.client is not None and arrival.client.email.partition("@")[0].startswith(_NOBODY_READS)


def _answers_elsewhere(arrival: Arrival, _: Rulebook) -> bool:
    client = arrival.client
    return client is not None and any(each.domain != client.domain for each in arrival.message.reply_to)


_R = WithheldReason
_CHECKS = (
    _Check(_R.NO_SENDER, lambda arrival, _: not arrival.client),
    _Check(_R.PASSED_ON, lambda arrival, _: bool(arrival.passed_on_by), lambda arrival: arrival.passed_on_by),
    _Check(
        _R.MAY_BE_FORGED,
        lambda arrival, _: arrival.trust is Trust.FAILED,
        lambda arrival: arrival.trust_reason,
    ),
    _Check(_R.COLLEAGUE, lambda arrival, rulebook: rulebook.staff(arrival.client) is not None),
    _Check(_R.FORM_NOT_READ, _by_form),
    _Check(_R.OWN_ADDRESS, _ours),
    _Check(_R.NO_RETURN_PATH, _no_return_path),
    _Check(_R.AUTOMATIC, _marked, lambda arrival: arrival.automatic.rule if arrival.automatic else ""),
    _Check(_R.NOBODY_READS, _unread),
    _Check(_R.ANSWERS_ELSEWHERE, _answers_elsewhere),
)


def over_cap(today: SentToday, caps: Caps) -> Withheld | None:
    """Why one acknowledgement more would be too many today, or None."""
    if today.to_address >= caps.acknowledge_per_address_per_day:
        return Withheld(reason=_R.MOST_FOR_ADDRESS)
    if today.to_domain >= caps.per_domain_per_day:
        return Withheld(reason=_R.MOST_FOR_DOMAIN)
    return Withheld(reason=_R.MOST_IN_ALL) if today.in_all >= caps.per_day else None

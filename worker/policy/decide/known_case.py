"""A mail belongs to a case that is known: it is noted there, and whoever has the case reads it (3.1.4, 3.1.7.4)."""

from dataclasses import replace

from worker.model.answer_letter import ClientWrote
from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.decision import Decision
from worker.model.entry import Fact, MailNoted, Trust
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.time import Clock
from worker.policy.agenda import is_owed_by_us
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.client_answered import in_plain_words
from worker.policy.clocks import DATA_PROTECTION_TAGS
from worker.policy.decide.answered import Follows, all_words
from worker.policy.decide.consequences import follow
from worker.policy.fold import fold_on
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.rulebook import Rulebook

_WORDS_IN_LETTER = 3000
_WORDS_IN_LOG = 8000
MOST_A_DAY = 10
"""Mails about new words that a colleague gets in one case and day."""


def note(case: Case, arrival: Arrival, rule: str, how: str) -> Decision:
    """Enter the mail in the log of the case; nothing else changes, whatever it says (promise 10)."""
    writer = _writer(arrival)
    noted = MailNoted(
        mail=arrival.mail,
        sender=arrival.sender,
        rule=rule,
        how=how,
        words=cut(all_words(arrival), _WORDS_IN_LOG),
        trust=arrival.trust,
        files=arrival.files,
        client=writer,
        message_id=arrival.message.message_id if writer else "",
    )
    return Decision(reference=case.reference, facts=(noted,))


def _writer(arrival: Arrival) -> str:
    """The address of the client who wrote it, or whose words it brings; a machine is none."""
    # What a supplier says that a client wrote shows nothing of what the client wants.
    by_client = not (arrival.staff or arrival.party) or bool(arrival.by_colleague)
    by_machine = arrival.automatic is not None and arrival.automatic.certain
    return arrival.client.email if arrival.client and by_client and not by_machine else ""


def asked_about_data(case: Case, arrival: Arrival, rulebook: Rulebook) -> tuple[Fact, ...]:
    """What the clocks do because somebody asks about their personal data; nothing where the sender may be forged.

    Anybody may ask, and a mark of automatic mail takes no right away (DPA 2018 s.164A).
    """
    return () if arrival.trust is Trust.FAILED else _asked_about_data(case, arrival, rulebook)


def _asked_about_data(case: Case, arrival: Arrival, rulebook: Rulebook) -> tuple[Fact, ...]:
    tags = [tag for tag in arrival.judgement.tags if tag in DATA_PROTECTION_TAGS]
    if not tags or case.due_on(Clock.DATA_PROTECTION):
        return ()
    return follow(case, tags[0], None, london_date(arrival.received_at), rulebook)


def client_wrote(
    case: Case, arrival: Arrival, follows: Follows, rulebook: Rulebook, told_today: int = 0
) -> tuple[Letter, ...]:
    """The new words and what follows from them, for whoever had the case and whoever leads it now.

    At most ten such mails a case and day; the rest stand in the log.
    """
    if told_today >= MOST_A_DAY:
        return ()
    today, lead = london_date(arrival.seen_at), follows.lead
    person = rulebook.owner(case, today)
    facts = with_what_follows(new_words(fold_on(case, follows.facts), arrival, arrival.how), follows)
    if ClientMeaning.POST_PROCEDURE in (facts.meaning, *facts.also):
        facts = replace(facts, act_by=rulebook.calendar.add_working_days(today, 1))
    letter = told_to(person, case, arrival, facts)
    if lead is None or lead.key == person.key:
        return (letter,)
    return (letter, told_to(rulebook.on_duty(lead.key, today), case, arrival, facts, f" for {lead.key}"))


def with_what_follows(told: ClientWrote, follows: Follows) -> ClientWrote:
    """The same with what the client plainly said, and what that brings about."""
    promised = (each.promises for each in follows.letters if each.kind is LetterKind.ESCALATION_NOTICE)
    asked = (each.recipient.name for each in follows.letters if each.kind is LetterKind.ESCALATION_WANTED)
    return replace(
        told,
        meaning=follows.answer.meaning,
        also=tuple(each.meaning for each in follows.answer.also if each.meaning),
        several=tuple(map(in_plain_words, follows.answer.several)),
        command=follows.command,
        lead=follows.lead.name if follows.lead else "",
        until=next(promised, None),
        head=next(asked, ""),
        assess_by=follows.assess_by,
    )


def new_words(case: Case, arrival: Arrival, how: str) -> ClientWrote:
    """What was written in a case that stands so now."""
    return ClientWrote(
        sender=arrival.sender,
        proven=arrival.trust is Trust.PROVEN,
        how=how,
        words=cut(all_words(arrival), _WORDS_IN_LETTER) or "(no words)",
        due_on=min((each.due_on for each in case.running if is_owed_by_us(each)), default=None),
        ended=case.stage if case.is_over else "",
        files=arrival.files,
        mail=arrival.mail if _writer(arrival) and arrival.mail != case.complaint.mail else None,
    )


def told_to(person: Person, case: Case, arrival: Arrival, facts: ClientWrote, why: str = "") -> Letter:
    """These words for that colleague; `why` tells a second letter about one mail from the first."""
    return Letter(
        kind=LetterKind.CLIENT_WROTE,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"mail {arrival.mail}{why}",
        facts=facts,
    )

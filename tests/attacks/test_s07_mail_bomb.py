"""Our answers are no weapon: S-07, a flood of forged complaints whose acknowledgements would hit others."""

from collections import Counter

from tests.attacks.siege import ANGRY, STAFF, Siege, mail, shown
from tests.rig import MONDAY
from worker.model.catalogue import LetterKind
from worker.model.entry import Trust
from worker.model.mail import Address, Message
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.decide.acknowledgement import TASKS_A_DAY, SentToday
from worker.policy.decide.complaint import complaint
from worker.policy.reading.arrival import Arrival

FLOOD = 1_000
FORGED_BY_THE_THOUSAND = 10_000
INSULT = "Buy cheap pills at evil.example"


def test_s07_a_flood_of_forged_complaints(under: Siege) -> None:
    """S-07, Zendesk 2025 and 2026: acknowledgements to forged senders carried the attacker's words to thousands.

    1,000 mails of 1,000 senders that nobody proved, through the whole worker (10,000 decisions are made below).
    At most as many letters leave as the caps say, none with a word of the attacker; staff get a bearable number of
    tasks and the operator one alarm; every duty keeps its date; and a real client behind them has a case and her
    acknowledgement, be it by a person.
    """
    senders = [f"victim-{number}@somewhere-{number}.example" for number in range(FLOOD)]
    mails = [mail(f"{INSULT} <{sender}>", INSULT, f"{ANGRY} {INSULT}") for sender in senders]
    registered, sent = sum(under.rig.outcomes().values()), len(under.rig.sink.mails)
    real = mail("Olive <olive@green-grocer.example>", proven="green-grocer.example")
    under.rig.server.deliver(under.rig.user, [*mails, real], at=under.rig.now)
    under.rig.work()

    under.assert_recorded(registered + FLOOD + 1)
    under.assert_cases_unchanged(noted=0)
    under.assert_discreet([*senders, "olive@green-grocer.example"], sent)
    forced = [letter for letter in under.letters_to_strangers(sent) if "olive" not in letter.recipients[0]]
    assert 0 < len(forced) <= under.rig.place.rulebook.office.caps.per_day
    assert [letter for letter in forced if "evil.example" in shown(letter)] == []
    assert all(case.started for case in under.rig.cases())
    to_staff = [letter for letter in under.rig.sink.mails[sent:] if STAFF.intersection(letter.recipients)]
    assert len(to_staff) <= TASKS_A_DAY + 2
    assert sum("operator@example.org" in letter.recipients for letter in to_staff) == 1
    heard = under.case_of("olive@green-grocer.example")
    assert heard.due_on(Clock.RESPOND)
    assert heard.stage is Stage.ACKNOWLEDGED


def test_s07_ten_thousand_decisions(under: Siege) -> None:
    """S-07: what the policy decides for 10,000 forged senders in a day, counted as the outbox would count."""
    rulebook = under.rig.place.rulebook
    judgement = rulebook.judge("", ANGRY)
    letters: Counter[LetterKind] = Counter()
    owed = 0
    for number in range(FORGED_BY_THE_THOUSAND):
        sender = Address(f"victim-{number}@somewhere-{number}.example")
        arrival = Arrival(
            mail=number,
            message=Message(sender=sender, from_text=sender.email, subject=INSULT, text=ANGRY),
            received_at=MONDAY,
            seen_at=MONDAY,
            client=sender,
            subject=INSULT,
            words=ANGRY,
            trust=Trust.UNPROVEN,
            trust_reason="Nobody knows.",
            judgement=judgement,
        )
        by_hand = min(letters[LetterKind.ACKNOWLEDGE_BY_HAND] + letters[LetterKind.ALARM], TASKS_A_DAY + 1)
        today = SentToday(in_all=letters[LetterKind.NEUTRAL_ACKNOWLEDGEMENT], by_hand=by_hand)
        decided = complaint(arrival, "a rule", f"OPT-2026-{number:05}", rulebook, today)
        letters.update(letter.kind for letter in decided.letters)
        owed += bool(decided.facts)
    assert owed == FORGED_BY_THE_THOUSAND
    assert letters == {
        LetterKind.NEUTRAL_ACKNOWLEDGEMENT: rulebook.office.caps.per_day,
        LetterKind.ACKNOWLEDGE_BY_HAND: TASKS_A_DAY,
        LetterKind.ALARM: 1,
    }


def test_s07_one_address_and_one_domain(under: Siege) -> None:
    """S-07: forged in the name of one person, or of one firm, a flood reaches them three and twenty times a day."""
    person = [mail("Vic <vic@victim.example>", text=f"{ANGRY} That is {n} weeks now.") for n in range(30)]
    firm = [mail(f"Vic <vic-{number}@firm.example>") for number in range(60)]
    under.withstand(
        [*person, *firm], may_hear={"vic@victim.example", *(f"vic-{n}@firm.example" for n in range(60))}
    )
    caps = under.rig.place.rulebook.office.caps
    heard = [letter.recipients[0].partition("@")[2] for letter in under.letters_to_strangers()]
    assert heard.count("victim.example") == caps.acknowledge_per_address_per_day
    assert heard.count("firm.example") == caps.per_domain_per_day


def test_s07_failed_proof_is_never_answered(under: Siege) -> None:
    """S-07: where our server says that the sender is forged, not one letter leaves."""
    failed = "mx.optimised.net; dmarc=fail header.from=somewhere.example"
    mails = [
        f"Authentication-Results: {failed}\r\n".encode() + mail(f"victim-{number}@somewhere.example")
        for number in range(15)
    ]
    under.withstand(mails)

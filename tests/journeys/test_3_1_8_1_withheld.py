"""3.1.8.1: where no acknowledgement may leave by itself the promise stands, and a person keeps it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.journeys.correspondence import (
    COMPLAINT,
    LLOYD,
    OPERATOR,
    PATEL,
    SARAH,
    TOM,
    address,
    case,
    configured,
    delivery_report,
    facts,
    letters_to,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.rig import Rig
from worker.model.entry import AcknowledgementWithheld, ClientPhoned, ClockStopped
from worker.model.office import Caps
from worker.model.stage import Stage
from worker.model.time import Clock

DUE = date(2026, 3, 6)
STAFF = {address(SARAH), address(TOM), OPERATOR}
FORWARD = """Can somebody look at this?

---------- Forwarded message ---------
From: Anita Patel <anita.patel@harbour-bakery.example>
Date: Mon, 2 Mar 2026 at 09:02
Subject: Renewal of our contract
To: Tom Reed <tom.reed@optimised.net>

"""


def complaint(sender: str = PATEL, results: str = "pass", text: str = COMPLAINT, **headers: str) -> bytes:
    """A complaint from that sender; in the name of a header _ stands for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return mail(sender, "Renewal of our contract", text, results=results, headers=named)


REASONS: dict[str, tuple[Callable[[], bytes], str]] = {
    "no sender": (lambda: complaint(From=""), "The mail names no sender that can be answered."),
    "two senders": (
        lambda: complaint(From=f"{PATEL}, {LLOYD}", Sender=PATEL),
        "The mail names no sender that can be answered.",
    ),
    "forged": (lambda: complaint(results="fail"), "The sender may be forged"),
    "a mark of automatic mail": (
        lambda: complaint(Precedence="bulk"),
        "The mail carries a mark of automatic mail: Precedence: bulk or junk.",
    ),
    "empty return path": (
        lambda: complaint(Return_Path="<>"),
        "The mail has an empty return path, which only machines use.",
    ),
    "nobody reads it": (
        lambda: complaint("Harbour Bakery <noreply@harbour-bakery.example>"),
        "a mark of automatic mail: sender that nobody reads",
    ),
    "answers elsewhere": (
        lambda: complaint(Reply_To="anita@other-bakery.example"),
        "The mail asks for answers to another domain than its sender's.",
    ),
    "passed on": (
        lambda: complaint(TOM, text=FORWARD + COMPLAINT),
        "Tom Reed passed this mail on; please make sure that the address is the client's.",
    ),
}


@pytest.mark.parametrize(("write", "reason"), REASONS.values(), ids=REASONS)
def test_no_letter_leaves_and_sarah_has_the_duty(
    office: Rig, write: Callable[[], bytes], reason: str
) -> None:
    """Every promise runs as ever; Sarah reads at once by when the client must hear from us, and why from her."""
    office.arrive(write())
    office.work()

    found = case(office)
    assert (found.stage, found.due_on(Clock.ACKNOWLEDGE), found.waits_for) == (
        Stage.NEW,
        DUE,
        "acknowledgement",
    )
    assert [held.person for held in facts(office, AcknowledgementWithheld)] == ["sarah"]
    assert {reader for sent in office.sink.mails for reader in sent.recipients} - STAFF == {
        "hello@optimised.net"
    }
    (task,) = letters_to(office, SARAH)
    assert task.subject.startswith("Acknowledge by Friday 6 March 2026: ")
    assert "The client must hear from us by Friday 6 March 2026 (clause 3.1.8.1)." in words(task)
    assert reason in words(task)
    assert "You renewed our electricity contract at 31.2p" in words(task)

    wait_until(office, london(date(2026, 3, 3), 10))
    assert "By Friday 6 March 2026: Renewal of our contract" in words(letters_to(office, TOM)[-1])


CAPS = {
    "per address": (
        Caps(acknowledge_per_address_per_day=2),
        "This address has had as many acknowledgements today",
    ),
    "per domain": (
        Caps(acknowledge_per_address_per_day=1, per_domain_per_day=2),
        "This domain has had as many acknowledgements today",
    ),
    "per day": (
        Caps(acknowledge_per_address_per_day=1, per_domain_per_day=1, per_day=2),
        "As many acknowledgements left today as may",
    ),
}


@pytest.mark.parametrize(("cap", "reason"), CAPS.items(), ids=CAPS)
def test_above_a_cap_a_person_writes(office: Rig, cap: str, reason: tuple[Caps, str]) -> None:
    """The third complaint of a day is recorded like the first two, and its acknowledgement is Sarah's."""
    caps, sentence = reason
    configured(office, caps=caps)
    senders = {
        "per address": ["anita@bakery.example"] * 3,
        "per domain": [f"{name}@bakery.example" for name in ("anita", "bert", "carol")],
        "per day": [f"anita@{name}.example" for name in ("bakery", "joinery", "nursery")],
    }[cap]
    for number, sender in enumerate(senders, 11):
        office.arrive(complaint(f"A client <{sender}>", text=f"{COMPLAINT} It is bill {number}."))
    office.work()

    assert [found.stage for found in office.cases()] == [Stage.ACKNOWLEDGED, Stage.ACKNOWLEDGED, Stage.NEW]
    (task,) = letters_to(office, SARAH)
    assert sentence in words(task)
    assert case(office, "OPT-2026-0003").due_on(Clock.ACKNOWLEDGE) == DUE
    assert len([sent for sent in office.sink.mails if not STAFF.intersection(sent.recipients)]) == 2


def test_a_cap_is_over_after_a_day(office: Rig) -> None:
    """A day later the same client is acknowledged again."""
    configured(office, caps=Caps(acknowledge_per_address_per_day=1))
    for hours in (0, 1, 24):
        office.later(hours=hours)
        office.arrive(complaint(text=f"{COMPLAINT} That is {hours} hours now."))
        office.work()
    assert len(letters_to(office, PATEL)) == 2
    assert len(letters_to(office, SARAH)) == 1


def test_forged_mail_does_not_use_up_what_a_proven_client_is_owed(office: Rig) -> None:
    """Strangers under the domain and the address of Mrs Patel have had their letters; she still gets hers."""
    configured(office, caps=Caps(acknowledge_per_address_per_day=1, per_domain_per_day=2))
    for sender in (PATEL, f"Somebody <x@{address(PATEL).partition('@')[2]}>", PATEL):
        office.arrive(complaint(sender, results="", text=f"{COMPLAINT} {len(office.cases())}"))
        office.look()
    assert [bool(each.withheld) for each in office.cases()] == [False, False, True]

    office.arrive(complaint())
    office.work()
    assert case(office, "OPT-2026-0004").withheld is None
    assert "31.2p" in words(letters_to(office, PATEL)[-1])


def test_a_flood_is_one_alarm_and_every_duty_stands_in_the_list(office_on_both: Rig) -> None:
    """Twenty-five forged complaints: Sarah reads twenty, the operator hears once, and Tom's list has them all."""
    office = office_on_both
    raw = [complaint(f"A client <client@shop-{number}.example>", results="fail") for number in range(25)]
    office.server.deliver(office.user, raw, at=office.now)
    office.work()

    assert len(office.cases()) == 25
    assert {found.due_on(Clock.ACKNOWLEDGE) for found in office.cases()} == {DUE}
    assert len(letters_to(office, SARAH)) == 20
    (alarm,) = letters_to(office, OPERATOR)
    assert "More than 20 complaints in 24 hours could not be acknowledged by themselves." in words(alarm)

    wait_until(office, london(date(2026, 3, 3), 9))
    (listed,) = letters_to(office, TOM)
    assert words(listed).count("By Friday 6 March 2026") == 25
    assert len(letters_to(office, OPERATOR)) == 1


def test_an_alarm_about_something_else_does_not_hide_a_flood(office: Rig) -> None:
    """Sarah's mailbox is full, of which the operator heard; twenty tasks later they hear of the flood as well."""
    office.arrive(complaint(results="fail"))
    office.work()
    office.arrive(delivery_report(office.sink.mails[-1].content, status="5.2.2"))
    office.work()
    raw = [complaint(f"A client <client@shop-{number}.example>", results="fail") for number in range(25)]
    office.server.deliver(office.user, raw, at=office.now)
    office.work()

    assert [letter.subject.partition(" complaints in ")[0] for letter in letters_to(office, OPERATOR)] == [
        "Complaints worker: A colleague does not get our letters.",
        "Complaints worker: More than 20",
    ]


@pytest.mark.parametrize("person", [SARAH, TOM], ids=["Sarah", "Tom"])
def test_a_call_keeps_the_promise(office: Rig, person: str) -> None:
    """Whoever reached the client taps the link: the clock stops, the note is in the log, and the receipt says it."""
    office.arrive(complaint(results="fail"))
    office.work()
    wait_until(office, london(date(2026, 3, 3), 9))
    office.arrive(tap(office, person, "phoned", text="It was really her. She would like the old price."))
    office.work()

    found = case(office)
    assert (found.stage, found.due_on(Clock.ACKNOWLEDGE), found.waits_for) == (Stage.ACKNOWLEDGED, None, "")
    assert facts(office, ClientPhoned)[0].words == "It was really her. She would like the old price."
    assert [stopped.clock for stopped in facts(office, ClockStopped)] == [Clock.ACKNOWLEDGE]
    assert "Your call is noted. It counts as the acknowledgement of OPT-2026-0001." in words(
        letters_to(office, person)[-1]
    )
    assert letters_to(office, PATEL) == []
    assert found.due_on(Clock.RESPOND) == date(2026, 3, 23)


@pytest.mark.parametrize("results", ["", "fail"])
def test_a_call_that_nothing_proves_keeps_no_promise(office: Rig, results: str) -> None:
    """Somebody who read Sarah's mail writes as her to the secret address: it is noted, and the clock runs on."""
    office.arrive(complaint(results="fail"))
    office.work()
    office.arrive(tap(office, SARAH, "phoned", text="Done.", results=results))
    office.work()
    assert case(office).due_on(Clock.ACKNOWLEDGE) == DUE
    assert facts(office, ClientPhoned) == []
    assert office.outcomes()["joined a known case"] == 1


def test_the_task_goes_to_whoever_covers_for_sarah(office: Rig) -> None:
    """Sarah is on leave this week: James has the duty and hears of it."""
    rulebook = office.place.rulebook
    week = ((date(2026, 3, 2), date(2026, 3, 6)),)
    persons = tuple(
        replace(person, away=week, cover="james") if person.key == "sarah" else person
        for person in rulebook.people.persons
    )
    people = replace(rulebook.people, persons=persons)
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    office.arrive(complaint(results="fail"))
    office.work()

    assert [held.person for held in facts(office, AcknowledgementWithheld)] == ["james"]
    assert letters_to(office, SARAH) == []
    assert len(letters_to(office, "james.carter@optimised.net")) == 1


def test_a_later_decision_brings_no_letter_either(office: Rig) -> None:
    """What must not be answered by itself is not answered by a colleague's tap: the duty stays a person's."""
    office.arrive(
        mail(LLOYD, "Meter", "We moved office, and the meter is still in the old name.", results="fail")
    )
    office.work()
    wait_until(office, london(date(2026, 3, 3), 9))
    office.arrive(tap(office, TOM, "complaint"))
    office.work()

    found = case(office)
    assert (found.stage, found.due_on(Clock.ACKNOWLEDGE), found.waits_for) == (
        Stage.NEW,
        DUE,
        "acknowledgement",
    )
    assert letters_to(office, LLOYD) == []
    receipt = words(letters_to(office, TOM)[-1])
    assert "The client must hear from a person by Friday 6 March 2026. The sender may be forged" in receipt

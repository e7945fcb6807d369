"""What the jobs ask of mail, cases and letters on both databases: who waits, and how much left already."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.adapters.in_the_log import NOW, clock, complaint, mail, migrated, open_case, rendered
from worker.adapters.log import journal, outbox, register, settled
from worker.adapters.log.register import Disposition, Settlement
from worker.adapters.log.store import Store, Transaction
from worker.model.catalogue import LetterKind
from worker.model.entry import AcknowledgementWithheld, ClockStopped
from worker.model.mail import Address
from worker.model.reasons import StopReason, Withheld, WithheldReason
from worker.model.time import Clock

HOUR = timedelta(hours=1)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A new log on each database."""
    with migrated(database_url) as opened:
        yield opened


def queue(
    store: Store, at: datetime, kind: LetterKind, to: str = "patel@bakery.example", of: str = ""
) -> None:
    """Put a letter of that kind to that address in the outbox at that time."""
    given = rendered(f"{at} {to}", kind, of)
    letter = replace(given.letter, recipient=Address(to))
    with store.writing(at) as tx:
        outbox.queue(tx, replace(given, letter=letter))


def acknowledged(tx: Transaction, since: datetime, kind: LetterKind, limit: int, to: str | None) -> int:
    """How many went to that address, to anybody of the domain after an @, or to anybody."""
    if to is None:
        return outbox.acknowledged_in_all(tx, since, kind, limit)
    if to.startswith("@"):
        return outbox.acknowledged_at_domain(tx, since, kind, limit, to[1:])
    return outbox.acknowledged_to(tx, since, kind, limit, Address(to))


def test_acknowledgements_are_counted_by_address_by_domain_and_in_all(store: Store) -> None:
    """Each kind apart, from just after that moment on, never above the limit; other letters are none."""
    queue(store, NOW, LetterKind.ACKNOWLEDGEMENT)
    queue(store, NOW + HOUR, LetterKind.NEUTRAL_ACKNOWLEDGEMENT)
    queue(store, NOW + HOUR, LetterKind.ACKNOWLEDGEMENT, "jones@bakery.example")
    queue(store, NOW + HOUR, LetterKind.ACKNOWLEDGEMENT, "patel@sub.bakery.example")
    queue(store, NOW + HOUR, LetterKind.QUARANTINED)
    with store.reading(NOW) as tx:

        def proven(since: datetime, to: str | None = None, limit: int = 9) -> int:
            return acknowledged(tx, since, LetterKind.ACKNOWLEDGEMENT, limit, to)

        def neutral(since: datetime, to: str | None = None) -> int:
            return acknowledged(tx, since, LetterKind.NEUTRAL_ACKNOWLEDGEMENT, 9, to)

        before = NOW - HOUR
        assert [proven(since) for since in (before, NOW, NOW + HOUR)] == [3, 2, 0]
        assert [proven(before, limit=limit) for limit in (0, 2, 3, 4)] == [0, 2, 3, 3]
        assert [count(before, "@bakery.example") for count in (proven, neutral)] == [2, 1]
        assert [count(before, "patel@bakery.example") for count in (proven, neutral)] == [1, 1]
        assert [count(NOW, "patel@bakery.example") for count in (proven, neutral)] == [0, 1]
        assert neutral(before) == 1
        for nobody in ("nobody@bakery.example", "@example", "@"):
            assert proven(before, nobody) == neutral(before, nobody) == 0


def test_tasks_are_counted_too(store: Store) -> None:
    """What was made a person's duty, and the alarm that says so; an acknowledgement is none."""
    for kind in (LetterKind.ACKNOWLEDGE_BY_HAND, LetterKind.ALARM, LetterKind.ACKNOWLEDGEMENT):
        queue(store, NOW, kind)
    with store.reading(NOW) as tx:
        counted = [outbox.tasks_since(tx, NOW - HOUR, limit) for limit in (1, 9)]
        assert (*counted, outbox.tasks_since(tx, NOW, 9)) == (1, 2, 0)


def test_letters_of_one_kind(store: Store) -> None:
    """Of a case they are counted; of no case they are known by their cause and the time of the last one."""
    queue(store, NOW, LetterKind.CLIENT_WROTE, of="OPT-2026-0001")
    queue(store, NOW + HOUR, LetterKind.CLIENT_WROTE, of="OPT-2026-0001")
    with store.reading(NOW) as tx:
        assert outbox.last_queued(tx, LetterKind.CLIENT_WROTE) is None
        counted = [
            outbox.queued_since(tx, reference, kind, since)
            for reference, kind, since in (
                ("OPT-2026-0001", LetterKind.CLIENT_WROTE, NOW - HOUR),
                ("OPT-2026-0001", LetterKind.CLIENT_WROTE, NOW),
                ("OPT-2026-0002", LetterKind.CLIENT_WROTE, NOW - HOUR),
                ("OPT-2026-0001", LetterKind.QUARANTINED, NOW - HOUR),
            )
        ]
        assert counted == [2, 1, 0, 0]
    queue(store, NOW, LetterKind.TRIAGE_LIST)
    queue(store, NOW + HOUR, LetterKind.TRIAGE_LIST)
    with store.reading(NOW) as tx:
        cause = f"{NOW} patel@bakery.example"
        assert outbox.last_queued(tx, LetterKind.TRIAGE_LIST) == NOW + HOUR
        assert outbox.is_queued(tx, LetterKind.TRIAGE_LIST, cause)
        assert not outbox.is_queued(tx, LetterKind.ALARM, cause)
        assert not outbox.is_queued(tx, LetterKind.CLIENT_WROTE, cause)


def test_mail_that_the_register_does_not_hold(store: Store) -> None:
    """In the order that was asked for, of that folder and UIDVALIDITY only."""
    with store.writing(NOW) as tx:
        register.keep(tx, [mail(1), mail(3), mail(4, uidvalidity=8)])
        assert register.not_kept(tx, "INBOX", 7, [5, 4, 3, 2, 1]) == (5, 4, 2)
        assert register.not_kept(tx, "Junk", 7, [1, 3]) == (1, 3)
        assert register.not_kept(tx, "INBOX", 7, []) == ()


def test_mail_that_was_taken_for_no_complaint(store: Store) -> None:
    """From the first moment on and before the second, oldest first; what became something else is not in it."""
    for hours in range(4):
        with store.writing(NOW + hours * HOUR) as tx:
            shown, other = register.keep(tx, [mail(2 * hours), mail(2 * hours + 1)])
            register.settle(tx, shown.id, Settlement(Disposition.NOT_A_COMPLAINT, "no phrase"))
            register.settle(tx, other.id, Settlement(Disposition.RECORDED, "an automatic answer"))
    with store.reading(NOW) as tx:
        every = settled.not_complaints(tx, None)
        assert len(every) == 4
        assert list(every) == sorted(every)
        assert settled.not_complaints(tx, NOW + HOUR) == every[1:]
        assert settled.not_complaints(tx, NOW + HOUR, NOW + 3 * HOUR) == every[1:3]
        assert settled.not_complaints(tx, None, NOW) == ()


def test_mail_that_ended_in_one_way(store: Store) -> None:
    """From the first moment on and before the second, oldest first, with its case or why it was set aside."""
    for hours in range(3):
        with store.writing(NOW + hours * HOUR) as tx:
            reply, broken = register.keep(tx, [mail(2 * hours), mail(2 * hours + 1)])
            register.settle(tx, reply.id, Settlement(Disposition.UNTOLD, "reply", f"OPT-2026-000{hours}"))
            register.settle(tx, broken.id, Settlement(Disposition.QUARANTINED, "It has too many parts."))
    with store.reading(NOW) as tx:
        late = NOW + 9 * HOUR
        untold = [settled.settled_as(tx, Disposition.UNTOLD, since, late) for since in (NOW, NOW + HOUR)]
        assert [[each.reference[-1] for each in found] for found in untold] == [["0", "1", "2"], ["1", "2"]]
        (broken_at_ten,) = settled.settled_as(tx, Disposition.QUARANTINED, NOW + HOUR, NOW + 2 * HOUR)
        assert (broken_at_ten.rule, broken_at_ten.kept_at) == ("It has too many parts.", NOW + HOUR)
        assert broken_at_ten.internal_date == mail(3).internal_date
        assert settled.settled_as(tx, Disposition.CASE, NOW, late) == ()


def test_cases_are_expected_when_somebody_said_and_whenever_something_was_entered(store: Store) -> None:
    """Longest due first; an entry brings a case back at once, also when it was read before the entry was made."""
    first, second = open_case(store, clock()), open_case(store, clock())

    def expected(at: datetime) -> list[str]:
        with store.reading(at) as tx:
            return [case.reference for case, _ in journal.expected(tx)]

    assert sorted(expected(NOW)) == [first, second]
    with store.writing(NOW) as tx:
        seen = list(journal.expected(tx))
        journal.append(tx, first, [ClockStopped(clock=Clock.ACKNOWLEDGE, by=StopReason.LETTER)])
        journal.expect(tx, [(case, read, NOW + HOUR) for case, read in seen])
    assert expected(NOW) == [first]
    assert expected(NOW + HOUR) == [first, second]
    with store.writing(NOW) as tx:
        journal.expect(tx, [(case, read, None) for case, read in journal.expected(tx)])
    assert expected(NOW + 9 * HOUR) == [second]
    with store.writing(NOW + HOUR) as tx:
        journal.expect_all(tx)
    assert expected(NOW + HOUR) == [first, second]


def test_cases_that_wait_for_a_person(store: Store) -> None:
    """Those that nobody decided and those whose acknowledgement was withheld, oldest first, up to a moment."""
    received = [
        replace(complaint(), provisional=True),
        complaint(),
        replace(complaint(), provisional=True, received_at=NOW + HOUR),
        complaint(),
    ]
    for each in received:
        with store.writing(NOW) as tx:
            journal.append(tx, journal.next_reference(tx, "OPT", 2026), [each, clock()])
    with store.writing(NOW) as tx:
        withheld = AcknowledgementWithheld(why=Withheld(reason=WithheldReason.MAY_BE_FORGED), person="sarah")
        journal.append(tx, "OPT-2026-0002", [withheld])
    with store.reading(NOW) as tx:
        waiting = [case.reference for case in journal.waiting_for_a_person(tx)]
        earlier = [case.reference for case in journal.waiting_for_a_person(tx, NOW + HOUR)]
    assert waiting == ["OPT-2026-0001", "OPT-2026-0002", "OPT-2026-0003"]
    assert earlier == ["OPT-2026-0001", "OPT-2026-0002"]

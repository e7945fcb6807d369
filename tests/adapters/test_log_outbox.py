"""Letters on their way on both databases: one for a cause, one worker at a time, one conclusion."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.adapters.in_the_log import NOW, at_once, migrated, rendered
from tests.servers.postgres import PostgresServer
from worker.adapters.log import outbox
from worker.adapters.log.store import LogRefused, Store, Transaction
from worker.model.catalogue import LetterKind
from worker.model.queued_letter import LetterState, QueuedLetter

WAIT = timedelta(minutes=15)
SECOND = timedelta(seconds=1)

Conclude = Callable[[Transaction, QueuedLetter], bool]

CONCLUSIONS: dict[str, Conclude] = {
    "sent": lambda tx, letter: outbox.sent(tx, letter, "250 kept"),
    "failed": lambda tx, letter: outbox.failed(tx, letter, "550 no such user"),
    "try again": lambda tx, letter: outbox.try_again(tx, letter, tx.now, "451 later"),
    "unknown": lambda tx, letter: outbox.unknown(tx, letter, "the connection was lost"),
}


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A new log on each database."""
    with migrated(database_url) as opened:
        yield opened


def queue(store: Store, *causes: str, kind: LetterKind = LetterKind.QUARANTINED) -> None:
    """Put a letter in the outbox for each of these causes."""
    with store.writing(NOW) as tx:
        for cause in causes:
            outbox.queue(tx, rendered(cause, kind))


def take(store: Store, at: datetime = NOW, looked_at: datetime | None = None) -> QueuedLetter | None:
    """The letter that a worker is given at that time."""
    with store.writing(at) as tx:
        return outbox.take_next(tx, looked_at, WAIT)


def taken(store: Store, at: datetime = NOW) -> QueuedLetter:
    """The letter that a worker is given at that time, where there must be one."""
    letter = take(store, at)
    assert letter is not None
    return letter


def conclude(store: Store, letter: QueuedLetter, how: str, at: datetime = NOW) -> bool:
    """Whether that conclusion was written down."""
    with store.writing(at) as tx:
        return CONCLUSIONS[how](tx, letter)


def states(store: Store) -> list[LetterState]:
    """The states of the letters in the order of their queueing."""
    with store.reading(NOW) as tx:
        return [letter.state for letter in outbox.of_case(tx, "OPT-2026-0001")]


def test_a_letter_comes_out_as_it_went_in(store: Store) -> None:
    """Its bytes, its Message-ID and its addressee are fixed when it is queued."""
    given = rendered("mail 1", LetterKind.ACKNOWLEDGEMENT)
    with store.writing(NOW) as tx:
        outbox.queue(tx, given)
    letter = taken(store)
    assert letter == QueuedLetter(
        id=letter.id,
        reference="OPT-2026-0001",
        kind=LetterKind.ACKNOWLEDGEMENT,
        recipient="patel@bakery.example",
        message_id=given.message_id,
        content=given.content,
        state=LetterState.PENDING,
        attempts=0,
        queued_at=NOW,
        detail="",
        cause="mail 1",
    )
    with store.writing(NOW) as tx:
        now = replace(letter, state=LetterState.SENDING, attempts=1)
        assert outbox.by_message_id(tx, given.message_id) == now
        assert outbox.by_message_id(tx, "<another@optimised.net>") is None
        assert outbox.of_case(tx, "OPT-2026-0001") == (now,)
        assert outbox.of_case(tx, "OPT-2026-0002") == ()


def test_a_letter_is_written_once_for_its_cause(store: Store) -> None:
    """The same kind for the same cause of the same case is refused; any of the three different is a letter."""
    queue(store, "mail 1", "mail 2")
    queue(store, "mail 1", kind=LetterKind.DELIVERY_FAILED)
    with store.writing(NOW) as tx:
        outbox.queue(tx, rendered("mail 1", reference="OPT-2026-0002"))
        outbox.queue(tx, rendered("mail 1", reference=""))
    for reference in ("OPT-2026-0001", "OPT-2026-0002", ""):
        again = replace(rendered("mail 1", reference=reference), message_id="<new@optimised.net>")
        with pytest.raises(LogRefused), store.writing(NOW) as tx:
            outbox.queue(tx, again)
    assert len(states(store)) == 3


def test_a_message_id_is_used_once(store: Store) -> None:
    """Two letters can never be taken for one another."""
    queue(store, "mail 1")
    same = replace(rendered("mail 2"), message_id=rendered("mail 1").message_id)
    with pytest.raises(LogRefused, match="message_id"), store.writing(NOW) as tx:
        outbox.queue(tx, same)


def test_acknowledgements_leave_first(store: Store) -> None:
    """They carry the shortest promise; among equals the one that waits longest."""
    queue(store, "1", "2", kind=LetterKind.QUARANTINED)
    queue(store, "3", kind=LetterKind.NEUTRAL_ACKNOWLEDGEMENT)
    queue(store, "4", "5", kind=LetterKind.ACKNOWLEDGEMENT)
    order = [letter.message_id for _ in range(6) if (letter := take(store))]
    assert [name.split(".")[-2].removesuffix("@optimised") for name in order] == ["3", "4", "5", "1", "2"]


def test_a_letter_waits_until_it_is_due(store: Store) -> None:
    """After a temporary refusal it comes back at its time, not before, and counts its attempts."""
    queue(store, "1")
    with store.writing(NOW) as tx:
        letter = outbox.take_next(tx, None, WAIT)
        assert letter
        assert outbox.try_again(tx, letter, NOW + WAIT, "451 later")
    assert take(store, NOW + WAIT - SECOND, looked_at=NOW + WAIT) is None
    again = taken(store, NOW + WAIT)
    assert (again.state, again.attempts, again.detail) == (LetterState.PENDING, 1, "451 later")


def test_an_empty_outbox_gives_nothing(store: Store) -> None:
    """Nor does one whose letters are all in somebody's hand."""
    assert take(store) is None
    queue(store, "1")
    assert take(store)
    assert take(store) is None


@pytest.mark.parametrize("how", ["unknown", "left by a dead worker"])
def test_a_letter_of_unknown_outcome_waits_for_proof(store: Store, how: str) -> None:
    """It comes back only when the mailbox was read long enough after the attempt and held no copy (promise 8)."""
    queue(store, "1")
    letter = taken(store)
    if how == "unknown":
        assert conclude(store, letter, "unknown")
    much_later = NOW + 10 * WAIT
    assert take(store, much_later, looked_at=None) is None
    assert take(store, much_later, looked_at=NOW) is None
    assert take(store, much_later, looked_at=NOW + WAIT - SECOND) is None
    assert take(store, NOW + WAIT - SECOND, looked_at=much_later) is None
    again = take(store, much_later, looked_at=NOW + WAIT)
    assert again
    assert again.state == (LetterState.UNKNOWN if how == "unknown" else LetterState.SENDING)
    assert (again.id, again.message_id, again.attempts) == (letter.id, letter.message_id, 1)
    assert take(store, much_later, looked_at=NOW + 2 * WAIT) is None


@pytest.mark.parametrize("first", ["sent", "failed"])
def test_a_concluded_letter_stays_concluded(store: Store, first: str) -> None:
    """Whatever is said of it afterwards changes nothing and is told so; it never leaves again."""
    queue(store, "1")
    letter = taken(store)
    assert conclude(store, letter, first)
    assert [conclude(store, letter, second) for second in CONCLUSIONS] == [False] * 4
    assert states(store) == [LetterState(first)]
    assert take(store, NOW + 10 * WAIT, looked_at=NOW + 10 * WAIT) is None


def test_only_a_letter_in_hand_can_come_to_nothing(store: Store) -> None:
    """A letter that waits, or whose outcome is unknown, is not concluded by anything but proof."""
    queue(store, "1")
    with store.writing(NOW) as tx:
        (waiting,) = outbox.of_case(tx, "OPT-2026-0001")
    assert not any(conclude(store, waiting, how) for how in ("failed", "try again", "unknown"))
    letter = taken(store)
    assert conclude(store, letter, "unknown")
    assert not any(conclude(store, letter, how) for how in ("failed", "try again", "unknown"))
    assert states(store) == [LetterState.UNKNOWN]


@pytest.mark.parametrize("before", ["queued", "taken", "unknown", "try again"])
def test_proof_concludes_a_letter_wherever_it_is(store: Store, before: str) -> None:
    """Our own copy may come in before, while or after we wait for the server's word."""
    queue(store, "1")
    with store.writing(NOW) as tx:
        (letter,) = outbox.of_case(tx, "OPT-2026-0001")
    if before != "queued":
        letter = taken(store)
    if before in CONCLUSIONS:
        assert conclude(store, letter, before)
    assert conclude(store, letter, "sent")
    assert states(store) == [LetterState.SENT]
    assert take(store, NOW + 10 * WAIT, looked_at=NOW + 10 * WAIT) is None


def test_a_worker_that_slept_through_its_claim(store: Store) -> None:
    """When another has the letter in hand by now, the sleeper's word about it counts no more, but its proof does."""
    queue(store, "1")
    sleeper = taken(store)
    later = NOW + 2 * WAIT
    other = take(store, later, looked_at=later)
    assert other
    assert not any(conclude(store, sleeper, how, later) for how in ("failed", "try again", "unknown"))
    assert states(store) == [LetterState.SENDING]
    assert conclude(store, sleeper, "sent", later)
    assert not conclude(store, other, "sent", later)


def test_workers_that_claim_at_once_get_different_letters(store: Store) -> None:
    """No letter is in two hands, and none is left behind."""
    queue(store, *map(str, range(12)))

    def claim_three() -> list[int]:
        return [letter.id for _ in range(3) if (letter := take(store))]

    claims = at_once(*[claim_three] * 4)
    assert sorted(number for claim in claims for number in claim) == sorted({n for c in claims for n in c})
    assert set(states(store)) == {LetterState.SENDING}


def test_a_claim_does_not_wait_for_another(postgres: PostgresServer) -> None:
    """On PostgreSQL a letter that is being claimed is passed over, and is there again if the claim fails."""
    with migrated(f"{postgres.new_database()}?options=-clock_timeout%3D2000") as store:
        queue(store, "1", "2")
        with store.writing(NOW) as one, store.writing(NOW) as two, store.writing(NOW) as three:
            claims = [outbox.take_next(tx, None, WAIT) for tx in (one, two, three)]
            assert [claim and claim.id for claim in claims] == [1, 2, None]
            two.connection.rollback()
        assert taken(store).id == 2


def test_attempts_since_are_what_the_provider_counts(store: Store) -> None:
    """Letters handed over or tried after that moment; those that wait are none."""
    queue(store, "1", "2", "3")
    for minutes, how in ((0, "sent"), (5, "try again")):
        at = NOW + timedelta(minutes=minutes)
        assert conclude(store, taken(store, at), how, at)
    with store.reading(NOW) as tx:
        counted = [outbox.attempted_since(tx, NOW + timedelta(minutes=m)) for m in (-1, 0, 4, 5)]
    assert counted == [2, 1, 1, 0]


def test_the_oldest_unsent_letter(store: Store) -> None:
    """The alarm looks at the letter that waits longest, in whatever state; a concluded one waits no more."""
    later = NOW + SECOND
    queue(store, "1", kind=LetterKind.ACKNOWLEDGEMENT)
    with store.writing(later) as tx:
        outbox.queue(tx, rendered("2"))
        assert outbox.oldest_unsent(tx) == NOW
    assert conclude(store, taken(store), "sent")
    with store.reading(NOW) as tx:
        assert outbox.oldest_unsent(tx) == later
    assert conclude(store, taken(store, later), "failed")
    with store.reading(NOW) as tx:
        assert outbox.oldest_unsent(tx) is None


def test_a_letter_waits_for_its_time(store: Store) -> None:
    """One that a colleague may still take back is handed to nobody before, and then like any other."""
    given = rendered("mail 1", LetterKind.CLOSURE_NOTICE)
    waits = replace(given, letter=replace(given.letter, not_before=NOW + WAIT))
    with store.writing(NOW) as tx:
        outbox.queue(tx, waits)
    assert take(store, NOW + WAIT - SECOND) is None
    assert taken(store, NOW + WAIT).message_id == given.message_id


def test_a_letter_that_was_taken_back_never_leaves(store: Store) -> None:
    """It is in nobody's hand, and is no longer waited for."""
    queue(store, "mail 1")
    with store.writing(NOW) as tx:
        (name,) = outbox.not_in_hand(tx, "OPT-2026-0001")
        assert outbox.withdraw(tx, name, "taken back")
    assert take(store, NOW + WAIT, looked_at=NOW + WAIT) is None
    assert states(store) == [LetterState.WITHDRAWN]
    with store.writing(NOW) as tx:
        assert outbox.waiting(tx) == 0
        assert outbox.not_in_hand(tx, "OPT-2026-0001") == frozenset()


@pytest.mark.parametrize("how", ["in hand", "sent", "failed", "unknown"])
def test_a_letter_that_may_have_left_cannot_be_taken_back(store: Store, how: str) -> None:
    """Once a worker has it in hand, nobody can say that the client will not read it."""
    queue(store, "mail 1")
    letter = taken(store)
    if how != "in hand":
        assert conclude(store, letter, how)
    (before,) = states(store)
    with store.writing(NOW) as tx:
        assert outbox.not_in_hand(tx, "OPT-2026-0001") == frozenset()
        assert not outbox.withdraw(tx, letter.message_id, "taken back")
    assert states(store) == [before]


def test_a_letter_that_somebody_takes_back_is_handed_to_nobody(store: Store) -> None:
    """Who looks whether it is still here holds it until they have decided."""
    if store.engine.dialect.name != "postgresql":
        pytest.skip("SQLite lets only one write at a time.")
    queue(store, "mail 1")
    with store.writing(NOW) as tx:
        (name,) = outbox.not_in_hand(tx, "OPT-2026-0001")
        assert take(store) is None
        assert outbox.withdraw(tx, name, "taken back")
    assert take(store) is None

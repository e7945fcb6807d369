"""Outbox to SMTP: every letter leaves, within the provider's limits, and only what is proved counts as sent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    address,
    case,
    configured,
    facts,
    letters_to,
    mail,
    words,
)
from tests.rig import Rig
from tests.servers import PASSWORD
from tests.servers.smtp_sink import Act, Stage
from worker.adapters.smtp import Post, PostRefused
from worker.jobs.deliver import deliver
from worker.model.letter_event import LetterSent, LetterUndeliverable, SecondCopyPossible
from worker.model.queued_letter import LetterState
from worker.model.time import Clock

LATER = "450 4.7.1 greylisted, come back"
NO_SUCH_USER = "550 5.1.1 no such user"


def configure(office: Rig, **smtp: object) -> None:
    """Go on with these values under [smtp]."""
    configured(office, smtp=replace(office.place.rulebook.office.smtp, **smtp))  # type: ignore[arg-type]  # any field


def clients(office: Rig, count: int) -> None:
    """So many clients of different companies complain at once, and their acknowledgements lie in the outbox."""
    raw = [mail(f"A client <client@shop-{number}.example>", "My contract") for number in range(count)]
    office.server.deliver(office.user, raw, at=office.now)
    office.look()


def hand_over(office: Rig, password: str = PASSWORD) -> int:
    """One round of the job on a connection of its own."""
    with Post(office.place.rulebook.office.smtp, password) as post:
        return deliver(office.place, post, office.stop)


def states(office: Rig) -> list[LetterState]:
    """Where each case's acknowledgement is, oldest first."""
    references = sorted(found.reference for found in office.cases())
    return [office.letters(reference)[0].state for reference in references]


def to_clients(office: Rig) -> list[str]:
    """To whom the letters left, our own copies left out."""
    return [mail.recipients[0] for mail in office.sink.mails]


def test_no_more_letters_leave_in_a_minute_than_the_provider_allows(office: Rig) -> None:
    """Five letters and two a minute: the rest waits, in its order, and none waits longer than it must."""
    clients(office, 5)
    configure(office, per_minute=2)
    rounds = []
    for seconds in (0, 20, 41, 59, 2):
        office.later(seconds=seconds)
        rounds.append(hand_over(office))
    assert rounds == [2, 0, 2, 0, 1]
    assert to_clients(office) == [f"client@shop-{number}.example" for number in range(5)]


def test_no_more_letters_leave_in_a_day_than_the_provider_allows(office_on_both: Rig) -> None:
    """Three a day: the fourth leaves when the first is a day old, whatever the date says."""
    office = office_on_both
    clients(office, 4)
    configure(office, per_day=3)
    assert hand_over(office) == 3
    office.later(hours=23, minutes=59)
    assert hand_over(office) == 0
    office.later(minutes=2)
    assert hand_over(office) == 1


def test_a_letter_that_is_put_off_is_tried_on_the_schedule(office: Rig) -> None:
    """After 5, 15 and 30 minutes, and then every 30; a minute sooner nothing is tried."""
    office.sink.script(Stage.RCPT, *[LATER] * 5)
    clients(office, 1)
    configure(office, retry_minutes=(5, 15, 30))
    assert hand_over(office) == 0
    for wait in (5, 15, 30, 30, 30):
        tried = office.sink.hits[Stage.RCPT]
        office.later(minutes=wait - 1)
        hand_over(office)
        assert office.sink.hits[Stage.RCPT] == tried
        office.later(minutes=1)
        hand_over(office)
        assert office.sink.hits[Stage.RCPT] > tried
    assert states(office) == [LetterState.SENT]
    assert case(office).due_on(Clock.ACKNOWLEDGE) is None


def test_a_letter_that_waits_holds_up_no_other(office: Rig) -> None:
    """One client's server puts us off; the next client's letter leaves in the same round."""
    office.sink.script(Stage.RCPT, LATER)
    clients(office, 2)
    assert hand_over(office) == 1
    assert states(office) == [LetterState.PENDING, LetterState.SENT]


def test_after_the_last_hour_a_person_has_the_duty(office_on_both: Rig) -> None:
    """It was tried for 48 hours: Sarah reads why and by when, and the promise still runs."""
    office = office_on_both
    office.sink.script(Stage.RCPT, *[LATER] * 4)
    clients(office, 1)
    configure(office, retry_minutes=(960,), give_up_hours=48)
    for _ in range(3):
        hand_over(office)
        assert states(office) == [LetterState.PENDING]
        office.later(hours=16)
    hand_over(office)
    assert states(office) == [LetterState.FAILED]
    assert case(office).due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)
    (lost,) = facts(office, LetterUndeliverable)
    assert lost.reason == f"Tried for 48 hours. {LATER}"

    hand_over(office)
    (task,) = letters_to(office, SARAH)
    assert "The client must have it by Friday 6 March 2026." in words(task)
    assert "greylisted" in words(task)


def test_an_address_that_is_refused_is_not_tried_again(office: Rig) -> None:
    """No such user: one attempt, one task for Sarah in the same round, and the next client's letter behind it."""
    office.sink.script(Stage.RCPT, NO_SUCH_USER)
    clients(office, 2)
    assert hand_over(office) == 2
    assert states(office) == [LetterState.FAILED, LetterState.SENT]
    assert to_clients(office) == ["client@shop-1.example", address(SARAH)]


def test_an_unknown_outcome_is_proved_by_our_own_copy(office_on_both: Rig) -> None:
    """The connection broke after the final dot, and the copy comes in: the letter was sent, once."""
    office = office_on_both
    office.sink.script(Stage.DOT, Act.KEEP_AND_DROP)
    clients(office, 1)
    assert hand_over(office) == 0
    assert states(office) == [LetterState.UNKNOWN]
    assert facts(office, LetterSent) == []

    office.look()
    (sent,) = facts(office, LetterSent)
    assert sent.proof == "our own copy came in"
    office.later(hours=2)
    office.look()
    assert hand_over(office) == 0
    assert len(office.sink.mails) == 1
    assert case(office).due_on(Clock.ACKNOWLEDGE) is None


def test_without_proof_it_leaves_again_and_the_log_says_so(office_on_both: Rig) -> None:
    """The mailbox was read a quarter of an hour later and holds no copy: the same letter, under the same Message-ID."""
    office = office_on_both
    office.sink.script(Stage.DOT, Act.DROP)
    clients(office, 1)
    hand_over(office)
    (first,) = office.letters("OPT-2026-0001")
    office.later(minutes=16)
    assert hand_over(office) == 0  # nobody has looked since

    office.look()
    assert hand_over(office) == 1
    (second,) = facts(office, SecondCopyPossible)
    (mail,) = office.sink.mails
    assert second.message_id == first.message_id
    assert mail.content == first.content
    assert case(office).due_on(Clock.ACKNOWLEDGE) is None


def test_a_look_too_soon_proves_nothing(office: Rig) -> None:
    """Copies are slow at times: before the quarter of an hour is over, an empty mailbox is no proof."""
    office.sink.script(Stage.DOT, Act.DROP)
    clients(office, 1)
    hand_over(office)
    office.later(minutes=14)
    office.look()
    office.later(minutes=1)
    assert hand_over(office) == 0


def test_without_copies_it_waits_and_leaves_again(office: Rig) -> None:
    """own_copy = false: no look can prove anything, so after the wait the letter leaves a second time."""
    configure(office, own_copy=False)
    office.sink.script(Stage.DOT, Act.KEEP_AND_DROP)
    clients(office, 1)
    hand_over(office)
    office.later(minutes=14)
    assert hand_over(office) == 0
    office.later(minutes=2)
    assert hand_over(office) == 1
    assert len(facts(office, SecondCopyPossible)) == 1
    assert to_clients(office) == ["client@shop-0.example"] * 2


def test_a_login_that_is_refused_puts_the_letter_back(office: Rig) -> None:
    """The password was changed: the operator reads it, no letter is lost, and none counts as tried to the end."""
    clients(office, 2)
    configure(office, user="hello@optimised.net")
    with pytest.raises(PostRefused, match="the password"):
        hand_over(office, password="yesterday's")
    assert states(office) == [LetterState.PENDING, LetterState.PENDING]
    assert [letter.attempts for letter in office.letters("OPT-2026-0002")] == [0]
    assert office.sink.mails == ()

    office.later(minutes=5)
    assert hand_over(office) == 2


def test_a_server_that_is_down_is_knocked_at_once_a_round(office: Rig) -> None:
    """Twenty letters wait: the first finds nobody there, and the round ends; when the server is back all leave."""
    clients(office, 20)
    office.sink.stop()
    assert hand_over(office) == 0
    attempts = [office.letters(f"OPT-2026-{number:04}")[0].attempts for number in range(1, 21)]
    assert attempts == [1] + [0] * 19

    office.sink.start()
    assert hand_over(office) == 19
    office.later(minutes=15)
    assert hand_over(office) == 1
    assert len(office.sink.mails) == 20


def test_told_to_stop_it_hands_over_nothing_more(office: Rig) -> None:
    """What waits leaves with the next start."""
    clients(office, 2)
    office.stop.set()
    assert hand_over(office) == 0
    assert states(office) == [LetterState.PENDING] * 2
    office.stop.clear()
    assert hand_over(office) == 2


def test_nothing_leaves_for_another_machine_until_live(office: Rig) -> None:
    """live = false and a server elsewhere: letters are written and kept, and nobody is even knocked at."""
    configure(office, host="smtp.example")
    office.arrive(mail(PATEL, "My contract"))
    office.work()
    assert states(office) == [LetterState.PENDING]
    assert office.sink.hits[Stage.CONNECT] == 0
    assert case(office).due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)


def test_the_waits_are_counted_by_the_clock_of_the_worker(office: Rig) -> None:
    """A wait over the hour that comes twice is no longer and no shorter: minutes are minutes."""
    office.now = office.now.replace(year=2025, month=10, day=26, hour=0, minute=50)
    office.sink.script(Stage.RCPT, LATER)
    clients(office, 1)
    configure(office, retry_minutes=(60,))
    hand_over(office)
    office.later(minutes=59)
    assert hand_over(office) == 0
    office.now += timedelta(minutes=1)
    assert hand_over(office) == 1

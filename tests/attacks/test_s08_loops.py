"""Our letters come to rest: S-08, two workers that write to each other, and robots that answer everything."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.attacks.siege import mail
from tests.attacks.two_offices import Carry, Office, Robot, office, proven, stripped, unproven
from tests.rig import ADDRESS
from tests.servers.dovecot import DovecotServer
from worker.model.office import Caps

NEVER = 40
"""More rounds than any correspondence may take; a loop would reach it."""

OTHER = "help@harbour-energy.example"
SMALL = Caps(acknowledge_per_address_per_day=3, per_domain_per_day=6, per_day=12)


def exchange(ours: Office, theirs: Office, carry: Carry) -> int:
    """Carry letters between the offices until none moves; how many rounds it took."""
    for done in range(NEVER):
        moved = 0
        for sender, reader in ((ours, theirs), (theirs, ours)):
            sender.rig.work()
            letters = sender.new_letters()
            moved += len(letters)
            for letter in letters:
                reader.rig.arrive(carry(letter.content, sender.domain))
        if not moved:
            return done
    return NEVER


def correspond(ours: Office, robot: Robot) -> int:
    """Let the robot answer every letter that is for it until none comes; how many it got."""
    got = 0
    for _ in range(NEVER):
        ours.rig.work()
        letters = ours.new_letters()
        if not letters:
            return got
        got += len(letters)
        for letter in letters:
            ours.rig.arrive(robot.answer(letter.content))
    return got


@pytest.mark.parametrize("carry", [proven, unproven, stripped])
def test_s08_two_workers_come_to_rest(dovecot: DovecotServer, tmp_path: Path, carry: Carry) -> None:
    """S-08, freescout#2445 and osTicket#1041: two help desks acknowledged each other's acknowledgements for days.

    Somebody complains to each in the other's name; by the marks of our letters they are silent at once, and where a
    gateway strips every mark and the thread, the caps end it.
    """
    with (
        office(dovecot, f"sqlite:///{tmp_path / 'ours.sqlite3'}", ADDRESS) as ours,
        office(dovecot, f"sqlite:///{tmp_path / 'theirs.sqlite3'}", OTHER) as theirs,
    ):
        ours.rig.arrive(mail(f"Energy <{OTHER}>", proven=theirs.domain))
        theirs.rig.arrive(mail(f"Optimised <{ADDRESS}>", proven=ours.domain))
        assert exchange(ours, theirs, carry) < NEVER
        for each, other in ((ours, theirs), (theirs, ours)):
            written = [letter for letter in each.rig.sink.mails if other.address in letter.recipients]
            assert 1 <= len(written) <= (3 if carry is stripped else 1)
            assert "" not in each.rig.outcomes()
            assert each.rig.faults() == []


@pytest.mark.parametrize("threads", [True, False])
@pytest.mark.parametrize("to_reply_to", [True, False])
@pytest.mark.parametrize("is_proven", [True, False])
def test_s08_a_robot_without_marks_comes_to_rest(
    dovecot: DovecotServer, tmp_path: Path, threads: bool, to_reply_to: bool, is_proven: bool
) -> None:
    """S-08, faveo#150 and frappe/helpdesk#3628: a robot that marks nothing answers each letter with a new complaint.

    Where it answers the case, the case notes it; where it begins anew each time, it gets three letters a day.
    """
    robot = Robot(lambda: "desk@robot.example", threads, to_reply_to, is_proven)
    with office(dovecot, f"sqlite:///{tmp_path / 'ours.sqlite3'}", ADDRESS) as ours:
        ours.rig.arrive(mail("desk@robot.example", proven="robot.example" if is_proven else ""))
        got = correspond(ours, robot)
        assert got == (1 if threads or to_reply_to else 3)
        ours.rig.later(days=1, hours=1)
        assert correspond(ours, robot) == 0
        assert len(ours.rig.cases()) == (1 if threads or to_reply_to else 4)
        assert ours.rig.faults() == []


def other_people() -> Callable[[], str]:
    """Another person of the same firm each time."""
    numbers = count(1)
    return lambda: f"desk-{next(numbers)}@robot.example"


def other_firms() -> Callable[[], str]:
    """Another firm each time."""
    numbers = count(1)
    return lambda: f"desk@robot-{next(numbers)}.example"


@pytest.mark.parametrize(("senders", "most"), [(other_people, 6), (other_firms, 12)])
def test_s08_a_robot_of_many_names_comes_to_rest(
    dovecot: DovecotServer, tmp_path: Path, senders: Callable[[], Callable[[], str]], most: int
) -> None:
    """S-08, freescout#688: a robot that writes from a new address each time walked around the cap for an address.

    The cap for a domain, and for a new domain each time the cap for all, ends it; they are set low here to be quick.
    """
    robot = Robot(senders(), threads=False, to_reply_to=False)
    with office(dovecot, f"sqlite:///{tmp_path / 'ours.sqlite3'}", ADDRESS, SMALL) as ours:
        ours.rig.arrive(robot.answer(mail("first@robot.example", headers={"From": ADDRESS})))
        assert correspond(ours, robot) == most
        assert ours.rig.faults() == []

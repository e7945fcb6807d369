"""A short run of the fuzz command, and proof that it sees what escapes."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import cast

from tests.attacks.mutants import FIRST, mutant, seeds
from tests.attacks.siege import CALM, mail
from tests.fuzz import run_lot, take_in, workplace


def test_three_hundred_mails_of_chance_do_no_harm() -> None:
    """Each of 300 changed mails ends in the register, the log is whole, and nothing makes the worker fail."""
    result = run_lot("a short run", 300)
    assert [escape.what for escape in result.escapes] == []
    assert result.outcomes.total() == 301
    assert len(result.outcomes) > 4


def test_the_same_seed_makes_the_same_mail() -> None:
    """What escaped once can be made again."""
    kinds = seeds(b"key")
    runs = [[mutant(rng, kinds) for _ in range(200)] for rng in (Random(7), Random(7), Random(8))]
    assert runs[0] == runs[1] != runs[2]
    assert max(Counter(runs[0]).values()) < 5


def test_a_mail_that_makes_the_worker_fail_escapes(tmp_path: Path) -> None:
    """With a key that cannot sign, the mail that needs a letter is found; the one that needs none is not."""
    with workplace(tmp_path) as place:
        broken = replace(place, secrets=replace(place.secrets, token_key=cast(bytes, None)))
        failed = take_in(broken, [mail("joe@corner-shop.example", "Invoice", CALM), FIRST])
    assert {number: type(error) for number, error in failed.items()} == {2: TypeError}


def test_a_database_that_refuses_a_mail_escapes(tmp_path: Path) -> None:
    """Without its table of letters the database refuses the mail that needs one."""
    with workplace(tmp_path) as place:
        with place.store.writing(place.clock()) as tx:
            tx.connection.exec_driver_sql("DROP TABLE outbox_letter")
        failed = take_in(place, [FIRST])
    assert list(failed) == [1]

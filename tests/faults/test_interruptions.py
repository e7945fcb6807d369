"""What happens round a worker that runs: it is told to stop, has company, or loses one of its servers."""

from contextlib import ExitStack
from pathlib import Path

from tests.faults.books import assert_sent_once, assert_whole
from tests.faults.worksite import Worksite, worksite
from tests.servers.dovecot import DovecotServer
from tests.servers.postgres import PostgresServer
from tests.servers.smtp_sink import Act, Stage
from tests.servers.until import until

# Longer than any test: a letter that leaves again within it was taken out of another worker's hand.
NEVER = 3600


def test_told_to_stop_it_finishes_the_mail_in_hand(
    dovecot: DovecotServer, database_url: str, tmp_path: Path
) -> None:
    """SIGTERM among forty mails ends it at once; the next start takes up what was left."""
    mails = range(1, 41)
    with worksite(dovecot, tmp_path, database=database_url) as site:
        site.arrive(mails)
        with site.at_work():
            assert until(site.has_begun)
        assert len(site.books().clients) < len(mails)
        assert "kept a job waiting" not in site.said()
        books = site.work_until_rest(len(mails))
        assert_whole(books, mails)
        assert_sent_once(books, site.sink.mails)


def test_told_to_stop_it_does_not_wait_for_a_silent_server(dovecot: DovecotServer, tmp_path: Path) -> None:
    """SIGTERM while the SMTP server keeps a letter and says nothing: our own copy settles it at the next start."""
    with worksite(dovecot, tmp_path) as site:
        site.sink.script(Stage.DOT, Act.KEEP_AND_HOLD)
        site.arrive([1, 2])
        with site.at_work():
            assert until(lambda: len(site.sink.mails) == 1)
        books = site.work_until_rest(2)
        assert_whole(books, [1, 2])
        assert_sent_once(books, site.sink.mails)
        assert not books.sent_again


def test_two_workers_share_the_work(dovecot: DovecotServer, database_url: str, tmp_path: Path) -> None:
    """Two start at once on twenty letters that wait and ten new mails: no second case, no second letter."""
    mails = range(1, 31)
    with worksite(dovecot, tmp_path, database=database_url, proof_wait=NEVER) as site:
        site.arrive(mails[:20])
        site.die_at("after_case_commit:20")
        site.arrive(mails[20:])
        with site.at_work(), site.at_work():
            site.await_rest(len(mails))
        books = site.books()
        assert_whole(books, mails)
        assert_sent_once(books, site.sink.mails)
        assert not books.sent_again


def test_it_outlives_its_mail_server(dovecot: DovecotServer, database_url: str, tmp_path: Path) -> None:
    """Dovecot is killed in the middle of the work and comes back with more mail."""
    with worksite(dovecot, tmp_path, database=database_url) as site, ExitStack() as after:
        after.callback(dovecot.restart)
        site.arrive(range(1, 9))
        with site.at_work():
            assert until(site.has_begun)
            dovecot.kill()
            assert until(lambda: "The next look tries again" in site.said())
            site.arrive(range(9, 13))
            dovecot.restart()
            site.await_rest(12)
        books = site.books()
        assert_whole(books, range(1, 13))
        assert_sent_once(books, site.sink.mails)


def test_it_outlives_its_database(dovecot: DovecotServer, postgres: PostgresServer, tmp_path: Path) -> None:
    """Every process of PostgreSQL is killed in the middle of the work; the worker goes on when it is back."""
    with worksite(dovecot, tmp_path, database=postgres.new_database()) as site, ExitStack() as after:
        after.callback(postgres.restart)
        site.arrive(range(1, 9))
        with site.at_work():
            assert until(site.has_begun)
            postgres.kill()
            assert until(lambda: "tries again" in site.said())
            site.arrive(range(9, 13))
            postgres.restart()
            site.await_rest(12)
        books = site.books()
        assert_whole(books, range(1, 13))
        assert_sent_once(books, site.sink.mails)


def test_letters_wait_while_the_smtp_server_is_down(dovecot: DovecotServer, tmp_path: Path) -> None:
    """Nothing is lost, and nothing is sent twice, when the server comes back."""
    with worksite(dovecot, tmp_path) as site:
        site.sink.stop()
        site.arrive(range(1, 9))
        with site.at_work():
            assert until(lambda: "later" in site.said())
            site.sink.start()
            finish_without_waits(site, 8)
        books = site.books()
        assert_whole(books, range(1, 9))
        assert_sent_once(books, site.sink.mails)
        assert not books.sent_again


def test_every_misfortune_of_a_hand_over_costs_nothing(dovecot: DovecotServer, tmp_path: Path) -> None:
    """Refused for now, hung up on, kept without a reply: each letter leaves once, and one may have left twice."""
    with worksite(dovecot, tmp_path) as site:
        site.sink.script(Stage.MAIL, Act.USUAL, "451 4.3.0 later", Act.USUAL, "421 4.3.2 closing")
        site.sink.script(Stage.RCPT, Act.USUAL, Act.USUAL, "450 4.2.0 grey")
        site.sink.script(
            Stage.DOT, Act.KEEP_AND_DROP, "451 4.3.0 later", Act.DROP, Act.KEEP_AND_DROP, "421 4.3.2 off"
        )
        site.arrive(range(1, 9))
        with site.at_work():
            finish_without_waits(site, 8)
        books = site.books()
        assert_whole(books, range(1, 9))
        assert_sent_once(books, site.sink.mails)
        assert sum(books.sent_again.values()) == 1


def finish_without_waits(site: Worksite, mails: int) -> None:
    """Until all is done, let the minutes between two attempts at a letter be over at once."""

    def rests() -> bool:
        site.end_waits()
        return site.rests(mails)

    assert until(rests, seconds=120, every=0.2), site.said()

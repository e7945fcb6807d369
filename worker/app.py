"""Builds the workplace from the settings and puts the jobs on the timetable (only importer of apscheduler)."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

from worker.adapters.letters import Letters
from worker.adapters.log.store import open_store
from worker.adapters.mailbox import Mailbox, MailboxRefused, MailboxUnavailable, open_mailbox
from worker.adapters.metrics import MetricsPage, MetricsRefused
from worker.adapters.parsing.guard import Guard
from worker.model.office import Settings
from worker.policy.rulebook import Rulebook
from worker.rounds import Rounds
from worker.workplace import Workplace

logger = logging.getLogger(__name__)

_DELIVER_EVERY = 5
_KEEP_TIME_EVERY = 60
_WATCH_EVERY = 60
_DOORBELL_SECONDS = 540
_SECONDS_TO_FINISH = 9.0


def utc_now() -> datetime:
    """The time, in aware UTC: the one place in the product that reads the clock."""
    return datetime.now(UTC)


def open_workplace(
    settings: Settings, letters: Letters, clock: Callable[[], datetime] = utc_now
) -> Workplace:
    """Everything a job works with; raises LogRefused or LogUnavailable."""
    return Workplace(
        store=open_store(settings.office.database),
        reader=Guard(),
        letters=letters,
        rulebook=Rulebook.of(settings),
        secrets=settings.secrets,
        clock=clock,
    )


def run(place: Workplace) -> None:
    """Work until SIGTERM or SIGINT, then finish the mail and the letter in hand, within ten seconds."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if not place.rulebook.office.may_send:
        logger.warning("Letters are written and kept but not sent: live = false in office.toml.")
    rounds = Rounds(place, stop, _metrics_page(place.rulebook.office.health.metrics_port))
    rounds.begin()
    timetable = _timetable(place, rounds, stop)
    timetable.start()
    _start_doorbell(place, timetable, stop)
    stop.wait()
    _finish(timetable, rounds, place)


def _metrics_page(port: int) -> MetricsPage | None:
    """The page of figures where one is wanted; one that cannot be shown is no reason not to work."""
    try:
        return MetricsPage(port) if port else None
    except MetricsRefused as refused:
        logger.warning("%s", refused)
        return None


def _timetable(place: Workplace, rounds: Rounds, stop: threading.Event) -> BackgroundScheduler:
    # Deadlines live in the log; a job here only says "look now", so a late one still runs and two become one.
    timetable = BackgroundScheduler(
        timezone="Europe/London",
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    poll_every = place.rulebook.office.mailbox.poll_every
    now = utc_now()

    def look() -> None:
        # A bell that rings during a look is not heard, so look until nothing new came in meanwhile. And a timetable
        # that shuts down waits for this job, and would keep it waiting for a change of the timetable.
        while rounds.look() and not stop.is_set():
            # Told here and not by a job that is asked to hurry: while it runs, the timetable lets that pass unheard.
            rounds.assign()
            timetable.modify_job("deliver", next_run_time=utc_now())

    timetable.add_job(look, "interval", seconds=poll_every, id="ingest", next_run_time=now)
    timetable.add_job(
        rounds.keep_time, "interval", seconds=_KEEP_TIME_EVERY, id="keep_time", next_run_time=now
    )
    timetable.add_job(rounds.watch, "interval", seconds=_WATCH_EVERY, id="watch", next_run_time=now)
    timetable.add_job(rounds.hand_over, "interval", seconds=_DELIVER_EVERY, id="deliver", next_run_time=now)
    return timetable


def _start_doorbell(place: Workplace, timetable: BackgroundScheduler, stop: threading.Event) -> None:
    """Listen on a connection of its own; a doorbell that fails costs speed and nothing else, polling is the truth."""
    if place.rulebook.office.mailbox.idle:
        arguments = (place, timetable, stop)
        threading.Thread(target=_listen, args=arguments, name="doorbell", daemon=True).start()


def _listen(place: Workplace, timetable: BackgroundScheduler, stop: threading.Event) -> None:
    settings = place.rulebook.office.mailbox
    while not stop.is_set():
        try:
            with open_mailbox(settings, place.secrets.mailbox_password) as mailbox:
                _ring(mailbox, timetable, stop)
        except (MailboxUnavailable, MailboxRefused):
            stop.wait(settings.poll_every)


def _ring(mailbox: Mailbox, timetable: BackgroundScheduler, stop: threading.Event) -> None:
    while not stop.is_set():
        if mailbox.wait_for_news(_DOORBELL_SECONDS, stop) and not stop.is_set():
            timetable.modify_job("ingest", next_run_time=utc_now())


def _finish(timetable: BackgroundScheduler, rounds: Rounds, place: Workplace) -> None:
    """Wait for the jobs in hand, but not for a server that keeps us waiting: the outbox knows what to do then."""
    closing = threading.Thread(target=timetable.shutdown, daemon=True)
    closing.start()
    closing.join(_SECONDS_TO_FINISH)
    if closing.is_alive():
        logger.warning("A server kept a job waiting; what it was doing is taken up at the next start.")
        # The job's thread would hold the process; every step it was in may be repeated.
        os._exit(0)
    rounds.close()
    place.close()

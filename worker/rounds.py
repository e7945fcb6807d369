"""The jobs with the connections that they keep between two rounds, and what is tried again when one fails."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from worker.adapters import health_file
from worker.adapters.health_file import HealthFileRefused
from worker.adapters.letters import BrokenTemplateError
from worker.adapters.log.store import LogRefused, LogUnavailable
from worker.adapters.mailbox import Mailbox, MailboxRefused, MailboxUnavailable, open_mailbox
from worker.adapters.metrics import MetricsPage, ProcessFigures
from worker.adapters.smtp import Post, PostRefused
from worker.jobs import keep_time as time_job
from worker.jobs.assign import assign
from worker.jobs.deliver import deliver
from worker.jobs.ingest.fetching import Care
from worker.jobs.ingest.ingest import ingest
from worker.jobs.ingest.sent_folder import look_at_sent
from worker.jobs.morning import morning
from worker.jobs.watch import watch, without_log
from worker.policy import hold
from worker.policy.health import (
    Health,
    Moment,
    Trouble,
    set_aside,
    time_not_kept,
    unfetched,
    unread,
    unwritten,
    was_set,
)
from worker.workplace import Workplace

logger = logging.getLogger(__name__)

_COMPARE_EVERY = timedelta(hours=1)


class Rounds:
    """The jobs with the connections that they keep between two rounds; a broken connection is built anew."""

    def __init__(
        self,
        place: Workplace,
        stop: threading.Event,
        page: MetricsPage | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._place, self._stop, self._steady = place, stop, steady
        self._mailbox: Mailbox | None = None
        self._care = Care()
        self._watched = self._kept = self._now()
        self._compare_at = self._started_at = self._watched.at
        self._held_back: tuple[Trouble, ...] = ()
        self._unwritten: tuple[str, ...] = ()
        self._untold: tuple[str, ...] = ()
        self._set_aside: tuple[Trouble, ...] = ()
        self._post = Post(place.rulebook.office.smtp, place.secrets.smtp_password)
        self._page = page
        self._health: Health | None = None
        self._settled = self._sent = 0
        self._sent_is_missing = False

    def _now(self) -> Moment:
        return Moment(self._place.clock(), self._steady())

    def look(self) -> int:
        """One look at the mailbox; the number of mails settled. What goes wrong is logged and tried again."""
        try:
            with self._place.store.sole_poller() as alone:
                return self._ingest() if alone else 0
        except MailboxUnavailable as trouble:
            logger.warning("%s The next look tries again.", trouble)
            self._care.look_failed()
        except LogUnavailable as trouble:
            logger.warning("%s The next look tries again.", trouble)
        except (MailboxRefused, LogRefused) as refused:
            logger.error("%s", refused)
        self._disconnect()
        return 0

    def _ingest(self) -> int:
        now = self._place.clock()
        everything = now >= self._compare_at
        if everything:
            self._care.start_again()
        settled = ingest(self._place, self._connected(), self._stop, self._care, everything=everything)
        if everything:
            self._compare_at = now + _COMPARE_EVERY
        # A client's mail is known before the answer to it is looked at.
        settled += self._look_at_sent()
        self._settled += settled
        return settled

    def assign(self) -> int:
        """Tell whoever has got a complaint; that does not wait while what time makes due is held back."""
        try:
            heard = assign(self._place)
            self._untold = heard.untold
            return heard.mails
        except (LogUnavailable, LogRefused) as trouble:
            logger.warning("%s The next round tries again.", trouble)
        return 0

    def _look_at_sent(self) -> int:
        """What people sent from the mailbox; a folder that is not there is said once, and stops nothing else."""
        try:
            settled = look_at_sent(self._place, self._connected(), self._stop)
        except MailboxRefused as refused:
            if not self._sent_is_missing:
                logger.warning("%s Until then nothing that is sent from the mailbox is seen.", refused)
            self._sent_is_missing = True
            return 0
        self._sent_is_missing = False
        return settled

    def _morning(self) -> int:
        """The daily digests and morning lists of today, once their time has come."""
        try:
            return morning(self._place)
        except (LogUnavailable, LogRefused, BrokenTemplateError) as trouble:
            logger.warning("%s The next round tries again.", trouble)
        return 0

    def begin(self) -> None:
        """Have every open case looked at once, and hold time back where the clock is hard to believe."""
        try:
            time_job.begin(self._place)
        except (LogUnavailable, LogRefused) as trouble:
            logger.warning("%s Open cases are looked at when something is entered in them.", trouble)

    def keep_time(self) -> int:
        """Tell who has what, and write what time alone makes due; the number of letters.

        What is held back waits for a person.
        """
        now, told = self._now(), self.assign()
        try:
            kept = time_job.keep_time(self._place, now.jump_since(self._kept), morning=self._morning)
        except (LogUnavailable, LogRefused, BrokenTemplateError) as trouble:
            logger.warning("%s The next round tries again.", trouble)
            return told
        # Whatever goes wrong above, known or not, is heard of and no jump forgotten: this line is not reached.
        self._kept = now
        self._held_back = hold.trouble(kept.held_back)
        self._set_aside = tuple(set_aside(each.reference, str(each)) for each in kept.unreadable)
        if self._held_back:
            # A morning list would be written by the same clock; what could not be written was not tried.
            return told + kept.letters
        self._unwritten = kept.unwritten
        return told + kept.letters

    def watch(self) -> None:
        """Tell the operator of a silence or its end, and show how the worker is to whatever supervises it.

        The clock is held against time that cannot be set.
        """
        now = self._now()
        jump = now.jump_since(self._watched)
        if was_set(jump):
            # Nobody knows now how long ago anything was, so it is counted as after a start.
            self._started_at = now.at
        try:
            self._health = watch(self._place, self._started_at, jump, self._found_elsewhere(now))
            self._watched = now
        except (LogUnavailable, LogRefused) as unavailable:
            logger.warning("%s The next round tries again.", unavailable)
            self._health = without_log(self._place.rulebook, now.at, self._health)
        for trouble in self._health.troubles:
            logger.warning("%s %s", trouble.what, trouble.to_do)
        self._show(self._health)

    def _found_elsewhere(self, now: Moment) -> tuple[Trouble, ...]:
        stands_still = time_not_kept(now.passed_since(self._kept))
        late = unwritten(tuple(dict.fromkeys((*self._untold, *self._unwritten))))
        here = (*self._held_back, *late, *self._set_aside, *stands_still)
        return (*unfetched(self._care.given_up), *unread(self._place.reader.trouble), *here)

    def _show(self, health: Health) -> None:
        file = self._place.rulebook.office.health.file
        try:
            if file:
                health_file.write(Path(file), health)
        except HealthFileRefused as refused:
            logger.warning("%s", refused)
        if self._page:
            self._page.tell(ProcessFigures(health, self._settled, self._sent))

    def hand_over(self) -> int:
        """One round of the outbox; the number of letters accepted. Letters stay queued while they may not leave."""
        if not self._place.rulebook.office.may_send:
            return 0
        try:
            accepted = deliver(self._place, self._post, self._stop)
            self._sent += accepted
            return accepted
        except (LogUnavailable, LogRefused) as trouble:
            logger.warning("%s The next round tries again.", trouble)
        except PostRefused as refused:
            logger.error("%s", refused)
        return 0

    def close(self) -> None:
        """Let go of both connections, and of the port on which figures are shown."""
        self._disconnect()
        self._post.close()
        if self._page:
            self._page.close()

    def _connected(self) -> Mailbox:
        if self._mailbox is None:
            office = self._place.rulebook.office
            self._mailbox = open_mailbox(office.mailbox, self._place.secrets.mailbox_password)
            self._make_processed(self._mailbox, office.mailbox.processed)
        return self._mailbox

    def _make_processed(self, mailbox: Mailbox, name: str) -> None:
        try:
            mailbox.make_folder(name)
        except MailboxRefused as refused:
            logger.warning("Mail will be handled and left in place: %s", refused)

    def _disconnect(self) -> None:
        if self._mailbox is not None:
            self._mailbox.close()
            self._mailbox = None

"""Care for mails that the mail server does not hand over: they may be complaints, so they must not be passed by."""

from collections import Counter
from collections.abc import Iterator, Sequence

from worker.adapters.mailbox import Mailbox
from worker.model.mail import RawMail

_FETCHES_ALLOWED = 2


class Care:
    """Remembers, from look to look, which mails a server fails to hand over, so that they do not stop the others.

    After a look that failed the next one fetches one mail at a time; a mail at which two looks ended is left for the
    next comparison of the whole folder, and a person hears of it. So is a mail that the server refuses to hand over.
    """

    def __init__(self) -> None:
        self._one_by_one = False
        self._fetching: int | None = None
        self._failures: Counter[int] = Counter()
        self._tried_again: frozenset[int] = frozenset()

    @property
    def given_up(self) -> tuple[int, ...]:
        """The UIDs that the server did not hand over, until a whole look has proved that it does."""
        return tuple(sorted(self._tried_again | self._left_alone()))

    def batches(self, mailbox: Mailbox, uids: Sequence[int]) -> Iterator[tuple[RawMail, ...]]:
        """Fetch these mails, all at once as long as that goes well."""
        left_alone = self._left_alone()
        wanted = [uid for uid in uids if uid not in left_alone]
        for some in [(uid,) for uid in wanted] if self._one_by_one else [tuple(wanted)]:
            self._fetching = some[0] if self._one_by_one else None
            missing = set(some)
            for batch in mailbox.fetch(some):
                self._fetching = None
                missing.difference_update(mail.uid for mail in batch)
                yield batch
            self._fetching = None
            self._note_refused(mailbox, missing)

    def look_failed(self) -> None:
        """Be careful in the next look."""
        self._one_by_one = True
        if self._fetching is not None:
            self._failures[self._fetching] += 1

    def look_ended(self) -> None:
        """All was fetched; the next look may be quick again."""
        self._one_by_one = False
        self._tried_again = frozenset()

    def start_again(self) -> None:
        """Try every mail once more, unless the look before this one has just failed."""
        if not self._one_by_one:
            self._tried_again = self._left_alone()
            self._failures.clear()

    def _note_refused(self, mailbox: Mailbox, missing: set[int]) -> None:
        """What was not fetched and still lies there was refused; the rest somebody has moved or deleted."""
        for uid in missing:
            if any(mailbox.waiting(uid, uid)):
                self._failures[uid] = _FETCHES_ALLOWED

    def _left_alone(self) -> frozenset[int]:
        return frozenset(uid for uid, failures in self._failures.items() if failures >= _FETCHES_ALLOWED)

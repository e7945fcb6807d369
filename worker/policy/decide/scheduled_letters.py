"""Every letter and entry that time alone makes due, as one table (3.1.4, 3.1.7.4, 3.1.8.1, 3.1.8.2, 3.1.7.9)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from worker.model.decision import Decision
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import SentToday
from worker.policy.decide.clock import neutral_acknowledgement, neutral_acknowledgement_at
from worker.policy.decide.confirmation import confirmation, confirmation_at
from worker.policy.decide.eight_weeks import (
    eight_week_draft,
    eight_week_draft_at,
    eight_week_letter,
    eight_week_letter_at,
    no_ombudsman,
    no_ombudsman_at,
)
from worker.policy.decide.progress_update import progress_update, progress_update_at
from worker.policy.decide.proposal_reminder import proposal_reminder, proposal_reminder_at
from worker.policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class LetterOfTime:
    """One row: `at` says when it is due in this case (aware UTC), or None where it is not or has been written.

    `write` is asked once that time has come; what it decides must make `at` give None or a later time.
    """

    at: Callable[[Case, Rulebook], datetime | None]
    write: Callable[[Case, Rulebook, SentToday, datetime], Decision]


LETTERS_OF_TIME = (
    LetterOfTime(at=neutral_acknowledgement_at, write=neutral_acknowledgement),
    LetterOfTime(at=confirmation_at, write=confirmation),
    LetterOfTime(at=proposal_reminder_at, write=proposal_reminder),
    LetterOfTime(at=progress_update_at, write=progress_update),
    LetterOfTime(at=no_ombudsman_at, write=no_ombudsman),
    LetterOfTime(at=eight_week_draft_at, write=eight_week_draft),
    LetterOfTime(at=eight_week_letter_at, write=eight_week_letter),
)


def next_letter_at(case: Case, rulebook: Rulebook) -> datetime | None:
    """When the next of these is due, or None; it may have been due before now."""
    return min(filter(None, (row.at(case, rulebook) for row in LETTERS_OF_TIME)), default=None)


def due_letters(case: Case, rulebook: Rulebook, now: datetime) -> tuple[LetterOfTime, ...]:
    """The rows that are due by now."""
    times = ((row, row.at(case, rulebook)) for row in LETTERS_OF_TIME)
    return tuple(row for row, at in times if at is not None and at <= now)

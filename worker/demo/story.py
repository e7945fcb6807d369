"""Plays an office that works through the jobs of production, and tells what happens."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from worker.demo.gallery import leave
from worker.demo.log_table import in_columns
from worker.demo.moments import moment_in_words
from worker.demo.office_mail import LAST_DAY, office_mail
from worker.demo.sample_mail import FIRST_DAY, with_sample_server
from worker.demo.simulation import Occasion, SentLetter, simulation
from worker.demo.telling import Closing
from worker.model.catalogue import LetterKind
from worker.model.office import Settings

_LISTS_TOLD = 1


def play(settings: Settings, templates: Path, output: Path, say: Callable[[str], None]) -> Closing:
    """Tell a month from Monday 2 March 2026 line by line, leave every mail in `output`, and give how things stand.

    The servers, the database and the secrets of the settings are left alone. DemoRefused with one sentence where the
    demo's servers are not installed or `output` cannot be used; BrokenTemplateError.
    """
    happenings: list[Occasion] = []
    story = _Story(say)
    with simulation(with_sample_server(settings), templates, FIRST_DAY) as running:
        for happening in running.play(office_mail(settings), LAST_DAY):
            happenings.append(happening)
            story.tell(happening)
        end = running.end()
    story.end(end)
    say(leave(happenings, end, output))
    return end


class _Story:
    """Tells what happens, but of the lists that colleagues get day after day only the first few."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._lists: Counter[tuple[LetterKind, str]] = Counter()

    def tell(self, happening: Occasion) -> None:
        """What came in, what was recorded and who was written to."""
        told = [
            f"letter to {_reader(each)}: “{each.subject}”" for each in happening.letters if self._is_new(each)
        ]
        if not (happening.mail or happening.news or told):
            return
        what = happening.mail.told if happening.mail else "the worker keeps time"
        self._say(f"{moment_in_words(happening.at)}: {what}")
        for line in (*happening.became, *told):
            self._say(f"    -> {line}")

    def end(self, end: Closing) -> None:
        """What is left, and how often the lists came that were not told."""
        for (kind, reader), times in self._lists.items():
            if times > _LISTS_TOLD:
                self._say(f"And {_times(times - _LISTS_TOLD)} more: {kind.called} to {reader}")
        heading = f"The log of the office on {moment_in_words(end.on)}:"
        self._say("\n".join(("", heading, *in_columns(end.table), "", f"worker log verify: {end.log}")))

    def _is_new(self, letter: SentLetter) -> bool:
        """Whether it belongs to a complaint, or is one of the first of its kind."""
        self._lists[letter.kind, _reader(letter)] += not letter.case
        return bool(letter.case) or self._lists[letter.kind, _reader(letter)] <= _LISTS_TOLD


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _reader(letter: SentLetter) -> str:
    return letter.to.name or letter.to.email

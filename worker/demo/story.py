"""Plays eight weeks of made-up mail through the jobs of production, and tells what happens."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from worker.demo.gallery import leave
from worker.demo.moments import moment_in_words
from worker.demo.sample_mail import FIRST_DAY, sample_mail, with_sample_server
from worker.demo.simulation import EIGHT_WEEKS, Occasion, SentLetter, simulation
from worker.demo.telling import Closing, at_the_end
from worker.model.catalogue import LetterKind
from worker.model.office import Settings

_LISTS_TOLD = 3


def play(settings: Settings, templates: Path, output: Path, say: Callable[[str], None]) -> None:
    """Tell eight weeks from Monday 2 March 2026 line by line, and leave every mail in `output`; takes seconds.

    The servers, the database and the secrets of the settings are left alone. DemoRefused with one sentence where the
    demo's servers are not installed or `output` cannot be used; BrokenTemplateError.
    """
    happenings: list[Occasion] = []
    story = _Story(say)
    with simulation(with_sample_server(settings), templates, FIRST_DAY) as running:
        for happening in running.play(sample_mail(settings, FIRST_DAY), FIRST_DAY + EIGHT_WEEKS):
            happenings.append(happening)
            story.tell(happening)
        end = running.end()
    story.end(end)
    say(leave(happenings, end, output))


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
                self._say(f"And {times - _LISTS_TOLD} times more: {kind.called} to {reader}")
        self._say("\n".join(("", *at_the_end(end), "", f"worker log verify: {end.log}")))

    def _is_new(self, letter: SentLetter) -> bool:
        """Whether it belongs to a complaint, or is one of the first of its kind."""
        self._lists[letter.kind, _reader(letter)] += not letter.reference
        return bool(letter.reference) or self._lists[letter.kind, _reader(letter)] <= _LISTS_TOLD


def _reader(letter: SentLetter) -> str:
    return letter.to.name or letter.to.email

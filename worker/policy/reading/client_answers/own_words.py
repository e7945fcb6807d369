"""The client's own words in a mail: without quotes, greeting, signature, banners, and the mark of our buttons."""

import re

from worker.policy.reading import quoting
from worker.policy.reading.staff_lines.tidy import own_lines
from worker.policy.token import without_marks

_CALLED = r"((?: (?!I\b|But\b|No\b|Not\b|We\b|The\b|Yes\b)[A-Z][a-z]+){1,2})(?=[,.!\n]|$)"
_GREETED = re.compile(
    rf"\b((?i:hi|hello|hey|dear|thanks|thank you|cheers|regards,?|wishes,?|sincerely,?)){_CALLED}",
    re.MULTILINE,
)
_NAME = re.compile(r"[A-Z][a-z']+(?: (?:[A-Z]\.?|[A-Z][a-z'-]+)){0,2}[.,]?")
_READ = 7000  # characters: more than is understood, so that it is seen where there is more


def own_words(words: str) -> str:
    """What the client wrote themselves, a line a sentence or more; empty where they wrote nothing."""
    text = without_marks(words)
    if text.strip():
        text = quoting.new_words(text).text
    lines = [_GREETED.sub(r"\1", line) for line in own_lines(text[:_READ])]
    while len(lines) > 1 and _NAME.fullmatch(lines[-1]) and not _one_word_answer(lines):
        lines.pop()
    if len(lines) == 1 and _NAME.fullmatch(lines[0]) and " " in lines[0]:
        lines = []
    return "\n".join(_joined(lines)).strip()


def _one_word_answer(lines: list[str]) -> bool:
    """Whether nothing but greetings and empty lines stand above, so that the last line is what was said."""
    return not any(line for line in lines[:-1])


def _joined(lines: list[str]) -> list[str]:
    """The lines without the breaks that a mail program put inside of a sentence."""
    joined: list[str] = []
    for line in lines:
        if joined and line and joined[-1] and line[0].islower() and joined[-1][-1] not in ".!?:":
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined

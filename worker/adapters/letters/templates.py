"""Templates: the words of the letters, read once from their folder and filled (only importer of jinja2).

A template sees the real facts in {% if %}, {% for %} and filters; what it prints is a token (`tokens`), so
that no later step can mistake a fact for words of the letter.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from traceback import extract_tb
from types import MappingProxyType

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from worker.adapters.letters.advice import advice
from worker.adapters.letters.clean import clean_lines
from worker.adapters.letters.dates_in_words import in_words
from worker.adapters.letters.sizes_in_words import in_size
from worker.adapters.letters.tokens import CLOSE, MARKS, OPEN, Filled
from worker.adapters.letters.unwrapped import unwrapped
from worker.model.letter import Letter
from worker.model.office import Office

PARTS = "parts"

_BEGINNING = re.compile(r"Subject: \S.*\nPreheader: \S.*\n\n")
_PRINTED = "_printed"


class BrokenTemplateError(Exception):
    """A template cannot be used; a person must correct the file that is named."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a template may speak of: the letter with its facts, the office, where replies go, and if it is printed."""

    letter: Letter
    office: Office
    reply_to: str
    on_paper: bool = False

    def names(self) -> dict[str, object]:
        """The facts of the letter by their own names, and six more that every template knows."""
        facts = self.letter.facts
        return {field.name: getattr(facts, field.name) for field in fields(facts)} | {
            "reference": self.letter.reference,
            "recipient": self.letter.recipient,
            "company": self.office.company,
            "office": self.office.display_name,
            "reply_to": self.reply_to,
            "on_paper": self.on_paper,
        }


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One letter's template: `folder` is client or staff, `path` the file a person must correct."""

    folder: str
    path: Path
    subject: Template
    preheader: Template
    body: Template

    def fill(self, scene: Scene) -> tuple[Filled, Filled, Filled]:
        """Subject, preheader and body with tokens for the facts; raises BrokenTemplateError."""
        names = scene.names()
        try:
            return _filled(self.subject, names), _filled(self.preheader, names), _filled(self.body, names)
        except (TemplateError, TypeError, ValueError, ZeroDivisionError) as error:
            raise _fault(error, self.path, names) from error


def load(folder: Path) -> tuple[LetterTemplate, ...]:
    """Every template under client/ and staff/, compiled; raises BrokenTemplateError with file and line."""
    texts = tuple(
        (path.relative_to(folder).as_posix(), _read(path)) for path in sorted(folder.rglob("*.txt"))
    )
    return _all_compiled(folder, texts)


@lru_cache(maxsize=2)
def _all_compiled(folder: Path, texts: tuple[tuple[str, str], ...]) -> tuple[LetterTemplate, ...]:
    """Compiled once for the same words, which takes longer than all else at a start."""
    sources = dict(texts)

    def source(name: str) -> tuple[str, str, None] | None:
        path, _, part = name.partition("#")
        text = sources.get(path)
        return None if text is None else (_part(text, part), str(folder / path), None)

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        finalize=_token,
        autoescape=False,  # a fact is a token until the HTML writer escapes it
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(_FILTERS)
    return tuple(_compiled(environment, folder, name) for name in sources if not name.startswith(f"{PARTS}/"))


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenTemplateError(f"{path}: the file cannot be read as UTF-8 text: {error}.") from error
    if any(mark in text for mark in MARKS):
        raise BrokenTemplateError(f"{path}: remove the private characters U+E000 to U+E003.")
    if path.parent.name != PARTS and not _BEGINNING.match(text):
        raise BrokenTemplateError(f"{path}:1: a letter begins with Subject:, Preheader: and an empty line.")
    return text


def _compiled(environment: ImmutableSandboxedEnvironment, folder: Path, name: str) -> LetterTemplate:
    path = folder / name
    try:
        parts = [environment.get_template(f"{name}#{part}") for part in ("subject", "preheader", "body")]
    except TemplateError as error:
        raise _fault(error, path) from error
    return LetterTemplate(name.partition("/")[0], path, *parts)


def _part(text: str, part: str) -> str:
    """One part of a letter on the lines where it stands in the file, so that a fault names the right line."""
    lines = text.split("\n")
    match part:
        case "subject":
            return lines[0].partition(":")[2].strip()
        case "preheader":
            return "\n" + lines[1].partition(":")[2].strip()
        case "body":
            return "\n\n" + "\n".join(lines[2:])
    return text


def _filled(template: Template, names: dict[str, object]) -> Filled:
    printed: list[str] = []
    text = template.render(names, **{_PRINTED: printed})
    return Filled(text, tuple(printed))


@pass_context
def _token(context: Context, value: object) -> str:
    """The token that stands for a printed fact; jinja calls this for every {{ }}."""
    if isinstance(value, Undefined):
        str(value)  # StrictUndefined raises here and names the fact
    if not isinstance(value, str | int):
        raise TemplateRuntimeError(
            f"{type(value).__name__} cannot be printed; ask for an absent fact with {{% if %}}, "
            "write dates with | in_words"
        )
    printed: list[str] = context[_PRINTED]
    printed.append(clean_lines(str(value)))
    return f"{OPEN}{len(printed) - 1}{CLOSE}"


def _in_words(when: object) -> str:
    if not isinstance(when, date):
        if isinstance(when, Undefined):
            str(when)  # raises, and names the fact
        raise TemplateRuntimeError("in_words needs a date; ask for an absent one with {% if %}")
    return in_words(when)


def _dialled(number: object) -> str:
    """The digits of a British phone number as a telephone takes them, for a tel: address (RFC 3966 has no spaces)."""
    digits = re.sub("[^0-9+]", "", str(number))
    return f"0{digits.removeprefix('+44').removeprefix('0')}" if digits.startswith("+44") else digits


def _fault(error: Exception, path: Path, facts: Iterable[str] = ()) -> BrokenTemplateError:
    """The sentence for a person: which file, which line, what is wrong and what to do."""
    if isinstance(error, TemplateSyntaxError):
        where, said = f"{error.filename or path}:{error.lineno}", error.message or ""
    else:
        lines = [step for step in extract_tb(error.__traceback__) if step.filename.endswith(".txt")]
        where, said = f"{lines[-1].filename}:{lines[-1].lineno}" if lines else str(path), str(error)
    folder = path.parent.parent
    files = (each.relative_to(folder).as_posix() for each in folder.rglob("*.txt"))
    return BrokenTemplateError(f"{where}: {advice(said, facts, _FILTERS, files)}.")


_FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {"dialled": _dialled, "in_words": _in_words, "in_size": in_size, "unwrapped": unwrapped}
)
"""What may stand behind a fact after |, beside what jinja itself brings."""

"""What each template may print or ask for, with an example, made from the classes of the letters and their samples."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from worker.adapters.letters.dates_in_words import in_words
from worker.adapters.letters.samples import samples
from worker.model.catalogue import LetterKind
from worker.model.letter import LetterFacts

_LONGEST = 70
Row = tuple[str, str]


def facts_of_letters() -> str:
    """A table for each sort of facts: what to write in a template, and what a sample letter prints."""
    kinds: dict[type, list[LetterKind]] = {}
    for kind in LetterKind:
        kinds.setdefault(kind.row.facts, []).append(kind)
    return "\n\n".join(_table(of, tuple(letters)) for of, letters in kinds.items())


def _table(of: type, letters: tuple[LetterKind, ...]) -> str:
    tried = [letter.facts for letter in samples() if type(letter.facts) is of]
    head = f"**{', '.join(f'{letter} {letter.called}' for letter in letters)}**"
    return "\n".join((head, "", "| write | for example |", "|---|---|", *_lines(of, tried)))


def _lines(of: type, tried: list[LetterFacts]) -> Iterator[str]:
    for write, example in _rows("", of, tried):
        yield f"| <code>{write.replace('|', '&#124;')}</code> | {example.replace('|', '&#124;')} |"


def _rows(before: str, of: type, tried: list[Any]) -> Iterator[Row]:
    """Each field of that class with the first value that a sample has for it."""
    for name, hint in get_type_hints(of).items():
        if name not in {each.name for each in fields(of)}:
            continue
        values = [value for each in tried if (value := getattr(each, name)) not in (None, "", ())]
        yield from _row(f"{before}{name}", hint, values)


def _row(name: str, hint: Any, values: list[Any]) -> Iterator[Row]:
    plain = next((each for each in get_args(hint) if each not in (NoneType, ...)), hint)
    if get_origin(hint) is tuple:
        one = _one(name)
        yield f"{{% for {one} in {name} %}}", "one after the other"
        items = [item for value in values for item in value]
        if is_dataclass(plain) and isinstance(plain, type):
            yield from _rows(f"{one}.", plain, items)
        else:
            yield f"{{{{ {one} }}}}", _example(items[0] if items else "")
    elif is_dataclass(plain) and isinstance(plain, type):
        yield from _rows(f"{name}.", plain, values)
    elif plain is bool:
        yield f"{{% if {name} %}}", "yes or no"
    elif isinstance(plain, type) and issubclass(plain, date):
        yield f"{{{{ {name} | in_words }}}}", _example(in_words(values[0]) if values else "")
    elif isinstance(plain, type) and issubclass(plain, StrEnum):
        yield f"{{{{ {name} }}}}", f"one of: {', '.join(plain)}"
    else:
        yield f"{{{{ {name} }}}}", _example(values[0] if values else "")


def _one(name: str) -> str:
    """What the template may call one of them: file for files."""
    bare = name.rpartition(".")[2]
    return bare.removesuffix("s") if bare.endswith("s") else "one"


def _example(value: object) -> str:
    """A value on one line, as long as a table bears; what stands for nothing where no sample has one."""
    text = " / ".join(filter(None, (line.strip() for line in str(value).splitlines())))
    return (f"{text[:_LONGEST].rstrip()}..." if len(text) > _LONGEST else text) or "(nothing)"

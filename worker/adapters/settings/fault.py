"""What is wrong with a configuration, in one line a fault, and how a wrong value is shown."""

import json
from dataclasses import dataclass
from datetime import date

LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right: where `wanted` belongs, `file` at `key` `says` this; never a secret."""

    file: str
    key: str
    says: str
    wanted: str

    def __str__(self) -> str:
        """The fault on one line."""
        return " · ".join((self.file, self.key, self.says, self.wanted))


class SettingsRefused(Exception):
    """The configuration cannot be used; it needs a person, who finds every fault in `faults`."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Say one fault a line."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def shown(value: object) -> str:
    """The value as a person wrote it in TOML, on one line and cut to sixty characters; None is `missing`."""
    text = written(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def written(value: object) -> str:
    """The value as a person writes it in TOML, on one line; None is `missing`."""
    match value:
        case None:
            return "missing"
        case bool():
            return str(value).lower()
        case str():
            return f'"{on_one_line(value)}"'
        case dict():
            return "a table"
        case list() | tuple():
            return f"[{', '.join(map(written, value))}]"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def on_one_line(text: str) -> str:
    """The text with every character that does not print, line ends among them, written as its escape."""
    return "".join(letter if letter.isprintable() else json.dumps(letter)[1:-1] for letter in text)

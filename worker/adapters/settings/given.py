"""What only the owner can supply, and what must therefore be there before letters go to anybody."""

from collections.abc import Callable
from operator import attrgetter

from worker.adapters.settings.fault import Fault, shown
from worker.adapters.settings.file import ConfigFile
from worker.model.office import Settings

_BY_LAW = "the law requires it in business e-mail (SI 2015/17 regs 24-25), so the owner must supply it"


def _stands_in(value: object) -> bool:
    return not value or "example" in str(value)


def _is_true(value: object) -> bool:
    return value is True


_OWED: tuple[tuple[str, str, Callable[[object], bool], str], ...] = (
    ("office", "operator", _stands_in, "the address that alarms go to, in place of the example"),
    ("office", "mailbox.host", _stands_in, "the company's mail server, in place of the example"),
    ("office", "smtp.host", _stands_in, "the company's mail server, in place of the example"),
    ("office", "company.number", _stands_in, f"the company's registered number: {_BY_LAW}"),
    ("office", "company.registered_office", _stands_in, f"the address of the registered office: {_BY_LAW}"),
    ("office", "company.registered_in", _stands_in, f"the part of the UK where it is registered: {_BY_LAW}"),
    ("people", "example", _is_true, "false, once the company's real people stand in this file"),
)


def not_given(settings: Settings) -> tuple[Fault, ...]:
    """What the owner has still to supply; `live = true` would be refused for the same faults."""
    return _owed(lambda file, key: attrgetter(f"{file}.{key}")(settings))


def faults_of_live(office: ConfigFile, people: ConfigFile) -> tuple[Fault, ...]:
    """The same faults in files that say `live = true`; none in files that do not."""
    files = {"office": office, "people": people}
    return _owed(lambda file, key: files[file].get(key)) if office.get("live") is True else ()


def _owed(said: Callable[[str, str], object]) -> tuple[Fault, ...]:
    return tuple(
        Fault(f"{file}.toml", key, shown(said(file, key) or None), wanted)
        for file, key, owed, wanted in _OWED
        if owed(said(file, key))
    )

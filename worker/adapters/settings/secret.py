"""Secrets from the environment, or from a file that only its owner can read; none is ever shown."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from worker.adapters.settings.fault import Fault, on_one_line
from worker.adapters.settings.wellformed import database
from worker.model.office import Secrets

ENVIRONMENT = "environment"
SHORTEST_TOKEN_KEY = 32
_LONGEST_SECRET = 4096


def secrets(environment: Mapping[str, str], *, smtp_login: bool) -> Secrets | tuple[Fault, ...]:
    """The secrets, or every fault of them; SMTP_PASSWORD may be absent where there is no login."""
    mailbox = _secret(environment, "MAILBOX_PASSWORD", "the password of the mailbox")
    smtp = _secret(environment, "SMTP_PASSWORD", "the password of smtp.user", required=smtp_login)
    key = _long_enough(_secret(environment, "TOKEN_KEY", "at least 32 secret characters"))
    if isinstance(mailbox, Fault) or isinstance(smtp, Fault) or isinstance(key, Fault):
        return tuple(fault for fault in (mailbox, smtp, key) if isinstance(fault, Fault))
    return Secrets(mailbox_password=mailbox, smtp_password=smtp, token_key=key.encode())


def database_faults(environment: Mapping[str, str]) -> tuple[Fault, ...]:
    """DATABASE_URL where it is set and is no address that the log can open; it is not shown."""
    url = environment.get("DATABASE_URL", "")
    if not url or database(url):
        return ()
    wanted = "an address of a database: sqlite:///FILE or postgresql+psycopg://…"
    return (Fault(ENVIRONMENT, "DATABASE_URL", "a value that is not shown here", wanted),)


def _secret(environment: Mapping[str, str], name: str, wanted: str, *, required: bool = True) -> str | Fault:
    value, file = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if value and file:
        return Fault(ENVIRONMENT, name, f"set, and {name}_FILE is set too", "one of the two")
    if file:
        return _kept(f"{name}_FILE", Path(file))
    if not value and required:
        return Fault(ENVIRONMENT, name, "missing", f"{wanted}, here or in a file that {name}_FILE names")
    return value if value.isprintable() else _not_one_line(name)


def _kept(name: str, path: Path) -> str | Fault:
    """The line in the file; a path at which no file is might be a secret itself and is not shown."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            content = file.read(_LONGEST_SECRET)
    except (OSError, ValueError):
        return Fault(
            ENVIRONMENT, name, "names no file that can be opened", "the path of a file with one line"
        )
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        wanted = f"a file that nobody but its owner can read; run: chmod 600 {on_one_line(str(path))}"
        return Fault(ENVIRONMENT, name, f"a file that others can read or change (mode {mode:04o})", wanted)
    try:
        value = content.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        return _not_one_line(name)
    return value if value and value.isprintable() else _not_one_line(name)


def _long_enough(key: str | Fault) -> str | Fault:
    if isinstance(key, Fault) or len(key) >= SHORTEST_TOKEN_KEY:
        return key
    wanted = "at least 32 secret characters, such as the output of: openssl rand -hex 32"
    return Fault(ENVIRONMENT, "TOKEN_KEY", f"only {len(key)} characters", wanted)


def _not_one_line(name: str) -> Fault:
    return Fault(
        ENVIRONMENT, name, "empty, or not one line of printable text", "the secret on one line in UTF-8"
    )

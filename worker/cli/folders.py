"""Where the operator's files lie, and what a command opens with them."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from worker import app
from worker.adapters.letters import Letters
from worker.adapters.log import schema
from worker.adapters.log.store import LogRefused, Store, Transaction, open_store
from worker.adapters.settings import load
from worker.model.office import Settings
from worker.workplace import Workplace

_UNUSED = "a command that logs in nowhere needs no secret"
_NO_SECRETS = {"MAILBOX_PASSWORD": _UNUSED, "SMTP_PASSWORD": _UNUSED, "TOKEN_KEY": _UNUSED}


@dataclass(frozen=True, slots=True)
class Folders:
    """The folder of the configuration and that of the letters."""

    config: Path
    templates: Path

    def settings(self) -> Settings:
        """Every setting, or SettingsRefused with every fault at once."""
        return load(self.config, os.environ)

    def settings_without_secrets(self) -> Settings:
        """The same for a command that needs no secret but, perhaps, the one in DATABASE_URL."""
        return load(self.config, {"DATABASE_URL": os.environ.get("DATABASE_URL", ""), **_NO_SECRETS})

    @contextmanager
    def workplace(self) -> Iterator[Workplace]:
        """Everything a job works with, the database brought up to date, and closed at the end."""
        settings = self.settings()
        letters = Letters.open(self.templates, settings.office)
        with closing(app.open_workplace(settings, letters)) as place:
            schema.upgrade(place.store)
            yield place

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The database alone, as it is, closed at the end."""
        with closing(open_store(self.settings_without_secrets().office.database)) as store:
            yield store

    @contextmanager
    def log(self) -> Iterator[Transaction]:
        """The log as it stands now, to read; LogRefused where its tables are not those of this version."""
        with self.store() as store:
            behind = schema.behind(store)
            if behind:
                raise LogRefused(behind)
            with store.reading(app.utc_now()) as tx:
                yield tx

"""Which step of the migrations a database has reached, and the way to the last one (only importer of alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from worker.adapters.log.store import Store, as_sentence


def behind(store: Store) -> str:
    """Empty when the schema is the one this code was written for, else a sentence that says what is to be done."""
    reached, wanted = _reached(store), ScriptDirectory.from_config(_config()).get_current_head()
    if reached == wanted:
        return ""
    found = f"at step {reached}" if reached else "empty"
    return f"The database is {found} and this version needs step {wanted}: run `worker migrate` or `worker run`."


def upgrade(store: Store) -> None:
    """Bring the schema up to date in one transaction, alone: another worker waits and then finds nothing to do."""
    config = _config()
    with as_sentence(), store.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(20260824)"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _reached(store: Store) -> str | None:
    with as_sentence(), store.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config

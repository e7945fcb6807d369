"""Which step of the migrations a database has reached, and the way to the last (only importer of alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from worker.adapters.log.store import LogRefused, Store, as_sentence


def behind(store: Store) -> str:
    """Empty when the schema is the one this code was written for, else a sentence that says what to do."""
    with as_sentence(), store.engine.connect().execution_options(reading=True) as connection:
        reached = _reached(connection)
    steps = _steps()
    if reached == steps[0]:
        return ""
    if reached and reached not in steps:
        return _ahead(reached)
    found = f"at step {reached}" if reached else "empty"
    return f"The database is {found} and this version needs step {steps[0]}: run `worker migrate`."


def upgrade(store: Store) -> None:
    """Bring the schema up to date in one transaction, alone: another worker waits and finds nothing to do.

    LogRefused where a later version of the worker has been here; that schema is left as it is.
    """
    config = _config()
    with as_sentence(), store.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(20260824)"))
        reached = _reached(connection)
        if reached and reached not in _steps():
            raise LogRefused(_ahead(reached))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _reached(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _steps() -> tuple[str, ...]:
    """Every step that this code knows, the last one first."""
    return tuple(step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions())


def _ahead(reached: str) -> str:
    return (
        f"The database is at step {reached}, which this version does not know: run the version of the worker "
        "that made it, or a later one."
    )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config

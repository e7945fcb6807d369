"""Which step of the migrations a database has reached, and the way to the last (only importer of alembic)."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from worker.adapters.log.store import LogRefused, Store, as_sentence

_MIGRATIONS = Path(__file__).parent / "migrations"


def behind(store: Store) -> str:
    """Empty when the schema is the one this code was written for, else a sentence that says what to do."""
    with as_sentence(), store.engine.connect().execution_options(reading=True) as connection:
        reached = _reached(connection)
    steps = _steps()
    if reached == steps[-1]:
        return ""
    if reached and reached not in steps:
        return _ahead(reached)
    found = f"at step {reached}" if reached else "empty"
    return f"The database is {found} and this version needs step {steps[-1]}: run `worker migrate`."


def upgrade(store: Store) -> None:
    """Bring the schema up to date in one transaction, alone: another worker waits and finds nothing to do.

    LogRefused where a later version of the worker has been here; that schema is left as it is.
    """
    with as_sentence(), store.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(20260824)"))
        reached, steps = _reached(connection), _steps()
        if reached and reached not in steps:
            raise LogRefused(_ahead(reached))
        if reached != steps[-1]:
            _migrate(connection)


def _migrate(connection: Connection) -> None:
    # Imported here and not above: it would take 11 MB of a worker that has nothing to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _reached(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _steps() -> tuple[str, ...]:
    """Every step that this code knows, the last one last: the name of its file begins with it."""
    files = (_MIGRATIONS / "versions").glob("[0-9]*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))


def _ahead(reached: str) -> str:
    return (
        f"The database is at step {reached}, which this version does not know: run the version of the worker "
        "that made it, or a later one."
    )

"""New logs for tests: the steps of the migrations are taken once a process, and every test gets a copy of their end."""

from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from worker.adapters.log import schema
from worker.adapters.log.store import Store, open_store


def new_log(url: str) -> Store:
    """The open database at that address, with its tables; an SQLite file that is not there yet begins as a copy."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(str(address.database)).exists():
        Path(str(address.database)).write_bytes(_migrated())
    store = open_store(url)
    schema.upgrade(store)
    return store


@cache
def _migrated() -> bytes:
    """An SQLite file in which every step was taken and nothing else happened."""
    with TemporaryDirectory(prefix="migrated-") as folder:
        file = Path(folder) / "log.sqlite3"
        with closing(open_store(f"sqlite:///{file}")) as store:
            schema.upgrade(store)
        return file.read_bytes()

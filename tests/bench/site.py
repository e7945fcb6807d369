"""Where the measurements happen: the servers that all share, and for each a configuration and a database."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import ROOT
from tests.servers import PASSWORD
from tests.servers.dovecot import DovecotServer
from tests.servers.smtp_sink import SmtpSink

# Limits of the provider and caps of the policy are lifted as far as the settings allow.
_OFFICE = """\
address = "hello@optimised.net"
display_name = "Optimised"
reference_prefix = "OPT"
operator = "operator@example.org"

[mailbox]
host = "127.0.0.1"
port = {imap_port}
user = "{user}"
security = "none"
authserv_id = "mx.optimised.net"

[smtp]
host = "127.0.0.1"
port = {smtp_port}
security = "none"
per_minute = 10000
per_day = 1000000

[company]
name = "Optimised Group Limited"
phone = "0333 370 2024"
address = "Lancaster House, 109-112 Amy Johnson Way, Blackpool, Lancashire"
website = "https://optimised.net"

[caps]
acknowledge_per_address_per_day = 1000
per_domain_per_day = 10000
per_day = 100000
"""


@dataclass(frozen=True, slots=True)
class Servers:
    """What all measurements share, also the mailbox, so that the mail server knows it equally well each time."""

    folder: Path
    imap: DovecotServer
    smtp: SmtpSink
    user: str

    def site(self, name: str) -> "Site":
        """A site of that name, made anew: the mailbox as it is and no database yet."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        office = _OFFICE.format(imap_port=self.imap.port, smtp_port=self.smtp.port, user=self.user)
        (folder / "office.toml").write_text(office)
        for each in ("people", "policy", "reminders", "triage"):
            shutil.copy(ROOT / "config" / f"{each}.toml", folder)
        return Site(folder, self)


@dataclass(frozen=True, slots=True)
class Site:
    """One worker's surroundings: a folder with its configuration and its database."""

    folder: Path
    servers: Servers

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "complaints.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """What `worker` reads from its environment, beside the rest of ours.

        It runs from compiled files as an installed program does; compiling takes time and 25 MB.
        """
        ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {
            **ours,
            "PYTHONPYCACHEPREFIX": str(self.servers.folder / "compiled"),
            "MAILBOX_PASSWORD": PASSWORD,
            "TOKEN_KEY": "0123456789abcdef" * 4,
            "DATABASE_URL": f"sqlite:///{self.database}",
        }

    def arrive(self, mails: Iterable[bytes], at: datetime | None = None) -> None:
        """Put the mails into the mailbox, arrived at that time, or now."""
        self.servers.imap.deliver(self.servers.user, mails, at=at or datetime.now(UTC))


@contextmanager
def servers() -> Iterator[Servers]:
    """Both servers at work in a folder that is removed at the end."""
    # A short path that the mail server's user may enter.
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)
    imap = DovecotServer.start(folder / "dovecot")
    try:
        with SmtpSink() as smtp:
            yield Servers(folder, imap, smtp, imap.new_user())
    finally:
        imap.stop()
        shutil.rmtree(folder)

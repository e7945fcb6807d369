"""Where one measurement happens: a folder with its own configuration and database, a mailbox and an SMTP sink."""

import os
import shutil
from collections.abc import Iterable
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
class Site:
    """One worker's surroundings; `user` is the name of its mailbox on the server."""

    folder: Path
    server: DovecotServer
    sink: SmtpSink
    user: str

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
            "PYTHONPYCACHEPREFIX": str(self.folder.parent / "compiled"),
            "MAILBOX_PASSWORD": PASSWORD,
            "TOKEN_KEY": "0123456789abcdef" * 4,
            "DATABASE_URL": f"sqlite:///{self.database}",
        }

    def arrive(self, mails: Iterable[bytes], at: datetime | None = None) -> None:
        """Put the mails into the mailbox, arrived at that time, or now."""
        self.server.deliver(self.user, mails, at=at or datetime.now(UTC))


def new_site(folder: Path, server: DovecotServer, sink: SmtpSink, user: str = "") -> Site:
    """A site with an empty mailbox, or that of a user, and no database yet; the folder is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    site = Site(folder, server, sink, user or server.new_user())
    office = _OFFICE.format(imap_port=server.port, smtp_port=sink.port, user=site.user)
    (folder / "office.toml").write_text(office)
    for name in ("people", "policy", "triage"):
        shutil.copy(ROOT / "config" / f"{name}.toml", folder)
    return site

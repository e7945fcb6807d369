"""A private Dovecot: a mail server as companies run it, with implicit TLS and plain IMAP on loopback."""

import grp
import os
import pwd
import shutil
import signal
import subprocess
import uuid
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tests.servers import APPENDED_AT, PASSWORD, ServerMissingError, free_port, imap, listens
from tests.servers.certificates import make_authority, make_certificate
from tests.servers.process import start_process
from tests.servers.until import until
from worker.model.servers import MailboxSettings, Security

_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {path}/run
state_dir = {path}/state
log_path = {path}/dovecot.log
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
mail_home = {path}/users/%u
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = 1000
mailbox_idle_check_interval = 1 secs
disable_plaintext_auth = no
auth_failure_delay = 0
ssl = yes
ssl_cert = <{path}/server.pem
ssl_key = <{path}/server.key
ssl_min_protocol = TLSv1.2
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={mail_uid} gid={mail_gid} home={path}/users/%u
}}
service anvil {{
  {chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  {chroot}
}}
service imap-login {{
  {chroot}
  service_count = 0
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service imap {{
  process_min_avail = 1
}}
{extra}
"""


class DovecotServer:
    """One instance in its own folder; every user exists and has the password `secret`.

    The folder's path must be short (Unix sockets live in it) and its parents open to other users.
    """

    def __init__(self, path: Path, extra: str = "") -> None:
        self.path = path
        self.host = "127.0.0.1"
        self.port = free_port()
        self.tls_port = free_port()
        self.ca_file = str(path / "authority.pem")
        self._extra = extra
        self._owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def start(cls, path: Path, extra: str = "") -> "DovecotServer":
        """A running server that keeps everything under `path`; `extra` is added to its configuration."""
        server = cls(path, extra)
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o755)
        for name in ("run", "state", "users"):
            (path / name).mkdir()
        os.chown(path / "users", server._owner.pw_uid, server._owner.pw_gid)
        make_certificate(make_authority(path), path, names="DNS:localhost,IP:127.0.0.1")
        server._write_config()
        server._run()
        return server

    def stop(self) -> None:
        """End the server and remove its folder."""
        self.kill()
        shutil.rmtree(self.path, ignore_errors=True)

    def kill(self) -> None:
        """SIGKILL to every process of it, as when the power fails; the mail stays."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
        if not until(lambda: not listens(self.port) and not listens(self.tls_port)):
            raise RuntimeError("Dovecot still takes connections 10 seconds after SIGKILL.")

    def restart(self) -> None:
        """Run again with the same ports and the same mail."""
        self.kill()
        self._run()

    def new_user(self) -> str:
        """The name of a user whose mailbox is empty."""
        return f"user-{uuid.uuid4().hex[:12]}"

    def settings(self, user: str) -> MailboxSettings:
        """How our adapter reaches that user's mailbox on the plain port."""
        return MailboxSettings(host=self.host, user=user, port=self.port, security=Security.NONE)

    def tls_settings(self, user: str) -> MailboxSettings:
        """How our adapter reaches that user's mailbox with implicit TLS."""
        return MailboxSettings(host=self.host, user=user, port=self.tls_port, ca_file=self.ca_file)

    def append(self, user: str, raw: bytes, folder: str = "INBOX", at: datetime = APPENDED_AT) -> None:
        """Put one message in a folder that exists, as IMAP APPEND does."""
        imap.append(self.port, user, raw, folder, at)

    def deliver(self, user: str, mails: Iterable[bytes], at: datetime = APPENDED_AT) -> None:
        """Put many messages in the inbox at once by writing the Maildir's files."""
        folder = self._maildir(user)
        for number, raw in enumerate(mails):
            file = folder / "new" / f"{int(at.timestamp())}.{number:08}.{uuid.uuid4().hex}"
            file.write_bytes(raw)
            os.chown(file, self._owner.pw_uid, self._owner.pw_gid)
            os.utime(file, (at.timestamp(), at.timestamp()))

    def contents(self, user: str, folder: str = "INBOX") -> tuple[bytes, ...]:
        """The messages of a folder in their order; none where the folder does not exist."""
        return imap.contents(self.port, user, folder)

    def flags(self, user: str, folder: str = "INBOX") -> tuple[str, ...]:
        """For each message of a folder, what FETCH says about its UID and flags."""
        return imap.flags(self.port, user, folder)

    def folder_path(self, user: str, folder: str) -> Path:
        """Where the Maildir of a folder other than the inbox lies."""
        return self.path / "users" / user / "Maildir" / f".{folder}"

    def _maildir(self, user: str) -> Path:
        root = self.path / "users" / user
        for folder in (root, *(root / "Maildir" / name for name in (".", "cur", "new", "tmp"))):
            folder.mkdir(exist_ok=True)
            os.chown(folder, self._owner.pw_uid, self._owner.pw_gid)
        return root / "Maildir"

    def _write_config(self) -> None:
        root = os.geteuid() == 0
        me = pwd.getpwuid(os.geteuid()).pw_name
        text = _CONFIG.format(
            path=self.path,
            internal="dovecot" if root else me,
            internal_group="dovecot" if root else grp.getgrgid(self._owner.pw_gid).gr_name,
            login="dovenull" if root else me,
            chroot="" if root else "chroot =",
            mail_uid=self._owner.pw_uid,
            mail_gid=self._owner.pw_gid,
            password=PASSWORD,
            port=self.port,
            tls_port=self.tls_port,
            extra=self._extra,
        )
        (self.path / "dovecot.conf").write_text(text)

    def _run(self) -> None:
        program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        if program is None:
            raise ServerMissingError("Dovecot is not installed: apt-get install dovecot-imapd.")
        command = [program, "-F", "-c", str(self.path / "dovecot.conf")]
        self._process = start_process(command, folder=self.path, at_our_end="TERM")
        if not until(lambda: listens(self.port) and listens(self.tls_port)):
            detail = "".join(log.read_text() for log in self.path.glob("*.log"))
            self.stop()
            raise RuntimeError(f"Dovecot did not start within 10 seconds: {detail}")

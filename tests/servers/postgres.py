"""A private PostgreSQL in a folder of its own, reached over loopback without a password."""

import os
import pwd
import shutil
import signal
import subprocess
import uuid
from contextlib import suppress
from pathlib import Path

from tests.servers import ServerMissingError, free_port
from tests.servers.process import start_process
from tests.servers.until import until

_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "on",
    "shared_buffers": "32MB",
    "max_connections": "60",
}


class PostgresServer:
    """One cluster in its own folder, whose parents are open to other users; databases go with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.port = free_port()
        self._owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def start(cls, path: Path) -> "PostgresServer":
        """A running server that keeps everything under `path`."""
        programs()
        server = cls(path)
        path.mkdir(parents=True, exist_ok=True)
        os.chown(path, server._owner.pw_uid, server._owner.pw_gid)
        path.chmod(0o700)
        data = ("-D", str(path / "data"), "-U", "postgres", "-A", "trust")
        server._call("initdb", *data, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        server._run()
        return server

    def stop(self) -> None:
        """End the server, at once because nothing is to be kept, and remove its folder."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
        self.kill()
        shutil.rmtree(self.path, ignore_errors=True)

    def kill(self) -> None:
        """SIGKILL to every process of it, as when the power fails."""
        if self._process is None:
            return
        postmaster = self._process.pid
        children = _children(postmaster)
        for process in (postmaster, *children):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._process.wait()
        self._process = None
        if not until(lambda: not any(_runs(child, "postgres") for child in children)):
            raise RuntimeError("Processes of PostgreSQL are still there 10 seconds after SIGKILL.")

    def restart(self) -> None:
        """Run again on the same port with what was committed."""
        self.kill()
        (self.path / "data" / "postmaster.pid").unlink(missing_ok=True)
        self._run()

    def new_database(self) -> str:
        """The SQLAlchemy address of an empty database."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        self._call("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", name)
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def _run(self) -> None:
        options = [f"--{name}={value}" for name, value in _OPTIONS.items()]
        place = ["-D", str(self.path / "data"), "-p", str(self.port)]
        command = [str(programs() / "postgres"), *place, *options]
        owner = self._as_owner()
        self._process = start_process(command, folder=self.path, at_our_end="INT", owner=owner)
        if not until(self._ready, seconds=20, every=0.02):
            detail = (self.path / "server.log").read_text()
            self.stop()
            raise RuntimeError(f"PostgreSQL did not start within 20 seconds: {detail}")

    def _ready(self) -> bool:
        question = ["-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"]
        return subprocess.run([str(programs() / "pg_isready"), *question], check=False).returncode == 0

    def _call(self, program: str, *words: str) -> None:
        command = ["setpriv", *self._as_owner(), str(programs() / program), *words]
        done = subprocess.run(command, cwd=self.path, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")

    def _as_owner(self) -> tuple[str, ...]:
        """Options of setpriv: PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return ()
        return (f"--reuid={self._owner.pw_uid}", f"--regid={self._owner.pw_gid}", "--clear-groups")


def programs() -> Path:
    """The folder of the newest installed PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda file: int(file.parts[4]))
    if not found:
        raise ServerMissingError("PostgreSQL is not installed: apt-get install postgresql-15.")
    return found[-1].parent


def _children(process: int) -> tuple[int, ...]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return ()
    return tuple(int(word) for word in text.split())


def _runs(process: int, program: str) -> bool:
    """Whether that process is alive and still that program; a zombie is not alive."""
    try:
        name, _, rest = Path(f"/proc/{process}/stat").read_text().rpartition(")")
    except OSError:
        return False
    return program in name and rest.split()[0] != "Z"

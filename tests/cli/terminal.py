"""Types commands as an operator does, from the root of the repository, and keeps what came back."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from tests.faults.launching import FORKED_FROM
from worker import cli

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ROOT / "config"
PATIENCE = 240
NOTHING: Mapping[str, str] = {}

_PR_SET_PDEATHSIG = 1
_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload([*FORKED_FROM, __name__])


@dataclass(frozen=True)
class Said:
    """The exit code of a command and what it wrote on its two streams."""

    code: int
    out: str
    err: str

    @property
    def trouble(self) -> str:
        """The one sentence on standard error, where nothing else was said."""
        assert self.err.endswith("\n"), self
        assert self.err.count("\n") == 1, self.err
        assert self.out == "", self.out
        assert "Traceback" not in self.err
        return self.err.strip()


def command(*words: str, environment: Mapping[str, str] = NOTHING, stdin: bytes = b"") -> Said:
    """`python -m worker` with these words, with only these variables of ours in the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "worker", *words],
        cwd=ROOT,
        env=_environment(environment),
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def typed(*words: str, environment: Mapping[str, str] = NOTHING) -> Said:
    """The same in a process forked from one that has done the imports, which cost a second each."""
    with TemporaryDirectory(prefix="terminal-") as folder:
        streams = tuple(str(Path(folder) / name) for name in ("out", "err"))
        process = _FORKS.Process(target=_run, args=(words, _environment(environment), streams))
        process.start()
        process.join(PATIENCE)
        code = process.exitcode
        process.kill()
        process.join()
        process.close()
        out, err = (Path(stream).read_text() for stream in streams)
    assert code is not None, f"worker {' '.join(words)} did not end.\n{out}{err}"
    return Said(code, out, err)


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "TMPDIR": gettempdir(), "PYTHONWARNINGS": "error", **ours}


def _run(words: Sequence[str], environment: dict[str, str], streams: Sequence[str]) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    for number, stream in enumerate(streams, start=1):
        os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["worker", *words]
    cli.main()

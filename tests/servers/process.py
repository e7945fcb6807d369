"""Starting a server so that it ends with the process that runs the tests, however that one ends."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Linux ends the child with the *thread* that started it, so one thread starts them all and lives to the end.
_STARTER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="starter")


def start_process(
    command: list[str], *, folder: Path, at_our_end: str, owner: tuple[str, ...] = ()
) -> subprocess.Popen[bytes]:
    """Run the command in the folder, its output in server.log, sent the signal `at_our_end` when we die.

    `owner` holds setpriv's options for running as another user. The command leads a session of its own, so
    that os.killpg reaches all of it.
    """
    return _STARTER.submit(_start, ["setpriv", *owner, "--pdeathsig", at_our_end, *command], folder).result()


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "server.log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=folder, start_new_session=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )

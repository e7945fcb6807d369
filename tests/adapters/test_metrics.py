"""Figures for Prometheus: what the page says, who reaches it, and that a page which cannot be is a sentence."""

import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.adapters.in_the_log import migrated
from tests.cli.terminal import command
from tests.servers import free_port
from worker.adapters import metrics
from worker.adapters.metrics import MetricsPage, MetricsRefused, ProcessFigures
from worker.policy.health import Health, Trouble

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
WELL = Health(
    at=NOW,
    troubles=(),
    holidays_until=date(2028, 12, 31),
    looked_at=NOW - timedelta(seconds=30),
    letters_waiting=2,
    waits_since=NOW - timedelta(minutes=5),
    open_cases=7,
)
EMPTY = Health(at=NOW, troubles=(), holidays_until=date(2028, 12, 31), letters_waiting=0, open_cases=0)
UNKNOWN = Health(at=NOW, troubles=(Trouble("x", "X.", "Y."),), holidays_until=date(2028, 12, 31))


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    return free_port()


@pytest.fixture
def page(port: int) -> Iterator[MetricsPage]:
    """A page on that port."""
    opened = MetricsPage(port)
    yield opened
    opened.close()


def read(port: int, query: str = "") -> str:
    """The page as Prometheus reads it."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics{query}", timeout=10) as answer:
        assert answer.headers.get_content_type() == "text/plain"
        return str(answer.read().decode())


def values(text: str) -> dict[str, float]:
    """Each figure of the page with its value."""
    return {line.split()[0]: float(line.split()[1]) for line in text.splitlines() if not line.startswith("#")}


@pytest.mark.parametrize(
    ("figures", "shown"),
    [
        (
            ProcessFigures(WELL, mails_settled=12, letters_sent=5),
            {
                "worker_last_look_timestamp_seconds": 1772443770.0,
                "worker_outbox_waiting": 2,
                "worker_outbox_oldest_seconds": 300,
                "worker_open_cases": 7,
                "worker_troubles": 0,
                "worker_mails_settled_total": 12,
                "worker_letters_sent_total": 5,
            },
        ),
        (
            ProcessFigures(EMPTY, mails_settled=0, letters_sent=0),
            {
                "worker_outbox_waiting": 0,
                "worker_outbox_oldest_seconds": 0,
                "worker_open_cases": 0,
                "worker_troubles": 0,
                "worker_mails_settled_total": 0,
                "worker_letters_sent_total": 0,
            },
        ),
        (
            ProcessFigures(UNKNOWN, mails_settled=12, letters_sent=5),
            {"worker_troubles": 1, "worker_mails_settled_total": 12, "worker_letters_sent_total": 5},
        ),
    ],
    ids=["well", "never looked", "no database"],
)
def test_the_figures(page: MetricsPage, port: int, figures: ProcessFigures, shown: dict[str, float]) -> None:
    """Those and no others; what nobody knows is left out instead of being shown as nought."""
    page.tell(figures)
    assert values(read(port)) == shown


def test_each_figure_is_explained_and_has_its_kind(page: MetricsPage, port: int) -> None:
    """Prometheus is told what may go down and what only grows."""
    page.tell(ProcessFigures(WELL, mails_settled=12, letters_sent=5))
    lines = read(port).splitlines()
    kinds = {line.split()[2]: line.split()[3] for line in lines if line.startswith("# TYPE")}
    assert sorted(kinds.values()) == ["counter"] * 2 + ["gauge"] * 5
    assert {line.split()[2] for line in lines if line.startswith("# HELP")} == set(kinds)


def test_before_the_first_watch_nothing_is_shown(page: MetricsPage, port: int) -> None:
    """The page is there and empty; one figure can be asked for by its name."""
    assert read(port) == ""
    page.tell(ProcessFigures(WELL, mails_settled=1, letters_sent=1))
    page.tell(ProcessFigures(WELL, mails_settled=2, letters_sent=1))
    assert values(read(port))["worker_mails_settled_total"] == 2


@pytest.mark.usefixtures("page")
def test_only_this_machine_reaches_the_page(port: int) -> None:
    """It listens on 127.0.0.1 and on no other address, not even another of this machine."""
    for address in ("127.0.0.2", "::1"):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family) as caller, pytest.raises(OSError, match=r"refused|assign"):
            caller.connect((address, port))


@pytest.mark.usefixtures("page")
def test_a_port_in_use_is_a_sentence(port: int) -> None:
    """It names the port and the key to change."""
    with pytest.raises(MetricsRefused) as refused:
        MetricsPage(port)
    assert str(refused.value) == (
        f"Figures for Prometheus cannot be shown on port {port} of 127.0.0.1: Address already in use. "
        "Set another metrics_port under [health] in office.toml."
    )


def test_a_library_that_is_not_installed_is_a_sentence(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install."""
    monkeypatch.setattr(sys, "path", [])
    for name in [name for name in sys.modules if name.partition(".")[0] == "prometheus_client"]:
        monkeypatch.delitem(sys.modules, name)
    sys.path_importer_cache.clear()
    assert not metrics.is_installed()
    with pytest.raises(MetricsRefused, match="prometheus_client is not installed"):
        MetricsPage(port)


def test_a_closed_page_lets_go_of_its_port(port: int) -> None:
    """The next worker can have it at once."""
    for _ in range(2):
        page = MetricsPage(port)
        page.tell(ProcessFigures(WELL, mails_settled=1, letters_sent=1))
        assert "worker_troubles 0.0" in read(port)
        page.close()
    with pytest.raises(urllib.error.URLError):
        read(port)


def test_no_other_command_loads_the_library(tmp_path: object) -> None:
    """`worker health` and all that it imports, the timetable too, does without it."""
    url = f"sqlite:///{tmp_path}/log.sqlite3"
    with migrated(url):
        pass
    said = command("health", environment={"DATABASE_URL": url, "PYTHONPROFILEIMPORTTIME": "1"})
    assert "worker.adapters.metrics" in said.err
    assert "prometheus_client" not in said.err

"""Figures for Prometheus on a port of this machine (only importer of prometheus_client, which is an optional install).

No figure says anything about a person.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from worker.policy.health import Health

NOT_INSTALLED = (
    "metrics_port is set under [health] in office.toml, but prometheus_client is not installed: "
    "run `pip install '.[metrics]'` in the worker's folder, or set metrics_port = 0."
)

_LOOPBACK = "127.0.0.1"


class MetricsRefused(Exception):
    """The figures for Prometheus cannot be shown; a person must look at it, and everything else works."""


@dataclass(frozen=True, slots=True)
class ProcessFigures:
    """What is shown: the health, and what this process has done since it started."""

    health: Health
    mails_settled: int
    letters_sent: int


def _last_look(figures: ProcessFigures) -> float | None:
    looked_at = figures.health.looked_at
    return looked_at.timestamp() if looked_at else None


def _oldest(figures: ProcessFigures) -> float | None:
    health = figures.health
    if health.letters_waiting is None:
        return None
    return (health.at - health.waits_since).total_seconds() if health.waits_since else 0.0


_GAUGES: tuple[tuple[str, str, Callable[[ProcessFigures], float | None]], ...] = (
    ("worker_last_look_timestamp_seconds", "When the mailbox was last read, in Unix time.", _last_look),
    ("worker_outbox_waiting", "Letters that are not sent yet.", lambda f: f.health.letters_waiting),
    ("worker_outbox_oldest_seconds", "How long the oldest of them has waited.", _oldest),
    ("worker_open_cases", "Complaints that are open.", lambda f: f.health.open_cases),
    ("worker_troubles", "Troubles that `worker health` would tell.", lambda f: len(f.health.troubles)),
)
_COUNTERS: tuple[tuple[str, str, Callable[[ProcessFigures], int]], ...] = (
    ("worker_mails_settled_total", "Mails settled since the start.", lambda f: f.mails_settled),
    ("worker_letters_sent_total", "Letters that our server took since the start.", lambda f: f.letters_sent),
)


def is_installed() -> bool:
    """Whether the library is there that shows the figures."""
    return find_spec("prometheus_client") is not None


class MetricsPage:
    """The figures as they were last told, on a port that only this machine reaches; MetricsRefused at the start."""

    def __init__(self, port: int) -> None:
        if not is_installed():
            raise MetricsRefused(NOT_INSTALLED)
        # Imported here and not above: a worker that shows no figures does without the library.
        from prometheus_client import CollectorRegistry, start_http_server

        self._figures: ProcessFigures | None = None
        registry = CollectorRegistry()
        registry.register(self)
        try:
            self._server, self._thread = start_http_server(port, addr=_LOOPBACK, registry=registry)
        except OSError as error:
            raise MetricsRefused(
                f"Figures for Prometheus cannot be shown on port {port} of {_LOOPBACK}: "
                f"{error.strerror or error}. Set another metrics_port under [health] in office.toml."
            ) from error

    def tell(self, figures: ProcessFigures) -> None:
        """Show these figures from now on."""
        self._figures = figures

    def collect(self) -> Iterator[Any]:
        """Each figure that is known, as the library asks for them whenever somebody reads the page."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        figures = self._figures
        if figures is None:
            return
        for name, meaning, of in _GAUGES:
            value = of(figures)
            if value is not None:
                yield GaugeMetricFamily(name, meaning, value=value)
        for name, meaning, count in _COUNTERS:
            yield CounterMetricFamily(name, meaning, value=count(figures))

    def close(self) -> None:
        """Show nothing any more and let go of the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

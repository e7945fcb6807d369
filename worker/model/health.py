"""Where the worker shows how it is, as config/office.toml says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthSettings:
    """A file (full path) and a port of this machine on which the worker shows how it is; empty and 0 for neither."""

    file: str = ""
    metrics_port: int = 0

"""config/triage.toml as the worker reads it."""

from functools import cache

from tests.corpora.labels import HERE
from worker.adapters.settings import load_triage
from worker.model.triage_phrases import Triage


@cache
def triage() -> Triage:
    """The phrases that the project ships."""
    return load_triage(HERE / "config")

"""config/triage.toml as the values that the policy reads."""

import tomllib
from functools import cache

from tests.corpora.labels import HERE
from worker.model.triage import PhraseGroup, Triage


@cache
def triage() -> Triage:
    """The phrases that the project ships."""
    written = tomllib.loads((HERE / "config" / "triage.toml").read_text(encoding="utf-8"))
    groups = tuple(
        PhraseGroup(**{**group, "phrases": tuple(group["phrases"])}) for group in written.pop("group")
    )
    return Triage(**written, groups=groups)

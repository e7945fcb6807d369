"""Imported only where workers are forked: what each of them would make first is made there once, for all of them."""

from pathlib import Path

from worker.adapters.letters import Letters
from worker.cli.folders import Folders
from worker.policy.rulebook import Rulebook

_ROOT = Path(__file__).parent.parent.parent
_SHIPPED = Folders(_ROOT / "config", _ROOT / "templates")


def _make_ready() -> None:
    settings = _SHIPPED.settings_without_secrets()
    Rulebook.of(settings)
    Letters.open(_SHIPPED.templates, settings.office)


_make_ready()

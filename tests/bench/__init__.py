"""The benchmark of `make bench`; see `__main__`."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"

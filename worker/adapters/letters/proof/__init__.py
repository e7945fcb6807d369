"""Letters held against what mail programs and readers need, without looking at them (mail.md 5)."""

from worker.adapters.letters.proof.checks import Copy, Shortcoming, copy_of, findings

__all__ = ["Copy", "Shortcoming", "copy_of", "findings"]

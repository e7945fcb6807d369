"""Bounce mail that follows no standard; the only importer of flufl.bounce."""

import logging
from email.message import Message as Part
from functools import cache

from flufl.bounce import all_failures

from worker.adapters.parsing.files import BROKEN


def failures(message: Part) -> tuple[frozenset[str], frozenset[str]]:
    """The addresses that a bounce calls delayed and those that it calls failed; empty where it is not understood."""
    _silence()
    try:
        delayed, failed = all_failures(message)
    except (*BROKEN, RecursionError):
        return frozenset(), frozenset()
    return _text(delayed), _text(failed)


def _text(found: frozenset[bytes]) -> frozenset[str]:
    return frozenset(address.decode("ascii", "replace") for address in found)


@cache
def _silence() -> None:
    """flufl.bounce writes tracebacks with parts of the mail into its log; ours may hold no personal data."""
    logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)

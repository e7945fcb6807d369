"""The company's own PDF of the complaints procedure, where one is named (3.1.7.8)."""

import logging
from pathlib import Path

_BEGINS = b"%PDF-"
_MOST_BYTES = 10_000_000

logger = logging.getLogger(__name__)


def own_pdf(file: str) -> bytes | None:
    """The bytes of that file, or None where it is no PDF that can be read and sent by mail."""
    try:
        path = Path(file)
        if path.stat().st_size > _MOST_BYTES:
            return None
        content = path.read_bytes()
    except OSError as error:
        logger.warning("The procedure cannot be read: %s", error)
        return None
    return content if content.startswith(_BEGINS) else None

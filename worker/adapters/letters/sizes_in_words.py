"""Sizes of files as people say them."""

_KILO = 1000
_MEGA = 1_000_000


def in_size(size: int) -> str:
    """So many bytes as 12 kB or 1.4 MB."""
    return f"{size / _MEGA:.1f} MB" if size >= _MEGA else f"{max(round(size / _KILO), 1)} kB"

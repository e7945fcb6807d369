"""The one address that a person wrote into a line of a form."""

import re

_ATOM = r"[a-z0-9!#$&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{2,59}})")
_AROUND_ADDRESSES = re.compile(r"[\s<>()\[\],;\"|]+|mailto:", re.IGNORECASE)
_LONGEST_EMAIL, _LONGEST_LOCAL = 254, 64


def one_address(written: str) -> str:
    """The address in small letters; empty where the line names none, several, or one that mail cannot be sent to."""
    words = {word.strip(".:").lower() for word in _AROUND_ADDRESSES.split(written) if "@" in word}
    if len(words) != 1:
        return ""
    email = words.pop()
    local = email.partition("@")[0]
    short = len(email) <= _LONGEST_EMAIL and len(local) <= _LONGEST_LOCAL
    return email if short and _EMAIL.fullmatch(email) else ""

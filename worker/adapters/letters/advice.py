"""What to do about a template that cannot be used, for somebody who is no programmer."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

_LISTED = "templates/README.md lists what there is"
_BRACES = "a fact is printed by {{ topic }}, a date by {{ on | in_words }}"
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NO_PART = re.compile(r"'(?:[\w.]*\.)?(\w+)(?: object)?' has no attribute '(\w+)'")
_NO_FILTER = re.compile(r"No filter named '(\w+)'")
_NO_TAG = re.compile(r"Encountered unknown tag '(\w+)'")
_NOT_CLOSED = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_NO_FILE = re.compile(r"parts/[\w.-]+")


def advice(said: str, facts: Iterable[str], filters: Iterable[str], files: Iterable[str]) -> str:
    """What is wrong and what to do, without a full stop; names that resemble the wrong one are offered."""
    if _NO_FILE.fullmatch(said):
        return f"there is no file {said} among the templates{_near(said, files)}"
    if found := _UNDEFINED.search(said):
        return f"this letter knows no fact “{found[1]}”{_near(found[1], facts)}; {_LISTED}"
    if found := _NO_PART.search(said):
        return f"a fact of the kind {found[1]} has no “{found[2]}”; {_LISTED}"
    if found := _NO_FILTER.search(said):
        return f"there is nothing called “| {found[1]}”{_near(found[1], filters)}"
    return _of_notation(said)


def _of_notation(said: str) -> str:
    if found := _NOT_CLOSED.search(said):
        return f"what begins with {{% {found[1]} %}} is not ended; write {{% end{found[1]} %}} where it ends"
    if found := _NO_TAG.search(said):
        return f"{{% {found[1]} %}} is nothing here; a part is left out between {{% if words %}} and {{% endif %}}"
    if said.startswith(("unexpected", "expected token")):
        return f"something between two braces is not complete ({said}); {_BRACES}"
    return said


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f", did you mean “{near[0]}”" if near else ""

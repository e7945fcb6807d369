"""How many labelled replies come out as their writer's own words, and how many forwards name their writer."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.corpora.labels import Row, Score, mail, rows
from worker.adapters import parsing
from worker.adapters.parsing import hypertext
from worker.model.mail import Unreadable
from worker.policy.reading.quoting import forwarded, new_words

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: the writer's words missing, foreign words kept, and `fault` for the rest."""

    row: Row
    lost: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    fault: str = ""

    @property
    def is_right(self) -> bool:
        """Whether every labelled value came out."""
        return not (self.lost or self.kept or self.fault)

    @property
    def lost_share(self) -> float:
        """The part of the writer's labelled words that is missing, from 0 to 1."""
        wanted = _words(self.row.expect["reply_text"] or " ".join(self.row.expect["must_contain"]))
        return len(self.lost) / max(1, len(wanted))


def score(root: Path) -> Score:
    """One value for each row."""
    found = outcomes(root)
    details = tuple(_told(outcome) for outcome in found if not outcome.is_right)
    lost = sum(len(outcome.lost) for outcome in found)
    return Score("reply_text", len(found), len(found) - len(details), len(details), details, lost)


def outcomes(root: Path) -> tuple[Outcome, ...]:
    """What became of every row, in their order."""
    return tuple(_outcome(row, root) for row in rows("reply_text", root))


def _outcome(row: Row, root: Path) -> Outcome:
    text = _text(row, root)
    got = _words(new_words(text).text)
    fault = _forward_fault(row, text) if row.expect.get("forwarded") else ""
    if row.expect["reply_text"] is None:
        return _partly_labelled(row, " ".join(got), fault)
    wanted = _words(row.expect["reply_text"])
    lost, kept = Counter(wanted) - Counter(got), Counter(got) - Counter(wanted)
    disordered = "" if lost or kept or wanted == got else "the words are out of order"
    return Outcome(row, tuple(lost.elements()), tuple(kept.elements()), fault or disordered)


def _partly_labelled(row: Row, got: str, fault: str) -> Outcome:
    wanted = [_words(phrase) for phrase in row.expect["must_contain"]]
    unwanted = [_words(phrase) for phrase in row.expect["must_not_contain"]]
    lost = [word for words in wanted if " ".join(words) not in got for word in words]
    kept = [word for words in unwanted if " ".join(words) in got for word in words]
    return Outcome(row, tuple(lost), tuple(kept), fault)


def _forward_fault(row: Row, text: str) -> str:
    wanted = row.expect["forwarded"]
    found = forwarded(text)
    if found is None:
        return "no forwarded mail found"
    if wanted["from_addr"] not in (None, found.sender.email):
        return f"sender: wanted {wanted['from_addr']}, got {found.sender.email}"
    return "" if wanted["subject"] == found.subject else f"subject: got {found.subject!r}"


def _text(row: Row, root: Path) -> str:
    content = mail(row, root)
    if row.more["input_kind"] == "eml":
        found = parsing.read(content)
        return found.reason if isinstance(found, Unreadable) else found.text
    text = content.decode("utf-8", "replace")
    return hypertext.text(text) if row.more["input_kind"] == "html" else text


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _told(outcome: Outcome) -> str:
    kind = "signature" if outcome.row.more.get("subtype") == "signature" else "quoted words"
    lost = f" lost: {' '.join(outcome.lost)}" if outcome.lost else ""
    kept = f" kept {kind}: {' '.join(outcome.kept[:12])}" if outcome.kept else ""
    return f"{outcome.row.path}:{lost}{kept} {outcome.fault}".rstrip()

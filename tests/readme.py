"""The tables of three files, made from those of the product: `make readme` writes them, and a test sees to it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.mail import compared
from tests.template_facts import facts_of_letters
from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Approver
from worker.policy.clauses import CLAUSES
from worker.policy.decide.staff_command.endings import ENDINGS
from worker.policy.decide.staff_command.verbs import row_of, vocabulary
from worker.policy.reading.vocabulary import Verb

README = Path(__file__).parent.parent / "README.md"
COMPARED = Path(__file__).parent / "mail" / "COMPARED.md"
OF_TEMPLATES = Path(__file__).parent.parent / "templates" / "README.md"


def renewed(text: str, tables: Mapping[str, Callable[[], str]]) -> str:
    """The text with every table between its markers, `<!-- name -->` and `<!-- /name -->`, as it is today."""
    for name, table in tables.items():
        first, last = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        if text.count(first) != 1 or text.count(last) != 1:
            raise ValueError(f"The file has not each marker of the table {name} once.")
        before, after = text.partition(first)[0], text.partition(last)[2]
        text = f"{before}{first}{table()}\n{last}{after}"
    return text


def clauses() -> str:
    """Each clause with what keeps it and the journey that proves it."""
    return _table(
        ("clause", "what it asks", "clocks", "letters", "verbs", "proved by `tests/journeys/`"),
        (
            (
                clause.number,
                clause.asks,
                _listed(clause.clocks),
                _listed(clause.letters),
                _listed(f"`{verb}`" for verb in clause.verbs),
                f"`{clause.journey.removeprefix('test_').removesuffix('.py')}`",
            )
            for clause in CLAUSES
        ),
    )


def verbs() -> str:
    """Each line that a colleague can write, what follows it, what it is for, and the clause that it keeps."""
    return _table(
        ("a colleague writes", "and after it", "to", "clause"),
        (
            (f"`{word.verb}`", word.argument.called, row_of(word.verb).does, _kept_by(word.verb))
            for word in vocabulary()
        ),
    )


def letters() -> str:
    """Each letter with its reader, how it comes about, whose approval it needs, and its clocks."""
    return _table(
        ("letter", "is called", "reader", "comes about because", "approved by", "stops", "starts", "clause"),
        (
            (
                letter.value,
                letter.called,
                "client" if letter.is_for_client else "colleague",
                "; or ".join(letter.row.origins),
                "" if letter.row.approver is Approver.NOBODY else letter.row.approver,
                _listed(letter.row.stops),
                _listed(letter.row.starts),
                _kept_by(letter),
            )
            for letter in LetterKind
        ),
    )


def endings() -> str:
    """Each outcome with what it rests on."""
    return _table(
        ("a complaint is closed as", "which needs"), ((each.outcome, each.rests_on) for each in ENDINGS)
    )


TABLES: Mapping[str, Callable[[], str]] = {
    "clauses": clauses,
    "verbs": verbs,
    "letters": letters,
    "endings": endings,
}
FILES: Mapping[Path, Mapping[str, Callable[[], str]]] = {
    README: TABLES,
    OF_TEMPLATES: {"facts": facts_of_letters},
    COMPARED: {"compared": compared.table},
}


def _kept_by(what: Verb | LetterKind) -> str:
    return _listed(clause.number for clause in CLAUSES if what in (*clause.verbs, *clause.letters))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    for path, tables in FILES.items():
        path.write_text(renewed(path.read_text(encoding="utf-8"), tables), encoding="utf-8")

"""The catalogue of letters: each letter has its row, its template and its sample, and no row contradicts itself."""

import pytest

from tests.mail.rendered import TEMPLATES
from worker.adapters.letters.samples import samples
from worker.model.catalogue import CATALOGUE, LetterKind
from worker.model.catalogue_row import Approver, Origin
from worker.model.time import Clock


def test_every_letter_has_one_row() -> None:
    """None is forgotten and none stands twice."""
    assert sorted(row.id for row in CATALOGUE) == sorted(LetterKind)


def test_every_letter_has_one_template_in_the_folder_of_its_reader() -> None:
    """And no template is of a letter that the catalogue does not list."""
    found = [
        (path.parent.name, path.name.partition("_")[0])
        for folder in ("client", "staff")
        for path in (TEMPLATES / folder).iterdir()
    ]
    assert sorted(found) == sorted((kind.row.reader.value, kind.value) for kind in LetterKind)


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_has_a_full_and_a_bare_sample(kind: LetterKind) -> None:
    """Both state the facts that the row names, and every way in which the letter comes about is tried."""
    tried = [letter for letter in samples() if letter.kind is kind]
    shared = [letter for letter in tried if not getattr(letter.facts, "restricted", False)]
    assert [letter.recipient.name for letter in shared] == ["Mrs Patel", ""]
    assert {type(letter.facts) for letter in tried} == {kind.row.facts}
    assert {letter.came_about for letter in tried} == set(kind.row.origins)


@pytest.mark.parametrize("kind", LetterKind)
def test_no_row_contradicts_itself(kind: LetterKind) -> None:
    """What needs approval comes about by it; what a colleague reads keeps no promise; what concludes can be judged."""
    row = kind.row
    assert (row.approver is not Approver.NOBODY) is (Origin.APPROVED in row.origins)
    if not kind.is_for_client:
        assert (row.stops, row.starts, row.tells, row.leads_to, row.acknowledges) == ((), (), (), None, False)
    if row.acknowledges or row.leads_to:
        assert Clock.ACKNOWLEDGE in row.stops
    assert not row.asks or row.leads_to
    assert len({*row.stops}) == len(row.stops)

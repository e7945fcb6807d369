"""The letters of this project, opened once a run."""

import pytest

from tests.mail.rendered import OFFICE, TEMPLATES, Parts, catalogue, of_kind, render, with_every_block
from worker.adapters.letters import Letters
from worker.model.catalogue import LetterKind


@pytest.fixture(scope="session")
def letters() -> Letters:
    """The adapter on the project's own templates."""
    return Letters.open(TEMPLATES, OFFICE)


@pytest.fixture(scope="session")
def every_block(tmp_path_factory: pytest.TempPathFactory) -> Letters:
    """The adapter on templates in which M20 has every block of the notation."""
    return Letters.open(with_every_block(tmp_path_factory.mktemp("templates")), OFFICE)


@pytest.fixture(scope="session")
def gallery(letters: Letters, every_block: Letters) -> tuple[Parts, ...]:
    """Every letter of the catalogue, full and bare, and the one with every block."""
    own = tuple(render(letters, letter) for letter in catalogue())
    return (*own, render(every_block, of_kind(LetterKind.DELIVERY_FAILED)))

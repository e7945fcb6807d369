"""Templates: what each block becomes, and that a slip in one is refused before the first letter."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mail.rendered import OFFICE, TEMPLATES, acknowledgement, of_kind, render
from worker.adapters.letters import BrokenTemplateError, Letters
from worker.model.catalogue import LetterKind
from worker.model.office import Company


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's templates that a test may spoil."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def test_every_block_reads_well_as_plain_text(every_block: Letters) -> None:
    """Case lines, bars, facts and buttons of the notation, as a reader without HTML sees them."""
    text = render(every_block, of_kind(LetterKind.DELIVERY_FAILED)).text
    for chunk in (
        "Complaints in Client Services\n=============================\n",
        "    550 5.1.1 no such user\n    And a second line.\n",
        "update on where we are and what is left to\n   do, by Monday 23 March 2026.\n",
        "Phone: 0330 440 1624\nEmail: enquiry@ombudsman.example\n",
        '* I accept this: subject "[OPT-2026-0042] accept"\n',
        "* Phone us: 03333702024\n",
        "- Overdue since Mon 9 Mar: answer or update to the client\n  patel@bakery.example, with Tom Reed\n",
        '  * I will deal with it: subject "[OPT-2026-0042] take"\n',
        "New: 2\nProposal due: 4\nWith client: 2\nEscalated: 1\nClosed: 0\n",
        "\n-- \nOptimised Group Limited\n",
    ):
        assert chunk in text


def test_a_company_without_registration_is_still_named(folder: Path) -> None:
    """The foot leaves out what is not configured instead of printing holes."""
    company = Company(name="Optimised Group Limited", phone="0333 370 2024", address="Blackpool", website="x")
    plain = Letters.open(folder, replace(OFFICE, company=company))
    foot = render(plain, acknowledgement("Bill", "Too high.")).text.partition("-- \n")[2]
    assert foot == "Optimised Group Limited.\nOur address: Blackpool.\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (
            "staff/N4_quarantined.txt",
            "# A mail needs",
            "# {{ nobody }} needs",
            "4: this letter knows no fact “nobody”; templates/README.md",
        ),
        ("staff/N4_quarantined.txt", "{{ mail }}", "{{ mail", "N4_quarantined.txt:1:"),
        (
            "staff/N4_quarantined.txt",
            "{% endif %}",
            "",
            "what begins with {% if %} is not ended; write {% endif %} where it ends.",
        ),
        (
            "staff/N4_quarantined.txt",
            "{% if",
            "{% when",
            "{% when %} is nothing here; a part is left out between",
        ),
        ("staff/N4_quarantined.txt", "Subject: ", "Subjekt: ", "1: a letter begins with Subject:"),
        ("staff/N4_quarantined.txt", "\n\n# A mail", "\n# A mail", "1: a letter begins with Subject:"),
        (
            "staff/N4_quarantined.txt",
            "| Kept as | mail",
            "| Kept as mail",
            'a fact is written "| name | fact"',
        ),
        ("staff/N4_quarantined.txt", "exact copy", "**exact copy", "bold stands between two **"),
        ("staff/N4_quarantined.txt", "exact copy", "[copy](https://x.example)", "leads to mailto: or tel:"),
        ("staff/N4_quarantined.txt", "exact", "\ue000exact", "remove the private characters"),
        ("staff/N4_quarantined.txt", " | in_words }}", " }}", "datetime cannot be printed"),
        (
            "staff/N4_quarantined.txt",
            "| in_words",
            "| in_wrods",
            "called “| in_wrods”, did you mean “in_words”.",
        ),
        (
            "staff/N4_quarantined.txt",
            "staff_footer",
            "staff_foto",
            "parts/staff_foto.txt among the templates, did you mean “parts/staff_f",
        ),
        ("staff/N4_quarantined.txt", "{{ mail }}", "{{ mail.__class__ }}", "unsafe"),
        ("staff/M20_delivery_failed.txt", "mailto:", "https:", "a button is a label and a mailto:"),
        ("staff/M20_delivery_failed.txt", "{% if due_on %}", "{% if 1 %}", "in_words needs a date"),
        (
            "parts/footer.txt",
            "company.number",
            "company.nmber",
            "parts/footer.txt:2: a fact of the kind Company has no “nmber”; templates/README.md",
        ),
        (
            "client/M01_acknowledgement.txt",
            "late_since | in",
            "late_sins | in",
            "this letter knows no fact “late_sins”, did you mean “late_since”;",
        ),
        (
            "client/M01_acknowledgement.txt",
            "{{ received_on | in_words }}",
            "{{ received_on | in_words }",
            "something between two braces is not complete",
        ),
    ],
)
def test_a_broken_template_is_refused_at_the_start(
    folder: Path, name: str, old: str, new: str, sentence: str
) -> None:
    """A slip in a template stops the worker before the first letter, with file, line and what is wrong."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenTemplateError) as error:
        Letters.open(folder, OFFICE)
    assert str(error.value).startswith(str(folder))
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (("staff/N4_quarantined.txt", None), "there is no template for N4"),
        (("staff/N4_quarantined.txt", "staff/N4_second.txt"), "there is a second template for N4"),
        (("staff/N4_quarantined.txt", "staff/X9_unknown.txt"), "no letter of the catalogue is called X9"),
        (("staff/N4_quarantined.txt", "client/N4_quarantined.txt"), "N4 belongs in the folder staff/"),
    ],
)
def test_each_letter_has_one_template(folder: Path, spoil: tuple[str, str | None], sentence: str) -> None:
    """A missing, doubled or unknown file is refused."""
    source, target = spoil
    if target is None:
        (folder / source).unlink()
    else:
        shutil.copy(folder / source, folder / target)
    with pytest.raises(BrokenTemplateError, match=sentence):
        Letters.open(folder, OFFICE)


def test_templates_are_read_once(folder: Path) -> None:
    """A template that is changed while the worker runs changes no letter until the next start."""
    opened = Letters.open(folder, OFFICE)
    before = render(opened, acknowledgement("Bill", "x")).rendered
    for path in folder.rglob("*.txt"):
        path.write_text("spoiled", encoding="utf-8")
    assert render(opened, acknowledgement("Bill", "x")).rendered == before

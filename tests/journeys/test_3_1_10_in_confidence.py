"""3.1.10: what a client tells us is read by those who deal with the complaint, and by nobody else in the company."""

from dataclasses import replace
from datetime import date

from tests.journeys.by_mail import JAMES, REFERENCE, complain
from tests.journeys.correspondence import PATEL, letters_to, words
from tests.journeys.test_3_1_11_not_shared import seen_by, telling
from tests.journeys.the_office import as_shipped, on
from tests.rig import Rig
from worker.model.office import Person, Section

HELEN = "Helen Price <helen.price@optimised.net>"
TUESDAY = date(2026, 3, 3)
NEXT_MONDAY = date(2026, 3, 9)  # the first working day of its week, so the whole log is attached


def with_billing(office: Rig) -> None:
    """Helen Price heads another section, which has nothing to do with Mrs Patel."""
    rulebook = office.place.rulebook
    people = replace(
        rulebook.people,
        sections=(
            *rulebook.people.sections,
            Section(key="billing", name="Billing", head="helen", responsible=("helen",)),
        ),
        persons=(
            *rulebook.people.persons,
            Person(key="helen", name="Helen Price", email="helen.price@optimised.net"),
        ),
    )
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))


def test_the_head_of_another_section_reads_a_reference_and_no_more(office: Rig) -> None:
    """James, whose section has it, reads who she is; Helen's mails and workbooks have her reference at most."""
    as_shipped(office)
    with_billing(office)
    complain(office)
    on(office, TUESDAY, 8)
    on(office, NEXT_MONDAY, 8)
    assert telling(seen_by(office, JAMES))
    helens = seen_by(office, HELEN)
    assert helens
    assert telling(helens) == {}
    assert any(REFERENCE in page for page in helens.values())


def test_she_reads_how_we_treat_what_she_tells_us(office: Rig) -> None:
    """Our first letter says that some of it has to be shared, with whom, and how she can say no."""
    complain(office)
    said = words(letters_to(office, PATEL)[0])
    assert "We treat your information considerately and confidentially." in said
    assert "with the people dealing with your complaint" in said
    assert "please tell us straight away" in said

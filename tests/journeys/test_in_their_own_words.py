"""Promise 10, told by people who never learn a command: the head answers the digest, and Sarah only ever replies."""

from datetime import date

from tests.journeys.by_mail import JAMES, arrive
from tests.journeys.correspondence import (
    LLOYD,
    PATEL,
    RAMAN,
    SARAH,
    answer,
    assigned,
    case,
    facts,
    letters_to,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.journeys.the_office import as_shipped
from tests.rig import Rig
from worker.model.entry import ClientPhoned
from worker.model.mail import Message
from worker.model.staff_event import CaseClosed
from worker.model.stage import Stage

FOURTH = "Helen Marsh <helen@marsh-garage.example>"
FOUR_LINES = "0001 give Sarah\n0002 give Tom\n0003 take\n0004 investigate\n\nJames"


def test_a_digest_answered_with_four_lines(office: Rig) -> None:
    """James answers his digest from the train: each of four complaints gets its line, and nothing becomes a fifth."""
    as_shipped(office)
    arrive(office, *(mail(each, "Our contract") for each in (PATEL, LLOYD, RAMAN, FOURTH)))
    wait_until(office, london(date(2026, 3, 10), 9))
    digest = [each for each in letters_to(office, JAMES) if each.subject.startswith("Complaints today")][-1]
    clients = sum(len(letters_to(office, each)) for each in (PATEL, LLOYD, RAMAN, FOURTH))
    arrive(office, answer(digest, FOUR_LINES, sender=JAMES))

    assert (case(office, "OPT-2026-0001").owner, case(office, "OPT-2026-0002").owner) == ("sarah", "tom")
    assert case(office, "OPT-2026-0003").owner == "james"
    assert case(office, "OPT-2026-0004").stage is Stage.INVESTIGATING
    told = [each.subject for each in letters_to(office, JAMES)[-4:]]
    assert all(subject.startswith("Done") for subject in told), told
    assert sum(len(letters_to(office, each)) for each in (PATEL, LLOYD, RAMAN, FOURTH)) == clients
    assert len(office.cases()) == 4
    assert office.faults() == []


def test_sarah_never_uses_a_command(office: Rig) -> None:
    """She takes it, rings, offers in her own words, reads the draft and sends it, and says that it is done."""
    arrive(office, mail(PATEL, "Renewal of our contract"))
    arrive(office, answer(assigned(office, SARAH)[0], "Leave it with me, thanks.\n\nSarah", sender=SARAH))
    assert case(office).owner == "sarah"

    arrive(office, answer(last(office), "Rang her this morning, she is calm now.", sender=SARAH))
    assert "she is calm now" in facts(office, ClientPhoned)[0].words.lower()

    arrive(office, answer(last(office), "We'd like to offer her £212.40 by Friday 27 March.", sender=SARAH))
    assert len(letters_to(office, PATEL)) == 1, "Her words wait until she says that they are a proposal."
    arrive(office, tap(office, SARAH, "propose.*", text="We will credit £212.40 to your June bill."))
    draft = last(office)
    assert draft.subject.startswith("Check and send"), draft.subject
    assert len(letters_to(office, PATEL)) == 1
    arrive(office, answer(draft, "Looks good, please send.\n\nSarah", sender=SARAH))
    assert case(office).stage is Stage.PROPOSED
    assert "27 March 2026" in words(letters_to(office, PATEL)[-1])

    arrive(
        office, answer(letters_to(office, PATEL)[-1], "Yes, that is fine with me. I accept.", quoted=False)
    )
    arrive(office, answer(last(office), "She accepts, all sorted, credit is on the June bill", sender=SARAH))
    arrive(office, answer(last(office), "Yes please", sender=SARAH))
    arrive(office, answer(last(office), "resolved", sender=SARAH))
    assert facts(office, CaseClosed), [each.subject for each in letters_to(office, SARAH)]
    why = "no corrective action because the supplier had sent the old form"
    arrive(office, answer(last(office), why, sender=SARAH))
    assert [each.reference for each in office.cases()] == []
    assert office.faults() == []


def last(office: Rig) -> Message:
    """What Sarah got last."""
    return letters_to(office, SARAH)[-1]

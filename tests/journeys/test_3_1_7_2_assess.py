"""3.1.7.2: within two working days the responsible person says how a complaint is gone about."""

from datetime import date

import pytest

from tests.journeys.by_mail import REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    DOUBT,
    PATEL,
    RAMAN,
    SARAH,
    TOM,
    case,
    facts,
    letters_to,
    mail,
    tap,
    words,
)
from tests.rig import Rig
from worker.model.entry import ClockStopped
from worker.model.staff_event import Assessed, Assessment, EligibilityConfirmed, SharingRestricted
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.reason_words import stopped_by_in_words

RESPOND_BY = date(2026, 3, 23)


@pytest.mark.parametrize(
    ("line", "assessment", "stage", "said"),
    [
        ("quick", Assessment.QUICK, Stage.QUICK, "OPT-2026-0001 will be put right quickly."),
        ("Investigate.", Assessment.INVESTIGATE, Stage.INVESTIGATING, "OPT-2026-0001 is being investigated."),
    ],
)
def test_sarah_says_how_it_is_gone_about(
    office: Rig, line: str, assessment: Assessment, stage: Stage, said: str
) -> None:
    """She reads what changed and what is due next; the client hears nothing yet."""
    complain(office)
    assert case(office).due_on(Clock.ASSESS) == date(2026, 3, 4)
    receipt = write(office, line, "I shall ring the supplier.")
    assert said in words(receipt)
    assert "Next due: answer or update to the client, Monday 23 March 2026." in words(receipt)
    assert (case(office).stage, case(office).due_on(Clock.ASSESS)) == (stage, None)
    (assessed,) = facts(office, Assessed)
    assert (assessed.assessment, assessed.by, assessed.words) == (
        assessment,
        "sarah",
        "I shall ring the supplier.",
    )
    assert len(letters_to(office, PATEL)) == 1
    assert office.faults() == []


def test_a_doubt_is_decided_first(office: Rig) -> None:
    """Nobody has said that Mrs Raman complains; once Tom has, two working days run from then."""
    arrive(office, mail(RAMAN, "Meter", DOUBT))
    refused = write(office, "quick", sender=TOM)
    assert "Nobody has decided yet whether OPT-2026-0001 is a complaint." in words(refused)
    assert (case(office).stage, facts(office, Assessed)) == (Stage.PROVISIONAL, [])

    office.later(days=1)
    write(office, "complaint", sender=TOM)
    assert case(office).due_on(Clock.ASSESS) == date(2026, 3, 5)
    write(office, "investigate")
    assert case(office).due_on(Clock.ASSESS) is None


def test_what_an_acknowledgement_promised_stays_promised(office: Rig) -> None:
    """Mrs Raman had the neutral letter, which promises her an answer: "not a complaint" does not take that back."""
    arrive(office, mail(RAMAN, "Meter", DOUBT))
    office.later(days=3, hours=6)
    office.work()
    assert len(letters_to(office, RAMAN)) == 1
    receipt = write(office, "not a complaint", sender=TOM)
    assert "An answer by Monday 23 March 2026 was promised, and that stands." in words(receipt)
    assert case(office).stage is Stage.NOT_COMPLAINT
    assert [each.clock for each in case(office).running] == [Clock.RESPOND]

    refused = write(office, "propose +10", "We can rename it.")
    assert "OPT-2026-0001 was decided to be no complaint." in words(refused)
    write(office, "answer", "The meter is in your new name now.")
    write(office, "send")
    assert "The meter is in your new name now." in words(letters_to(office, RAMAN)[-1])
    assert case(office).running == ()


def test_no_complaint_that_is_one_after_all(office: Rig) -> None:
    """The promises that "not a complaint" stopped run on with their old dates, and assessing begins anew."""
    arrive(office, mail(RAMAN, "Meter", DOUBT))
    write(office, "not a complaint", sender=TOM)
    assert case(office).running == ()
    office.later(days=1)
    write(office, "complaint", sender=TOM)
    found = case(office)
    assert found.due_on(Clock.RESPOND) == RESPOND_BY
    assert found.due_on(Clock.EIGHT_WEEKS) == date(2026, 4, 27)
    assert found.due_on(Clock.ASSESS) == date(2026, 3, 5)
    clocks = [each.clock for each in found.running]
    assert len(clocks) == len(set(clocks))


def test_eligibility_and_sharing_are_noted(office: Rig) -> None:
    """3.1.7.9 and 3.1.11: what Sarah found out stands in the log, and stops no clock."""
    complain(office)
    before = case(office).running
    refused = write(office, "microbusiness perhaps")
    assert "It takes yes or no." in words(refused)
    assert case(office).eligible is None
    receipt = write(office, "microbusiness no")
    assert "The client of OPT-2026-0001 may not go to the ombudsman." in words(receipt)
    write(office, "do not share")
    (eligibility,) = facts(office, EligibilityConfirmed)
    (restricted,) = facts(office, SharingRestricted)
    assert (eligibility.eligible, restricted.by) == (False, "sarah")
    assert (case(office).eligible, case(office).restricted) == (False, True)
    assert case(office).running == before


def test_personal_data_is_answered(office: Rig) -> None:
    """The clock that the law sets ends when a colleague says that it was answered, and before that nothing does."""
    arrive(office, mail(PATEL, "My data", "This is a subject access request. Send me all my personal data."))
    assert case(office).due_on(Clock.DATA_PROTECTION) is not None
    write(office, "personal data answered", "Sent by post, recorded.")
    assert case(office).due_on(Clock.DATA_PROTECTION) is None
    stopped = [fact for fact in facts(office, ClockStopped) if fact.clock is Clock.DATA_PROTECTION]
    assert [stopped_by_in_words(fact) for fact in stopped] == ["Data protection done, sarah"]
    refused = write(office, "personal data answered")
    assert "Nothing about personal data waits to be answered." in words(refused)


def test_put_right_on_the_phone_ends_with_one_letter(office: Rig) -> None:
    """Sarah rings, notes it and writes what she did; Mrs Patel has one letter, and a tap opens it again."""
    arrive(office, mail(PATEL, "Renewal of our contract"))
    refused = write(office, "put right", "We have cancelled the renewal.")
    assert "Nobody has entered yet that the client told us that it is put right" in words(refused)
    write(office, "phoned", "She is happy: the renewal is cancelled.")
    draft = write(office, "put right", "We have cancelled the renewal.")
    assert draft.subject.startswith("Check and send: quick resolution to Anita Patel")
    arrive(office, tap(office, SARAH, "send"))
    assert case(office).stage is Stage.CLOSED
    _, letter = letters_to(office, PATEL)
    assert letter.subject == f"Your complaint: put right [{REFERENCE}]"
    assert "You have told us that it is put right." in words(letter)
    assert "You renewed our electricity contract at 31.2p without our agreement." in words(letter)
    receipt = words(letters_to(office, SARAH)[-1])
    assert "What keeps it from happening again? Say so by Monday 9 March 2026" in receipt

    arrive(office, tap(office, SARAH, "no corrective action", text="The supplier had it wrong."))
    assert case(office).running == ()
    arrive(office, tap(office, PATEL, "not put right"))
    assert case(office).stage is not Stage.CLOSED
    assert case(office).due_on(Clock.RESPOND) is not None
    assert office.faults() == []

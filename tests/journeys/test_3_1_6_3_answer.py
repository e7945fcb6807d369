"""3.1.6.3: an answer that says nothing of use comes back with a question, and leaves only for a reason that is kept."""

from tests.journeys.by_mail import REFERENCE, arrive, complain, write
from tests.journeys.correspondence import PATEL, SARAH, answer, case, facts, letters_to, links, tap, words
from tests.rig import Rig
from worker.model.staff_event import DraftApproved
from worker.model.stage import Stage

NOTHING = "We have looked at your complaint, and our answer is that we do not uphold it."
MORE = "We do not uphold it, because the contract names the rate that you were billed."


def test_an_answer_says_something_of_use_or_why_not(office: Rig) -> None:
    """Sarah is asked, changes the text, and Mrs Patel reads why; another answer leaves as it is, with a reason."""
    complain(office)
    draft = write(office, "answer", NOTHING)
    assert "One thing first." in words(draft)
    assert not any(subject.startswith(f"[{REFERENCE}] send draft") for _, subject in links(office, SARAH))
    refused = write(office, "send")
    assert refused.subject.startswith("Not done: “send”")
    assert "It needs one of these at least." in words(refused)
    assert len(letters_to(office, PATEL)) == 1

    arrive(office, tap(office, SARAH, "text", text=MORE))
    arrive(office, tap(office, SARAH, "send"))
    assert "because the contract names the rate" in words(letters_to(office, PATEL)[-1])
    assert case(office).stage is Stage.FINAL_SENT

    write(office, "answer", NOTHING)
    arrive(office, tap(office, SARAH, "send as it is"))
    assert "Write below the line why" in words(letters_to(office, SARAH)[-1])
    arrive(office, answer(letters_to(office, SARAH)[-1], "She has the explanation by phone.", sender=SARAH))
    assert NOTHING in words(letters_to(office, PATEL)[-1])
    assert [each.words for each in facts(office, DraftApproved)] == ["", "She has the explanation by phone."]
    assert office.faults() == []

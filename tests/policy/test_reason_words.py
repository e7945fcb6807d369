"""The reasons in the log, in words: each has some, and they are what colleagues read before."""

from datetime import date, time

import pytest

from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStopped
from worker.model.reasons import StopReason, Withheld, WithheldReason
from worker.model.rung import ReminderStep, Role, Rung, StepKind
from worker.model.time import Clock
from worker.policy.reason_words import step_in_words, stopped_by_in_words, withheld_in_words

DAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (StopReason.LETTER, "M07 <m07@optimised.net>"),
        (StopReason.LETTER_RETURNED, "M07 came back"),
        (StopReason.ENTRY, "Proposal answered, sarah"),
        (StopReason.DUTY_DONE, "Corrective action done, sarah"),
        (StopReason.NOT_A_COMPLAINT, "not a complaint"),
        (StopReason.PHONED, "telephone, sarah"),
        (StopReason.CLIENT_REPLIED, "the client replied"),
        (StopReason.CLIENT_ACCEPTED, "the client accepts what was proposed, mail 17"),
        (StopReason.CLIENT_DECLINED, "the client does not accept what was proposed, mail 17"),
        (StopReason.CLIENT_ESCALATED, "the client asks to escalate it, mail 17"),
        (StopReason.NO_REPLY, "no reply; we go on with what was written down"),
        (StopReason.STARTED_ANEW, "started anew"),
    ],
)
def test_what_stopped_a_promise(by: StopReason, said: str) -> None:
    """A letter with its Message-ID, an entry with who wrote it."""
    stopped = ClockStopped(
        clock=Clock.CORRECTIVE_ACTION,
        by=by,
        letter=LetterKind.PROPOSAL,
        message_id="<m07@optimised.net>",
        entry="proposal answered",
        person="sarah",
        mail=17,
    )
    assert stopped_by_in_words(stopped) == said


@pytest.mark.parametrize("reason", WithheldReason)
def test_why_there_is_no_acknowledgement_is_sentences(reason: WithheldReason) -> None:
    """For each reason, also where a client wrote what it is about."""
    said = withheld_in_words(Withheld(reason=reason, text="The {0} of {name}", on=DAY))
    assert said[0].isupper()
    assert said.endswith((".", "The {0} of {name}"))
    assert "{text}" not in said
    assert "{on}" not in said


@pytest.mark.parametrize(
    ("withheld", "said"),
    [
        (
            Withheld(reason=WithheldReason.TOO_LATE, on=DAY),
            "An answer was due by Friday 6 March 2026, which no letter can promise any more. Please write yourself.",
        ),
        (
            Withheld(reason=WithheldReason.NO_EMAIL_WANTED, text="01632 960001"),
            "The client wants no e-mail, so letters go by post. Their number: 01632 960001.",
        ),
        (
            Withheld(reason=WithheldReason.NO_EMAIL_WANTED),
            "The client wants no e-mail, so letters go by post.",
        ),
        (
            Withheld(reason=WithheldReason.PASSED_ON, text="Tom Reed"),
            "Tom Reed passed this mail on; please make sure that the address is the client's.",
        ),
    ],
)
def test_what_a_reason_is_about_is_said(withheld: Withheld, said: str) -> None:
    """The day that is over, the client's number where we have it, the colleague."""
    assert withheld_in_words(withheld) == said


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (ReminderStep(kind=StepKind.WORKING_DAY, number=3, at=time(12)), "working day 3, 12:00"),
        (ReminderStep(kind=StepKind.DAY, number=49, at=time(9)), "day 49, 09:00"),
        (ReminderStep(kind=StepKind.BEFORE, number=1, at=time(9)), "1 working day before, 09:00"),
        (ReminderStep(kind=StepKind.AFTER, number=6, at=time(9)), "6 working days after, 09:00"),
        (
            ReminderStep(kind=StepKind.AFTER, number=6, at=time(9), on=DAY),
            "6 working days after, 09:00, again on Friday 6 March 2026",
        ),
        (ReminderStep(kind=StepKind.ASKED, number=3), "3 working days after we asked"),
        (
            ReminderStep(kind=StepKind.PROPOSED, number=5, on=DAY),
            "5 working days after we proposed on Friday 6 March 2026",
        ),
        (
            ReminderStep(kind=StepKind.NO_OMBUDSMAN, on=DAY),
            "no facts about the ombudsman on Friday 6 March 2026",
        ),
    ],
)
def test_the_step_of_a_reminder(step: ReminderStep, said: str) -> None:
    """When it was to be sent, and on which day it came again."""
    assert step_in_words(step) == said


@pytest.mark.parametrize(
    ("rung", "step"),
    [
        (Rung(clock=Clock.RESPOND, level=1, to=(Role.OWNER,), working_day=3), StepKind.WORKING_DAY),
        (Rung(clock=Clock.RESPOND, level=1, to=(Role.OWNER,), day=3), StepKind.DAY),
        (Rung(clock=Clock.RESPOND, level=1, to=(Role.OWNER,), before=3), StepKind.BEFORE),
        (Rung(clock=Clock.RESPOND, level=1, to=(Role.OWNER,), after=3), StepKind.AFTER),
    ],
)
def test_a_step_of_the_ladder_is_told_from_the_others(rung: Rung, step: StepKind) -> None:
    """By what it counts from, how many, and at which hour."""
    assert rung.step == ReminderStep(kind=step, number=3, at=time(9))

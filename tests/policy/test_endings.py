"""Who may end a complaint, and on what: every stage with everybody, every outcome with whatever shows it (3.1.7.4)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.policy.commanding import RULES, case_of, name_of, receipt, refusal, said, sent, to_client, told
from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning as M
from worker.model.entry import ClientPhoned, Fact, MailNoted, Trust
from worker.model.letter_event import LetterReturned
from worker.model.people_event import AboutColleague
from worker.model.second_thought import CaseReopened
from worker.model.staff_event import (
    Assessed,
    Assessment,
    CaseClosed,
    ClientTold,
    ClosureBasis,
    Contact,
    Escalated,
    OmbudsmanDecided,
    OwnerSet,
    ProposalAnswered,
)
from worker.model.two_cases import MailParted
from worker.policy.decide.staff_command.endings import ENDINGS

PROPOSED = sent(LetterKind.PROPOSAL, date(2026, 3, 27))
ANSWERED = sent(LetterKind.FINAL_RESPONSE)
UPDATED = sent(LetterKind.PROGRESS_UPDATE, date(2026, 3, 23))
DEADLOCK = sent(LetterKind.DEADLOCK_LETTER)
CALLED = ClientPhoned(by="sarah", words="I told her that the credit is on the March bill.", mail=20)
SILENT_CALL = ClientPhoned(by="sarah", words="", mail=20)
TOLD = ClientTold(
    letter=LetterKind.FINAL_RESPONSE,
    how=Contact.PHONE,
    on=date(2026, 3, 9),
    next_on=None,
    by="sarah",
    mail=20,
    words="You were right.",
)
REOPENED = CaseReopened(by="sarah", mail=30)
CLOSED = CaseClosed(outcome=ClosureBasis.RESOLVED, by="sarah", mail=29)
ESCALATED = Escalated(lead="james", by="sarah", mail=10, handler="sarah")
OMBUDSMAN = OmbudsmanDecided(notified_on=date(2026, 3, 9), by="james", mail=40)
PASSED_ON = MailNoted(
    mail=18, sender="Anita Patel", rule="passed on", client="anita.patel@harbour-bakery.example"
)
FORGED = replace(PASSED_ON, trust=Trust.FAILED)
STRANGER = replace(PASSED_ON, client="somebody@elsewhere.example")
RETURNED = LetterReturned(
    letter=LetterKind.FINAL_RESPONSE, recipient="x", message_id=name_of(ANSWERED), status="5.1.1", mail=50
)

NO_EMAIL = "No email of the client says"
NOT_TOLD = "Nothing says yet that the client was told what was done."
NO_ANSWER = "The client has had no final answer"

Log = tuple[Fact | tuple[Fact, ...], ...]

EVIDENCE: tuple[tuple[str, Log, str], ...] = (
    # the line, what has happened, and what the colleague reads; empty where the complaint is closed
    ("close withdrawn", (), NO_EMAIL),
    ("close withdrawn", (said(M.WITHDRAW),), ""),
    ("close withdrawn", (said(None),), NO_EMAIL),
    ("close withdrawn", (said(M.THANKS),), NO_EMAIL),
    ("close withdrawn", (said(M.ACCEPT),), NO_EMAIL),
    ("close withdrawn mail 17", (said(None),), ""),
    ("close withdrawn mail 17", (said(M.THANKS),), ""),
    ("close withdrawn mail 17", (said(M.ESCALATE),), NO_EMAIL),
    ("close withdrawn mail 99", (said(None),), NO_EMAIL),
    ("close withdrawn mail 17", (said(None), said(M.NOT_ACCEPT, 18)), NO_EMAIL),
    ("close withdrawn", (said(M.WITHDRAW), said(M.ESCALATE, 18)), NO_EMAIL),
    ("close withdrawn", (said(M.ESCALATE), said(M.WITHDRAW, 18)), ""),
    ("close withdrawn", (CALLED,), NO_EMAIL),
    ("close withdrawn mail 18", (PASSED_ON,), ""),
    ("close withdrawn mail 18", (FORGED,), NO_EMAIL),
    ("close withdrawn mail 18", (STRANGER,), NO_EMAIL),
    ("close withdrawn", (said(M.WITHDRAW), CLOSED, REOPENED), NO_EMAIL),
    ("close withdrawn", (said(M.WITHDRAW), MailParted(of=17, into="X", by="tom", mail=60)), NO_EMAIL),
    ("close accepted", (), "there is nothing to accept"),
    ("close accepted", (said(M.ACCEPT),), "there is nothing to accept"),
    ("close accepted", (PROPOSED,), NO_EMAIL),
    ("close accepted", (PROPOSED, said(M.ACCEPT)), ""),
    ("close accepted", (ANSWERED, said(M.ACCEPT)), ""),
    ("close accepted", (said(M.ACCEPT), PROPOSED), NO_EMAIL),
    ("close accepted", (PROPOSED, said(M.ACCEPT), ANSWERED), ""),
    ("close accepted", (PROPOSED, said(M.NOT_ACCEPT)), NO_EMAIL),
    ("close accepted", (PROPOSED, ProposalAnswered(accepted=True, by="sarah", mail=21)), NO_EMAIL),
    ("close accepted", (PROPOSED, CALLED), NO_EMAIL),
    ("close accepted", (PROPOSED, ProposalAnswered(accepted=False, by="sarah", mail=21)), "refused"),
    ("close accepted mail 17", (PROPOSED, said(None)), ""),
    ("close accepted mail 17", (said(None), PROPOSED), NO_EMAIL),
    ("close accepted", (ANSWERED, said(M.ACCEPT), RETURNED), "there is nothing to accept"),
    ("close resolved", (), NOT_TOLD),
    ("close resolved", (SILENT_CALL,), NOT_TOLD),
    ("close resolved", (CALLED,), ""),
    ("close resolved", (TOLD,), ""),
    ("close resolved", (UPDATED,), ""),
    ("close resolved", (ANSWERED,), ""),
    ("close resolved", (PROPOSED,), NOT_TOLD),
    ("close resolved", (ANSWERED, RETURNED), NOT_TOLD),
    ("close resolved", (said(M.THANKS),), NOT_TOLD),
    ("close resolved", (CALLED, UPDATED, CLOSED, REOPENED), NOT_TOLD),
    *((f"close {each}", (), NO_ANSWER) for each in ("upheld", "partly upheld", "not upheld")),
    *((f"close {each}", (PROPOSED,), NO_ANSWER) for each in ("upheld", "partly upheld", "not upheld")),
    *((f"close {each}", (ANSWERED,), "") for each in ("upheld", "partly upheld", "not upheld")),
    ("close upheld", (TOLD,), ""),
    ("close upheld", (CALLED,), NO_ANSWER),
    ("close upheld", (UPDATED,), NO_ANSWER),
    ("close not upheld", (DEADLOCK,), ""),
    ("close upheld", (OMBUDSMAN,), ""),
    ("close upheld", (ANSWERED, RETURNED), NO_ANSWER),
    ("close upheld", (ANSWERED, CLOSED, REOPENED), NO_ANSWER),
    ("close no reply", (), "Nothing has been proposed"),
)


@pytest.mark.parametrize(("line", "log", "why"), EVIDENCE)
def test_an_end_needs_something_that_shows_it(line: str, log: Log, why: str) -> None:
    """It is closed, or the colleague reads in a sentence what is missing, and has a way to go on."""
    decision = told(case_of(*log), line)
    refused = refusal(decision)
    ends = [each for each in decision.facts if isinstance(each, CaseClosed)]
    if not why:
        assert refused is None, refused
        assert len(ends) == len(to_client(decision)) == 1
        return
    assert refused is not None
    assert why in refused.why
    assert refused.suggestions
    assert (ends, to_client(decision)) == ([], [])


@pytest.mark.parametrize(
    ("line", "log", "mail"),
    [
        ("close withdrawn", (said(M.WITHDRAW),), 17),
        ("close accepted mail 17", (PROPOSED, said(None)), 17),
        ("close resolved", (CALLED,), None),
    ],
)
def test_the_log_names_the_mail_that_shows_it(line: str, log: Log, mail: int | None) -> None:
    """Whoever asks later finds what the client wrote."""
    (end,) = [each for each in told(case_of(*log), line).facts if isinstance(each, CaseClosed)]
    assert end.evidence == mail


@pytest.mark.parametrize(("line", "kind"), [("close withdrawn", ()), ("close accepted", (PROPOSED,))])
def test_a_client_without_email_can_only_say_it(line: str, kind: Log) -> None:
    """What they said on the phone is enough once it is noted with its words, and not before (3.1.3)."""
    assert refusal(told(case_of(*kind, email=False), line)) is not None
    assert refusal(told(case_of(*kind, SILENT_CALL, email=False), line)) is not None
    assert refusal(told(case_of(*kind, CALLED, email=False), line)) is None


def test_the_way_to_the_evidence_is_a_tap() -> None:
    """The client's own email is offered where it may say so; a tap on that closes the complaint."""
    refused = refusal(told(case_of(said(None)), "close withdrawn"))
    assert refused is not None
    first = refused.suggestions[0]
    assert (first.label, first.command) == ("Their latest email withdraws it", "close withdrawn mail 17")
    assert refusal(told(case_of(said(None)), first.command)) is None
    spoken = refusal(told(case_of(), "close resolved", "The credit is on her bill."))
    assert spoken is not None
    assert (spoken.suggestions[0].command, spoken.suggestions[0].words) == (
        "phoned",
        "The credit is on her bill.",
    )


STAGES: dict[str, Log] = {
    "acknowledged": (CALLED,),
    "quick": (Assessed(assessment=Assessment.QUICK, by="sarah", mail=8), CALLED),
    "investigated": (Assessed(assessment=Assessment.INVESTIGATE, by="sarah", mail=8), CALLED),
    "proposed": (PROPOSED, CALLED),
    "answered": (ANSWERED,),
    "given to tom": (OwnerSet(owner="tom", by="sarah", mail=9), CALLED),
    "escalated": (ESCALATED, CALLED),
    "answered by the lead": (ESCALATED, ANSWERED),
    "deadlock": (ESCALATED, DEADLOCK),
    "opened again": (CLOSED, REOPENED, CALLED),
    "about sarah": (AboutColleague(person="sarah", by="james", mail=9), CALLED),
}
MAY_END = {
    "given to tom": {"tom"},
    **{key: {"james"} for key in ("escalated", "answered by the lead", "deadlock", "about sarah")},
}


@pytest.mark.parametrize("by", ["sarah", "tom", "james"])
@pytest.mark.parametrize("stage", STAGES)
def test_only_who_leads_it_ends_it(stage: str, by: str) -> None:
    """Who has it, or once escalated its lead; not who had it before, nor whom it is about, nor a colleague beside."""
    decision = told(case_of(*STAGES[stage]), "close resolved", by=by)
    allowed = by in MAY_END.get(stage, {"sarah"})
    refused = refusal(decision)
    assert (refused is None) is allowed, refused
    if refused:
        assert any(name in refused.why for name in ("closes it", "somebody else has to have it"))


def test_every_outcome_has_its_row() -> None:
    """One row an outcome; whoever covers for the one who has it may end it, too."""
    assert [each.outcome for each in ENDINGS] == list(ClosureBasis)
    away = tuple(
        replace(each, cover="tom", away=((date(2026, 3, 9), date(2026, 3, 13)),))
        if each.key == "sarah"
        else each
        for each in RULES.people.persons
    )
    rules = replace(RULES, people=replace(RULES.people, persons=away))
    done = told(case_of(CALLED), "close resolved", by="tom", rules=rules)
    said_back = receipt(done)
    assert said_back is not None
    assert f"is closed, {ClosureBasis.RESOLVED}." in said_back.what

"""What shows an end may be taken back, and who had an escalated complaint has no more part in it (3.1.7.4, 3.1.7.7)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.policy.commanding import NOW, RULES, case_of, refusal, said, sent, told
from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning as M
from worker.model.entry import ClientPhoned, Fact
from worker.model.office import Person
from worker.model.staff_event import ClientTold, Contact, Escalated
from worker.policy.agenda import line
from worker.policy.case import Case
from worker.policy.rulebook import Rulebook

PROPOSED = sent(LetterKind.PROPOSAL, date(2026, 3, 27))
ANSWERED = sent(LetterKind.FINAL_RESPONSE)
AGAIN = sent(LetterKind.FINAL_RESPONSE)
DEADLOCK = sent(LetterKind.DEADLOCK_LETTER)
PUT_RIGHT = sent(LetterKind.PUT_RIGHT)
TO_JAMES = Escalated(lead="james", by="", mail=30, handler="sarah")
TO_DORA = Escalated(lead="dora", by="", mail=40, handler="james")

LATER, NO_EMAIL, NO_ANSWER = (
    "A later email of the client",
    "No email of the client",
    "has had no final answer",
)
FINAL = ("upheld", "partly upheld", "not upheld")
MARCH = (date(2026, 3, 4), date(2026, 3, 30))

Log = tuple[Fact | tuple[Fact, ...], ...]


def by_phone(mail: int) -> ClientTold:
    """A colleague told the client the answer by phone."""
    return ClientTold(
        letter=LetterKind.FINAL_RESPONSE,
        how=Contact.PHONE,
        on=date(2026, 3, 9),
        next_on=None,
        by="sarah",
        mail=mail,
        words="You were right.",
    )


def rules(**away: str) -> Rulebook:
    """The office with Dora above James; who is away is covered by whom, or by nobody where that is empty."""
    dora = Person(key="dora", name="Dora Lane", email="dora.lane@optimised.net")
    persons = tuple(
        replace(each, cover=away[each.key], away=(MARCH,)) if each.key in away else each
        for each in (*RULES.people.persons, dora)
    )
    return replace(RULES, people=replace(RULES.people, persons=persons, senior_management=("dora",)))


def why_not(of: Case, said_line: str, by: str = "sarah", by_rules: Rulebook = RULES) -> str:
    """Why the colleague's line is not carried out, or nothing where it is."""
    refused = refusal(told(of, said_line, "We looked at it again.", by=by, rules=by_rules))
    return refused.why if refused else ""


@pytest.mark.parametrize(
    ("command", "log", "why"),
    [
        ("close accepted", (PROPOSED, said(M.ACCEPT), said(None, 18)), LATER),
        ("close accepted", (PROPOSED, said(M.ACCEPT), said(M.DO_NOT_SHARE, 18)), LATER),
        ("close accepted", (PROPOSED, said(M.ACCEPT), said(None, 18), said(M.THANKS, 19)), LATER),
        ("close accepted", (PROPOSED, said(M.ACCEPT), said(M.THANKS, 18), said(M.ACCEPT, 19)), ""),
        ("close accepted", (PROPOSED, said(M.ACCEPT), said(None, 18), said(M.ACCEPT, 19)), ""),
        ("close accepted", (PROPOSED, said(None), said(M.ACCEPT, 18)), ""),
        ("close accepted mail 17", (PROPOSED, said(M.ACCEPT), said(None, 18)), ""),
        ("close accepted mail 18", (PROPOSED, said(M.ACCEPT), said(None, 18)), ""),
        ("close accepted mail 99", (PROPOSED, said(M.ACCEPT), said(None, 18)), LATER),
        ("close accepted mail 17", (PROPOSED, said(M.ACCEPT), said(M.NOT_ACCEPT, 18)), NO_EMAIL),
        ("close withdrawn", (said(M.WITHDRAW), said(None, 18)), LATER),
        ("close withdrawn mail 17", (said(M.WITHDRAW), said(None, 18)), ""),
        *((f"close {each}", (ANSWERED, said(M.NOT_ACCEPT)), NO_ANSWER) for each in FINAL),
        *((f"close {each}", (ANSWERED, said(M.NOT_ACCEPT), AGAIN), "") for each in FINAL),
        ("close not upheld", (ANSWERED, said(None)), ""),
        ("close not upheld", (by_phone(16), said(M.NOT_PUT_RIGHT)), NO_ANSWER),
        ("close not upheld", (said(M.NOT_PUT_RIGHT), by_phone(18)), ""),
        ("close not upheld", (DEADLOCK, said(M.NOT_ACCEPT)), ""),
    ],
)
def test_a_word_holds_until_it_may_be_taken_back(command: str, log: Log, why: str) -> None:
    """A later mail that is not plainly the same is read by a person, who then names the mail that they mean."""
    found = why_not(case_of(*log), command)
    assert (why in found) if why else not found, found


@pytest.mark.parametrize("before", [ANSWERED, DEADLOCK, (by_phone(16),)])
def test_what_was_answered_before_it_was_escalated_ends_nothing(before: tuple[Fact, ...]) -> None:
    """Whoever leads it looks at it again, and answers the client before it is closed (3.1.7.7)."""
    assert NO_ANSWER in why_not(case_of(before, TO_JAMES), "close not upheld", "james")
    assert why_not(case_of(before, TO_JAMES, AGAIN), "close not upheld", "james") == ""
    twice = case_of(TO_JAMES, before, said(M.ESCALATE, 40), TO_DORA)
    assert NO_ANSWER in why_not(twice, "close not upheld", "dora", rules())


@pytest.mark.parametrize("command", ["answer", "propose Fri 20 March", "close resolved"])
@pytest.mark.parametrize(
    ("log", "away", "may"),
    [
        ((TO_JAMES,), {}, {"james", "dora"}),
        ((TO_JAMES,), {"james": "sarah"}, {"dora"}),
        ((TO_JAMES,), {"james": "tom"}, {"tom", "dora"}),
        ((TO_JAMES, TO_DORA), {}, {"dora"}),
        ((TO_JAMES, TO_DORA), {"dora": "james"}, {"dora"}),
        ((TO_JAMES, TO_DORA), {"dora": ""}, {"dora"}),
        ((TO_JAMES, TO_DORA), {"dora": "tom"}, {"tom", "dora"}),
    ],
)
def test_who_had_it_has_no_more_part_in_it(
    log: Log, away: dict[str, str], may: set[str], command: str
) -> None:
    """Neither as head nor as cover; there is always somebody who may."""
    called = ClientPhoned(by="sarah", words="I told her.", mail=50)
    for by in ("sarah", "tom", "james", "dora"):
        found = why_not(case_of(*log, called), command, by, rules(**away))
        assert (found == "") is (by in may), (by, found)


def test_nobody_above_is_there_and_who_had_it_still_says_who_leads() -> None:
    """It is not left without anybody: James names Tom, and does not answer it himself."""
    alone = case_of(TO_JAMES, TO_DORA)
    assert "Dora Lane leads it" in why_not(alone, "answer", "james", rules(dora=""))
    assert why_not(alone, "lead tom", "james", rules(dora="")) == ""
    assert why_not(alone, "lead tom", "james", rules()) != ""


@pytest.mark.parametrize(("reader", "offers"), [("dora", True), ("sarah", False)])
def test_the_digest_of_who_covers_offers_nothing_in_it(reader: str, *, offers: bool) -> None:
    """Sarah had it and covers for James: she reads that it is open, and Dora reads how it is answered."""
    book, of = rules(james="sarah"), case_of(TO_JAMES)
    lines = [line(of, each, book, NOW, book.people.person(reader)) for each in of.running]
    assert {each.owner for each in lines} == {"Dora Lane"}
    assert any(each.actions for each in lines) is offers

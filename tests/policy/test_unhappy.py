"""Whatever runs and whatever we said, an unhappy mail leaves something of ours running, and moves no day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.test_joined_clocks import complaint
from tests.rig import MONDAY
from tests.rig import settings as office_settings
from worker.model.client_answer import ClientMeaning as Means
from worker.model.entry import Trust
from worker.model.mail import Address, Message
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.decide.unhappy import clocks_of_unhappy
from worker.policy.fold import fold_on
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.client_answers import Answer
from worker.policy.rulebook import Rulebook

SERVERS = MailboxSettings(host="localhost", user="x"), SmtpSettings(host="localhost")
RULES = Rulebook.of(office_settings(*SERVERS, "sqlite:///unused.sqlite3"))
DAY0 = date(2026, 2, 20)
OURS = {Clock.ACKNOWLEDGE, Clock.ASSESS, Clock.RESPOND, Clock.NEXT_UPDATE, Clock.PROMISED, Clock.ESCALATED}
OVER = {Stage.CLOSED, Stage.MERGED, Stage.NOT_COMPLAINT}
CLIENT = Address("patel@bakery.example")


def writes(words: str, trust: Trust) -> Arrival:
    """A mail of the client's that arrives on Monday 2 March."""
    return Arrival(
        mail=2,
        message=Message(CLIENT, "", "Re: Our renewal", words, message_id="<2@bakery.example>"),
        received_at=MONDAY,
        seen_at=MONDAY,
        client=CLIENT,
        subject="Re: Our renewal",
        words=words,
        trust=trust,
        trust_reason="",
        judgement=RULES.judge("", words),
    )


@settings(max_examples=200)
@given(
    running=st.sets(st.sampled_from(list(Clock))),
    progress=st.sampled_from([None, *(each for each in Stage if each not in {*OVER, Stage.PROVISIONAL})]),
    words=st.sampled_from(
        ["This is a disgrace. I am very unhappy.", "I am appalled, and I do not accept that."]
    ),
    trust=st.sampled_from(list(Trust)),
)
def test_no_unhappy_mail_is_left_without_a_clock(
    running: set[Clock], progress: Stage | None, words: str, trust: Trust
) -> None:
    """In every stage, with any clocks running or none, proven or not; what ran before has the day that it had."""
    due = {each: DAY0 + timedelta(days=20 + at) for at, each in enumerate(sorted(running))}
    case = replace(complaint("OPT-2026-0001", DAY0, due), progress=progress)
    after = fold_on(case, clocks_of_unhappy(case, writes(words, trust), Answer(), (), RULES))
    assert {each.clock for each in after.running} & OURS
    assert all(after.due_on(clock) == day for clock, day in due.items())
    # Once we have spoken, it is not enough that some day lies ahead: somebody says how it goes on.
    if progress in (Stage.PROPOSED, Stage.FINAL_SENT, Stage.DEADLOCK):
        assert after.due_on(Clock.ASSESS)


@pytest.mark.parametrize("meaning", [Means.WITHDRAW, Means.ACCEPT, Means.THANKS, Means.CONFIRM])
def test_who_wants_nothing_more_is_content(meaning: Means) -> None:
    """However they tell what had gone wrong."""
    told = (
        "I was very unhappy. It was a disgrace. I've sorted it with the supplier. Please close my complaint."
    )
    case = replace(complaint("OPT-2026-0001", DAY0, {}), progress=Stage.PROPOSED)
    plainly = Answer(meaning=meaning, said="please close my complaint")
    assert clocks_of_unhappy(case, writes(told, Trust.PROVEN), Answer(), (), RULES)
    assert clocks_of_unhappy(case, writes(told, Trust.PROVEN), plainly, (), RULES) == ()


@given(running=st.sets(st.sampled_from(list(Clock))))
def test_thanks_and_what_is_over_start_nothing(running: set[Clock]) -> None:
    """Who is content has nothing coming, and a complaint that is over is opened again instead."""
    case = complaint("OPT-2026-0001", DAY0, dict.fromkeys(running, DAY0))
    assert clocks_of_unhappy(case, writes("Thank you.", Trust.PROVEN), Answer(), (), RULES) == ()
    over = replace(case, progress=Stage.CLOSED)
    assert clocks_of_unhappy(over, writes("I am very unhappy.", Trust.PROVEN), Answer(), (), RULES) == ()

"""A mark of automatic mail, or a machine's mail around a person's words, silences nobody (3.1.4, 3.1.6.2)."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from tests.journeys.by_mail import arrive, complain
from tests.journeys.correspondence import (
    COMPLAINT,
    PATEL,
    SARAH,
    TOM,
    case,
    facts,
    letters_to,
    london,
    mail,
    wait_until,
    words,
)
from tests.rig import Rig
from worker.model.entry import MailNoted
from worker.model.stage import Stage
from worker.model.time import Clock

SUPPRESS = {"X-Auto-Response-Suppress": "All"}
GROUP = {
    "List-Id": "<hello.optimised.net>",
    "Precedence": "list",
    "List-Unsubscribe": "<mailto:hello+unsubscribe@optimised.net>",
}
AWAY = "I am out of the office until Monday. Thank you for your mail."
AWAY_AND_ANGRY = f"{AWAY}\n{COMPLAINT}"
REQUEST = "Please send me a copy of all personal data that you hold about me, under Article 15."
UNKNOWN_WORDS = "Podpisali Panstwo umowe bez naszej zgody."

_MEETING = """--m
Content-Type: text/plain; charset=utf-8

{comment}
--m
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
METHOD:REPLY
END:VCALENDAR
--m--"""


def declined(comment: str, **headers: str) -> bytes:
    """A calendar program's mail that declines a meeting, with what its owner wrote beside it."""
    kind = {"Content-Type": "multipart/alternative; boundary=m"}
    text = _MEETING.format(comment=comment)
    return mail(PATEL, "Declined: Contract review", text, headers={**kind, **headers})


def away(text: str, **headers: str) -> bytes:
    """What reads like an absence notice, under a mark that some mail systems set on a person's mail too."""
    return mail(PATEL, "Automatic reply: Your contract", text, headers={**SUPPRESS, **headers})


def secret_address(office: Rig) -> str:
    """Where Mrs Patel's answers about her case go."""
    return letters_to(office, PATEL)[0].reply_to[0].email


def listed(office: Rig) -> str:
    """What Tom's list of the next morning says."""
    wait_until(office, london(date(2026, 3, 3), 9))
    return " ".join(words(letter) for letter in letters_to(office, TOM))


CAME_BACK = """My letter to accounts@optimised.net came back: user unknown.
You renewed our contract without our agreement. I am very unhappy."""
REJECTED = """Mail to sarah@optimised.net was rejected: no such user.
I am very unhappy and make a formal complaint."""
PASTED = """I tried to write to Sarah four times. I am very unhappy and want to make a formal complaint.

<sarah.hughez@optimised.net>: host mx.optimised.net said: 550 5.1.1 user unknown"""

LOST_MAIL = (
    ("Mail returned - formal complaint", CAME_BACK),
    ("Failed to deliver message: complaint", REJECTED),
    ("Mail delivery failed - formal complaint", PASTED),
)


@pytest.mark.parametrize(("subject", "text"), LOST_MAIL, ids=["came back", "rejected", "pasted report"])
def test_a_complaint_about_mail_that_came_back_is_a_complaint(office: Rig, subject: str, text: str) -> None:
    """A client tells that their mail did not reach us, in the words of a bounce: it opens a case like any other."""
    arrive(office, mail(PATEL, subject, text))
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 23)


@pytest.mark.parametrize("raw", [declined, away], ids=["declined meeting", "absence notice"])
def test_a_complaint_within_a_machines_mail_stands_in_the_list(
    office: Rig, raw: Callable[[str], bytes]
) -> None:
    """Who declines a meeting may say why: no case and no answer to the machine, but Tom reads it the next day."""
    arrive(office, raw(COMPLAINT))
    assert office.cases() == []
    assert "You renewed our electricity contract" in listed(office)
    assert letters_to(office, PATEL) == []


@pytest.mark.parametrize("raw", [declined, away], ids=["declined meeting", "absence notice"])
def test_a_machines_mail_without_a_complaint_is_not_listed(office: Rig, raw: Callable[[str], bytes]) -> None:
    """Nobody has to read that somebody is away."""
    arrive(office, raw(AWAY))
    assert set(office.outcomes()) == {"recorded, needs no answer"}
    assert listed(office) == ""


@pytest.mark.parametrize("marks", [SUPPRESS, GROUP], ids=["suppress", "list"])
def test_marked_words_that_nobody_can_place_stand_in_the_list(office: Rig, marks: Mapping[str, str]) -> None:
    """Words in no language that the list of phrases knows, under a mark that many mail systems set."""
    arrive(office, mail(PATEL, "Umowa", UNKNOWN_WORDS, headers=marks))
    assert office.cases() == []
    assert "Podpisali Panstwo umowe" in listed(office)


@pytest.mark.parametrize("marks", [SUPPRESS, GROUP], ids=["suppress", "list"])
def test_a_clients_marked_answer_reaches_sarah(office: Rig, marks: Mapping[str, str]) -> None:
    """Her mail system marks all that she sends: Sarah hears, and the clocks do not count it as her answer."""
    complain(office)
    before = case(office)
    headers = {"To": secret_address(office), **marks}
    arrive(office, mail(PATEL, "Tuesday", "Tuesday at ten suits me.", headers=headers))
    (told,) = letters_to(office, SARAH)
    assert "Tuesday at ten suits me." in words(told)
    assert case(office) == before


@pytest.mark.parametrize("raw", [declined, away], ids=["declined meeting", "absence notice"])
def test_a_complaint_within_a_machines_answer_reaches_sarah(office: Rig, raw: Callable[..., bytes]) -> None:
    """It belongs to her case, so Sarah reads it at once; as a machine's mail it moves nothing."""
    complain(office)
    before = case(office)
    arrive(office, raw(AWAY_AND_ANGRY, To=secret_address(office)))
    (told,) = letters_to(office, SARAH)
    assert "You renewed our electricity contract" in words(told)
    assert case(office) == before


def test_an_automatic_reply_is_only_noted_whatever_it_says(office: Rig) -> None:
    """Its words were there before our letter, so they are no answer to it (RFC 3834)."""
    complain(office)
    headers = {"To": secret_address(office), "Auto-Submitted": "auto-replied"}
    arrive(office, away(AWAY_AND_ANGRY, **headers))
    assert len(facts(office, MailNoted)) == 1
    assert letters_to(office, SARAH) == []


@pytest.mark.parametrize("raw", [declined, away], ids=["declined meeting", "absence notice"])
def test_a_machines_answer_without_a_complaint_is_only_noted(office: Rig, raw: Callable[..., bytes]) -> None:
    """It stands in the log of the case, and nobody is written to."""
    complain(office)
    before = case(office)
    arrive(office, raw(AWAY, To=secret_address(office)))
    assert len(facts(office, MailNoted)) == 1
    assert letters_to(office, SARAH) == []
    assert case(office) == before


def test_more_than_ten_marked_answers_a_day_are_only_noted(office: Rig) -> None:
    """A robot that marks what it writes, and answers for ever, fills the log and not Sarah's mailbox."""
    complain(office)
    headers = {"To": secret_address(office), "Auto-Submitted": "auto-generated"}
    for number in range(12):
        office.arrive(mail(PATEL, f"Ticket {number}", "We received your mail.", headers=headers))
    office.work()
    assert len(facts(office, MailNoted)) == 12
    assert len(letters_to(office, SARAH)) == 10


def test_a_colleagues_absence_notice_is_only_noted(office: Rig) -> None:
    """Also where it quotes the complaint: it would otherwise come to the colleague who is away, as a client's words."""
    complain(office)
    headers = {"To": secret_address(office), "Auto-Submitted": "auto-replied"}
    arrive(office, mail(SARAH, "Automatic reply: Your contract", AWAY_AND_ANGRY, headers=headers))
    assert len(facts(office, MailNoted)) == 1
    assert letters_to(office, SARAH) == []


def test_a_command_through_a_mailing_list_is_carried_out(office: Rig) -> None:
    """The mailbox is a group, which marks what it passes on as a list's: Sarah's command is still hers."""
    complain(office)
    headers = {"To": secret_address(office), **GROUP}
    arrive(office, mail(SARAH, "[OPT-2026-0001] quick", "", headers=headers))
    assert case(office).stage is Stage.QUICK


def test_a_marked_command_without_proof_is_only_noted(office: Rig) -> None:
    """A mark proves nobody."""
    complain(office)
    before = case(office)
    headers = {"To": secret_address(office), **GROUP}
    arrive(office, mail(SARAH, "[OPT-2026-0001] quick", "", results="", headers=headers))
    assert case(office) == before


@pytest.mark.parametrize("marks", [SUPPRESS, GROUP], ids=["suppress", "list"])
def test_a_marked_request_for_personal_data_starts_its_clock(office: Rig, marks: Mapping[str, str]) -> None:
    """The law gives the right to whoever asks, whatever their mail system writes above it."""
    complain(office)
    headers = {"To": secret_address(office), **marks}
    arrive(office, mail(PATEL, "My data", REQUEST, headers=headers))
    assert case(office).due_on(Clock.DATA_PROTECTION) == date(2026, 4, 1)


def test_a_forged_request_for_personal_data_starts_no_clock(office: Rig) -> None:
    """Somebody else writes as Mrs Patel: Sarah hears, and nothing is owed."""
    complain(office)
    headers = {"To": secret_address(office), **SUPPRESS}
    arrive(office, mail(PATEL, "My data", REQUEST, results="fail", headers=headers))
    assert case(office).due_on(Clock.DATA_PROTECTION) is None
    assert len(letters_to(office, SARAH)) == 1


HIDDEN = (("Umowa", UNKNOWN_WORDS, GROUP), ("Automatic reply: Contract", COMPLAINT, SUPPRESS))


@pytest.mark.parametrize(("subject", "text", "marks"), HIDDEN, ids=["list", "suppress"])
def test_a_marked_copy_hides_no_case(office: Rig, subject: str, text: str, marks: Mapping[str, str]) -> None:
    """The same mail comes through a mailing list first and then to us: the second opens the case as if alone."""
    same = {"Message-ID": "<one@harbour-bakery.example>"}
    arrive(
        office,
        mail(PATEL, subject, text, headers={**same, **marks}),
        mail(PATEL, subject, text, headers=same),
    )
    assert len(office.cases()) == 1

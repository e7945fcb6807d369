"""3.1.7.4: every button of every letter to a client does something that somebody sees, plus addressing or not."""

from datetime import date

import pytest

from tests.journeys.by_mail import REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    case,
    configured,
    facts,
    latest,
    letters_to,
    links,
    mail,
    tap,
    words,
)
from tests.journeys.the_office import as_shipped, on
from tests.rig import ADDRESS, Rig
from worker.model.client_answer import ClientMeaning
from worker.model.client_event import ClientAnswered
from worker.model.entry import MailNoted

OFFER = "We pay you £212.40."
SEEN = {
    "accept": "The client accepts.",
    "escalate": "The client asks to escalate. James Carter leads it from now on.",
}
LETTERS = ("update Tue 10 March", "propose Tue 31 March", "answer", "propose and remind", "propose and delay")


def written(office: Rig, letter: str) -> None:
    """Mrs Patel has complained, and her latest letter from us is this one."""
    as_shipped(office)
    complain(office)
    first = "propose Tue 31 March" if letter.startswith("propose") else letter
    write(office, first, OFFER)
    arrive(office, tap(office, SARAH, "send"))
    if letter == "propose and remind":
        on(office, date(2026, 3, 9), 9)
    if letter == "propose and delay":
        write(office, "delay Fri 24 April", "The supplier answers late.")
        arrive(office, tap(office, SARAH, "send"))


@pytest.mark.parametrize("plus", [True, False], ids=["plus", "no plus"])
@pytest.mark.parametrize("letter", LETTERS)
def test_every_button_is_seen(office: Rig, letter: str, *, plus: bool) -> None:
    """Each is understood, stands in the log, and is said to whoever has the complaint in the first line."""
    configured(office, plus_addressing=plus)
    written(office, letter)
    buttons = [
        link for link in latest(office, PATEL).links if link.startswith("mailto:") and "subject=" in link
    ]
    assert buttons
    for number, ((to, subject), link) in enumerate(zip(links(office, PATEL), buttons, strict=False)):
        if not subject.startswith(f"[{REFERENCE}]"):
            continue
        verb = subject.partition("] ")[2]
        body = link.partition("&body=%0D%0A%0D%0A")[2]
        assert (to == ADDRESS, bool(body)) == (not plus, not plus)
        told = mail(PATEL, subject, f"\n\n{body}\n\nSent from my iPhone", headers={"To": to})
        arrive(office, told)
        answered = facts(office, ClientAnswered)
        assert (len(answered), answered[-1].meaning) == (number + 1, ClientMeaning(verb))
        noted = facts(office, MailNoted)[-1]
        assert noted.words.startswith(verb)
        assert not body or body not in noted.words
        seen = words(letters_to(office, SARAH)[-1])
        assert SEEN[verb] in seen
        assert not body or body not in seen
    assert office.faults() == []


def test_a_mark_that_is_not_ours_attaches_nothing(office: Rig) -> None:
    """A stranger makes up a mark: their mail joins no case."""
    configured(office, plus_addressing=False)
    complain(office)
    made_up = f"{REFERENCE.lower()}-{'a' * 26}"
    arrive(office, mail("Eve <eve@elsewhere.example>", f"[{REFERENCE}] escalate", f"\n\n{made_up}"))
    assert facts(office, ClientAnswered) == []
    assert case(office).lead == ""

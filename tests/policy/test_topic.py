"""What a client called it is given back only where it says what it is about and is no insult."""

import pytest

from worker.policy.topic import safe_topic

REPEATED = (
    ("Renewal of our contract", "Renewal of our contract"),
    ("Re: Fw: RE: Renewal of our contract", "Renewal of our contract"),
    ("Complaint: bills since January", "bills since January"),
    ("Formal complaint - back bill", "back bill"),
    ("[EXTERNAL] AW: Meter in Leeds", "Meter in Leeds"),
    ("Re: Complaint: Complaint: meter", "meter"),
    ("Where is my refund?", "Where is my refund?"),
    ("MPAN 1012345678901", "MPAN 1012345678901"),
    ("Complaint handling took months", "Complaint handling took months"),
    ("Complaint about my bill", "my bill"),
    ("A formal complaint regarding account 123", "account 123"),
    ("Official complaint re overcharging", "overcharging"),
    ("URGENT: cancel my contract", "cancel my contract"),
    ("Re[2]: Complaint about the meter", "the meter"),
    ("Re: Your complaint: renewal [OPT-2026-0042]", "renewal"),
    ("No reply to my complaint about the meter", "No reply to my complaint about the meter"),
)
LEFT_OUT = (
    *(
        "",
        "Re:",
        "RE: FW: Re:",
        "Complaint",
        "FORMAL COMPLAINT",
        "Complaint: Complaint",
        "Re: your complaint",
        "(no subject)",
    ),
    *(
        "You are thieves and liars!!!",
        "SCAM",
        "This is a joke",
        "GIVE ME MY MONEY BACK",
        "Disgusting service",
    ),
    *(
        "Complaint (3rd time)",
        "Complaint no. 2",
        "Letter of complaint",
        "Second complaint",
        "Re[2]: complaint",
    ),
    *("You thieving gits", "WTF", "Dishonest salesman", "You should be ashamed of yourselves"),
    *("you're robbing us", "Rip-off", "I will see you in court", "Help", "..."),
)


@pytest.mark.parametrize(("subject", "topic"), REPEATED)
def test_what_it_is_about_is_repeated(subject: str, topic: str) -> None:
    """Without what was put in front of it."""
    assert safe_topic(subject) == topic


@pytest.mark.parametrize("subject", LEFT_OUT)
def test_what_says_nothing_or_insults_is_not(subject: str) -> None:
    """No letter thanks for an insult or says "about RE: FW: Re:"."""
    assert safe_topic(subject) == ""

"""What a colleague writes in their own words: a client's complaint, or something else."""

import pytest

from tests.rig import CONFIG
from worker.adapters.settings import load_staff_phrases
from worker.model.entry import Channel
from worker.policy.reading.told_in_prose import told_in_prose

COLLEAGUES = (
    "Sarah Hughes",
    "Sarah Booth",
    "Tom Reed",
    "James Carter",
    "Sam Booth",
    "Sarah",
    "Tom",
    "James",
    "Sam",
)

OTHERS = load_staff_phrases(CONFIG).not_clients

TOLD = [
    "Mrs Patel rang at 10 about her bill, 01253 555 0199, wants a refund.",
    "Mr Okafor phoned this morning, he is furious that his meter was never moved.",
    "Had a call from Mrs Lloyd, unhappy about the renewal.",
    "Just had an angry call from Mr Raman from Little Oaks about being overcharged.",
    "Took a call from a client who is very upset about her contract.",
    "A customer rang yesterday to complain about her bill.",
    "Call from Dr Singh at 2pm, not happy with how long this takes.",
    "Mr Lowe called and is annoyed, nobody has rung him back.",
    "Emeka Okafor from Okafor Bakery rang, he was charged twice in January.",
    "Mrs Patel has just called, she wants her money back.",
    "Ms Green left a voicemail, she is still waiting for a refund.",
    "One of our clients phoned, absolutely livid about the price.",
    "Another client called to complain that no one has answered her emails.",
    "Mr Lowe came in this morning, he is not happy with the new contract.",
    "A lady came to reception to complain about her bill.",
    "Mrs Khan popped in, fed up with the wait, wants compensation.",
    "Mr Ainsworth was at reception, his contract was rolled over without his consent.",
    "A letter of complaint came in today's post, scan attached.",
    "Got a letter from Mrs Dent by post, she complains about commission.",
    "Received a letter from Mr Hill, he says he was mis-sold his contract.",
    "Mr Jones wrote to us a letter of complaint about the bill.",
    "We have had a letter from Miss Fox, very disappointed.",
    "A gentleman called Mr Peel rang, the direct debit is wrong.",
    "Just spoke to Mrs Patel, who rang to complain about the bill.",
    "Mrs O'Neill telephoned on Friday afternoon, she has not heard from us since January.",
    "Mr Brown was on the phone earlier, he demands an apology.",
    "Our client Mrs Day rang. She is cross that she was charged £90 too much.",
    "I took a call from Mr Ward at Ward & Sons, he wants it cancelled.",
]

NOT_TOLD = [
    "I rang Mrs Patel about her bill, she was unhappy.",
    "Called Mr Okafor back, he wants a refund but I told him to wait.",
    "British Gas rang about the wrong meter reading.",
    "EDF called, they are unhappy with our paperwork.",
    "The supplier phoned to complain about late notices.",
    "Had a call from the supplier, angry about the objection.",
    "Sarah rang, she is fed up with the printer.",
    "Tom Reed called in sick, not happy about it.",
    "Had a call from James, he wants the report sorted out.",
    "If Mrs Patel rings about her complaint, put her through to me.",
    "When Mr Okafor rang did he say he was unhappy?",
    "Did Mrs Patel call about her refund?",
    "Please ring Mrs Patel about her complaint.",
    "Can you call Mr Lowe, he wants a refund?",
    "Mrs Patel rang to say thank you, she is very happy with the refund.",
    "Mrs Patel rang to book a meeting about her contract.",
    "Mr Okafor called about a quote for his second shop.",
    "A customer rang for opening times.",
    "Mr Lowe rang, he is not complaining, just wants a copy bill.",
    "Mrs Khan will call tomorrow about her complaint.",
    "The bank rang about the refund.",
    "The ombudsman called about the Lowe complaint.",
    "A man from the council came in about the bins, he was annoyed.",
    "Our accountant phoned, the invoice is wrong.",
    "We should call clients who are unhappy sooner.",
    "The training on angry callers was terrible.",
    "I am unhappy with how complaints are handled.",
    "Meeting with James about complaints moved to Friday.",
    "Mrs Patel's complaint is due on Friday, she wants a refund.",
    "Somebody from IT rang, the phones are a mess.",
    "Please find attached the complaint log for March.",
    "Courier came in, parcel for you, he was cross.",
]


@pytest.mark.parametrize("words", TOLD)
def test_a_client_complained(words: str) -> None:
    """By phone, by post or in person."""
    assert told_in_prose("", words, COLLEAGUES, OTHERS) is not None


@pytest.mark.parametrize("words", NOT_TOLD)
def test_nobody_complained(words: str) -> None:
    """Calls of ours, of suppliers, of colleagues; thanks, questions, plans."""
    assert told_in_prose("", words, COLLEAGUES, OTHERS) is None


def test_what_can_be_read_is_read() -> None:
    """Name, number, time and wish out of one sentence."""
    told = told_in_prose("", TOLD[0], COLLEAGUES, OTHERS)
    assert told is not None
    assert (told.channel, told.client, told.phone) == (Channel.TELEPHONE, "Mrs Patel", "01253 555 0199")
    assert (told.when, told.wants) == ("at 10", "a refund")


def test_an_address_is_lines() -> None:
    """What stands before the postcode, without the name."""
    text = "A letter came by post.\n\nMr Harold Ainsworth, 14 Fleetwood Road, Poulton, FY6 7AA\nHe wants out."
    told = told_in_prose("Letter of complaint - Mr Ainsworth", text, COLLEAGUES, OTHERS)
    assert told is not None
    assert (told.channel, told.client) == (Channel.POST, "Mr Harold Ainsworth")
    assert told.address == "14 Fleetwood Road\nPoulton\nFY6 7AA"


def test_whoever_else_rings_is_for_the_office_to_say() -> None:
    """Their list stands in config/staff_phrases.toml: a name that is added there is no client's any more."""
    words = "Fylde Metering Services from Kirkham rang, they are unhappy with our paperwork."
    assert told_in_prose("", words, COLLEAGUES, OTHERS) is not None
    assert told_in_prose("", words, COLLEAGUES, (*OTHERS, "Metering Services")) is None

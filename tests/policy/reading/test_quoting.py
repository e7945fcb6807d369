"""Replies as British mail programs write them: what is new comes out, and a client's words survive."""

import pytest

from worker.policy.reading.quoting import new_words

OUR_LETTER = """Dear Mrs Patel

I have looked into your complaint about the standing charge on your contract.

We propose to refund £120 by Friday 27 March and to correct the next three bills.

I accept this
Please escalate my complaint

Yours sincerely
Sarah Hughes
"""

QUOTED = "\n".join(f"> {line}".rstrip() for line in OUR_LETTER.splitlines())

GMAIL = "On Mon, 2 Mar 2026 at 10:15, Sarah Hughes <hello@optimised.example> wrote:"
WRAPPED = "On Mon, 2 Mar 2026 at 10:15, Sarah Hughes, Optimised Group <\nhello@optimised.example> wrote:"
APPLE = "On 2 Mar 2026, at 10:15, Optimised Group <hello@optimised.example> wrote:"
OUTLOOK = """From: Sarah Hughes <hello@optimised.example>
Sent: 02 March 2026 10:15
To: Anita Patel <anita@bakery.example>
Subject: Your complaint: standing charge [OPT-2026-0042]
"""
OUTLOOK_NAMES = """From: Sarah Hughes
Sent: Monday, March 2, 2026 10:15 AM
To: Anita Patel; accounts
Cc: Tom Reed
Subject: RE: Your complaint
"""
SAMSUNG = """-------- Original message --------
From: Sarah Hughes <hello@optimised.example>
Date: 02/03/2026 10:15 (GMT+00:00)
To: anita@bakery.example
Subject: Your complaint
"""

CUT = [
    ("Gmail", f"I accept.\n\n{GMAIL}\n\n{QUOTED}", "I accept."),
    ("Gmail wrapped", f"I accept.\n\n{WRAPPED}\n\n{QUOTED}", "I accept."),
    ("Gmail wrapped twice", "Yes.\n\nOn 2 Mar 2026 at 10:15,\nSarah <a@b.example\n> wrote:\n> Dear", "Yes."),
    ("iPhone", f"No thanks\n\nSent from my iPhone\n\n> {APPLE}\n> \n{QUOTED}", "No thanks"),
    ("iPhone bare", f"No thanks\n\nSent from my iPhone\n\n{APPLE}\n\n\ufeff{QUOTED}", "No thanks"),
    ("Outlook", f"Not good enough.\n\nKind regards,\nAnita\n\n{OUTLOOK}\n{OUR_LETTER}", "Not good enough."),
    ("Outlook names only", f"Not good enough.\n\n{OUTLOOK_NAMES}\n{OUR_LETTER}", "Not good enough."),
    ("Outlook rule", f"See below\n\n________________________________\n{OUTLOOK}\n{OUR_LETTER}", "See below"),
    (
        "Outlook bold",
        "Fine\n\n*From:* S <s@x.example>\n*Sent:* 2 March 2026 10:15\n*To:* A\n*Subject:* B\n",
        "Fine",
    ),
    (
        "Outlook mobile",
        f"Yes\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n{'_' * 32}\n{OUTLOOK}\nDear",
        "Yes",
    ),
    ("Outlook classic", f"Yes\n\n-----Original Message-----\n{OUTLOOK}\nDear", "Yes"),
    ("Samsung", f"Ok do it\n\nSent from my Galaxy\n\n\n{SAMSUNG}\n{OUR_LETTER}", "Ok do it"),
    (
        "Yahoo",
        f"Please escalate\n\nSent from Yahoo Mail on Android\n\n{GMAIL}   Dear Mrs Patel",
        "Please escalate",
    ),
    ("Yahoo lines", f"Please escalate\n\n{GMAIL}\n\nDear Mrs Patel\n\nWe propose", "Please escalate"),
    (
        "Proton",
        (
            "Done\n\nSent with Proton Mail secure email.\n\n"
            "On Monday, March 2nd, 2026 at 10:15, S <s@x.example> wrote:\n\n> Dear"
        ),
        "Done",
    ),
    ("Thunderbird", "Done\n\nOn 02/03/2026 10:15, Sarah Hughes wrote:\n> Dear Mrs Patel\n", "Done"),
    ("CRLF", f"I accept.\r\n\r\n{GMAIL}\r\n\r\n> Dear\r\n", "I accept."),
    (
        "French",
        "D'accord\n\nLe lun. 2 mars 2026 à 10:15, Sarah <s@x.example> a écrit :\n\n> Bonjour",
        "D'accord",
    ),
    (
        "German",
        "Ja\n\nVon: S <s@x.example>\nGesendet: Montag, 2. März 2026 10:15\nAn: A\nBetreff: B\n\nText",
        "Ja",
    ),
    ("Polish", "Tak\n\npon., 2 mar 2026 o 10:15 Sarah <s@x.example> napisał(a):\n\n> Dear", "Tak"),
    (
        "separator",
        "0042 take\n\n-- Please reply above this line --\n\nNew complaint from Mrs Patel",
        "0042 take",
    ),
    ("rules round it", "Done\n\n---- Sarah Hughes wrote ----\n\n> Dear Mrs Patel", "Done"),
    (
        "rules, no marks",
        "Done\n\n------On 02/03/2026 10:15 AM, Sarah Hughes wrote-----\n\nDear Mrs Patel",
        "Done",
    ),
    ("old Gmail", "Done\n\n2026/3/2 Sarah Hughes <s@x.example>\n\n> Dear Mrs Patel", "Done"),
    ("nothing below", "Done\n\n- On 2026-03-02 10:15, Sarah Hughes wrote:\n", "Done"),
    ("behind the words", "I accept On Mon, 2 Mar 2026 at 9:15 AM, s@x.example wrote:\n> Dear", "I accept"),
    ("behind a dash", "I accept--- On Mon, 2 Mar 2026 at 10:15, s@x.example wrote:\n> Dear", "I accept"),
    (
        "Gmail, no address",
        "Done\n\nOn Mon, Mar 2, 2026 at 9:15 AM Sarah via Us\nwrote:\n\nDear Mrs Patel",
        "Done",
    ),
    (
        "Yahoo, no address",
        "Done\n  On Monday, March 2, 2026, 09:15:00 AM GMT, Sarah  wrote:\n\nDear Mrs Patel",
        "Done",
    ),
    ("no date", "Done\n\nSarah Hughes <s@x.example> wrote:\n\nDear Mrs Patel", "Done"),
    ("only a quote", f"{GMAIL}\n\n{QUOTED}", ""),
    ("only a telephone", f"Sent from my iPhone\n\n{GMAIL}\n\n{QUOTED}", ""),
]

SIGNED = [
    ("RFC 3676", "I accept.\n-- \nAnita Patel\nBakery Ltd", "Anita Patel\nBakery Ltd"),
    ("closing", "I accept.\n\nKind regards\n\nAnita Patel\nDirector\n07700 900123", "Anita Patel"),
    ("one line", "I accept.\n\nKind regards, Anita", "Kind regards, Anita"),
    ("thanks", "I accept.\n\nThanks,\nBill", "Thanks,\nBill"),
    ("telephone", "I accept.\n\nSent from my Samsung Galaxy smartphone.", "Sent from my Samsung"),
    ("excuse", "I accept.\n\nSent from my iPhone, please excuse any typos", "excuse any typos"),
    (
        "legal",
        (
            "I accept.\n\nYours sincerely\nAnita Patel\nAccount Manager\n\n"
            "This email is confidential and meant for the addressee only.\n\n"
            "Bakery Ltd. Registered in England. Company number 01234567.\n\n"
            "Please consider the environment before printing this email."
        ),
        "Registered in England",
    ),
]

# Above and below a line of equals signs: the words, and a name that ends them without a closing phrase.
NAMED = [
    (
        "I have read your letter and I accept it.\n\n=====\nAnita Patel\n\nDisclaimer\n\nThis is confidential and"
        " intended solely for the addressee.\n\nThis email has been scanned for viruses by Bakery Mail Ltd."
    ),
    "I have read your letter and I accept it.\n\n=====\n--\n* Anita Patel*\nDirector\n*Mob: 07700 900123",
    "I have read your letter and I accept it.\n\n=====\nAnita",
    "I have read your letter and I accept it.\n=====\nAnita Patel",
    "Call me if anything is missing there\n=====\nAnita Patel\n0113 496 0000",
    "I have read your letter and I accept it.\n\n=====\nAnita Patel\nDirector, Patel Bakery Ltd",
    "I have read your letter and I accept it.\n\n=====\nAnita Patel | Accounts Manager",
    "I have read your letter and I accept it.\n\n=====\nAnita Patel - 0113 496 0000",
    "I have read your letter and I accept it.\n\n=====\nAnita\nx6721",
    "I have read it and I accept it!\n\n=====\nAnita Patel\nBakery\n\n0113 496 0000 shop\nanita@bakery.example",
    "Can you tell me what the rate will be?\n\n=====\n/Anita",
    "I have read your letter and I accept it.\n\n=====\n-Anita Patel",
    "Bitte rufen Sie mich morgen wieder an.\n\n=====\nViele Grüße\nAnita",
]

KEPT = [
    "On Monday, 2 March 2026 at 10:15 British Gas wrote:\n\nWe put the price up.\n\nThey never asked us.",
    "On Mon, 2 Mar 2026 at 10:15 your agent wrote:\n\nWe put the price up.\n\nThey never asked us.",
    "We had this by post.\nSarah Hughes <sarah@x.example> wrote:\nThe price is up.\n\nThey never asked us.",
    "This email has been sent to you three times now.\n\nThe virus-free label on the door fell off too.",
    "We have no notice of it from you.\n\nDisclaimer\n\nI am not a lawyer.",
    "Whom did your colleague speak to?\n\nAnita Patel",
    "The person I spoke to on Monday was called:\n\nSarah Jones",
    "The engineer who came to our shop on Tuesday was\n\nSarah Jones",
    "Please send the refund to the address below.\n\nAnita Patel\n12 High Street\nLeeds\n0113 496 0000",
    "These people work in our shop every day.\n\nAnita Patel\nSarah Jones",
    "I have waited three weeks for your answer now.\n\nDisgusting",
    "Your agent shouted at me again this morning.\n\nUnacceptable",
    "I asked for the second offer in your list.\n\nOption B",
    "We would like to stay where we are for now.\n\nBritish Gas",
    "You may call me in the shop any time.\n\nTuesday",
    "Two suppliers wrote to us in the last week.\n\n- Octopus\n- Drax",
    "This was completed just in case you wondered.\n\nThanks",
    "Our neighbour pays less than that for the same.\n\nEDF",
    "Ask for Mr.\nPatel",
    "The contract was made in the shop by my wife and Mr.\nPatel",
    "On Mon, 2 Mar 2026 at 10:15 nobody at all wrote:\nyou rang instead",
    "From 1 August the price rose\nTo: my surprise nobody told us\nSent: two letters, 10:15 on Monday",
    ">From 1 August the price rose",
    "On Monday you wrote that the price would stay:\nit did not stay, it went up by a third",
    "On 3 March 2026 at 10:15 you wrote to anita@bakery.example that you would call and I wrote:\nnobody did",
    "On 3 March your engineer wrote:\nThe meter is fine.\n\nIt was not.",
    "On the phone at 10:15 Jane said she wrote:\n- a letter\n- an email",
    "I have three points:\n- the price\n- the delay\n- the manners",
    "I have three points:\n-- the price\n-- the delay\n\nThanks!",
    "1. Refund me\n2. Correct the bill\n\nRegards\n3. Say sorry",
    "To: Optimised Group\nFrom: Anita Patel\nDate: 3 March 2026\nSubject: My complaint\n\nI am not happy.",
    "Billing period\nFrom: 1 August 2025\nTo: 31 August 2025\nDate of the bill: 3 September 10:15",
    "Thanks,\n\nI accept this",
    "Thank you.\n\nAgreed",
    "Kind regards\nAnita\n\nPS I still want the refund",
    "Kind regards\nAnita\n\nMeter reading 12345 today",
    "Kind regards\nAnita\n\nBest time to call: Tuesday mornings",
    "Regards the refund: I do not accept it.",
    "We cannot go on like this. With regards to the bill, it is wrong.",
    "Thanks",
    "Yes",
    "Please keep this email confidential and delete my data.",
    "The bill was sent from my old address, which you knew.",
    "I typed below the signature.\n\nNo, the price was 12p.",
    "Original message\nwas never answered",
    "Key points\n-----\nPrice went up\n\n-----\nNobody called",
    "Use was\n\n5000 kWh < 6000 kWh\n\nnot more",
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in CUT], ids=[row[0] for row in CUT])
def test_history_is_cut(text: str, wanted: str) -> None:
    """Only the words above the quoted mail are new."""
    assert new_words(text).text == wanted


@pytest.mark.parametrize(("text", "part"), [row[1:] for row in SIGNED], ids=[row[0] for row in SIGNED])
def test_signature_is_set_aside(text: str, part: str) -> None:
    """A signature leaves the words and is kept apart."""
    found = new_words(text)
    assert found.text == "I accept."
    assert part in found.signature


@pytest.mark.parametrize("text", NAMED)
def test_name_is_set_aside(text: str) -> None:
    """A name below a finished sentence is a signature, with the office and the numbers below it."""
    words, name = text.split("=====\n")
    found = new_words(words + name)
    assert (found.text, found.signature) == (words.strip(), name)


@pytest.mark.parametrize("text", KEPT)
def test_own_words_stay(text: str) -> None:
    """What only looks like a quote or a signature stays where its writer put it."""
    assert new_words(text).text == text
    assert new_words(f"{text}\n\n{GMAIL}\n\n{QUOTED}").text == text


def test_answers_between_quotes() -> None:
    """Answers between quoted lines stay, in order, without the questions."""
    answers = "> Did you get the bill?\n\nYes, on Monday.\n\n> And the meter reading?\nno\n> Thank you\n"
    text = f"{GMAIL}\n\n{answers}"
    found = new_words(text)
    assert found.text == "Yes, on Monday.\n\nno"
    assert "And the meter reading?" in found.quoted


def test_answers_below_the_quote() -> None:
    """Words below the quote are new as well, and their signature is set aside."""
    found = new_words(f"{GMAIL}\n\n{QUOTED}\n\nI do not accept.\n\nRegards\nAnita")
    assert (found.text, found.signature) == ("I do not accept.", "Regards\nAnita")


def test_words_below_an_announced_quote() -> None:
    """Where the quote below "Original message" has its marks, what stands below it without is new."""
    text = f"See below.\n\n-----Original Message-----\n\n{QUOTED}\n\nI do not accept."
    assert new_words(text).text == "See below.\n\nI do not accept."
    asked = "-----Original Message-----\n\n> Did you get the bill?\nyes\n> And the meter reading?\nno"
    assert new_words(asked).text == "yes\n\nno"


def test_a_line_broken_by_the_mail_program() -> None:
    """The rest of an overlong quoted line is not an answer; a real answer in its place is."""
    long = "> We are sorry that the standing charge on your contract was not explained to you"
    assert new_words(f"I see.\n\n{long}\nbefore you signed it\n> and that").text == "I see."
    assert new_words(f"I see.\n\n{long}\nyes it was\n> and that").text == "I see.\n\nyes it was"


def test_words_below_the_telephone_line() -> None:
    """Whoever types below "Sent from my iPhone" is read; only that line goes."""
    found = new_words("Hello\n\nSent from my iPhone\n\nI forgot: the price was 12p.")
    assert found.text == "Hello\n\n\nI forgot: the price was 12p."
    assert found.signature == "Sent from my iPhone"


def test_our_letter_without_marks() -> None:
    """Our letter is taken out where nothing marks it, rewrapped too; a few equal words of a client stay."""
    rewrapped = OUR_LETTER.replace("complaint about the", "complaint about\nthe").replace(
        "£120 by", "£120\nby"
    )
    found = new_words(f"I accept this\n\n{rewrapped}", OUR_LETTER)
    assert found.text == "I accept this"
    assert "standing charge" in found.quoted
    assert "standing charge" in new_words(f"I accept this\n\n{rewrapped}").text


def test_a_sentence_of_ours_that_a_client_repeats() -> None:
    """A client who repeats our sentence within their own keeps it."""
    said = "We propose to refund £120 by Friday 27 March and to correct the next three bills."
    text = f"You said: {said} You did not."
    assert new_words(text, OUR_LETTER).text == text


def test_answers_typed_into_our_letter() -> None:
    """Where nothing stands above the headers, only what is not ours within our letter is the client's."""
    answered = OUR_LETTER.replace("bills.\n", "bills.\n\nI want £150, not less.\n")
    assert new_words(f"{OUTLOOK}\n{answered}", OUR_LETTER).text == "I want £150, not less."
    assert new_words(f"{OUTLOOK}\n{OUR_LETTER}", OUR_LETTER).text == ""
    assert new_words(f"{OUTLOOK}\n{answered}").text == ""


UNITS = [
    "To: a@b.c To: To: Date: ",
    "From: a@b.c\n",
    "Date: 10:15\nFrom: a@b\n",
    "> a\n",
    ">",
    "--\n",
    "Anita Patel\n\n",
    "words above it.\nAnita\n",
    "On 1 ",
    "On 3 Mar 2026 at 10:15,\n",
    "On 3 Mar 2026 at 10:15 <a@b",
    "3 a\n",
    "a@",
    "----- x ",
    "Regards,\n\n",
    "Sent from my iPhone\n",
    "*",
    "\n",
    " > \n>",
]


@pytest.mark.parametrize("unit", UNITS)
def test_long_rubbish(unit: str) -> None:
    """A mail made to be slow is read in the time of any other of its length."""
    text = (unit * (200_000 // len(unit)))[:200_000]
    found = new_words(text, OUR_LETTER)
    assert len(found.text) + len(found.signature) + len(found.quoted) <= len(text)

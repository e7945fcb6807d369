"""What is read out of the mail of a website's form, and what a client cannot make it say."""

from dataclasses import replace
from email.message import EmailMessage
from typing import NamedTuple

import pytest

from worker.adapters import parsing
from worker.model.mail import Message
from worker.model.office import WebForm
from worker.policy.reading.web_form import FormNotice, read_form

WEBSITE = "wordpress@optimised.net"
FORM = WebForm(senders=(WEBSITE, "no-reply@form-host.example"))
YOUR = replace(FORM, name_label="Your name", email_label="Your email", message_label="Your message")
SEVEN = replace(FORM, name_label="From", email_label="From", message_label="Message Body")
JANE = "jane@bakery.example"


def mail(text: str, sender: str = WEBSITE, html: str = "") -> Message:
    """A mail with this text as it comes out of the parser, with Reply-To as a stranger may choose it."""
    written = EmailMessage()
    written["From"] = f"Optimised website <{sender}>"
    written["Reply-To"] = "evil@x.example"
    written["Subject"] = 'New submission from "Contact us"'
    written.set_content(html or text, subtype="html" if html else "plain")
    found = parsing.read(written.as_bytes())
    assert isinstance(found, Message)
    return found


def notice(text: str, form: WebForm = FORM, html: str = "") -> FormNotice:
    """What is read out of a mail that is the form's."""
    found = read_form(mail(text, html=html), form)
    assert found is not None
    return found


class Row(NamedTuple):
    """A form's mail, and who wrote what in it."""

    text: str
    client: str
    name: str
    words: str
    form: WebForm = FORM


CONTACT_FORM_7 = """\
From: Jane Baker <jane@bakery.example>
Subject: My contract

Message Body:
You renewed my contract without asking.

I am not happy.
-- 
This e-mail was sent from a contact form on Optimised (https://optimised.net)
"""  # noqa: W291  the delimiter of a signature ends with a space
CONTACT_FORM_7_LABELLED = """\
Your name: Jane Baker
Your email: jane@bakery.example
Your message:
You renewed my contract without asking.
"""
WIX = """\
You have a new message via: https://www.optimised.net

Message Details:
Name: Jane Baker
Email: jane@bakery.example
Phone: 01253 000000
Subject: My contract
Message: You renewed my contract without asking.
And nobody rings back.

Sent on: 2 March, 2026
"""
GRAVITY_FORMS = """\
Name
Jane Baker

Email
jane@bakery.example <mailto:jane@bakery.example>

Phone

Message
You renewed my contract without asking.
"""
WORDPRESS_BOLD = """\
*Name:* Jane Baker
*Email:* jane@bakery.example<mailto:jane@bakery.example>
*Message:*
You renewed my contract without asking.
"""
BARS = """\
| Name    | Jane Baker          |
| Email   | jane@bakery.example |
| Message | You renewed my contract without asking. |
"""
TABS = "Name\tJane Baker\nEmail\tjane@bakery.example\nMessage\tYou renewed my contract without asking.\n"
SPACES = """\
Message from your website
Name Jane Baker
Email jane@bakery.example
Company Baker Ltd
Message You renewed my contract without asking.
Email me when you can.
"""
REQUIRED = "NAME *: Jane Baker\nEmail (required): Jane@Bakery.example\n\nmessage : Help.\n"
EMAIL_LAST = "Name: Jane Baker\nMessage: Help.\nNow.\nPhone: 1\nEmail: jane@bakery.example\n"

FOOTER = "-- \nThis e-mail was sent from a contact form on Optimised (https://optimised.net)"
RENEWED = "You renewed my contract without asking."
SAMPLES = {
    "Contact Form 7": Row(
        CONTACT_FORM_7, JANE, "Jane Baker", f"{RENEWED}\n\nI am not happy.\n{FOOTER}", SEVEN
    ),
    "Contact Form 7 with labels": Row(CONTACT_FORM_7_LABELLED, JANE, "Jane Baker", RENEWED, YOUR),
    "Wix": Row(WIX, JANE, "Jane Baker", f"{RENEWED}\nAnd nobody rings back.\n\nSent on: 2 March, 2026"),
    "Gravity Forms": Row(GRAVITY_FORMS, JANE, "Jane Baker", RENEWED),
    "WordPress, HTML as text": Row(WORDPRESS_BOLD, JANE, "Jane Baker", RENEWED),
    "table with bars": Row(BARS, JANE, "Jane Baker", RENEWED),
    "table with tabulators": Row(TABS, JANE, "Jane Baker", RENEWED),
    "table with spaces": Row(SPACES, JANE, "Jane Baker", f"{RENEWED}\nEmail me when you can."),
    "required fields, capital letters": Row(REQUIRED, JANE, "Jane Baker", "Help."),
    "address below the message": Row(EMAIL_LAST, JANE, "Jane Baker", "Help.\nNow."),
}


@pytest.mark.parametrize("row", SAMPLES.values(), ids=SAMPLES)
def test_forms_of_known_programs(row: Row) -> None:
    """The client, the name and the words are found in the mail of each program, whatever Reply-To says."""
    found = notice(row.text, row.form)
    assert found.client is not None
    assert (found.client.email, found.client.name) == (row.client, row.name)
    assert found.name == row.name
    assert found.text == row.words


def test_other_fields() -> None:
    """Phone, company and subject are read where the form has them and are empty where it has not."""
    found = notice(f"Company: Baker Ltd\n{WIX}")
    assert (found.phone, found.company, found.subject) == ("01253 000000", "Baker Ltd", "My contract")
    assert notice(GRAVITY_FORMS).phone == ""
    assert notice(SPACES).company == "Baker Ltd"


HTML_ROW = "<tr><td><b>{}</b></td><td>{}</td></tr>"
HTML_STACK = '<tr><td colspan="2"><b>{}</b></td></tr><tr><td width="20">&nbsp;</td><td>{}</td></tr>'


@pytest.mark.parametrize("row", [HTML_ROW, HTML_STACK, HTML_ROW.replace("{}</b>", "{}:</b>")])
def test_html_tables(row: str) -> None:
    """A table in HTML reads the same, with its cells beside or below each other."""
    link = f'<a href="mailto:{JANE}">{JANE}</a>'
    fields = (("Name", "Jane Baker"), ("Email", link), ("Message", "I am not happy.<br>Ring me."))
    html = f"<html><body><table>{''.join(row.format(*each) for each in fields)}</table></body></html>"
    found = notice("", html=html)
    assert found.client is not None
    assert (found.client.email, found.client.name) == (JANE, "Jane Baker")
    assert found.text == "I am not happy.\nRing me."


HOSTILE = {
    "no address": "",
    "no address at all": "call me",
    "two addresses": "jane@bakery.example, boss@x.example",
    "two in brackets": "jane@bakery.example <boss@x.example>",
    "two in one word": "jane@bakery.example@x.example",
    "quoted local part": '"jane@bakery.example"@x.example',
    "quoted name with an address": '"jane@bakery.example" <boss@x.example>',
    "header injection": "jane@bakery.example%0ABcc:boss@x.example",
    "percent": "jane%bakery.example@x.example",
    "no domain": "jane@localhost",
    "address literal": "jane@[192.0.2.1]",
    "dots": "jane..baker@bakery.example",
    "letters that look the same": "jane@bаkery.example",
    "too long": f"{'j' * 65}@bakery.example",
    "the form itself": WEBSITE,
    "the form itself in capitals": WEBSITE.upper(),
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_anything_but_one_address_is_no_client(value: str) -> None:
    """Where the address cannot be trusted to be one address, there is no client, and the words are kept."""
    found = notice(f"Name: Jane Baker\nEmail: {value}\nMessage: Help.\n")
    assert found.client is None
    assert found.text == "Help."


CLIENTS_WORDS = (
    ("a second address in the message", "Help.\nEmail: boss@x.example\nName: Boss\nMessage: Pay me.", JANE),
    ("a second address at once", "\nEmail: boss@x.example", JANE),
    ("a second table in the message", "Help.\n| Email | boss@x.example |", JANE),
)


@pytest.mark.parametrize(
    ("words", "client"), [row[1:] for row in CLIENTS_WORDS], ids=[row[0] for row in CLIENTS_WORDS]
)
def test_words_of_the_client_are_no_field(words: str, client: str) -> None:
    """A label inside the message is the client's text: it changes no field and is not lost."""
    found = notice(f"Name: Jane Baker\nEmail: {JANE}\nPhone: 1\nMessage: {words}\n")
    assert found.client is not None
    assert (found.client.email, found.client.name) == (client, "Jane Baker")
    assert found.text == words.strip()


def test_no_word_is_lost() -> None:
    """A label that the client writes in the middle of the message neither ends it nor becomes a field."""
    found = notice(f"Email: {JANE}\nMessage: One.\nPhone: 01253 000000\nTwo.\n")
    assert (found.text, found.phone) == ("One.\nPhone: 01253 000000\nTwo.", "")


def test_two_addresses_above_the_message() -> None:
    """The first of two labels above the message counts."""
    found = notice(f"Email: {JANE}\nEmail: boss@x.example\nMessage: Help.\n")
    assert found.client is not None
    assert found.client.email == JANE


def test_two_addresses_below_the_message() -> None:
    """Where the form names the address last and the client names one too, nobody can tell which it is."""
    found = notice(f"Message: Help.\nEmail: boss@x.example\nEmail: {JANE}\n")
    assert found.client is None
    assert "Help." in found.text


def test_a_name_that_shows_an_address_is_not_used() -> None:
    """A client who calls themselves by an address has no name."""
    found = notice(f"Name: hello@optimised.net\nEmail: {JANE}\nMessage: Help.\n")
    assert found.client is not None
    assert found.client.name == ""


@pytest.mark.parametrize(
    "sender", ["stranger@x.example", "wordpress@optimised.net.x.example", "ordpress@optimised.net"]
)
def test_a_strangers_mail_is_no_form(sender: str) -> None:
    """A mail of the same words from another address is an ordinary mail."""
    assert read_form(mail(WIX, sender), FORM) is None


def test_what_is_no_form() -> None:
    """Without configured senders, with an unknown sender or without labels a mail is no form."""
    assert read_form(mail(WIX), WebForm()) is None
    assert read_form(replace(mail(WIX), sender=None), FORM) is None
    assert read_form(mail("Your site was updated to version 6.9.\nNo action is needed."), FORM) is None


def test_a_form_without_message_keeps_the_whole_mail() -> None:
    """Where no message can be told from the rest, the words are the whole mail."""
    found = notice(f"Email: {JANE}\nWhat happened: you billed me twice\n")
    assert "you billed me twice" in found.text
    assert found.client is not None


def test_long_forms_are_read_in_linear_time() -> None:
    """A mail of a million characters that look like labels is read, not worked on for ever."""
    for line in ("Email " * 10, "|*_ " * 20, "Name :" * 10, f"{' ' * 60}x"):
        text = f"Email: {JANE}\nMessage: Help.\n" + f"{line}\n" * 15_000
        found = read_form(replace(mail(WIX), text=text), FORM)
        assert found is not None
        assert found.client is not None

"""What a colleague writes in Outlook: the words, the signature, and below them the mail that they answer."""

import re
from datetime import datetime
from email.message import EmailMessage
from html import escape

from worker.demo.writing import MailHead, mail, text_of
from worker.model.office import Person
from worker.policy.calendar import LONDON

_PAGE = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<style>p.MsoNormal {{margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif}}</style></head>
<body lang="EN-GB" link="#0563C1" vlink="#954F72"><div class="WordSection1">
{words}
</div></body></html>
"""
_ABOVE_THE_QUOTE = (
    '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
    '<p class="MsoNormal">{head}</p></div></div>'
)
_LINE = "_" * 32


def outlook_reply(head: MailHead, writer: Person, letter: EmailMessage, words: str) -> bytes:
    """A reply to a mail of ours, as Outlook writes it: a head in words and the whole mail below a line."""
    written = mail(
        head,
        In_Reply_To=letter["Message-ID"],
        References=letter["Message-ID"],
        Thread_Topic=str(letter["Subject"]),
    )
    said, shown = _signed(writer, words)
    lines = _lines_above(letter)
    above = "<br>".join(f"<b>{name}:</b> {escape(value)}" for name, value in lines)
    head_in_text = "\n".join(f"{name}: {value}" for name, value in lines)
    written.set_content(f"{said}\n{_LINE}\n{head_in_text}\n\n{text_of(letter)}")
    _add_html(written, f"{shown}\n{_ABOVE_THE_QUOTE.format(head=above)}\n{_inside(letter)}")
    return written.as_bytes()


def outlook_mail(head: MailHead, writer: Person, words: str) -> bytes:
    """A mail that answers nothing."""
    written = mail(head)
    said, shown = _signed(writer, words)
    written.set_content(said)
    _add_html(written, shown)
    return written.as_bytes()


def _add_html(written: EmailMessage, words: str) -> None:
    written.add_alternative(_PAGE.format(words=words), subtype="html", cte="quoted-printable")


def _signed(writer: Person, words: str) -> tuple[str, str]:
    """The words and the signature, as text and as HTML."""
    said = f"{words.strip()}\n\nKind regards,\n{writer.name}\n{writer.role} | Optimised Group\n"
    lines = said.replace("\n\n", "\n\u00a0\n").splitlines()
    return said, "\n".join(f'<p class="MsoNormal">{escape(line)}</p>' for line in lines)


def _lines_above(letter: EmailMessage) -> tuple[tuple[str, str], ...]:
    return (
        ("From", str(letter["From"])),
        ("Sent", _sent(letter["Date"].datetime)),
        ("To", str(letter["To"])),
        ("Subject", str(letter["Subject"])),
    )


def _sent(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%d %B %Y %H:%M}"


def _inside(letter: EmailMessage) -> str:
    """What stands in the body of the letter's HTML."""
    html = letter.get_body(("html",))
    found = re.search(r"(?is)<body[^>]*>(.*)</body>", html.get_content()) if html else None
    return found[1] if found else f"<pre>{escape(text_of(letter))}</pre>"

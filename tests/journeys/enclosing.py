"""Mails with files, as mail programs write them: words in text and HTML, a logo in the signature, files behind."""

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage

from tests.journeys.correspondence import address, mail
from tests.rig import Rig

LOGO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 40 + b"\n.\r\nFrom here\r\n%%EOF\r\n"
TABLE = "meter;café\r\n.\r\nFrom March;£ 212,40\n".encode()


@dataclass(frozen=True)
class Given:
    """A file as somebody attaches it."""

    name: str
    content: bytes
    kind: str = "application/pdf"


def as_outlook(subject: str, text: str, *files: Given, sender: str, to: str = "", logo: bool = True) -> bytes:
    """The mail that Outlook writes: the logo of the signature lies beside the HTML that shows it."""
    written = EmailMessage()
    written.set_content(text)
    shown = '<img src="cid:image001.png@01DA6C2B.5E1D4A10">' if logo else ""
    written.add_alternative(f"<p>{text}</p>{shown}", subtype="html")
    if logo:
        html = written.get_body(("html",))
        assert html is not None
        html.add_related(
            LOGO,
            maintype="image",
            subtype="png",
            filename="image001.png",
            cid="<image001.png@01DA6C2B.5E1D4A10>",
            disposition="inline",
        )
    for each in files:
        maintype, _, subtype = each.kind.partition("/")
        written.add_attachment(each.content, maintype=maintype, subtype=subtype, filename=each.name)
    head, _, body = written.as_string(policy=email.policy.SMTP.clone(linesep="\n")).partition("\n\n")
    kind = str(email.message_from_string(head)["Content-Type"])
    return mail(sender, subject, body, headers={"Content-Type": kind, **({"To": to} if to else {})})


def received_files(office: Rig, reader: str, at: int = -1) -> list[tuple[str, str, bytes]]:
    """The files in a letter that left for that person, as any mail program finds them: name, type and bytes."""
    content = [each.content for each in office.sink.mails if address(reader) in each.recipients][at]
    letter = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(letter, EmailMessage)
    return [
        (each.get_filename() or "", each.get_content_type(), each.get_payload(decode=True))  # type: ignore[misc]
        for each in letter.iter_attachments()
    ]

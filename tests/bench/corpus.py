"""A seeded corpus of made-up mail as a shared mailbox gets it; the same seed gives the same bytes.

Half of the mails are larger than about 10 KB, most of that headers and HTML as large providers write them; one in
twenty carries a file of 100 to 500 KB.
"""

from base64 import b64encode, encodebytes
from binascii import b2a_qp
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.charset import QP, Charset
from html import escape
from random import Random

from tests.bench import words

_OTHERS = 900_000
_KINDS_OF_FILE = ("application/pdf", "image/jpeg", "application/vnd.ms-excel")


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes one mail: `rng` makes every choice for it."""

    number: int
    rng: Random

    @property
    def domain(self) -> str:
        """A domain that writes once: no cap on answers to one domain is ever met."""
        return f"client-{self.number:06}.example"

    @property
    def name(self) -> str:
        """Two words."""
        place = self.number * 7
        return f"{words.FIRST_NAMES[place % len(words.FIRST_NAMES)]} {words.LAST_NAMES[place % len(words.LAST_NAMES)]}"

    @property
    def email(self) -> str:
        """The writer's address."""
        return f"{self.name.lower().replace(' ', '.')}@{self.domain}"

    def paragraphs(self, least: int, most: int) -> list[str]:
        """So many paragraphs of business talk that means nothing in particular."""
        return [self.paragraph() for _ in range(self.rng.randint(least, most))]

    def paragraph(self) -> str:
        """Three to six sentences."""
        return " ".join(self.rng.choices(words.SENTENCES, k=self.rng.randint(3, 6)))

    def noise(self, length: int) -> str:
        """Base64 such as signatures and traces hold."""
        return b64encode(self.rng.randbytes(length)).decode()


def corpus(mails: int, seed: int) -> Iterator[bytes]:
    """That many mails of every kind, in the shares of `KINDS`."""
    kinds, shares = tuple(KINDS), tuple(KINDS.values())
    for number in range(mails):
        writer = Writer(number, Random(f"{seed}-{number}"))
        yield writer.rng.choices(kinds, shares)[0](writer)


def complaints(mails: int, seed: int) -> Iterator[bytes]:
    """That many plain complaints, of other clients than those of `corpus`."""
    numbers = range(_OTHERS, _OTHERS + mails)
    return (_complaint(Writer(number, Random(f"{seed}-{number}"))) for number in numbers)


def _complaint(writer: Writer) -> bytes:
    text = "\n\n".join((writer.rng.choice(words.COMPLAINTS), *writer.paragraphs(2, 9), writer.name))
    return _mail(writer, "Complaint about our contract", *_text(text))


def _old_charset(writer: Writer) -> bytes:
    text = "\n\n".join(
        (f"I’m writing to complain – “{writer.rng.choice(words.COMPLAINTS)}”", *writer.paragraphs(3, 9))
    )
    return _mail(writer, "Complaint – £ charged twice", *_text(text, "windows-1252"))


def _formatted(writer: Writer) -> bytes:
    said = [writer.rng.choice(words.COMPLAINTS), *writer.paragraphs(2, 5), writer.name]
    return _mail(writer, "Very unhappy with your service", *_alternative(writer, said))


def _with_file(writer: Writer) -> bytes:
    said = [writer.rng.choice(words.COMPLAINTS), *writer.paragraphs(1, 4), "The papers are attached."]
    return _mail(writer, "Formal complaint, papers attached", *_mixed(writer, *_alternative(writer, said)))


def _reply(writer: Writer) -> bytes:
    quoted = [f"> {line}" for paragraph in writer.paragraphs(4, 12) for line in paragraph.split(". ")]
    said = [
        *writer.paragraphs(1, 2),
        f"On Mon, 2 Mar 2026 at 09:12, Optimised wrote:\n{chr(10).join(quoted)}",
    ]
    threaded = f"In-Reply-To: <{writer.noise(30)[:36]}@optimised.net>\n"
    return _mail(writer, "Re: Your contract with us", threaded, *_alternative(writer, said))


def _enquiry(writer: Writer) -> bytes:
    said = [writer.rng.choice(words.ENQUIRIES), *writer.paragraphs(2, 5), writer.name]
    return _mail(writer, "A question about our renewal", *_alternative(writer, said))


def _out_of_office(writer: Writer) -> bytes:
    marks = "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\n"
    text = f"I am out of the office until Monday and will read your mail then.\n\n{writer.name}"
    return _mail(writer, "Automatic reply: Your contract", marks, *_text(text))


def _newsletter(writer: Writer) -> bytes:
    marks = f"List-Id: <news.{writer.domain}>\nList-Unsubscribe: <https://{writer.domain}/leave>\nPrecedence: bulk\n"
    return _mail(
        writer,
        "Energy prices this month",
        marks,
        *_alternative(writer, [words.NEWS, *writer.paragraphs(8, 20)]),
    )


def _bounce(writer: Writer) -> bytes:
    boundary = f"=_{writer.number:08}"
    head = f'Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"\n'
    parts = words.BOUNCE.format(boundary=boundary, email=writer.email, domain=writer.domain)
    return _mail(writer, "Undelivered Mail Returned to Sender", head, parts.encode())


KINDS: dict[Callable[[Writer], bytes], float] = {
    _complaint: 0.20,
    _formatted: 0.15,
    _old_charset: 0.05,
    _with_file: 0.05,
    _reply: 0.15,
    _enquiry: 0.20,
    _newsletter: 0.10,
    _out_of_office: 0.05,
    _bounce: 0.05,
}
"""How to write each kind of mail, and its share of the corpus."""


def _mail(writer: Writer, subject: str, *head_and_body: str | bytes) -> bytes:
    """The mail with the headers that providers add; of what follows, all but the last part are headers."""
    *head, body = head_and_body
    encoded = Charset("utf-8")
    encoded.header_encoding = QP
    top = words.HEADERS.format(
        subject=subject if subject.isascii() else encoded.header_encode(subject),
        name=writer.name,
        email=writer.email,
        domain=writer.domain,
        number=writer.number,
        signature=_folded(writer.noise(256)),
        trace=_folded(writer.noise(writer.rng.randint(900, 2400))),
    )
    assert isinstance(body, bytes)
    whole = "".join(str(part) for part in (top, *head)).encode() + b"\n" + body
    return whole.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _text(text: str, charset: str = "utf-8", kind: str = "plain") -> tuple[str, bytes]:
    """Headers and body of one quoted-printable part."""
    head = f"Content-Type: text/{kind}; charset={charset}\nContent-Transfer-Encoding: quoted-printable\n"
    return head, b2a_qp(text.encode(charset)) + b"\n"


def _alternative(writer: Writer, paragraphs: list[str]) -> tuple[str, bytes]:
    """The paragraphs twice, as plain text and as the HTML of a mail program."""
    rows = "\n".join(words.ROW.format(text=escape(each).replace("\n", "<br>\n")) for each in paragraphs)
    return _parts(
        writer,
        "alternative",
        _text("\n\n".join(paragraphs)),
        _text(words.PAGE.format(rows=rows), kind="html"),
    )


def _mixed(writer: Writer, head: str, body: bytes) -> tuple[str, bytes]:
    """The body with one file of 100 to 500 KB."""
    kind = writer.rng.choice(_KINDS_OF_FILE)
    name = f"papers-{writer.number}.{kind[-3:]}"
    about = (
        f'Content-Type: {kind}; name="{name}"\nContent-Transfer-Encoding: base64\n'
        f'Content-Disposition: attachment; filename="{name}"\n'
    )
    file = encodebytes(writer.rng.randbytes(writer.rng.randint(100_000, 500_000)))
    return _parts(writer, "mixed", (head, body), (about, file))


def _parts(writer: Writer, kind: str, *parts: tuple[str, bytes]) -> tuple[str, bytes]:
    boundary = f"=_{kind}_{writer.number:08}"
    opening = f"--{boundary}\n"
    body = b"".join(f"{opening}{head}\n".encode() + content + b"\n" for head, content in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n', body + f"--{boundary}--\n".encode()


def _folded(text: str) -> str:
    return "\n ".join(text[place : place + 74] for place in range(0, len(text), 74))

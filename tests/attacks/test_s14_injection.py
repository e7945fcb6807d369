"""No byte of a mail is ever run: S-14 as header, S-16 as template, S-17 as HTML, S-24 as SQL."""

import email
import email.policy
import re
from collections.abc import Iterator, Sequence

from tests.attacks.payloads import HEADERS, MARKUP, QUERIES, TEMPLATES
from tests.attacks.siege import ANGRY, Siege, encoded, mail, shown
from tests.servers.smtp_sink import Accepted
from worker.adapters.letters.proof.page import LetterPage, read
from worker.model.stage import Stage

OUR_HEADERS = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"} | {
    "Auto-Submitted", "X-Auto-Response-Suppress", "X-Optimised-Ref", "MIME-Version", "Content-Type", "Content-Language",
}  # fmt: skip


def client(number: int) -> str:
    """A client whom no cap keeps from being answered."""
    return f"client@firm-{number}.example"


def poisoned(number: int, payload: str) -> bytes:
    """A proven complaint with the payload as name, subject, words, in identifiers and as the name of a file."""
    file = f'--b\r\nContent-Type: application/pdf; name="{encoded(payload)}"\r\n\r\nx\r\n--b--'
    body = f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{ANGRY}\n{payload}\r\n{file}"
    headers = {
        "Content-Type": 'multipart/mixed; boundary="b"',
        "References": f"<ref-{number}@firm.example> <{encoded(payload)}@firm.example>",
        "X-Mailer": encoded(payload),
    }
    name = encoded(payload)
    return mail(
        f"{name} <{client(number)}>", encoded(payload), body, proven=f"firm-{number}.example", headers=headers
    )


def poison(under: Siege, payloads: Sequence[str]) -> Iterator[tuple[str, Accepted]]:
    """Send every payload; each with the letter that its client got, and beside them what staff got."""
    clients = [client(number) for number in range(len(payloads))]
    sent = len(under.rig.sink.mails)
    under.withstand([poisoned(number, payload) for number, payload in enumerate(payloads)], may_hear=clients)
    letters = under.rig.sink.mails[sent:]
    for email_, payload in zip(clients, payloads, strict=True):
        assert under.case_of(email_).stage is Stage.ACKNOWLEDGED, payload
        (letter,) = (each for each in letters if email_ in each.recipients)
        yield payload, letter


def html(letter: Accepted) -> LetterPage:
    """The HTML of a letter."""
    message = email.message_from_bytes(letter.content, policy=email.policy.default)
    part = message.get_body(("html",))
    assert part is not None
    return read(part.get_content())


def plain(letter: Accepted) -> str:
    """The text of a letter, without white space."""
    message = email.message_from_bytes(letter.content, policy=email.policy.default)
    part = message.get_body(("plain",))
    assert part is not None
    return re.sub(r"\s", "", part.get_content())


def test_s14_decoded_line_ends_make_no_header(under: Siege) -> None:
    """S-14, RT CVE-2012-4730 and laravel GHSA-5vg9-5847-vvmq: an encoded word decodes to a real line end and a Bcc.

    Thirty payloads as name, subject and words; each letter has our headers and no other, one reader, and leaves.
    """
    for payload, letter in poison(under, HEADERS):
        message = email.message_from_bytes(letter.content, policy=email.policy.default)
        assert set(message.keys()) <= OUR_HEADERS, payload
        assert len(message.keys()) == len(set(message.keys())), payload
        assert [each.addr_spec for each in message["To"].addresses] == [letter.recipients[0]], payload
        assert [each.username.partition("+")[0] for each in message["Reply-To"].addresses] == ["hello"], (
            payload
        )


def test_s16_words_are_never_a_template(under: Siege) -> None:
    """S-16: a text that is rendered twice gives 49 for {{7*7}}; here every payload is read back letter by letter."""
    for payload, letter in poison(under, TEMPLATES):
        assert re.sub(r"\s", "", payload) in plain(letter), payload
        assert "49" not in plain(letter).replace(payload, ""), payload
        assert under.rig.place.secrets.token_key.decode() not in shown(letter), payload


def test_s17_markup_of_strangers_is_text(under: Siege) -> None:
    """S-17, zammad#1869, RT CVE-2022-25802, osTicket#3764, freescout#1359: markup in subjects and bodies was run.

    Sixty payloads; the HTML of each letter has the elements and the kinds of links of a letter without any.
    """
    letters = dict(poison(under, ("Our bill", *MARKUP)))
    harmless = html(letters.pop("Our bill"))
    tags = {tag for tag, _ in harmless.elements}
    names = {name for _, attributes in harmless.elements for name in attributes}
    for payload, letter in letters.items():
        page = html(letter)
        assert {tag for tag, _ in page.elements} <= tags, payload
        assert {name for _, attributes in page.elements for name in attributes} <= names, payload
        assert len(page.links) == len(harmless.links), payload
        assert page.unbalanced == [], payload
        assert all(
            link.startswith(("mailto:hello", "tel:", "https://www.optimised.net")) for link in page.links
        ), page.links


def test_s17_markup_is_text_for_staff_too(under: Siege) -> None:
    """S-17: the same in what colleagues read: notes of a case, tasks, and the daily list."""
    secret = under.secret_address(under.acknowledged)
    notes = [
        mail(f"{encoded(each)} <eve@evil.example>", encoded(each), each, headers={"To": secret})
        for each in MARKUP
    ]
    doubts = [
        mail(
            f"{encoded(each)} <eve@evil.example>",
            encoded(each),
            f"{ANGRY}\n{each}",
            headers={"Precedence": "bulk"},
        )
        for each in MARKUP[:15]
    ]
    sent = len(under.rig.sink.mails)
    under.withstand([*notes, *doubts], noted=len(notes))
    under.rig.later(days=1)
    under.rig.work()
    ours = {"a", "body", "blockquote", "div", "h1", "h2", "head", "html", "li", "meta", "ol", "p", "span", "strong"} | {
        "style", "table", "tbody", "td", "th", "title", "tr", "ul", "br", "hr", "b",
    }  # fmt: skip
    for letter in under.rig.sink.mails[sent:]:
        page = html(letter)
        assert {tag for tag, _ in page.elements} <= ours, page.elements
        assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []
        assert all(
            link.startswith(("mailto:", "tel:", "https://www.optimised.net")) for link in page.links
        ), page.links


def test_s24_queries_in_a_mail_are_words(under_on_both: Siege) -> None:
    """S-24: twenty strings that end a statement, in every field that the log looks up, on both databases."""
    under = under_on_both
    headers = ("Message-ID", "In-Reply-To", "References", "To", "X-Optimised-Ref", "Subject", "Delivered-To")
    mails = [
        mail(
            f"{encoded(query)} <sam@stranger-{number}.example>",
            encoded(query),
            query,
            headers={name: encoded(query)},
        )
        for number, query in enumerate(QUERIES)
        for name in headers
    ]
    lookups = [
        mail(
            f"sam@stranger-{number}.example",
            f"[{query.translate({0: None})}]",
            headers={
                "In-Reply-To": f"<{query.translate({0: None})}@x>",
                "To": f"hello+{query.translate({0: None})}@optimised.net",
            },
        )
        for number, query in enumerate(QUERIES)
    ]
    strangers = [f"sam@stranger-{number}.example" for number in range(len(QUERIES))]
    under.withstand([*mails, *lookups], may_hear=strangers)

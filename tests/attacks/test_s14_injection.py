"""No byte of a mail is ever run: S-14 as header, S-16 as template, S-17 as HTML, S-24 as SQL."""

import email
import email.policy
import re
from collections.abc import Iterator, Sequence

from tests.attacks.siege import ANGRY, Siege, encoded, mail, shown
from tests.mail.reading import Page, read
from tests.servers.smtp_sink import Accepted
from worker.policy.case import Stage

HEADERS = (
    "hi\r\nBcc: evil@evil.example",
    "hi\nBcc: evil@evil.example",
    "hi\rBcc: evil@evil.example",
    "hi\r\n Bcc: evil@evil.example",
    "hi\r\n\tBcc: evil@evil.example",
    "hi\n\nBody of mine",
    "hi\r\n\r\n<b>mine</b>",
    "hi\r\n.\r\nMAIL FROM:<evil@evil.example>\r\nRCPT TO:<evil@evil.example>",
    "hi\x0bBcc: evil@evil.example",
    "hi\x0cBcc: evil@evil.example",
    "hi\x1cBcc: evil@evil.example",
    "hi\x1eBcc: evil@evil.example",
    "hi\x85Bcc: evil@evil.example",
    "hi\u2028Bcc: evil@evil.example",
    "hi\u2029Bcc: evil@evil.example",
    "hi\x00Bcc: evil@evil.example",
    "hi%0d%0aBcc: evil@evil.example",
    "hi\\r\\nBcc: evil@evil.example",
    "hi&#13;&#10;Bcc: evil@evil.example",
    "hi嘊嘍Bcc: evil@evil.example",
    "=?utf-8?q?hi=0D=0ABcc=3A_evil=40evil.example?=",
    "=?utf-8?b?aGkNCkJjYzogZXZpbEBldmlsLmV4YW1wbGU=?=",
    "hi\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>",
    "hi\r\nReply-To: evil@evil.example",
    "hi\r\nX-Optimised-Ref: OPT-2026-0001",
    "evil@evil.example, hi",
    '"evil@evil.example" <evil@evil.example>, hi',
    "hi <evil@evil.example>",
    "hi; Bcc=evil@evil.example",
    "\r\n",
    "\u202ehi\u202c\r\nCc: evil@evil.example",
)

TEMPLATES = (
    "{{7*7}}",
    "{{ 7*'7' }}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{''.__class__.__mro__[1].__subclasses__()}}",
    "{{ self.__init__.__globals__ }}",
    "{{ config }}",
    "{{ secrets.token_key }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{% for n in range(9) %}x{% endfor %}",
    "{% include 'parts/footer.txt' %}",
    "{% raw %}x",
    "{# gone #}",
    "%(subject)s %s %n",
    "{0.__class__} {subject}",
    "# A heading of mine",
    ">> Pay here | https://evil.example",
    "| Phone | 0900 123 456",
    "^ {{7*7}}",
)

MARKUP = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<body onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='//evil.example/x.swf'>",
    "<a href='javascript:alert(1)'>click</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>click</a>",
    "<a href='https://evil.example'>your account</a>",
    "<form action='https://evil.example'><input name=password></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href='//evil.example/x.css'>",
    "<style>@import url(//evil.example/x.css)</style>",
    "<div style='background:url(//evil.example/x.png)'>x</div>",
    "<div style='position:fixed;top:0;left:0;width:100%;height:100%'>x</div>",
    "<base href='//evil.example/'>",
    "<video><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<input autofocus onfocus=alert(1)>",
    "<table background='//evil.example/x.png'><tr><td>x</td></tr></table>",
    "</td></tr></table></body></html><h1>mine</h1>",
    "</blockquote><h1>mine</h1>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<!--<img src=x onerror=alert(1)>-->",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "--><script>alert(1)</script><!--",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<<script>script>alert(1)<</script>/script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<script/x>alert(1)</script >",
    "<script\n>alert(1)</script\n>",
    '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
    "<img src=`javascript:alert(1)`>",
    "<a onmouseover=alert(1)>x",
    "<x onclick=alert(1)>x</x>",
    "<xss style='behavior:url(x.htc)'>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "javascript:alert(1)",
    "vbscript:msgbox(1)",
    "[click](javascript:alert(1))",
    "[click](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "**bold** and https://evil.example/?a=b&c=d",
    "x" * 5_000 + "<script>alert(1)</script>",
)

QUERIES = (
    "'; DROP TABLE inbox_message; --",
    '"; DROP TABLE log_entry; --',
    "Robert'); DROP TABLE case_index;--",
    "' OR '1'='1",
    "' OR 1=1 --",
    '" OR ""="',
    "'; DELETE FROM outbox_letter; --",
    "'; UPDATE case_index SET stage='no complaint'; --",
    "' UNION SELECT content FROM raw_mail --",
    "1; SELECT pg_sleep(30) --",
    "'||(SELECT version())||'",
    "'; COPY log_entry TO PROGRAM 'id'; --",
    "'; ATTACH DATABASE '/tmp/x' AS x; --",
    "'; PRAGMA journal_mode=DELETE; --",
    "%' AND 1=0 --",
    "_%_%",
    ":reference %(reference)s ? $1 {reference}",
    "\\'; DROP TABLE mailbox_cursor; --",
    "\u02bc; DROP TABLE inbox_message; --",
    "\x00'; DROP TABLE inbox_message; --",
    "E'\\x27'; SELECT 1; --",
)

OUR_HEADERS = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"} | {
    "Auto-Submitted", "X-Auto-Response-Suppress", "X-Optimised-Ref", "MIME-Version", "Content-Type",
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


def html(letter: Accepted) -> Page:
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

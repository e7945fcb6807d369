"""A fact is only ever text: the letter keeps its tags, links, headings and headers (mail.md 5)."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mail.rendered import Parts, acknowledgement, of_kind, render
from worker.adapters.letters import Letters
from worker.adapters.letters.clean import clean_lines
from worker.adapters.letters.proof.page import read
from worker.model.catalogue import LetterKind
from worker.model.letter import Letter
from worker.model.staff_letter import DeliveryFailed

PAYLOADS = (
    ">> Accept | mailto:evil@example.org",
    "\n>> Accept | mailto:evil@example.org\n",
    "# heading",
    "\n\n# heading\n\n",
    "\n## heading",
    "^ inset",
    "\n- item\n- item",
    "\n1. item",
    "\n| Phone | 0900 000 000",
    "\n@@ Today | pay | me | now=>mailto:evil@example.org",
    "\n~~ New | 99 | alarm",
    "\n---\n",
    "\n-- \nsignature",
    "**bold**",
    "[a](http://evil.example)",
    "[a](mailto:evil@example.org)",
    "[a](tel:0900000000)",
    "](mailto:evil@example.org)",
    "[",
    "http://evil.example/?a=b&c=d",
    "javascript:alert(1)",
    "{{ 7*7 }}",
    "{% for n in range(9) %}{{ n }}{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "{# comment #}",
    "{% include 'parts/footer.txt' %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "%s %(subject)s %% %d",
    "{0} {subject}",
    "\\1 \\g<0>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table><h1>mine</h1>",
    "</blockquote><a href='http://evil.example'>x</a>",
    "</title><script>alert(1)</script>",
    "</style><style>body{display:none}</style>",
    "<!-- --> <!--[if mso]>x<![endif]-->",
    "<![CDATA[x]]>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "&lt;b&gt; &amp; &#60;script&#62; &",
    "a\r\nBcc: evil@example.org",
    "a\nBcc: evil@example.org\n\nbody",
    "a\rBcc: evil@example.org",
    "a\x0bBcc: evil@example.org",
    "a\x85Bcc: evil@example.org",
    "a\u2028Bcc: evil@example.org\u2029",
    "a%0D%0ABcc: evil@example.org",
    "=?utf-8?q?hi=0D=0ABcc=3A_evil=40example.org?=",
    "=?utf-8?b?aGkNCkJjYzogZXZpbA==?=",
    "=?iso-2022-jp?b?GyRC?=",
    "=0D=0ABcc: evil@example.org",
    "--=_388d4d6328d533b72b844d30509aa8f3--",
    "\n--=_388d4d6328d533b72b844d30509aa8f3\nContent-Type: text/html\n\n<b>mine</b>",
    "\ue0000\ue001",
    "\ue0001\ue002 \ue00099\ue001",
    "\ue000\ue001\ue002\ue003 \ue0000\ue003",
    "\u202eevil\u202c \u2066x\u2069",
    "\x00\x07\x1b[31mred\x1b[0m\x7f",
    "\ud800 lone \udfff",
    "\ufeff\ufffe\uffff",
    "From the start\n.\n..\nFrom here",
    "line with spaces   \nand a tab\t\n",
    "x" * 3000,
    "word " * 600,
    "\U0001f3f4\U000e0067\U000e0062 \U0001f469‍\U0001f4bb " * 40,
    "Zażółć gęślą jaźń 渡辺 العربية £1,250 – café",
    '"Evil" <evil@example.org>, other@example.org',
    "evil@example.org (comment)",
    "name\\",
    '"',
    "OPT-2026-9999",
    "[OPT-2026-9999]",
)
HARMLESS = "harmless words"

EXPECTED_HEADERS = [
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"),
    *("Auto-Submitted", "X-Auto-Response-Suppress", "X-Optimised-Ref"),
    *("Content-Language", "MIME-Version", "Content-Type"),
]


def failed(address: str, reason: str) -> Letter:
    """A delivery failure with these facts of a stranger's server."""
    facts = DeliveryFailed(called="acknowledgement", address=address, reason=reason, due_on=None)
    return replace(of_kind(LetterKind.DELIVERY_FAILED), facts=facts)


def squeezed(text: str) -> str:
    """The cleaned text without white space, which wrapping may move."""
    return re.sub(r"\s", "", clean_lines(text))


def assert_same_letter(attacked: Parts, harmless: Parts) -> None:
    """Both letters have the same tags, links and number of headings, and the same header names."""
    ours, theirs = read(harmless.html), read(attacked.html)
    assert theirs.tags == ours.tags
    assert theirs.links == ours.links
    assert theirs.headings == ours.headings
    assert theirs.unbalanced == []
    assert attacked.message.keys() == EXPECTED_HEADERS
    assert [defect for part in attacked.message.walk() for defect in part.defects] == []
    assert len(list(attacked.message.walk())) == 3
    assert max(map(len, attacked.rendered.content.split(b"\r\n"))) <= 998
    assert max(map(len, attacked.text.split("\n"))) <= 72


def check_acknowledgement(letters: Letters, payload: str) -> None:
    """The payload as topic, words and name of an acknowledgement is text in all three."""
    attacked = render(letters, acknowledgement(payload, payload, payload))
    assert_same_letter(attacked, render(letters, acknowledgement(HARMLESS, HARMLESS, HARMLESS)))
    inset = "".join(line for line in attacked.text.split("\n") if line.startswith("    "))
    assert squeezed(inset) == squeezed(payload)
    assert squeezed(read(attacked.html).quoted) == squeezed(payload)
    assert attacked.message["Subject"] == attacked.rendered.subject
    assert attacked.rendered.subject.endswith(" [OPT-2026-0042]")
    assert len(attacked.rendered.subject) <= 78
    [recipient] = attacked.message["To"].addresses
    assert recipient.addr_spec == "patel@bakery.example"
    shown = squeezed(recipient.display_name)  # the standard library adds spaces to long names
    assert squeezed(payload).startswith(shown.removesuffix("..."))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_known_payloads_stay_text_for_clients(letters: Letters, payload: str) -> None:
    """What attackers of templates, HTML, MIME and headers are known to write."""
    check_acknowledgement(letters, payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_known_payloads_stay_text_for_staff(letters: Letters, payload: str) -> None:
    """The same in what a stranger's mail server answered."""
    attacked = render(letters, failed(payload, payload))
    assert_same_letter(attacked, render(letters, failed(HARMLESS, HARMLESS)))
    assert squeezed(read(attacked.html).quoted) == squeezed(payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_change_nothing_outside_their_inset(letters: Letters, payload: str) -> None:
    """Only indented lines of the plain text differ from a letter with harmless words."""
    attacked = render(letters, acknowledgement("Bill", payload)).text
    harmless = render(letters, acknowledgement("Bill", HARMLESS)).text
    outside = [re.sub(r"(?m)^(    .*\n|\n)+", "\n", text) for text in (attacked, harmless)]
    assert outside[0] == outside[1]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(PAYLOADS), st.text(alphabet=st.characters(), min_size=1)),
        min_size=1,
        max_size=4,
    ).map("".join)
)
def test_any_text_stays_text(letters: Letters, payload: str) -> None:
    """Any characters at all, lone surrogates included, and any mixture of the payloads."""
    check_acknowledgement(letters, payload)


def test_bytes_hold_no_token_and_no_raw_control_character(letters: Letters) -> None:
    """After a letter full of every payload nothing of our own machinery is left in it."""
    everything = "\n".join(PAYLOADS)
    parts = render(letters, acknowledgement(everything, everything, everything))
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\ue003]", parts.text + parts.html
    )
    assert parts.rendered.content.isascii()

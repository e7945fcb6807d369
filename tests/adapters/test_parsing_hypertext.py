"""HTML mail to text: what a reader sees, in the lines and paragraphs that a reader sees."""

import pytest

from worker.adapters.parsing import hypertext


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One. Two</p><p>Three</p>", "One. Two\n\nThree"),
        ("a<br>b<br/><br>c", "a\nb\n\nc"),
        ("<div>x</div><div>y<div>z</div></div>w", "x\ny\nz\nw"),
        ("Hello<h1>Head</h1>tail", "Hello\n\nHead\n\ntail"),
        ("<span>Dear</span> <b>Sir</b>,\n I  write", "Dear Sir, I write"),
        ("first.<div>Second.</div>", "first.\nSecond."),
        ("<table><tr><td>Bill<td>£5<tr><td>Paid<td>No</table>", "Bill £5\nPaid No"),
        ("<ul><li>one<li><p>two</p></ul>", "- one\n\n- two"),
        ("<pre>a  b\n  c\n\nd</pre>", "a  b\n  c\n\nd"),
        ('<div style="white-space: pre-wrap">l1\nl2</div>', "l1\nl2"),
        ('<a href="http://x.example">link</a>', "link"),
        ("5 < 6 &amp; 7 > 2 &pound;3 &#163;4 <3", "5 < 6 & 7 > 2 £3 £4 <3"),
        ("&#0;&#x110000;&#99999999999;&#xD800;x", "\ufffd\ufffd\ufffd\ufffdx"),
        ("<p class=MsoNormal>a<o:p></o:p>b<o:p/></p>", "ab"),
        ('<img src="data:image/png;base64,' + "A" * 30_000 + '" alt="x">after', "after"),
        ("unclosed <b>bold <i", "unclosed bold <i"),
    ],
)
def test_layout(source: str, text: str) -> None:
    """Paragraphs, lines, rows and entities come out as they are shown; words are neither glued nor split."""
    assert hypertext.text(source) == text


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">HIDDEN</div>',
        "<div style='color:red; DISPLAY : None !important'><p>HIDDEN</p><div>HIDDEN</div></div>",
        "<span hidden>HIDDEN</span>",
        '<span class="x" hidden="">HIDDEN</span>',
        '<span style="font-size:0px">HIDDEN</span>',
        '<span style="font-size: 0">HIDDEN</span>',
        '<span style="mso-hide:all">HIDDEN</span>',
        '<span style="visibility:hidden">HIDDEN</span>',
        "<script>if (1<2) document.write('HIDDEN')</script>",
        "<style>p { content: 'HIDDEN' }</style>",
        "<title>HIDDEN</title>",
        "<!-- HIDDEN <p>HIDDEN</p> -->",
        "<!--[if mso]><p>HIDDEN</p><![endif]-->",
        "<xml><o:p>HIDDEN</o:p></xml>",
        "<p hidden>HIDDEN",
    ],
)
def test_what_is_hidden(hidden: str) -> None:
    """What a reader cannot see is not in the text, and what follows it is."""
    assert hypertext.text(f"<p>before</p>{hidden}<p>after</p>").split() == ["before", "after"]


@pytest.mark.parametrize(
    "shown",
    [
        '<td style="font-size:0px"><div style="font-size:13px">SHOWN</div></td>',
        '<div data-hidden="x" class="hidden">SHOWN</div>',
        '<span style="font-size:0.9em">SHOWN</span>',
        "<!--[if !mso]><!-->SHOWN<!--<![endif]-->",
        "<![if !mso]>SHOWN<![endif]>",
        "<!-->SHOWN<!-- x -->",
        "<!--->SHOWN<!-- x -->",
        "<!-- x --!>SHOWN<!-- x -->",
        '<img hidden><input style="display:none">SHOWN',
    ],
)
def test_what_only_looks_hidden(shown: str) -> None:
    """Words that a reader sees are kept, however much their markup looks like hiding."""
    assert hypertext.text(shown) == "SHOWN"


BASE64 = "iVBORw0KGgo/AAAA+BBB" * 20


@pytest.mark.parametrize(
    "file",
    [
        f'<img src="data:image/png;base64,{BASE64}==" alt="x">',
        f"<img src='data:image/svg+xml;charset=utf-8;base64,{BASE64}'>",
        f"<img src=data:image/png;base64,{BASE64}>",
        f'<div style="background: url(data:image/png;base64,{BASE64})">',
        '<img src="data:image/png;base64,' + f"{BASE64}\r\n" * 20 + '">',
    ],
)
def test_files_in_tags_are_taken_out(file: str) -> None:
    """A picture that a tag holds is no word, so it is gone before a document is measured; the words stay."""
    words = f'before data: image/png, "data:image/png;base64,short" {file}after'
    left = hypertext.without_files(words)
    assert len(left) < 200
    assert hypertext.text(left) == hypertext.text(words)


def test_quotations_are_marked() -> None:
    """Words that a mail program marks as quoted begin with >, so that an answer can be told from them."""
    inner = '<blockquote class="gmail_quote">q2</blockquote>'
    source = f'<p>New</p><blockquote type="cite"><p>q1</p>{inner}</blockquote><p>End</p>'
    assert hypertext.text(source) == "New\n\n> q1\n>\n> > q2\n\nEnd"


def test_quotations_within_quotations_do_not_multiply_a_mail() -> None:
    """Every line carries a mark for each quotation round it; a thousand of them would make 2 kB of each line."""
    words = hypertext.text('<blockquote type="cite">' * 1_000 + "word<br>" * 1_000)
    assert words.count("word") == 1_000
    assert len(words) < 100_000


PIECES = [
    "<div>",
    "<p>",
    "<!--",
    "<a ",
    '<a b="',
    "<script>",
    "<style",
    "</i>",
    "<td>",
    "&",
    "&#",
    "<li>",
    "<p hidden>",
]


@pytest.mark.parametrize("piece", PIECES)
def test_depth_and_damage_do_not_matter(piece: str) -> None:
    """A hundred thousand open or broken tags neither exhaust the stack nor lose the words before them."""
    assert hypertext.text("words " + piece * 100_000).startswith("words")

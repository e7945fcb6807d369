"""Blocks as HTML for mail: inline styles, padded cells, nothing remote; dark mode is an enhancement."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import quote

from worker.adapters.letters import look, tokens
from worker.adapters.letters.blocks import (
    BOLD,
    LINK,
    Bars,
    Block,
    Button,
    CaseLine,
    FactRows,
    Heading,
    Inset,
    Items,
    LetterShown,
    NotationError,
    Paragraph,
    SmallPrint,
)
from worker.adapters.letters.look import Look
from worker.adapters.letters.tokens import TOKEN, Filled
from worker.adapters.letters.unbroken import REFERENCE, unbroken
from worker.adapters.letters.unwrapped import unwrapped

_BREAK = "<br>\n"
_PLACE = "<!--the letter-->"
_TITLED = re.compile(r"<(/?)h[12]\b")
_NOT_TAPPED = re.compile(r'<(/?)a\b(?:( class="link")? href="[^"]*")?')
_HAIRLINE = f"margin:0;border:0;border-top:1px solid {look.RULE}"
_WHOLE = "word-break:normal;overflow-wrap:normal"
_TABLE = '<table role="presentation" cellpadding="0" cellspacing="0" border="0"'

_PAGE = f"""\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>%s</title>
<style>
{look.STYLE}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background-color:{look.PAPER}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">%s</div>
<!--[if mso]>{_TABLE} width="{look.WIDTH}" align="center"><tr><td><![endif]-->
{_TABLE} width="100%%" align="center" class="paper" \
style="max-width:{look.WIDTH}px;margin:0 auto;background-color:{look.PAPER}">
<tr><td style="padding:24px 16px;word-break:break-word;overflow-wrap:anywhere">
{_TABLE} width="100%%">
%s</table>
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Titled:
    """What an inbox shows of a letter before it is opened."""

    subject: str
    preheader: str


def page(letter: Titled, blocks: Iterable[Block], facts: Filled, style: Look, shown: str = "") -> str:
    """The whole letter, with the one that it shows."""
    rows = _filled(blocks, facts, style).replace(_PLACE, shown)
    return _PAGE % (escape(letter.subject), escape(letter.preheader), rows)


def within(subject: str, blocks: Iterable[Block], facts: Filled, style: Look) -> str:
    """A letter as another one shows it: all that its reader sees, where nothing can be tapped by mistake."""
    about = _row(f"Subject: <strong>{_together(escape(subject))}</strong>", style)
    rows = _NOT_TAPPED.sub(r"<\1span\2", _TITLED.sub(r"<\1h3", about + _filled(blocks, facts, style)))
    frame = f"padding:16px;border:2px solid {look.RULE}"
    inside = f'{_TABLE} width="100%">\n{rows}</table>'
    return _row(f'{_TABLE} width="100%"><tr>{_cell(inside, style, frame)}</tr></table>', style)


def _filled(blocks: Iterable[Block], facts: Filled, style: Look) -> str:
    """The blocks with their facts, put in escaped by one last pass that nothing reads again."""
    return TOKEN.sub(lambda token: _shown(token, facts), "".join(_rows(blocks, facts, style)))


def _shown(token: re.Match[str], facts: Filled) -> str:
    fact = facts.values[int(token[1])]
    match token[2]:
        case tokens.CLOSE_LINES:
            lines = re.sub(r"\n\s*\n", "\n\n", escape(unwrapped(fact)).strip()).split("\n")
            return _BREAK.join(" ".join(line.split()) for line in lines)
        case tokens.CLOSE_ADDRESS:
            return quote(" ".join(fact.split()), safe="@")  # RFC 6068 2
    return _together(" ".join(escape(fact).split()))


def _together(words: str) -> str:
    """The words with nothing in them that a line would break in two."""
    return REFERENCE.sub(r'<span style="white-space:nowrap">\g<0></span>', unbroken(words))


def _rows(blocks: Iterable[Block], facts: Filled, style: Look) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, SmallPrint):
            style = style.foot
        yield _bars(block, facts, style) if isinstance(block, Bars) else _block(block, style)


@lru_cache(maxsize=1024)  # tokens for facts make the blocks of a template the same in every letter
def _block(block: Block, style: Look) -> str:
    match block:
        case Heading(level, words):
            return _heading(level, _inline(words), style)
        case Paragraph(lines):
            return _row(f'<p style="margin:0">{_BREAK.join(map(_inline, lines))}</p>', style)
        case Inset(lines):
            return _inset(lines, style)
        case Items(numbered, items):
            return _items("ol" if numbered else "ul", items, style)
        case FactRows(rows):
            return _fact_rows(rows, style)
        case Button():
            return _row(_button(block, style), style)
        case CaseLine():
            return _case(block, style)
        case LetterShown():
            return _PLACE
    return f'<tr><td style="padding:8px 0 16px"><hr style="{_HAIRLINE}"></td></tr>\n'


def _row(content: str, style: Look, padding: str = "0 0 16px") -> str:
    return f"<tr>{_cell(content, style, f'padding:{padding}')}</tr>\n"


def _cell(content: str, style: Look, more: str) -> str:
    return f'<td class="{style.tone}" style="{style.type}{more}">{content}</td>'


def _heading(level: int, words: str, style: Look) -> str:
    size = style.headings[level - 1]
    type_ = f"margin:0;font-size:{size}px;line-height:{size + 7}px;font-weight:bold;color:{style.colour}"
    heading = f'<h{level} class="{style.tone}" style="{type_}">{words}</h{level}>'
    return _row(heading, style, "0 0 16px" if level == 1 else "16px 0 8px")


def _inset(lines: tuple[str, ...], style: Look) -> str:
    words = _BREAK.join(escape(line).replace(tokens.CLOSE, tokens.CLOSE_LINES) for line in lines)
    bar = _cell(
        f'<blockquote style="margin:0">{words}</blockquote>',
        style,
        f"padding:4px 0 4px 16px;border-left:4px solid {look.RULE}",
    )
    return _row(f'{_TABLE} width="100%"><tr>{bar}</tr></table>', style)


def _items(tag: str, items: tuple[str, ...], style: Look) -> str:
    lines = "\n".join(f'<li style="margin:0 0 8px">{_inline(item)}</li>' for item in items)
    return _row(f'<{tag} style="margin:0 0 0 26px;padding:0">\n{lines}\n</{tag}>', style, "0 0 8px")


def _fact_rows(rows: tuple[tuple[str, str], ...], style: Look) -> str:
    edge = f"border-bottom:1px solid {look.RULE};vertical-align:top;text-align:left"
    left = f'<th scope="row" class="{style.tone}" style="{style.type}{edge};{_WHOLE};padding:8px 16px 8px 0">'
    lines = "\n".join(
        f"<tr>{left}{_inline(name)}</th>{_cell(_inline(fact), style, f'{edge};padding:8px 0')}</tr>"
        for name, fact in rows
    )
    table = '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">'
    return _row(f"{table}\n{lines}\n</table>", style)


def _button(button: Button, style: Look) -> str:
    # The colour stands on the link too: Outlook's forced dark changes the cell's, and spam filters look at the link.
    face = (
        f"{style.type}display:inline-block;padding:12px 20px;background-color:{look.BUTTON};"
        f"color:{look.BUTTON_INK};font-weight:bold;text-decoration:none;border-radius:4px"
    )
    link = f'<a href="{_address(button.address)}" style="{face}">{escape(button.label)}</a>'
    cell = f'<td bgcolor="{look.BUTTON}" style="border-radius:4px;mso-padding-alt:12px 20px">{link}</td>'
    return f"{_TABLE}><tr>{cell}</tr></table>"


def _case(case: CaseLine, style: Look) -> str:
    who = f'<span class="note" style="color:{look.NOTE}">{_inline(case.who)}</span>'
    lines = [f"<strong>{_inline(case.when)}</strong>", _inline(case.what), who]
    lines += [_link(action.address, escape(action.label)) for action in case.actions]
    edge = f"padding:12px 0;border-top:1px solid {look.RULE}"
    return f"<tr>{_cell(_BREAK.join(lines), style, edge)}</tr>\n"


def _bars(bars: Bars, facts: Filled, style: Look) -> str:
    counts = [_count(facts.one_line(bar.count)) for bar in bars.bars]
    longest = max(*counts, 1)
    lines = "\n".join(
        f"<tr>{_cell(_inline(bar.label), style, f'padding:4px 12px 4px 0;width:40%;{_WHOLE}')}"
        f"<td>{_bar(count * 85 // longest, bar.tone, str(count), style)}</td></tr>"
        for bar, count in zip(bars.bars, counts, strict=True)
    )
    return _row(f'{_TABLE} width="100%">\n{lines}\n</table>', style)


def _bar(percent: int, tone: str, number: str, style: Look) -> str:
    """A coloured cell of that width and its number as text, which is what screen readers and Word need."""
    colour = look.BARS[tone]
    line = f'<td width="{percent}%" bgcolor="{colour}" style="font-size:1px">&nbsp;</td>' if percent else ""
    return f'{_TABLE} width="100%"><tr>{line}{_cell(number, style, "padding:0 0 0 8px")}</tr></table>'


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise NotationError(f"a bar needs a whole number: {text}")
    return int(text)


def _inline(words: str) -> str:
    bold = BOLD.sub(r"<strong>\1</strong>", escape(unbroken(words), quote=False))
    return LINK.sub(lambda link: _link(link[2].replace("&amp;", "&"), link[1]), bold)


def _link(address: str, words: str) -> str:
    return f'<a class="link" href="{_address(address)}" style="color:{look.LINK}">{words}</a>'


def _address(address: str) -> str:
    return escape(address).replace(tokens.CLOSE, tokens.CLOSE_ADDRESS)


def marked(html: str, address: str, mark: str) -> str:
    """The letter with that mark as the last line of every mail that a button of it writes to this address."""
    button = re.compile(rf'(href="mailto:{re.escape(address)}\?subject=[^"&]*)"')
    return button.sub(rf'\1&amp;body=%0D%0A%0D%0A{mark}"', html)

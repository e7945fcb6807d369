"""A folder of pages that show letters as an inbox, on a phone and on a screen, light and dark, and as plain text."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from worker.cli.previewed import Previewed

_MADE = ".made-by-preview"
_INDEX = "index.html"
_PHONE_SUBJECT, _PHONE_PREHEADER = 38, 99  # characters that a telephone shows of each
_DARK = "@media (prefers-color-scheme:dark){"

# No script runs and nothing is fetched, in the letters either, which inherit the policy.
_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%s</title>
<style>
body{margin:0 auto;max-width:1400px;padding:24px 20px;background:#eef1f4;color:#14191e;
font:16px/1.5 -apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
h1{font-size:28px;margin:0 0 8px}h2{font-size:20px;margin:32px 0 8px}h3{font-size:14px;margin:0 0 6px;color:#55606b}
.inbox{background:#fff;border:1px solid #d5dbe1;border-radius:8px;padding:10px 16px;margin:0 0 8px}
.inbox b{display:block}.inbox span{color:#55606b}
.well{color:#1d6b3a}.wrong{color:#a3281c;font-weight:600}
.panes{display:flex;flex-wrap:wrap;gap:16px;margin:8px 0 0}
iframe{height:780px;border:1px solid #d5dbe1;border-radius:8px;background:#fff}
pre{width:640px;max-width:100%%;height:748px;overflow:auto;margin:0;padding:16px;background:#fff;
border:1px solid #d5dbe1;border-radius:8px;
font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;box-sizing:content-box}
a{color:#1d4f91}
</style>
</head>
<body>
%s
</body>
</html>
"""


class PreviewRefused(Exception):
    """The pages cannot be left in that folder; name another one with --output."""


def leave(letters: Sequence[Previewed], folder: Path) -> Path:
    """Write the pages into the folder, made at need, and give the path of the first. PreviewRefused where it is taken.

    What an earlier preview left there is replaced.
    """
    _make_room(folder)
    kinds = [(kind, tuple(each)) for kind, each in groupby(letters, key=attrgetter("kind"))]
    for kind, each in kinds:
        content = "\n".join((f"<h1>{kind}: {escape(kind.called)}</h1>", *map(_letter, each)))
        (folder / f"{kind}.html").write_text(_PAGE % (kind, content), encoding="utf-8")
    index = "\n".join(("<h1>Every letter as an inbox shows it</h1>", *map(_row, letters)))
    (folder / _INDEX).write_text(_PAGE % ("Letters", index), encoding="utf-8")
    return folder / _INDEX


def told(letter: Previewed) -> Iterator[str]:
    """What the checks found, a line each; one line where all is well."""
    name = f"{letter.kind} {letter.how}"
    if not letter.found:
        yield f"{name}: well ({_measured(letter)})"
    yield from (f"{name}: {each.check}: {each.what}" for each in letter.found)


def _measured(letter: Previewed) -> str:
    copy = letter.copy
    return (
        f"grade {max(copy.grade, 0):.1f}, longest sentence {copy.longest_sentence} words, "
        f"{copy.shared:.0%} of the words in both parts, {copy.bytes:,} bytes"
    )


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / _MADE).is_file():
            raise PreviewRefused(f"{folder} holds something else; name another folder with --output.")
        (folder / _MADE).write_text("", encoding="utf-8")
        for page in folder.glob("*.html"):
            page.unlink()
    except OSError as trouble:
        raise PreviewRefused(f"The letters cannot be left in {folder}: {trouble}.") from trouble


def _row(letter: Previewed) -> str:
    """The letter as an inbox of a telephone shows it, with what was found."""
    subject, preheader = letter.copy.subject, letter.copy.preheader
    cut = f"{subject[:_PHONE_SUBJECT]}…" if len(subject) > _PHONE_SUBJECT else subject
    found = "".join(f'<div class="wrong">{escape(line)}</div>' for line in told(letter) if letter.found)
    return (
        f'<div class="inbox"><span>{escape(letter.sender)}</span><b>{escape(cut)}</b>'
        f"<span>{escape(preheader[:_PHONE_PREHEADER])}</span><br>"
        f'<a href="{letter.kind}.html">{letter.kind}, {letter.how}</a>{found}</div>'
    )


def _letter(letter: Previewed) -> str:
    found = "<br>".join(map(escape, told(letter)))
    light = letter.copy.html.replace(_DARK, "@media not all{")
    dark = letter.copy.html.replace(_DARK, "@media all{").replace("light dark", "dark")
    panes = (
        *(
            _frame(f"{name}, {width} pixels", html, width)
            for name, html in (("Light", light), ("Dark", dark))
            for width in (320, 640)
        ),
        f"<div><h3>Plain text</h3><pre>{escape(letter.copy.text)}</pre></div>",
    )
    return (
        f"<h2>{escape(letter.how.capitalize())}</h2>\n{_row(letter)}\n"
        f'<p class="{"wrong" if letter.found else "well"}">{found}</p>\n<div class="panes">{"".join(panes)}</div>'
    )


def _frame(title: str, html: str, width: int) -> str:
    return (
        f'<div><h3>{title}</h3><iframe sandbox title="{title}" width="{width}" '
        f'srcdoc="{escape(html)}"></iframe></div>'
    )

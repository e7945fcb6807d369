"""Every letter looked at in a browser: `make mails` (mail.md 5, rows 1, 3 and 6).

Wants Debian's chromium and what requirements-mails.txt names.
"""

import sys
from collections.abc import Iterator
from typing import Any

import html5lib
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, sync_playwright

from tests.mail.cases import copies

CHROMIUM = "/usr/bin/chromium"
_NARROW = 320
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
_IN_BOTH_SCHEMES = ("full", "bare", "restricted")


def main() -> int:
    """Look at everything, tell what was found, and how many letters passed; the exit code says whether all did."""
    faults: list[str] = []
    looked_at = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page(viewport={"width": _NARROW, "height": 800})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for how, letter, copy in copies():
            found = [*_parsed(copy.html), *_seen(page, copy.html, how), *(f"asks for {url}" for url in asked)]
            faults += [f"{letter.kind} ({how}): {fault}" for fault in found]
            looked_at += 1
            asked.clear()
        browser.close()
    print("\n".join(faults) or "No violation of WCAG 2.2 AA, no letter too wide, nothing fetched.")
    print(f"{looked_at - min(len(faults), looked_at)} passed, {len(faults)} failed")
    return 1 if faults else 0


def _parsed(html: str) -> Iterator[str]:
    """What the parser of the HTML standard objects to."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(html)
    yield from (f"HTML: {code} at {place}" for place, code, _ in parser.errors)


def _seen(page: Page, html: str, how: str) -> Iterator[str]:
    """What a narrow screen shows: too wide, or against WCAG 2.2 AA, light and dark."""
    for scheme in ("light", "dark") if how in _IN_BOTH_SCHEMES else ("light",):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_content(html)
        if page.evaluate("document.documentElement.scrollWidth") > _NARROW:
            yield f"{scheme}: wider than {_NARROW} pixels"
        if how in _IN_BOTH_SCHEMES:
            yield from (f"{scheme}: {violation}" for violation in _violations(page))


def _violations(page: Page) -> Iterator[str]:
    page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        _STANDARDS,
    )
    for violation in found["violations"]:
        yield f"{violation['id']}: {violation['help']} ({len(violation['nodes'])} times)"


if __name__ == "__main__":
    sys.exit(main())

"""Pictures of every letter at 320 and 640 px, light and dark: `python -m tests.mail.screenshots [FOLDER]`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.mail.rendered import OFFICE, TEMPLATES, catalogue, of_kind, render, with_every_block
from worker.adapters.letters import Letters
from worker.model.catalogue import LetterKind


def pages() -> dict[str, str]:
    """The HTML of each letter by a name for its picture."""
    letters = Letters.open(TEMPLATES, OFFICE)
    shown = {
        f"{number:02}-{letter.kind}": render(letters, letter).html
        for number, letter in enumerate(catalogue())
    }
    with tempfile.TemporaryDirectory() as folder:
        every = Letters.open(with_every_block(Path(folder)), OFFICE)
        shown["every-block"] = render(every, of_kind(LetterKind.DELIVERY_FAILED)).html
    return shown


def photograph(browser: Browser, name: str, html: str, folder: Path) -> None:
    """One letter in four pictures; says where it is too wide or asks for something remote."""
    for width in (320, 640):
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page.on("request", lambda request: print(f"{name}: asks for {request.url}"))
            page.set_content(html)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                print(f"{name}: wider than {width} px")
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
            page.close()


def main(folder: Path) -> None:
    """Photographs every letter into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, html in pages().items():
            photograph(browser, name, html, folder)
        browser.close()
    print(folder)


if __name__ == "__main__":
    main(Path(*sys.argv[1:] or [tempfile.mkdtemp(prefix="letters-")]))

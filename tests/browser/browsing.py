"""A browser with somebody signed in, and what is looked for on every page.

Each page is looked at in both themes and on a phone: axe finds nothing, nothing is wider than the
screen, and the content policy has stopped nothing.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Page,
)

from tests.web.people.conftest import signed_in
from troth_web.people.models import Person

AXE = Path(__file__).parent / "vendor/axe.min.js.gz"
#: WCAG 2.2 to level AA, and what axe holds for good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Colours, and the width in pixels: a desk by day and by night, and a phone.
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", 1280),
    ("dark", 1280),
    ("light", 375),
    ("dark", 375),
)


@dataclass
class Desk:
    """A browser at the server."""

    browser: Browser
    url: str
    #: What the console and the page complained of.
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def seat(self, person: Person | None, **how: Any) -> Iterator[Page]:
        """A page for somebody, signed in; `how` goes to Playwright, such as `locale`."""
        context = self.browser.new_context(
            base_url=self.url, **{"locale": "en-GB", "timezone_id": "Europe/Berlin", **how}
        )
        context.set_default_timeout(30_000)
        if person is not None:
            self._give_session(context, signed_in(person))
        page = context.new_page()
        page.on("console", lambda line: self._complain(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self._complain(str(error)))
        try:
            yield page
        finally:
            context.close()

    def look(self, person: Person | None, path: str, *, locale: str = "en-GB") -> None:
        """See that a page is whole in every look, with and without its scripts."""
        with self.seat(person, reduced_motion="reduce", locale=locale) as page:
            answer = page.goto(path)
            assert answer, path
            assert answer.status < 400, (path, answer.status)
            for theme, width in LOOKS:
                page.emulate_media(color_scheme=theme)
                page.set_viewport_size({"width": width, "height": 900})
                assert_whole(page, f"{path} {theme} {width}")
        with self.seat(person, java_script_enabled=False, locale=locale) as page:
            page.goto(path)
            assert page.locator("h1").first.is_visible(), path
        assert not self.complaints, self.complaints

    def _complain(self, text: str) -> None:
        # An answer that refuses a form is no fault of the page.
        if "status of 422" not in text:
            self.complaints.append(text)

    def _give_session(self, context: BrowserContext, client: Client) -> None:
        name = settings.SESSION_COOKIE_NAME
        cookie = client.cookies[name].value
        context.add_cookies([{"name": name, "value": cookie, "url": self.url}])


def assert_whole(page: Page, where: str) -> None:
    """See that axe finds nothing, and that nothing is wider than the screen."""
    widest = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert widest <= 0, f"{where} is {widest} px wider than the screen"
    found = violations(page)
    assert not found, f"{where}: {found}"


def violations(page: Page) -> list[str]:
    """What axe finds, in a line each."""
    if not page.evaluate("'axe' in window"):
        # By the debugger's door, as the content policy lets no script in that is not ours.
        door: CDPSession = page.context.new_cdp_session(page)
        door.send("Runtime.evaluate", {"expression": gzip.decompress(AXE.read_bytes()).decode()})
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for each in found
        for node in each["nodes"]
    ]


def press(page: Page, keys: str) -> None:
    """Press keys, one after another, once the scripts that hear them are there."""
    page.wait_for_load_state("load")
    for key in keys.split():
        page.keyboard.press(key)

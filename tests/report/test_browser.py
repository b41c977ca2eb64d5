"""The page in Chromium, as wide as a phone and as a desk, in both schemes."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.report.conftest import AT
from tests.report.plain import a_page
from troth.checks import horizon_from
from troth.history import History
from troth.playbook import Playbook
from troth.report import render, write
from troth.report.page import page_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to look with")

Scheme = Literal["light", "dark"]

#: Pairs of texts in one visible picture whose boxes, as really drawn, share more than a pixel.
OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('.timeline svg')) {
    if (!svg.getClientRects().length) continue;
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].filter(node => node.textContent);
    const boxes = texts.map(node => [node.textContent, node.getBoundingClientRect()]);
    for (const [said, box] of boxes)
      if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(said);
    boxes.forEach(([one, a], number) => boxes.slice(number + 1).forEach(([other, b]) => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      // Boxes are as high as a line; letters are lower.
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 4) found.push(one + ' / ' + other);
    }));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def file(playbook: Playbook, history: History, tmp_path: Path) -> Path:
    """The report of the small playbook with its history."""
    path = tmp_path / "page.html"
    write(render(playbook, AT, horizon_from(AT, "2y"), history), path)
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 390, 800, 1280])
def test_it_fits_and_is_silent(browser: Browser, file: Path, width: int, scheme: Scheme) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERLAPS) == []
    shown = page.locator(".timeline:visible").first.get_attribute("class")
    assert shown == ("timeline narrow" if width <= 760 else "timeline wide")
    assert said == []
    assert asked == [file.as_uri()]
    page.close()


def test_a_code_leads_to_its_rule(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri())
    assert not page.locator("#rule-TR201").is_visible()
    page.locator(".finding").get_by_role("link", name="TR201").click()
    assert page.locator("#rule-TR201").is_visible()
    page.close()


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_words_without_end_do_not_widen_it(browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(page_html(a_page("Donaudampfschiff" * 12)))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERLAPS) == []
    page.close()

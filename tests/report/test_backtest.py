"""The page of a backtest: one file, the same each time, whatever was found."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.forecast.backtest.worlds import World, day, spread, steady
from tests.history.desk import Desk
from tests.report.test_browser import ARGUMENTS, CHROMIUM
from troth.forecast.backtest import backtest
from troth.report.backtest import render, words
from troth.report.view import Tone

ZONE = ZoneInfo("Europe/Berlin")
HOSTILE = '<script>alert("x")</script>'
PARTS = ["levels", "where", "control", "company", "odds", "warnings", "leaks"]
Scheme = Literal["light", "dark"]


def judged(world: World, folder: Path, first: float, last: float) -> dict[str, Any]:
    return backtest(world.history(Desk(folder)), day(first), day(last))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Two teams with a promise of 48 hours; one of them has a name for trouble."""
    world = steady(n=3_000)
    teams = [HOSTILE if team == "shop" else team for team in world.facets["team"]]
    named = World(
        days=world.days, hours=world.hours, promised=world.promised, facets={"team": teams}
    )
    return judged(named, tmp_path_factory.mktemp("full"), 60, 120)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Without facets or promises, and nothing fell due."""
    hours = np.where(spread(1_000) < 0.3, 5.0 + spread(1_000) * 20, np.inf)
    return judged(World(days=60, hours=hours), tmp_path_factory.mktemp("bare"), 30, 60)


def test_it_is_one_file_without_network_or_script(full: dict[str, Any]) -> None:
    page = render(full, ZONE)
    assert page.startswith("<!doctype html>")
    assert not re.search(r"<script|<link[^>]+http|@import|src=", page)
    assert "&lt;script&gt;" in page
    assert page == render(full, ZONE)


def test_every_part_has_its_place_in_the_index(full: dict[str, Any]) -> None:
    page = render(full, ZONE)
    assert re.findall(r'<section class="part" id="(\w+)"', page) == PARTS
    assert re.findall(r'<a href="#(\w+)">', page) == PARTS


def test_every_picture_has_a_reading_and_its_figures(full: dict[str, Any]) -> None:
    page = render(full, ZONE)
    pictures = page.count("<figure")
    assert pictures == 8
    readings = re.findall(r'<p class="reading">([^<]+)</p>', page)
    assert len(readings) == page.count('<table class="figures">') == pictures
    assert all(text.endswith(".") for text in readings)
    assert f"{full['levels'][2]['due']:,}" in page


def test_what_is_not_there_is_not_drawn(bare: dict[str, Any]) -> None:
    page = render(bare, ZONE)
    assert "Nothing can be said yet" in page
    assert "<figure" not in page
    assert "no promises of the company" in page
    assert "odds" not in re.findall(r'<section class="part" id="(\w+)"', page)


def test_instants_are_told_in_the_zone(full: dict[str, Any]) -> None:
    assert "Mon 2 Mar 2026 01:00" in render(full, ZONE)
    assert "Mon 2 Mar 2026 00:00" in render(full, ZoneInfo("UTC"))


def level(p: float, held: float, due: int = 1_000) -> dict[str, Any]:
    return {"p": p, "held": held, "due": due, "interval": [held - 0.01, held + 0.01]}


@pytest.mark.parametrize(
    ("levels", "tone", "said"),
    [
        ([level(0.5, 0.51), level(0.9, 0.91)], Tone.KEPT, "What was said held: where 90 % was"),
        ([level(0.5, 0.61), level(0.9, 0.9)], Tone.RISK, "and more than that at 50 %: where 90 %"),
        ([level(0.5, 0.5), level(0.9, 0.8)], Tone.BROKEN, "Too much was promised: where 90 % was"),
        ([level(0.5, 0.4), level(0.9, 0.9)], Tone.BROKEN, "where 50 % was said, 40.0 % of 1,000"),
        ([level(0.5, 0.5), level(0.8, 0.8)], Tone.KEPT, "where 80 % was said, 80.0 %"),
        # Few promises prove nothing: the interval holds what was said.
        ([level(0.9, 0.89, due=9)], Tone.KEPT, "held"),
        ([level(0.9, 0.9, due=0)], Tone.WAIT, "Nothing can be said yet"),
    ],
)
def test_the_verdict(levels: list[dict[str, Any]], tone: Tone, said: str) -> None:
    found = words.verdict({"levels": levels})
    assert found[0] is tone
    assert said in found[1]


CONTROL = {"p": 0.9, "held": 0.657, "due": 33_621, "left_out": 12_759}


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"short": 0.243, "flagged": True}, "this test sees the mistake."),
        ({"short": 0.056, "flagged": False}, "5.6 points less, too little for this test"),
        ({"short": -0.02, "flagged": False}, "2.0 points more; leaving them out does no harm here"),
        ({"short": 0.0, "flagged": False, "left_out": 0}, "nothing to leave out"),
        ({"short": 0.0, "flagged": False, "held": None}, "it shows nothing"),
    ],
)
def test_the_control_in_words(figures: dict[str, Any], said: str) -> None:
    assert said in words.control({"control": CONTROL | figures})


def test_the_company_in_words() -> None:
    ratios = {"mean_ratio": 0.74, "median_ratio": 2.4, "geometric_ratio": 1.0}
    theirs = {
        "held": 0.653,
        "due": 23_578,
        "mean_hours": 559.0,
        "median_hours": 192.0,
        "before": None,
        "after": {"p": 0.6, "kept": 0.653, **ratios},
        "within_groups": None,
        "equal_length": {"kept": 0.641, "gain_points": -1.2},
    }
    text = " ".join(words.company({"company": theirs}))
    assert "kept 65.3 % of its 23,578 promises" in text
    assert "ours are 26 % shorter on average, the middle one 2.4 times as long." in text
    assert "ours keep 64.1 %, 1.2 points less." in text


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not (CHROMIUM and shutil.which(CHROMIUM)):
        pytest.skip("there is no Chromium to look with")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_it_fits_and_is_silent(
    browser: Browser, full: dict[str, Any], tmp_path: Path, width: int, scheme: Scheme
) -> None:
    file = tmp_path / "page.html"
    file.write_text(render(full, ZONE))
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    drawn = "wide" if width > 760 else "narrow"
    assert page.locator(f".chart .{drawn}:visible").count() == 8
    assert page.evaluate(CUT) == []
    assert said == []
    page.close()


#: Texts of pictures that reach out of their drawing.
CUT = """() => [...document.querySelectorAll('.chart svg')]
  .filter(svg => svg.getClientRects().length)
  .flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter(text => {
      const box = text.getBoundingClientRect();
      return text.textContent && (box.left < frame.left - 1 || box.right > frame.right + 1);
    }).map(text => text.textContent);
  })"""

"""Charts: drawn here, in the page's colours, with no text of a stranger as markup."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from troth.report.charts import (
    NARROW,
    WIDE,
    Bin,
    Line,
    Rate,
    Spread,
    rate_bars,
    rate_line,
    spread_bars,
)
from troth.report.theme import drawn

RATES = [Rate(label="<b>DL", kept=81, broken=19), Rate(label='"AA', kept=3, broken=97)]
SPREAD = Spread(
    bins=(
        Bin(start=-15, end=0, cases=60, kept=True),
        Bin(start=0, end=15, cases=30, kept=True),
        Bin(start=15, end=30, cases=10, kept=False),
    ),
    unit="minutes",
    edge=15,
    median=-3,
    n=100,
    outside=0,
)
LINE = Line(share=0.75, label="standard 75 %")


def bars(width: int) -> dict[str, Any]:
    return rate_bars(RATES, width, LINE)


def line(width: int) -> dict[str, Any]:
    return rate_line(RATES, width, LINE)


def spread(width: int) -> dict[str, Any]:
    return spread_bars(SPREAD, width)


@pytest.mark.parametrize("chart", [bars, line, spread])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_is_drawn_in_the_colours_of_the_page(
    chart: Callable[[int], dict[str, Any]], width: int
) -> None:
    svg = drawn(chart(width))
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) - {"none", "transparent"}
    assert colours
    assert all(colour.startswith("var(--") for colour in colours)
    assert float(ElementTree.fromstring(svg).attrib["width"]) <= width + 16  # noqa: S314


def test_it_says_share_n_and_promise() -> None:
    root = ElementTree.fromstring(drawn(bars(WIDE)))  # noqa: S314
    said = [node.text for node in root.iter() if node.text]
    assert "<b>DL  ·  n 100" in said
    assert {"81.0 %", "3.0 %", "╌ standard 75 %"} <= set(said)


def test_a_group_without_cases_has_no_share() -> None:
    assert Rate(label="", kept=0, broken=0).share == 0
    assert Rate(label="", kept=3, broken=1).share == 0.75

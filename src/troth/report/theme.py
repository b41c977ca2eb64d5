"""The look of charts: colours are variables of the page, so that a drawing fits both schemes."""

import re
from typing import Any

INK = "var(--ink)"
SOFT = "var(--soft)"
LINE = "var(--line)"
CARD = "var(--card)"
ACCENT = "var(--accent)"
BROKEN = "var(--broken)"
KEPT = "var(--kept)"

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_FONT = "Inter, system-ui, sans-serif"
#: What Vega says to screen readers, mark by mark; the page says it better, once, in a table.
_SPOKEN = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')


def themed(chart: dict[str, Any]) -> dict[str, Any]:
    """A Vega-Lite specification with troth's look around `chart`."""
    axis = {
        "labelColor": SOFT,
        "labelFontSize": 11.5,
        "labelPadding": 6,
        "titleColor": SOFT,
        "titleFontSize": 11.5,
        "titleFontWeight": "normal",
        "gridColor": LINE,
        "domain": False,
        "ticks": False,
    }
    config = {
        "font": _FONT,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": axis,
        "text": {"color": INK, "fontSize": 11.5},
        "rule": {"color": INK},
    }
    return {"$schema": _SCHEMA, "config": config, "padding": 2, **chart}


def drawn(chart: dict[str, Any]) -> str:
    """The specification as SVG text, drawn on this machine; it has no texts for screen readers."""
    from vl_convert import vegalite_to_svg

    svg: str = vegalite_to_svg(themed(chart), vl_version="5.20")
    return _SPOKEN.sub("", svg)

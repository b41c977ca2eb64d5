"""Charts of a history as Vega-Lite specifications: values in, plain dicts out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from troth.pictures.text import text_width
from troth.report.theme import ACCENT, BROKEN, CARD, INK, KEPT, SOFT

WIDE = 926
NARROW = 318
#: Labels beside a chart have at most so much room.
LABELS = 220
FONT_SIZE = 11.5


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How many cases of one group were kept, of those whose outcome is known."""

    label: str
    kept: int
    broken: int

    @property
    def n(self) -> int:
        """Cases with a known outcome."""
        return self.kept + self.broken

    @property
    def share(self) -> float:
        """The kept share, 0 to 1; 0 where there is no case."""
        return self.kept / self.n if self.n else 0.0


@dataclass(frozen=True, kw_only=True)
class Part:
    """What share of some things it is."""

    label: str
    share: float
    #: Of how many.
    n: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """A promised share, drawn across a chart."""

    share: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Bin:
    """Cases that ended from `start` to `end` after their promise, in the spread's unit."""

    start: float
    end: float
    cases: int
    kept: bool


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How long after the promise cases ended."""

    bins: tuple[Bin, ...]
    #: `minutes`, `hours` or `days`.
    unit: str
    #: How much later than promised still counts as kept, in the unit.
    edge: float
    #: Half of all cases ended earlier, in the unit.
    median: float
    #: Cases in all, and those that lie outside the bins.
    n: int
    outside: int


def rate_bars(rates: Sequence[Rate | Part], width: int, line: Line | None = None) -> dict[str, Any]:
    """One bar for each group, with its share and its n."""
    values = [
        {
            "group": f"{rate.label}  ·  n {rate.n:,}",
            "share": rate.share,
            "text": f"{100 * rate.share:.1f} %",
        }
        for rate in rates
    ]
    room = label_room([str(value["group"]) for value in values])
    groups = {
        "field": "group",
        "type": "nominal",
        "sort": None,
        "title": None,
        # The reader's font may be wider than the one at hand, and would be cut.
        "axis": {"labelColor": INK, "labelLimit": LABELS, "minExtent": room, "grid": False},
    }
    shares = _shares([0, 1], ticks=5 if width == WIDE else 2)
    bar = {"type": "bar", "height": 17, "cornerRadiusEnd": 3, "color": ACCENT}
    # At the root of the bar, where the line of what was promised does not run through it.
    text = {"type": "text", "align": "left", "dx": 7, "fontWeight": 600}
    on_bar = {"condition": {"test": "datum.share < 0.2", "value": INK}, "value": CARD}
    return {
        "width": width - room - 16,
        "height": {"step": 25},
        "data": {"values": values},
        "layer": [
            # Bars that could be stacked are clipped by paths, numbered on from page to page.
            {"mark": bar, "encoding": {"y": groups, "x": {**shares, "stack": None}}},
            {
                "mark": text,
                "encoding": {
                    "y": groups,
                    "x": {"datum": 0},
                    "text": {"field": "text"},
                    "color": on_bar,
                },
            },
            *(_promised(line, "x") if line else []),
        ],
    }


def rate_line(rates: Sequence[Rate], width: int, line: Line | None = None) -> dict[str, Any]:
    """Groups in their order, such as months, joined by a line."""
    values = [
        {"group": rate.label, "share": rate.share, "text": f"{100 * rate.share:.0f}"}
        for rate in rates
    ]
    lowest = min([rate.share for rate in rates] + ([line.share] if line else []))
    # Not from zero: what matters is how months differ, and the axis says where it starts.
    domain = [max(0.0, int(lowest * 10 - 0.5) / 10), 1]
    encoding = {
        "x": {
            "field": "group",
            "type": "ordinal",
            "sort": None,
            "axis": {
                "labelAngle": 0,
                "title": None,
                "grid": False,
                "labelOverlap": "greedy",
                "labelSeparation": 5,
            },
        },
        "y": _shares(domain, ticks=4),
    }
    marks: list[dict[str, Any]] = [
        {"type": "line", "color": ACCENT, "strokeWidth": 2.5},
        {"type": "point", "filled": True, "size": 60, "color": ACCENT, "opacity": 1},
    ]
    return {
        "width": width - 52,
        "height": 190,
        "data": {"values": values},
        "layer": [
            *({"mark": mark, "encoding": encoding} for mark in marks),
            *_point_texts(encoding, line.share if line else 0.0),
            *(_promised(line, "y", domain) if line else []),
        ],
    }


def _point_texts(encoding: dict[str, Any], promised: float) -> list[dict[str, Any]]:
    """Shares above their points, or below where the line of what was promised lies above."""
    return [
        {
            "transform": [{"filter": f"datum.share {comparison} {promised}"}],
            "mark": {"type": "text", "dy": shift, "fontWeight": 600},
            "encoding": encoding | {"text": {"field": "text"}},
        }
        for comparison, shift in ((">=", -13), ("<", 15))
    ]


def spread_bars(spread: Spread, width: int) -> dict[str, Any]:
    """How many cases ended how long after their promise; kept and broken told apart."""
    values = [
        {"start": part.start, "end": part.end, "cases": part.cases, "kept": part.kept}
        for part in spread.bins
    ]
    encoding = {
        "x": {
            "field": "start",
            "type": "quantitative",
            "axis": {
                "title": f"{spread.unit} after the promise",
                "grid": False,
                "tickCount": width // 75,
            },
            "scale": {"nice": False},
        },
        "x2": {"field": "end"},
        "y": {
            "field": "cases",
            "type": "quantitative",
            "axis": {"title": None, "tickCount": 3, "format": "~s"},
        },
        "y2": {"datum": 0},
        "color": {"condition": {"test": "datum.kept", "value": KEPT}, "value": BROKEN},
    }
    return {
        "width": width - 46,
        "height": 190,
        "data": {"values": values},
        "layer": [{"mark": {"type": "rect", "stroke": CARD}, "encoding": encoding}, *_edge(spread)],
    }


def _shares(domain: list[float], ticks: int) -> dict[str, Any]:
    return {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": domain},
        "axis": {
            "labelExpr": "format(100 * datum.value, '.0f') + ' %'",
            "title": None,
            "tickCount": ticks,
        },
    }


def _edge(spread: Spread) -> list[dict[str, Any]]:
    """Where kept ends, in words beside the colours."""
    at = {"datum": spread.edge, "type": "quantitative"}
    sides = (("right", -8, KEPT, "kept"), ("left", 8, BROKEN, "broken"))
    return [
        _once({"type": "rule", "strokeDash": [4, 3]}, {"x": at}),
        *(
            _once(
                {"type": "text", "align": align, "dx": shift, "color": colour, "fontWeight": 600},
                {"x": at, "y": {"value": -10}, "text": {"value": words}},
            )
            for align, shift, colour, words in sides
        ),
    ]


def _promised(line: Line, channel: str, domain: Sequence[float] = (0, 1)) -> list[dict[str, Any]]:
    """A dashed line at a share, with its words above the chart, where nothing is in their way."""
    at = {"datum": line.share, "type": "quantitative", "scale": {"domain": list(domain)}}
    beside = at if channel == "x" else {"value": 0}
    return [
        _once({"type": "rule", "strokeDash": [4, 3]}, {channel: at}),
        _once(
            {"type": "text", "align": "center" if channel == "x" else "left", "color": SOFT},
            {"x": beside, "y": {"value": -10}, "text": {"value": f"╌ {line.label}"}},
        ),
    ]


def _once(mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    """A layer of one mark, whatever the data of the others."""
    return {"data": {"values": [{}]}, "mark": mark, "encoding": encoding}


def label_room(labels: Sequence[str], most: float = LABELS) -> float:
    """How wide labels beside a chart are, guessed on the wide side."""
    return min(most, max((text_width(label, FONT_SIZE) for label in labels), default=0.0) + 10)

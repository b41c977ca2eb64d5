"""Charts of a backtest as Vega-Lite specifications: values in, plain dicts out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from troth.report.charts import WIDE, label_room
from troth.report.theme import ACCENT, BROKEN, INK, SOFT

Spec = dict[str, Any]

GAP = "\u2003"
SHORT_LEGEND = f"▏said{GAP}● held{GAP}■ clearly less"
LEGEND = f"▏said{GAP}●─ held, and its 95 % interval{GAP}■ clearly less"
#: The most room for labels beside rows; where the chart is narrow they stand above.
LABELS = 300
#: Room for the figure of a row at the right end.
FIGURE = 70
DAY = 24.0
#: Where an axis of days may have labels.
DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 180, 365)


@dataclass(frozen=True, kw_only=True)
class Held:
    """What was said of some promises, and what held."""

    label: str
    said: float
    held: float
    low: float
    high: float
    n: int
    #: Clearly less than was said.
    short: bool


def held_rows(rows: Sequence[Held], width: int) -> Spec:
    """A row for each, where what held stands beside what was said."""
    values = [
        {**vars(row), "group": f"{row.label}  ·  n {row.n:,}", "text": f"{100 * row.held:.1f} %"}
        for row in rows
    ]
    beside = width >= WIDE
    room = label_room([str(value["group"]) for value in values], LABELS) if beside else 0
    axis = {"labelColor": INK, "labelLimit": LABELS, "minExtent": room, "grid": False}
    groups = {
        "field": "group",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": axis if beside else None,
    }
    shares = share_axis("held", "x", [_lowest(rows), 1], 5 if beside else 4)
    return {
        "width": width - room - FIGURE,
        "padding": {"left": 2, "top": 2, "bottom": 2, "right": FIGURE // 2},
        "height": {"step": 28 if beside else 46},
        "data": {"values": values},
        "layer": [
            _layer(
                {"type": "tick", "thickness": 2.5, "size": 18, "color": INK, "opacity": 1},
                y=groups,
                x={**shares, "field": "said"},
            ),
            _layer(
                {"type": "rule", "strokeWidth": 2, "color": SOFT},
                y=groups,
                x={**shares, "field": "low"},
                x2={"field": "high"},
            ),
            _layer(_point(), y=groups, x=shares, **_marks()),
            *_figures(groups, shares),
            *([] if beside else [_label_above(groups)]),
            _legend(LEGEND if beside else SHORT_LEGEND, 14 if beside else 24),
        ],
    }


def _figures(groups: Spec, shares: Spec) -> Iterator[Spec]:
    """What held in figures, away from the tick of what was said."""
    for test, end, align, shift in (("<", "low", "right", -8), (">=", "high", "left", 8)):
        mark = {"type": "text", "align": align, "dx": shift, "fontWeight": 600}
        yield {
            "transform": [{"filter": f"datum.held {test} datum.said"}],
            **_layer(mark, y=groups, x={**shares, "field": end}, text={"field": "text"}),
        }


def _label_above(groups: Spec) -> Spec:
    mark = {"type": "text", "align": "left", "dy": -18}
    return _layer(mark, y=groups, x={"value": 0}, text={"field": "group"})


def held_lines(levels: Sequence[Sequence[Held]], width: int) -> Spec:
    """A line for each level through its months, and a dashed one at what was said."""
    rows = [row for level in levels for row in level]
    values = [vars(row) for row in rows]
    months = {
        "field": "label",
        "type": "ordinal",
        "sort": None,
        "axis": {
            "labelAngle": 0,
            "title": None,
            "grid": False,
            "labelOverlap": "greedy",
            "labelSeparation": 5,
        },
    }
    shares = share_axis("held", "y", [_lowest(rows), 1], 5)
    line = {"type": "line", "color": ACCENT, "strokeWidth": 2}
    return {
        "width": width - 90,
        "height": 280,
        "data": {"values": values},
        "layer": [
            *(_said(level[0].said, shares) for level in levels),
            _layer(line, x=months, y=shares, detail={"field": "said"}),
            _layer(_point(), x=months, y=shares, **_marks()),
            _legend(f"╌ said{GAP}● held{GAP}■ clearly less", 16),
        ],
    }


@dataclass(frozen=True, kw_only=True)
class Length:
    """How long the promises are that are not longer than those of a share of all."""

    share: float
    hours: float
    whose: str


def length_lines(lengths: Sequence[Length], width: int) -> Spec:
    """Two lines over the length of promises: what share is no longer."""
    values = [vars(length) for length in lengths]
    in_days = f"datum.value < {2 * DAY} ? datum.value + ' h' : datum.value / {DAY} + ' d'"
    x = {
        "field": "hours",
        "type": "quantitative",
        "scale": {"type": "log", "nice": False},
        "axis": {
            "values": [
                1 / 60,
                0.25,
                1,
                4,
                12,
                *(DAY * days for days in (1, 3, 7, 14, 30, 90, 365)),
            ],
            "labelExpr": in_days,
            "title": "length of the promise",
            "grid": False,
            "labelOverlap": "greedy",
            "labelSeparation": 14,
        },
    }
    y = share_axis("share", "y", [0, 1], 4)
    dash = {"condition": {"test": "datum.whose == 'company'", "value": [5, 4]}, "value": [1, 0]}
    colour = {"condition": {"test": "datum.whose == 'company'", "value": SOFT}, "value": ACCENT}
    line = {"type": "line", "strokeWidth": 2.5, "interpolate": "monotone"}
    return {
        "width": width - 60,
        "height": 240,
        "data": {"values": values},
        "layer": [
            _layer(line, x=x, y=y, color=colour, strokeDash=dash, detail={"field": "whose"}),
            _legend(f"── ours{GAP}╌╌ the company's", 16),
        ],
    }


@dataclass(frozen=True, kw_only=True)
class Step:
    """Promises of which about the same odds were told."""

    said: float
    held: float
    low: float
    high: float
    n: int


def reliability(steps: Sequence[Step], width: int) -> Spec:
    """What held against what was said, step by step; on the dashed line they are equal."""
    values = [vars(step) for step in steps]
    x = share_axis("said", "x", [0, 1], 5 if width >= WIDE else 2)
    y = share_axis("held", "y", [0, 1], 5)
    x["axis"] |= {"title": "said"}
    y["axis"] |= {"title": "held"}
    side = min(width - 70, 460)
    equal = {
        "data": {"values": [{"said": 0, "held": 0}, {"said": 1, "held": 1}]},
        **_layer({"type": "line", "strokeDash": [4, 3], "color": INK}, x=x, y=y),
    }
    size = {
        "field": "n",
        "type": "quantitative",
        "scale": {"range": [30, 420], "zero": True},
        "legend": None,
    }
    intervals = {"type": "rule", "color": SOFT, "strokeWidth": 2}
    return {
        "width": side,
        "height": side * 0.8,
        "data": {"values": values},
        "layer": [
            equal,
            _layer(intervals, x=x, y={**y, "field": "low"}, y2={"field": "high"}),
            _layer({"type": "circle", "color": ACCENT, "opacity": 0.9}, x=x, y=y, size=size),
            _legend(f"╌ equal{GAP}● held, the larger the more promises", 16),
        ],
    }


#: On a narrow page labels would touch.
_LEVEL_LABELS: Spec = {"labelFlush": True, "labelOverlap": "greedy", "labelSeparation": 6}


def share_axis(field: str, channel: str, domain: list[float], ticks: int) -> Spec:
    """An axis of shares."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False},
        "axis": {
            "labelExpr": "format(100 * datum.value, '.0f') + ' %'",
            "title": None,
            "tickCount": ticks,
            # The reader's font may be wider than the one at hand, and would be cut.
            **(_LEVEL_LABELS if channel == "x" else {"minExtent": 46}),
        },
    }


def _said(share: float, shares: Spec) -> Spec:
    """A dashed line at a level, named at its end."""
    at = {"datum": share, "type": "quantitative", "scale": shares["scale"]}
    name = {"type": "text", "align": "left", "dx": 6, "color": SOFT}
    words = {"value": f"{100 * share:.6g} %"}
    return {
        "data": {"values": [{}]},
        "layer": [
            _layer({"type": "rule", "strokeDash": [4, 3], "color": SOFT}, y=at),
            _layer(name, y=at, x={"value": "width"}, text=words),
        ],
    }


def _legend(words: str, above: int) -> Spec:
    mark = {"type": "text", "align": "left", "color": SOFT}
    where = {"x": {"value": 0}, "y": {"value": -above}}
    return {"data": {"values": [{}]}, **_layer(mark, **where, text={"value": words})}


def _point() -> Spec:
    return {"type": "point", "filled": True, "size": 80, "opacity": 1}


def _marks() -> Spec:
    """A disc where enough held, a square where clearly less did."""
    return {
        "shape": {"condition": {"test": "datum.short", "value": "square"}, "value": "circle"},
        "color": {"condition": {"test": "datum.short", "value": BROKEN}, "value": ACCENT},
    }


def _layer(mark: Spec, **encoding: Spec) -> Spec:
    return {"mark": mark, "encoding": encoding}


def _lowest(rows: Sequence[Held]) -> float:
    """Not from zero: how far held is from said matters, and the axis says where it starts."""
    lowest = min([row.low for row in rows] + [row.said for row in rows])
    # The figure of what is less than said stands at its left.
    room = 0.11 if any(row.held < row.said for row in rows) else 0.02
    return max(0.0, int((lowest - room) * 10) / 10)

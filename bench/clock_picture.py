"""Rate against number of rows, as `docs/pictures/clock-rate.svg`."""

from collections.abc import Iterator
from typing import Any

from bench import clock_peers
from bench.clock_compare import Way, compiled, rate
from bench.clock_workload import Workload, office, rows
from bench.measure import ROOT, median
from troth.clock import kernel
from troth.pictures.file import standalone
from troth.report.theme import ACCENT, KEPT, SOFT, drawn

PICTURE = ROOT / "docs/pictures/clock-rate.svg"
COUNTS = tuple(10**power for power in range(8))
#: The peer's rate is flat, and it needs seconds for more.
PEER_MOST = 100_000
COLOURS = {"troth, compiled": KEPT, "troth, numpy alone": ACCENT, "workclock": SOFT}


def write() -> None:
    """Measure and draw."""
    svg = drawn(chart(list(points()))).replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    PICTURE.write_text(standalone(svg))


def points() -> Iterator[dict[str, Any]]:
    """The median rate of some calls of `due_many` for each number of rows."""
    load, calendar, peer = rows(COUNTS[-1]), office(), clock_peers.workclock()
    for count in COUNTS:
        few = Workload(*(column[:count] for column in load))
        for name, choice in (("troth, numpy alone", "off"), ("troth, compiled", "on")):
            if choice == "off" or kernel.is_installed():
                with compiled(choice):
                    yield _point(name, few, calendar.due_many)
        if count <= PEER_MOST:
            yield _point("workclock", few, peer.add_many)


def _point(name: str, load: Workload, due_many: Any) -> dict[str, Any]:
    count = load.starts.size
    calls = max(1, 20_000 // count)

    def ask() -> None:
        for _ in range(calls):
            due_many(load.starts, load.after)

    ask()
    measured = median([rate(Way(ask, calls * count)) for _ in range(3)])
    return {"name": name, "rows": count, "rate": measured}


def chart(values: list[dict[str, Any]]) -> dict[str, Any]:
    """Lines on two logarithmic scales, each named at its end."""
    x = {
        "field": "rows",
        "type": "quantitative",
        "scale": {"type": "log"},
        "axis": {"title": "rows in one call of due_many", "format": "~s", "grid": False},
    }
    y = {
        "field": "rate",
        "type": "quantitative",
        "scale": {"type": "log"},
        "axis": {"title": "rows per second", "format": "~s", "tickCount": 5},
    }
    names = list(COLOURS)
    colour = {
        "field": "name",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": names, "range": list(COLOURS.values())},
    }
    line = {"mark": {"type": "line", "point": True}, "encoding": {"x": x, "y": y, "color": colour}}
    ends = [max((v for v in values if v["name"] == n), key=_rows, default=None) for n in names]
    label = {
        "data": {"values": [end for end in ends if end]},
        "mark": {"type": "text", "align": "right", "dy": -12},
        "encoding": {"x": x, "y": y, "color": colour, "text": {"field": "name"}},
    }
    return {"width": 640, "height": 320, "data": {"values": values}, "layer": [line, label]}


def _rows(value: dict[str, Any]) -> int:
    found: int = value["rows"]
    return found


if __name__ == "__main__":
    write()

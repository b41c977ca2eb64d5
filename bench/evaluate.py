"""Judge the odds on real data and write `docs/evaluation.md`: `make evaluate`.

`python -m bench.evaluate TITLE` judges that section anew and leaves the others as they are.

The data are not part of the project; without them nothing can be judged, and the page stays.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bench import evaluate_flights, page
from bench.measure import DATA, Figure
from troth.forecast.backtest import backtest
from troth.history import History, import_history, read

HEAD = """# How well the odds hold

Written by `make evaluate`, from real data that is not part of the project: requests to the City of
Boston (2015), orders of the marketplace Olist (2017 and 2018), incidents of an IT company (2016).
Each is learned from as known at an instant; what started later is promised an ending, refit after
weekly refit, and judged when it falls due: see [backtest](concepts/backtest.md). A target is what
was set out to be reached; a figure that misses its target says so. Points are per cent of cases.
Flights are kept or not, and judged by [shares](concepts/odds-shares.md).
"""


@cache
def _history(mapping: str, folder: str) -> History:
    output = Path(_FOLDER.name) / f"{mapping}.parquet"
    import_history(mapping, [DATA / folder], output)
    return read(output)


_FOLDER = tempfile.TemporaryDirectory()


def _judged(
    history: History, until: str, at: str, scope: dict[str, list[str]] | None = None
) -> dict[str, Any]:
    first, last = (
        datetime.fromisoformat(text).replace(tzinfo=history.zone) for text in (until, at)
    )
    return backtest(history, first, last, scope=scope)


def boston() -> Iterator[Figure]:
    """Learned from January to May, judged from June to August by the end of the file."""
    history = _history("boston311", "boston311")
    found = _judged(history, "2015-06-01", "2016-01-12T13:58:43")
    yield from _coverage(found, {0.5: 6, 0.8: 3, 0.9: 3, 0.95: 3})
    worst = found["worst_month"]
    yield _figure(
        f"worst month at 90 % ({worst['month']})",
        f"{100 * worst['off']:+.1f} points",
        "at most 5 points short",
        worst["off"] >= -0.05,
    )
    short = _level(found, 0.9)["under_covered"]
    yield _figure(
        "promises at 90 % to types that held over 5 points less",
        f"{100 * short:.1f} %",
        "at most 10 %",
        short <= 0.10,
    )
    for p, target in (("0.8", 85), ("0.9", 54), ("0.95", 29)):
        loss, cut = found["pinball"][p], found["pinball"]["cut_hours"]
        yield _figure(
            f"pinball loss at {100 * float(p):.0f} %, cut at {cut:,.0f} h",
            f"{loss:.1f} h",
            f"at most {1.03 * target:.1f} h",
            loss <= 1.03 * target,
        )
    yield from _kept(found["kept_odds"])
    yield from _warned(found, "odds", {0.5: 0.74, 0.75: 0.73})
    yield from _queues(found, "odds, equal volume")
    yield _control(found)


def incidents() -> Iterator[Figure]:
    """Learned from March, judged on April."""
    history = _history("uci-incident", "uci_incident")
    found = _judged(history, "2016-04-01", "2017-02-10T14:18:00")
    yield from _coverage(found, {0.8: 5, 0.9: 3.5, 0.95: 3})
    yield from _warned(found, "progress", {0.5: 0.90})
    yield from _queues(found, "progress, equal volume")


def orders() -> Iterator[Figure]:
    """Learned from purchases before April 2018, judged on those after; delivered orders only.

    Orders that were never delivered are over-represented in this sample.
    """
    history = _history("olist", "olist")
    found = _judged(history, "2018-04-01", "2018-10-17T18:00:00", scope={"status": ["delivered"]})
    held = _level(found, 0.9)
    yield _figure(
        "held where 90 % was said",
        f"{100 * held['held']:.1f} % of {held['due']:,}",
        "90 to 97 %",
        0.90 <= held["held"] <= 0.97,
    )
    after = found["company"]["after"]
    yield _figure(
        f"mean promise where as many are kept ({100 * after['kept']:.1f} %)",
        f"{after['mean_ratio']:.3f} of theirs",
        "at most 0.95",
        after["mean_ratio"] <= 0.95,
    )
    gain = found["company"]["equal_length"]["gain_points"]
    yield _figure(
        "kept at their mean length", f"{gain:+.2f} points", "at least +0.8 points", gain >= 0.8
    )


def _coverage(found: dict[str, Any], targets: dict[float, float]) -> Iterator[Figure]:
    for p, target in targets.items():
        level = _level(found, p)
        off = 100 * (level["held"] - p)
        yield _figure(
            f"held where {100 * p:.0f} % was said",
            f"{100 * level['held']:.1f} % of {level['due']:,} ({off:+.1f} points)",
            f"within {target} points",
            abs(off) <= target,
        )


def _kept(odds: dict[str, Any]) -> Iterator[Figure]:
    targets = (("brier_skill", "Brier skill", 0.22), ("auc", "area under the curve", 0.78))
    for key, name, target in targets:
        yield _figure(
            f"odds of {odds['n']:,} promises of the city: {name}",
            f"{odds[key]:.3f}",
            f"at least {target}",
            odds[key] >= target,
        )
    yield _figure(
        "the same: calibration error", f"{odds['ece']:.3f}", "at most 0.065", odds["ece"] <= 0.065
    )


def _warned(found: dict[str, Any], rule: str, targets: dict[float, float]) -> Iterator[Figure]:
    for gone, target in targets.items():
        row = next(
            one for one in found["warning"] if one["rule"] == rule and one["time_gone"] == gone
        )
        yield _figure(
            f"warning by {rule} when {100 * gone:.0f} % of the time is gone: area under the curve",
            f"{row['auc']:.3f} of {row['n']:,}",
            f"at least {target:.2f}",
            row["auc"] >= target,
        )


def _queues(found: dict[str, Any], rule: str) -> Iterator[Figure]:
    row = next(one for one in found["warning"] if one["rule"] == rule)
    yield _figure(
        f"queues as long as the fixed rule's, by {rule.split(',', maxsplit=1)[0]}: time before due",
        f"{row['lead_hours']:.0f} h against {row['fixed_lead_hours']:.0f} h "
        f"({row['lead_ratio']:.1f} times)",
        "at least 3 times",
        row["lead_ratio"] >= 3,
    )
    yield _figure(
        "the same: share of them that broke",
        f"{100 * row['precision']:.1f} % against {100 * row['fixed_precision']:.1f} %",
        "at least the fixed rule's",
        row["precision"] >= row["fixed_precision"],
    )


def _control(found: dict[str, Any]) -> Figure:
    control = found["control"]
    return _figure(
        "control: had open cases been left out, 90 % would have held",
        f"{100 * control['held']:.1f} %",
        "flagged",
        control["flagged"],
    )


def _level(found: dict[str, Any], p: float) -> dict[str, Any]:
    return next(one for one in found["levels"] if one["p"] == p)


def _figure(what: str, measured: str, target: str, met: bool) -> Figure:
    return Figure(what=what, measured=measured, target=target, met=bool(met))


SECTIONS: tuple[page.Section, ...] = (
    ("Boston, as known on 1 June 2015", boston),
    ("Incidents, as known on 1 April 2016", incidents),
    ("Olist, as known on 1 April 2018", orders),
    ("Flights from New York, month after month of 2013", evaluate_flights.figures),
)


def main(only: Sequence[str] = ()) -> None:
    """Judge everything, or the sections with some titles; without data say so and leave with 2."""
    if not DATA.is_dir():
        sys.exit(f"there are no data at {DATA}; nothing is judged")
    page.write("evaluation.md", HEAD, SECTIONS, only)


if __name__ == "__main__":
    main(sys.argv[1:])

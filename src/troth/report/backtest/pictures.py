"""The pictures of a backtest: each with its reading in one sentence, and its figures."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from troth.checks.words import percent
from troth.forecast.backtest.held import HOUR, MAIN, SHORT
from troth.history import wilson
from troth.report.backtest import charts, words
from troth.report.backtest.charts import Held, Length, Step
from troth.report.backtest.words import Result
from troth.report.charts import NARROW, WIDE, Line, Part, rate_bars
from troth.report.theme import drawn
from troth.report.view import Chart
from troth.report.words import duration_text, unparted
from troth.said import listed

#: Beyond so many, rows are no longer read one by one.
MOST_GROUPS = 15
#: Groups of fewer promises fallen due are not drawn.
FEWEST = 30
HEAD = ("said", "held", "from", "to", "fell due")

Draw = Callable[[int], dict[str, Any]]


def levels(result: Result) -> Chart:
    """What held at each level."""
    rows = [
        _held(f"said {words.said(level['p'])}", level, short=words.is_short(level))
        for level in result["levels"]
        if level["due"]
    ]
    found = [f"{percent(row.held)} where {words.said(row.said)} was said" for row in rows]
    return _chart(
        "Said against held",
        f"Of the promises that fell due these were kept: {listed(found)}.",
        lambda width: charts.held_rows(rows, width),
        ("level", *HEAD),
        [_figures(row) for row in rows],
    )


def months(result: Result) -> Iterator[Chart]:
    """What held by the month in which cases started."""
    found = [month for month in result["months"] if any(one["due"] for one in month["levels"])]
    by_level = [
        [
            _held(_short_month(month["month"]), level, short=words.is_short(level))
            for month in found
            for level in month["levels"]
            if level["p"] == p and level["due"]
        ]
        for p in (one["p"] for one in result["levels"])
    ]
    by_level = [rows for rows in by_level if rows]
    counts = [row.n for rows in by_level for row in rows]
    if by_level:
        yield _chart(
            "By the month in which cases started",
            f"{words.worst_month(result)} From {min(counts):,} to {max(counts):,} promises a month "
            "and level fell due.",
            lambda width: charts.held_lines(by_level, width),
            ("month", *HEAD),
            [_figures(row) for rows in by_level for row in rows],
        )


def groups(result: Result) -> Iterator[Chart]:
    """What held for the groups with most promises fallen due at the main level."""
    p = words.main_level(result)["p"]
    found = [
        (group["group"], level)
        for group in result["groups"]
        for level in group["levels"]
        if level["p"] == p and level["due"] >= FEWEST
    ]
    found.sort(key=lambda one: -int(one[1]["due"]))
    rows = [_held(name, level, short=_is_under(level)) for name, level in found]
    if not rows:
        return
    shown = rows[:MOST_GROUPS]
    facet = (result["facets"] or ["group"])[0]
    yield _chart(
        f"By {facet}: the {len(shown)} with most promises at {words.said(p)}, "
        f"of {len(result['groups']):,}",
        words.worst_group(result),
        lambda width: charts.held_rows(shown, width),
        (facet, *HEAD),
        [_figures(row) for row in rows],
    )


def control(result: Result) -> Iterator[Chart]:
    """The control beside the honest fit."""
    found = result["control"]
    honest = next((one for one in result["levels"] if one["p"] == MAIN), None)
    if found["held"] is None or honest is None or not honest["due"]:
        return
    rows = [
        _held("open cases count", honest, short=words.is_short(honest)),
        _held("open cases left out", found, short=found["flagged"]),
    ]
    yield _chart(
        f"Said {words.said(MAIN)}, with and without the open cases",
        f"{percent(rows[0].held)} held as troth learns and {percent(rows[1].held)} "
        f"without the {found['left_out']:,} open cases.",
        lambda width: charts.held_rows(rows, width),
        ("learned", *HEAD),
        [_figures(row) for row in rows],
    )


def lengths(theirs: Result) -> Chart:
    """How long promises are, ours and theirs, where as many are kept."""
    rows = [
        Length(share=one["share"], hours=max(one[f"{key}_hours"], 1 / 60), whose=whose)
        for key, whose in (("ours", "ours"), ("theirs", "company"))
        for one in theirs["lengths"]
    ]
    middle = next(one for one in theirs["lengths"] if one["share"] == 0.5)
    return _chart(
        "How long promises are where as many are kept",
        f"Of {theirs['due']:,} promises half are no longer than {_span(middle['ours_hours'])} as "
        f"troth would have given them, and than {_span(middle['theirs_hours'])} as the company "
        f"gave them; {percent(theirs['held'])} of either are kept.",
        lambda width: charts.length_lines(rows, width),
        ("shortest", "ours", "the company's"),
        [
            (words.said(one["share"]), _span(one["ours_hours"]), _span(one["theirs_hours"]))
            for one in theirs["lengths"]
        ],
    )


def kept_odds(result: Result) -> Chart:
    """What was said of the company's promises against what held."""
    steps = [
        Step(**step, low=low, high=high)
        for step in result["kept_odds"]["reliability"]
        for low, high in (wilson(round(step["held"] * step["n"]), step["n"]),)
    ]
    return _chart(
        "Odds of the company's promises, said against held",
        words.kept_odds(result),
        lambda width: charts.reliability(steps, width),
        HEAD,
        [_figures(Held(label="", short=False, **vars(step)))[1:] for step in steps],
    )


def ranking(result: Result) -> Chart:
    """How well open promises are ranked as their time goes."""
    looks, chance = words.looks(result), Line(share=0.5, label="chance")
    bars = [
        Part(
            label=f"{words.rule_name(one)}, {words.said(one['time_gone'])} gone",
            share=one["auc"],
            n=one["n"],
        )
        for one in looks
    ]
    return _chart(
        "How often one that broke is ranked before one that was kept, by the share of time gone",
        words.half_gone(result),
        # Where bars are short the line would run through their figures.
        lambda width: rate_bars(bars, width, chance if width == WIDE else None),
        ("rule", "time gone", "open", "broke", "area under the curve", "average precision"),
        [
            (
                words.rule_name(one),
                words.said(one["time_gone"]),
                f"{one['n']:,}",
                percent(one["broken"] or 0.0),
                f"{one['auc']:.3f}",
                f"{one['average_precision']:.3f}",
            )
            for one in looks
        ],
    )


def queue(result: Result) -> Iterator[Chart]:
    """What a desk would have looked at, by the odds and by the rule of thumb."""
    found = words.queues(result)
    volume = found[-1]["volume"]
    if not volume:
        return
    bars = [
        *(Part(label=words.rule_name(one), share=one["precision"], n=volume) for one in found),
        Part(label="75 % gone", share=found[-1]["fixed_precision"], n=volume),
    ]
    yield _chart(
        "Of as many looked at, how many broke, and by the rule of thumb",
        words.queue(found[-1]),
        lambda width: rate_bars(bars, width),
        ("rule", "looked at", "broke"),
        [(bar.label, f"{bar.n:,}", percent(bar.share)) for bar in bars],
    )


def _held(label: str, level: Result, *, short: bool) -> Held:
    low, high = level["interval"]
    return Held(
        label=label,
        said=level["p"],
        held=level["held"],
        low=low,
        high=high,
        n=level["due"],
        short=short,
    )


def _is_under(level: Result) -> bool:
    return bool(level["held"] < level["p"] - SHORT)


def _short_month(month: str) -> str:
    name, year = words.month_name(month).split()
    return f"{name[:3]} {year}"


def _span(hours: float) -> str:
    return duration_text(hours * HOUR)


def _figures(row: Held) -> tuple[str, ...]:
    shares = (percent(share) for share in (row.held, row.low, row.high))
    return (row.label, words.said(round(row.said, 3)), *shares, f"{row.n:,}")


def _chart(
    title: str, reading: str, draw: Draw, head: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> Chart:
    return Chart(
        title=title,
        note=unparted(reading),
        wide=drawn(draw(WIDE)),
        narrow=drawn(draw(NARROW)),
        head=tuple(head),
        rows=tuple(rows),
    )

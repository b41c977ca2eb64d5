"""What the report says about a history: kept by group and by month, promised against actual."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np

from troth.checks.words import percent
from troth.clock.zones import Instants, to_local
from troth.history import MISSING, History, outcomes, summary
from troth.playbook import Playbook
from troth.report.charts import NARROW, WIDE, Bin, Line, Rate, rate_bars, rate_line, spread_bars
from troth.report.parties import metric_name
from troth.report.spread import measure_spread
from troth.report.theme import drawn
from troth.report.view import Chart, Fact, Kept
from troth.report.words import duration_text
from troth.terms import Share

#: Beyond this many, bars are no longer read one by one.
MOST_GROUPS = 25
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def kept_view(history: History, playbook: Playbook) -> Kept | None:
    """The figures and charts of a history; None where no outcome is known."""
    said = summary(history)
    decided = said["kept"] + said["broken"]
    if not decided:
        return None
    name = metric_name(playbook, history.metric)
    line = promised_line(playbook, history.metric)
    charts = [*_facet_charts(history, name, line), *_month_chart(history, name, line)]
    return Kept(
        title=f"{name}: {percent(said['kept'] / decided)} of {decided:,} cases were kept",
        facts=_facts(said, history),
        charts=(*charts, *_spread_chart(history, name)),
    )


def promised_line(playbook: Playbook, metric: str) -> Line | None:
    """The share that the standards on a metric promise, where they all promise the same."""
    contents = [
        standard.term.content
        for standard in playbook.standards.values()
        if standard.metric == metric
    ]
    shares = {content.percent for content in contents if isinstance(content, Share)}
    if len(shares) != 1:
        return None
    percent = shares.pop()
    return Line(share=float(percent / Decimal(100)), label=f"standard {percent:f} %")


def _facts(said: dict[str, Any], history: History) -> tuple[Fact, ...]:
    grace = said["grace_seconds"]
    tolerance = f", {duration_text(grace)} of grace" if grace else ""
    facts = [
        Fact(
            label="Kept",
            value=f"{said['kept']:,}",
            note=f"compared by {said['compare']}{tolerance}",
        ),
        Fact(
            label="Broken",
            value=f"{said['broken']:,}",
            note=f"{said['never_ended']:,} of all cases never ended" if said["never_ended"] else "",
        ),
    ]
    if said["pending"] or said["no_promise"]:
        facts.append(
            Fact(
                label="Still open",
                value=f"{said['pending']:,}",
                note=f"{said['no_promise']:,} cases had no promise",
            )
        )
    promised, actual = said["median_promised_seconds"], said["median_actual_seconds"]
    if promised is not None and actual is not None:
        facts.append(
            Fact(
                label="Half took at most",
                value=duration_text(actual),
                note=f"{duration_text(promised)} was promised (medians)",
            )
        )
    years = _years(history)
    facts.append(Fact(label="From", value=years, note=f"{said['cases']:,} cases in all"))
    return tuple(facts)


def _years(history: History) -> str:
    started = history.cases().started_us
    first, last = (
        int(year)
        for year in to_local(np.array([started.min(), started.max()]), history.zone)
        .astype("datetime64[us]")
        .astype("datetime64[Y]")
        .astype(np.int64)
        + 1970
    )
    return f"{first}" if first == last else f"{first} to {last}"


def _facet_charts(history: History, name: str, line: Line | None) -> Iterator[Chart]:
    for facet in history.facets:
        # Months have a chart of their own.
        if facet == "month" or not 2 <= len(history.facet(facet)[0]) - 1 <= MOST_GROUPS:
            continue
        rates = sorted(
            (
                Rate(label=str(group[facet] or "none"), kept=group["kept"], broken=group["broken"])
                for group in summary(history, by=facet)["groups"]
                if group["kept"] + group["broken"]
            ),
            key=lambda rate: -rate.share,
        )
        best, worst = rates[0], rates[-1]
        yield _rates_chart(
            f"By {facet}, from {percent(best.share)} ({best.label}) "
            f"to {percent(worst.share)} ({worst.label}).",
            f"{name}: kept share of all cases with a known outcome; n is their number.",
            facet,
            rates,
            (rate_bars(rates, WIDE, line), rate_bars(rates, NARROW, line)),
        )


def _month_chart(history: History, name: str, line: Line | None) -> Iterator[Chart]:
    rates = month_rates(history)
    if len(rates) < 2:
        return
    best, worst = max(rates, key=_share), min(rates, key=_share)
    least, most = min(rate.n for rate in rates), max(rate.n for rate in rates)
    yield _rates_chart(
        f"By month, {best.label} was best ({percent(best.share)}) "
        f"and {worst.label} worst ({percent(worst.share)}).",
        f"{name}: kept share in per cent, by the month in which the case began; "
        f"n from {least:,} to {most:,} a month.",
        "month",
        rates,
        (rate_line(rates, WIDE, line), rate_line(rates, NARROW, line)),
    )


def _share(rate: Rate) -> float:
    return rate.share


def month_rates(history: History) -> list[Rate]:
    """Kept and broken by local month of the start, in order; the year is said where it changes."""
    cases = history.cases()
    results = outcomes(cases, history.rule, history.latest_us)
    months = _local_months(cases.started_us, history)
    first = int(months.min())
    kept = np.bincount(months - first, results.kept)
    broken = np.bincount(months - first, results.broken)
    many_years = len(kept) > 12
    return [
        Rate(label=_month_text(first + number, many_years), kept=int(k), broken=int(b))
        for number, (k, b) in enumerate(zip(kept, broken, strict=True))
        if k + b
    ]


def _local_months(started: Instants, history: History) -> Instants:
    local = to_local(started, history.zone).astype("datetime64[us]")
    months: Instants = local.astype("datetime64[M]").astype(np.int64)
    return months


def _month_text(month: int, with_year: bool) -> str:
    years, number = divmod(month, 12)
    return f"{_MONTHS[number]} {1970 + years}" if with_year else _MONTHS[number]


def _spread_chart(history: History, name: str) -> Iterator[Chart]:
    cases = history.cases()
    ended = (cases.promised_us != MISSING) & (cases.ended_us != MISSING) & ~cases.withdrawn
    if history.rule.compare == "label" or not ended.any():
        return
    spread = measure_spread(cases.promised_us[ended], cases.ended_us[ended], history.rule)
    unit = spread.unit
    side = "before" if spread.median <= 0 else "after"
    yield Chart(
        title=f"Promised against actual: half ended no later than {abs(spread.median):,.0f} {unit} "
        f"{side} the promise.",
        note=f"{name}: {spread.n:,} cases that ended, by {unit} after the promise; "
        f"{spread.outside:,} lie outside the picture.",
        wide=drawn(spread_bars(spread, WIDE)),
        narrow=drawn(spread_bars(spread, NARROW)),
        head=(f"{unit} after the promise", "cases", "kept"),
        rows=tuple(
            (_range_text(part), f"{part.cases:,}", "yes" if part.kept else "no")
            for part in spread.bins
        ),
    )


def _range_text(part: Bin) -> str:
    return f"{part.start:g} to {part.end:g}".replace("-", "−")


def _rates_chart(
    title: str,
    note: str,
    group: str,
    rates: list[Rate],
    charts: tuple[dict[str, Any], dict[str, Any]],
) -> Chart:
    return Chart(
        title=title,
        note=note,
        wide=drawn(charts[0]),
        narrow=drawn(charts[1]),
        head=(group, "kept", "broken", "n", "kept share"),
        rows=tuple(
            (
                rate.label,
                f"{rate.kept:,}",
                f"{rate.broken:,}",
                f"{rate.n:,}",
                f"{100 * rate.share:.1f} %",
            )
            for rate in rates
        ),
    )

"""The statement over a history: what was promised and what became of it."""

from dataclasses import fields
from datetime import datetime
from typing import Any

import numpy as np

from troth.clock.instants import SECOND, instant, moment
from troth.findings import instant_text
from troth.history.arrays import MISSING, Codes, Flags, Instants
from troth.history.interval import wilson
from troth.history.outcome import Cases, Outcomes, outcomes
from troth.history.record import History


def summary(
    history: History, as_of: datetime | None = None, by: str | None = None
) -> dict[str, Any]:
    """What became of the cases that started by an instant, as far as was known then.

    Args:
        history: as `troth.history.read` gives it.
        as_of: aware; the latest start or ending in the data unless given.
        by: a facet; adds `groups`, the same figures for each of its values, the largest first.

    Returns:
        JSON values. `cases = promised + no_promise`; `promised = kept + broken + pending`, and
        `+ withdrawn` where the source says which cases were; `never_ended` overlaps these.
        `kept_low` and `kept_high` enclose the share of kept among kept and broken (95 %, Wilson).
        Medians are in seconds of elapsed time.
    """
    at = history.latest_us if as_of is None else instant(as_of)
    started = history.cases().started_us <= at
    cases = history.cases().where(started).as_of(at)
    results = outcomes(history.cases().where(started), history.rule, at)
    statement = {
        "metric": history.metric,
        "as_of": instant_text(moment(at, None)),
        "zone": history.rule.zone,
        "compare": history.rule.compare,
        "grace_seconds": int(history.rule.grace.total_seconds()),
        **_figures(history, cases, results),
        "rejects": sum(history.facts.rejects.values()),
        "anomalies": sum(history.facts.anomalies.values()),
    }
    if by is not None:
        statement["by"] = by
        statement["groups"] = _groups(history, by, started, cases, results)
    return statement


def _groups(
    history: History, by: str, started: Flags, cases: Cases, results: Outcomes
) -> list[dict[str, Any]]:
    values, codes = history.facet(by)
    codes = codes[started]
    by_value = np.argsort(codes, kind="stable")
    parts = np.split(by_value, np.searchsorted(codes[by_value], np.arange(1, len(values))))
    groups = [
        {by: value, **_figures(history, cases.where(part), _part_of(results, part))}
        for value, part in zip(values, parts, strict=True)
        if len(part)
    ]
    return sorted(groups, key=lambda group: (-group["cases"], group[by] is None, group[by]))


def _part_of(results: Outcomes, part: Codes) -> Outcomes:
    return Outcomes(**{each.name: getattr(results, each.name)[part] for each in fields(results)})


def _figures(history: History, cases: Cases, results: Outcomes) -> dict[str, Any]:
    counts = {each.name: int(getattr(results, each.name).sum()) for each in fields(results)}
    if not history.facts.has_withdrawn:
        del counts["withdrawn"]
    decided = counts["kept"] + counts["broken"]
    low, high = wilson(counts["kept"], decided)
    done = (cases.ended_us != MISSING) & ~cases.withdrawn
    return {
        "cases": len(cases),
        "no_promise": len(cases) - counts["promised"],
        **counts,
        "kept_share": round(counts["kept"] / decided, 6) if decided else None,
        "kept_low": round(low, 6) if decided else None,
        "kept_high": round(high, 6) if decided else None,
        "median_promised_seconds": _median(cases.promised_us, cases.started_us, results.promised),
        "median_actual_seconds": _median(cases.ended_us, cases.started_us, done),
    }


def _median(ends: Instants, starts: Instants, chosen: Flags) -> float | None:
    chosen = chosen & (ends != MISSING)
    return float(np.median(ends[chosen] - starts[chosen])) / SECOND if chosen.any() else None

"""What `troth backtest` prints: one screen for whoever answers for the promises."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain, repeat
from textwrap import wrap
from typing import Any
from zoneinfo import ZoneInfo

from troth.checks.words import percent
from troth.cli.history_text import aligned
from troth.cli.streams import printable_lines
from troth.errors import counted
from troth.forecast.backtest.held import HOUR
from troth.report.backtest import words
from troth.report.words import duration_text, unparted

WIDTH = 100
LABEL = 10
BAR = 30


def backtest_text(result: Mapping[str, Any], zone: ZoneInfo) -> str:
    """The result for people; instants are told in a zone."""
    lines = [
        *_wrapped(f"{words.verdict(result)[1]}.", WIDTH),
        *setting(result, zone),
        "",
        *aligned(_table(result)),
        "",
        *_sentences(result),
    ]
    return printable_lines(lines)


def setting(result: Mapping[str, Any], zone: ZoneInfo) -> Iterator[str]:
    """What was learned from, and what was judged."""
    learned, judged = (
        f"{datetime.fromisoformat(result[key]).astimezone(zone):%Y-%m-%d %H:%M}"
        for key in ("train_until", "judge_at")
    )
    yield (
        f"{result['metric']}: {counted(result['trained_on'], 'case')} learned from as known "
        f"{learned}, {result['judged']:,} judged as known {judged}, {zone.key}"
    )
    facets = ", ".join(result["facets"]) or "nothing"
    yield f"told apart by {facets}; {words.way(result)}; in {words.clock(result)}"
    if result["comparison"]:
        yield _compared(result["comparison"])


def _compared(comparison: Mapping[str, Any]) -> str:
    """Why this method was taken."""
    if comparison["interval"] is None:
        return f"{comparison['cases']:,} later cases are too few to choose a method by"
    low, high = comparison["interval"]
    return (
        f"trees made {comparison['cases']:,} later cases likelier by {comparison['gain']:+.4f} "
        f"nats each ({low:+.4f} to {high:+.4f})"
    )


def _table(result: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    yield "said", "held", "95 % interval", "fell due", "promised", "median promise", ""
    for level in result["levels"]:
        yield (
            words.said(level["p"]),
            "none" if level["held"] is None else percent(level["held"]),
            _interval(level["interval"]),
            f"{level['due']:,}",
            percent(level["promisable"]),
            _hours(level["median_hours"]),
            _bar(level["p"], level["held"] or 0.0),
        )


def _interval(interval: list[float] | None) -> str:
    return "" if interval is None else f"{100 * interval[0]:.1f} to {percent(interval[1])}"


def _hours(hours: float | None) -> str:
    return "" if hours is None else duration_text(hours * HOUR)


def _bar(p: float, held: float) -> str:
    """What held as a bar, and a mark where it would be what was said."""
    cells = ["█" if cell < round(held * BAR) else "·" for cell in range(BAR)]
    cells.insert(round(p * BAR), "|")
    return "".join(cells)


def _sentences(result: Mapping[str, Any]) -> Iterator[str]:
    yield from _labelled("promised", words.promisable(words.main_level(result)))
    yield from _labelled("worst", f"{words.worst_month(result)} {words.worst_group(result)}")
    yield from _labelled("control", words.control(result))
    yield from _labelled("company", " ".join(words.company(result)))
    if result["kept_odds"] is not None:
        yield from _labelled("kept odds", words.kept_odds(result))
    if result["warning"]:
        yield from _labelled("warnings", _warnings(result))
    yield from _labelled(
        "leaks", " ".join(words.leaks(result)) or "No column gives an ending away."
    )


def _warnings(result: Mapping[str, Any]) -> str:
    """By progress where the history has events, else by odds."""
    return f"{words.half_gone(result)} {words.queue(words.queues(result)[-1])}"


def _labelled(label: str, text: str) -> list[str]:
    lines = _wrapped(text, WIDTH - LABEL)
    labels = chain([label], repeat(""))
    return [f"{name:<{LABEL}}{line}" for name, line in zip(labels, lines, strict=False)]


def _wrapped(text: str, width: int) -> list[str]:
    """Lines that part no number from its unit."""
    return [line.replace("\u00a0", " ") for line in wrap(unparted(text), width)]

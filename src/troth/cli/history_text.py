"""What `troth history` prints."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from troth.cli.streams import printable_json, printable_lines

if TYPE_CHECKING:
    from troth.history.importing import Imported

_COMPARED = {
    "instant": "compared by the instant",
    "day": "compared by calendar day",
    "label": "kept as the source's label says",
}
_MOST_GROUPS = 50
_MOST_KINDS = 20


def imported_text(imported: "Imported") -> str:
    """Counts of an import, with the first rejects, every kind of anomaly, and the events."""
    facts = imported.facts
    rejects = sum(facts.rejects.values())
    lines = [
        f"{imported.path}: {facts.cases:,} cases of {facts.metric} from {facts.rows_read:,} rows",
        f"rejects: {rejects:,}" + (f", all in {imported.rejects_path}" if rejects else ""),
        *_counted(facts.rejects.items()),
    ]
    if rejects:
        lines += ["  first:", *(f"    {reject}" for reject in imported.first_rejects)]
    anomalies = sum(facts.anomalies.values())
    lines += [f"anomalies: {anomalies:,}" + (", left in as they stand" if anomalies else "")]
    lines += [*_counted(facts.anomalies.items()), *_events(imported)]
    return printable_lines(lines)


def _events(imported: "Imported") -> Iterable[str]:
    events = imported.facts.events
    if events is None:
        return
    yield f"events: {events.count:,}, in {imported.events_path}"
    largest = sorted(events.kinds.items(), key=lambda entry: (-entry[1], entry[0]))
    yield from _counted(largest[:_MOST_KINDS])
    more = len(largest) - _MOST_KINDS
    if more > 0:
        yield f"  and of {more:,} more kinds"


def as_json(statement: dict[str, Any]) -> str:
    """One object, readable."""
    return printable_json(json.dumps(statement, indent=2, ensure_ascii=False))


def statement_text(statement: dict[str, Any], zone: ZoneInfo) -> str:
    """The statement for people."""
    at = datetime.fromisoformat(statement["as_of"]).astimezone(zone)
    grace = statement["grace_seconds"]
    lines = [
        f"{statement['metric']}, as of {at:%Y-%m-%d %H:%M:%S} {zone.key}",
        _COMPARED[statement["compare"]] + (f", with {_span(grace)} of grace" if grace else ""),
        "",
        *aligned(_rows(statement), notes=True),
    ]
    if "groups" in statement:
        lines += ["", *aligned(_table(statement["by"], statement["groups"]))]
        more = len(statement["groups"]) - _MOST_GROUPS
        lines += [f"and {more:,} more; --format json has all"] if more > 0 else []
    return printable_lines(lines)


def _rows(statement: dict[str, Any]) -> Iterable[Sequence[str]]:
    yield "cases", f"{statement['cases']:,}", ""
    yield "promised", f"{statement['promised']:,}", ""
    yield "  kept", f"{statement['kept']:,}", _share(statement)
    for outcome in ("broken", "pending", "withdrawn"):
        if outcome in statement:
            yield f"  {outcome}", f"{statement[outcome]:,}", ""
    yield "no promise", f"{statement['no_promise']:,}", ""
    yield "never ended", f"{statement['never_ended']:,}", "counted above as well"
    yield "median promised", _span(statement["median_promised_seconds"]), ""
    yield "median actual", _span(statement["median_actual_seconds"]), ""
    yield "rejects", f"{statement['rejects']:,}", ""
    yield "anomalies", f"{statement['anomalies']:,}", ""


def _table(by: str, groups: list[dict[str, Any]]) -> Iterable[Sequence[str]]:
    yield by, "cases", "promised", "kept", "broken", "kept %", "median actual"
    for group in groups[:_MOST_GROUPS]:
        share = group["kept_share"]
        yield (
            "(none)" if group[by] is None else group[by],
            *(f"{group[key]:,}" for key in ("cases", "promised", "kept", "broken")),
            "" if share is None else f"{share:.1%}".removesuffix("%"),
            _span(group["median_actual_seconds"]),
        )


def aligned(rows: Iterable[Sequence[str]], *, notes: bool = False) -> list[str]:
    """The first column to the left and numbers to the right, notes in the last one to the left."""
    table = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lefts = {0, len(widths) - 1} if notes else {0}
    return [
        "  ".join(
            cell.ljust(width) if position in lefts else cell.rjust(width)
            for position, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def _share(statement: dict[str, Any]) -> str:
    if statement["kept_share"] is None:
        return ""
    share, low, high = (
        f"{100 * statement[key]:.2f}" for key in ("kept_share", "kept_low", "kept_high")
    )
    return f"{share} % of kept and broken (95 %: {low} to {high})"


def _span(seconds: float | None) -> str:
    if seconds is None:
        return "none"
    span = timedelta(seconds=abs(round(seconds)))
    hours, rest = divmod(span.seconds, 3600)
    parts = ((span.days, "d"), (hours, "h"), (rest // 60, "min"), (rest % 60, "s"))
    shown = [f"{number} {unit}" for number, unit in parts if number][:2]
    return ("-" if seconds < 0 else "") + (" ".join(shown) or "0 s")


def _counted(counts: Iterable[tuple[str, int]]) -> list[str]:
    return [f"  {count:,}  {what}" for what, count in counts]

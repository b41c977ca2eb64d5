"""What `troth warn` prints."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from troth.cli.streams import printable_lines, short
from troth.findings import instant_text
from troth.forecast.likelihood import percent
from troth.forecast.warn import Warned, Warnings

_HOUR, _DAY = 3_600, 86_400


def warnings_json(found: Warnings, top: int) -> dict[str, Any]:
    """JSON values; instants in UTC."""
    return {
        "at": instant_text(found.at),
        "open": len(found.warned),
        "overdue": found.overdue,
        "later": found.later,
        "no_promise": found.no_promise,
        "known_by": dict(found.known_by),
        "fixed_rule": {"volume": found.volume},
        "warnings": [_as_json(rank, one) for rank, one in enumerate(found.warned[:top], 1)],
    }


def _as_json(rank: int, one: Warned) -> dict[str, Any]:
    return {
        "rank": rank,
        "case": one.case,
        "metric": one.metric,
        "started_at": instant_text(one.started_at),
        "due": instant_text(one.due),
        "lead_seconds": round(one.lead_seconds, 3),
        "break_odds": round(one.break_odds, 6),
        "harm": one.harm,
        "weight": round(one.weight, 6),
        "fixed_rule": one.fixed_rule,
        "n": one.n,
        "groups": [{"name": group.name, "n": group.n} for group in one.groups],
    }


def warnings_text(found: Warnings, top: int, zone: ZoneInfo) -> str:
    """A table of the first promises, with what the rule of thumb would say."""
    known = "; ".join(f"{metric}: {text}" for metric, text in found.known_by.items())
    lines = [
        f"open promises as of {_when(found.at, zone)} {zone.key}, the first to look at on top",
        f"({known})",
        "",
    ]
    if found.warned:
        lines += ["   breaks   due                    left  case  (comparable cases)"]
        lines += [_line(one, zone) for one in found.warned[:top]]
        if len(found.warned) > top:
            lines += [f"... and {len(found.warned) - top:,} more; --top shows more"]
    else:
        lines += ["nothing is open that was promised and is not yet due"]
    return printable_lines([*lines, "", *_footing(found)])


def _line(one: Warned, zone: ZoneInfo) -> str:
    rule = "*" if one.fixed_rule else " "
    return (
        f"{percent(one.break_odds):>9}{rule}  {_when(one.due, zone)}  {_span(one.lead_seconds):>8}"
        f"  {short(one.case)}  ({_comparable(one)})"
    )


def _comparable(one: Warned) -> str:
    """Their group, by all that tells it apart, and how many there are."""
    names = [short(group.name) for group in one.groups[1:]] or ["everybody"]
    return f"{', '.join(names)}: {one.n:,}"


def _footing(found: Warnings) -> list[str]:
    same = sum(one.fixed_rule for one in found.warned[: found.volume])
    lines = [f"{len(found.warned):,} open, {found.overdue:,} overdue already"]
    if found.no_promise:
        lines += [f"{found.no_promise:,} open without a promise"]
    if found.later:
        lines += [f"{found.later:,} open, due later than was asked for; --ahead shows them"]
    if found.volume:
        lines += [_rule_of_thumb(found.volume, same)]
    return lines


def _rule_of_thumb(volume: int, same: int) -> str:
    return (
        f"* three quarters of its time are gone: {volume:,} of them, {same:,} of which are among "
        f"the first {volume:,} here"
    )


def _when(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%a %d %b %Y %H:%M}"


def _span(seconds: float) -> str:
    if seconds >= 2 * _DAY:
        return f"{seconds / _DAY:.0f} d"
    if seconds >= 2 * _HOUR:
        return f"{seconds / _HOUR:.0f} h"
    return f"{max(seconds, 0) / 60:.0f} min"

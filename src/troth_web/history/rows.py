"""Promises as rows of a history's source: instants, what became of them, what tells them apart."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa

from troth.history.mapping import Hours, Kept, Label, Withdrawn
from troth.history.mapping import Mapping as Reading
from troth.playbook import Playbook
from troth.promises.outcomes import kept_by_first_date
from troth.promises.promise import Promise, Stage

INSTANT = pa.timestamp("us", "UTC")
#: What a history calls the event, and when it was first so.
EVENTS = ("told", "changed", "paused", "resumed", "reopened")
_OWN = ("team",)


def facets_of(playbook: Playbook | None) -> tuple[str, ...]:
    """Names by which cases can be told apart: those whose values the playbook lists, and the team.

    Any other facet names one thing, such as an order: nothing can be learned from it.
    """
    declared = tuple(playbook.facets) if playbook else ()
    return (*declared, *(name for name in _OWN if name not in declared))


def schema(facets: Iterable[str]) -> pa.Schema:
    """The columns of a source."""
    fields: list[tuple[str, Any]] = [("case_id", pa.string())]
    fields += [(f"{name}_at", INSTANT) for name in ("started", "promised", "ended", *EVENTS)]
    fields += [("ending", pa.string()), ("kept", pa.string())]
    fields += [(f"facet_{name}", pa.string()) for name in facets]
    return pa.schema(fields)


def counts(promise: Promise) -> bool:
    """Whether a promise is a case: something promised once, by us."""
    return promise.stage is Stage.PROMISED and not promise.is_duty and not promise.recurring


def row(promise: Promise, facets: Iterable[str], at: datetime) -> dict[str, Any]:
    """A case. Promised is the first date ever given; ended is when it was kept or withdrawn."""
    known = {"team": promise.promiser.id, **promise.facets}
    kept = kept_by_first_date(promise, at)
    pause = promise.pauses[0] if promise.pauses else None
    return {
        "case_id": promise.id,
        "started_at": promise.starts_at,
        "promised_at": promise.first_due,
        "ended_at": promise.kept_at or promise.withdrawn_at or promise.settled_at,
        "ending": "withdrawn" if promise.withdrawn_at and not promise.kept_at else None,
        "kept": None if kept is None else ("yes" if kept else "no"),
        "told_at": promise.told_at,
        "changed_at": promise.changes[0].at if promise.changes else None,
        "paused_at": pause.start if pause else None,
        "resumed_at": pause.end if pause else None,
        "reopened_at": promise.reopened_at[0] if promise.reopened_at else None,
        **{f"facet_{name}": known.get(name) for name in facets},
    }


def reading(metric: str, playbook: Playbook | None, facets: Iterable[str]) -> Reading:
    """How a source is read as a history."""
    settled = bool(playbook and _settled(playbook, metric))
    hours = _hours(playbook, metric) if playbook else None
    events: Mapping[str, Any] = {name: f"{name}_at" for name in EVENTS}
    return Reading.model_validate(
        {
            "metric": metric,
            "zone": hours.timezone if hours else "UTC",
            "case": "case_id",
            "started": "started_at",
            "promised": "promised_at",
            "ended": "ended_at",
            "withdrawn": Withdrawn(column="ending", values=["withdrawn"]),
            "label": Label(column="kept", kept=["yes"], broken=["no"]),
            "facets": {name: f"facet_{name}" for name in facets},
            "kept": Kept(compare="label" if settled else "instant"),
            "calendar": hours,
            "formulas": "text",
            "events": [events],
        }
    )


def _settled(playbook: Playbook, metric: str) -> bool:
    """Whether somebody's verdict says what was kept."""
    declared = playbook.metrics.get(metric)
    return declared is not None and declared.settled_by is not None


def _hours(playbook: Playbook, metric: str) -> Hours | None:
    """The hours of the one calendar by which the metric is promised, where they are plain."""
    found = {
        standard.calendar or playbook.teams[standard.team].calendar
        for standard in playbook.standards.values()
        if standard.metric == metric and standard.team in playbook.teams
    }
    declared = playbook.calendars.get(found.pop() or "") if len(found) == 1 else None
    if declared is None or not declared.hours or not declared.timezone or declared.exceptions:
        return None
    return Hours(hours=declared.hours, timezone=declared.timezone, holidays=declared.holidays)

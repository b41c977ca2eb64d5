"""From a batch of somebody's columns to the columns of a history."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from troth.clock.calendar import Calendar
from troth.history.arrays import MISSING, Flags, Instants, Numbers
from troth.history.business_reading import business_reading
from troth.history.columns import as_text, case_ids, numbers
from troth.history.event_recorder import EventRecorder
from troth.history.facts import STARTED_BUSINESS
from troth.history.joins import SideTable
from troth.history.mapping import Mapping
from troth.history.moments import MomentReader
from troth.history.rejects import Reasons, Rejects
from troth.history.repeats import Repeats
from troth.history.tables import Batch

INSTANT = pa.timestamp("us", "UTC")

ENDED_BEFORE_START = "ended before it started"
PROMISED_BEFORE_START = "promised for before it started"
WITHDRAWN_WITH_ENDING = "withdrawn, yet with an ending"
REPEATED_CASE = "case id seen before"


class Converter:
    """Turns batches into cases one after another, and counts what looks wrong on the way."""

    def __init__(
        self,
        mapping: Mapping,
        sides: Sequence[SideTable],
        rejects: Rejects,
        calendar: Calendar | None,
        events: EventRecorder | None,
    ) -> None:
        self.schema = _schema(mapping)
        #: Rows that were read as they stand and look wrong.
        self.anomalies: Counter[str] = Counter()
        #: The latest instant at which something happened, or `MISSING`.
        self.latest_us = MISSING
        self._mapping = mapping
        self._sides = sides
        self._rejects = rejects
        self._calendar = calendar
        self._events = events
        self._repeats = Repeats()

    def cases(self, batch: Batch) -> pa.RecordBatch:
        """The cases of one batch; rows that cannot be read go to the rejects."""
        for side in self._sides:
            batch = side.beside(batch)
        reasons = self._rejects.reasons(batch)
        ids = case_ids(batch, self._mapping.case)
        reasons.add(~np.asarray(ids.is_valid()), "case: is empty")
        moments = MomentReader(self._mapping, batch, reasons).read()
        reasons.add(moments["started"] == MISSING, "started: is empty")
        nothing = np.full(len(batch), MISSING)
        moments = {"promised": nothing, "ended": nothing} | moments
        withdrawn = self._withdrawn(batch)
        columns = {
            "case_id": ids,
            "metric": pa.array([self._mapping.metric] * len(batch), pa.string()),
            **{f"{name}_at": _instants(us) for name, us in moments.items()},
            "ending": _endings(moments["ended"], withdrawn),
            "label_kept": self._labels(batch, reasons),
            **self._facets(batch),
            **self._numbers(batch, reasons),
            **self._business_time(moments),
        }
        good = reasons.good()
        self._count(moments, withdrawn, good)
        whole = pa.record_batch([columns[name] for name in self.schema.names], schema=self.schema)
        chosen = whole if good.all() else whole.filter(pa.array(good))
        hashes = self._repeats.add(chosen["case_id"])
        if self._events:
            self._events.add(batch, moments, good, chosen["case_id"], hashes)
        return chosen

    def all_anomalies(self) -> dict[str, int]:
        """Counts by kind, those of repeated ids and of events included; asked once, at the end."""
        counts = self.anomalies + Counter({REPEATED_CASE: self._repeats.count()})
        if self._events:
            counts += self._events.anomalies
        return dict(sorted(counts.items()))

    def _withdrawn(self, batch: Batch) -> Flags:
        rule = self._mapping.withdrawn
        if rule is None:
            return np.zeros(len(batch), bool)
        column = as_text(batch.columns[rule.column])
        return np.asarray(pc.is_in(column, value_set=pa.array(rule.values)))

    def _labels(self, batch: Batch, reasons: Reasons) -> pa.Array:
        label = self._mapping.label
        if label is None:
            return pa.nulls(len(batch), pa.bool_())
        column = as_text(batch.columns[label.column])
        kept = pc.is_in(column, value_set=pa.array(label.kept))
        broken = pc.is_in(column, value_set=pa.array(label.broken))
        said = pc.or_(kept, broken)
        unknown = np.asarray(pc.and_(column.is_valid(), pc.invert(said)))
        reasons.add(unknown, "label: is neither among kept nor among broken", column)
        return pc.if_else(said, kept, None)

    def _facets(self, batch: Batch) -> dict[str, pa.Array]:
        facets = self._mapping.facets
        return {
            facet_column(name): as_text(batch.columns[column]) for name, column in facets.items()
        }

    def _numbers(self, batch: Batch, reasons: Reasons) -> dict[str, pa.Array]:
        wanted = {"rating": self._mapping.rating, "value": self._mapping.value}
        found = {}
        for name, column_name in wanted.items():
            if column_name is None:
                found[name] = pa.nulls(len(batch), pa.float64())
                continue
            column = as_text(batch.columns[column_name])
            values, usable = numbers(column)
            reasons.add(np.asarray(column.is_valid()) & ~usable, f"{name}: is no number", column)
            found[name] = pa.array(values, mask=~usable)
        return found

    def _business_time(self, moments: dict[str, Instants]) -> dict[str, pa.Array]:
        if self._calendar is None:
            return {}
        started, ended = moments["started"], moments["ended"]
        counted = (started != MISSING) & (ended != MISSING) & (ended >= started)
        seconds: Numbers = np.zeros(len(started), np.float64)
        readings = business_reading(self._calendar, started)
        spans = self._calendar.elapsed_many(
            started[counted].view("datetime64[us]"), ended[counted].view("datetime64[us]")
        )
        seconds[counted] = spans / np.timedelta64(timedelta(seconds=1))
        return {
            "elapsed_business_seconds": pa.array(seconds, mask=~counted),
            STARTED_BUSINESS: pa.array(readings, mask=started == MISSING),
        }

    def _count(self, moments: dict[str, Instants], withdrawn: Flags, good: Flags) -> None:
        started, promised, ended = (moments[name] for name in ("started", "promised", "ended"))
        has_end = good & (ended != MISSING)
        self.anomalies[ENDED_BEFORE_START] += int((has_end & (ended < started)).sum())
        self.anomalies[WITHDRAWN_WITH_ENDING] += int((has_end & withdrawn).sum())
        early = good & (promised != MISSING) & (promised < started)
        self.anomalies[PROMISED_BEFORE_START] += int(early.sum())
        happened = np.maximum(started, ended)[good]
        self.latest_us = max(self.latest_us, int(happened.max(initial=MISSING)))


def facet_column(name: str) -> str:
    """The column that holds a facet."""
    return f"facet_{name}"


def _schema(mapping: Mapping) -> pa.Schema:
    fields = [("case_id", pa.string()), ("metric", pa.string())]
    fields += [(f"{name}_at", INSTANT) for name in ("started", "promised", "ended")]
    fields += [("ending", pa.string()), ("label_kept", pa.bool_())]
    fields += [(facet_column(name), pa.string()) for name in mapping.facets]
    fields += [("rating", pa.float64()), ("value", pa.float64())]
    if mapping.calendar:
        fields.append(("elapsed_business_seconds", pa.float64()))
        fields.append((STARTED_BUSINESS, pa.float64()))
    return pa.schema(fields)


def _instants(us: Instants) -> pa.Array:
    return pa.array(us, pa.int64(), mask=us == MISSING).cast(INSTANT)


def _endings(ended: Instants, withdrawn: Flags) -> pa.Array:
    done = pc.if_else(pa.array(ended != MISSING), "done", None)
    return pc.if_else(pa.array(withdrawn), "withdrawn", done)

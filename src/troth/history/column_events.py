"""Events that columns of a case's own row tell."""

from collections import Counter
from collections.abc import Mapping as Dict

import numpy as np

from troth.history.arrays import MISSING, Codes, Flags, Instants
from troth.history.found_events import FoundEvents, UnreadEvents
from troth.history.kinds import Kinds
from troth.history.mapping import Mapping
from troth.history.moments import MomentReader
from troth.history.tables import Batch


class ColumnReader:
    """Reads the columns that a mapping names."""

    def __init__(self, mapping: Mapping, kinds: Kinds, unread: Counter[str]) -> None:
        self._mapping = mapping
        self._kinds = kinds
        self._unread = unread

    def found(self, batch: Batch, moments: Dict[str, Instants], good: Flags) -> FoundEvents:
        """The events of the good rows of a batch, numbered from 0."""
        rows: Codes = np.cumsum(good) - 1
        parts = []
        for (_, kind), instant in self._mapping.column_events.items():
            reader = MomentReader(self._mapping, batch, UnreadEvents(self._unread, good))
            at = reader.one(f"event {kind}", instant, moments)
            there = np.flatnonzero(good & (at != MISSING))
            codes = np.full(len(there), self._kinds.code(kind))
            parts.append(FoundEvents(rows[there], at[there], codes))
        return FoundEvents.together(parts)

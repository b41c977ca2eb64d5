"""What is kept in memory of each case until all its events are known."""

from functools import cached_property

import numpy as np
import pyarrow as pa

from troth.history.arrays import Codes, Flags, Instants
from troth.history.text_hashes import Hashes


class HeldCases:
    """Cases in the order of the history."""

    def __init__(self) -> None:
        self._ids: list[pa.Array] = []
        self._hashes: list[Hashes] = [np.zeros(0, np.uint64)]
        self._started: list[Instants] = [np.zeros(0, np.int64)]

    def add(self, ids: pa.Array, hashes: Hashes, started: Instants) -> None:
        """Keep some more."""
        self._ids.append(ids)
        self._hashes.append(hashes)
        self._started.append(started)

    def __len__(self) -> int:
        return sum(map(len, self._ids))

    @cached_property
    def started(self) -> Instants:
        """UTC microseconds."""
        return np.concatenate(self._started)

    def ids(self, start: int, end: int) -> pa.Array:
        """The ids from one row up to another."""
        whole = pa.chunked_array(self._ids, pa.string())
        return whole.slice(start, end - start).combine_chunks()

    def rows(self, hashes: Hashes) -> tuple[Codes, Flags]:
        """The rows of known ids, and which ids are known: a case may have been rejected."""
        sorted_hashes, by_hash = self._by_hash
        positions = np.searchsorted(sorted_hashes, hashes)
        positions = np.minimum(positions, len(sorted_hashes) - 1)
        known = sorted_hashes[positions] == hashes
        return by_hash[positions[known]], known

    @cached_property
    def _by_hash(self) -> tuple[Hashes, Codes]:
        hashes = np.concatenate(self._hashes)
        by_hash = np.argsort(hashes, kind="stable")
        return hashes[by_hash], by_hash

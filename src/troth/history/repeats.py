"""How many case ids were seen before, in eight bytes per case."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_LONGEST = 1 << 13


class Repeats:
    """Counts equal texts by a hash of each.

    The hash is the sum of random weights by position and byte, modulo 2**64: two different texts
    share it with a probability of about 2**-56 (multilinear hashing, Carter and Wegman 1979). The
    weights come from a fixed seed, so the count is the same on every run.
    """

    def __init__(self) -> None:
        numbers = np.random.default_rng(20_130_101)
        self._weights = numbers.integers(0, 1 << 64, _LONGEST, np.uint64) | np.uint64(1)
        self._hashes: list[NDArray[np.uint64]] = []

    def add(self, ids: pa.Array) -> None:
        """Take note of some ids, none of them null or empty."""
        _, offsets, data = ids.buffers()
        starts = np.frombuffer(offsets, np.int32)[ids.offset : ids.offset + len(ids) + 1]
        if not len(ids):
            return
        text = np.frombuffer(data, np.uint8)[starts[0] : starts[-1]].astype(np.uint64)
        starts = starts - starts[0]
        position = np.arange(len(text)) - np.repeat(starts[:-1], np.diff(starts))
        weighed = (text + np.uint64(1)) * self._weights[np.minimum(position, _LONGEST - 1)]
        self._hashes.append(np.add.reduceat(weighed, starts[:-1]))

    def count(self) -> int:
        """How many ids came after an equal one; asked once, at the end."""
        if not self._hashes:
            return 0
        hashes = np.concatenate(self._hashes)
        self._hashes.clear()
        hashes.sort()
        return int((hashes[1:] == hashes[:-1]).sum())

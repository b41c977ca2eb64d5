"""A number for each text of a column, the same for equal texts."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_LONGEST = 1 << 13
# From a fixed seed, so that hashes are the same on every run.
_RANDOM = np.random.default_rng(20_130_101)
_WEIGHTS = _RANDOM.integers(0, 1 << 64, _LONGEST, np.uint64) | np.uint64(1)


def text_hashes(texts: pa.Array) -> Hashes:
    """The hash of each text, 0 where it is null or empty.

    It is the sum of random weights by position and byte, modulo 2**64: two different texts share
    it with a probability of about 2**-56 (multilinear hashing, Carter and Wegman 1979).
    """
    hashes: Hashes = np.zeros(len(texts), np.uint64)
    if not len(texts):
        return hashes
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    lengths = np.diff(ends)
    if not lengths.any():
        return hashes
    text = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]].astype(np.uint64)
    starts = ends[:-1] - ends[0]
    position = np.arange(len(text)) - np.repeat(starts, lengths)
    weighed = (text + np.uint64(1)) * _WEIGHTS[np.minimum(position, _LONGEST - 1)]
    hashes[lengths > 0] = np.add.reduceat(weighed, starts[lengths > 0])
    # What lies under a null is no text.
    hashes[~np.asarray(texts.is_valid())] = 0
    return hashes

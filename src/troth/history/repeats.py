"""How many case ids were seen before, in eight bytes per case."""

import numpy as np
import pyarrow as pa

from troth.history.text_hashes import Hashes, text_hashes


class Repeats:
    """Counts equal ids by a hash of each."""

    def __init__(self) -> None:
        self._hashes: list[Hashes] = []

    def add(self, ids: pa.Array) -> Hashes:
        """Take note of some ids, none of them null or empty; returns their hashes."""
        hashes = text_hashes(ids)
        self._hashes.append(hashes)
        return hashes

    def count(self) -> int:
        """How many ids came after an equal one; asked once, at the end."""
        if not self._hashes:
            return 0
        hashes = np.concatenate(self._hashes)
        self._hashes.clear()
        hashes.sort()
        return int((hashes[1:] == hashes[:-1]).sum())

"""Rate limits: a bucket of tokens for each key, and one for each address that fails to sign in."""

import threading
from collections import OrderedDict
from math import ceil


class Buckets:
    """Token buckets by name: each holds a minute's worth, and fills steadily.

    They live in this process. With several processes each has its own, so that a caller gets up
    to so many times the limit; what a key may write in an hour is counted in the database.
    """

    #: Names remembered; of more, the one that asked longest ago begins anew.
    MOST = 50_000

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._turn = threading.Lock()

    def wait(self, name: str, now: float, cost: float = 1.0) -> int:
        """Take a token; 0, or the seconds until there is one, in which case none is taken.

        Args:
            name: whose bucket.
            now: seconds of a clock that does not jump.
            cost: tokens to take; 0 only looks whether there is one.
        """
        if not self._per_minute:
            return 0
        with self._turn:
            left = self._filled(name, now)
            if left < 1.0:
                return ceil((1.0 - left) * 60 / self._per_minute)
            self._left[name] = (left - cost, now)
            self._left.move_to_end(name)
            if len(self._left) > self.MOST:
                self._left.popitem(last=False)
            return 0

    def _filled(self, name: str, now: float) -> float:
        left, since = self._left.get(name, (float(self._per_minute), now))
        return min(self._per_minute, left + (now - since) * self._per_minute / 60)

"""Turns: a lock that is given in the order in which it was asked for."""

import threading
from collections import defaultdict, deque


class Turns:
    """A fair lock. It belongs to no thread: who took a turn says when it is over."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for a turn, at most so long; whether it came."""
        with self._mutex:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return True
        with self._mutex:
            # The turn may have come between the end of waiting and here.
            if mine.is_set():
                return True
            self._waiting.remove(mine)
            return False

    def end(self) -> None:
        """End the turn; who waited longest has the next one."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_turns: defaultdict[str, Turns] = defaultdict(Turns)
_making = threading.Lock()


def turns(name: str) -> Turns:
    """The one lock of this process for a database file."""
    with _making:
        return _turns[name]

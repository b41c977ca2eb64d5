"""A process that answers for a server ends when the server does, also where that was killed."""

import ctypes
import os
import signal
import sys

#: Linux: the signal that a process is sent when its parent ends.
_PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int) -> None:
    """Let this process be told to stop when its parent is gone; on Linux alone.

    Elsewhere it goes on, and keeps the lock of the database, so that no second server starts.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        # It was gone before it could be asked for.
        os.kill(os.getpid(), signal.SIGTERM)

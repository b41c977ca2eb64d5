"""Whatever the lab starts ends with it, however it ends, but for a kill."""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading

from lab.nursery import Born

_living: set[int] = set()


def begun(process: "subprocess.Popen[bytes] | Born") -> None:
    """Remember a process that leads a session of its own."""
    if not _living:
        atexit.register(_end)
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    _living.add(process.pid)


def over(process: "subprocess.Popen[bytes] | Born") -> None:
    """Forget one that ended."""
    _living.discard(process.pid)


def _end() -> None:
    for session in _living:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(session, signal.SIGKILL)

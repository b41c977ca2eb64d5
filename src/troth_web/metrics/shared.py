"""A folder in which the processes of one server add up what they count."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

#: prometheus-client reads it when it is first imported.
_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


@contextmanager
def added_up(processes: int) -> Iterator[None]:
    """Let several processes share a folder while the block runs, unless one is named already."""
    if processes < 2 or os.environ.get(_FOLDER):
        yield
        return
    with TemporaryDirectory(prefix="troth-metrics-") as folder:
        os.environ[_FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[_FOLDER]

"""Records on disk, for what is too much to hold in memory."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Bytes that are read together.
_TOGETHER = 4 << 20

Records = NDArray[np.void]


class Spool:
    """Records of one kind, read in the order in which they came.

    The file has no name, so that nothing is left of it however the import ends; it lies in the
    folder of the output, for which the disk is meant.
    """

    def __init__(self, folder: Path, record: np.dtype[Any]) -> None:
        #: Bytes that it holds.
        self.size = 0
        self._record = record
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, records: Records) -> None:
        """Append some."""
        self._file.write(records.tobytes())
        self.size += records.nbytes

    def chunks(self) -> Iterator[Records]:
        """All of them, some at a time."""
        size = max(1, _TOGETHER // self._record.itemsize) * self._record.itemsize
        self._file.seek(0)
        while data := self._file.read(size):
            yield np.frombuffer(data, self._record)

    def whole(self) -> Records:
        """All of them."""
        self._file.seek(0)
        return np.frombuffer(self._file.read(), self._record)

"""Rows that a mapping cannot read: counted, and written to a file with row and reason."""

from collections import Counter
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from troth.history.arrays import Codes, Flags
from troth.history.cells import spreadsheet_safe
from troth.history.tables import Batch

#: Rejects that are shown; the file has all.
SHOWN = 3
_LONGEST_QUOTE = 80


class Reasons:
    """Why rows of one batch are rejected; the first reason of a row stays."""

    def __init__(self, batch: Batch, rejects: "Rejects") -> None:
        self._batch = batch
        self._rejects = rejects
        self._bad: Flags = np.zeros(len(batch), bool)

    def add(self, bad: Flags, reason: str, values: pa.Array | None = None) -> None:
        """Reject some rows, quoting each row's value where there is one."""
        fresh = np.flatnonzero(bad & ~self._bad)
        if len(fresh):
            quoted = None if values is None else values.take(pa.array(fresh))
            self._rejects.add(self._batch.file, self._batch.rows[fresh], reason, quoted)
            self._bad |= bad

    def good(self) -> Flags:
        """The rows that stay."""
        return ~self._bad


class Rejects:
    """Writes rejects to a file as they come; the file exists only when there are some."""

    def __init__(self, path: Path) -> None:
        self.reasons_counted: Counter[str] = Counter()
        #: The first rejects, in words.
        self.shown: list[str] = []
        self._path = path
        self._file: IO[bytes] | None = None

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def __len__(self) -> int:
        return self.reasons_counted.total()

    def reasons(self, batch: Batch) -> Reasons:
        """An empty list of reasons for one batch."""
        return Reasons(batch, self)

    def add(self, file: str, rows: Codes, reason: str, values: pa.Array | None = None) -> None:
        """Note some rows of a file, all for one reason, with the value of each."""
        texts = pa.repeat(reason, len(rows))
        if values is not None:
            texts = pc.binary_join_element_wise(texts, pa.scalar(": "), _quoted(values), "")
        self.reasons_counted[reason] += len(rows)
        self._show(file, rows, texts)
        # No reason of ours begins like a formula, but the name of a file can.
        files = pa.repeat(spreadsheet_safe(file), len(rows))
        table = pa.table({"file": files, "row": pa.array(rows), "reason": texts})
        options = csv.WriteOptions(include_header=self._file is None)
        if self._file is None:
            self._file = self._path.open("wb")
        csv.write_csv(table, self._file, options)

    def _show(self, file: str, rows: Codes, texts: pa.Array) -> None:
        for position in range(min(len(rows), SHOWN - len(self.shown))):
            self.shown.append(f"{file}: row {rows[position]}: {texts[position]}")


def _quoted(values: pa.Array) -> pa.Array:
    """Each value in quotes, on one line and not too long."""
    plain = pc.replace_substring_regex(values.cast(pa.string()), r"[\x00-\x1f]+", " ")
    short = pc.utf8_slice_codeunits(plain, 0, _LONGEST_QUOTE)
    return pc.binary_join_element_wise(pa.scalar("'"), short, pa.scalar("'"), "")

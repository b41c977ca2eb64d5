"""Kinds of events as numbers, in the order in which they turn up."""

import numpy as np
import pyarrow as pa

from troth.history.arrays import Codes
from troth.history.columns import as_text
from troth.history.errors import BadSourceError
from troth.history.tables import Batch

#: A column of more is no kind but an id or a remark.
MOST_KINDS = 1_000
MOST_CHARACTERS = 300

NO_KIND = -1


class Kinds:
    """The kinds of one import."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    @property
    def names(self) -> list[str]:
        """By code."""
        return list(self._codes)

    def code(self, kind: str) -> int:
        """The number of one kind."""
        return self._codes.setdefault(kind, len(self._codes))

    def codes(self, batch: Batch, name: str) -> Codes:
        """The number of each row's kind, `NO_KIND` where the cell is empty.

        Raises:
            BadSourceError: when the column holds what can be no kind.
        """
        encoded = as_text(batch.columns[name]).dictionary_encode()
        kinds = encoded.dictionary.to_pylist()
        if max(map(len, kinds), default=0) > MOST_CHARACTERS:
            longest = max(kinds, key=len)
            raise BadSourceError(
                f"{batch.file}: column '{name}': a kind of event of {len(longest)} characters, "
                f"{longest[:40]!r}...; at most {MOST_CHARACTERS} can be one"
            )
        known = np.array([self.code(kind) if kind else NO_KIND for kind in kinds] + [NO_KIND])
        if len(self._codes) > MOST_KINDS:
            raise BadSourceError(
                f"{batch.file}: column '{name}': more than {MOST_KINDS:,} kinds of events; name "
                "a column that has one of few words in each row"
            )
        positions = encoded.indices.fill_null(pa.scalar(len(kinds), encoded.indices.type))
        codes: Codes = known[np.asarray(positions)]
        return codes

"""Entries in batches that fit in memory, also where files come with them."""

from collections.abc import Iterator

from troth.promises.store import Sealed

#: Bytes of files after which a batch ends.
MOST_BYTES = 50_000_000


def next_batch(entries: Iterator[Sealed], most: int) -> list[Sealed]:
    """The next entries, `most` of them or fewer; empty at the end.

    Args:
        entries: read no further than the batch goes.
        most: how many.
    """
    batch: list[Sealed] = []
    size = 0
    while len(batch) < most and size < MOST_BYTES:
        found = next(entries, None)
        if found is None:
            break
        batch.append(found)
        size += len(found.file or b"")
    return batch

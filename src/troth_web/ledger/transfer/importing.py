"""Taking over the entries of an export, with every hash as it was.

An entry that is there already is passed over. So an import that was broken off is finished by
importing again, and one that is done again changes nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from troth.promises.hashing import hash_of
from troth.promises.store import Sealed, Store
from troth_web.ledger.batches import next_batch
from troth_web.ledger.transfer import attached
from troth_web.ledger.transfer.exporting import Format, form, manifest_of, sha256_of
from troth_web.ledger.transfer.lines import BadEntryError

#: Entries that are written in one transaction.
BATCH = 5_000

Progress = Callable[[int], None]


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did."""

    #: Entries in the file.
    entries: int
    #: Of these, how many were new here.
    new: int


def take_over(store: Store, source: Path, progress: Progress | None = None) -> Imported:
    """Add the entries of an export to a store, in their order.

    Args:
        store: of any engine; it may hold some of the entries already.
        source: the folder of an export, or its file of entries alone.
        progress: told how many entries were read.

    Raises:
        BadEntryError: the export is not whole, was changed, or a line is not an entry.
        TrothError: the store refuses an entry, as a chain does not hold.
    """
    entries = _checked(_entries(source))
    read = new = 0
    while batch := next_batch(entries, BATCH):
        new += store.add(batch)
        read += len(batch)
        if progress:
            progress(read)
    return Imported(entries=read, new=new)


def _entries(source: Path) -> Iterator[Sealed]:
    if not source.is_dir():
        reader: Iterator[Sealed] = form(_format_of(source)).read(source)
        return reader
    manifest = manifest_of(source)
    path = source / Path(str(manifest.get("file"))).name
    if not path.is_file() or sha256_of(path) != manifest.get("sha256"):
        raise BadEntryError(str(path), "this is not the file that the manifest speaks of")
    attached.check_number(source, manifest)
    return attached.with_files(_entries(path), source)


def _checked(entries: Iterator[Sealed]) -> Iterator[Sealed]:
    """The entries, none of which says what was not written."""
    for number, sealed in enumerate(entries, start=1):
        if sealed.entry.hash != hash_of(sealed.entry):
            raise BadEntryError(
                f"entry {number}, {sealed.entry.id}", "its hash is not that of what it says"
            )
        yield sealed


def _format_of(path: Path) -> Format:
    name = path.name.removesuffix(".gz")
    if name.endswith(".parquet"):
        return "parquet"
    if name.endswith(".jsonl"):
        return "jsonl"
    raise BadEntryError(str(path), "the name of a file of entries ends in .jsonl or .parquet")

"""Opening a history: the figures of its file are checked before anything in it is read."""

from pathlib import Path
from typing import TYPE_CHECKING

from troth.history.errors import NotAHistoryError, listed
from troth.history.extra import require_arrow
from troth.history.facts import KEY, Facts
from troth.history.record import History, stamp

if TYPE_CHECKING:
    import pyarrow as pa

#: Those that are read of every history.
_COLUMNS = ("started_at", "promised_at", "ended_at", "ending", "label_kept")


def read(path: str | Path) -> History:
    """The history in a file; its columns are read when they are asked for.

    Raises:
        NotAHistoryError: for a file that `troth history import` did not write.
        MissingExtraError: without the extra `data`.
    """
    require_arrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = Path(path)
    if not path.is_file():
        is_other = "is a folder or a device" if path.exists() else "there is no such file"
        raise NotAHistoryError(f"{path}: {is_other}; 'troth history import' makes a history")
    try:
        opened = stamp(path)
        metadata = pq.read_metadata(path)
    except (pa.ArrowException, OSError):
        raise NotAHistoryError(
            f"{path}: is no Parquet file; 'troth history import MAPPING {path} -o ...' makes a "
            "history of it"
        ) from None
    said = (metadata.metadata or {}).get(KEY.encode())
    if said is None:
        raise NotAHistoryError(
            f"{path}: is Parquet, but no history; 'troth history import MAPPING {path} -o ...' "
            "makes one of it"
        )
    facts = Facts.from_json(said, str(path))
    wanted = {*_COLUMNS, *(f"facet_{facet}" for facet in facts.facets)}
    missing = wanted - set(metadata.schema.names)
    if missing:
        raise NotAHistoryError(f"{path}: lacks the columns {listed(sorted(missing))}")
    kinds = metadata.schema.to_arrow_schema()
    for name in sorted(wanted):
        kind = kinds.field(name).type
        if kind not in _kinds(name):
            raise NotAHistoryError(
                f"{path}: the column '{name}' holds {kind}; import the source again"
            )
    from troth.history.parquet_table import refuse_bomb

    refuse_bomb(path, metadata, metadata.schema.names)
    return History(path, facts, opened)


def _kinds(name: str) -> "tuple[pa.DataType, ...]":
    """What a column may hold; without a single value it holds nulls."""
    import pyarrow as pa

    if name.endswith("_at") and not name.startswith("facet_"):
        return (pa.timestamp("us", "UTC"), pa.null())
    if name == "label_kept":
        return (pa.bool_(), pa.null())
    return (pa.string(), pa.large_string(), pa.null())

"""The record of what happened to cases: imported from any CSV or Parquet, read by the column.

Importing this package is quick; reading and writing files needs the extra `data`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from troth.history.arrays import MISSING
from troth.history.arrivals import arrival_profile
from troth.history.business_reading import business_reading
from troth.history.errors import (
    BadOutputError,
    BadSourceError,
    InvalidMappingError,
    NotAHistoryError,
)
from troth.history.events import Events
from troth.history.extra import require_arrow
from troth.history.interval import wilson
from troth.history.opening import read
from troth.history.outcome import Cases, KeptRule, Outcomes, outcomes
from troth.history.record import History
from troth.history.statement import summary

if TYPE_CHECKING:
    from troth.history.importing import Imported

__all__ = [
    "MISSING",
    "BadOutputError",
    "BadSourceError",
    "Cases",
    "Events",
    "History",
    "InvalidMappingError",
    "KeptRule",
    "NotAHistoryError",
    "Outcomes",
    "arrival_profile",
    "business_reading",
    "import_history",
    "outcomes",
    "propose",
    "read",
    "summary",
    "wilson",
]


def import_history(
    mapping: str,
    sources: Sequence[Path],
    output: Path,
    progress: Callable[[int, int], None] | None = None,
) -> "Imported":
    """Write the history in some files to `output`, whole or not at all.

    Args:
        mapping: a built-in name, or the path of a YAML file.
        sources: files, or folders in which the mapping names its files.
        output: the Parquet file; rejects go to a CSV file beside it.
        progress: called with bytes read and bytes in all.

    Raises:
        InvalidMappingError: with every problem of the mapping.
        BadSourceError: for a file that cannot be imported as a whole, or without a single case.
        BadOutputError: when `output` cannot be written.
        MissingExtraError: without the extra `data`, or without the mapping's package.
    """
    require_arrow()
    from troth.history import importing, mapping_file

    loaded = mapping_file.load(mapping)
    if output.is_file() and Path(mapping).is_file() and output.samefile(mapping):
        raise BadOutputError(f"{output}: would overwrite the mapping; name another file")
    return importing.import_history(loaded, sources, output, progress)


def propose(path: Path) -> str:
    """The draft of a mapping for a CSV or Parquet file, with blanks for what no file can say.

    Raises:
        BadSourceError: for a file that cannot be read.
        MissingExtraError: without the extra `data`.
    """
    require_arrow()
    from troth.history import drafting

    return drafting.propose(path)

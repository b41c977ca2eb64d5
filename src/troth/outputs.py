"""Files that troth writes: whole or not at all, and never in the place of somebody's data."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from troth.errors import TrothError

#: How names of files end in which people keep what cannot be made again.
DATA = (".csv", ".gz", ".jsonl", ".parquet", ".yaml", ".yml", ".zip")
#: How Parquet begins, whatever its name.
PARQUET = b"PAR1"


class UnwritableError(TrothError):
    """An output that cannot be written, or not without the loss of something else."""

    def __init__(self, output: Path, reason: str | None) -> None:
        super().__init__(f"{output}: cannot be written: {reason}; name another file")


def write_text(text: str, output: Path) -> None:
    """Write text to a file, or to a device such as `/dev/stdout`.

    Raises:
        UnwritableError: for a folder, for a file that holds data, and where there is no space.
    """
    if output.is_dir():
        raise UnwritableError(output, "it is a folder")
    try:
        if _holds_data(output):
            raise UnwritableError(output, "it holds data, which would be lost")
        with draft_of(output) as draft:
            draft.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnwritableError(output, error.strerror) from None


@contextmanager
def draft_of(output: Path) -> Iterator[Path]:
    """A path to write to; what is there takes the place of the output when the context is left.

    What a link points to is written, and the link stays. A device is written to as it is.

    Raises:
        OSError: when that cannot be done; then the output is as it was.
    """
    if output.exists() and not output.is_file():
        yield output
        return
    final = output.resolve()
    if final.exists() and not os.access(final, os.W_OK):
        raise PermissionError(13, "Permission denied", str(output))
    draft = final.with_name(f".{final.name}.{os.getpid()}.draft")
    try:
        yield draft
        draft.replace(final)
    finally:
        draft.unlink(missing_ok=True)


def _holds_data(output: Path) -> bool:
    if not output.is_file() or not output.stat().st_size:
        return False
    if output.suffix.lower() in DATA:
        return True
    with output.open("rb") as file:
        return file.read(len(PARQUET)) == PARQUET

"""Quotes as lines of JSON, one each: appended, never rewritten."""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.forecast.errors import NotQuotesError
from troth.forecast.quote.model import Quote

if TYPE_CHECKING:
    from pydantic import TypeAdapter

#: Bytes of a line; a quote has some three thousand.
MOST_BYTES = 2**20


def as_json(quote: Quote) -> dict[str, Any]:
    """JSON values that `from_json` reads."""
    found: dict[str, Any] = _adapter().dump_python(quote, mode="json")
    return found


def save_quote(quote: Quote, path: Path) -> None:
    """Append a quote to a file of quotes, whole and on the disk when this returns, or not at all.

    Writers wait for each other, so that lines of two processes never mix.

    Raises:
        NotQuotesError: for a file that holds something else; it is left as it is.
        OSError: when it cannot be written.
    """
    import fcntl

    line = json.dumps(as_json(quote), ensure_ascii=False).encode() + b"\n"
    if path.exists() and not path.is_file():
        raise NotQuotesError(f"{path}: is no file; name a file such as quotes.jsonl")
    with path.open("ab+", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _check_ends(path)
        end = file.seek(0, os.SEEK_END)
        try:
            while line:
                line = line[file.write(line) :]
            os.fsync(file.fileno())
        except BaseException:
            # Half a line would keep all later quotes from being read.
            file.truncate(end)
            raise


def read_quotes(path: str | Path) -> tuple[Quote, ...]:
    """The quotes in a file that `save_quote` wrote, in the order in which they were given.

    Raises:
        NotQuotesError: for any other file, with the number of the line.
    """
    return tuple(_quotes(Path(path)))


def _quotes(path: Path) -> Iterator[Quote]:
    if not path.is_file():
        raise NotQuotesError(f"{path}: there is no such file; 'troth quote --save' makes it")
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(MOST_BYTES), b""), 1):
            yield from_line(line, f"{path}:{number}")


def from_line(line: bytes, where: str) -> Quote:
    """The quote of a line; `where` it stands is told in errors."""
    from pydantic import ValidationError

    if not line.endswith(b"\n"):
        raise NotQuotesError(f"{where}: the line is cut off; mend or remove it")
    try:
        said = json.loads(line)
        if isinstance(said, dict) and said.get("troth_quote", 1) != 1:
            raise NotQuotesError(
                f"{where}: was written by another version of troth (format "
                f"{said['troth_quote']}, this one reads 1); read it with that one"
            )
        return _adapter().validate_python(said, strict=False)
    except (ValidationError, ValueError, RecursionError):
        raise NotQuotesError(
            f"{where}: is no quote; right would be a line that 'troth quote --save' wrote"
        ) from None


def _check_ends(path: Path) -> None:
    """Look at the first and the last line of a file that is appended to."""
    with path.open("rb") as file:
        first = file.readline(MOST_BYTES)
        if not first:
            return
        from_line(first, f"{path}:1")
        file.seek(max(path.stat().st_size - MOST_BYTES, 0))
        last = file.read().splitlines(keepends=True)[-1]
        from_line(last, f"{path}: last line")


@cache
def _adapter() -> "TypeAdapter[Quote]":
    from pydantic import TypeAdapter

    return TypeAdapter(Quote)

"""Engines that count, and what they do not call by one name."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from troth.errors import MissingExtraError
from troth.forecast.errors import ForecastError

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa
    from ibis.backends import BaseBackend

#: What DuckDB may hold in memory before it uses the disk.
MEMORY = "2GiB"
#: The function that gives microseconds since 1970 UTC, by engine.
MICROS = {"duckdb": "epoch_us", "pyspark": "unix_micros"}


def require_engine() -> None:
    """Raise MissingExtraError without the extra `scale`."""
    if find_spec("ibis") is None or find_spec("duckdb") is None:
        raise MissingExtraError("counting in an engine", "scale")


@contextmanager
def duckdb(memory: str = MEMORY, threads: int | None = None) -> "Iterator[BaseBackend]":
    """DuckDB as a backend of Ibis, for as long as the context lasts.

    Args:
        memory: that it may use, such as "2GiB"; what is more goes to a folder that is deleted.
        threads: as many as there are cores unless given.

    Raises:
        MissingExtraError: without the extra `scale`.
    """
    require_engine()
    import ibis

    settings: dict[str, Any] = {} if threads is None else {"threads": threads}
    with TemporaryDirectory(prefix="troth-") as folder:
        backend = ibis.duckdb.connect(
            memory_limit=memory,
            temp_directory=folder,
            # Nothing is fetched from anywhere: the expressions need no extension.
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
            **settings,
        )
        try:
            yield backend
        finally:
            backend.disconnect()


def answer(table: "ir.Table") -> "pa.Table":
    """What an engine makes of a table of Ibis.

    Raises:
        ForecastError: where it cannot, as for damaged files or a full disk.
    """
    import duckdb
    from ibis.common.exceptions import IbisError

    try:
        return table.to_pyarrow()
    except (duckdb.Error, IbisError, OSError) as error:
        said = " ".join(str(error).split())
        raise ForecastError(
            f"the engine could not count: {said}; right would be whole files, and memory and disk "
            "for as many groups as there are"
        ) from None


def micros(instant: "ir.Value", engine: str) -> "ir.IntegerValue":
    """A column of instants in microseconds since 1970 UTC.

    Raises:
        ForecastError: for an engine whose function for it is not known.
    """
    if engine not in MICROS:
        raise ForecastError(
            f"counting on '{engine}' has not been tried; right would be {' or '.join(MICROS)}"
        )
    return _micros(MICROS[engine])(instant)


@cache
def _micros(name: str) -> Any:  # noqa: ANN401 - a function of Ibis, which has no types
    import ibis

    def own(instant: Any) -> Any:  # noqa: ANN401
        """Never called: the engine has one of that name."""

    return ibis.udf.scalar.builtin(own, name=name, signature=(("timestamp('UTC')",), "int64"))

"""Engines that count, each a way to learn from a file; Spark is skipped aloud without Java."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.contracts.worlds import World
from troth import forecast, history
from troth.clock.instants import instant
from troth.forecast import model, statistics
from troth.forecast.counts import Counts
from troth.forecast.model import Settings
from troth.forecast.odds import Odds
from troth.forecast.spells import spells, started_by


class Counting(Protocol):
    """A way to learn from a file."""

    def count(self, path: Path, world: World) -> Counts:
        """The counts of the file's cases."""

    def fit(self, path: Path, world: World) -> Odds:
        """The odds of the file."""


class Numpy:
    """Cases in memory."""

    def count(self, path: Path, world: World) -> Counts:
        """What `model.learn` makes of the cases."""
        own = history.read(path)
        cases, at_us = spells(own, world.calendar), instant(world.as_of)
        settings = Settings(facets=world.facets, half_life_days=world.half_life_days)
        facets = {name: own.facet(name) for name in world.facets}
        rows = started_by(cases, at_us)
        return model.learn(cases, rows, facets, at_us, settings).book.counts

    def fit(self, path: Path, world: World) -> Odds:
        """The odds of the file."""
        return forecast.fit(history.read(path), calendar=world.calendar, **_how(world))


class Engine:
    """A backend of Ibis."""

    def __init__(self, backend: Any) -> None:  # noqa: ANN401 - of Ibis
        self.backend = backend

    def count(self, path: Path, world: World) -> Counts:
        """What the engine makes of the cases."""
        cases = statistics.read(path, self.backend, world.calendar)
        return statistics.count(
            cases,
            facets=world.facets,
            as_of=world.as_of,
            half_life_days=world.half_life_days,
        )

    def fit(self, path: Path, world: World) -> Odds:
        """The odds of the file."""
        return statistics.fit_files(path, world.calendar, engine=self.backend, **_how(world))


def _how(world: World) -> dict[str, Any]:
    return {
        "facets": world.facets,
        "as_of": world.as_of,
        "half_life_days": world.half_life_days,
    }


@contextmanager
def numpy() -> Iterator[Numpy]:
    """The other way to count, against which engines are held."""
    yield Numpy()


@contextmanager
def duckdb() -> Iterator[Engine]:
    """With little memory."""
    with statistics.duckdb(memory="256MiB", threads=2) as backend:
        yield Engine(backend)


@contextmanager
def spark() -> Iterator[Engine]:
    """One session, on this machine."""
    if find_spec("pyspark") is None:
        pytest.skip("Spark is not tried: pyspark is not installed (extra 'spark')")
    if shutil.which("java") is None:
        pytest.skip("Spark is not tried: there is no java on the path")
    import ibis
    from pyspark.sql import SparkSession

    settings: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        # For a few thousand cases it takes longer to compile a query than to interpret it.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.driver.memory": "1g",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    session = SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield Engine(ibis.pyspark.connect(session))
    finally:
        session.stop()


ENGINES: dict[str, Callable[[], AbstractContextManager[Counting]]] = {
    "numpy": numpy,
    "duckdb": duckdb,
    "spark": spark,
}

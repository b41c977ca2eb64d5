"""Odds of more cases than fit in memory: an engine counts them, and only the counts come here.

from troth.forecast import statistics
odds = statistics.fit_files("histories/*.parquet", facets=["type", "region"])

A fit needs no case, only how many of each group ended, and how, in each bin: a group-by, written
once with Ibis in what all engines have in common. DuckDB and Spark are tried.
"""

from troth.forecast.statistics.cases import CaseTable, of_table
from troth.forecast.statistics.counting import count
from troth.forecast.statistics.engines import duckdb
from troth.forecast.statistics.files import read
from troth.forecast.statistics.learning import fit, fit_files

__all__ = ["CaseTable", "count", "duckdb", "fit", "fit_files", "of_table", "read"]

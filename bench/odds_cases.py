"""Cases that odds are learned from: groups by three facets, durations as in life, some open."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from troth.clock.instants import instant
from troth.history import KeptRule
from troth.history.facts import KEY, Facts

FACETS = ("type", "region", "channel")
#: All start before this instant.
AS_OF = datetime(2026, 1, 1, tzinfo=UTC)

#: Random by hashes of the row's number, so that any machine makes the same cases. Durations are
#: log-normal, by Box and Muller; of a hundred cases five stay open and three are withdrawn.
CASES = """
COPY (
  WITH drawn AS (
    SELECT
      {as_of} - (hash(row, 1) % {seconds})::BIGINT * 1000000 AS started,
      exp(9.5 + hash(row, 2) % 20 / 10.0 + 1.2 * cos(2 * pi() * (hash(row, 3) % 1000003) / 1000003)
        * sqrt(-2 * ln((hash(row, 4) % 1000003 + 1) / 1000004))) AS seconds,
      hash(row, 5) % 100 AS luck,
      hash(row, 6) % {groups} AS g
    FROM range({rows}) AS rows(row)
  )
  SELECT
    make_timestamp(started)::TIMESTAMPTZ AS started_at,
    NULL::TIMESTAMPTZ AS promised_at,
    CASE WHEN luck < 95
      THEN make_timestamp(started + seconds::BIGINT * 1000000)::TIMESTAMPTZ END AS ended_at,
    CASE WHEN luck < 3 THEN 'withdrawn' WHEN luck < 95 THEN 'done' END AS ending,
    NULL::BOOLEAN AS label_kept,
    'type ' || g % 20 AS facet_type,
    NULLIF('region ' || g // 20 % 10, 'region 9') AS facet_region,
    'channel ' || g // 200 AS facet_channel
  FROM drawn
) TO '{path}' (FORMAT parquet, KV_METADATA {{{key}: '{facts}'}})
"""


@contextmanager
def history(rows: int, groups: int, years: int) -> Iterator[Path]:
    """The file of so many cases in so many groups, for as long as the context lasts.

    Args:
        rows: how many cases.
        groups: how many groups; every tenth has no region.
        years: over how many years cases start.
    """
    with TemporaryDirectory(prefix="troth-bench-") as folder:
        path = Path(folder) / "cases.parquet"
        with duckdb.connect(config={"memory_limit": "2GiB", "temp_directory": folder}) as engine:
            engine.execute("SET TimeZone = 'UTC'")
            engine.execute(
                CASES.format(
                    as_of=instant(AS_OF),
                    rows=rows,
                    seconds=years * 365 * 86_400,
                    groups=groups,
                    path=path,
                    key=KEY,
                    facts=_facts(rows).as_json(),
                )
            )
        yield path


def _facts(rows: int) -> Facts:
    return Facts(
        metric="resolution",
        rule=KeptRule("instant", timedelta(), "UTC"),
        facets=FACETS,
        has_withdrawn=True,
        calendar_version=None,
        sources=("made-up",),
        latest_us=instant(AS_OF),
        rows_read=rows,
        cases=rows,
        rejects={},
        anomalies={},
    )

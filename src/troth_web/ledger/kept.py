"""How often standards were kept lately: counted from the rows of the promises made last."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from troth_web.ledger.projection import instant_of, microseconds
from troth_web.ledger.store import SqlStore

#: So many promises are looked at, the latest made; more would take too long for a page.
LATEST = 5_000
#: Of fewer, a rate says nothing, and might be put down to somebody.
FEWEST = 5
_MONTH = timedelta(days=30)

_BASIS = {
    "sqlite": "json_extract(e.payload, '$.basis.{}')",
    "postgresql": "e.payload::jsonb -> 'basis' ->> '{}'",
}
_COUNTS = """
SELECT {level} AS level, {id} AS standard, p.metric, COUNT(*),
    SUM(CASE WHEN p.now = 'kept' THEN 1 ELSE 0 END),
    SUM(CASE WHEN p.now = 'kept-as-agreed' THEN 1 ELSE 0 END),
    SUM(CASE WHEN p.now IN ('broken', 'moved') THEN 1 ELSE 0 END),
    MIN(p.made_us)
FROM (
    SELECT subject, metric, made_us,
        CASE WHEN broken_after_us < %s THEN 'broken' WHEN moved_after_us < %s THEN 'moved'
        ELSE outcome END AS now
    FROM ledger_promise WHERE NOT duty AND stage = 'promised' AND made_us <= %s
        AND NOT COALESCE(promiser_team {hidden}, FALSE)
        AND NOT COALESCE(holder_team {hidden}, FALSE)
    ORDER BY made_us DESC, subject DESC LIMIT %s
) p
JOIN ledger_entry e ON e.subject = p.subject AND e.type = 'promise.made'
GROUP BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of promises made by one standard."""

    #: All of them, and those of which it is known.
    made: int = 0
    decided: int = 0
    #: By the first date.
    kept: int = 0
    kept_as_agreed: int = 0

    @property
    def rate(self) -> float | None:
        """The part kept by the first date, of those decided; None where they are too few."""
        return self.kept / self.decided if self.decided >= FEWEST else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """What became of the promises made last."""

    #: When the first of them was made; None where there are none.
    since: datetime | None = None
    standards: Mapping[str, Kept] = field(default_factory=dict)
    #: Promises made in 30 days, by metric and whatever they rest on.
    monthly: Mapping[str, float] = field(default_factory=dict)


def kept_lately(store: SqlStore, at: datetime, hidden: frozenset[str] = frozenset()) -> Lately:
    """How often the promises made last were kept, by `at`; by the standard that they rest on.

    Args:
        store: the ledger.
        at: as of when; aware.
        hidden: teams whose promises the reader must not know of.
    """
    basis = _BASIS[store.connection.vendor]
    engine = store.parts().engine
    statement = _COUNTS.format(
        level=basis.format("level"), id=basis.format("id"), hidden=engine.any_of
    )
    now = microseconds(at)
    with store.connection.cursor() as cursor:
        cursor.execute(statement, [now, now, now, *[engine.many(hidden)] * 2, LATEST])
        rows = cursor.fetchall()
    if not rows:
        return Lately()
    since = instant_of(min(row[-1] for row in rows))
    standards = {
        name: Kept(made=made, decided=kept + agreed + late, kept=kept, kept_as_agreed=agreed)
        for level, name, _, made, kept, agreed, late, _ in rows
        if level == "standard"
    }
    months = max((at - since) / _MONTH, 1)
    made_of: dict[str, int] = {}
    for _, _, metric, made, *_ in rows:
        made_of[metric] = made_of.get(metric, 0) + made
    monthly = {metric: made / months for metric, made in made_of.items()}
    return Lately(since=since, standards=standards, monthly=monthly)

"""Is a standing promise tighter than history? Counting against odds, on cases that came later.

`python -m bench.standing_promises` takes terms, scopes and days, asks as TR204 does with what was
known that day, and looks at what became of the cases of the four weeks after it. For each share
from 50 to 95 % a finding is right where fewer of those cases kept the term. Needs the reference
data of `../shared/data`.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.measure import DATA
from troth import playbook
from troth.checks import horizon_from
from troth.checks.context import Context
from troth.checks.foretold import Foretelling
from troth.checks.measured import FEWEST, verdicts
from troth.clock import zones
from troth.clock.instants import DAY, instant
from troth.history import MISSING, History, read
from troth.history.importing import import_history
from troth.history.mapping_file import load
from troth.playbook.stated import Stated
from troth.terms import Held, Horizon, due_function

WEEKS = timedelta(days=28)
SHARES = (50, 60, 70, 80, 90, 95)


@dataclass(frozen=True, kw_only=True)
class World:
    """A history, and what is promised in it."""

    mapping: str
    folder: str
    metric: str
    calendar: str
    scopes: tuple[str, ...]
    terms: tuple[str, ...]
    days: tuple[datetime, ...]


WORLDS = (
    World(
        mapping="boston311",
        folder="boston311",
        metric="resolution",
        calendar='{hours: "Mo-Fr 09:00-17:00", timezone: America/New_York, holidays: US}',
        scopes=("{}", "{department: [PWDx]}", "{department: [BTDT]}", "{department: [ISD]}"),
        terms=(
            "within 8 business hours",
            "within 5 business days",
            "by the end of the next business day",
            "within 2 days",
            "within 30 days",
            "within 60 days",
        ),
        days=tuple(datetime(2015, month, 1, tzinfo=UTC) for month in range(3, 8)),
    ),
    World(
        mapping="olist",
        folder="olist",
        metric="delivery",
        calendar='{hours: "Mo-Fr 09:00-18:00", timezone: America/Sao_Paulo, holidays: BR}',
        scopes=("{}", "{customer_state: [SP]}", "{customer_state: [RJ]}"),
        terms=("within 7 days", "within 14 days", "within 21 days", "within 10 business days"),
        days=tuple(
            datetime(2017 + month // 12, month % 12 + 1, 1, tzinfo=UTC) for month in range(5, 19)
        ),
    ),
)


def main() -> None:
    """Print for each history how often each way was wrong."""
    for world in WORLDS:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "history.parquet"
            import_history(load(world.mapping), [DATA / world.folder], path)
            history = read(path)
            found = _judged(world, history, Path(folder))
            context = _context(world, history, Path(folder), world.days[-1])
            for standard in context.standards[: len(world.terms)]:
                print(
                    f"{world.mapping}, fit for {standard.term}: {_fit_ms(context, standard):.0f} ms"
                )
        asked = found["asked"]
        for way in ("count", "odds"):
            print(
                f"{world.mapping}, {way}: {found[way, 'false']} false findings and "
                f"{found[way, 'missed']} missed of {asked}"
            )


def _fit_ms(context: Context, standard: Stated) -> float:
    """Of the quickest of five fits, with nothing kept from the one before; processor time."""
    held = context.held(standard)
    if held is None or context.history is None:
        raise ValueError(f"{standard.term} cannot be counted")
    times = []
    for _ in range(5):
        begun = time.process_time()
        Foretelling(context.history, context.at).kept(standard, held)
        times.append(time.process_time() - begun)
    return 1000 * min(times)


def _judged(world: World, history: History, folder: Path) -> Counter[object]:
    found: Counter[object] = Counter()
    for at in world.days:
        context = _context(world, history, folder, at)
        for standard in context.standards:
            held = context.held(standard)
            known = verdicts(context, standard, held)
            truth = _truth(history, standard, held, at) if held else None
            if known is None or truth is None or known.kept.size < FEWEST:
                continue
            odds = known.measured()
            for way, measured in (("count", replace(odds, odds=None)), ("odds", odds)):
                for share in SHARES:
                    said, is_so = measured.below(Decimal(share)), truth < share / 100
                    found[way, "false"] += said and not is_so
                    found[way, "missed"] += is_so and not said
            found["asked"] += len(SHARES)
    return found


def _context(world: World, history: History, folder: Path, at: datetime) -> Context:
    file = folder / "playbook.yaml"
    file.write_text("\n".join(_lines(world, history)))
    loaded = playbook.load(file)
    return Context(playbook=loaded, at=at, horizon=horizon_from(at, "90d"), history=history)


def _lines(world: World, history: History) -> Iterator[str]:
    yield "troth: 1\ncompany: A"
    facets = {facet: sorted(filter(None, history.facet(facet)[0])) for facet in history.facets}
    wanted = [facet for facet in facets if any(f"{{{facet}:" in scope for scope in world.scopes)]
    yield f"facets: {{{', '.join(f'{facet}: {facets[facet]!r}' for facet in wanted)}}}"
    yield f"calendars: {{desk: {world.calendar}}}\nteams: {{team: {{calendar: desk}}}}"
    yield f"metrics: {{{world.metric}: {{kind: duration}}}}\nstandards:"
    for place, scope in enumerate(world.scopes):
        for number, term in enumerate(world.terms):
            yield (
                f"  s{place}-{number}: {{metric: {world.metric}, team: team, scope: {scope}, "
                f"term: {term} in 50 % of cases}}"
            )


def _truth(history: History, stated: Stated, held: Held, at: datetime) -> float | None:
    """The share of the next cases that kept a term; None where some are not due in the data."""
    cases = history.cases()
    begin, end = instant(at), instant(at + WEEKS)
    new = history.within(stated.scope) & (cases.started_us >= begin) & (cases.started_us < end)
    chosen = cases.where(new & ~cases.withdrawn)
    if len(chosen) < FEWEST:
        return None
    due = due_function(held, Horizon(at, at + WEEKS))(chosen.started_us)
    if history.rule.compare == "day":
        zone = zones.load(history.rule.zone)
        due = zones.to_utc((zones.to_local(due, zone) // DAY + 1) * DAY, zone) - 1
    if due.max() > history.latest_us:
        return None
    kept = (chosen.ended_us != MISSING) & (chosen.ended_us <= due)
    return float(np.mean(kept))


if __name__ == "__main__":
    main()

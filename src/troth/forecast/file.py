"""Fitted odds as a file: the cells of their counts as Parquet, all else as JSON in its metadata.

The file holds counts of groups and no case of anybody. Nothing in it is ever run.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from troth.clock import Calendar
from troth.clock.errors import CalendarError
from troth.forecast import sound
from troth.forecast.boost import Boosted
from troth.forecast.boost import text as texts
from troth.forecast.boost.steps import Steps
from troth.forecast.boost.trees import Trees
from troth.forecast.compare import Comparison
from troth.forecast.counts import Counts, of_cells
from troth.forecast.curves import CurveBook
from troth.forecast.errors import NotOddsError
from troth.forecast.groups import Groups
from troth.forecast.level import LevelMap, Levels
from troth.forecast.model import Model, Settings
from troth.forecast.odds import Drift, Odds
from troth.forecast.progress import Taught
from troth.forecast.scale import BINS, Scale
from troth.forecast.spells import Clock
from troth.history.errors import BadSourceError
from troth.history.extra import require_arrow
from troth.outputs import draft_of

if TYPE_CHECKING:
    import pyarrow as pa

Number = TypeVar("Number", np.int64, np.float64)

#: The key in the file's metadata.
KEY = "troth-odds"
#: Raised when an older troth would misread a file.
FORMAT = 1
#: Bytes of a file; counts of a hundred thousand groups have some 50 million.
MOST_BYTES = 2**30

#: What comes of facts that no fit would write.
DAMAGE = (
    ArithmeticError,
    AttributeError,
    CalendarError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

COLUMNS = ("leaf", "kind", "bin", "cases", "weight")
#: The column that tells cells of cases (0) from those of looks at open ones (1).
PART = "part"


def save(odds: Odds, path: Path) -> None:
    """Write odds to a file, whole or not at all; it takes the place of odds and of nothing else.

    Raises:
        NotOddsError: for a file that holds something else; it is left as it is.
        OSError: when it cannot be written.
        MissingExtraError: without the extra `data`.
    """
    require_arrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    models = [odds.model, *([odds.looks.model] if odds.looks else [])]
    counted = [model.book.counts for model in models]
    columns = {name: np.concatenate([getattr(one, name) for one in counted]) for name in COLUMNS}
    part = np.repeat(np.arange(len(counted)), [len(one.leaf) for one in counted])
    table = pa.table({**columns, PART: part})
    table = table.replace_schema_metadata({KEY: json.dumps(_facts(odds))})
    if path.exists() and path.stat().st_size and not holds_odds(path):
        raise NotOddsError(f"{path}: holds something else, which would be lost; name another file")
    with draft_of(path) as draft:
        pq.write_table(table, draft, compression="zstd")


def read(path: str | Path) -> Odds:
    """The odds in a file that `Odds.save` wrote.

    Raises:
        NotOddsError: for any other file.
        MissingExtraError: without the extra `data`.
    """
    require_arrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    from troth.history.parquet_table import refuse_bomb

    path = Path(path)
    if not path.is_file():
        raise NotOddsError(f"{path}: there is no such file; `Odds.save` writes one")
    if path.stat().st_size > MOST_BYTES:
        raise NotOddsError(
            f"{path}: is over {MOST_BYTES >> 20} MiB; `Odds.save` writes no such file"
        )
    try:
        with pq.ParquetFile(path) as file:
            refuse_bomb(path, file.metadata, (*COLUMNS, PART))
            table = file.read(use_threads=False)
    except (pa.ArrowException, OSError, ValueError, BadSourceError) as error:
        raise NotOddsError(
            f"{path}: cannot be read as odds: {error}; fit the history again"
        ) from None
    return _odds(table, path)


def holds_odds(path: str | Path) -> bool:
    """Whether a file says that it holds odds, sound or not; False for whatever cannot be read.

    Raises:
        MissingExtraError: without the extra `data`.
    """
    require_arrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(path).metadata
    except (pa.ArrowException, OSError):
        return False
    return KEY.encode() in (metadata or {})


def _odds(table: "pa.Table", path: Path) -> Odds:
    said = (table.schema.metadata or {}).get(KEY.encode())
    if said is None:
        raise NotOddsError(f"{path}: is Parquet, but holds no odds; `Odds.save` writes them")
    try:
        facts: dict[str, Any] = json.loads(said)
        if facts["format"] != FORMAT:
            raise NotOddsError(
                f"{path}: was written by another version of troth (format {facts['format']}, "
                f"this one reads {FORMAT}); fit the history again"
            )
        return _checked(table, facts)
    except DAMAGE:
        raise NotOddsError(f"{path}: is damaged; fit the history again") from None


def _facts(odds: Odds) -> dict[str, Any]:
    calendar = odds.clock.calendar
    return {
        **_model_facts(odds.model),
        "format": FORMAT,
        "metric": odds.metric,
        "unit": odds.clock.scale.unit,
        "zone": odds.clock.zone,
        "calendar": calendar.to_mapping() if calendar else None,
        "k": odds.settings.k,
        "half_life_days": odds.settings.half_life_days,
        "arrivals": odds.arrivals.tolist(),
        "drifts": [vars(drift) for drift in odds.drifts],
        "record": odds.record,
        "method": odds.settings.method,
        "trees": _facts_of_trees(odds.trees) if odds.trees else None,
        "comparison": odds.comparison.facts() if odds.comparison else None,
        "looks": _look_facts(odds.looks) if odds.looks else None,
    }


def _look_facts(looks: Taught) -> dict[str, Any]:
    return {**_model_facts(looks.model), "kinds": looks.kinds}


def _model_facts(model: Model) -> dict[str, Any]:
    counts, groups = model.book.counts, model.groups
    return {
        "at_us": model.at_us,
        "facets": groups.facets,
        "values": groups.values,
        "parent": groups.parent.tolist(),
        "code": groups.code.tolist(),
        "first": groups.first,
        "since_us": counts.since_us.tolist(),
        "until_us": counts.until_us.tolist(),
        "levels": _level_facts(model.levels),
    }


def _facts_of_trees(trees: Boosted) -> dict[str, Any]:
    return {
        "text": trees.trees.text,
        "steps": trees.steps.last.tolist(),
        "levels": _level_facts(trees.levels),
    }


def _checked(table: "pa.Table", facts: dict[str, Any]) -> Odds:
    settings = Settings(
        facets=tuple(facts["facets"]),
        k=float(facts["k"]),
        half_life_days=facts["half_life_days"],
        method=facts.get("method", "curves"),
    )
    scale = Scale(facts["unit"])
    calendar = Calendar.from_mapping(facts["calendar"]) if facts["calendar"] else None
    part = _cells(table, PART)
    model = _model(table.filter(part == 0), facts, settings.k, scale)
    looks = facts.get("looks")
    trees, comparison = facts.get("trees"), facts.get("comparison")
    zone = str(facts["zone"])
    odds = Odds(
        metric=str(facts["metric"]),
        clock=Clock(scale=scale, calendar=calendar, zone=zone),
        model=model,
        settings=settings,
        arrivals=_column(facts["arrivals"], np.int64),
        drifts=tuple(Drift(**drift) for drift in facts["drifts"]),
        record=tuple(facts["record"]),
        trees=_trees(trees, replace(model, levels=Levels()), zone) if trees else None,
        comparison=_comparison(comparison) if comparison else None,
        looks=_taught(table.filter(part == 1), looks, settings.k, scale) if looks else None,
    )
    sound.check(odds)
    return odds


def _model(table: "pa.Table", facts: dict[str, Any], k: float, scale: Scale) -> Model:
    book = CurveBook(_counts(table, _groups(facts), facts), k)
    levels = _levels(facts["levels"])
    return Model(at_us=int(facts["at_us"]), scale=scale, book=book, levels=levels)


def _taught(table: "pa.Table", said: dict[str, Any], k: float, scale: Scale) -> Taught:
    kinds = tuple(said["kinds"])
    if not all(isinstance(kind, str) for kind in kinds):
        raise ValueError
    return Taught(model=_model(table, said, k, scale), kinds=kinds)


def _trees(said: dict[str, Any], behind: Model, zone: str) -> Boosted:
    last = _column(said["steps"], np.int64)
    if (np.diff(last, prepend=-1) <= 0).any() or last[-1] != BINS - 1:
        raise ValueError
    # Weekday, hour and step come after the facets.
    texts.check(said["text"], len(behind.groups.facets) + 3)
    return Boosted(
        trees=Trees(said["text"]),
        steps=Steps(last),
        behind=behind,
        zone=zone,
        levels=_levels(said["levels"]),
    )


def _comparison(said: dict[str, Any]) -> Comparison:
    interval = said["interval"]
    return Comparison(
        winner=said["winner"],
        gain=float(said["gain"]),
        interval=(float(interval[0]), float(interval[1])) if interval else None,
        cases=int(said["cases"]),
        days=int(said["days"]),
    )


def _level_facts(levels: Levels) -> dict[str, Any]:
    return {
        "everybody": _map_facts(levels.everybody),
        "own": [{"code": code, **_map_facts(one)} for code, one in levels.own.items()],
    }


def _map_facts(one: LevelMap) -> dict[str, Any]:
    return {"asked": one.asked.tolist(), "cases": one.cases}


def _levels(said: dict[str, Any]) -> Levels:
    own = {int(one["code"]): _level_map(one) for one in said["own"]}
    return Levels(_level_map(said["everybody"]), own)


def _level_map(said: dict[str, Any]) -> LevelMap:
    return LevelMap(_column(said["asked"], np.float64), float(said["cases"]))


def _groups(facts: dict[str, Any]) -> Groups:
    first = tuple(int(number) for number in facts["first"])
    parent, code = _column(facts["parent"], np.int64), _column(facts["code"], np.int64)
    sizes = np.diff(first)
    if not len(parent) == len(code) == first[-1] or (sizes < 0).any():
        raise ValueError
    groups = Groups(
        facets=tuple(facts["facets"]),
        values=tuple(tuple(values) for values in facts["values"]),
        depth=np.repeat(np.arange(len(sizes)), sizes),
        parent=parent,
        code=code,
        first=first,
    )
    sound.check_groups(groups)
    return groups


def _counts(table: "pa.Table", groups: Groups, facts: dict[str, Any]) -> Counts:
    cells = {name: _cells(table, name) for name in COLUMNS}
    since, until = _column(facts["since_us"], np.int64), _column(facts["until_us"], np.int64)
    if not len(since) == len(until) == len(groups):
        raise ValueError
    sound.check_cells(cells, groups)
    return of_cells(
        groups,
        leaf=cells["leaf"],
        kind=cells["kind"],
        bins=cells["bin"],
        cases=cells["cases"],
        weight=cells["weight"],
        first_us=since,
        last_us=until,
    )


def _cells(table: "pa.Table", name: str) -> NDArray[Any]:
    column = table[name]
    if column.type != ("double" if name == "weight" else "int64") or column.null_count:
        raise ValueError
    return np.asarray(column)


def _column(values: list[Any], kind: type[Number]) -> NDArray[Number]:
    found = np.array(values, kind)
    if found.ndim != 1 or not np.isfinite(found).all():
        raise ValueError
    return found

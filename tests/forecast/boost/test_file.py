"""Trees in a file: they come back as they were, and nothing else is let in."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from tests.forecast.boost.world import END, desk
from troth.forecast import NotOddsError, Odds, fit, read
from troth.forecast.boost import text
from troth.forecast.boost.trees import Trees
from troth.forecast.file import KEY

NOON = datetime(2026, 5, 13, 10, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture(scope="module")
def odds(tmp_path_factory: pytest.TempPathFactory) -> Odds:
    history = desk(tmp_path_factory.mktemp("desk") / "desk.parquet")
    return fit(history, as_of=END, facets=["team"], method="auto")


def test_they_come_back_as_they_were(odds: Odds, tmp_path: Path) -> None:
    odds.save(tmp_path / "odds.parquet")
    back = read(tmp_path / "odds.parquet")
    for team in ("web", "shop", "unheard of"):
        assert back.by(0.9, {"team": team}) == odds.by(0.9, {"team": team})
        assert back.kept(DAY, {"team": team}, start=NOON) == odds.kept(
            DAY, {"team": team}, start=NOON
        )
    assert back.comparison == odds.comparison
    assert back.settings == odds.settings


def test_odds_without_trees_come_back_without(tmp_path: Path) -> None:
    plain = fit(desk(tmp_path / "desk.parquet"), as_of=END, facets=["team"])
    plain.save(tmp_path / "odds.parquet")
    assert read(tmp_path / "odds.parquet").trees is None


def _trees(change: Callable[[str], str]) -> Callable[[dict[str, Any]], None]:
    def damage(trees: dict[str, Any]) -> None:
        changed = change(trees["text"])
        assert changed != trees["text"]
        trees["text"] = changed

    return damage


def _first(key: str, number: int) -> Callable[[str], str]:
    """The first number after the first occurrence of a key replaced."""

    def change(said: str) -> str:
        before, after = said.split(f"\n{key}=", 1)
        return f"{before}\n{key}={number}{after[len(after.split(maxsplit=1)[0]) :]}"

    return change


DAMAGES: dict[str, Callable[[dict[str, Any]], None]] = {
    "a node that points to itself": _trees(_first("left_child", 0)),
    "a node beyond the tree": _trees(_first("right_child", 99)),
    "a leaf beyond the tree": _trees(_first("left_child", -99)),
    "a column that is not there": _trees(_first("split_feature", 99)),
    "another number of leaves": _trees(_first("num_leaves", 5)),
    "more leaves than troth grows": _trees(_first("num_leaves", 10**9)),
    "categories beyond the words": _trees(
        lambda said: said.replace("cat_boundaries=0 1", "cat_boundaries=0 9", 1)
    ),
    "sizes that LightGBM would believe": _trees(lambda said: "tree_sizes=999999\n" + said),
    "rows of another width": _trees(
        lambda said: said.replace("max_feature_idx=3", "max_feature_idx=9")
    ),
    "another question": _trees(lambda said: said.replace("objective=binary", "objective=poisson")),
    "no tree": _trees(lambda said: said.partition("\nTree=")[0]),
    "a leaf without a number": _trees(lambda said: said.replace("leaf_value=", "leaf_value=x ", 1)),
    "a weight without a number": _trees(
        lambda said: said.replace("internal_value=", "internal_value=* ", 1)
    ),
    "a weight too many": _trees(lambda said: said.replace("leaf_weight=", "leaf_weight=1 ", 1)),
    "no text": lambda trees: trees.update(text=None),
    "steps that go back": lambda trees: trees.update(steps=trees["steps"][::-1]),
    "steps that stop early": lambda trees: trees.update(steps=trees["steps"][:-1]),
    "levels cut short": lambda trees: trees["levels"]["everybody"].pop("asked"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_refused(
    odds: Odds, tmp_path: Path, damage: Callable[[dict[str, Any]], None]
) -> None:
    path = tmp_path / "odds.parquet"
    odds.save(path)
    table = pq.read_table(path)
    facts = json.loads(table.schema.metadata[KEY.encode()])
    damage(facts["trees"])
    pq.write_table(table.replace_schema_metadata({KEY: json.dumps(facts)}), path)
    with pytest.raises(NotOddsError, match="is damaged; fit the history again"):
        read(path)


def test_grown_trees_pass_the_check(odds: Odds) -> None:
    assert odds.trees is not None
    text.check(odds.trees.trees.text, 4)
    with pytest.raises(ValueError, match=r"^$"):
        text.check(odds.trees.trees.text, 5)


def test_what_lightgbm_refuses_is_told_in_a_sentence(odds: Odds) -> None:
    assert odds.trees is not None
    trees = Trees(odds.trees.trees.text.replace("leaf_value=", "leaf_value=1 ", 1))
    with pytest.raises(NotOddsError, match="fit the history again"):
        trees.chances(np.zeros((1, 4), np.int64), np.zeros(1))

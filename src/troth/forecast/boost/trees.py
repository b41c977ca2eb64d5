"""LightGBM, the only place that knows it: trees for a yes or no, as text that can be kept.

Ke et al., LightGBM: a highly efficient gradient boosting decision tree, NeurIPS 2017.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from troth.errors import MissingExtraError
from troth.forecast.boost import text as texts
from troth.forecast.errors import NotOddsError
from troth.forecast.scale import Bins
from troth.history.arrays import Flags, Numbers

if TYPE_CHECKING:
    from lightgbm import Booster

#: Few and small trees: they start from curves that are right already for most cases.
ROUNDS = 60
#: Everything that could differ from run to run is fixed; threads are those of OMP_NUM_THREADS.
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 8,
    "cat_smooth": 50.0,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbosity": -1,
}
#: Below this many cases a leaf may be smaller.
FEW = 10_000


def require_boost() -> None:
    """Raise MissingExtraError without the extra `boost`."""
    if find_spec("lightgbm") is None:
        raise MissingExtraError("odds by boosted trees", "boost")


@dataclass(frozen=True)
class Trees:
    """Grown trees."""

    #: As LightGBM writes a model, without the sizes of trees.
    text: str

    def chances(self, features: Bins, start: Numbers) -> Numbers:
        """How likely yes is for each row, which starts from some log-odds."""
        raw = self._booster.predict(features.astype(np.float32), raw_score=True)
        chances: Numbers = 1.0 / (1.0 + np.exp(-(np.asarray(raw, float) + start)))
        return chances

    @cached_property
    def _booster(self) -> "Booster":
        require_boost()
        from lightgbm import Booster
        from lightgbm.basic import LightGBMError

        try:
            return Booster(model_str=self.text)
        except LightGBMError as error:
            raise NotOddsError(
                f"the trees of these odds cannot be read: {error}; fit the history again"
            ) from None


def grow(
    features: Bins,
    yes: Flags,
    start: Numbers,
    *,
    weight: Numbers,
    categories: Sequence[int],
    cases: int,
) -> Trees:
    """Trees that tell how likely yes is.

    Args:
        features: a row for each answer; whole numbers from 0.
        yes: the answers.
        start: of each row, the log-odds that the trees start from.
        weight: of each row.
        categories: the columns whose numbers are only names.
        cases: of how many cases the rows are.

    Raises:
        MissingExtraError: without the extra `boost`.
    """
    require_boost()
    from lightgbm import Dataset, train

    rows = Dataset(
        features.astype(np.float32),
        yes.astype(np.float32),
        weight=weight,
        init_score=start,
        categorical_feature=list(categories),
    )
    least = 30 if cases < FEW else 60
    booster = train({**PARAMETERS, "min_data_in_leaf": least}, rows, ROUNDS)
    return Trees(texts.without_sizes(booster.model_to_string()))

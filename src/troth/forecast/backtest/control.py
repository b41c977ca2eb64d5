"""The control: the same curves fitted without the open cases must fall short, or nothing is shown.

Leaving open cases out is the commonest mistake with such data, and two errors may cancel out. So
each backtest makes it on purpose, and says whether it would have been seen.
"""

from typing import Any

import numpy as np

from troth.forecast import model
from troth.forecast.backtest.held import MAIN, share
from troth.forecast.backtest.promises import Promises
from troth.forecast.spells import OPEN

#: So much short of what was said is called a failure.
SHORT = 0.1


def control(promises: Promises) -> dict[str, Any]:
    """What would have held at 90 %, had only the cases been learned from that had ended."""
    basis = promises.basis
    known = basis.spells.known(basis.at_us, basis.known)
    ended = basis.known[known.kinds != OPEN]
    fitted = model.learn(basis.spells, ended, basis.facets, basis.at_us, basis.settings)
    codes = model.codes_of(basis.facets, basis.settings, promises.rows)
    groups = fitted.groups.of_codes(codes, promises.rows.size)
    result = promises.judged(fitted.quantiles(groups, MAIN))
    found = share(result.kept, result.due)
    short = MAIN - found["held"] if found["due"] else 0.0
    return {
        "p": MAIN,
        **found,
        "left_out": int(basis.known.size - ended.size),
        "short": round(float(short), 6),
        "flagged": bool(np.round(short, 9) >= SHORT),
    }

"""How far the shares of a curve may be off."""

import numpy as np

from troth.history.arrays import Numbers
from troth.history.interval import Z95


def band(
    share: Numbers, curve: Numbers, variance: Numbers, cases: float
) -> tuple[Numbers, Numbers]:
    """The 95 % intervals (Wilson's) of shares.

    Args:
        share: what is said.
        curve: the shares of the curve behind it, not adapted.
        variance: of the curve, by Greenwood: together they say how many cases it is worth.
        cases: how many it is worth where it is flat at 0 or 1.
    """
    spread = curve * (1.0 - curve)
    worth = np.divide(spread, variance, out=np.full_like(spread, cases), where=variance > 0)
    n = np.clip(np.where(spread > 0, worth, cases), 1.0, None)
    scale = 1.0 + Z95 * Z95 / n
    middle = (share + Z95 * Z95 / (2.0 * n)) / scale
    half = Z95 * np.sqrt(share * (1.0 - share) / n + Z95 * Z95 / (4.0 * n * n)) / scale
    return np.clip(middle - half, 0.0, 1.0), np.clip(middle + half, 0.0, 1.0)

"""How far a measured share may be off."""

from math import sqrt

import numpy as np

from troth.history.arrays import Numbers

#: Of the normal distribution: 95 % lie within this many standard deviations.
Z95 = 1.959963984540054


def wilson(hits: int, n: int, z: float = Z95) -> tuple[float, float]:
    """The interval that a share of `hits` out of `n` stands for, from 0.0 to 1.0.

    Stays sensible for few cases and for shares near 0 and 1, where the usual one does not.
    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if n == 0:
        return 0.0, 1.0
    share = hits / n
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    middle = share + z * z / (2 * n)
    scale = 1 + z * z / n
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def wilson_many(share: Numbers, n: Numbers) -> tuple[Numbers, Numbers]:
    """The 95 % intervals of many shares, each of what is worth so many cases, whole or not."""
    scale = 1.0 + Z95 * Z95 / n
    middle = (share + Z95 * Z95 / (2.0 * n)) / scale
    half = Z95 * np.sqrt(share * (1.0 - share) / n + (Z95 / (2.0 * n)) ** 2) / scale
    return np.clip(middle - half, 0.0, share), np.clip(middle + half, share, 1.0)

"""How good odds were: the usual scores, each from plain arrays."""

import numpy as np

from troth.history.arrays import Flags, Numbers

#: Odds are compared with what came true in so many equal steps.
STEPS = 10


def auc(score: Numbers, truth: Flags) -> float:
    """The chance that a true case has a higher score than a false one; ties count half.

    Mann and Whitney, Annals of Mathematical Statistics 18 (1947), 50-60. 0.5 where there is only
    one kind.
    """
    hits = int(truth.sum())
    misses = len(truth) - hits
    if not hits or not misses:
        return 0.5
    _, place, number = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(number) - (number - 1) / 2)[place]
    return float((rank[truth].sum() - hits * (hits + 1) / 2) / (hits * misses))


def average_precision(score: Numbers, truth: Flags) -> float:
    """The mean precision over all thresholds at which another true case is found."""
    order = np.argsort(-score, kind="stable")
    ordered, found = score[order], np.cumsum(truth[order])
    last = np.append(np.flatnonzero(np.diff(ordered)), len(ordered) - 1)
    precision = found[last] / (last + 1)
    gained = np.diff(found[last], prepend=0)
    return float((precision * gained).sum() / max(int(truth.sum()), 1))


def brier_skill(odds: Numbers, truth: Flags) -> float:
    """How much less the odds are off than the mean rate is, squared: 1 is perfect, 0 is no use."""
    rate = float(truth.mean())
    variance = rate * (1 - rate)
    off = float(((odds - truth) ** 2).mean())
    return 1.0 - off / variance if variance else 0.0


def ece(odds: Numbers, truth: Flags) -> float:
    """The expected calibration error: how far said and held are apart, over ten steps of odds."""
    return float(
        sum(abs(step["said"] - step["held"]) * step["n"] for step in reliability(odds, truth))
        / max(len(odds), 1)
    )


def reliability(odds: Numbers, truth: Flags) -> list[dict[str, float]]:
    """For each step of odds: what was said on average, what held, and of how many."""
    step = np.minimum((odds * STEPS).astype(np.int64), STEPS - 1)
    n = np.bincount(step, minlength=STEPS)
    said, held = np.bincount(step, odds, STEPS), np.bincount(step, truth, STEPS)
    return [
        {"said": float(said[b] / n[b]), "held": float(held[b] / n[b]), "n": int(n[b])}
        for b in range(STEPS)
        if n[b]
    ]


def pinball(p: float, said: Numbers, took: Numbers) -> float:
    """The mean loss of a quantile: p for each unit too short, 1 - p for each too long."""
    return float(np.maximum(p * (took - said), (p - 1.0) * (took - said)).mean())

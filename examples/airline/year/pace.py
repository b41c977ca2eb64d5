"""How long things take: mostly soon, now and then very long."""

import math
from datetime import datetime, timedelta
from random import Random


def takes(dice: Random, median: float, spread: float = 0.5) -> float:
    """A length of time in the unit of its median; one in 44 is above e^(2 spread) of it."""
    return median * math.exp(dice.gauss(0, spread))


def minutes(dice: Random, median: float, spread: float = 0.5) -> timedelta:
    """So many minutes, to the second."""
    return timedelta(seconds=round(60 * takes(dice, median, spread)))


def hours(dice: Random, median: float, spread: float = 0.5) -> timedelta:
    """So many hours, to the second."""
    return timedelta(seconds=round(3600 * takes(dice, median, spread)))


def full_hour(at: datetime) -> datetime:
    """The first full hour after an instant: what people name when they promise one."""
    return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)

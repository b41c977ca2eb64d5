"""A time axis for durations: round steps, labelled in the unit that fits."""

import numpy as np

from troth.forecast.scale import DAY_SECONDS
from troth.forecast.spells import Clock
from troth.history.arrays import Numbers
from troth.pictures.chart import Axis

_MINUTE, _HOUR = 60, 3600
#: Seconds between labels.
_STEPS = (
    *(n * _MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * _HOUR for n in (1, 2, 3, 6, 12)),
    *(n * DAY_SECONDS for n in (1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825)),
)
#: Of open time there are no days: hours only.
_OPEN_STEPS = tuple(n * _HOUR for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000))
_MOST_LABELS = 10


def time_grid(longest_seconds: float, clock: Clock, points: int) -> Numbers:
    """Evenly spaced durations from nothing on; on calendar days whole days, each once."""
    seconds: Numbers = np.linspace(0.0, longest_seconds, points + 1)
    if clock.scale.unit == "days":
        seconds = np.unique(np.ceil(seconds / DAY_SECONDS)) * DAY_SECONDS
    return seconds


def time_axis(longest_seconds: float, clock: Clock) -> Axis:
    """From nothing to a duration on the clock of the odds, in seconds."""
    steps = _OPEN_STEPS if clock.calendar is not None else _STEPS
    if clock.scale.unit == "days":
        steps = tuple(step for step in _STEPS if step >= DAY_SECONDS)
    step = next((one for one in steps if longest_seconds / one <= _MOST_LABELS), steps[-1])
    unit, name = _unit(step, clock)
    ticks = [
        (number * step, f"{number * step / unit:g}")
        for number in range(int(longest_seconds / step) + 1)
    ]
    return Axis(
        low=0.0, high=max(longest_seconds, 1.0), ticks=tuple(ticks), label=f"{name} after the start"
    )


def _unit(step: int, clock: Clock) -> tuple[int, str]:
    if clock.calendar is not None:
        return _HOUR, "open hours"
    if step >= DAY_SECONDS:
        return DAY_SECONDS, "calendar days" if clock.scale.unit == "days" else "days"
    return (_HOUR, "hours") if step >= _HOUR else (_MINUTE, "minutes")


#: Shares from none to all.
SHARE_AXIS = Axis(
    low=0.0,
    high=1.0,
    ticks=tuple((part / 4, f"{25 * part} %") for part in range(5)),
    label="share that has ended by then",
)

"""Other clocks with the same office, each asked in its own types; they are made before timing.

Each is a function that answers all rows of a workload, of which slow peers get fewer.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bench.clock_workload import CLOSES, OPENS, ZONE, Workload, aware, durations, holidays, walls

if TYPE_CHECKING:
    from workclock import Schedule

Ask = Callable[[], object]


def workclock() -> "Schedule":
    """Its schedule of the office."""
    from workclock import Holidays, Schedule, WorkDay

    return Schedule([WorkDay(OPENS, CLOSES), Holidays(holidays())], time_zone=ZONE)


def timegrid_elapsed(load: Workload) -> Ask:
    """The compiled timeline, which knows no zones."""
    from timegrid import TimeGridCalendar

    calendar = TimeGridCalendar.weekdays(OPENS, CLOSES)
    for day in holidays():
        calendar = calendar.close(day)
    timeline = calendar.compile(datetime(2021, 12, 1), datetime(2027, 6, 1))  # noqa: DTZ001
    return each(timeline.get_working_duration, walls(load.starts), walls(load.ends))


def businesstimedelta_due(load: Workload) -> Ask:
    """One addition after the other."""
    import pytz  # type: ignore[import-untyped] # what the peer wants zones from
    from businesstimedelta import BusinessTimeDelta, HolidayRule, Rules, WorkDayRule

    zone = pytz.timezone(ZONE)
    work = WorkDayRule(start_time=OPENS, end_time=CLOSES, working_days=[0, 1, 2, 3, 4], tz=zone)
    rules = Rules([work, HolidayRule(dict.fromkeys(holidays()), tz=zone)])
    after = [BusinessTimeDelta(rules, timedelta=each) for each in durations(load.after)]
    return each(lambda start, after: start + after, aware(load.starts), after)


def business_duration_elapsed(load: Workload) -> Ask:
    """One call after the other."""
    from business_duration import businessDuration

    closed = holidays()

    def elapsed(start: datetime, end: datetime) -> float:
        seconds: float = businessDuration(start, end, OPENS, CLOSES, holidaylist=closed, unit="sec")
        return seconds

    return each(elapsed, walls(load.starts), walls(load.ends))


def pandas_due(load: Workload) -> Ask:
    """An offset, of whole hours, for each row."""
    import pandas as pd

    closed = holidays()
    hours = [
        pd.offsets.CustomBusinessHour(n=1, start="09:00", end="17:30", holidays=closed) * whole
        for whole in (load.after // 3_600_000_000).astype(int).clip(1).tolist()
    ]
    starts = [pd.Timestamp(wall) for wall in walls(load.starts)]
    return each(lambda start, offset: start + offset, starts, hours)


def each(answer: Callable[..., object], first: Iterable[Any], other: Iterable[Any]) -> Ask:
    """Ask for one row after the other."""
    rows = list(zip(first, other, strict=True))

    def ask() -> None:
        for row in rows:
            answer(*row)

    return ask

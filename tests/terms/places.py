"""Five places to keep a term, each as a calendar and as a map of minutes, and terms to keep."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from tests.terms.brute import Place, Ticks, elapsed
from troth.clock import Calendar
from troth.terms import Horizon

#: Two years with four changes of the clock in either hemisphere.
HORIZON = Horizon(datetime(2026, 12, 1, tzinfo=UTC), datetime(2028, 12, 1, tzinfo=UTC))

CALENDARS = {
    "berlin": Calendar.from_hours(
        "Mo-Fr 09:00-17:30",
        timezone="Europe/Berlin",
        holidays="DE-BE",
        exceptions={"2026-12-24": "09:00-12:00", "2026-12-31": "closed"},
    ),
    "denver": Calendar.from_hours("Mo-Su 07:00-22:00", timezone="America/Denver"),
    "kolkata": Calendar.from_hours("Mo-Sa 10:00-13:00,14:00-18:00", timezone="Asia/Kolkata"),
    "night": Calendar.from_hours("Mo-Sa 22:00-06:00", timezone="Australia/Sydney"),
    "always": Calendar.from_hours("24/7", timezone="UTC"),
}

MAPS = {
    "berlin": Place(
        "Europe/Berlin",
        range(5),
        [(540, 1050)],
        holidays="DE-BE",
        exceptions={date(2026, 12, 24): [(540, 720)], date(2026, 12, 31): []},
    ),
    "denver": Place("America/Denver", range(7), [(420, 1320)]),
    "kolkata": Place("Asia/Kolkata", range(6), [(600, 780), (840, 1080)]),
    "night": Place("Australia/Sydney", range(6), [(1320, 1800)]),
    "always": Place("UTC", range(7), [(0, 1440)]),
}

ELAPSED: dict[str, Ticks] = {
    "within 24 hours": elapsed(24),
    "between 30 and 50 hours": elapsed(50),
}

BUSINESS: dict[str, Callable[[Place], Ticks]] = {
    "within 8 business hours": lambda place: place.within_hours(8),
    "within 2 business days": lambda place: place.within_days(2),
    "by the end of the next business day": lambda place: place.end_of_next_day(),
    "by 12:00 on the next business day": lambda place: place.by_time_after_close(720),
    "by 12:00 on the next business day if received by 14:00": lambda place: place.by_time(720, 840),
    "between 1 and 3 business days": lambda place: place.within_days(3),
}

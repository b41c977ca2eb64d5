"""Plain weekly shifts of an OpenStreetMap opening_hours text, and the text of such shifts.

The `opening-hours-py` library reads the text and prints it in one regular form; what the rules mean
is decided here. Asked for intervals, the library would lose the date that owns a shift over
midnight, keep the small hours after a night that is off, and ignore `PH off` without a country.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from troth.clock.errors import CalendarError
from troth.clock.instants import DAY
from troth.clock.shifts import WEEKDAYS, WHOLE_DAY, Shift, Week, as_texts, day_shifts, week_shifts
from troth.said import said

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_ALWAYS = {day: ["00:00-24:00"] for day in WEEKDAYS}
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_SPAN = r"\d\d:\d\d-\d\d:\d\d"
#: One rule as the library prints it: `Mo-Fr,Su 10:00-12:00,13:00-14:00`, `PH closed`, `24/7`.
_RULE = re.compile(
    rf"(?:24/7|(?P<days>{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*)?"
    rf" ?(?P<times>{_SPAN}(?:,{_SPAN})*)?)(?P<closed> ?closed)?"
)

_CLOSURES = said("exceptions, or closures from an iCalendar file")
#: What a text may not hold, and what to write instead; looked for in this order.
_REFUSED = (
    (r'"', said("a comment"), said("the text without it")),
    (r"\|\|", said("a fallback (||)"), said("one rule for each weekday")),
    (r"\bunknown\b", said("unknown hours"), said("the hours that are kept")),
    (r"sunrise|sunset|dawn|dusk", said("sun times"), said("times such as 09:00")),
    (r"\bSH\b", said("school holidays (SH)"), _CLOSURES),
    (r"PH [-+]\d", said("days around holidays"), said("exceptions")),
    (r"easter", said("easter"), said("exceptions, or holidays")),
    (r"\d\+", said("an open end (+)"), said("the time of closing")),
    (r"\d/\d\d:", said("a repetition (/)"), said("the shifts one by one")),
    (r"\bweek ?\d", said("week numbers"), _CLOSURES),
    (r"\[", said("the n-th weekday of a month"), _CLOSURES),
    (
        r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d{4}",
        said("months, dates or years"),
        _CLOSURES,
    ),
)


def weekly_shifts(text: str, *, has_holidays: bool) -> Week:
    """The shifts of each weekday from Monday, owned by the weekday on which they start.

    Args:
        text: rules of weekdays and times, `Mo-Fr 09:00-12:00,13:00-17:30; Sa 10:00-14:00; PH off`.
            A rule after ";" replaces the hours of the weekdays that it names, after ", " it adds.
        has_holidays: whether the calendar knows its holidays; without them PH is refused.

    Raises:
        CalendarError: for a text that cannot be read, or is not plainly weekly.
    """
    regular = _regular_form(text)
    for pattern, what, instead in _REFUSED:
        if re.search(pattern, regular):
            raise CalendarError(
                said(
                    "hours {hours} hold {what}, but only weekly hours are read",
                    hours=repr(text),
                    what=what,
                ),
                said("write {what}", what=instead),
            )
    week: list[tuple[Shift, ...]] = [()] * 7
    for rule, adds in _rules(regular):
        days, shifts = _read_rule(rule, text, has_holidays=has_holidays)
        for day in days:
            week[day] = tuple(sorted({*week[day], *shifts})) if adds and shifts else shifts
    return tuple(week)


def hours_text(week: Mapping[str, Sequence[str]]) -> str:
    """Weekly hours in the syntax of OpenStreetMap, `Mo-Fr 09:00-17:30; Sa 10:00-14:00`.

    Args:
        week: the shifts of each weekday that has some, mon to sun, `09:00-17:30`.
    """
    if week == _ALWAYS:
        return "24/7"
    by_day = [",".join(_short_nights(week, day)) for day in WEEKDAYS]
    runs = [
        (hours, [number for number, _ in run])
        for hours, run in groupby(enumerate(by_day), key=lambda entry: entry[1])
        if hours
    ]
    rules: dict[str, list[str]] = {}
    for hours, days in runs:
        first, last = _DAYS[days[0]], _DAYS[days[-1]]
        rules.setdefault(hours, []).append(first if first == last else f"{first}-{last}")
    return "; ".join(f"{','.join(days)} {hours}" for hours, days in rules.items()) or "off"


def _short_nights(week: Mapping[str, Sequence[str]], day: str) -> list[str]:
    """Shifts of less than a day past midnight in their usual form: 22:00-06:00, not 22:00-30:00."""
    shifts = week_shifts(week, said("weekly hours"))[WEEKDAYS.index(day)]
    return [
        f"{text[:6]}{int(text[6:8]) - 24:02}{text[8:]}" if DAY < end < start + DAY else text
        for text, (start, end) in zip(as_texts(shifts), shifts, strict=True)
    ]


def _regular_form(text: str) -> str:
    # The library's type stubs forget the error.
    from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

    try:
        # The library takes blank text for 24/7.
        return str(OpeningHours(text.strip() or "?"))
    except ParserError as error:
        column = re.search(r"--> 1:(\d+)", str(error))
        wrong = (
            said("hours {hours} cannot be read at column {n}", hours=repr(text), n=column[1])
            if column
            else said("hours {hours} cannot be read", hours=repr(text))
        )
        example = "'Mo-Fr 09:00-12:00,13:00-17:30; Sa 10:00-14:00; PH off'"
        right = said("right would be, for example, {example}", example=example)
        raise CalendarError(wrong, right) from None


def _rules(regular: str) -> Iterator[tuple[str, bool]]:
    """Each rule, and whether it adds to those before it."""
    for replacing in regular.split("; "):
        first, *additions = replacing.split(", ")
        yield first, False
        yield from ((rule, True) for rule in additions)


def _read_rule(rule: str, text: str, *, has_holidays: bool) -> tuple[list[int], tuple[Shift, ...]]:
    found = _RULE.fullmatch(rule)
    if not found:
        raise CalendarError(
            said(
                "hours {hours} hold {what}, but only weekly hours are read",
                hours=repr(text),
                what=repr(rule),
            )
        )
    days, times, closed = found["days"] or "Mo-Su", found["times"], found["closed"]
    if "PH" in days:
        _check_holidays(text, has_holidays=has_holidays, closed=bool(closed))
    if closed and times:
        raise CalendarError(
            said("hours {hours} close a part of a day", hours=repr(text)),
            said(
                "write the shifts around it, {example}, or weekly_breaks",
                example="09:00-12:00,13:00-17:30",
            ),
        )
    where = said("hours {hours}", hours=repr(text))
    shifts = () if closed else day_shifts(times, where) if times else (WHOLE_DAY,)
    return _weekdays(days), shifts


def _check_holidays(text: str, *, has_holidays: bool, closed: bool) -> None:
    if not has_holidays:
        raise CalendarError(
            said(
                "hours {hours} speak of public holidays (PH), but the calendar has none",
                hours=repr(text),
            ),
            said("add holidays, such as DE-BE, or leave PH out"),
        )
    if not closed:
        raise CalendarError(
            said(
                "hours {hours} give hours for public holidays (PH), which close by themselves",
                hours=repr(text),
            ),
            said("write the holidays that are worked as exceptions"),
        )


def _weekdays(days: str) -> list[int]:
    """Numbers from Monday of `Mo-Fr,Su`; a range may pass Sunday; PH has none."""
    numbers: list[int] = []
    for part in days.split(","):
        if part != "PH":
            first, last = (_DAYS.index(day) for day in (part[:2], part[-2:]))
            numbers += [(first + n) % 7 for n in range((last - first) % 7 + 1)]
    return numbers

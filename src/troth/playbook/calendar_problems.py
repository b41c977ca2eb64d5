"""What is wrong with the texts of calendars, found at the exact place before any is built."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from graphlib import CycleError, TopologicalSorter

from troth.clock import CalendarError
from troth.clock.holiday_dates import read as read_holidays
from troth.clock.hours import weekly_shifts
from troth.clock.ical import closures_from_ical
from troth.clock.shifts import day_shifts
from troth.playbook.calendars import DEEPEST, ical_file
from troth.playbook.problems import Problem
from troth.playbook.tree import Document, Map, Path
from troth.playbook.walk import matches
from troth.said import said

#: Characters of weekly hours, which take time with the square of their rules.
_MOST_HOURS = 2_000


def calendar_problems(document: Document) -> Iterator[Problem]:
    """A problem for each text that the clock cannot read, and for calendars made of themselves."""
    for path, text in matches(document.root, "calendars.*.hours"):
        calendar = document.get(path[:-1])
        has_holidays = isinstance(calendar, Map) and "holidays" in calendar
        yield from _refused(document, path, text, partial(_read_hours, has_holidays=has_holidays))
    for path, text in matches(document.root, "calendars.*.holidays"):
        yield from _refused(document, path, text, read_holidays)
    for path, text in matches(document.root, "calendars.*.exceptions.*"):
        where = said("this exception")
        yield from _refused(document, path, text, partial(day_shifts, where=where))
        yield from _outside_years(document, path)
    for path, text in matches(document.root, "calendars.*.ical"):
        yield from _refused(document, path, text, partial(_read_ical, document, path))
    yield from _circles(document)


def _refused(
    document: Document, path: Path, text: object, read: Callable[[str], object]
) -> Iterator[Problem]:
    if not isinstance(text, str):
        return  # the schema tells
    try:
        read(text)
    except CalendarError as error:
        right = error.right or said("see docs/concepts/playbook.md")
        yield Problem(place=document.place(path), wrong=error.wrong, right=right)


def _read_hours(text: str, *, has_holidays: bool) -> None:
    if len(text) > _MOST_HOURS:
        raise CalendarError(
            said("hours of {n} characters", n=len(text)),
            said("say one week, in at most {n}", n=_MOST_HOURS),
        )
    weekly_shifts(text, has_holidays=has_holidays)


def _outside_years(document: Document, path: Path) -> Iterator[Problem]:
    day = str(path[-1])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and not "1900" <= day[:4] < "2200":
        yield Problem(
            place=document.key_place(path),
            wrong=said("'{day}' lies outside the years 1900 to 2199", day=day),
            right=said("leave it out"),
        )


def _read_ical(document: Document, path: Path, name: str) -> None:
    zone = document.get((*path[:-1], "timezone"))
    if isinstance(zone, str):
        closures_from_ical(ical_file(document, path, name), zone)


def _circles(document: Document) -> Iterator[Problem]:
    parts = _parts(document)
    while circle := _circle(parts):
        yield Problem(
            place=document.place(("calendars", circle[0])),
            wrong=said("the calendar is made of itself: {circle}", circle=" of ".join(circle)),
            right=said("leave one of them out"),
        )
        for calendar_id in circle:
            parts.pop(calendar_id, None)
    depths: dict[str, int] = {}
    for calendar_id in TopologicalSorter(parts).static_order():
        below = (depths[part] for part in parts.get(calendar_id, ()))
        depths[calendar_id] = 1 + max(below, default=0)
        if depths[calendar_id] == DEEPEST + 1:
            yield Problem(
                place=document.place(("calendars", calendar_id)),
                wrong=said("calendars made of calendars, more than {n} deep", n=DEEPEST),
                right=said("name the calendars with hours directly"),
            )


def _parts(document: Document) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for pattern in ("calendars.*.sum.*", "calendars.*.of", "calendars.*.except.*"):
        for path, part in matches(document.root, pattern):
            parts.setdefault(str(path[1]), []).append(str(part))
    return parts


def _circle(parts: dict[str, list[str]]) -> list[str]:
    """Calendars each of which is made of the next, the first once more at the end; or none."""
    try:
        TopologicalSorter(parts).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]
        return circle
    return []

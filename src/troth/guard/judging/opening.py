"""Opening hours beside the calendars of the playbook: `open Monday to Saturday, 8 to 20`."""

import re
from collections.abc import Iterator

from troth.clock.errors import CalendarError
from troth.clock.hours import weekly_shifts
from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling
from troth.guard.kinds import Kind
from troth.guard.stems import stems
from troth.playbook.schema.words import VerdictKind
from troth.said import said

_OPEN = re.compile(
    r"\b(?:open(?:ing)?|staffed|manned|hours|available|reach(?:able)?|there|here|answer\w*|on"
    r" duty)\b"
)
#: No weekly hours say this.
_MORE = re.compile(r"\b(?:holidays?|christmas|easter|365|every single|always|never)\b")
_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_DAY = r"(?:mon?|tue?s?|wed?(?:nes)?|thu?r?s?|fri?|sat?(?:ur)?|sun?)(?:day)?s?"
_SPAN = re.compile(rf"\b(?P<first>{_DAY})\.? ?(?:to|-|until|till|through|and) ?(?P<last>{_DAY})\b")
_ONE = re.compile(rf"\b{_DAY}\b")
_ALL = re.compile(r"\b(?:every day|daily|(?:7|seven) days a week|all week)\b")
_WORKING = re.compile(r"\b(?:weekdays|working days|business days)\b")
_CLOCK = r"(\d{1,2})(?:[:.]([0-5]\d))? ?(a\.?m\.?|p\.?m\.?|h\b|o'clock)?"
_TIMES = re.compile(rf"(?<![\d.:]){_CLOCK} ?(?:to|-|until|till|and) ?{_CLOCK}(?![\d:])")
_HOUR = 3_600_000_000
_MINUTE = 60_000_000
_WHOLE_WEEK = re.compile(r"\b24 ?[/x] ?7\b|\b(?:a?round the clock)\b")
Hours = dict[int, tuple[int, int]]


def rule(case: Case) -> Ruling | None:
    """The calendar that says the same; None where none does, or no hours are said."""
    words = case.words
    if case.found.kind is not Kind.AVAILABILITY or not _OPEN.search(words) or _MORE.search(words):
        return None
    hours = _said(words)
    if not hours:
        return None
    for name in _calendars(case):
        known = _known(case, name)
        named = _is_named(case, name)
        if known and (hours == known or (named and _within(hours, known))):
            return Ruling(
                verdict=VerdictKind.BACKED,
                because=said(
                    "The calendar {name} has these hours: {hours}.",
                    name=name,
                    hours=_written(case, name),
                ),
                rests_on=(f"calendars.{name}",),
            )
    return None


def _calendars(case: Case) -> Iterator[str]:
    """Those of the company's own teams; one that never closes must be called by name."""
    playbook = case.book.playbook
    teams = playbook.teams.values()
    own = {team.calendar for team in teams if team.calendar and not team.supplier}
    for name in playbook.calendars:
        never_closes = _written(case, name).startswith("24/7")
        if name in own and (_is_named(case, name) or not never_closes):
            yield name


def _is_named(case: Case, name: str) -> bool:
    playbook = case.book.playbook
    names = [name, *(t for t, team in playbook.teams.items() if team.calendar == name)]
    names += [team.name or "" for team in playbook.teams.values() if team.calendar == name]
    own = {*stems(" ".join(names).replace("-", " ").lower())} - {*stems("office team")}
    return not own.isdisjoint(stems(case.words))


def _written(case: Case, name: str) -> str:
    return case.book.playbook.calendars[name].hours or ""


def _known(case: Case, name: str) -> Hours:
    """One span for each weekday; nothing where a day has several, or no plain hours."""
    try:
        week = weekly_shifts(_written(case, name), has_holidays=True)
    except CalendarError:
        return {}
    if any(len(shifts) > 1 for shifts in week):
        return {}
    return {day: (each[0].start, each[0].end) for day, each in enumerate(week) if each}


def _within(hours: Hours, known: Hours) -> bool:
    return all(
        day in known and known[day][0] <= start and end <= known[day][1]
        for day, (start, end) in hours.items()
    )


def _said(words: str) -> Hours:
    """The hours of a clause; nothing where they are not plainly weekly."""
    if _WHOLE_WEEK.search(words):
        return dict.fromkeys(range(7), (0, 24 * _HOUR))
    times = list(_TIMES.finditer(words))
    days = list(_days(words))
    if len(times) != 1 or not days:
        return {}
    first, last = _span(times[0])
    return dict.fromkeys(days, (first, last)) if first < last else {}


def _days(words: str) -> Iterator[int]:
    if _ALL.search(words):
        yield from range(7)
    elif _WORKING.search(words):
        yield from range(5)
    elif match := _SPAN.search(words):
        yield from range(_number(match["first"]), _number(match["last"]) + 1)
    else:
        yield from {_number(each[0]) for each in _ONE.finditer(words)}


def _number(word: str) -> int:
    return _DAYS.index(word[:2])


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Microseconds after midnight; without am and pm an end before its start is past noon."""
    hour, minute, half, until, rest, later = match.groups()
    start = _hour(int(hour), half or "", int(minute or 0))
    end = _hour(int(until), later or "", int(rest or 0))
    if end <= start and not later:
        end += 12 * _HOUR
    return start, end


def _hour(hour: int, half: str, minute: int) -> int:
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return hour * _HOUR + minute * _MINUTE

"""The date in the words of a promise; of a span, its last day."""

import re
from datetime import date, timedelta

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = re.compile(
    r"\b(next )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday"
    r"|urday)?\b( week)?"
)
_MONTH = "|".join(_MONTHS)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})[a-z]*\.?,?(?: (\d{{4}}))?\b"
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})[a-z]*\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)(?:,? (\d{{4}}))?"
)
_ONLY_MONTH = re.compile(rf"\b({_MONTH})[a-z]*\b\.?(?: (\d{{4}}))?")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_FIGURES = re.compile(r"\b(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d\d)\b")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_YEAR = re.compile(r"^(?:the end of |end of )?(20\d\d)$")
_THIS_YEAR = re.compile(
    r"\b(?:(?:end of (?:the|this)|this|(?P<next>next)) (?:\w+ )?year|year[- ]end|eoy)\b"
)
_QUARTER = re.compile(r"\bq([1-4])(?: (20\d\d))?\b")


def last_day(words: str, today: date) -> date | None:
    """The last date that is named, in words in lower case; None where none is, or it is unclear.

    A weekday is the next of its name, never today; a date without year is the next one to come.
    Figures that could be day and month either way are unclear.
    """
    for read in (_in_figures, _with_month, _relative, _of_week, _period):
        try:
            if day := read(words, today):
                return day
        except (ValueError, OverflowError):
            return None
    return None


def _in_figures(words: str, _today: date) -> date | None:
    if match := _ISO.search(words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _FIGURES.search(words):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        if match[2] == "." or first > 12:
            return date(year, second, first)
        return date(year, first, second) if second > 12 else None
    return None


def _with_month(words: str, today: date) -> date | None:
    if match := _DAY_MONTH.search(words):
        return _coming(match[3], _number(match[2]), int(match[1]), today)
    if match := _MONTH_DAY.search(words):
        return _coming(match[3], _number(match[1]), int(match[2]), today)
    if match := _ORDINAL.search(words):
        day = int(match[1])
        return today.replace(day=day) if day > today.day else _month_end(today, 1).replace(day=day)
    return None


def _relative(words: str, today: date) -> date | None:
    if "day after tomorrow" in words:
        return today + timedelta(days=2)
    if re.search(r"\btomorrow\b|\bnext[ -]day\b|first thing in the morning|\bovernight\b", words):
        return today + timedelta(days=1)
    named = r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening|arvo)\b|\bsame[ -]day\b"
    if re.search(named, words):
        return today
    if _WEEKDAY.search(words):
        return None
    ends = r"\b(?:eod|cob|eob|eop)\b|(?:end|close) of (?:the |this )?(?:day|business|play|trading)"
    return today if re.search(ends, words) else None


def _of_week(words: str, today: date) -> date | None:
    if not (match := _WEEKDAY.search(words)):
        return None
    ahead = (_DAYS.index(match[2]) - today.weekday()) % 7 or 7
    if match[1]:
        ahead = 7 - today.weekday() + _DAYS.index(match[2])
    return today + timedelta(days=ahead + (7 if match[3] else 0))


def _period(words: str, today: date) -> date | None:
    sunday = today + timedelta(days=6 - today.weekday())
    if "week" in words or words == "eow":
        return sunday + timedelta(days=7) if "next" in words and "weekend" not in words else sunday
    if "month" in words or words == "eom":
        return _month_end(today, 1 if "next" in words else 0)
    if match := _QUARTER.search(words):
        return _month_end(date(int(match[2] or today.year), int(match[1]) * 3, 1), 0)
    if year := _year(words, today):
        return date(year, 12, 31)
    if match := _ONLY_MONTH.search(words):
        month = _number(match[1])
        year = int(match[2]) if match[2] else today.year + (month < today.month)
        return _month_end(date(year, month, 1), 0)
    return None


def _year(words: str, today: date) -> int | None:
    if match := _YEAR.match(words):
        return int(match[1])
    if match := _THIS_YEAR.search(words):
        return today.year + bool(match["next"])
    return None


def _coming(year: str | None, month: int, day: int, today: date) -> date:
    if year:
        return date(int(year), month, day)
    this = date(today.year, month, day)
    return this if this >= today else date(today.year + 1, month, day)


def _number(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _month_end(day: date, ahead: int) -> date:
    """The last day of the month that is so many months ahead."""
    index = day.year * 12 + day.month + ahead
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)

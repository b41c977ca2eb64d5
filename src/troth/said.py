"""Sentences that keep how they were made, so that they can be said in another language.

said("Nothing uses the metric {name}.", name="first-reply")

For whoever does not ask it is the English sentence and nothing else: a command, JSON, a log. A page
looks up the template, and fills it with the same values as its reader writes them. What people
wrote stays as it is: ids, names, terms, wordings.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from string import Formatter

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Shown(StrEnum):
    """How much of a date is shown."""

    #: `Fri 14 May 2027`.
    FULL = "full"
    #: `Fri 14 May`.
    THIS_YEAR = "this year"
    #: `14 May`.
    SHORT = "short"
    #: `May 2027`.
    MONTH = "month"
    #: `Fri`.
    WEEKDAY = "weekday"
    #: `May`.
    MONTH_ALONE = "month alone"


class Day(str):
    """A date as English writes it, which is still a date."""

    __slots__ = ("at", "shown")

    at: date
    shown: Shown

    def __new__(cls, at: date, shown: Shown = Shown.FULL) -> "Day":
        """A date, and how much of it is shown."""
        day = f"{at.day} {_MONTHS[at.month - 1]}"
        texts = {
            Shown.FULL: f"{_WEEKDAYS[at.weekday()]} {day} {at.year}",
            Shown.THIS_YEAR: f"{_WEEKDAYS[at.weekday()]} {day}",
            Shown.SHORT: day,
            Shown.MONTH: f"{_MONTHS[at.month - 1]} {at.year}",
            Shown.WEEKDAY: _WEEKDAYS[at.weekday()],
            Shown.MONTH_ALONE: _MONTHS[at.month - 1],
        }
        self = super().__new__(cls, texts[shown])
        self.at, self.shown = at, shown
        return self

    def __getnewargs__(self) -> tuple[date, Shown]:  # type: ignore[override]
        return self.at, self.shown


#: Gives the template to use, such as that of another language.
Find = Callable[["Said"], str]
#: Writes a value that holds no sentence.
Write = Callable[[object], str]


class Said(str):
    """An English sentence, or a part of one, with its template and its values."""

    __slots__ = ("context", "n", "plural", "template", "values", "whole")

    #: Its words, with a name in braces for each value.
    template: str
    #: By name.
    values: Mapping[str, object]
    #: The template for more than one; empty where nothing is counted.
    plural: str
    #: How many there are.
    n: int
    #: Tells apart what is one word in English.
    context: str
    #: Whether a capital and a full stop are put to it.
    whole: bool

    def __new__(
        cls,
        template: str,
        values: Mapping[str, object],
        plural: str = "",
        n: int = 1,
        context: str = "",
        whole: bool = False,
    ) -> "Said":
        """The sentence that a template makes of its values."""
        used = plural if plural and n != 1 else template
        self = super().__new__(cls, _filled(used, values, _english, whole=whole))
        self.template, self.values, self.plural = template, values, plural
        self.n, self.context, self.whole = n, context, whole
        return self

    def __str__(self) -> str:
        # So that the text of an error that was raised with a sentence still is one.
        return self

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        return (self.template, self.values, self.plural, self.n, self.context, self.whole)

    def of(self, **values: object) -> "Said":
        """The same sentence with other values."""
        return Said(self.template, values, self.plural, self.n, self.context, self.whole)

    def told(self, find: Find, write: Write) -> str:
        """The same, with other templates and other ways to write values."""

        def told(value: object) -> str:
            return value.told(find, write) if isinstance(value, Said) else write(value)

        return _filled(find(self), self.values, told, whole=self.whole)


def said(template: str, /, **values: object) -> Said:
    """`said("Nothing uses the metric {name}.", name=name)`."""
    return Said(template, values)


def said_of(n: int, one: str, many: str, /, **values: object) -> Said:
    """The one template for one, the other for any other number."""
    return Said(one, values, many, n)


def said_as(context: str, template: str, /, **values: object) -> Said:
    """What means one thing here and another elsewhere, told apart by a context."""
    return Said(template, values, context=context)


def again(text: str, like: Iterable[Said]) -> str:
    """A text that was kept in English, as the sentence that it was made of.

    Args:
        text: as it was kept.
        like: the sentences that it may be, with whatever values.

    Returns:
        The sentence with the values of the text, each a sentence where it is one of these; the text
        itself where it is none of them.
    """
    known = tuple(like)
    for each in known:
        found = _pattern(each.template).fullmatch(text)
        if found:
            return each.of(**{name: again(part, known) for name, part in found.groupdict().items()})
    return text


def closed_day(names: str) -> Said:
    """`Whit Monday`, `weekend`: why calendars close, by names that make no templates."""
    plain = names.replace("{", "{{").replace("}", "}}").split("; ")
    return joined((said_as("closed day", name) for name in plain), "; ")


def quoted(text: object) -> Said:
    """What somebody wrote in double quotes, its lines joined to one."""
    return said('"{words}"', words=" ".join(str(text).splitlines()))


def joined(parts: Iterable[str], between: str = "\n") -> Said:
    """Sentences, or parts of one, with nothing but a mark between them."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Said(between.join(f"{{{name}}}" for name in values), values)


def and_more(text: str, others: int) -> str:
    """The text, with how many others there are besides."""
    return said("{text} (and {n} more)", text=text, n=str(others)) if others else text


def sentence(text: str) -> Said:
    """With a capital and a full stop."""
    return Said("{text}", {"text": text}, whole=True)


def listed(words: Iterable[str]) -> Said:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = tuple(words) or ("",)
    if not first:
        return joined((last,))
    return said("{first} and {last}", first=joined(first, ", "), last=last)


def either(words: Iterable[str]) -> Said:
    """`a`, `a or b`, `a, b or c`."""
    *first, last = tuple(words) or ("",)
    if not first:
        return joined((last,))
    return said("{first} or {last}", first=joined(first, ", "), last=last)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = Formatter().parse(template)
    found = "".join(
        re.escape(text) + (f"(?P<{name}>.+?)" if name is not None else "")
        for text, name, _, _ in parts
    )
    return re.compile(found, re.DOTALL)


def _english(value: object) -> str:
    """Figures are grouped, instants as payloads write them; all else as it stands."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return f"{value:,}" if isinstance(value, int | Decimal) else str(value)


def _filled(template: str, values: Mapping[str, object], write: Write, *, whole: bool) -> str:
    text = template.format_map({name: write(value) for name, value in values.items()})
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if whole else text

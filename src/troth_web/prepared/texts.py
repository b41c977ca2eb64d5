"""Texts of queries, kept with the connection they are made for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    CharField,
    Expression,
    ExpressionList,
    Field,
    IntegerField,
    Lookup,
    TextField,
)
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.where import WhereNode

#: Fields whose values any driver takes as they are.
PLAIN = (CharField, IntegerField, TextField)


class Slot(Expression):
    """Stands for a value while a text is made."""

    #: The field that it is written to or compared with, where it is.
    column: "Field[Any, Any] | None" = None

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(
        self,
        compiler: SQLCompiler,  # noqa: ARG002 - Django names it
        connection: BaseDatabaseWrapper,  # noqa: ARG002 - Django names it
    ) -> tuple[str, Any]:
        """A place for it, of which it is the parameter."""
        return "%s", [self]


class Text:
    """The text of a query, and how its rows are read."""

    def __init__(
        self, compiler: SQLCompiler, read: Callable[[Sequence[Any]], Any] | None = None
    ) -> None:
        self._compiler = compiler
        self._connection = compiler.connection
        _know_fields(compiler.query.where)
        self._sql, params = compiler.as_sql()
        self._params: list[Any] = list(params)
        self._slots = [
            (at, each.number, None if isinstance(each.column, PLAIN) else each.column)
            for at, each in enumerate(self._params)
            if isinstance(each, Slot)
        ]
        self._read = read
        columns = [column for column, _, _ in compiler.select or []] if read else []
        self._converters = compiler.get_converters(columns)

    def filled(self, values: Sequence[Any]) -> list[Any]:
        """The parameters, with values in their places."""
        params = self._params.copy()
        for at, number, field in self._slots:
            value = values[number]
            if field is not None:
                value = field.get_db_prep_save(value, self._connection)
            params[at] = value
        return params

    def run(self, params: Sequence[Any]) -> int:
        """Run it; how many rows it concerned."""
        with self._connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            number: int = cursor.rowcount
            return number

    def run_each(self, every: Sequence[Sequence[Any]]) -> None:
        """Run it with each of several parameters."""
        with self._connection.cursor() as cursor:
            cursor.executemany(self._sql, every)

    def finds(self, params: Sequence[Any]) -> bool:
        """Whether it finds anything."""
        with self._connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            return cursor.fetchone() is not None

    def rows(self, params: Sequence[Any], limit: int | None) -> list[Any]:
        """What it finds, as it is read."""
        with self._connection.cursor() as cursor:
            cursor.execute(self._sql if limit is None else f"{self._sql} LIMIT {limit}", params)
            rows = cursor.fetchall()
        if self._converters:
            rows = self._compiler.apply_converters(map(list, rows), self._converters)
        return [self._read(row) for row in rows] if self._read else list(rows)


def _know_fields(where: WhereNode) -> None:
    """Tell what stands for values which fields they are compared with."""
    for each in where.children:
        if isinstance(each, WhereNode):
            _know_fields(each)
        if isinstance(each, Lookup):
            for value in _compared(each.rhs):
                if isinstance(value, Slot):
                    value.column = each.lhs.output_field


def _compared(side: object) -> Iterable[object]:
    """What stands on the right of a comparison: one thing, or several."""
    if isinstance(side, ExpressionList):
        several: Iterable[object] = side.get_source_expressions()
        return several
    return side if isinstance(side, (list, tuple)) else (side,)


#: Makes a text from what stands for values.
Make = Callable[[Sequence[Any], BaseDatabaseWrapper], Text]


def found(make: Make, values: Sequence[Any], using: str) -> tuple[Text, list[Any]]:
    """The text for such values, and its parameters."""
    connection = connections[using]
    # Kept with the connection, which is one thread's, so that both go together.
    texts: dict[object, Text] = connection.__dict__.setdefault("troth_prepared", {})
    flat: list[Any] = []
    sizes: list[int] = []
    for value in values:
        if isinstance(value, tuple):
            some = _padded(value)
            flat += some
            sizes.append(len(some))
        else:
            flat.append(value)
            sizes.append(0)
    key = (make, *sizes)
    text = texts.get(key)
    if text is None:
        text = texts[key] = make(_slots(sizes), connection)
    return text, text.filled(flat)


def _padded(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """As long as a power of two, so that there are few texts; the last one is repeated."""
    size = 1 << (len(values) - 1).bit_length()
    return (*values, *values[-1:] * (size - len(values)))


def _slots(sizes: Iterable[int]) -> list[Any]:
    slots: list[Any] = []
    number = 0
    for size in sizes:
        some = tuple(Slot(number + each) for each in range(size or 1))
        slots.append(some if size else some[0])
        number += len(some)
    return slots

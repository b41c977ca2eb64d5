"""Queries: all rows, the first, whether there is one, and rows that go."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, TypeVarTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.query import FlatValuesListIterable, ValuesListIterable
from django.db.models.sql import DeleteQuery
from django.db.models.sql.compiler import SQLCompiler

from troth_web.prepared.texts import Text, found

Row = TypeVar("Row")
Values = TypeVarTuple("Values")


class Prepared(Generic[Row, *Values]):
    """A query by some values; see `prepared`."""

    def __init__(self, make: Callable[[*Values], QuerySet[Any, Row]]) -> None:
        self._make: Callable[..., QuerySet[Any, Row]] = make

    def all(
        self, *values: *Values, limit: int | None = None, using: str = DEFAULT_DB_ALIAS
    ) -> list[Row]:
        """Its rows, `limit` of them at most."""
        text, params = found(self._rows, values, using)
        return text.rows(params, limit)

    def first(self, *values: *Values, using: str = DEFAULT_DB_ALIAS) -> Row | None:
        """Its first row; None where there is none."""
        rows = self.all(*values, limit=1, using=using)
        return rows[0] if rows else None

    def exists(self, *values: *Values, using: str = DEFAULT_DB_ALIAS) -> bool:
        """Whether it has a row."""
        text, params = found(self._exists, values, using)
        return text.finds(params)

    def delete(self, *values: *Values, using: str = DEFAULT_DB_ALIAS) -> None:
        """Delete its rows, on which nothing else may hang."""
        text, params = found(self._delete, values, using)
        text.run(params)

    def _rows(self, slots: Sequence[Any], connection: BaseDatabaseWrapper) -> Text:
        rows = self._make(*slots)
        compiler = rows.query.get_compiler(connection=connection)
        return Text(compiler, _reader(rows, compiler))

    def _exists(self, slots: Sequence[Any], connection: BaseDatabaseWrapper) -> Text:
        query = self._make(*slots).query.exists()
        return Text(query.get_compiler(connection=connection))

    def _delete(self, slots: Sequence[Any], connection: BaseDatabaseWrapper) -> Text:
        query = self._make(*slots).query.chain(DeleteQuery)
        return Text(query.get_compiler(connection=connection))


def prepared(make: Callable[[*Values], QuerySet[Any, Row]]) -> Prepared[Row, *Values]:
    """A query that is asked with values."""
    return Prepared(make)


def _reader(rows: QuerySet[Any, Any], compiler: SQLCompiler) -> Callable[[Sequence[Any]], Any]:
    """How a row is read: as the model, a value or a tuple."""
    iterable = rows._iterable_class
    if issubclass(iterable, FlatValuesListIterable):
        return lambda row: row[0]
    if issubclass(iterable, ValuesListIterable):
        return tuple
    compiler.pre_sql_setup()
    names = [column.target.attname for column, _, _ in compiler.select or []]
    using, model = compiler.connection.alias, rows.model
    return lambda row: model.from_db(using, names, row)

"""Queries that run with every request: their text is made once for a connection.

Making the text of a query with several parts takes Django much longer than running it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, QuerySet


class Prepared:
    """A `values_list` that asks for one row by one value.

    Args:
        rows: the query for a value.
        field: the field that is compared with the value.
        sample: a value that stands nowhere else in the query.
    """

    def __init__(
        self, rows: Callable[[Any], QuerySet[Any, Any]], field: Field[Any, Any], sample: object
    ) -> None:
        self._rows = rows
        self._field = field
        self._sample = sample

    def first(self, value: object) -> tuple[Any, ...] | None:
        """The first row for the value; None where there is none."""
        connection = connections[DEFAULT_DB_ALIAS]
        # Kept with the connection, which is one thread's, so that both go together.
        texts: dict[Prepared, _Text] = connection.__dict__.setdefault("troth_prepared", {})
        if self not in texts:
            texts[self] = _Text(self._rows(self._sample), self._field, self._sample, connection)
        return texts[self].first(value)


class _Text:
    def __init__(
        self,
        rows: QuerySet[Any, Any],
        field: Field[Any, Any],
        sample: object,
        connection: BaseDatabaseWrapper,
    ) -> None:
        self._field = field
        self._compiler = rows.query.get_compiler(connection=connection)
        self._sql, params = self._compiler.as_sql()
        # The parameters before and after the one that each run brings.
        at = params.index(self._written(sample))
        self._before, self._after = params[:at], params[at + 1 :]
        columns = [column for column, _, _ in self._compiler.select or []]
        self._converters = self._compiler.get_converters(columns)

    def first(self, value: object) -> tuple[Any, ...] | None:
        with self._compiler.connection.cursor() as cursor:
            cursor.execute(self._sql, (*self._before, self._written(value), *self._after))
            row = cursor.fetchone()
        if row is None:
            return None
        return tuple(next(iter(self._compiler.apply_converters([list(row)], self._converters))))

    def _written(self, value: object) -> Any:  # noqa: ANN401 - as the driver likes it
        return self._field.get_db_prep_value(value, self._compiler.connection)

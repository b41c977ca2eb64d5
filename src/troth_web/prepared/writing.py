"""Updates, and new rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVarTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, Model, QuerySet
from django.db.models.sql import UpdateQuery

from troth_web.prepared.texts import PLAIN, Slot, Text, found

Values = TypeVarTuple("Values")
#: The rows of an update, and what they get by the names of fields.
Written = tuple[QuerySet[Any, Any], Mapping[str, object]]


class PreparedUpdate(Generic[*Values]):
    """An update by some values; see `prepared_update`."""

    def __init__(self, make: Callable[[*Values], Written]) -> None:
        self._make: Callable[..., Written] = make

    def run(self, *values: *Values, using: str = DEFAULT_DB_ALIAS) -> int:
        """Write; to how many rows."""
        text, params = found(self._text, values, using)
        return text.run(params)

    def run_each(self, every: Iterable[tuple[*Values]], using: str = DEFAULT_DB_ALIAS) -> None:
        """Write once for each of several values, none of which is a tuple."""
        texts = [found(self._text, values, using) for values in every]
        if texts:
            texts[0][0].run_each([params for _, params in texts])

    def _text(self, slots: Sequence[Any], connection: BaseDatabaseWrapper) -> Text:
        rows, written = self._make(*slots)
        for name, value in written.items():
            if isinstance(value, Slot):
                value.column = rows.model._meta.get_field(name)
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(written)  # type: ignore[attr-defined] # not in its types
        return Text(query.get_compiler(connection=connection))


def prepared_update(make: Callable[[*Values], Written]) -> PreparedUpdate[*Values]:
    """An update that is made with values."""
    return PreparedUpdate(make)


def insert(rows: Sequence[Model], *, ignore: bool = False, using: str = DEFAULT_DB_ALIAS) -> int:
    """Write new rows of one model, which learn no ids; how many were written.

    Args:
        rows: all of one model.
        ignore: whether to pass over rows that exist already.
        using: which of Django's databases.
    """
    if not rows:
        return 0
    connection = connections[using]
    statement, fields = _inserting(type(rows[0]), ignore=ignore)
    values = [
        [
            getattr(row, name)
            if plain
            else field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for name, field, plain in fields
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
        number: int = cursor.rowcount
    return number


@cache
def _inserting(
    model: type[Model], *, ignore: bool
) -> tuple[str, list[tuple[str, "Field[Any, Any]", bool]]]:
    """The statement, and the fields that it writes: their names, and whether they are plain."""
    meta = model._meta
    fields = [each for each in meta.concrete_fields if not isinstance(each, AutoField)]
    names = ", ".join(f'"{each.column}"' for each in fields)
    places = ", ".join(["%s"] * len(fields))
    conflict = " ON CONFLICT DO NOTHING" if ignore else ""
    statement = f'INSERT INTO "{meta.db_table}" ({names}) VALUES ({places}){conflict}'  # noqa: S608 - names of ours
    return statement, [(each.attname, each, isinstance(each, PLAIN)) for each in fields]

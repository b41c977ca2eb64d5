"""Which tables a backup holds, and their rows in a form that both engines read.

Rows are taken as they are, derived ones too: a restored database is the one that was backed up,
with the same places in the feed, so that readers go on where they were.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, ForeignKey, Model

from troth.errors import TrothError
from troth_web.ledger.backup.container import Columns, Row

#: What no backup holds, by the name of the model, and why.
LEFT_OUT = {
    "ledger.PersonKey": "keys are backed up apart",
    "ledger.LedgerSetting": "a restored database has its own",
    "contenttypes.ContentType": "made with the tables",
    "auth.Permission": "made with the tables",
    "auth.Group": "not used: roles are",
    "auth.Group_permissions": "not used: roles are",
    "sessions.Session": "everybody signs in anew",
    "usersessions.UserSession": "everybody signs in anew",
    "account.EmailConfirmation": "links of mails that were sent",
    "axes.AccessAttempt": "who mistyped a password",
    "axes.AccessFailureLog": "who mistyped a password",
    "axes.AccessLog": "who came",
    "notices.Line": "what was about to be said is said by the server that was backed up",
    "notices.Message": "what was about to be said is said by the server that was backed up",
}

#: How the values of a column are written; columns of other kinds are written as they are.
_KINDS = {
    "BinaryField": "bytes",
    "BooleanField": "bool",
    "DateTimeField": "instant",
    "JSONField": "json",
    "UUIDField": "uuid",
}
#: Rows of one statement; SQLite takes no more than 250,000 values.
_AT_ONCE = 500
#: Rows that are read at once.
_READ_AT_ONCE = 2_000
#: Rows of this table hold many bytes each, so that few of them are in memory at once.
_LARGE, _FEW = "ledger_file", 4


class UnknownKindError(TrothError):
    """A table has a column that a backup cannot hold."""


def models() -> list[type[Model]]:
    """Every model whose table a backup holds, those first that others refer to."""
    kept = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in LEFT_OUT and not model._meta.proxy
    ]
    return sorted(kept, key=lambda model: (_depth(model), model._meta.db_table))


def columns_of(model: type[Model]) -> Columns:
    """What a section holds of a model's table."""
    return Columns(
        table=model._meta.db_table,
        columns=tuple((str(field.column), _kind(field)) for field in _fields(model)),
    )


def rows_of(model: type[Model]) -> Iterator[Row]:
    """The rows of a table in the order of their key, read bit by bit."""
    fields = _fields(model)
    write = [_WRITE.get(_kind(field)) for field in fields]
    names = [field.attname for field in fields]
    rows = model._default_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=_few(model._meta.db_table, _READ_AT_ONCE)):
        yield [
            value if how is None or value is None else how(value)
            for value, how in zip(row, write, strict=True)
        ]


def put(columns: Columns, rows: Iterable[Row]) -> int:
    """Insert rows into a table; how many there were."""
    read = [_READ.get(kind) for _, kind in columns.columns]
    number, left = 0, iter(rows)
    while chunk := list(islice(left, _few(columns.table, _AT_ONCE))):
        ready = [
            [
                value if how is None or value is None else how(value)
                for value, how in zip(row, read, strict=True)
            ]
            for row in chunk
        ]
        _insert(columns, ready)
        number += len(ready)
    return number


def reset_numbers() -> None:
    """Let numbers that the database gives go on behind those that were put in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)


def _few(table: str, usual: int) -> int:
    return _FEW if table == _LARGE else usual


def _insert(columns: Columns, rows: Sequence[Row]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns.names)
    places = ", ".join(["%s"] * len(columns.names))
    with connection.cursor() as cursor:
        cursor.executemany(
            # Names come from the models of this program: the restore has compared them.
            f"INSERT INTO {quote(columns.table)} ({names}) VALUES ({places})",
            rows,
        )


def _fields(model: type[Model]) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if field.column is not None]


def _kind(field: "Field[Any, Any]") -> str:
    """How a column is written; one that refers to another table is written as what it refers to."""
    target = field.target_field if isinstance(field, ForeignKey) else field
    return _KINDS.get(target.get_internal_type(), "plain")


def _depth(model: type[Model]) -> int:
    """How many tables stand below: 0 for one that refers to no other."""
    below = {
        field.related_model
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is not model
    }
    return 1 + max((_depth(each) for each in below if isinstance(each, type)), default=-1)


def _instant(text: str) -> Any:  # noqa: ANN401 - as the engine's driver wants it
    return connection.ops.adapt_datetimefield_value(datetime.fromisoformat(text))


def _uuid(text: str) -> Any:  # noqa: ANN401 - as the engine's driver wants it
    value = UUID(text)
    return value if connection.features.has_native_uuid_field else value.hex


_WRITE: dict[str, Callable[[Any], Any]] = {
    "bytes": lambda value: b64encode(bytes(value)).decode(),
    "instant": lambda value: value.isoformat(),
    "uuid": str,
}
_READ: dict[str, Callable[[Any], Any]] = {
    "bytes": b64decode,
    "instant": _instant,
    "json": lambda value: connection.ops.adapt_json_value(value, None),
    "uuid": _uuid,
}

"""Lists of rows that have a number each, in the order in which they came: the latest first."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from troth.promises.store import BadCursorError
from troth_web.api.asked import Asked

Row = TypeVar("Row", bound=Model)

#: Digits of a number that fits into its column.
_MOST_DIGITS = 18


def latest(rows: QuerySet[Row], asked: Asked) -> tuple[list[Row], str | None]:
    """A page of rows, and where the next one begins; None where there is none.

    Raises:
        BadCursorError: it was asked to go on from where no list ever ended.
    """
    rows = rows.order_by("-pk")
    if asked.after is not None:
        rows = rows.filter(pk__lt=_number(asked.after))
    found = list(rows[: asked.limit + 1])
    page = found[: asked.limit]
    return page, str(page[-1].pk) if len(found) > asked.limit else None


def _number(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdecimal()) or len(cursor) > _MOST_DIGITS:
        raise BadCursorError(cursor)
    return int(cursor)

"""Every entry of the ledger as it is kept, in feed order, with flat memory."""

from collections.abc import Iterator

from django.db import connection

from troth.promises.store import Sealed
from troth_web.ledger.files import sealed_file_of
from troth_web.ledger.rows import COLUMNS, sealed_of

_ALL = (
    f"SELECT {COLUMNS}, s.content FROM ledger_entry e "
    "LEFT JOIN ledger_sealed s ON s.entry = e.id ORDER BY e.epoch, e.turn, e.position"
)
_AT_ONCE = 2_000


class Everything:
    """The ledger of this database, to be read once from end to end, within one snapshot."""

    def sealed(self) -> Iterator[Sealed]:
        """Every entry, its personal part still sealed."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(_ALL)
            while rows := cursor.fetchmany(_AT_ONCE):
                for row in rows:
                    yield sealed_of(row, sealed_file_of(connection, row))

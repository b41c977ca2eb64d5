"""Queries that run again and again: their text is made once for a connection.

Making the text of a query takes Django ten times as long as running it.

    @prepared
    def _waiting(reader: str, at_us: int) -> QuerySet[Line]:
        return Line.objects.filter(reader=reader, ready_us__lte=at_us).order_by("ready_us")

    _waiting.all("person:7", at_us)

The function is called with what stands for values, and must look at none of them. A value is text,
a number, an id, or a tuple of these with at least one; None and lists only where they are written.
"""

from troth_web.prepared.queries import Prepared, prepared
from troth_web.prepared.writing import PreparedUpdate, Written, insert, prepared_update

__all__ = ["Prepared", "PreparedUpdate", "Written", "insert", "prepared", "prepared_update"]

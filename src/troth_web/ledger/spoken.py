"""Milestones on which their customers said the last word, which nobody has read yet.

To read it is an entry, and so is whatever else we do with the document: what ends with a word of
the customer waits. The index `milestone_words` of the journal finds them.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

#: In the very words of the index, as SQLite finds it by no others.
LAST = (
    "SELECT e.subject FROM ledger_entry e "
    "JOIN ledger_head h ON h.subject = e.subject AND h.sequence = e.sequence "
    "WHERE e.type IN ('milestone.chosen', 'milestone.signed') AND e.actor LIKE 'customer:%%' "
    "ORDER BY e.position DESC LIMIT %s"
)


def milestones_unread(connection: BaseDatabaseWrapper, limit: int) -> list[str]:
    """Their ids, the latest word first.

    Args:
        connection: to the database.
        limit: how many at most.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST, [limit])
        return [subject for (subject,) in cursor.fetchall()]

"""Documents that nobody has read since their customer spoke are found by an index."""

import pytest
from django.db import connection

from troth_web.ledger import spoken


@pytest.mark.skipif(connection.vendor != "sqlite", reason="its words are SQLite's")
@pytest.mark.django_db
def test_the_whole_journal_is_not_read_for_them() -> None:
    """SQLite finds the index by the words of its condition alone."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {spoken.LAST}", [1])
        plan = [row[-1] for row in cursor.fetchall()]
    assert plan[0] == "SCAN e USING INDEX milestone_words"
    assert all(each.startswith("SEARCH") for each in plan[1:])

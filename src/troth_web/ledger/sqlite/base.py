"""Django's engine for SQLite, where every write of this process waits for its turn.

SQLite lets one connection write; the others ask again and again until they are lucky, and some
wait for seconds. Here they queue. SQLite before 3.51.3 can also damage a database in WAL mode when
two connections write at once: within one process this does not happen, because they never do.
"""

from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from troth_web.ledger.sqlite.turns import Turns, turns

#: Statements that write, outside of a transaction.
_WRITES = {"ALTER", "ANALYZE", "CREATE", "DELETE", "DROP", "INSERT", "REPLACE", "UPDATE", "VACUUM"}


@lru_cache(maxsize=1_000)
def _with_places(query: str) -> str:
    """A query with the places for values that SQLite knows; the same ones come again and again."""
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class TurnCursor(base.SQLiteCursorWrapper):
    """A cursor that takes a turn for a single statement that writes."""

    wrapper: "DatabaseWrapper"

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """A query with the places for values that SQLite knows."""
        if param_names is None:
            return _with_places(query)
        return str(super().convert_query(query, param_names=param_names))

    def execute(self, query: str, params: Any = None) -> Any:  # noqa: ANN401 - as Django has it
        """Run a statement."""
        taken = self.wrapper.take_turn_for(query)
        try:
            return super().execute(query, params)
        finally:
            if taken:
                self.wrapper.end_turn()

    def executemany(self, query: str, param_list: Any) -> Any:  # noqa: ANN401 - as Django has it
        """Run a statement for each of several rows."""
        taken = self.wrapper.take_turn_for(query)
        try:
            return super().executemany(query, param_list)
        finally:
            if taken:
                self.wrapper.end_turn()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits for its turn to write, and keeps it until the transaction ends."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._has_turn = False

    def take_turn_for(self, query: str) -> bool:
        """Take a turn for a statement, if it writes and no transaction has one; whether it did."""
        if self._has_turn:
            return False
        words = query.split(None, 1)
        if not words or words[0].upper() not in _WRITES:
            return False
        self._take_turn()
        return True

    def create_cursor(self, name: str | None = None) -> TurnCursor:  # noqa: ARG002 - Django names it
        """A cursor that knows this connection."""
        cursor: TurnCursor = self.connection.cursor(factory=TurnCursor)
        cursor.wrapper = self
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in its types
        except BaseException:
            self.end_turn()
            raise

    def _commit(self) -> None:
        # A commit that fails keeps the turn: what follows it is a rollback.
        super()._commit()  # type: ignore[misc] # not in its types
        self.end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # not in its types
        finally:
            self.end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # not in its types
        finally:
            self.end_turn()

    @property
    def _turns(self) -> Turns:
        return turns(str(self.settings_dict["NAME"]))

    def _take_turn(self) -> None:
        seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        if not self._turns.take(seconds):
            raise OperationalError(f"database is locked: no turn to write in {seconds:g} s")
        self._has_turn = True

    def end_turn(self) -> None:
        """Let the next writer in, if this one has the turn."""
        if self._has_turn:
            self._has_turn = False
            self._turns.end()

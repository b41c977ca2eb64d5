"""Lists of promises: a filter as SQL over their rows."""

import re
from collections.abc import Iterator
from typing import Any

from troth.promises.store import BadCursorError, PromiseFilter
from troth_web.ledger.engines import Engine
from troth_web.ledger.projection import microseconds

_NUMBER = re.compile(r"-?[0-9]{1,18}")
_OUTCOME = (
    "CASE WHEN broken_after_us < %s THEN 'broken' WHEN moved_after_us < %s THEN 'moved' "
    "ELSE outcome END = %s"
)


def promise_list(
    wanted: PromiseFilter, after: str | None, limit: int, engine: Engine
) -> tuple[str, list[Any]]:
    """The statement that lists `made_us, subject` of those wanted, and its parameters."""
    conditions, params = ["TRUE"], []
    for condition, given in _conditions(wanted, engine):
        conditions.append(condition)
        params += given
    if after is not None:
        conditions.append("(made_us, subject) < (%s, %s)")
        params += _place(after)
    statement = (
        f"SELECT made_us, subject FROM ledger_promise WHERE {' AND '.join(conditions)} "
        "ORDER BY made_us DESC, subject DESC LIMIT %s"
    )
    return statement, [*params, limit]


def cursor_of(made_us: int, subject: str) -> str:
    """Where a list goes on after a promise."""
    return f"{made_us}.{subject}"


def _place(cursor: str) -> tuple[int, str]:
    made_us, _, subject = cursor.partition(".")
    if not _NUMBER.fullmatch(made_us) or not subject:
        raise BadCursorError(cursor)
    return int(made_us), subject


def _conditions(wanted: PromiseFilter, engine: Engine) -> Iterator[tuple[str, list[Any]]]:
    for column in ("customer", "holder", "promiser", "metric"):
        value = getattr(wanted, column)
        if value is not None:
            yield f"{column} = %s", [value]
    for column in ("stage", "clock"):
        value = getattr(wanted, column)
        if value is not None:
            yield f"{column} = %s", [value.value]
    if wanted.duties is not None:
        yield ("duty" if wanted.duties else "NOT duty"), []
    if wanted.due_before is not None:
        yield "falls_due_us < %s", [microseconds(wanted.due_before)]
    if wanted.outcome is not None:
        assert wanted.at is not None  # noqa: S101 - an outcome is asked for as of an instant
        at_us = microseconds(wanted.at)
        yield _OUTCOME, [at_us, at_us, wanted.outcome.value]
    if wanted.hidden_teams:
        hidden, own = engine.many(wanted.hidden_teams), engine.many(wanted.own_teams)
        teams = ("promiser_team", "holder_team")
        of = " OR ".join(f"COALESCE({column} {engine.any_of}, FALSE)" for column in teams)
        yield f"(NOT ({of}) OR {of})", [hidden, hidden, own, own]

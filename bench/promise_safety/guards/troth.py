"""troth's guard, for an AI agent: `python -m bench.promise_safety.guards.troth`."""

from datetime import datetime
from functools import cache
from typing import Any

from bench.promise_safety.guards import serve
from troth.guard.book import Book
from troth.guard.checking import check
from troth.guard.context import Context
from troth.playbook.load import load_text
from troth.playbook.schema.words import Role


def decide(asked: dict[str, Any]) -> str:
    """What becomes of the reply, with what the case says of speaker and customer."""
    context = Context(
        book=_book(asked["playbook"]),
        at=datetime.fromisoformat(asked["at"]),
        role=Role(asked["role"]),
        channel=asked["channel"],
        facets=asked["facets"],
        cases=frozenset(asked["known"]),
    )
    return check(asked["reply"], context).decision.value


@cache
def _book(playbook: str) -> Book:
    return Book.of(load_text(playbook, "playbook.yaml"))


if __name__ == "__main__":
    serve(decide)

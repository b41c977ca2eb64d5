"""What lies before a customer to choose from, as pages show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from troth.promises.promise import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One option; only its id and its words are always there."""

    id: str
    #: In the words for the customer; without these its term, or what it is called.
    says: str
    due: datetime | None
    price: str | None
    likelihood: float | None
    includes: tuple[str, ...]
    excludes: tuple[str, ...]


def offered(promise: Promise) -> Iterator[Offered]:
    """The options of a promise, in the order in which they were offered."""
    for each in promise.options:
        due = each.get("due")
        yield Offered(
            id=each["id"],
            says=each.get("says") or each.get("term") or each["id"],
            due=datetime.fromisoformat(due) if due else None,
            price=each.get("price"),
            likelihood=each.get("likelihood"),
            includes=tuple(each.get("includes", ())),
            excludes=tuple(each.get("excludes", ())),
        )


def choices_of(promise: Promise) -> list[tuple[str, str]]:
    """The options as a field offers them: their id, their words."""
    return [(each.id, each.says) for each in offered(promise)]

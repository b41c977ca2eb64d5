"""A customer as their entries leave them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from troth.promises.entries import Entry, EntryType


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who is promised to. Names are None where they are not known, or the person was erased."""

    id: str
    sequence: int
    added_at: datetime
    facets: Mapping[str, str]
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    ref: str | None = None
    erased_at: datetime | None = None


def customer(entries: Iterable[Entry]) -> Customer | None:
    """The customer whom these entries leave; None without entries, or of another kind."""
    found: Customer | None = None
    for entry in entries:
        if entry.type is EntryType.CUSTOMER_ADDED:
            found = Customer(id=entry.subject, sequence=0, added_at=entry.at, facets={})
        if found is None:
            return None
        found = _step(found, entry)
    return found


def lookups(personal: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What a customer can be found by: e-mail and reference, and each word of the name."""
    exact = [(kind, personal[kind]) for kind in ("email", "ref") if kind in personal]
    words = [("name", word) for word in personal.get("name", "").split()]
    return (*exact, *words)


def _step(found: Customer, entry: Entry) -> Customer:
    said = {key: value for key, value in (entry.personal or {}).items() if key in _PERSONAL}
    facets = entry.payload.get("facets", found.facets)
    erased = entry.at if entry.type is EntryType.CUSTOMER_ERASED else found.erased_at
    return replace(found, sequence=entry.sequence, facets=facets, erased_at=erased, **said)


_PERSONAL = ("name", "email", "phone", "ref")

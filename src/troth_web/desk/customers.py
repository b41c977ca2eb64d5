"""Finding customers by what somebody types: an address, a reference, or words of a name."""

from troth import queries
from troth.promises.customer import Customer
from troth.promises.store import Store

#: So many are shown; whoever has more types more.
SHOWN = 20


def found_by(store: Store, text: str) -> list[Customer]:
    """Customers whom a text names: whole addresses, references and words, in any letters."""
    said = " ".join(text.split())[:200]
    if not said:
        return []
    found: dict[str, Customer] = {}
    asked = [{"email": said}] if "@" in said else [{"ref": said}, {"name": said}]
    for each in asked:
        page = queries.customers(store, limit=SHOWN, **each)
        found |= {one.id: one for one in page.items if one.erased_at is None}
    return list(found.values())[:SHOWN]


def told_apart(text: str, found: list[Customer]) -> dict[str, str]:
    """The same question as the API takes it, which asks for one of these at a time."""
    said = " ".join(text.split())[:200]
    if not said:
        return {}
    if "@" in said:
        return {"email": said}
    return {"ref" if any(each.ref == said for each in found) else "name": said}

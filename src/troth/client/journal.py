"""The journal of a ledger elsewhere."""

from collections.abc import Iterator

from troth.answers import EntryBody, EntryList
from troth.client.resource import Resource


class Journal(Resource):
    """`/journal` and `/feed`."""

    def of(self, subject: str) -> tuple[EntryBody, ...]:
        """Everything that was recorded about one subject, in order."""
        return self._get("/journal", EntryList, subject=subject).items

    def page(self, after: str | None = None, limit: int = 500) -> EntryList:
        """Entries in the order in which they were committed; `next` is never None."""
        return self._get("/feed", EntryList, after=after, limit=limit)

    def pages(self, after: str | None = None, limit: int = 500) -> Iterator[EntryList]:
        """All entries until now, page by page.

        Keep the `next` of a page together with what was made of its entries: whoever goes on from
        there misses none.
        """
        while True:
            page = self.page(after, limit)
            if page.next == after or not page.items:
                return
            yield page
            after = page.next

    def feed(self, after: str | None = None, limit: int = 500) -> Iterator[EntryBody]:
        """All entries until now, in the order in which they were committed."""
        for page in self.pages(after, limit):
            yield from page.items

"""`/journal` and `/feed`: everything that was recorded, about one thing or in order."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from troth import queries
from troth.answers import EntryList, entry_body
from troth.operations.commands import Word
from troth.operations.errors import NotFoundError
from troth.promises.entries import Entry, EntryType
from troth.promises.matching import teams_of
from troth_web.api.answering import shown
from troth_web.api.asked import Asked
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.people.permissions import may_see

journal = Resource("journal")


@journal.reads("/journal", needs="journal.read", answers=EntryList)
def of_subject(
    request: HttpRequest,
    subject: Query[Annotated[Word, Field(description="Id of a promise, customer, edition, ...")]],
) -> HttpResponse:
    """Give everything that was recorded about one subject, in order."""
    call = Call.of(request)
    entries = queries.journal(call.store, subject)
    if not _Seen(call).entry(entries[0]):
        raise NotFoundError("journal of", subject)
    return shown(request, EntryList(items=tuple(map(entry_body, entries)), next=None))


@journal.reads("/feed", needs="feed.read", answers=EntryList)
def feed(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Follow the ledger: entries in the order in which they were committed; none is missed.

    `next` is never null: ask again with it for what comes later.
    """
    call = Call.of(request)
    page = call.store.feed(asked.after, asked.limit)
    seen = _Seen(call)
    items = tuple(entry_body(entry) for entry in page.items if seen.entry(entry))
    return shown(request, EntryList(items=items, next=page.next))


class _Seen:
    """Which entries a caller may see; each promise is looked up once."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._known: dict[str, bool] = {}

    def entry(self, entry: Entry) -> bool:
        """Whether this one; what is counted in nobody's name is told in reports alone."""
        if entry.type is EntryType.QUIZ_ANSWERED:
            return False
        if entry.type.kind != "promise" or not self._call.principal.hidden:
            return True
        if entry.subject not in self._known:
            promise = self._call.store.promise(entry.subject)
            self._known[entry.subject] = promise is None or may_see(
                self._call.principal, teams_of(promise)
            )
        return self._known[entry.subject]

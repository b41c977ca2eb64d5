"""`/editions`: playbooks as published, checked, compared."""

from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from troth import operations
from troth.answers import CheckBody, DiffBody, EditionBody, EditionList, edition_body
from troth.operations import Publish
from troth.operations.commands import Command, Instant, Word
from troth.operations.errors import NoEditionError, NotFoundError
from troth.promises.entries import Entry, EntryType
from troth.promises.store import Store, Work
from troth_web.api.answering import done, shown
from troth_web.api.asked import Asked
from troth_web.api.calls import Call
from troth_web.api.checking import check, differences, refuse_findings
from troth_web.api.resource import Resource

editions = Resource("editions")

Codes = Annotated[
    tuple[Word, ...],
    Field(description="Codes of findings that are accepted: TR206.", max_length=100, strict=False),
]


class CheckedPublish(Publish):
    """A playbook to be in force from now on. Findings that are errors stop it."""

    accept: Codes = ()


class Check(Command):
    """A playbook to be checked."""

    text: str = Field(description="The playbook, as YAML.", max_length=5_000_000)
    at: Instant | None = Field(None, description="The instant of the check; now when absent.")


@editions.reads("/editions", needs="editions.read", answers=EditionList)
def list_(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """List editions, the latest first, without their texts."""
    store = Call.of(request).store
    page = store.subjects("edition", None, asked.after, asked.limit)
    items = tuple(edition_body(_entry(store, each), text=False) for each in page.items)
    return shown(request, EditionList(items=items, next=page.next))


@editions.writes("POST", "/editions", needs="editions.publish", answers=EditionBody, status=201)
def publish(request: HttpRequest, body: CheckedPublish) -> HttpResponse:
    """Put a playbook in force. Promises made before keep their edition.

    A playbook with findings that are errors is refused with these, unless their codes are named
    in `accept`; what is accepted for long belongs into the playbook as a waiver.
    """
    return published(request, body.text, body.note, body.accept)


@editions.reads("/editions/current", needs="editions.read", answers=EditionBody)
def current(request: HttpRequest) -> HttpResponse:
    """Give the playbook that is in force."""
    store = Call.of(request).store
    edition = store.edition()
    if edition is None:
        raise NoEditionError
    return shown(request, edition_body(_entry(store, edition.id)))


@editions.writes("POST", "/editions/check", needs="editions.check", answers=CheckBody)
def check_(request: HttpRequest, body: Check) -> HttpResponse:
    """Say what in a playbook cannot hold, as `troth check --format json` does. It keeps nothing."""
    call = Call.of(request)
    return shown(request, CheckBody(**check(body.text, body.at or call.at)))


@editions.reads("/editions/{edition_id}", needs="editions.read", answers=EditionBody)
def get(request: HttpRequest, edition_id: Word) -> HttpResponse:
    """Give one edition."""
    return shown(request, edition_body(_entry(Call.of(request).store, edition_id)))


@editions.reads("/editions/{old}/diff/{new}", needs="editions.diff", answers=DiffBody)
def diff(request: HttpRequest, old: Word, new: Word) -> HttpResponse:
    """Say what changed for customers between two editions, and for whom."""
    call = Call.of(request)
    before, after = _entry(call.store, old), _entry(call.store, new)
    changes = differences(before.payload["text"], after.payload["text"], call.at)
    return shown(request, DiffBody(old=old, new=new, at=call.at, changes=changes))


def published(
    request: HttpRequest,
    text: str,
    note: str | None,
    accept: tuple[str, ...],
    then: Callable[[], object] | None = None,
) -> HttpResponse:
    """Check a playbook, put it in force, and do what follows from it."""
    # Checked before the transaction, which would keep all others waiting.
    refusal = refuse_findings(text, Call.of(request).at, accept)

    def publish_(_: Call, work: Work) -> EditionBody:
        if refusal is not None:
            raise refusal
        edition = operations.publish(work, Publish(text=text, note=note))
        if then is not None:
            then()
        return edition_body(work.entries(edition.id)[0])

    return done(request, publish_, status=201)


def _entry(store: Store, edition_id: str) -> Entry:
    entries = store.entries(edition_id)
    if not entries or entries[0].type is not EntryType.EDITION_PUBLISHED:
        raise NotFoundError("edition", edition_id)
    return entries[0]
